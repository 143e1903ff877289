"""Which clocks begin with which event, what they are due, and when they are met."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from resolution import events as e
from resolution.case import Case, RunningClock
from resolution.concerned import concerned
from resolution.events.timing import LATE_RESPONSE
from resolution.people import Actor
from resolution.policy import Anchor, Clock, Limit, Must, Policy, Span, Total
from resolution.ports import Rulebook
from resolution.working_days import WorkingCalendar, local_day

REVIEW_DATE = "review_date"
"""The fact of a stage that a clock may count from: the day of the child's next review."""
AGREED_MEETING = "agreed-meeting"
"""The clock of a meeting that the procedure sets no time for, once its date is fixed."""
ONE_WORKING_DAY = Limit(Span.WORKING_DAYS, 1)
BEFORE_A_MEETING = ("working_day_before", "due_morning")
"""When those who come to a meeting are reminded of it; half-way to it would say nothing."""


def started(
    case: Case,
    rulebook: Rulebook,
    anchor: Anchor,
    by: Actor,
    at: datetime,
    done: Must | None = None,
) -> Iterator[e.ClockStarted]:
    """The clocks of the current stage that count from this kind of event, but for what is done."""
    stage = rulebook.policy.stage(case.stage_key)
    calendar = rulebook.calendar
    begun = {clock.id for clock in case.clocks}
    for clock in stage.clocks:
        clock_id = f"{case.visit.number}.{clock.key}"
        if clock.start is not anchor or clock.must is done or clock_id in begun:
            continue
        counted_from = _counted_from(clock, case, at, calendar)
        due_at = due(clock, counted_from, case, calendar)
        yield e.ClockStarted(
            at=at,
            by=by,
            clock_id=clock_id,
            key=clock.key,
            must=clock.must,
            stage_key=stage.key,
            posts=concerned(rulebook.policy, clock.by, case.kind)
            or tuple(dict.fromkeys(asked.post for asked in case.visit.assignees)),
            counted_from=counted_from,
            due_at=due_at,
            target=clock.target,
            remind_at=reminders(clock, counted_from, due_at, rulebook, at, _points(clock)),
            fixed=_is_fixed(clock),
        )


def _is_fixed(clock: Clock) -> bool:
    """Whether the policy gives no time for a meeting, so that it is due on the day agreed."""
    return clock.must is Must.HOLD_MEETING and not clock.within.is_timed


def _points(clock: Clock) -> tuple[str, ...] | None:
    """When to remind of a clock, where that is not for the policy's own default to say."""
    return BEFORE_A_MEETING if _is_fixed(clock) and clock.remind is None else None


def _counted_from(clock: Clock, case: Case, at: datetime, calendar: WorkingCalendar) -> datetime:
    if clock.start is Anchor.CASE_RAISED and case.raised_at is not None:
        return case.raised_at
    if clock.start is Anchor.REVIEW_DATE and (review_on := case.visit.facts.get(REVIEW_DATE)):
        return calendar.opens_on(date.fromisoformat(review_on))
    return at


def due(
    clock: Clock, counted_from: datetime, case: Case, calendar: WorkingCalendar
) -> datetime | None:
    """When a clock runs out; None where the policy gives no figure and nobody agreed one."""
    if clock.within.span is Span.NEGOTIATED:
        agreed = case.visit.agreed_by
        return calendar.due_on_day(calendar.next_working_day(agreed)) if agreed else None
    if clock.may_vary and case.visit.agreed_by:
        return calendar.due_on_day(calendar.next_working_day(case.visit.agreed_by))
    if _is_fixed(clock):
        # No limit to hold it, so the day that was fixed is the day that it is due.
        fixed = case.visit.meeting_at
        return calendar.due_on_day(local_day(fixed)) if fixed else None
    if clock.start is Anchor.DAY_AFTER_RECEIPT:
        counted_from = from_day_after(counted_from, clock.within, calendar)
    return calendar.due(counted_from, clock.within)


