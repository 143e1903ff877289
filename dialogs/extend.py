"""More time: the owner gives it, an assignee asks for it (Durham §5.4)."""

from cards.actions import Verb
from cards.time_forms import ask_extension_form, extend_form
from dialogs.acting import Act, Sent, plain
from resolution.commands import AskForExtension, Extend

WHY = "Say why more time is needed."
BENEFIT = "Say how it helps the child."


def _extend(sent: Sent) -> Extend:
    answers = sent.answers
    clocks = [clock.id for clock in sent.case.open_clocks]
    return Extend(
        **sent.stamp,
        clock_id=answers.choice("clock_id", clocks),
        new_due_on=answers.day("new_due_on", "Choose the new last day."),
        reason=answers.text("reason", WHY),
        benefit=answers.text("benefit", BENEFIT),
        enquiries=answers.text("enquiries"),
    )


def _ask(sent: Sent) -> AskForExtension:
    return AskForExtension(
        **sent.stamp,
        wanted_on=sent.answers.day("wanted_on", "Choose the last day that you need."),
        reason=sent.answers.text("reason", WHY),
        benefit=sent.answers.text("benefit", BENEFIT),
    )


ACTS = (
    Act(
        Verb.EXTEND,
        "Give more time",
        "The new date is set, and the old one stays on record.",
        _extend,
        plain(extend_form),
    ),
    Act(
        Verb.ASK_EXTENSION,
        "Ask for more time",
        "The case's owner is asked. The date stays as it is until they agree.",
        _ask,
        plain(ask_extension_form),
    ),
)
