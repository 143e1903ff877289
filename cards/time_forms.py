"""More time: the owner gives it, an assignee asks for it; both say how it helps the child."""

from collections.abc import Mapping

from cards.actions import Verb
from cards.facts import CaseFacts
from cards.fields import Form
from cards.forms import NOTHING, case_form
from cards.parts import Block, Card, label, paragraph, quiet, quoted
from cards.standing import due, waits_for
from cards.words import day, opening, safe
from resolution.clocks import of_policy
from resolution.extending import extendable, is_past, totals_at_stake
from resolution.working_days import local_day


def extend_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: clock_id (where several wait), new_due_on, reason, benefit, enquiries, satisfied."""
    case = shown.case
    waiting = extendable(case)
    before = {"clock_id": waiting[0].id} if waiting else {}
    wanted = case.extension_asked
    if wanted is not None:
        before |= {"new_due_on": wanted.wanted_on.isoformat(), "enquiries": wanted.enquiries}
    form = Form({**before, **values}, errors)
    if wanted is not None:
        who = f"{safe(wanted.by.name)} asks for time until {day(wanted.wanted_on)}"
        form.add(label(who), *quoted(wanted.reason, 300), *quoted(wanted.benefit, 300))
    if len(waiting) > 1:
        choices = [(due(shown, clock), clock.id) for clock in waiting]
        form.choice("clock_id", "More time for", choices)
    elif waiting:
        form.add(paragraph(f"Now due: {due(shown, waiting[0])}"))
    form.add(*_longest(shown), *_totals(shown))
    form.day("new_due_on", "New last day", needs="Choose the new last day.", first=shown.at.date())
    form.text("reason", "Why is more time needed?", needs="Say why more time is needed.")
    _ask_grounds(form, shown)
    if "satisfied" in shown.policy.extension.ask:
        asks, needs = "Are you satisfied with this extension?", "Say whether you are satisfied."
        form.choice("satisfied", asks, (("Yes", "yes"), ("No", "no")), needs=needs)
    form.add(*_source(shown))
    return case_form(shown, Verb.EXTEND, "Give more time", form, "Set the new date", dialog=dialog)


def _ask_grounds(form: Form, shown: CaseFacts) -> None:
    """What the procedure wants said beside the reason; what it does not ask may be left out."""
    asks = {
        "benefit": ("How does it help the child?", "Say how it helps the child."),
        "enquiries": ("Which further enquiries are needed?", "Say which enquiries are needed."),
    }
    for key, (label_of, needs) in asks.items():
        wanted = key in shown.policy.extension.ask
        form.text(key, label_of if wanted else f"{label_of} (optional)", needs=needs * wanted)


def _source(shown: CaseFacts) -> list[Block]:
    cite = shown.policy.extension.cite
    return [quiet(f"Source: {safe(cite)}")] if cite else []


def _longest(shown: CaseFacts) -> list[Block]:
    """The outer limit of what waits, where the procedure has a normal and a longest time."""
    stated = ((clock, of_policy(clock, shown.policy)) for clock in extendable(shown.case))
    return [
        quiet(f"{opening(waits_for(shown, clock))}: {found.at_most} at most ({safe(found.cite)}).")
        for clock, found in stated
        if found and found.at_most
    ]


def _totals(shown: CaseFacts) -> list[Block]:
    """What a later day means for the limits over all stages: told, and blocked by none."""
    wanted = shown.case.extension_asked
    lines: list[Block] = []
    for stake in totals_at_stake(shown.case, shown.policy):
        title, ends = safe(stake.total.title), day(local_day(stake.due_at))
        if wanted is not None and is_past(stake, wanted.wanted_on):
            said = f"**The day asked for takes the case past this limit.** {title}: ends {ends}."
            lines.append(paragraph(said, color="Warning"))
        else:
            lines.append(quiet(f"{title}: ends {ends}. A later day takes the case past it."))
    if lines:
        lines.append(quiet("Going past it is said, and never blocked."))
    return lines


def ask_extension_form(
    shown: CaseFacts,
    *,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    dialog: bool = False,
) -> Card:
    """Inputs: wanted_on, reason, benefit, enquiries."""
    form = Form(values, errors)
    form.add(paragraph("The date stays as it is until the case's owner agrees."))
    form.add(*(paragraph(f"Now due: {due(shown, clock)}") for clock in extendable(shown.case)[:1]))
    form.add(*_longest(shown))
    form.day("wanted_on", "Last day that you need", needs="Choose a day.", first=shown.at.date())
    form.text("reason", "Why do you need more time?", needs="Say why you need more time.")
    _ask_grounds(form, shown)
    form.add(*_source(shown))
    return case_form(
        shown, Verb.ASK_EXTENSION, "Ask for more time", form, "Ask the owner", dialog=dialog
    )