def from_day_after(received: datetime, limit: Limit, calendar: WorkingCalendar) -> datetime:
    """From when a limit is counted that begins with the day after receipt.

    That day is day 1, and so the day of receipt is day 0 whatever the hour; hours begin with it.
    """
    hours = limit.span is Span.HOURS
    return calendar.opens_on(local_day(received) + timedelta(days=1 if hours else 0))


def reminders(
    clock: Clock | None,
    counted_from: datetime,
    due_at: datetime | None,
    rulebook: Rulebook,
    at: datetime,
    points: tuple[str, ...] | None = None,
    *,
    urgent: bool = False,
) -> Mapping[str, datetime]:
    """The moments, still ahead, at which the policy reminds: before a due date, or without one.

    Where danger does not wait for office days (`urgent`), every day counts.
    """
    if points is None:
        points = rulebook.policy.remind if clock is None or clock.remind is None else clock.remind
    moments = _moments(counted_from, due_at, rulebook.calendar, urgent=urgent)
    ahead: dict[str, datetime] = {}
    for point in points:
        moment = moments.get(point)
        if moment is None or moment <= at or (due_at is not None and moment >= due_at):
            continue
        # Half-way may fall on another reminder's morning: one message a morning is enough.
        if moment not in ahead.values():
            ahead[point] = moment
    return ahead


def _moments(
    counted_from: datetime, due_at: datetime | None, calendar: WorkingCalendar, *, urgent: bool
) -> Mapping[str, datetime | None]:
    """When each reminder would be."""
    begun = local_day(counted_from)
    morning = calendar.opens_on(calendar.add(begun, 1))
    if due_at is None:
        return {"next_morning": morning}
    day = local_day(due_at)
    if urgent:
        half = (day - begun).days // 2
        return {
            "half_way": calendar.opens_on(begun + timedelta(days=half)) if half else None,
            "working_day_before": calendar.opens_on(day - timedelta(days=1)),
            "due_morning": calendar.opens_on(day),
        }
    return {
        "half_way": calendar.half_way(counted_from, due_at),
        "working_day_before": calendar.opens_on(calendar.add(day, -1)),
        "due_morning": calendar.opens_on(calendar.next_working_day(day)),
        "next_morning": morning,
    }


def met(
    case: Case, must: Must, by: Actor, at: datetime, on: date | None = None
) -> Iterator[e.ClockMet]:
    """What of the current stage asked for this act is met: a meeting, say, and its fixed day.

    `on` is the day on which it was done, where it is only put on record now.
    """
    for clock in case.stage_clocks:
        if clock.must is must:
            late = clock.due_at is not None and at >= clock.due_at
            if on is not None and clock.due_at is not None:
                late = on > local_day(clock.due_at)
            yield e.ClockMet(at=at, by=by, clock_id=clock.id, late=late)


def resumed(
    case: Case, wanted: str, rulebook: Rulebook, by: Actor, at: datetime
) -> Iterator[e.ClockResumed]:
    """A clock whose act was not enough, where its time has not run out."""
    for clock in case.clocks:
        if clock.id == wanted and clock.met_at and (clock.due_at is None or clock.due_at > at):
            points = of_policy(clock, rulebook.policy)
            remind_at = reminders(points, clock.counted_from, clock.due_at, rulebook, at)
            yield e.ClockResumed(at=at, by=by, clock_id=clock.id, remind_at=remind_at)


def stopped(case: Case, by: Actor, at: datetime, keep: Must | None = None) -> Iterator[e.Event]:
    """Every open clock of the case that no longer matters."""
    for clock in case.open_clocks:
        if clock.must is keep:
            late = clock.due_at is not None and at >= clock.due_at
            yield e.ClockMet(at=at, by=by, clock_id=clock.id, late=late)
        elif not clock.route and clock.must is not Must.COMPLETE_ACTION:
            yield e.ClockStopped(at=at, by=by, clock_id=clock.id)


