"""`resolution calendar`: check a calendar file, or show the weekdays on which nobody works."""

import argparse
import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from resolution.calendar_file import CalendarInvalid, load_calendar
from resolution.errors import Refused
from resolution.working_days import FIRST_DAY, LAST_DAY, WorkingCalendar

SETTING = "IRO_CALENDAR"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `calendar check` and `calendar days`."""
    calendar = commands.add_parser("calendar", help="bank holidays, one-off days and closures")
    actions = calendar.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="say whether a calendar file can be used")
    check.add_argument("file", metavar="FILE", help="a TOML file of one-off days and closures")
    check.add_argument("--json", action="store_true", help="print JSON")
    check.set_defaults(run=_check)
    days = actions.add_parser("days", help="the weekdays of a year that are not working days")
    days.add_argument("year", metavar="YEAR", type=int)
    days.add_argument("--json", action="store_true", help="print JSON")
    add_option(days)
    days.set_defaults(run=_days)


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add `--calendar FILE`, for `chosen` to read."""
    parser.add_argument(
        "--calendar",
        metavar="FILE",
        help=f"a TOML file of one-off bank holidays and closures (default: ${SETTING})",
    )


def chosen(args: argparse.Namespace) -> WorkingCalendar:
    """The calendar that `--calendar`, else the environment, names; else England's days alone."""
    file = args.calendar or os.environ.get(SETTING, "")
    return read_calendar(file) if file else WorkingCalendar()


def read_calendar(file: str) -> WorkingCalendar:
    """The calendar in this file; Refused when it cannot be read or used."""
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        why = "it is not a text file in UTF-8; save it as such"
        raise CalendarInvalid(file, (why,)) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise CalendarInvalid(file, (f"the file cannot be read: {reason}",)) from error
    return load_calendar(text, file)


def _check(args: argparse.Namespace) -> int:
    try:
        calendar = read_calendar(args.file)
    except CalendarInvalid as invalid:
        if not args.json:
            raise
        print(json.dumps({"ok": False, "file": args.file, "problems": list(invalid.problems)}))
        return 2
    added = [_as_json(day, why) for day, why in calendar.configured.items()]
    if args.json:
        print(json.dumps({"ok": True, "version": calendar.version, "days": added}))
        return 0
    print(f"{args.file} can be used (version {calendar.version}); it adds:")
    _print_days(calendar.configured.items())
    return 0


def _days(args: argparse.Namespace) -> int:
    if not FIRST_DAY.year <= args.year <= LAST_DAY.year:
        raise Refused(f"Days are known from {FIRST_DAY.year} to {LAST_DAY.year}; choose a year.")
    calendar = chosen(args)
    off = calendar.weekdays_off(args.year)
    if args.json:
        listed = [_as_json(day, why) for day, why in off]
        print(json.dumps({"year": args.year, "version": calendar.version, "days": listed}))
        return 0
    _print_days(off)
    return 0


def _as_json(day: date, why: str) -> dict[str, str]:
    return {"date": day.isoformat(), "why": why}


def _print_days(days: Iterable[tuple[date, str]]) -> None:
    for day, why in days:
        print(f"  {day:%a %d %b %Y}  {why}")
