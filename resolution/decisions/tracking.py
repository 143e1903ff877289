"""What anybody on a case may add: notes, agreed actions done and checked, the child's file."""

from datetime import datetime

from resolution import clocks
from resolution import commands as c
from resolution import events as e
from resolution.case import Case, TrackedAction
from resolution.decisions.agreeing import meet_actions
from resolution.decisions.ground import (
    PRESSED_AGAIN,
    Story,
    check_texts,
    ground,
    need_judge,
    need_party,
)
from resolution.errors import AlreadyDone, Incomplete, NotYours
from resolution.on_file import texts, waiting
from resolution.ports import Rulebook
from resolution.privacy import readable
from resolution.whose_action import may_mark


def add_note(
    case: Case, command: c.AddNote, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Put something on the case's record; also after its end."""
    here = ground(case, command.by, rulebook, at)
    need_party(here)
    check_texts({"text": command.text})
    if _is_pressed_again(case.noted, command, at):
        raise AlreadyDone("That note is on the record already; the history shows it.")
    return (
        e.NoteAdded(
            at=at, by=command.by, acting_for=here.who.acting_for, text=command.text.strip()
        ),
    )


def _is_pressed_again(last: e.NoteAdded | None, command: c.AddNote, at: datetime) -> bool:
    """The same words may be said by another person, or once more on another day."""
    return (
        last is not None
        and last.by.person_id == command.by.person_id
        and last.text == command.text.strip()
        and at - last.at < PRESSED_AGAIN
    )


def complete_action(
    case: Case, command: c.CompleteAction, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Whoever agreed to do something says that it is done."""
    here = ground(case, command.by, rulebook, at)
    need_party(here)
    action = _action(case, command.number)
    if action.completed_at is not None:
        raise AlreadyDone("That action was marked as done already.")
    if command.number not in may_mark(case, rulebook, here.who):
        raise NotYours(
            f"That is for {action.action.owner}, or whoever judges {case.ref}, to say. "
            "You can add a note to say what you know."
        )
    story = Story(case)
    story.tell(
        e.ActionCompleted(
            at=at, by=command.by, acting_for=here.who.acting_for, number=command.number
        )
    )
    meet_actions(story, command.by, at)
    return tuple(story.events)


def check_action(
    case: Case, command: c.CheckAction, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """The owner looked whether an agreed action really is done."""
    here = ground(case, command.by, rulebook, at)
    need_judge(here, "check an agreed action")
    if _action(case, command.number).checked is command.achieved:
        raise AlreadyDone("You recorded that already.")
    if not command.achieved:
        check_texts({"note": command.note})
    story = Story(case)
    story.tell(
        e.ActionChecked(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            number=command.number,
            achieved=command.achieved,
            note=command.note.strip(),
        )
    )
    if not command.achieved:
        wanted = f"action.{command.number}"
        story.tell_all(clocks.resumed(story.case, wanted, rulebook, command.by, at))
    return tuple(story.events)


def _action(case: Case, number: int) -> TrackedAction:
    if not 1 <= number <= len(case.actions):
        raise Incomplete(
            "Choose one of the agreed actions.",
            {"number": f"{case.ref} has {len(case.actions)} agreed actions."},
        )
    return case.actions[number - 1]


def tick_filed(
    case: Case, command: c.TickFiled, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Somebody put a stage's text on the child's file, in the council's record system."""
    here = ground(case, command.by, rulebook, at)
    need_party(here)
    theirs = readable(texts(case, rulebook.policy), case, rulebook.policy, here.who)
    if all(text.key != command.what for text in theirs):
        raise Incomplete("Choose what you have filed.", {"what": "There is no such text for you."})
    if all(text.key != command.what for text in waiting(case, rulebook.policy)):
        raise AlreadyDone("That was ticked already, and nothing was added to it since.")
    return (
        e.FiledOnRecord(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            what=command.what,
            version=command.seen_version or case.version,
        ),
    )
