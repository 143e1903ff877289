"""A record of its own as a card: what was recorded, what comes next, by whom and by when."""

from cards.actions import FROM, CardAction, Verb
from cards.buttons import acts
from cards.facts import CaseFacts
from cards.parts import Block, Button, Card, banner, card, facts, heading, paragraph, quiet
from cards.route_lines import sends, step_blocks
from cards.standing import (
    by_when,
    case_title,
    kind_title,
    lateness,
    named,
    overdue,
    posts,
    waits_for,
)
from cards.viewer import Viewer
from cards.words import clip, listed, opening, safe, when
from resolution.case import RouteRun
from resolution.policy import Route, Step
from resolution.route_steps import next_steps

#: Steps that have a button of their own; the rest are chosen from a list.
OWN_BUTTONS = 3
ANOTHER = "Record another step"
#: Steps that are named as coming next.
NAMED = 4


def record_card(
    shown: CaseFacts,
    viewer: Viewer,
    *,
    dialogs: bool = False,
    message: str = "",
    lead: Step | None = None,
) -> Card:
    """The record for one person, with the steps that are theirs to record; sealed to others.

    `lead` is the step that is asked of them, whose button comes first.
    """
    if not viewer.is_entitled:
        return sealed_card(shown)
    title = record_title(shown)
    said = [paragraph(safe(message))] if message else []
    style, line = record_standing(shown)
    body = [heading(title), *said, banner(line, style), *record_blocks(shown)]
    buttons = record_buttons(shown, viewer, dialogs=dialogs, lead=lead)
    return card(body, buttons, says=f"{title}. {line}.")


def record_title(shown: CaseFacts) -> str:
    """The reference, and what kind of record it is."""
    return f"{safe(shown.ref)}: {safe(route_of(shown).title)}"


def sealed_card(shown: CaseFacts) -> Card:
    """What everybody else may see of a record: nothing but its reference."""
    title = case_title(shown)
    said = "Kept to those whom it concerns. They open it in their own chat with me."
    return card([heading(title), paragraph(said)], says=f"{title}. {said}")


def route_of(shown: CaseFacts) -> Route:
    """The route that this record follows."""
    return shown.policy.route(shown.case.matter)


def run_of(shown: CaseFacts) -> RouteRun | None:
    """The record's own route as it went so far."""
    return next((run for run in shown.case.routes if run.key == shown.case.matter), None)


def coming(shown: CaseFacts) -> tuple[Step, ...]:
    """What can be recorded next, the most wanted first; of a complete record, what comes after.

    First what a date waits for, then what follows the latest step, then what was never recorded.
    """
    run, ended = run_of(shown), not shown.case.is_open
    done = [taken.key for taken in run.steps] if run else []
    due = {clock.key: at for at, clock in enumerate(shown.case.open_clocks) if clock.route}

    def wanted(step: Step) -> tuple[int, bool, bool]:
        follows = bool(done) and step.after == done[-1]
        return due.get(step.key, len(due)), step.key in done, not follows

    steps = (step for step in next_steps(route_of(shown), run) if step.afterwards or not ended)
    return tuple(sorted(steps, key=wanted))


def record_standing(shown: CaseFacts) -> tuple[str, str]:
    """The style and the sentence of the line at the top."""
    case = shown.case
    if not case.is_open:
        ended = f" on {when(case.ended_at)}" if case.ended_at else ""
        return "good", f"Complete{ended}{_afterwards(shown)}"
    clock = shown.main_clock
    if clock is not None and clock.due_at is not None:
        what = opening(waits_for(shown, clock))
        if clock.due_at <= shown.at:
            return "attention", overdue(shown, clock)
        left = f" ({lateness(shown.days_left)})" if shown.days_left is not None else ""
        soon = shown.days_left is not None and shown.days_left <= shown.policy.due_soon
        return "warning" if soon else "accent", f"{what}: due {by_when(clock)}{left}"
    steps = coming(shown)
    if not steps:
        return "accent", "Open"
    # Steps that wait for the same one are alternatives, until an answer asks for one of them.
    first, others = steps[0], steps[1:]
    awaited = first.key in {clock.key for clock in case.open_clocks}
    beside = [s for s in others if first.after and s.after == first.after and not s.repeats]
    named = [f"“{safe(step.title)}”" for step in (first, *([] if awaited else beside[:1]))]
    return "accent", f"Next: {listed(named, 'or')}"


