"""Giving more time: to which clocks, and which totals a later day takes the case past."""

from datetime import date, datetime

from msgspec import Struct

from resolution.case import Case, RunningClock
from resolution.policy import Must, Policy, Total
from resolution.working_days import WorkingCalendar, local_day


class TotalAtStake(Struct, frozen=True):
    """A limit over several stages that runs on a case, and the moment at which it ends."""

    total: Total
    due_at: datetime


def extendable(case: Case) -> tuple[RunningClock, ...]:
    """The clocks of the stage that can be given more time; a meeting is moved by its date."""
    return tuple(
        clock for clock in case.stage_clocks if clock.due_at is not None and not clock.fixed
    )


def together(case: Case, clock: RunningClock) -> tuple[RunningClock, ...]:
    """The close-out that one limit makes due with the response (Brighton & Hove §3.2)."""
    if clock.must is not Must.RESPOND:
        return ()
    return tuple(
        other
        for other in case.stage_clocks
        if other.must is Must.RESOLVE and other.due_at == clock.due_at
    )


def totals_at_stake(case: Case, policy: Policy) -> tuple[TotalAtStake, ...]:
    """The totals that run on a case, the first to end first."""
    known = {total.key: total for total in policy.totals}
    running = sorted(case.totals, key=lambda total: total.due_at)
    return tuple(TotalAtStake(known[r.key], r.due_at) for r in running if r.key in known)


def is_past(stake: TotalAtStake, on: date) -> bool:
    """Whether a day is after the one on which a total ends; it is warned of, never blocked."""
    return on > local_day(stake.due_at)


def working_days_at(case: Case, total: Total, on: date, calendar: WorkingCalendar) -> int:
    """How many working days of a total will have gone by on a day."""
    opened = next(v.opened_at for v in case.visits if v.stage_key in total.counts)
    return calendar.between(calendar.day_zero(opened), on)
