"""The policy's routes beside its ladder: choose a step, fill in what it asks for, record it."""

from collections.abc import Mapping

from cards.actions import Verb
from cards.forms import ALL_THE_SAME, TICK
from cards.route_forms import TITLE, route_form, routes_form, step_form
from cards.words import listed
from dialogs.acting import NOTHING, Stamp, done, in_place
from dialogs.forms import Answers, with_directory
from dialogs.invoke import Reply
from dialogs.offers import open_steps
from dialogs.prompts import asked_after
from dialogs.talk import Talk, beside, case_facts, entitled
from dialogs.vacancies import told_now
from resolution.case import Case
from resolution.commands import RecordStep
from resolution.decisions.routing import turn_of
from resolution.decisions.step_answers import cautions
from resolution.errors import Incomplete, NotNow
from resolution.policy import Route, Step
from resolution.ports import Rulebook
from resolution.route_steps import run_for, still_owed
from resolution.standing import standing

RECORDED = "The step is on record."


async def choose(talk: Talk) -> Reply:
    """Which step to record; refused when none is open to this person."""
    case, rulebook = await entitled(talk, talk.action.ref)
    only = _only(talk)
    routes = {route.key: route for route, _ in _steps(talk, case, rulebook)}
    if only or case.matter or len(routes) < 2:
        return _choice(talk, case, rulebook, only)
    if "route" in talk.values:
        answers = Answers(talk.values)
        answers.text("route", "Choose what it is about.")
        answers.check()
    return _routes(talk, case, rulebook, {})


async def choose_again(talk: Talk, refusal: Incomplete) -> Reply:
    """The routes once more, when none was chosen."""
    case, rulebook = await entitled(talk, talk.action.ref)
    return _routes(talk, case, rulebook, refusal.fields)


async def choose_urgent(talk: Talk) -> Reply:
    """The steps of an immediate concern, with what comes before anything here."""
    case, rulebook = await entitled(talk, talk.action.ref)
    urgent = tuple(route.key for route in rulebook.policy.routes if route.urgent)
    return _choice(talk, case, rulebook, urgent)


async def ask(talk: Talk) -> Reply:
    """The form of the step that was chosen."""
    case, rulebook = await entitled(talk, talk.action.ref)
    route, step = _chosen(talk, case, rulebook)
    shown = case_facts(case, rulebook, talk.desk.now())
    return in_place(talk, step.title, step_form(shown, route, step, dialog=talk.in_dialog))


async def send(talk: Talk) -> Reply:
    """Record the step."""
    case, rulebook = await entitled(talk, talk.action.ref)
    route, step = _named(talk, case, rulebook)
    answers = Answers(talk.values)
    values = {field.key: answers.field(field, f"fact_{field.key}") for field in step.fields}
    answers.check()
    given = {key: value for key, value in values.items() if value}
    if not answers.yes(ALL_THE_SAME):
        _point_out(case, rulebook, route, step, given)
    after = await talk.desk.submit(_command(talk, case, route, step, given))
    owner = [held for held in (after.owner,) if held and held.person_id != talk.actor.person_id]
    told = told_now((*after.told[len(case.told) :], *owner), rulebook.policy, talk.actor)
    who = standing(after, rulebook, talk.actor, talk.desk.now())
    asked = asked_after(after, who, route, step, given)
    return beside(talk, done(talk, after, f"{RECORDED} {told}".strip()), after, asked)


def _command(
    talk: Talk, case: Case, route: Route, step: Step, values: Mapping[str, str] = NOTHING
) -> RecordStep:
    stamp = Stamp(case_ref=case.ref, by=talk.actor, seen_version=talk.action.version)
    return RecordStep(**stamp, route=route.key, step=step.key, values=values)


