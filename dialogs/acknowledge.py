"""Seen: one press, no form; it stops no clock but its own."""

from cards.actions import Verb
from dialogs.acting import Act, Sent
from resolution.commands import Acknowledge


def _acknowledge(sent: Sent) -> Acknowledge:
    return Acknowledge(**sent.stamp)


ACTS = (
    Act(
        Verb.ACKNOWLEDGE,
        "Acknowledge",
        "Acknowledged. The date for the response stays as it is.",
        _acknowledge,
    ),
)
