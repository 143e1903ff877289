"""Who may do what about a stage's meeting now: buttons offer exactly what decisions accept."""

from collections.abc import Iterable

from resolution.case import Case, Visit
from resolution.concerned import concerned
from resolution.people import Person
from resolution.policy import CaseKind, Clock, Meeting, Must, Policy, Stage
from resolution.ports import Rulebook
from resolution.standing import Standing


def recorders(meeting: Meeting, policy: Policy, kind: CaseKind) -> tuple[str, ...]:
    """Who puts a meeting on record: the post that the policy names, else its chair or arranger."""
    return concerned(policy, meeting.record or meeting.chair or meeting.arrange, kind)


def proposers(meeting: Meeting) -> tuple[str, ...]:
    """Who may say when it could be, and who else comes."""
    return (*meeting.arrange, *meeting.attend, *meeting.chair, *meeting.further)


def confirmers(stage: Stage, meeting: Meeting) -> tuple[str, ...]:
    """Who may fix the date: whom the policy asks for it, and whoever arranges the meeting."""
    return (*(post for clock in _date_clocks(stage) for post in clock.by), *meeting.arrange)


def may_be_confirmed(visit: Visit, stage: Stage) -> bool:
    """Whether there is a date to fix: one was proposed, or the policy asks for one at once."""
    asked = bool(_date_clocks(stage)) and not visit.new_meetings
    return visit.meeting_at is not None or asked


def _date_clocks(stage: Stage) -> tuple[Clock, ...]:
    return tuple(c for c in stage.clocks if c.must is Must.CONFIRM_MEETING_DATE)


def has_part(case: Case, rulebook: Rulebook, who: Standing, posts: Iterable[str]) -> bool:
    """Whether somebody holds one of these posts, owns the case or must answer at its stage."""
    if who.is_owner or who.duties:
        return True
    return not who.posts.isdisjoint(concerned(rulebook.policy, posts, case.kind))


def may_add_people(case: Case, rulebook: Rulebook, who: Standing, meeting: Meeting) -> bool:
    """Whether they say who else comes: the posts that decide it, and those who arrange for them."""
    posts = (*meeting.further, *meeting.arrange)
    mine = who.posts & set(concerned(rulebook.policy, posts, case.kind))
    return bool(meeting.further) and (who.is_owner or bool(mine))


def people_to_add(case: Case, rulebook: Rulebook) -> tuple[Person, ...]:
    """Who may be asked to come: whoever serves this team, or more than one team; by name."""
    known = {post.key for post in rulebook.policy.posts}
    found = (
        person
        for person in rulebook.directory.people
        if not person.left
        and any(h.post in known and h.team in ("", case.team) for h in person.holdings)
    )
    return tuple(sorted(found, key=lambda person: person.name))


def recordable(case: Case, rulebook: Rulebook, who: Standing) -> tuple[Visit, ...]:
    """The stages of which somebody may put a meeting on record now, the present one first.

    Of a stage that was left, and of an ended case, a meeting may be recorded that is not yet.
    """
    return tuple(
        visit for visit in reversed(case.visits) if _is_recordable(visit, case, rulebook, who)
    )


def is_present(visit: Visit, case: Case) -> bool:
    """Whether a stage is the one at which the case is still pursued."""
    return case.is_open and visit.number == len(case.visits)


def _is_recordable(visit: Visit, case: Case, rulebook: Rulebook, who: Standing) -> bool:
    stage = rulebook.policy.stage(visit.stage_key)
    meeting = stage.meeting
    if meeting is None:
        return False
    writes = (*meeting.record, *meeting.chair)
    if is_present(visit, case):
        return has_part(case, rulebook, who, writes)
    if visit.meetings or not (meeting.required or visit.meeting_at):
        return False
    posts = (*writes, *(asked.post for asked in visit.assignees))
    return who.is_owner or bool(who.posts & set(concerned(rulebook.policy, posts, case.kind)))