def _afterwards(shown: CaseFacts) -> str:
    """What is left to record once it has ended."""
    run = run_of(shown)
    done = {taken.key for taken in run.steps} if run else set()
    named = [f"“{safe(step.title)}”" for step in coming(shown) if step.key not in done]
    return f"; still to be recorded: {listed(named)}" if named else ": nothing more is asked"


def record_blocks(shown: CaseFacts) -> list[Block]:
    """Whose record it is, what comes next, and what was recorded so far."""
    case, policy = shown.case, shown.policy
    run = run_of(shown)
    told = {held.person_id: named(policy, held) for held in case.told if held.person_id}
    kind = safe(kind_title(policy, case.kind))
    child = f"{safe(case.initials)}, file {safe(case.file_number)} ({kind})"
    facts_of_it = facts(
        (
            ("Begun by", named(policy, case.owner) if case.owner else ""),
            ("Told", "; ".join(told.values())),
            ("Child", child if case.file_number else ""),
            ("Team", safe(shown.team or case.team)),
        )
    )
    recorded = step_blocks(policy, run) if run else []
    source = quiet(f"Source: {safe(policy.authority)}, {safe(route_of(shown).cite)}")
    return [facts_of_it, *_next(shown), *recorded, source]


def _next(shown: CaseFacts) -> list[Block]:
    """Each step that may follow: what, by whom, by when."""
    steps = coming(shown)
    if not steps or not shown.case.is_open:
        return []
    due = {clock.key: by_when(clock) for clock in shown.case.open_clocks if clock.due_at}
    lines = []
    for step in steps[:NAMED]:
        by = posts(shown.policy, step.by, "or")
        until = f", by {due[step.key]}" if step.key in due else ""
        lines.append(paragraph(f"{safe(step.title)} — {by}{until}", spacing="None"))
    more = [quiet(f"And {len(steps) - NAMED} more.")] if len(steps) > NAMED else []
    return [paragraph("What comes next", weight="Bolder", spacing="Medium"), *lines, *more]


def record_buttons(
    shown: CaseFacts, viewer: Viewer, *, dialogs: bool = False, lead: Step | None = None
) -> list[Button]:
    """The viewer's own steps first; then notes, history and the rest."""
    case, route = shown.case, route_of(shown)
    theirs = [step for step in coming(shown) if f"{route.key}/{step.key}" in viewer.steps]
    theirs.sort(key=lambda step: lead is None or step.key != lead.key)
    raises = Verb.RAISE_FORM in viewer.may
    room = OWN_BUTTONS - raises
    direct = theirs if len(theirs) <= room else theirs[: room - 1]
    buttons = [step_button(shown, route, step, dialogs=dialogs) for step in direct]
    if len(direct) < len(theirs):
        others = CardAction(Verb.ROUTE_FORM, case.ref, case.version)
        buttons.append((others.open_dialog if dialogs else others.execute)(ANOTHER))
    if raises:
        buttons.append(_raise_button(shown, dialogs=dialogs))
    may = ({Verb.NOTE, Verb.TICK_FILED} & viewer.may) | {Verb.HISTORY}
    return [*buttons, *acts(case.ref, case.version, may, dialogs=dialogs)]


def _raise_button(shown: CaseFacts, *, dialogs: bool) -> Button:
    """The way from a record to a challenge about the same child, who need not be typed again."""
    action = CardAction(Verb.RAISE_FORM, keep={FROM: shown.ref})
    title = "Raise from this record"
    return action.open_dialog(title) if dialogs else action.execute(title)


def recording(step: Step) -> str:
    """What the button of a step says: short enough for a telephone, and what pressing does."""
    begins = step.title.partition(" ")[0]
    return clip(step.title, 34) if begins == "Record" else f"Record “{clip(step.title, 26)}”"


def step_button(shown: CaseFacts, route: Route, step: Step, *, dialogs: bool = False) -> Button:
    """The button that opens one step's form."""
    keep = {"step": f"{route.key}/{step.key}"}
    action = CardAction(Verb.ROUTE_STEP_FORM, shown.case.ref, shown.case.version, keep)
    title = sends(step) or recording(step)
    return action.open_dialog(title) if dialogs else action.execute(title)
