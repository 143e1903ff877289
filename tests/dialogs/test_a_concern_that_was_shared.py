"""Once a concern about an IRO is shared, its card leads on and not back to the discussion."""

from tests.builders import a_rulebook
from tests.dialogs.office import Office, answers_to
from tests.dialogs.test_records import begin


async def test_the_card_of_a_shared_concern_offers_no_end_without_sharing() -> None:
    """Bradford, Introduction: any concerns or issues identified need to be shared."""
    office = Office(a_rulebook("bradford"))
    worker, manager = office.chat("social_worker"), office.chat("team_manager")
    ref = await begin(worker, "A concern about an IRO")
    assert "Raised with the team manager" in worker.sees
    assert "Discussed with the team manager" not in worker.sees
    await manager.says(f"case {ref}")
    kept = manager.button("Record “Discussed, with nothing …”")
    await manager.presses("Record “Shared with the IRO Team …”")
    await manager.presses(manager.sending, **answers_to(manager))
    assert "Discussed, with nothing to share" not in await manager.says(f"case {ref}")
    assert "is on record, so Discussed, with nothing to share" in await manager.sends(kept)
    assert office.stored(ref).is_open
