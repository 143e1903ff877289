"""Who stands above those who are late: the next stage's responders, or the managers of a post."""

from collections.abc import Iterator
from datetime import datetime

from resolution.assigning import answers_for, assign, assign_all, told_of
from resolution.case import Case, RunningClock
from resolution.clocks import is_meeting_of_route
from resolution.events import Assignment
from resolution.policy import Must, Stage
from resolution.ports import Rulebook
from resolution.terms import LINE_MANAGER


def next_managers(
    case: Case, clock: RunningClock, rulebook: Rulebook, at: datetime
) -> tuple[Assignment, ...]:
    """Who is told when a clock lapses: who answers at the next stage, or whoever is over the late.

    At an informal stage, and where no stage follows, that is the manager of the case's owner. On a
    private route nobody is told whom the policy does not name for it. Of an action, and of a
    meeting beside what answers its stage, no manager hears.
    """
    if case.owner is None or not _goes_up(case, clock, rulebook):
        return ()
    if clock.route:
        return _over_route(case, clock, rulebook, at)
    stage = rulebook.policy.stage(case.stage_key)
    asked = {held.post for held in case.visit.assignees}
    if asked.isdisjoint(clock.posts) and clock.must not in stage.met_by:
        return _over_all(case, clock.posts, rulebook, at)
    following = _who_answers_next(case, rulebook, at) if stage.formal else ()
    return following or _over_all(case, (case.owner.post,), rulebook, at)


def would_hear(case: Case, rulebook: Rulebook, at: datetime) -> tuple[Assignment, ...]:
    """Who is told beside whoever decides when the present stage gets no answer in time."""
    waits = case.clock_of(Must.RESPOND) or next(iter(case.stage_clocks), None)
    return next_managers(case, waits, rulebook, at) if waits else ()


def _goes_up(case: Case, clock: RunningClock, rulebook: Rulebook) -> bool:
    if clock.must is Must.HOLD_MEETING and not clock.route:
        beside = Must.HOLD_MEETING not in rulebook.policy.stage(case.stage_key).met_by
        return not beside and not clock.fixed
    return clock.must is not Must.COMPLETE_ACTION and not is_meeting_of_route(clock)


def _who_answers_next(case: Case, rulebook: Rulebook, at: datetime) -> tuple[Assignment, ...]:
    """Whom the next stage asks.

    Where it asks the same people again (Knowsley, stages 1 and 2), their own line managers are
    told, or whom it copies in, or the stage after it: a lapse always reaches somebody above.
    """
    late = {held.person_id for held in case.visit.assignees}
    policy = rulebook.policy
    for stage in policy.stages[policy.position(case.stage_key) + 1 :]:
        responders = stage.responders(case.kind).posts
        told = assign_all(responders, case.team, rulebook, at, dict(case.people))
        above = tuple(held for held in told if held.person_id and held.person_id not in late)
        found = above or tuple(found for held in told for found in _line_manager(held, rulebook))
        if not found and set(responders) == {held.post for held in case.visit.assignees}:
            found = _copied_in(case, stage, rulebook, at)
        if found:
            return found
    return ()


def _copied_in(
    case: Case, stage: Stage, rulebook: Rulebook, at: datetime
) -> tuple[Assignment, ...]:
    """Whom a stage copies in beside the people whom it asks again (Knowsley, Timescales 2).

    Not those on the side of the case's owner, and nobody who was asked or told before it.
    """
    policy = rulebook.policy
    known = {*policy.owners.values(), *policy.owner_managers.values()}
    known |= {held.post for held in (*case.visit.assignees, *case.visit.notified)}
    for earlier in policy.stages[: policy.position(case.stage_key)]:
        known |= set(earlier.responders(case.kind).posts)
    rows = [row for row in stage.notify if row.post not in known and not row.when]
    late = {held.person_id for held in case.visit.assignees}
    found = told_of(rows, case, rulebook, at)
    return tuple(held for held in found if held.person_id and held.person_id not in late)


def _over_route(
    case: Case, clock: RunningClock, rulebook: Rulebook, at: datetime
) -> tuple[Assignment, ...]:
    private = rulebook.policy.route(clock.route).private_to
    found = _over_all(case, clock.posts, rulebook, at)
    return tuple(held for held in found if held.post in private) if private else found


def _over_all(
    case: Case, posts: tuple[str, ...], rulebook: Rulebook, at: datetime
) -> tuple[Assignment, ...]:
    found = (held for post in posts for held in _over(case, post, rulebook, at))
    return tuple({held.person_id: held for held in found}.values())


def _over(case: Case, post: str, rulebook: Rulebook, at: datetime) -> Iterator[Assignment]:
    """Who manages a post by the policy, past any that nobody holds; else a line manager."""
    late = answers_for(post, case, rulebook, at)
    for above in rulebook.policy.managers_above(post):
        held = assign(above, case.team, rulebook, at)
        if held.person_id and held.person_id != late.person_id:
            yield held
            return
    yield from _line_manager(late, rulebook)


def _line_manager(late: Assignment, rulebook: Rulebook) -> Iterator[Assignment]:
    manager = rulebook.directory.manager_of(late.person_id)
    if manager is not None and not manager.left:
        yield Assignment(LINE_MANAGER, manager.id, manager.name)
