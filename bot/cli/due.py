"""`resolution due`: when a stage's clock runs out, with every day that was counted or skipped."""

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.cli import calendar as calendar_command
from resolution.clocks import from_day_after
from resolution.errors import Refused
from resolution.policy import Anchor, Clock, Must, Policy, Span, Stage
from resolution.policy_file import load_policy
from resolution.working_days import LONDON, Explanation, WorkingCalendar, local_day


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `due`."""
    due = commands.add_parser("due", help="when something is due, counted day by day")
    due.add_argument("policy", metavar="KEY", help="a built-in policy's key, or a policy file")
    due.add_argument("stage", metavar="STAGE", help="the key of one of its stages")
    due.add_argument(
        "--from",
        dest="start",
        metavar="WHEN",
        required=True,
        help="when it was issued: 2026-12-23T10:00 (Europe/London, or with its own offset)",
    )
    due.add_argument("--clock", help="which of the stage's clocks (default: the response)")
    due.add_argument("--json", action="store_true", help="print JSON")
    calendar_command.add_option(due)
    due.set_defaults(run=_due)


def _due(args: argparse.Namespace) -> int:
    policy = load_policy(args.policy)
    stage = _stage(policy, args.stage)
    clock = _clock(stage, args.clock)
    calendar = calendar_command.chosen(args).with_hours(policy.hours)
    start = _moment(args.start)
    counted_from = start
    if clock.start is Anchor.DAY_AFTER_RECEIPT:
        counted_from = from_day_after(start, clock.within, calendar)
    explained = calendar.explain(counted_from, clock.within)
    if args.json:
        print(json.dumps(_as_json(explained), indent=2))
    else:
        print("\n".join(_as_text(policy, stage, clock, explained, start, calendar)))
    return 0


def _stage(policy: Policy, wanted: str) -> Stage:
    folded = wanted.casefold()
    for stage in policy.stages:
        if folded in (stage.key.casefold(), stage.title.casefold()):
            return stage
    keys = ", ".join(stage.key for stage in policy.stages)
    raise Refused(f'{policy.key} has no stage "{wanted}"; choose one of: {keys}.')


def _clock(stage: Stage, wanted: str | None) -> Clock:
    """The clock that was asked for by key or by what it times; only one with a figure will do."""
    if not stage.clocks:
        raise Refused(f'The policy states no limit for "{stage.title}", so nothing falls due.')
    asked = _asked(stage, wanted)
    if not asked:
        keys = ", ".join(clock.key for clock in stage.clocks)
        raise Refused(f'"{stage.title}" has no clock "{wanted}"; choose one of: {keys}.')
    for clock in asked:
        if clock.within.is_timed:
            return clock
    raise Refused(_untimed(stage, asked[0]))


def _asked(stage: Stage, wanted: str | None) -> list[Clock]:
    clocks = list(stage.clocks)
    if wanted is None:
        return [clock for clock in clocks if clock.must is Must.RESPOND] or clocks
    name = wanted.casefold()
    act = name.replace("-", "_").replace(" ", "_")
    by_key = [clock for clock in clocks if clock.key.casefold() == name]
    return by_key or [clock for clock in clocks if clock.must.value == act]


def _untimed(stage: Stage, clock: Clock) -> str:
    why = {
        Span.NEGOTIATED: "its limit is agreed between the parties, case by case",
        Span.NONE: "the policy sets no limit",
        Span.UNKNOWN: "the policy does not state the figure; ask the authority to confirm it",
    }[clock.within.span]
    others = ", ".join(other.key for other in stage.clocks if other.within.is_timed)
    instead = f" Clocks with a figure: {others}." if others else ""
    return (
        f'No due date can be counted for "{clock.key}" at "{stage.title}": '
        f"{why} ({clock.cite}).{instead}"
    )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            f'"{text}" is not a moment; write --from as in 2026-12-23T10:00 (Europe/London).'
        ) from error
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment


def _as_json(explained: Explanation) -> dict[str, object]:
    return {
        "due_at": explained.due_at.astimezone(LONDON).isoformat(),
        "working_days": explained.working_days,
        "counted": [day.isoformat() for day in explained.counted],
        "skipped": [{"date": day.isoformat(), "why": why} for day, why in explained.skipped],
    }


def _as_text(
    policy: Policy,
    stage: Stage,
    clock: Clock,
    explained: Explanation,
    start: datetime,
    calendar: WorkingCalendar,
) -> Iterator[str]:
    kind = "target" if clock.target else "limit"
    yield f"{policy.title}: {stage.title}"
    at_most = f", at most {clock.at_most}" if clock.at_most else ""
    yield f"{clock.must.replace('_', ' ')}, {kind} {clock.within}{at_most} ({clock.cite})"
    yield ""
    yield f"issued   {_written(start)}"
    numbers = {day: str(n) for n, day in enumerate(explained.counted, start=1)}
    reasons = dict(explained.skipped)
    for day in sorted({explained.day_zero, *numbers, *reasons}):
        number = "day 0" if day == explained.day_zero else numbers.get(day, "-")
        reason = reasons.get(day, "")
        if day == explained.day_zero and day > local_day(start) and local_day(start) not in reasons:
            reason = f"issued at or after {calendar.hours.closes:%H:%M}"
        yield f"{number:>5}    {day:%a %d %b %Y}  {reason}".rstrip()
    yield f"due      {_written(explained.due_at)}"


def _written(moment: datetime) -> str:
    # By way of UTC: an hour that the clocks leave out in March is told as the one that it is.
    return f"{moment.astimezone(UTC).astimezone(LONDON):%a %d %b %Y %H:%M %Z}"
