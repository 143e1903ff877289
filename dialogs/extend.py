"""More time: the owner gives it, an assignee asks for it (Durham §5.4)."""

from collections.abc import Iterator
from datetime import date

from cards.actions import Verb
from cards.awaited import WAITS_FOR
from cards.time_forms import ask_extension_form, extend_form
from cards.words import counted, day, opening, when
from dialogs.acting import Act, Sent, plain
from resolution.answered import still_wanted
from resolution.case import Case
from resolution.commands import AskForExtension, Extend
from resolution.extending import is_past, totals_at_stake, working_days_at
from resolution.people import Actor
from resolution.ports import Rulebook
from resolution.working_days import local_day

WHY = "Say why more time is needed."
BENEFIT = "Say how it helps the child."
ENQUIRIES = "Say which further enquiries are needed."


def _extend(sent: Sent) -> Extend:
    answers = sent.answers
    clocks = [clock.id for clock in sent.case.open_clocks]
    return Extend(
        **sent.stamp,
        clock_id=answers.choice("clock_id", clocks),
        new_due_on=answers.day("new_due_on", "Choose the new last day."),
        reason=answers.text("reason", WHY),
        **_grounds(sent),
        satisfied=answers.yes("satisfied"),
    )


def _grounds(sent: Sent) -> dict[str, str]:
    """Beside the reason: what the procedure wants said, and what may be left out."""
    asked = sent.rulebook.policy.extension.ask
    needs = {"benefit": BENEFIT, "enquiries": ENQUIRIES}
    return {k: sent.answers.text(k, why if k in asked else "") for k, why in needs.items()}


def _ask(sent: Sent) -> AskForExtension:
    return AskForExtension(
        **sent.stamp,
        wanted_on=sent.answers.day("wanted_on", "Choose the last day that you need."),
        reason=sent.answers.text("reason", WHY),
        **_grounds(sent),
    )


def _what_became(before: Case, after: Case, rulebook: Rulebook, who: Actor) -> str:
    """Old and new date, and the totals that the case goes past with it."""
    said: list[str] = []
    stage = rulebook.policy.stage(after.stage_key)
    for clock in after.clocks:
        old = next((c.due_at for c in before.clocks if c.id == clock.id), None)
        if old is not None and clock.due_at is not None and clock.due_at != old:
            what = WAITS_FOR[still_wanted(clock, after.visit, stage)]
            said.append(f"{opening(what)}: was {when(old)}, now {when(clock.due_at)}.")
            last = local_day(clock.due_at)
    if not said:
        return ""
    return " ".join([*said, *_past_totals(after, rulebook, last)])


def _past_totals(case: Case, rulebook: Rulebook, last: date) -> Iterator[str]:
    for stake in totals_at_stake(case, rulebook.policy):
        if not is_past(stake, last):
            continue
        total, ends = stake.total, day(local_day(stake.due_at))
        days = working_days_at(case, total, last, rulebook.calendar)
        yield (
            f"This takes the case past {total.within} on {ends} ({total.title}; {total.cite}): "
            f"{counted(days, 'working day')} by then. Nothing is blocked by it."
        )


ACTS = (
    Act(
        Verb.EXTEND,
        "Give more time",
        "The new date is set, and the old one stays on record.",
        _extend,
        plain(extend_form),
        remark=_what_became,
    ),
    Act(
        Verb.ASK_EXTENSION,
        "Ask for more time",
        "The case's owner is asked. The date stays as it is until they agree.",
        _ask,
        plain(ask_extension_form),
    ),
)
