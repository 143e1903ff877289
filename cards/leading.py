"""Which acts a card leads with, by what the stage waits for and who looks."""

from cards.actions import Verb
from cards.buttons import ANSWERING, JUDGING, MOVING_ON, WAITING
from cards.facts import CaseFacts
from cards.viewer import Viewer
from resolution.answered import asks_response, is_answered
from resolution.case import RunningClock
from resolution.events import Assignment
from resolution.policy import Must


def first(shown: CaseFacts, viewer: Viewer) -> tuple[Verb, ...]:
    """What this person most likely came for."""
    arranges = arranging(shown, viewer)
    if not viewer.is_owner and Verb.RESOLVE not in viewer.may:
        return (*arranges, *answering(shown))
    if shown.visit is not None and is_answered(shown.visit, shown.stage):
        return JUDGING
    return MOVING_ON if shown.case.overdue(shown.at) else (*arranges, *WAITING)


#: What is pressed to do what a clock waits for.
_DOES = {
    Must.ACKNOWLEDGE: Verb.ACKNOWLEDGE,
    Must.RESPOND: Verb.RESPOND,
    Must.CONFIRM_COMPLETION: Verb.CONFIRM_COMPLETION,
    Must.CONFIRM_MEETING_DATE: Verb.CONFIRM_MEETING,
    Must.SUMMARISE_MEETING: Verb.RECORD_MEETING,
    Must.SEND_REPORT: Verb.SEND_REPORT,
    Must.RESOLVE: Verb.RESOLVE,
}


def doing(shown: CaseFacts, clock: RunningClock | None) -> tuple[Verb, ...]:
    """What leads a card that asks for what a clock waits for."""
    act = _DOES.get(shown.wanted(clock)) if clock is not None else None
    return (*((act,) if act else ()), *answering(shown))


def answering(shown: CaseFacts) -> tuple[Verb, ...]:
    """What leads for those who must answer; where a meeting answers, its date and its record."""
    if shown.visit is None or asks_response(shown.stage):
        return ANSWERING
    if shown.visit.meeting_confirmed:
        return (Verb.RECORD_MEETING, Verb.ACKNOWLEDGE)
    return (Verb.CONFIRM_MEETING, Verb.PROPOSE_MEETING, Verb.ACKNOWLEDGE)


def arranging(shown: CaseFacts, viewer: Viewer) -> tuple[Verb, ...]:
    """What leads for whoever is to propose the day of a meeting; nothing for anybody else."""
    return (Verb.PROPOSE_MEETING,) if is_to_arrange(shown, viewer) else ()


def is_to_arrange(shown: CaseFacts, viewer: Viewer) -> bool:
    """Whether this person arranges a meeting that must be held and has no date yet."""
    visit, meeting = shown.visit, shown.stage.meeting
    if visit is None or meeting is None or not meeting.required:
        return False
    undated = visit.meeting_at is None and not visit.meetings
    asked = Verb.CONFIRM_MEETING not in viewer.may  # else the date itself is asked for
    return undated and asked and "arrange" in parts_of(shown, viewer)


def parts_of(shown: CaseFacts, viewer: Viewer) -> tuple[str, ...]:
    """What somebody does about the stage's meeting: arrange, chair, attend, record."""
    return tuple(
        part for part, held in shown.meeting.items() if any(_is_theirs(a, viewer) for a in held)
    )


def _is_theirs(held: Assignment, viewer: Viewer) -> bool:
    return held.person_id == viewer.person_id or held.post in viewer.posts
