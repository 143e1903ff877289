"""Bradford "Concerns": one limit for the response and for confirming what was agreed as done."""

from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london
from tests.dialogs.office import Chat, Office, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_words_of_a_lapse import read

CONFIRMATION = "confirmation that the actions are done"


async def responded() -> tuple[Office, Chat, str]:
    """The Team Manager answered Bradford's stage 1 and has not confirmed completion."""
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office)
    manager = office.chat("team_manager")
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    await manager.presses("Send response", text="We met the family.")
    return office, iro, ref


async def test_the_iro_reads_with_the_response_that_completion_is_not_confirmed() -> None:
    office, _, _ = await responded()
    said = read(office, NoticeKind.RESPONSE_RECEIVED, "iro")
    assert "**not confirmed yet**; it is due by Monday 30 November 2026, 17:00" in said


async def test_nobody_reads_of_a_missing_response_when_only_the_confirmation_is_missing() -> None:
    office, iro, ref = await responded()
    office.until(london("2026-12-01T10:00"))
    owner = read(office, NoticeKind.LAPSED_OWNER, "iro")
    assert "No confirmation in time that the actions are done" in owner
    assert "did not respond in time" not in owner
    manager = read(office, NoticeKind.LAPSED_NEXT_MANAGER, "childrens_service_manager")
    assert "did not confirm that the agreed actions are done in time" in manager
    listed = await iro.says("overdue")
    assert f"Overdue: {CONFIRMATION} was due Monday 30 November" in listed
    await find(iro, ref, "See the history")
    history = await iro.presses("See the history")
    while "Show later" in iro.buttons:
        history = await iro.presses("Show later")
    assert f"The {CONFIRMATION} did not come by Monday 30 November" in history


async def test_a_response_that_never_came_is_still_called_a_response() -> None:
    office = Office(a_rulebook("bradford"))
    await raise_one(office)
    office.until(london("2026-12-01T10:00"))
    assert "No response in time" in read(office, NoticeKind.LAPSED_OWNER, "iro")
