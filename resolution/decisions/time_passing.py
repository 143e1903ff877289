"""What time alone asks of a case: reminders, lapses, totals, new dates, unreachable people."""

from collections.abc import Iterator
from datetime import datetime

from resolution import clocks
from resolution import commands as c
from resolution import events as e
from resolution.case import Case, RunningClock
from resolution.climbing import next_managers
from resolution.people import SYSTEM, Actor, Person
from resolution.policy import Limit, Span, Total
from resolution.ports import Rulebook
from resolution.privacy import private_posts
from resolution.terms import STAND_IN
from resolution.working_days import local_day


def pass_time(
    case: Case, command: c.PassTime, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Everything that fell due up to now, oldest first; its mark on the case says it is done."""
    found: list[tuple[datetime, e.Event]] = []
    for clock in case.open_clocks:
        found += _reminders(case, clock, rulebook, at)
        found += _lapse(case, clock, rulebook, at)
    if case.is_open:
        for total in case.totals:
            if not total.passed and total.due_at <= at:
                warned = e.TotalWarned(
                    at=at, by=SYSTEM, total_key=total.key, due_at=total.due_at, passed=True
                )
                found.append((total.due_at, warned))
            elif not total.warned and total.warn_at <= at:
                warned = e.TotalWarned(at=at, by=SYSTEM, total_key=total.key, due_at=total.due_at)
                found.append((total.warn_at, warned))
    return tuple(event for _, event in sorted(found, key=lambda pair: pair[0]))


def _reminders(
    case: Case, clock: RunningClock, rulebook: Rulebook, at: datetime
) -> Iterator[tuple[datetime, e.Event]]:
    if clock.lapsed_at is not None:
        return
    for point, moment in clock.remind_at.items():
        if moment <= at and point not in clock.reminded:
            # A reminder belongs to its day: sent late it would say what is no longer true.
            in_time = clock.due_at is None or at < clock.due_at
            fresh = local_day(moment) == local_day(_told_at(clock, rulebook, at)) and in_time
            if point != "due_morning" and case.waits_for_response(clock):
                fresh = False
            if clocks.is_arranged_otherwise(case, clock) or _is_asked(case, clock, rulebook, at):
                fresh = False
            reminded = e.AssigneeReminded(
                at=at, by=SYSTEM, clock_id=clock.id, point=point, sent=fresh
            )
            yield moment, reminded


def _told_at(clock: RunningClock, rulebook: Rulebook, at: datetime) -> datetime:
    """When a reminder that is owed now is sent."""
    urgent = rulebook.policy.is_urgent(clock.route)
    return at if urgent else rulebook.calendar.office_moment(at)


def _is_asked(case: Case, clock: RunningClock, rulebook: Rulebook, at: datetime) -> bool:
    """Whether this morning's message about the day fixed for a step asks for the step already."""
    passed = (other.lapsed_at for other in clocks.fixed_days_of(case, clock))
    mornings = (rulebook.calendar.office_moment(moment) for moment in passed if moment)
    return any(local_day(morning) == local_day(at) for morning in mornings)


def _lapse(
    case: Case, clock: RunningClock, rulebook: Rulebook, at: datetime
) -> Iterator[tuple[datetime, e.Event]]:
    if clock.due_at is None or clock.lapsed_at is not None or clock.due_at > at:
        return
    if case.waits_for_response(clock):
        return
    yield (
        clock.due_at,
        e.StageLapsed(
            at=at,
            by=SYSTEM,
            clock_id=clock.id,
            stage_key=clock.stage_key,
            due_at=clock.due_at,
            told=next_managers(case, clock, rulebook, at),
        ),
    )


def recalculate(
    case: Case, command: c.Recalculate, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """The calendar changed: open due dates follow it; a past lapse is never rewritten."""
    return tuple(moved_dates(case, rulebook, command.by, at, why="calendar"))


def moved_dates(
    case: Case, rulebook: Rulebook, by: Actor, at: datetime, why: str
) -> Iterator[e.Event]:
    """The due dates that this rulebook gives otherwise than the case has them."""
    for clock in case.open_clocks:
        if clock.due_at is None or clock.lapsed_at is not None:
            continue
        if clock.fixed:
            continue  # a meeting is on its day, whatever the calendar says of it
        due_at = _due_again(clock, case, rulebook)
        if due_at is not None and due_at != clock.due_at:
            policy_clock = clocks.of_policy(clock, rulebook.policy)
            yield e.DueDateMoved(
                at=at,
                by=by,
                clock_id=clock.id,
                old_due_at=clock.due_at,
                new_due_at=due_at,
                why=why,
                remind_at=clocks.reminders(
                    policy_clock,
                    clock.counted_from,
                    due_at,
                    rulebook,
                    at,
                    urgent=rulebook.policy.is_urgent(clock.route),
                ),
            )
    if case.is_open:
        yield from _moved_totals(case, rulebook, by, at, why)


def _due_again(clock: RunningClock, case: Case, rulebook: Rulebook) -> datetime | None:
    calendar = rulebook.calendar
    assert clock.due_at is not None
    limit = _limit(clock, rulebook)
    if clock.due_at != clock.first_due_at or limit is None or limit.span is Span.NEGOTIATED:
        # A day that people agreed stays, unless nobody works on it any more.
        return calendar.due_on_day(calendar.next_working_day(local_day(clock.due_at)))
    policy_clock = clocks.of_policy(clock, rulebook.policy)
    if policy_clock is not None:
        return clocks.due(policy_clock, clock.counted_from, case, calendar)
    return calendar.due(clock.counted_from, limit)


def _limit(clock: RunningClock, rulebook: Rulebook) -> Limit | None:
    if clock.route:
        found = rulebook.policy.step_clock(clock.route, clock.key)
    else:
        found = clocks.of_policy(clock, rulebook.policy)
    return found.within if found else None


def _moved_totals(
    case: Case, rulebook: Rulebook, by: Actor, at: datetime, why: str
) -> Iterator[e.Event]:
    totals: dict[str, Total] = {total.key: total for total in rulebook.policy.totals}
    for running in case.totals:
        total = totals.get(running.key)
        if total is None or running.passed:
            continue
        first = next((v for v in case.visits if v.stage_key in total.counts), None)
        due_at = rulebook.calendar.due(first.opened_at, total.within) if first else None
        if due_at is not None and due_at != running.due_at:
            yield e.TotalMoved(
                at=at,
                by=by,
                total_key=total.key,
                old_due_at=running.due_at,
                new_due_at=due_at,
                warn_at=clocks.total_warning(total, due_at, rulebook.calendar),
                why=why,
            )


def report_undelivered(
    case: Case, command: c.ReportUndelivered, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """A person could not be reached: their cover, else their manager, is told; never silence."""
    directory = rulebook.directory
    person = directory.person(command.person_id)
    candidates = _in_place_of(command.person_id, case, rulebook, at)
    told = next((p for p in candidates if _is_new(p, command)), None)
    return (
        e.NoticeUndelivered(
            at=at,
            by=SYSTEM,
            person_id=command.person_id,
            name=person.name if person else "Somebody",
            notice_key=command.notice_key,
            why=command.why,
            told=(e.Assignment(STAND_IN, told.id, told.name),) if told else (),
        ),
    )


def _in_place_of(person_id: str, case: Case, rulebook: Rulebook, at: datetime) -> Iterator[Person]:
    """Their cover, then their manager; of a private record only those who may know of it."""
    directory = rulebook.directory
    posts = private_posts(case, rulebook.policy)
    cover, manager = directory.stand_in(person_id, local_day(at)), directory.manager_of(person_id)
    if cover is not None:
        yield cover
    if manager is not None and not posts:
        yield manager
    for post in posts:
        yield from directory.holders(post, case.team)


def _is_new(person: Person, command: c.ReportUndelivered) -> bool:
    """Whether the chain of this notice has not tried this person yet."""
    return not person.left and person.id not in command.notice_key
