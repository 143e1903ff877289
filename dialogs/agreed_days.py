"""What is unusual about the day that people agreed for a stage: said at once, never blocked."""

from collections.abc import Iterator
from datetime import date

from cards.words import day
from resolution.case import Case
from resolution.clocks import is_agreed, of_policy
from resolution.ports import Rulebook
from resolution.working_days import local_day


def unusual_day(case: Case, rulebook: Rulebook) -> str:
    """That the agreed day is no working day, or later than the procedure or the child allows."""
    agreed = case.visit.agreed_by
    if agreed is None or not case.is_open:
        return ""
    return " ".join(_said(case, rulebook, agreed))


def _said(case: Case, rulebook: Rulebook, agreed: date) -> Iterator[str]:
    calendar, policy = rulebook.calendar, rulebook.policy
    due_on = calendar.next_working_day(agreed)
    if due_on != agreed:
        yield f"The agreed day, {day(agreed)}, is no working day: it is due on {day(due_on)}."
    for running in case.stage_clocks:
        clock = of_policy(running, policy)
        if clock is None or not is_agreed(case, running, policy):
            continue
        usual = calendar.due(running.counted_from, clock.within)  # none where all is agreed
        if usual is not None and agreed > local_day(usual):
            ends = f"{clock.within} would end on {day(local_day(usual))}"
            yield f"The agreed day is later than the procedure's own: {ends} ({clock.cite})."
    needed_by = case.challenge.needed_by if case.challenge else agreed
    if agreed > needed_by:
        yield f"The agreed day is after {day(needed_by)}, by which it needs to happen."
