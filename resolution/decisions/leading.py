"""Another team leads the case: what its stage asks of the old team's people is the new one's."""

from msgspec.structs import replace

from resolution import events as e
from resolution.assigning import assign_all, meeting_people, stage_tells
from resolution.case import Case
from resolution.decisions.ground import Ground, Story
from resolution.decisions.meeting import call_off, proposed
from resolution.people import Team
from resolution.practice import NEAR


def lead(story: Story, here: Ground, team: Team) -> None:
    """Pass the case to a team, its open duties included; their dates stay (Durham §4)."""
    at, by, acting_for = here.at, here.by, here.who.acting_for
    before = story.case
    moved = replace(before, team=team.key)
    told = _newly_told(moved, here)
    story.tell(
        e.TeamChanged(at=at, by=by, acting_for=acting_for, team=team.key, notified=told),
        *(
            e.Reassigned(
                at=at,
                by=by,
                acting_for=acting_for,
                post=old.post,
                old=old,
                new=new,
                reason=f"{team.title} leads the case from now on.",
            )
            for old, new in _passed_on(moved, here)
        ),
    )
    if before.visits and before.is_open and _is_to_come(before, here):
        _pass_on_meeting(story, here)


def _passed_on(case: Case, here: Ground) -> list[tuple[e.Assignment, e.Assignment]]:
    """Who still has to answer as a post of the old team, and who holds it for the new one."""
    if not _waits(case):
        return []
    near = {post.key for post in here.rulebook.policy.posts if post.scope in NEAR}
    waiting = near.intersection(case.visit.unanswered)
    old = [held for held in case.visit.assignees if held.post in waiting]
    posts = tuple(held.post for held in old)
    deputies = dict(here.stage.deputies)
    new = assign_all(posts, case.team, here.rulebook, here.at, dict(case.people), deputies)
    pairs = zip(old, new, strict=True)
    return [(was, now) for was, now in pairs if was.person_id != now.person_id]


def _is_to_come(case: Case, here: Ground) -> bool:
    return case.visit.meeting_at is not None and case.visit.meeting_at > here.at


def _pass_on_meeting(story: Story, here: Ground) -> None:
    """The day of the meeting is not lost: off for the old team's people, and told to the new ones.

    It stays fixed unless those who must answer are others now: they confirm it, or propose another.
    """
    visit = here.case.visit
    assert visit.meeting_at is not None
    before, now = (_coming(case, here) for case in (here.case, story.case))
    gone = tuple(held for key, held in before.items() if key not in now)
    new = tuple(held for key, held in now.items() if key not in before)
    if not gone and not new:
        return
    if gone:
        call_off(story, here, gone)
    to, place, further = visit.meeting_at, visit.meeting_place, visit.meeting_further
    if not visit.meeting_confirmed or story.case.visit.assignees != visit.assignees:
        story.tell(*proposed(here, to, place, further, visit.meeting_others))
        return
    story.tell(
        e.MeetingConfirmed(
            at=here.at,
            by=here.by,
            acting_for=here.who.acting_for,
            meeting_at=to,
            place=place,
            further=further,
            others=visit.meeting_others,
            added=new,
        )
    )


def _coming(case: Case, here: Ground) -> dict[str, e.Assignment]:
    """Who comes to the stage's meeting, by id."""
    people = meeting_people(case, here.rulebook, here.at)
    return {held.person_id: held for part in people.values() for held in part if held.person_id}


def _newly_told(case: Case, here: Ground) -> tuple[e.Assignment, ...]:
    """Whom the stage notifies in the new team and has not told yet."""
    if not (case.visits and case.is_open):
        return ()
    visit = case.visit
    asked = tuple(held.post for held in visit.assignees)
    told = stage_tells(here.stage, case, asked, case.conditions, here.rulebook, here.at)
    known = {(held.post, held.person_id) for held in visit.notified}
    return tuple(held for held in told if (held.post, held.person_id) not in known)


def _waits(case: Case) -> bool:
    """Whether the stage still waits for an answer."""
    return bool(case.visits) and case.is_open and not case.visit.is_answered
