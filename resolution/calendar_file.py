"""Reads a council's calendar file (TOML) into a `WorkingCalendar`, or says all that is wrong.

It holds what no release can know: days proclaimed for one year, and the council's own closures.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from resolution.errors import Refused
from resolution.toml_text import NotToml, read_toml
from resolution.working_days import FIRST_DAY, LAST_DAY, WorkingCalendar

LONGEST_CLOSURE = 31  # days; a longer one is a slip of the year, and would stop every clock
_KEYS: Mapping[str, frozenset[str]] = {
    "one_off": frozenset({"date", "name"}),
    "closure": frozenset({"date", "from", "until", "name"}),
}


class CalendarInvalid(Refused):
    """A calendar file that cannot be used; each problem names its place in the file."""

    def __init__(self, source: str, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(f"{source}: {problem}" for problem in problems))
        self.source = source
        self.problems = problems


class _Problem(Exception):
    """One thing wrong with one entry."""


def load_calendar(text: str, source: str) -> WorkingCalendar:
    """The calendar that the text describes; CalendarInvalid with every problem found."""
    try:
        tables = read_toml(text)
    except NotToml as wrong:
        raise CalendarInvalid(source, (str(wrong),)) from None
    problems = [
        f'"{key}" is not known here; write [[one_off]] or [[closure]]'
        for key in tables
        if key not in _KEYS
    ]
    named: dict[str, dict[date, str]] = {kind: {} for kind in _KEYS}
    for kind in _KEYS:
        for place, entry in _entries(tables.get(kind, []), kind, text, problems):
            try:
                _take(named, kind, entry)
            except _Problem as problem:
                problems.append(f"{place}: {problem}")
    if problems:
        raise CalendarInvalid(source, tuple(problems))
    return WorkingCalendar(named["one_off"], named["closure"])


def _entries(
    found: object, kind: str, text: str, problems: list[str]
) -> list[tuple[str, dict[str, Any]]]:
    """The entries of one kind, each with its place in words."""
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        problems.append(f'"{kind}" must be a list of tables; start each entry with [[{kind}]]')
        return []
    header = re.compile(rf"\s*\[\[\s*{kind}\s*\]\]")
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if header.match(line)]
    if len(lines) != len(found):  # written as inline tables, which have no line of their own
        return [(f"{kind} {n}", entry) for n, entry in enumerate(found, start=1)]
    return [
        (f"line {line}: {kind} {n}", entry)
        for n, (line, entry) in enumerate(zip(lines, found, strict=True), start=1)
    ]


def _take(named: dict[str, dict[date, str]], kind: str, entry: dict[str, Any]) -> None:
    """Add an entry's days to those of its kind."""
    unknown = sorted(set(entry) - _KEYS[kind])
    if unknown:
        allowed = ", ".join(sorted(_KEYS[kind]))
        raise _Problem(f'"{unknown[0]}" is not known here; the keys are {allowed}')
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise _Problem("give it a name, so that people can see why the day does not count")
    first, last = _span(kind, entry)
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        if day in named[kind]:
            raise _Problem(f'{day} is already "{named[kind][day]}"; name each day once')
        named[kind][day] = " ".join(name.split())


def _span(kind: str, entry: dict[str, Any]) -> tuple[date, date]:
    """The first and the last day of an entry."""
    if "date" in entry:
        if "from" in entry or "until" in entry:
            raise _Problem("write either date, or from and until, not both")
        day = _day(entry, "date")
        return day, day
    if kind == "one_off":
        raise _Problem("the date is missing")
    if not {"from", "until"} <= set(entry):
        raise _Problem("write date for a single day, or both from and until")
    first, last = _day(entry, "from"), _day(entry, "until")
    if last < first:
        raise _Problem(f"it ends on {last}, before it begins on {first}")
    if (last - first).days >= LONGEST_CLOSURE:
        raise _Problem(f"{first} to {last} is longer than {LONGEST_CLOSURE} days; is a year wrong?")
    return first, last


def _day(entry: dict[str, Any], key: str) -> date:
    """A day of the entry, as TOML's own date."""
    day = entry[key]
    if not isinstance(day, date) or isinstance(day, datetime):
        raise _Problem(f"{key} must be a day such as 2026-12-29, without quotes or a time")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _Problem(f"{key} is {day}; days are known from {FIRST_DAY} to {LAST_DAY}")
    return day
