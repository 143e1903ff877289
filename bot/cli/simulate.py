"""`resolution simulate`: a procedure run on a virtual clock, as a timeline."""

import argparse
import json
import sys
from pathlib import Path

from bot.cli import calendar as calendar_command
from resolution.errors import Refused
from resolution.policy import CaseKind, Policy
from resolution.policy_file import load_policy
from resolution.simulation import Simulation
from resolution.simulation_script import VERBS, find_stage, moment, parse_script
from resolution.timeline import Entry
from resolution.working_days import LONDON


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `simulate`."""
    simulate = commands.add_parser(
        "simulate",
        help="run an invented case through a procedure",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_explained(),
    )
    simulate.add_argument("policy", metavar="KEY", help="a built-in policy's key, or a policy file")
    simulate.add_argument(
        "--raised",
        metavar="WHEN",
        required=True,
        help="when it is raised: 2026-12-21T10:00 (Europe/London, or with its own offset)",
    )
    simulate.add_argument("--at", metavar="STAGE", help="where it starts (default: first formal)")
    simulate.add_argument(
        "--kind",
        choices=[kind.value for kind in CaseKind],
        help="whose plan is challenged (default: looked_after)",
    )
    simulate.add_argument("--script", metavar="FILE", help="what people do, one act a line")
    simulate.add_argument("--json", action="store_true", help="print one JSON object a line")
    calendar_command.add_option(simulate)
    simulate.set_defaults(run=_simulate)


def _simulate(args: argparse.Namespace) -> int:
    policy = load_policy(args.policy)
    raised_at = moment(args.raised)
    stage_key, kind = _stage_key(policy, args.at), _kind(policy, args.kind)
    acts = None
    if args.script:
        acts = parse_script(_text_of(args.script), args.script, policy, raised_at)
    simulation = Simulation(policy, calendar_command.chosen(args))
    try:
        simulation.raise_challenge(raised_at, stage_key, kind)
        if acts is None:
            simulation.run_unanswered()
        else:
            simulation.run(acts)
    finally:
        # Also when an act is refused: what happened before it shows why.
        if simulation.entries:
            _print(simulation.entries, policy, as_json=args.json)
    if acts is None and policy.following(simulation.stage.key):
        print(
            f"It ends at {simulation.stage.title}: nothing falls due there, so nothing lapses. "
            "Go on with --at, or with a --script.",
            file=sys.stderr,
        )
    return 0


def _stage_key(policy: Policy, wanted: str | None) -> str:
    return find_stage(wanted, policy).key if wanted else policy.first_formal.key


def _kind(policy: Policy, wanted: str | None) -> CaseKind:
    kind = CaseKind(wanted) if wanted else policy.kinds[0]
    if kind not in policy.kinds:
        known = ", ".join(known.value for known in policy.kinds)
        raise Refused(f"{policy.key} has no procedure for {kind.value} cases; choose: {known}.")
    return kind


def _text_of(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{file} is not a text file in UTF-8; save it as such.") from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Refused(f"The script {file} cannot be read: {reason}.") from error


def _print(entries: list[Entry], policy: Policy, *, as_json: bool) -> None:
    if as_json:
        for entry in entries:
            print(json.dumps(_as_json(entry)))
        return
    titles = {stage.key: stage.title for stage in policy.stages}
    rows = [("When", "What", "Stage", "By", "Due", "To"), *(_row(entry) for entry in entries)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    print(policy.title)
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
    print("\nStages: " + "; ".join(f"{key}: {title}" for key, title in titles.items()))


def _as_json(entry: Entry) -> dict[str, object]:
    return {
        "at": entry.at.astimezone(LONDON).isoformat(),
        "event": entry.event,
        "stage": entry.stage,
        "by": entry.by,
        "to": list(entry.to),
        "due_at": entry.due_at.astimezone(LONDON).isoformat() if entry.due_at else None,
    }


def _row(entry: Entry) -> tuple[str, ...]:
    about = f" ({entry.about})" if entry.about else ""
    due = f"{entry.due_at.astimezone(LONDON):%a %d %b %H:%M}" if entry.due_at else ""
    return (
        f"{entry.at.astimezone(LONDON):%a %d %b %Y %H:%M}",
        entry.event.replace("_", " ") + about,
        entry.stage,
        entry.by,
        due,
        ", ".join(entry.to),
    )


def _explained() -> str:
    usages = "\n".join(f"  {verb.usage}" for verb in VERBS.values())
    return (
        "Without --script nobody answers, and the IRO escalates at 10:00 on the working day after\n"
        "each lapse, to the last stage. With it, people do what its lines say and nothing else:\n\n"
        "  # WHEN POST ACT\n"
        "  2026-12-22T11:00 team_manager acknowledge\n"
        '  2026-12-23T15:00 team_manager respond "The placement plan is agreed."\n\n'
        f"Acts:\n{usages}"
    )
