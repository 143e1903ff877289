"""The policy's routes beside its ladder: choose a step, then record what it asks for."""

from collections.abc import Iterable, Mapping, Sequence

from cards.actions import CardAction, Verb
from cards.facts import CaseFacts
from cards.fields import Choice, Form
from cards.forms import NOTHING, form_card
from cards.parts import Block, Button, Card, explained, label, paragraph, quiet
from cards.record_card import ANOTHER
from cards.route_lines import before_blocks, sends
from cards.standing import case_title, due
from cards.words import safe
from resolution.policy import Route, Step
from resolution.working_days import local_day

TITLE = "Take another route"
ALSO = "What the procedure also asks"


def route_form(
    shown: CaseFacts,
    *,
    steps: Iterable[tuple[Route, Step]],
    only: Sequence[str] = (),
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Which step to record. Input: step, written ROUTE/STEP; `only` names the routes wanted."""
    form = Form(values, errors)
    offered = [(route, step) for route, step in steps if not only or route.key in only]
    routes = list({route.key: route for route, _ in offered}.values())
    for route in routes if only else ():
        if len(routes) > 1:
            form.add(label(safe(route.title)))
        form.add(*explained(route.help, spacing="None"), quiet(f"Source: {safe(route.cite)}"))
    choices: list[Choice] = [
        (
            step.title if len(routes) == 1 else f"{route.title}: {step.title}",
            f"{route.key}/{step.key}",
        )
        for route, step in offered
    ]
    form.sole_choice("step", "What do you want to record?", choices, needs="Choose a step.")
    case = shown.case
    title = ANOTHER if case.matter else ALSO if only else TITLE
    if only and len(routes) == 1:
        title = routes[0].title
    keep = {"only": ",".join(only)} if only else {}
    action = CardAction(Verb.ROUTE_STEP_FORM, case.ref, case.version, keep)
    under = f"{case_title(shown)}, {safe(shown.stage.title)}"
    back = None if dialog else _back(shown)
    return form_card(safe(title), form, action, "Next", dialog=dialog, back=back, under=under)


def routes_form(
    shown: CaseFacts,
    routes: Iterable[Route],
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Which route, where there are several; its steps come next. Input: route."""
    form = Form(values, errors)
    choices = [(route.title, route.key) for route in routes]
    form.choice("route", "What is it about?", choices, needs="Choose what it is about.")
    action = CardAction(Verb.ROUTE_FORM, shown.case.ref, shown.case.version)
    under = f"{case_title(shown)}, {safe(shown.stage.title)}"
    back = None if dialog else _back(shown)
    return form_card(TITLE, form, action, "Next", dialog=dialog, back=back, under=under)


def step_form(
    shown: CaseFacts,
    route: Route,
    step: Step,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """One step of a route; the button keeps the step.

    Inputs: fact_KEY for each of its fields (of a person also fact_KEY_typed), and all_the_same
    where something in the answers was pointed out.
    """
    form = Form(values, errors, local_day(shown.at))
    for said in dict.fromkeys((step.help, route.help)):
        form.add(*([paragraph(safe(said))] if said else []))
    form.add(quiet(f"Source: {safe(step.cite)}"), *_due(shown, route))
    form.add(*before_blocks(shown, route, step))
    for asked in step.fields:
        form.field(asked, f"fact_{asked.key}")
    case = shown.case
    action = CardAction(
        Verb.ROUTE_STEP, case.ref, case.version, {"step": f"{route.key}/{step.key}"}
    )
    back = None if dialog else _back(shown)
    under = f"{case_title(shown)}, {safe(route.title)}"
    return form_card(
        safe(step.title),
        form,
        action,
        sends(step) or "Record it",
        dialog=dialog,
        back=back,
        under=under,
    )


def _due(shown: CaseFacts, route: Route) -> list[Block]:
    """By when this route's next step is due."""
    clocks = [c for c in shown.open_clocks if c.route == route.key and c.due_at]
    return [paragraph(f"**{due(shown, clock)}**") for clock in clocks[:1]]


def _back(shown: CaseFacts) -> Button:
    action = CardAction(Verb.SHOW, shown.case.ref, shown.case.version)
    return action.execute("Go back, send nothing")
