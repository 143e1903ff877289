"""Working days in England: which days count, and the moment at which a limit runs out.

A working day is not a Saturday, Sunday, Christmas Day, Boxing Day, Good Friday or a bank holiday
under the Banking and Financial Dealings Act 1971: SI 2006/1738 reg 2(1), the nearest statute to
the IRO's work, which has no definition of its own. A council may add its own closure days.
"""

from collections.abc import Mapping
from copy import copy
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from zoneinfo import ZoneInfo

from msgspec import Struct

from resolution.errors import Refused
from resolution.policy import Hours, Limit, Span

LONDON = ZoneInfo("Europe/London")
FIRST_DAY = date(2012, 1, 1)
LAST_DAY = date(2056, 12, 31)
_FIRST = FIRST_DAY.toordinal()
_WEEKEND = {5: "Saturday", 6: "Sunday"}
_NO_DAYS: Mapping[date, str] = MappingProxyType({})
_USUAL_HOURS = Hours()


class OutsideCalendar(Refused):
    """A day before or after those for which England's bank holidays are known."""

    def __init__(self) -> None:
        super().__init__(
            f"Working days are known from {FIRST_DAY:%-d %B %Y} to {LAST_DAY:%-d %B %Y}; "
            "give a date well inside that period."
        )


class Explanation(Struct, frozen=True):
    """How a due moment was counted, day by day, so that a person can check it."""

    due_at: datetime
    working_days: int  # from day zero to the day it is due
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    day_zero: date


