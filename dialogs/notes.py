"""What anybody on a case adds to its record: notes, actions done and checked, texts on file."""

from cards.actions import Verb
from cards.parts import Card
from cards.record_forms import (
    check_action_form,
    complete_action_form,
    note_form,
    tick_filed_form,
)
from dialogs.acting import Act, Blank, Sent, plain
from dialogs.offers import to_file
from resolution.commands import AddNote, CheckAction, CompleteAction, TickFiled


def _note(sent: Sent) -> AddNote:
    return AddNote(**sent.stamp, text=sent.answers.text("text", "Write the note, then add it."))


def _number(sent: Sent) -> int:
    numbers = [str(number) for number, _ in enumerate(sent.case.actions, start=1)]
    return int(sent.answers.choice("number", numbers, "Choose the action.") or 0)


def _complete(sent: Sent) -> CompleteAction:
    return CompleteAction(**sent.stamp, number=_number(sent))


def _check(sent: Sent) -> CheckAction:
    achieved = sent.answers.choice("achieved", ("yes", "no"), "Say whether it happened.")
    return CheckAction(
        **sent.stamp,
        number=_number(sent),
        achieved=achieved == "yes",
        note=sent.answers.text("note", "Say what is still missing." if achieved == "no" else ""),
    )


def _file_form(blank: Blank) -> Card:
    texts = to_file(blank.shown.case, blank.rulebook)
    return tick_filed_form(
        blank.shown,
        items=[(title, key) for key, title in texts.items() if key not in blank.shown.case.filed],
        values=blank.values,
        errors=blank.errors,
        dialog=blank.dialog,
    )


def _file(sent: Sent) -> TickFiled:
    texts = to_file(sent.case, sent.rulebook)
    return TickFiled(
        **sent.stamp, what=sent.answers.choice("what", texts, "Choose what you have filed.")
    )


ACTS = (
    Act(Verb.NOTE, "Add a note", "The note is on record.", _note, plain(note_form)),
    Act(
        Verb.COMPLETE_ACTION,
        "Mark an action done",
        "The action is marked as done.",
        _complete,
        plain(complete_action_form),
    ),
    Act(
        Verb.CHECK_ACTION,
        "Check an action",
        "The check is on record.",
        _check,
        plain(check_action_form),
    ),
    Act(
        Verb.TICK_FILED,
        "Tick as filed",
        "Ticked: it is on the child's file.",
        _file,
        _file_form,
    ),
)
