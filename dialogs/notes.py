"""What anybody on a case adds to its record: notes, actions done and checked."""

from cards.actions import Verb
from cards.parts import Card
from cards.record_forms import (
    check_action_form,
    complete_action_form,
    note_form,
)
from dialogs.acting import Act, Blank, Sent, plain
from resolution.commands import AddNote, CheckAction, CompleteAction


def _note(sent: Sent) -> AddNote:
    return AddNote(**sent.stamp, text=sent.answers.text("text", "Write the note, then add it."))


def _number(sent: Sent) -> int:
    numbers = [str(number) for number, _ in enumerate(sent.case.actions, start=1)]
    return int(sent.answers.choice("number", numbers, "Choose the action.") or 0)


def _complete(sent: Sent) -> CompleteAction:
    return CompleteAction(**sent.stamp, number=_number(sent))


def _complete_form(blank: Blank) -> Card:
    return complete_action_form(
        blank.shown,
        theirs=blank.who.actions,
        values=blank.values,
        errors=blank.errors,
        dialog=blank.dialog,
    )


def _check(sent: Sent) -> CheckAction:
    achieved = sent.answers.choice("achieved", ("yes", "no"), "Say whether it happened.")
    return CheckAction(
        **sent.stamp,
        number=_number(sent),
        achieved=achieved == "yes",
        note=sent.answers.text("note", "Say what is still missing." if achieved == "no" else ""),
    )


ACTS = (
    Act(Verb.NOTE, "Add a note", "The note is on record.", _note, plain(note_form)),
    Act(
        Verb.COMPLETE_ACTION,
        "Mark an action done",
        "The action is marked as done.",
        _complete,
        _complete_form,
    ),
    Act(
        Verb.CHECK_ACTION,
        "Check an action",
        "The check is on record.",
        _check,
        plain(check_action_form),
    ),
)
