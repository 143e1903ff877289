"""The morning list keeps what was answered and not judged, and what goes on after an end."""

from dialogs.digest import digest_rows, draw_digest
from tests.builders import a_rulebook, london
from tests.cards.lint import problems
from tests.dialogs.office import Office, raise_one


def listed(office: Office) -> tuple[str, str]:
    """The channel's list and its preview."""
    cases = [office.stored(ref) for ref in office.trails]
    rows = digest_rows(cases, office.rulebook, office.moment)
    drawn = draw_digest(rows, office.moment)
    assert drawn is not None
    assert problems(drawn[0]) == []
    return str(drawn[0]), drawn[1]


async def answered(policy: str) -> tuple[Office, str]:
    office = Office(a_rulebook(policy))
    _, ref = await raise_one(office)
    manager = office.chat(office.stored(ref).visit.assignees[0].post)
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    await manager.presses("Send response", text="It will be done.")
    office.until(london("2026-12-14T09:00"))
    return office, ref


async def test_a_case_that_was_answered_stays_until_somebody_judges_it() -> None:
    office, ref = await answered("northamptonshire")
    card, preview = listed(office)
    assert preview == "0 overdue, 0 due soon, 1 to judge"
    assert "Answered, not yet judged (1)" in card
    assert f"**{ref}** · answered Monday 23 November 2026, 10:00" in card
    assert "Independent Reviewing Officer" in card
    assert "The plan has not moved" not in card
    iro = office.chat("iro")
    await iro.says(f"case {ref}")
    await iro.presses("Resolve")
    await iro.presses("Resolve the case", outcome="Agreed.", impact="They settle.")
    assert digest_rows([office.stored(ref)], office.rulebook, office.moment) == ()


async def test_monitoring_that_is_late_stays_after_the_case_has_ended() -> None:
    """Durham §6: an RP monitoring meeting within 10 working days."""
    office, ref = await answered("durham")
    iro = office.chat("iro")
    await iro.says(f"case {ref}")
    await iro.presses("Resolve")
    await iro.presses("Resolve the case", outcome="Agreed.", impact="They settle.")
    office.until(london("2027-01-08T09:00"))
    _, preview = listed(office)
    assert preview == "1 overdue, 0 due soon"
    assert ref in await iro.says("mine")
    assert ref in await iro.says("overdue")
