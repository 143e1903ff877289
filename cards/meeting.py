"""A stage's meeting on a card: when and where, who does what there, and its file for calendars."""

from collections.abc import Mapping

from cards.facts import CaseFacts
from cards.parts import MOST_BUTTONS, Block, facts, label, paragraph, quiet, quoted
from cards.standing import named
from cards.words import day, listed, opening, safe, when
from resolution.case import MeetingHeld, Visit
from resolution.events import Assignment
from resolution.policy import Stage

#: What each of the meeting's people does, in the order in which it is done.
PARTS = {
    "arrange": "Arranges",
    "chair": "Chairs",
    "attend": "Attends",
    "further": "Also comes",
    "record": "Records",
}
#: Those without whom it is not held, or not put on record.
NEEDED = ("arrange", "chair", "record")


def meeting_blocks(shown: CaseFacts) -> list[Block]:
    """The meetings of the stage: those on record, and the next; none that is nobody's wish."""
    visit, meeting = shown.visit, shown.stage.meeting
    if visit is None:
        return []
    blocks = [block for held in visit.meetings for block in _held(shown, held)]
    wanted = meeting is not None and meeting.required and not visit.meetings
    if visit.meeting_at is None and not (wanted and shown.meeting):
        return blocks
    blocks.append(label(f"{opening(meeting_title(shown))} ({_state(visit)})"))
    if visit.meeting_at is not None:
        blocks.append(paragraph(_when_and_where(visit), spacing="None"))
    blocks += who_meets(shown)
    return [*blocks, *_calendar_link(shown)]


def _held(shown: CaseFacts, held: MeetingHeld) -> list[Block]:
    """A meeting on record: its day, what came of it, who wrote it down and who was there."""
    there = f" Present: {safe(held.present)}." if held.present else ""
    return [
        label(f"{opening(meeting_title(shown))} (held on {day(held.held_on)})"),
        *quoted(held.summary),
        quiet(f"Recorded by {safe(held.by.name)}.{there}"),
    ]


def meeting_title(shown: CaseFacts) -> str:
    """What the procedure calls the meeting of this stage."""
    return safe(shown.stage.meeting.title) if shown.stage.meeting else "meeting"


def nobody_for(stage: Stage, people: Mapping[str, tuple[Assignment, ...]]) -> str:
    """That a meeting which must be held has no chair, say, as nobody holds the post; or empty."""
    meeting = stage.meeting
    if meeting is None or not meeting.required:
        return ""
    held = {part: [a.person_id for a in people.get(part, ())] for part in NEEDED}
    lacking = [part for part in NEEDED if held[part] and not any(held[part])]
    return f"The {safe(meeting.title)} has nobody to {listed(lacking)} it." if lacking else ""


def who_meets(shown: CaseFacts) -> list[Block]:
    """Who arranges, chairs, attends and records it, each post with whoever holds it."""
    pairs = [
        (title, "; ".join(named(shown.policy, held) for held in shown.meeting.get(part, ())))
        for part, title in PARTS.items()
    ]
    if shown.visit is not None and shown.visit.meeting_others:
        pairs.append(("Tell them yourself", safe(shown.visit.meeting_others)))
    return [facts(pairs)] if any(value for _, value in pairs) else []


def _state(visit: Visit) -> str:
    if visit.meeting_at is None:
        return "no date yet"
    if visit.meeting_off:
        return "called off"
    return "confirmed" if visit.meeting_confirmed else "proposed"


def _when_and_where(visit: Visit) -> str:
    assert visit.meeting_at is not None
    place = f", {safe(visit.meeting_place)}" if visit.meeting_place else ""
    return f"{when(visit.meeting_at)}{place}"


def room_beside(shown: CaseFacts) -> int:
    """How many buttons a card has room for beside the one of its meeting's file."""
    return MOST_BUTTONS - len(_calendar_link(shown))


def _calendar_link(shown: CaseFacts) -> list[Block]:
    """A link to the meeting's file, which needs no login and so holds nothing of a child."""
    visit = shown.visit
    comes = bool(shown.meeting) and visit is not None and visit.meeting_confirmed
    if not comes or visit is None or not visit.meeting_token or not shown.public_url:
        return []
    url = f"{shown.public_url}/calendar/{shown.ref}/{visit.meeting_token}.ics"
    opens = {"type": "Action.OpenUrl", "title": "Add to calendar", "url": url}
    return [{"type": "ActionSet", "actions": [opens]}]
