"""Acts that add to a case's record: notes, new holders, Cafcass, actions and what is on file."""

from collections.abc import Collection, Iterable, Mapping

from cards.actions import Verb
from cards.facts import CaseFacts
from cards.fields import Choice, Form
from cards.forms import NOTHING, case_form
from cards.parts import Card, card, explained, heading, paragraph, quiet, quoted
from cards.standing import case_title
from cards.words import clip, day, safe
from resolution.case import TrackedAction
from resolution.standing import CAFCASS


def note_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
    unsent: bool = False,
) -> Card:
    """Input: text; it may hold what was written on a form that could not be sent any more."""
    form = Form(values, errors)
    if unsent:
        form.add(paragraph("This is what you wrote. It was not sent; you can add it as a note."))
    form.text("text", "Your note", needs="Write the note, then add it.")
    return case_form(shown, Verb.NOTE, "Add a note", form, "Add the note", dialog=dialog)


def unsent_words(shown: CaseFacts, words: str) -> Card:
    """All that was written on a form that came too late: too long, or too private, for a note."""
    said = "This is what you wrote. It was not sent, and nobody else sees it; copy what you need."
    under = quiet(f"{case_title(shown)}, {safe(shown.stage.title)}")
    body = [heading("What you wrote"), under, paragraph(said), *quoted(words, len(words))]
    return card(body, says=f"{safe(shown.case.ref)}: {said}")


def reassign_form(
    shown: CaseFacts,
    *,
    posts: Iterable[Choice] = (),
    people: Iterable[Choice] = (),
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: post, person_id, reason. Choices are (title, key): posts of this case, and people."""
    form = Form(values, errors)
    form.choice("post", "Which duty?", posts, needs="Choose the duty to pass on.")
    form.choice("person_id", "To whom?", people, needs="Choose who takes it on.")
    form.text("reason", "Why?", needs="Say why it passes to them.")
    return case_form(shown, Verb.REASSIGN, "Reassign", form, "Reassign now", dialog=dialog)


def cafcass_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: referred_on, reasons, documents."""
    form = Form(values, errors)
    form.add(
        paragraph(
            "The decision to refer is the IRO's own, at any point "
            "(Children Act 1989 s25B(3)). This records it; it does not send anything to Cafcass."
        )
    )
    for route in shown.policy.routes:
        if route.kind == CAFCASS:
            form.add(*explained(route.help), quiet(f"Source: {safe(route.cite)}"))
    form.day("referred_on", "Day of the referral", needs="Choose the day on which you referred.")
    form.text("reasons", "Reasons", needs="Say why you refer.")
    form.text("documents", "Documents sent", needs="Say which documents were sent, or “none”.")
    return case_form(
        shown, Verb.CAFCASS, "Record a Cafcass referral", form, "Record referral", dialog=dialog
    )


def complete_action_form(
    shown: CaseFacts,
    *,
    theirs: Collection[int] = (),
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Input: number, of the agreed actions that this person may mark as done (`theirs`)."""
    form = Form(values, errors)
    waiting = [pair for pair in _numbered(shown) if pair[0] in theirs]
    form.sole_choice(
        "number", "Which action is done?", _choices(waiting), needs="Choose the action."
    )
    return case_form(
        shown, Verb.COMPLETE_ACTION, "Mark an action done", form, "Mark it done", dialog=dialog
    )


def check_action_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: number, achieved (yes or no), note."""
    form = Form(values, errors)
    # Those that wait for it first; a check that was mistaken can be mended.
    actions = sorted(_numbered(shown), key=lambda pair: pair[1].checked is not None)
    form.sole_choice(
        "number", "Which action did you check?", _choices(actions), needs="Choose one."
    )
    form.choice("achieved", "Did it happen?", (("Yes", "yes"), ("No", "no")), needs="Choose one.")
    form.text("note", "Note (optional)")
    return case_form(
        shown, Verb.CHECK_ACTION, "Check an action", form, "Save the check", dialog=dialog
    )


def _numbered(shown: CaseFacts) -> list[tuple[int, TrackedAction]]:
    return list(enumerate(shown.case.actions, start=1))


def _choices(pairs: Iterable[tuple[int, TrackedAction]]) -> list[Choice]:
    return [
        (
            f"Action {number}: {clip(kept.action.what, 80)} (by {day(kept.action.by_on)})",
            str(number),
        )
        for number, kept in pairs
    ]
