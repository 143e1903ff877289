"""`resolution report`: figures and themes over a period, to read or as a table."""

import argparse
import csv
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from bot.settings import database_url
from resolution.errors import Refused

if TYPE_CHECKING:
    from resolution.reports import Line, Report

COLUMNS = "group title raised open resolved withdrawn late extended referred working_days".split()


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `report`."""
    report = commands.add_parser("report", help="figures by stage, team and theme over a period")
    report.add_argument("--from", dest="first", required=True, type=_day, metavar="DAY")
    report.add_argument("--to", dest="last", required=True, type=_day, metavar="DAY")
    report.add_argument(
        "--policy", metavar="KEY", help="whose stages and themes (default: $IRO_POLICY)"
    )
    shape = report.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print one JSON object")
    shape.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")
    report.set_defaults(run=_report)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{typed} is no day; write 2026-04-01") from None


def _report(args: argparse.Namespace) -> int:
    if args.last < args.first:
        raise Refused("--to comes before --from; give the first day first.")
    made = _made(args.first, args.last, args.policy)
    if args.json:
        from storage.codec import as_plain

        print(json.dumps(as_plain(made), indent=2))
    elif args.csv:
        table = csv.writer(sys.stdout)
        table.writerow(COLUMNS)
        table.writerows(_row(group, line) for group, line in _lines(made))
    else:
        _print(made)
    return 0


def _made(first: date, last: date, policy_key: str | None) -> "Report":
    import os

    from resolution.policy_file import load_policy
    from resolution.reports import report
    from resolution.working_days import moments_of
    from storage.cases import Cases
    from storage.engine import check_migrations, reading_engine
    from storage.rulebooks import Rulebooks

    chosen = policy_key or os.environ.get("IRO_POLICY", "")
    if not chosen:
        raise Refused("Name the procedure with --policy, or set IRO_POLICY.")
    policy = load_policy(chosen)
    engine = reading_engine(database_url())
    try:
        check_migrations(engine)
        calendar, directory = Rulebooks(engine).shared()
        cases = Cases(engine).raised_between(*moments_of(first, last))
    finally:
        engine.dispose()
    return report(cases, first, last, policy, directory, calendar)


def _lines(made: "Report") -> "list[tuple[str, Line]]":
    groups = (("stage", made.stages), ("team", made.teams), ("theme", made.themes))
    return [("all", made.total), *((name, line) for name, lines in groups for line in lines)]


def _row(group: str, line: "Line") -> list[object]:
    values = [getattr(line, column) for column in COLUMNS[1:]]
    return [group, *("" if value is None else value for value in values)]


def _print(made: "Report") -> None:
    width = max(len(line.title) for _, line in _lines(made))
    print(f"{made.first} to {made.last}: {made.total.raised} raised")
    for group, line in _lines(made):
        days = "" if line.working_days is None else f", {line.working_days:g} working days (median)"
        print(
            f"{group:<6} {line.title:<{width}} {line.raised:>5} raised, {line.open} open, "
            f"{line.resolved} resolved, {line.withdrawn} withdrawn, {line.late} late, "
            f"{line.extended} extended, {line.referred} to Cafcass{days}"
        )
    for title, number in made.records:
        print(f"record {title:<{width}} {number:>5}")
