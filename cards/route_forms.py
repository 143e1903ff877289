"""The policy's routes beside its ladder: choose a step, then record what it asks for."""

from collections.abc import Iterable, Mapping

from cards.actions import CardAction, Verb
from cards.facts import CaseFacts
from cards.fields import Choice, Form
from cards.forms import NOTHING, case_form, form_card
from cards.parts import Card, paragraph
from cards.standing import case_title
from cards.words import safe
from resolution.policy import Route, Step


def route_form(
    shown: CaseFacts,
    *,
    steps: Iterable[tuple[Route, Step]],
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Which step to record. Input: step, written ROUTE/STEP."""
    form = Form(values, errors)
    choices: list[Choice] = [
        (f"{route.title}: {step.title}", f"{route.key}/{step.key}") for route, step in steps
    ]
    form.choice("step", "What do you want to record?", choices, needs="Choose a step.")
    title = "Take another route"
    return case_form(shown, Verb.ROUTE_STEP_FORM, title, form, "Next", dialog=dialog)


def step_form(
    shown: CaseFacts,
    route: Route,
    step: Step,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """One step of a route. Inputs: fact_KEY for each of its fields; the button keeps the step."""
    form = Form(values, errors)
    if route.help:
        form.add(paragraph(safe(route.help)))
    for asked in step.fields:
        form.field(asked, f"fact_{asked.key}")
    case = shown.case
    action = CardAction(
        Verb.ROUTE_STEP, case.ref, case.version, {"step": f"{route.key}/{step.key}"}
    )
    back = None
    if not dialog:
        back = CardAction(Verb.SHOW, case.ref, case.version).execute("Go back, send nothing")
    under = f"{case_title(shown)}, {safe(route.title)}"
    sends = step.button or "Record it"
    return form_card(safe(step.title), form, action, sends, dialog=dialog, back=back, under=under)
