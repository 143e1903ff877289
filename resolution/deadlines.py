"""The moments at which time alone will ask something of a case."""

from collections.abc import Collection

from resolution.case import Case, RunningClock
from resolution.policy import Must
from resolution.ports import Timer

NONE: frozenset[Timer] = frozenset()


def of(case: Case) -> frozenset[Timer]:
    """Every timer that this case wants; looking again after each finds it gone."""
    return frozenset(_wanted(case, frozenset()))


def _wanted(case: Case, but: Collection[int]) -> set[Timer]:
    """The timers of a case but for those of some clocks, told by their identity."""
    clocks = [clock for clock in case.clocks if clock.is_open and id(clock) not in but]
    timers = {timer for clock in clocks for timer in _of_clock(case, clock)}
    if case.is_open:
        for total in case.totals:
            if not total.warned:
                timers.add(Timer(f"warn:{total.key}", total.warn_at))
            if not total.passed:
                timers.add(Timer(f"total:{total.key}", total.due_at))
    return timers


def between(before: Case, after: Case) -> tuple[frozenset[Timer], frozenset[Timer]]:
    """The timers that an act takes away and the ones that it sets."""
    same_clocks = after.clocks is before.clocks and after.totals is before.totals
    if same_clocks and after.status is before.status:
        return NONE, NONE
    # A clock that an act leaves alone is the very same value after it, and wants the same timers;
    # a close-out that waits for a response wants others once it is there.
    alone = {id(clock) for clock in before.clocks if clock.must is not Must.RESOLVE}
    kept = alone.intersection(map(id, after.clocks))
    had, wanted = _wanted(before, kept), _wanted(after, kept)
    return frozenset(had - wanted), frozenset(wanted - had)


def _of_clock(case: Case, clock: RunningClock) -> set[Timer]:
    if clock.lapsed_at is not None:
        return set()
    reminders = {
        Timer(f"remind:{clock.id}:{point}", moment)
        for point, moment in clock.remind_at.items()
        if point not in clock.reminded
    }
    if clock.due_at is None or case.waits_for_response(clock):
        return reminders
    return reminders | {Timer(f"lapse:{clock.id}", clock.due_at)}
