"""What was recorded on a route: each step with who and when, and what its form asked."""

from collections.abc import Iterator, Mapping

from cards.facts import CaseFacts
from cards.fields import in_words
from cards.parts import Block, label, paragraph, quiet, quoted
from cards.viewer import Viewer
from cards.words import safe, when
from resolution.case import RouteRun, StepDone
from resolution.policy import FormField, Policy, Route, Step
from resolution.privacy import is_kept_from

#: The latest steps that a card shows; the history has all.
MOST_STEPS = 5
#: An answer of this length stands beside its question; a longer one below it.
SHORT = 80
#: How much of a longer answer is shown.
SHOWN = 300
#: And to whoever is told of that very step.
TOLD = 1200


def routes_taken(shown: CaseFacts) -> list[Block]:
    """What a case's card says of its routes: urgent ones in full, the others a line a step."""
    urgent: list[Block] = []
    lines: list[Block] = []
    for run in shown.case.routes:
        route = shown.policy.route(run.key)
        if route.urgent and not route.private_to:
            urgent += [label(safe(route.title)), *step_blocks(shown.policy, run)]
        else:
            lines += [_line(route, done) for done in run.steps]
    return urgent + ([label("Also recorded"), *lines[-MOST_STEPS:]] if lines else [])


def step_blocks(policy: Policy, run: RouteRun) -> list[Block]:
    """The recorded steps of one route, the latest last, with what was written."""
    route = policy.route(run.key)
    blocks: list[Block] = []
    if len(run.steps) > MOST_STEPS:
        blocks.append(quiet("Earlier steps are in the history."))
    for done in run.steps[-MOST_STEPS:]:
        step = route.step(done.key)
        blocks.append(label(safe(step.news if step else done.key)))
        blocks.append(quiet(f"{safe(done.by.name)}, {when(done.at)}"))
        blocks += _answers(step, done)
    return blocks


def told_blocks(shown: CaseFacts, about: Mapping[str, str], viewer: Viewer) -> list[Block]:
    """What was recorded in the step of which a notice tells this person."""
    route = next((r for r in shown.policy.routes if r.key == about.get("route")), None)
    if route is None or not viewer.is_entitled:
        return []
    if is_kept_from(route, viewer.posts) and not viewer.is_owner:
        return []
    told = told_step(shown, about)
    return list(_answers(route.step(told.key), told, TOLD)) if told else []


def told_step(shown: CaseFacts, about: Mapping[str, str]) -> StepDone | None:
    """The very recording of which a notice tells."""
    key, wanted, at = about.get("route"), about.get("step"), about.get("at")
    done = [d for run in shown.case.routes if run.key == key for d in run.steps]
    told = [d for d in done if d.key == wanted and at in (None, d.at.isoformat())]
    return told[-1] if told else None


def before_blocks(shown: CaseFacts, route: Route, step: Step) -> list[Block]:
    """What the step before this one recorded, for whoever goes on from it."""
    done = [d for run in shown.case.routes if run.key == route.key for d in run.steps]
    last = next((d for d in reversed(done) if d.key == step.after), None)
    if last is None:
        return []
    before = route.step(last.key)
    who = f"{safe(before.news if before else last.key)} ({safe(last.by.name)}, {when(last.at)})"
    return [label(who), *_answers(before, last)]


def sends(step: Step) -> str:
    """What the button that records a step says, where the procedure file has its own words."""
    return step.button if step.button and step.button != step.title else ""


def _answers(step: Step | None, done: StepDone, length: int = SHOWN) -> Iterator[Block]:
    asked = {field.key: field for field in step.fields} if step else {}
    known = [(asked.get(key) or FormField(key, key), text) for key, text in done.values.items()]
    told = [(field, in_words(field, text)) for field, text in known if text]
    for field, text in told:
        if len(text) <= SHORT:
            yield paragraph(f"**{safe(field.label)}** {safe(text)}", spacing="Small")
        else:
            yield paragraph(safe(field.label), spacing="Small", weight="Bolder")
            yield from quoted(text, length)


def _line(route: Route, done: StepDone) -> Block:
    step = route.step(done.key)
    what = safe(step.news if step else done.key)
    return paragraph(
        f"{safe(route.title)}: {what} ({safe(done.by.name)}, {when(done.at)})", spacing="None"
    )
