"""What can be recorded that is no challenge, and the form that begins such a record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cards.actions import CardAction, Verb
from cards.fields import Choice, Form
from cards.forms import NOTHING, form_card
from cards.parts import (
    MOST_BUTTONS,
    Block,
    Button,
    Card,
    card,
    explained,
    heading,
    label,
    paragraph,
    quiet,
)
from cards.raise_form import ask_number, policy_line
from cards.route_lines import sends
from cards.signposts import signposts
from cards.standing import begins, kind_title
from cards.words import clip, opening, safe
from resolution.decisions.recording import ABOUT_NO_CHILD
from resolution.policy import CaseKind, Policy, Route

#: The records that have a button on one card.
MOST_RECORDS = 6


def _begin(policy: Policy) -> str:
    """What “raise” does, inside a sentence, in the council's words: “raise a dispute”."""
    said = begins(policy)
    return safe(said[:1].lower() + said[1:])


def records_card(policy: Policy, routes: Sequence[Route], *, dialogs: bool = False) -> Card:
    """What this person may record, each with its purpose, source and button."""
    if not routes:
        said = (
            "Your posts record nothing else under this procedure. Send “raise” to "
            f"{_begin(policy)}, or “who” to see which posts the directory gives you."
        )
        return card([heading("What you can record"), paragraph(said)], says=said)
    body: list[Block] = [heading("What you can record"), quiet(policy_line(policy))]
    for route in routes[:MOST_RECORDS]:
        body.append(label(safe(route.title)))
        body += explained(route.help, spacing="None")
        body.append(quiet(f"Source: {safe(route.cite)}"))
    body.append(quiet(f"To {_begin(policy)}, send “raise”."))
    buttons = [begin_button(route, dialogs=dialogs) for route in routes[:MOST_RECORDS]]
    if signposts(policy) and len(buttons) < MOST_BUTTONS:
        elsewhere = CardAction(Verb.SIGNPOSTS).execute("See what is not for this process")
        buttons.append(elsewhere)
    return card(body, buttons, says="What you can record that is no challenge.")


def begin_button(route: Route, *, dialogs: bool = False) -> Button:
    """The button that opens the form of one record."""
    action = CardAction(Verb.OPEN_RECORD_FORM, keep={"route": route.key})
    title = f"Open “{clip(route.title, 28)}”"
    return action.open_dialog(title) if dialogs else action.execute(title)


def open_record_form(
    policy: Policy,
    route: Route,
    ref: str,
    *,
    kinds: Sequence[CaseKind],
    teams: Sequence[Choice],
    holders: Mapping[str, Iterable[Choice]] = {},
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
    today: date | None = None,
) -> Card:
    """The first step of a record.

    Inputs: kind and team (where there is a choice), file_number and initials (unless it is about
    no child), person_POST for each post of `holders`, fact_KEY for each field of the step.
    """
    step = route.steps[0]
    form = Form(values, errors, today)
    form.add(*_purpose(route))
    about_child = route.kind != ABOUT_NO_CHILD
    if len(teams) > 1:
        which = "Which team works with the child?" if about_child else "Which team is it about?"
        form.choice("team", which, teams, needs="Choose the team.")
    if about_child:
        if len(kinds) > 1:
            options = [(opening(kind_title(policy, kind)), kind.value) for kind in kinds]
            form.choice("kind", "What kind of case is it?", options, needs="Choose the kind.")
        ask_number(form, policy)
    for post, people in holders.items():
        title = policy.post_title(post)
        form.choice(f"person_{post}", f"Which {title}?", people, needs=f"Choose the {title}.")
    for asked in step.fields:
        form.field(asked, f"fact_{asked.key}")
    keep = {"route": route.key}
    if len(teams) == 1:
        keep["team"] = teams[0][1]
    if len(kinds) == 1 or not about_child:
        keep["kind"] = kinds[0].value
    return form_card(
        safe(step.title),
        form,
        CardAction(Verb.OPEN_RECORD, ref, keep=keep),
        sends(step) or "Record it",
        dialog=dialog,
        back=None if dialog else CardAction(Verb.RECORDS).execute("Go back, send nothing"),
        under=safe(f"{policy.authority}: {route.title}"),
    )


def _purpose(route: Route) -> list[Block]:
    """What the procedure says of it, in our words and with its source."""
    said = explained(route.help)
    return [*said, quiet(f"Source: {safe(route.cite)}")]
