"""Which days count: against the law, GOV.UK's list and the `holidays` package's own answers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from resolution.errors import Refused
from resolution.working_days import FIRST_DAY, LAST_DAY, OutsideCalendar, WorkingCalendar

ENGLAND = country_holidays("GB", subdiv="ENG", years=range(2011, 2034))
CALENDAR = WorkingCalendar()
DAYS = st.dates(date(2012, 1, 1), date(2032, 12, 31))
INNER_DAYS = st.dates(date(2012, 6, 1), date(2032, 6, 30))

# GOV.UK, "UK bank holidays", England and Wales: every weekday on which nobody works.
GOV_UK = {
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2013: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize("year", GOV_UK)
def test_the_weekdays_off_are_those_that_gov_uk_lists(year: int) -> None:
    listed = [date.fromisoformat(f"{year}-{day}") for day in GOV_UK[year].split()]
    assert [day for day, _ in CALENDAR.weekdays_off(year)] == listed
    for day in every_day(date(year, 1, 1), date(year, 12, 31)):
        assert CALENDAR.is_working_day(day) == (day.weekday() < 5 and day not in listed)


def test_every_day_of_twenty_one_years_is_what_the_holidays_package_says() -> None:
    for day in every_day(date(2012, 1, 1), date(2032, 12, 31)):
        assert CALENDAR.is_working_day(day) == ENGLAND.is_working_day(day), day


@given(INNER_DAYS, st.integers(-90, 90))
def test_the_nth_working_day_is_exactly_that_of_the_holidays_package(day: date, n: int) -> None:
    assert CALENDAR.add(day, n) == ENGLAND.get_nth_working_day(day, n)


@given(DAYS)
def test_one_working_day_on_agrees_to_the_ends_of_the_period(day: date) -> None:
    for n in (0, 1):
        assert CALENDAR.add(day, n) == ENGLAND.get_nth_working_day(day, n)


@given(INNER_DAYS, st.integers(1, 200))
def test_counting_between_takes_back_what_adding_gave(day: date, n: int) -> None:
    there = CALENDAR.add(day, n)
    assert CALENDAR.between(day, there) == n
    assert CALENDAR.between(there, day) == -n


@given(DAYS)
def test_a_day_has_a_reason_exactly_when_it_is_no_working_day(day: date) -> None:
    assert bool(CALENDAR.why_not(day)) != CALENDAR.is_working_day(day)


@given(DAYS)
def test_the_next_working_day_is_the_day_itself_when_it_is_one(day: date) -> None:
    following = CALENDAR.next_working_day(day)
    assert CALENDAR.is_working_day(following)
    assert (following == day) == CALENDAR.is_working_day(day)
    assert not any(map(CALENDAR.is_working_day, every_day(day, following - timedelta(days=1))))


def easter(year: int) -> date:
    """The Gregorian computus (Meeus, Jones, Butcher), to check the package independently."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(FIRST_DAY.year, LAST_DAY.year + 1))
def test_the_days_that_the_law_names_are_off_in_every_year_of_the_table(year: int) -> None:
    # SI 2006/1738 reg 2(1); Banking and Financial Dealings Act 1971, Schedule 1, paragraph 1.
    christmas, boxing_day = date(year, 12, 25), date(year, 12, 26)
    named = [easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)]
    named += [christmas, boxing_day]
    if 6 in (christmas.weekday(), boxing_day.weekday()):
        named.append(date(year, 12, 27))
    august = date(year, 8, 31)
    named.append(august - timedelta(days=august.weekday()))
    assert not [day for day in named if CALENDAR.is_working_day(day)]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-12-24", ""),
        ("2026-12-25", "Christmas Day"),
        ("2026-12-26", "Saturday"),
        ("2026-12-27", "Sunday"),
        ("2026-12-28", "Boxing Day (substitute day)"),
        ("2026-04-03", "Good Friday"),
        ("2026-04-06", "Easter Monday"),
        ("2022-09-19", "State Funeral of Queen Elizabeth II"),
        ("2026-03-17", ""),  # St Patrick's Day is Northern Ireland's
        ("2026-01-02", ""),  # 2 January is Scotland's
        ("2026-08-03", ""),  # so is the first Monday in August
    ],
)
def test_a_day_off_says_why(day: str, why: str) -> None:
    assert CALENDAR.why_not(date.fromisoformat(day)) == why


@pytest.mark.parametrize(
    ("day", "n", "found"),
    [
        ("2026-12-23", 4, "2026-12-31"),
        ("2026-12-25", 1, "2026-12-29"),
        ("2026-12-25", 0, "2026-12-29"),
        ("2026-12-25", -1, "2026-12-24"),
        ("2026-12-29", -1, "2026-12-24"),
        ("2026-12-29", 0, "2026-12-29"),
        ("2026-03-30", 5, "2026-04-08"),
        ("2027-12-24", 1, "2027-12-29"),
    ],
)
def test_working_days_are_counted_over_bank_holidays(day: str, n: int, found: str) -> None:
    assert CALENDAR.add(date.fromisoformat(day), n) == date.fromisoformat(found)


def test_a_closure_and_a_proclaimed_day_are_no_working_days_and_say_their_names() -> None:
    closure, proclaimed = date(2026, 12, 29), date(2027, 5, 10)
    council = WorkingCalendar({proclaimed: "A proclaimed day"}, {closure: "Offices closed"})
    assert council.why_not(closure) == "Offices closed"
    assert council.why_not(proclaimed) == "A proclaimed day"
    assert council.add(date(2026, 12, 24), 1) == date(2026, 12, 30)
    assert council.between(date(2026, 12, 24), date(2026, 12, 31)) == 2
    assert CALENDAR.is_working_day(closure)


def test_a_bank_holiday_keeps_its_name_when_a_closure_covers_it() -> None:
    closed = WorkingCalendar(closures={date(2026, 12, 25): "Offices closed"})
    assert closed.why_not(date(2026, 12, 25)) == "Christmas Day"
    assert closed == CALENDAR


def test_two_calendars_are_equal_exactly_when_their_days_are() -> None:
    closures = {date(2026, 12, 29): "Closed", date(2026, 12, 30): "Closed"}
    backwards = dict(reversed(closures.items()))
    assert WorkingCalendar(closures=closures) == WorkingCalendar(closures=backwards)
    assert hash(WorkingCalendar(closures=closures)) == hash(WorkingCalendar(closures=backwards))
    assert WorkingCalendar(closures=closures).version != CALENDAR.version
    assert CALENDAR != "a calendar"


@pytest.mark.parametrize("day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)])
def test_a_day_outside_the_table_is_refused_with_what_to_do(day: date) -> None:
    for ask in (CALENDAR.is_working_day, CALENDAR.why_not, CALENDAR.next_working_day):
        with pytest.raises(OutsideCalendar, match="1 January 2012 to 31 December 2056"):
            ask(day)
    assert issubclass(OutsideCalendar, Refused)


def test_counting_off_either_end_of_the_table_is_refused() -> None:
    for day, n in ((LAST_DAY, 1), (FIRST_DAY, -1), (date(2026, 1, 5), 99_999)):
        with pytest.raises(OutsideCalendar):
            CALENDAR.add(day, n)


def test_a_moment_is_not_taken_for_a_day() -> None:
    with pytest.raises(TypeError, match="local_day"):
        CALENDAR.is_working_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
