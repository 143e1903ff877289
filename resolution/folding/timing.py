"""How the passing of time changes a case: clocks, reminders, lapses, totals."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from resolution import events as e
from resolution.case import Case, RunningClock, RunningTotal
from resolution.events.timing import EXTENDING, LATE_RESPONSE, PROPOSED


def clock_started(case: Case, event: e.ClockStarted) -> Case:
    clock = RunningClock(
        id=event.clock_id,
        key=event.key,
        must=event.must,
        stage_key=event.stage_key,
        posts=event.posts,
        counted_from=event.counted_from,
        due_at=event.due_at,
        target=event.target,
        route=event.route,
        remind_at=event.remind_at,
        first_due_at=event.due_at,
        fixed=event.fixed,
    )
    return replace(case, clocks=(*case.clocks, clock))


def on_clock(case: Case, clock_id: str, change: Callable[[RunningClock], RunningClock]) -> Case:
    return replace(
        case,
        clocks=tuple(change(clock) if clock.id == clock_id else clock for clock in case.clocks),
    )


def clock_met(case: Case, event: e.ClockMet) -> Case:
    # What was done in time and put on record later was never late; the trail keeps both.
    return on_clock(
        case,
        event.clock_id,
        lambda clock: replace(
            clock, met_at=event.at, lapsed_at=clock.lapsed_at if event.late else None
        ),
    )


def clock_resumed(case: Case, event: e.ClockResumed) -> Case:
    return on_clock(
        case,
        event.clock_id,
        lambda clock: replace(
            clock,
            met_at=None,
            remind_at=event.remind_at,
            reminded=tuple(point for point in clock.reminded if point not in event.remind_at),
        ),
    )


def clock_stopped(case: Case, event: e.ClockStopped) -> Case:
    return on_clock(case, event.clock_id, lambda clock: replace(clock, stopped_at=event.at))


def due_date_moved(case: Case, event: e.DueDateMoved) -> Case:
    changed = on_clock(case, event.clock_id, lambda clock: with_date(clock, event))
    if event.why != "extension":
        return changed
    visit = replace(case.visit, extensions=(*case.visit.extensions, event))
    visits = (*case.visits[:-1], visit)
    return replace(changed, visits=visits, extension_asked=None, extensions=case.extensions + 1)


def with_date(clock: RunningClock, event: e.DueDateMoved) -> RunningClock:
    extended = event.why in (*EXTENDING, LATE_RESPONSE)
    was_first = clock.due_at == clock.first_due_at
    return replace(
        clock,
        due_at=event.new_due_at,
        # The first date is kept beside an extended one; both are shown.
        first_due_at=event.new_due_at if was_first and not extended else clock.first_due_at,
        remind_at=event.remind_at,
        # A later date can lapse anew, a meeting's too; the first lapse stays on the trail.
        lapsed_at=None if extended or event.why in ("meeting", PROPOSED) else clock.lapsed_at,
        reminded=tuple(point for point in clock.reminded if point not in event.remind_at),
    )


def reminded(case: Case, event: e.AssigneeReminded) -> Case:
    return on_clock(case, event.clock_id, lambda c: replace(c, reminded=(*c.reminded, event.point)))


def lapsed(case: Case, event: e.StageLapsed) -> Case:
    marked = on_clock(case, event.clock_id, lambda c: replace(c, lapsed_at=event.due_at))
    return replace(marked, told=(*case.told, *event.told))


def total_started(case: Case, event: e.TotalStarted) -> Case:
    total = RunningTotal(event.total_key, event.due_at, event.warn_at)
    return replace(case, totals=(*case.totals, total))


def on_total(case: Case, key: str, **changes: object) -> Case:
    changed: Any = changes
    return replace(
        case, totals=tuple(replace(t, **changed) if t.key == key else t for t in case.totals)
    )


def total_warned(case: Case, event: e.TotalWarned) -> Case:
    return on_total(case, event.total_key, warned=True, passed=event.passed)


def total_moved(case: Case, event: e.TotalMoved) -> Case:
    return on_total(case, event.total_key, due_at=event.new_due_at, warn_at=event.warn_at)


def migrated(case: Case, event: e.PolicyMigrated) -> Case:
    return replace(case, policy_id=event.new_policy_id)


def undelivered(case: Case, event: e.NoticeUndelivered) -> Case:
    return replace(case, told=(*case.told, *event.told))
