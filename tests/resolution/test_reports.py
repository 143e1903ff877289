"""Figures over a period: counted from the cases themselves, without a child (Durham §6)."""

from datetime import date
from functools import reduce
from typing import Any

from resolution.case import Case
from resolution.commands import Command, Escalate, PassTime, Resolve, SubmitResponse
from resolution.decisions import decide
from resolution.folding import apply
from resolution.people import Actor
from resolution.reports import Report, may_see, report
from tests.builders import a_raise, a_rulebook, holder, london

BOOK = a_rulebook("durham")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
IRO = holder("iro")
MANAGER = holder("team_manager")


def played(raised: str, *acts: tuple[str, Command], **changes: Any) -> Case:
    """A case after these commands, each at its moment."""
    ref = changes.pop("case_ref", "TST-23456")
    case = Case.unraised(ref)
    for at, command in ((raised, a_raise(BOOK, case_ref=ref, **changes)), *acts):
        case = reduce(apply, decide(case, command, BOOK, at=london(at)), case)
    return case


def resolved(raised: str, answered: str, ended: str, **changes: Any) -> Case:
    ref = "TST-23456"
    return played(
        raised,
        (answered, SubmitResponse(case_ref=ref, by=MANAGER, text="Done.")),
        (ended, Resolve(case_ref=ref, by=IRO, outcome="It happened.", impact="Settled.")),
        **changes,
    )


def a_report(*cases: Case, days: tuple[date, date] = YEAR) -> Report:
    return report(cases, *days, BOOK.policy, BOOK.directory, BOOK.calendar)


def test_what_was_raised_in_the_period_is_counted_and_nothing_else() -> None:
    case = played("2026-03-31T23:30")

    assert a_report(case, days=(date(2026, 3, 31), date(2026, 3, 31))).total.raised == 1
    assert a_report(case, days=(date(2026, 4, 1), date(2026, 12, 31))).total.raised == 0


def test_the_median_of_working_days_leaves_out_what_is_still_open() -> None:
    quick = resolved("2026-11-23T10:00", "2026-11-24T10:00", "2026-11-25T10:00")
    slow = resolved("2026-11-23T10:00", "2026-11-24T10:00", "2026-11-30T10:00")

    total = a_report(quick, slow, played("2026-11-23T10:00")).total

    assert (total.raised, total.resolved, total.open) == (3, 2, 1)
    assert total.working_days == 3.5  # two and five


def test_a_date_that_passed_unmet_makes_a_case_late_once() -> None:
    late = played("2026-11-02T10:00", ("2026-11-30T09:00", PassTime(case_ref="TST-23456")))

    assert a_report(late).total.late == 1
    assert a_report(played("2026-11-02T10:00")).total.late == 0


def test_a_case_counts_under_the_furthest_stage_and_under_each_theme() -> None:
    themes = tuple(theme.key for theme in BOOK.policy.themes[:2])
    later = BOOK.policy.stages[BOOK.policy.position(BOOK.policy.first_formal.key) + 1]
    escalating = Escalate(case_ref="TST-23456", by=IRO, to_stage=later.key, reason="No change.")

    made = a_report(played("2026-11-23T10:00", ("2026-11-24T10:00", escalating), themes=themes))

    assert [(line.title, line.raised) for line in made.stages] == [(later.title, 1)]
    assert len(made.themes) == 2
    assert [(line.title, line.raised) for line in made.teams] == [("North team", 1)]


def test_a_theme_that_the_procedure_no_longer_has_is_still_counted() -> None:
    made = a_report(played("2026-11-23T10:00", themes=(BOOK.policy.themes[0].key,)))
    older = report(
        [played("2026-11-23T10:00")],
        *YEAR,
        a_rulebook("knowsley").policy,
        BOOK.directory,
        BOOK.calendar,
    )

    assert made.total == older.total
    assert older.themes[0].title == BOOK.policy.themes[0].key


def test_figures_are_for_those_who_manage_the_people_who_raise() -> None:
    def sees(who: Actor) -> bool:
        return may_see(BOOK.policy, BOOK.directory, who)

    assert sees(holder("iro_operations_manager"))
    assert not sees(IRO)
    assert not sees(MANAGER)
    assert not sees(Actor("nobody", "A guest"))