def totals_started(
    case: Case, rulebook: Rulebook, by: Actor, at: datetime
) -> Iterator[e.TotalStarted]:
    """The totals that begin to run when the first stage that they count opens."""
    running = {total.key for total in case.totals}
    for total in rulebook.policy.totals:
        if total.key in running or case.stage_key not in total.counts:
            continue
        due_at = rulebook.calendar.due(at, total.within)
        if due_at is not None:
            warn_at = total_warning(total, due_at, rulebook.calendar)
            yield e.TotalStarted(at=at, by=by, total_key=total.key, due_at=due_at, warn_at=warn_at)


def total_warning(total: Total, due_at: datetime, calendar: WorkingCalendar) -> datetime:
    """The morning on which the owner is warned that a total nears its end."""
    return calendar.opens_on(calendar.add(local_day(due_at), -total.warn_before))


def of_policy(running: RunningClock, policy: Policy) -> Clock | None:
    """The policy's clock behind a running one, None for a route's or after a migration."""
    stages = [stage for stage in policy.stages if stage.key == running.stage_key]
    return next((c for stage in stages for c in stage.clocks if c.key == running.key), None)


def fixed_day(case: Case) -> RunningClock | None:
    """The open clock of the day that was fixed for the stage's meeting."""
    return next((clock for clock in case.stage_clocks if clock.fixed), None)


def is_arranged_otherwise(case: Case, clock: RunningClock) -> bool:
    """Whether a reminder about a meeting would say what is not so.

    The limit need not be reminded of once a day is fixed; a day that is open again is no day.
    """
    if clock.must is not Must.HOLD_MEETING or clock.route:
        return False
    return case.visit.meeting_confirmed is not clock.fixed


def is_told_by_its_day(case: Case, clock: RunningClock) -> bool:
    """Whether the lapse of a meeting's limit says no more than that of the day fixed for it."""
    if any(day.due_at == clock.due_at for day in fixed_days_of(case, clock)):
        return True
    fixed = fixed_day(case) if clock.must is Must.HOLD_MEETING and not clock.fixed else None
    return (
        fixed is not None
        and case.visit.meeting_confirmed
        and clock.due_at is not None
        and fixed.due_at is not None
        and fixed.due_at <= clock.due_at
    )


def is_meeting_of_route(clock: RunningClock | e.ClockStarted) -> bool:
    """Whether a clock is a route's meeting on the day that people fixed; nobody set a limit."""
    return bool(clock.route) and clock.must is Must.HOLD_MEETING


def fixed_days_of(case: Case, clock: RunningClock) -> tuple[RunningClock, ...]:
    """The open clocks of days that were fixed for the very step of a route whose limit this is."""
    if not clock.route or is_meeting_of_route(clock):
        return ()
    return tuple(
        other
        for other in case.open_clocks
        if is_meeting_of_route(other) and (other.route, other.key) == (clock.route, clock.key)
    )


def is_agreed(case: Case, running: RunningClock, policy: Policy) -> bool:
    """Whether a clock of the present stage is due on a day that the parties agreed themselves."""
    clock = of_policy(running, policy)
    return (
        clock is not None
        and not running.route
        and bool(case.visit.agreed_by)
        and (clock.within.span is Span.NEGOTIATED or clock.may_vary)
    )


def close_out_again(
    case: Case, waited: Iterable[RunningClock], rulebook: Rulebook, by: Actor, at: datetime
) -> Iterator[e.DueDateMoved]:
    """The close-outs that waited for a response which came after their own date (BH1).

    The procedure gives no time for it then: one working day from the response is derived.
    """
    new_due_at = rulebook.calendar.due(at, ONE_WORKING_DAY)
    assert new_due_at is not None, "a figure gives a moment"
    for clock in waited:
        if clock.due_at is not None and clock.due_at <= at:
            policy_clock = of_policy(clock, rulebook.policy)
            yield e.DueDateMoved(
                at=at,
                by=by,
                clock_id=clock.id,
                old_due_at=clock.due_at,
                new_due_at=new_due_at,
                why=LATE_RESPONSE,
                remind_at=reminders(policy_clock, at, new_due_at, rulebook, at),
            )