class WorkingCalendar:
    """One council's working days and office hours; equal when days and hours are equal."""

    __slots__ = ("_before", "_names", "_working", "configured", "hours", "version")

    configured: Mapping[date, str]  # the days that were added to England's own
    hours: Hours
    version: str  # fingerprint of the days: open limits are counted again when it changes

    def __init__(
        self,
        one_off: Mapping[date, str] = _NO_DAYS,
        closures: Mapping[date, str] = _NO_DAYS,
        hours: Hours = _USUAL_HOURS,
    ) -> None:
        self.hours = hours
        self.configured = MappingProxyType(dict(sorted({**closures, **one_off}.items())))
        self._names = {**self.configured, **bank_holidays()}
        self.version = _fingerprint(self._names)
        self._working: list[date] = []
        self._before: list[int] = []  # by day: how many working days of the table come earlier
        for ordinal in range(_FIRST, LAST_DAY.toordinal() + 1):
            day = date.fromordinal(ordinal)
            self._before.append(len(self._working))
            if day.weekday() not in _WEEKEND and day not in self._names:
                self._working.append(day)
        self._before.append(len(self._working))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WorkingCalendar):
            return NotImplemented
        return (self.version, self.hours) == (other.version, other.hours)

    def __hash__(self) -> int:
        return hash((self.version, self.hours))

    def __repr__(self) -> str:
        return f"WorkingCalendar(version={self.version!r}, hours={self.hours!r})"

    def with_hours(self, hours: Hours) -> "WorkingCalendar":
        """The same days with a policy's office hours; the table is shared."""
        other = copy(self)
        other.hours = hours
        return other

    # Days

    def is_working_day(self, day: date) -> bool:
        """Whether the council works on this day."""
        at = _place(day)
        return self._before[at + 1] > self._before[at]

    def why_not(self, day: date) -> str:
        """What makes this a day off, in words; empty for a working day."""
        _place(day)
        return _WEEKEND.get(day.weekday()) or self._names.get(day, "")

    def weekdays_off(self, year: int) -> tuple[tuple[date, str], ...]:
        """The days from Monday to Friday of a year that are not working days, and why."""
        return tuple(
            (day, why)
            for day, why in sorted(self._names.items())
            if day.year == year and day.weekday() not in _WEEKEND
        )

    def add(self, day: date, n: int) -> date:
        """The nth working day after a day, or before it when n is negative; 0 as next_working_day.

        The day itself is never counted, whether it is a working day or not.
        """
        at = _place(day)
        nth = self._before[at + 1] + n - 1 if n > 0 else self._before[at] + n
        if nth < 0:
            raise OutsideCalendar
        try:
            return self._working[nth]
        except IndexError:
            raise OutsideCalendar from None

    def next_working_day(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        return self.add(day, 0)

    def between(self, a: date, b: date) -> int:
        """How many working days lie after a, up to and including b; negative when b is earlier."""
        return self._before[_place(b) + 1] - self._before[_place(a) + 1]

    # Moments

    def day_zero(self, at: datetime) -> date:
        """The day of issue; from close of business on, or on a day off, the next working day."""
        local = _local(at)
        day = local.date()
        if local.time() >= self.hours.closes:
            day += timedelta(days=1)
        return self.next_working_day(day)

    def due(self, at: datetime, limit: Limit) -> datetime | None:
        """The moment at which a limit that starts now runs out, in UTC; None when untimed."""
        if limit.amount is None:
            return None
        match limit.span:
            case Span.WORKING_DAYS:
                return self.due_on_day(self.add(self.day_zero(at), limit.amount))
            case Span.CALENDAR_DAYS:
                return self.due_on_day(local_day(at) + timedelta(days=limit.amount))
            case Span.HOURS:
                return _aware(at).astimezone(UTC) + timedelta(hours=limit.amount)
            case _:
                return None

    def due_on_day(self, day: date) -> datetime:
        """Close of business of a local day, in UTC."""
        return _instant(day, self.hours.closes)

    def opens_on(self, day: date) -> datetime:
        """The opening of the office on a local day, in UTC."""
        return _instant(day, self.hours.opens)

    def office_moment(self, at: datetime) -> datetime:
        """This moment when the office is open, else the next opening; closing time is shut."""
        local = _local(at)
        day = local.date()
        if self.is_working_day(day) and local.time() < self.hours.closes:
            return at if local.time() >= self.hours.opens else self.opens_on(day)
        return self.opens_on(self.add(day, 1))

    def half_way(self, at: datetime, due_at: datetime) -> datetime | None:
        """The opening of the working day half-way to the due day; None when there is none."""
        start = self.day_zero(at)
        days = self.between(start, local_day(due_at))
        return self.opens_on(self.add(start, days // 2)) if days >= 2 else None

    def explain(self, at: datetime, limit: Limit) -> Explanation:
        """How the due moment comes about; ValueError for a limit without a figure."""
        due_at = self.due(at, limit)
        if due_at is None:
            raise ValueError(f"a limit that is {limit} has no due moment to explain")
        issued, last, start = local_day(at), local_day(due_at), self.day_zero(at)
        passed = [issued + timedelta(days=n) for n in range((last - issued).days + 1)]
        if limit.span is Span.WORKING_DAYS:
            counted = tuple(day for day in passed if day > start and self.is_working_day(day))
            skipped = tuple((day, why) for day in passed if (why := self.why_not(day)))
            return Explanation(due_at, len(counted), counted, skipped, start)
        working = max(0, self.between(start, last))
        counted = tuple(passed[1:]) if limit.span is Span.CALENDAR_DAYS else ()
        return Explanation(due_at, working, counted, (), issued)


def local_day(at: datetime) -> date:
    """The day that it is in England at this moment."""
    return _local(at).date()


def moments_of(first: date, last: date) -> tuple[datetime, datetime]:
    """The moment at which the first day begins in England, and the one at which the last ends."""
    return _instant(first, time()), _instant(last + timedelta(days=1), time())


_recalled: dict[date, str] = {}


def recall_bank_holidays(named: Mapping[date, str]) -> None:
    """Take the list that another process read from the package: loading it costs 12 MB."""
    _recalled.update(named)


def are_bank_holidays_known() -> bool:
    """Whether the list is here already, however it came."""
    return bool(_recalled) or bank_holidays.cache_info().currsize > 0


@cache
def bank_holidays() -> Mapping[date, str]:
    """England's days off by law over the whole table, named (never the UK's common ones)."""
    if _recalled:
        return MappingProxyType(_recalled)
    # Here, not at the top: the package costs 30 ms that `--help` and the card views need not pay.
    from holidays import country_holidays

    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    listed = country_holidays("GB", subdiv="ENG", years=years, language="en_GB", observed=True)
    # GOV.UK's and the Act's word for what the package calls "observed".
    return MappingProxyType(
        {day: listed[day].replace("(observed)", "(substitute day)") for day in sorted(listed)}
    )


def _fingerprint(names: Mapping[date, str]) -> str:
    # England's own days are part of it: a newer list may bring a day that is announced by then.
    lines = (f"{day} {name}" for day, name in sorted(names.items()))
    return sha256("\n".join(lines).encode()).hexdigest()[:12]


def _place(day: date) -> int:
    if isinstance(day, datetime):
        raise TypeError("a moment is not a day: ask local_day(at) which day it is in England")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendar
    return day.toordinal() - _FIRST


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment needs its offset from UTC: a naive datetime has none")
    return at


def _local(at: datetime) -> datetime:
    if not FIRST_DAY.year <= at.year <= LAST_DAY.year:
        raise OutsideCalendar
    return _aware(at).astimezone(LONDON)


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)
