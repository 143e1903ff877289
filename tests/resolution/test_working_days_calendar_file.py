"""A council's calendar file: what it may say, and how a slip in it is told."""

from datetime import date

import pytest

from resolution.calendar_file import CalendarInvalid, load_calendar
from resolution.errors import Refused
from resolution.working_days import WorkingCalendar

GOOD = """
[[one_off]]
date = 2027-07-09
name = "A  proclaimed day"

[[closure]]
from = 2026-12-29
until = 2026-12-31
name = "Christmas closure"

[[closure]]
date = 2027-08-02
name = "Staff conference"
"""

TWICE = """[[closure]]
date = 2026-12-29
name = "Closed"
[[closure]]
from = 2026-12-28
until = 2026-12-30
name = "Christmas closure"
"""


def test_one_off_days_and_closures_are_no_working_days() -> None:
    calendar = load_calendar(GOOD, "calendar.toml")
    assert calendar.configured == {
        date(2026, 12, 29): "Christmas closure",
        date(2026, 12, 30): "Christmas closure",
        date(2026, 12, 31): "Christmas closure",
        date(2027, 7, 9): "A proclaimed day",
        date(2027, 8, 2): "Staff conference",
    }
    assert calendar.add(date(2026, 12, 24), 1) == date(2027, 1, 4)


def test_an_empty_file_gives_englands_days_alone() -> None:
    assert load_calendar("", "calendar.toml") == WorkingCalendar()
    assert load_calendar("# nothing yet\n", "calendar.toml") == WorkingCalendar()


def test_the_order_of_the_entries_makes_no_difference() -> None:
    first, second, third = ("[[" + part for part in GOOD.split("[[")[1:])
    assert load_calendar(third + second + first, "b") == load_calendar(GOOD, "a")


def test_inline_tables_are_read_too() -> None:
    text = 'closure = [{ date = 2026-12-29, name = "Closed" }]'
    assert load_calendar(text, "c").why_not(date(2026, 12, 29)) == "Closed"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[closure]\n", "line 1: is not TOML: a bracket"),
        ('title = "x"\n', '"title" is not known here; write [[one_off]] or [[closure]]'),
        ("closure = 3\n", '"closure" must be a list of tables; start each entry with [[closure]]'),
        ("[one_off]\n", '"one_off" must be a list of tables'),
        ("[[closure]]\ndate = 2026-12-29\n", "line 1: closure 1: give it a name"),
        ("[[one_off]]\nname = 'x'\n", "line 1: one_off 1: the date is missing"),
        ("\n[[closure]]\nname = 'x'\nfrom = 2026-12-29\n", "line 2: closure 1: write date for a"),
        (
            "[[closure]]\nname = 'x'\nday = 2026-12-29\n",
            '"day" is not known here; the keys are date, from, name, until',
        ),
        (
            "[[one_off]]\nname = 'x'\nfrom = 2026-12-29\n",
            '"from" is not known here; the keys are date, name',
        ),
        (
            "[[closure]]\nname = 'x'\ndate = '2026-12-29'\n",
            "date must be a day such as 2026-12-29, without quotes or a time",
        ),
        (
            "[[closure]]\nname = 'x'\ndate = 2026-12-29T10:00:00\n",
            "date must be a day such as 2026-12-29, without quotes or a time",
        ),
        (
            "[[closure]]\nname = 'x'\ndate = 2026-12-29\nuntil = 2026-12-30\n",
            "write either date, or from and until, not both",
        ),
        (
            "[[closure]]\nname = 'x'\nfrom = 2026-12-29\nuntil = 2026-12-28\n",
            "it ends on 2026-12-28, before it begins on 2026-12-29",
        ),
        (
            "[[closure]]\nname = 'x'\nfrom = 2026-12-29\nuntil = 2027-12-31\n",
            "2026-12-29 to 2027-12-31 is longer than 31 days; is a year wrong?",
        ),
        (
            "[[one_off]]\nname = 'x'\ndate = 1926-12-29\n",
            "date is 1926-12-29; days are known from 2012-01-01 to 2056-12-31",
        ),
        (TWICE, 'line 4: closure 2: 2026-12-29 is already "Closed"; name each day once'),
    ],
)
def test_a_slip_is_told_with_its_place_and_what_to_do(text: str, sentence: str) -> None:
    with pytest.raises(CalendarInvalid) as refused:
        load_calendar(text, "calendar.toml")
    assert isinstance(refused.value, Refused)
    assert str(refused.value).startswith("calendar.toml: ")
    assert sentence in str(refused.value)


def test_every_problem_of_a_file_is_told_at_once() -> None:
    text = "colour = 'red'\n[[closure]]\ndate = 2026-12-29\n[[one_off]]\nname = 'x'\n"
    with pytest.raises(CalendarInvalid) as refused:
        load_calendar(text, "calendar.toml")
    assert len(refused.value.problems) == 3