def _point_out(
    case: Case, rulebook: Rulebook, route: Route, step: Step, given: Mapping[str, str]
) -> None:
    """Ask once more where something is unusual; a tick records it all the same."""
    run = run_for(case, route, step)
    found = cautions(step, given, run, rulebook.policy, rulebook.calendar)
    owed = listed([f"“{other.title}”" for other in still_owed(case, route, step)])
    if found or owed:
        fields = {f"fact_{key}": said for key, said in found.items()}
        left = f"Not on record yet, and this ends it: {owed}. "
        ends = f"{left}Record that first, or tick this to end it without." if owed else TICK
        raise Incomplete("Please look at this again.", {**fields, ALL_THE_SAME: ends})


async def ask_again(talk: Talk, refusal: Incomplete) -> Reply:
    """The form in which something was wrong, with what was typed."""
    case, rulebook = await entitled(talk, talk.action.ref)
    if talk.action.verb is not Verb.ROUTE_STEP:
        return _choice(talk, case, rulebook, _only(talk), refusal.fields)
    route, step = _named(talk, case, rulebook)
    keys = {field.key for field in step.fields}
    errors = {f"fact_{k}" if k in keys else k: why for k, why in refusal.fields.items()}
    card = step_form(
        case_facts(case, rulebook, talk.desk.now()),
        route,
        step,
        values=talk.values,
        errors=errors,
        dialog=talk.in_dialog,
    )
    return in_place(talk, step.title, card)


def _only(talk: Talk) -> tuple[str, ...]:
    """The routes to which a button narrows the choice; all of them when it names none."""
    named = talk.action.keep.get("only", "") or talk.values.get("route", "")
    return tuple(key for key in named.split(",") if key)


def _routes(talk: Talk, case: Case, rulebook: Rulebook, errors: Mapping[str, str]) -> Reply:
    card = routes_form(
        case_facts(case, rulebook, talk.desk.now()),
        {route.key: route for route, _ in _steps(talk, case, rulebook)}.values(),
        values=talk.values,
        errors=errors,
        dialog=talk.in_dialog,
    )
    return in_place(talk, TITLE, card)


def _choice(
    talk: Talk,
    case: Case,
    rulebook: Rulebook,
    only: tuple[str, ...] = (),
    errors: Mapping[str, str] = NOTHING,
) -> Reply:
    steps = _steps(talk, case, rulebook)
    if not any(not only or route.key in only for route, _ in steps):
        raise NotNow(f"No other route is open to you on {case.ref} now.")
    card = route_form(
        case_facts(case, rulebook, talk.desk.now()),
        steps=steps,
        only=only,
        values=talk.values,
        errors=errors,
        dialog=talk.in_dialog,
    )
    return in_place(talk, TITLE, card)


def _steps(talk: Talk, case: Case, rulebook: Rulebook) -> tuple[tuple[Route, Step], ...]:
    who = standing(case, rulebook, talk.actor, talk.desk.now())
    return tuple(open_steps(case, rulebook, who))


def _chosen(talk: Talk, case: Case, rulebook: Rulebook) -> tuple[Route, Step]:
    """The step that was picked from those offered."""
    offered = {
        f"{route.key}/{step.key}": (route, step) for route, step in _steps(talk, case, rulebook)
    }
    answers = Answers(talk.values)
    wanted = answers.text("step", "Choose a step.")
    answers.check()
    if wanted not in offered:  # a button that was kept: the domain says why its turn is over
        route, step = _of_policy(wanted, rulebook)
        turn_of(case, _command(talk, case, route, step), rulebook, talk.desk.now())
    key = answers.choice("step", offered, "Choose a step.")
    answers.check()
    route, step = offered[key]
    return route, with_directory(step, (case.team,), rulebook)


def _named(talk: Talk, case: Case, rulebook: Rulebook) -> tuple[Route, Step]:
    """The step that the form was drawn for; whether it may be recorded now is for the domain."""
    route, step = _of_policy(talk.action.keep.get("step", ""), rulebook)
    return route, with_directory(step, (case.team,), rulebook)


def _of_policy(wanted: str, rulebook: Rulebook) -> tuple[Route, Step]:
    for route in rulebook.policy.routes:
        for step in route.steps:
            if f"{route.key}/{step.key}" == wanted:
                return route, step
    raise NotNow("The policy has no such step any more; open the case and choose again.")
