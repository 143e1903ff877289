"""Who a post is now: its holder or their stand-in, and on a case the one who was chosen."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from resolution.case import Case, Visit
from resolution.concerned import concerned
from resolution.events import Assignment
from resolution.people import Person
from resolution.policy import Notified, Stage
from resolution.ports import Rulebook
from resolution.working_days import local_day


def assign(post: str, team: str, rulebook: Rulebook, at: datetime, chosen: str = "") -> Assignment:
    """Who answers for a post now: the chosen or first holder, or their cover while away."""
    holders = rulebook.directory.holders(post, team)
    if not holders:
        return Assignment(post, "", "")
    holder = next((person for person in holders if person.id == chosen), holders[0])
    return _now(post, holder, rulebook, at)


def _now(post: str, holder: Person, rulebook: Rulebook, at: datetime) -> Assignment:
    """A holder of a post, or their cover while they are away."""
    away = rulebook.directory.stand_in(holder.id, local_day(at)) if holder.cover else None
    if away is None or away.left:
        return Assignment(post, holder.id, holder.name)
    return Assignment(post, away.id, away.name, covering=holder.name)


def answers_for(post: str, case: Case, rulebook: Rulebook, at: datetime) -> Assignment:
    """Who a post is on this very case: its owner for the owner's post, not any colleague."""
    if case.owner is not None and case.owner.post == post:
        return case.owner
    return assign(post, case.team, rulebook, at, case.people.get(post, ""))


def assign_all(
    posts: tuple[str, ...],
    team: str,
    rulebook: Rulebook,
    at: datetime,
    chosen: dict[str, str] | None = None,
    deputies: dict[str, tuple[str, ...]] | None = None,
) -> tuple[Assignment, ...]:
    """One assignment a post; a vacant post's deputy inherits its duty."""
    found: list[Assignment] = []
    for post in posts:
        assignment = assign(post, team, rulebook, at, (chosen or {}).get(post, ""))
        for deputy in (deputies or {}).get(post, ()):
            if assignment.person_id:
                break
            stood = assign(deputy, team, rulebook, at)
            title = rulebook.policy.post_title(post)
            assignment = Assignment(post, stood.person_id, stood.name, covering=f"{title} (vacant)")
        found.append(assignment)
    return tuple(found)


def told_of(
    rows: Iterable[Notified], case: Case, rulebook: Rulebook, at: datetime
) -> tuple[Assignment, ...]:
    """Whom these rows tell on this case: one holder of each post, or every one of them."""
    rows = tuple(rows)
    mine = concerned(rulebook.policy, (row.post for row in rows), case.kind)
    found: list[Assignment] = []
    for row in rows:
        holders = rulebook.directory.holders(row.post, case.team) if row.every else ()
        if row.post in mine:
            found += [_now(row.post, holder, rulebook, at) for holder in holders] or [
                answers_for(row.post, case, rulebook, at)
            ]
    return tuple(dict.fromkeys(found))


def stage_tells(
    stage: Stage,
    case: Case,
    asked: tuple[str, ...],
    holds: tuple[str, ...],
    rulebook: Rulebook,
    at: datetime,
) -> tuple[Assignment, ...]:
    """Whom a stage notifies under the conditions that hold: nobody whom it asks to answer.

    Where one of several is asked, another of them may be told of it (Durham §5.1).
    """
    rows = (row for row in stage.notify if row.when in ("", *holds) and row.post not in asked)
    return told_of(rows, case, rulebook, at)


def meeting_people(
    case: Case, rulebook: Rulebook, at: datetime, visit: Visit | None = None
) -> Mapping[str, tuple[Assignment, ...]]:
    """Who arranges, chairs, attends and records a stage's meeting, the present one's by default.

    `further` are those who come beside the posts of the policy. Empty where nobody is to meet.
    """
    visit = visit or (case.visits[-1] if case.visits else None)
    stage = rulebook.policy.stage(visit.stage_key) if visit else None
    if visit is None or stage is None or stage.meeting is None:
        return {}
    asked = {assignment.post: assignment for assignment in visit.assignees}
    unasked = set(stage.responders(case.kind).posts) - asked.keys()
    people = {
        part: tuple(
            asked.get(post) or answers_for(post, case, rulebook, at)
            for post in _taking_part(
                concerned(rulebook.policy, getattr(stage.meeting, part), case.kind), unasked
            )
        )
        for part in ("arrange", "chair", "attend", "record")
    }
    return {**people, "further": visit.meeting_further}


def _taking_part(posts: tuple[str, ...], unasked: set[str]) -> tuple[str, ...]:
    """Where one of several was chosen to answer, the others have no part (Northamptonshire §5).

    A part that is theirs alone stays with them: a meeting needs its chair, whoever answers.
    """
    return tuple(post for post in posts if post not in unasked) or posts


def needed_to_meet(
    case: Case, rulebook: Rulebook, at: datetime
) -> Mapping[str, tuple[Assignment, ...]]:
    """Who arranges, chairs and records the meeting that the present stage must have, if any."""
    meeting = rulebook.policy.stage(case.stage_key).meeting
    if meeting is None or not meeting.required:
        return {}
    people = meeting_people(case, rulebook, at)
    return {part: people[part] for part in ("arrange", "chair", "record")}


def needed_unasked(case: Case, rulebook: Rulebook, at: datetime) -> tuple[Assignment, ...]:
    """Whom the present stage needs beside those whom it asks to answer.

    They hold that meeting, raise the stage, or owe what one of its clocks waits for.
    """
    stage = rulebook.policy.stage(case.stage_key)
    asked, answer = case.visit.assignees, stage.responders(case.kind).posts
    meet = needed_to_meet(case, rulebook, at)
    owe = (*stage.raised_by, *(post for clock in stage.clocks for post in clock.by))
    posts = concerned(rulebook.policy, (post for post in owe if post not in answer), case.kind)
    return (
        *(held for part in meet.values() for held in part if held not in asked),
        *(answers_for(post, case, rulebook, at) for post in posts),
    )
