"""Moments: day zero, close of business, daylight saving, office hours and explanations."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution.policy import Hours, Limit, Span
from resolution.working_days import LONDON, OutsideCalendar, WorkingCalendar, local_day

CALENDAR = WorkingCalendar()
MOMENTS = st.datetimes(
    datetime.fromisoformat("2012-06-01"),
    datetime.fromisoformat("2032-06-01"),
    timezones=st.sampled_from([UTC, LONDON]),
)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def working_days(n: int) -> Limit:
    return Limit(Span.WORKING_DAYS, n)


@pytest.mark.parametrize(
    ("issued", "day_zero"),
    [
        ("2026-12-23T10:00", "2026-12-23"),
        ("2026-12-23T00:00", "2026-12-23"),  # before opening is still that day
        ("2026-12-23T16:59:59.999999", "2026-12-23"),
        ("2026-12-23T17:00", "2026-12-24"),
        ("2026-12-24T17:00", "2026-12-29"),
        ("2026-12-26T10:00", "2026-12-29"),
        ("2026-12-31T23:59", "2027-01-04"),
    ],
)
def test_day_zero_is_the_day_of_issue_or_the_next_working_day(issued: str, day_zero: str) -> None:
    assert CALENDAR.day_zero(london(issued)) == date.fromisoformat(day_zero)


def test_day_zero_goes_by_the_clock_in_london_not_by_utc() -> None:
    assert CALENDAR.day_zero(utc("2026-07-01T15:59")) == date(2026, 7, 1)
    assert CALENDAR.day_zero(utc("2026-07-01T16:00")) == date(2026, 7, 2)
    assert local_day(utc("2026-06-30T23:30")) == date(2026, 7, 1)
    assert local_day(utc("2026-12-31T23:30")) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("issued", "limit", "due"),
    [
        ("2026-12-23T10:00", working_days(4), "2026-12-31T17:00"),
        ("2026-12-23T17:00", working_days(4), "2027-01-04T17:00"),
        ("2026-12-24T09:00", working_days(1), "2026-12-29T17:00"),
        ("2026-03-27T10:00", working_days(5), "2026-04-07T16:00"),  # over Easter, into summer time
        ("2026-10-23T10:00", working_days(1), "2026-10-26T17:00"),  # out of summer time
        ("2026-12-23T10:00", Limit(Span.CALENDAR_DAYS, 2), "2026-12-25T17:00"),
        ("2026-12-23T22:00", Limit(Span.CALENDAR_DAYS, 2), "2026-12-25T17:00"),
        ("2026-03-28T12:00", Limit(Span.HOURS, 24), "2026-03-29T12:00"),  # a 23-hour day follows
        ("2026-10-24T12:00", Limit(Span.HOURS, 24), "2026-10-25T11:00"),  # a 25-hour day follows
    ],
)
def test_a_limit_runs_out_at_close_of_business_or_to_the_hour(
    issued: str, limit: Limit, due: str
) -> None:
    found = CALENDAR.due(london(issued), limit)
    assert found == utc(due)
    assert found is not None
    assert found.tzinfo is UTC


@pytest.mark.parametrize("span", [Span.NEGOTIATED, Span.NONE, Span.UNKNOWN])
def test_a_limit_without_a_figure_falls_due_never(span: Span) -> None:
    assert CALENDAR.due(london("2026-12-23T10:00"), Limit(span)) is None
    with pytest.raises(ValueError, match="no due moment"):
        CALENDAR.explain(london("2026-12-23T10:00"), Limit(span))


@given(MOMENTS, st.integers(1, 60))
def test_working_days_fall_due_at_close_of_the_nth_one_after_day_zero(at: datetime, n: int) -> None:
    due = CALENDAR.due(at, working_days(n))
    assert due is not None
    assert due.astimezone(LONDON).time() == time(17)
    assert CALENDAR.is_working_day(local_day(due))
    assert CALENDAR.between(CALENDAR.day_zero(at), local_day(due)) == n


@given(MOMENTS, st.integers(1, 40))
def test_an_explanation_accounts_for_every_day_up_to_the_due_one(at: datetime, n: int) -> None:
    explained = CALENDAR.explain(at, working_days(n))
    assert explained.due_at == CALENDAR.due(at, working_days(n))
    assert explained.working_days == n == len(explained.counted)
    assert explained.counted[-1] == local_day(explained.due_at)
    told = {explained.day_zero, *explained.counted, *(day for day, _ in explained.skipped)}
    days = (local_day(explained.due_at) - local_day(at)).days + 1
    passed = {local_day(at) + timedelta(days=offset) for offset in range(days)}
    # The day of issue itself is named unless it was too late on it to be day zero.
    assert passed - told in (set(), {local_day(at)})
    assert all(why for _, why in explained.skipped)


def test_an_explanation_names_each_day_that_it_skipped() -> None:
    explained = CALENDAR.explain(london("2026-12-23T10:00"), working_days(4))
    assert explained.counted == tuple(date(2026, 12, day) for day in (24, 29, 30, 31))
    assert explained.skipped == (
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 26), "Saturday"),
        (date(2026, 12, 27), "Sunday"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
    )


def test_calendar_days_and_hours_skip_nothing() -> None:
    days = CALENDAR.explain(london("2026-12-24T10:00"), Limit(Span.CALENDAR_DAYS, 3))
    assert days.counted == tuple(date(2026, 12, day) for day in (25, 26, 27))
    hours = CALENDAR.explain(london("2026-12-24T10:00"), Limit(Span.HOURS, 24))
    assert (days.skipped, hours.skipped, hours.counted) == ((), (), ())
    assert (days.working_days, hours.working_days) == (0, 0)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-12-23T09:00", "2026-12-23T09:00"),
        ("2026-12-23T16:59", "2026-12-23T16:59"),
        ("2026-12-23T17:00", "2026-12-24T09:00"),
        ("2026-12-23T08:59", "2026-12-23T09:00"),
        ("2026-12-24T17:00", "2026-12-29T09:00"),
        ("2026-12-26T10:00", "2026-12-29T09:00"),
        ("2026-12-26T03:00", "2026-12-29T09:00"),
    ],
)
def test_what_happens_out_of_hours_is_told_at_the_next_opening(at: str, told: str) -> None:
    assert CALENDAR.office_moment(london(at)) == london(told)


@given(MOMENTS)
def test_the_office_moment_is_never_in_the_past_and_stays_where_it_is(at: datetime) -> None:
    told = CALENDAR.office_moment(at)
    assert told >= at
    assert CALENDAR.office_moment(told) == told
    assert CALENDAR.is_working_day(local_day(told))


def test_opening_and_closing_follow_daylight_saving() -> None:
    for day, offset in ((date(2026, 3, 27), 0), (date(2026, 3, 30), 1), (date(2026, 10, 26), 0)):
        assert CALENDAR.opens_on(day) == datetime.combine(day, time(9 - offset), tzinfo=UTC)
        assert CALENDAR.due_on_day(day) == datetime.combine(day, time(17 - offset), tzinfo=UTC)


def test_a_policys_hours_move_the_close_and_share_the_days() -> None:
    early = CALENDAR.with_hours(Hours(time(8, 30), time(16, 30)))
    assert early.version == CALENDAR.version
    assert early != CALENDAR
    assert CALENDAR.hours == Hours()
    assert early.day_zero(london("2026-12-23T16:30")) == date(2026, 12, 24)
    assert early.due(london("2026-12-23T10:00"), working_days(1)) == utc("2026-12-24T16:30")
    assert early.office_moment(london("2026-12-23T16:45")) == utc("2026-12-24T08:30")


@pytest.mark.parametrize(
    ("n", "half_way"),
    [(1, None), (2, "2026-11-03"), (4, "2026-11-04"), (5, "2026-11-04"), (20, "2026-11-16")],
)
def test_half_way_is_the_opening_of_the_middle_working_day(n: int, half_way: str | None) -> None:
    issued = london("2026-11-02T10:00")
    due = CALENDAR.due(issued, working_days(n))
    assert due is not None
    expected = None if half_way is None else london(f"{half_way}T09:00")
    assert CALENDAR.half_way(issued, due) == expected


def test_a_naive_moment_is_refused() -> None:
    naive = datetime.fromisoformat("2026-12-23T10:00")
    asks = (CALENDAR.day_zero, CALENDAR.office_moment, local_day)
    for ask in asks:
        with pytest.raises(ValueError, match="naive"):
            ask(naive)
    for span in (Span.WORKING_DAYS, Span.CALENDAR_DAYS, Span.HOURS):
        with pytest.raises(ValueError, match="naive"):
            CALENDAR.due(naive, Limit(span, 1))


@pytest.mark.parametrize(
    "at", ["0001-01-01", "2011-12-31T12:00", "2056-12-31T18:00", "9999-12-31T23:59:59"]
)
def test_a_moment_outside_the_table_is_refused(at: str) -> None:
    with pytest.raises(OutsideCalendar):
        CALENDAR.day_zero(utc(at))
