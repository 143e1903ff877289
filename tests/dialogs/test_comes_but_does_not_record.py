"""Whoever is reminded of a route's meeting without recording it is not led to a form of others."""

from typing import Any

from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, holder, london, person_id
from tests.dialogs.office import Chat, Office, raise_one
from tests.dialogs.test_notices import drawn

RECORD = "Record the monitoring meeting"


async def reminded(post: str) -> Chat:
    """A person's screen with the reminder of a Durham monitoring meeting (§6)."""
    office = Office(a_rulebook("durham"))
    _, ref = await raise_one(office, "stage-2")
    by: dict[str, Any] = {"case_ref": ref, "by": holder("iro")}
    await office.submit(c.Resolve(**by, outcome="Agreed.", impact="A plan."))
    day = {"meeting_on": "2026-12-01"}
    await office.submit(c.RecordStep(**by, route="monitoring", step="arrange", values=day))
    office.until(london("2026-12-01T09:30"))
    notice = next(
        owed
        for owed in reversed(office.owed)
        if owed.kind is NoticeKind.STEP_DUE and owed.to.person_id == person_id(post)
    )
    found = drawn(office, notice)
    assert found is not None
    return office.chat(post, card=found[0])


async def test_the_manager_who_comes_is_offered_no_record_of_the_meeting() -> None:
    """Durham §6: the outcome will be recorded on Liquid Logic by the IRO."""
    manager = await reminded("team_manager")
    assert "A meeting that you come to" in manager.sees
    assert RECORD not in manager.buttons


async def test_the_iro_who_records_it_is_led_to_its_form() -> None:
    iro = await reminded("iro")
    said = await iro.presses(RECORD)
    assert "Put this right" not in said
    assert "fact_outcome" in iro.inputs
