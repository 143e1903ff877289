"""Passing a duty on this case, or the case itself, to another person."""

from cards.actions import Verb
from cards.parts import Card
from cards.record_forms import reassign_form
from dialogs.acting import Act, Blank, Sent
from resolution.case import Case
from resolution.commands import Reassign
from resolution.people import Actor
from resolution.policy import Policy
from resolution.ports import Rulebook
from resolution.standing import OWNER, standing


def _duties(case: Case, policy: Policy) -> dict[str, str]:
    """The duties that can pass to somebody else now, by key."""
    held = {a.post: policy.post_title(a.post) for a in case.visit.assignees}
    return {**held, OWNER: "The case itself"}


def _people(case: Case, rulebook: Rulebook) -> dict[str, str]:
    """Those who may take a duty on: whoever holds a post of the procedure, by id."""
    known = {post.key for post in rulebook.policy.posts}
    return {
        person.id: person.name
        for person in sorted(rulebook.directory.people, key=lambda person: person.name)
        if not person.left and known & {holding.post for holding in person.holdings}
    }


def _form(blank: Blank) -> Card:
    shown = blank.shown
    who = Actor(blank.who.person_id, "")
    theirs = standing(shown.case, blank.rulebook, who, shown.at).passes_on
    duties = _duties(shown.case, shown.policy)
    return reassign_form(
        shown,
        posts=[(title, key) for key, title in duties.items() if key in theirs],
        people=[(name, key) for key, name in _people(shown.case, blank.rulebook).items()],
        values=blank.values,
        errors=blank.errors,
        dialog=blank.dialog,
    )


def _reassign(sent: Sent) -> Reassign:
    answers, case, rulebook = sent.answers, sent.case, sent.rulebook
    duties = _duties(case, rulebook.policy)
    return Reassign(
        **sent.stamp,
        post=answers.choice("post", duties, "Choose the duty to pass on."),
        person_id=answers.choice("person_id", _people(case, rulebook), "Choose who takes it on."),
        reason=answers.text("reason", "Say why it passes to them."),
    )


ACTS = (
    Act(
        Verb.REASSIGN,
        "Reassign",
        "The duty has passed on, and its new holder will be told.",
        _reassign,
        _form,
    ),
)
