"""Recording a referral to Cafcass: the IRO's own decision, at any point (s25B(3) CA 1989)."""

from cards.actions import Verb
from cards.record_forms import cafcass_form
from dialogs.acting import Act, Sent, plain
from resolution.commands import ReferToCafcass


def _refer(sent: Sent) -> ReferToCafcass:
    answers = sent.answers
    return ReferToCafcass(
        **sent.stamp,
        referred_on=answers.day("referred_on", "Choose the day on which you referred."),
        reasons=answers.text("reasons", "Say why you refer."),
        documents=answers.text("documents", "Say which documents were sent, or “none”."),
    )


ACTS = (
    Act(
        Verb.CAFCASS,
        "Record a Cafcass referral",
        "The referral to Cafcass is on record.",
        _refer,
        plain(cafcass_form),
    ),
)
