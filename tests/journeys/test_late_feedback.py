"""Brighton & Hove §7: feedback on a concern about an IRO that is late, and who hears of it."""

from resolution.events import StageLapsed
from tests.journeys.conftest import Open
from tests.journeys.screen import words
from tests.journeys.steps import begins, opens
from tests.journeys.test_concern_about_an_iro import CONCERN, unknown_to


async def test_the_head_of_service_is_told_and_nobody_beside_the_procedures_own_posts(
    a_council_of: Open,
) -> None:
    """§7: feedback within 10 working days by the IRO Manager; then the Head of Service."""
    async with a_council_of("brighton-and-hove") as council:
        worker, manager = council.holder("pod_team_manager"), council.holder("iro_manager")
        head = council.holder("head_of_safeguarding")
        ref = await begins(worker, "concern-about-iro", **CONCERN)
        assert not head.received("For your attention")

        await council.until("2026-12-08T09:00")
        assert manager.received("Overdue: a step that is yours")
        (card,) = head.received("For your attention: a step is overdue")
        assert "Nothing is asked of you yet" in words(card)
        lapses = [event for event in council.trail(ref) if isinstance(event, StageLapsed)]
        assert [held.post for event in lapses for held in event.told] == ["head_of_safeguarding"]

        above = council.manager_of(worker)
        assert above.id not in {held.person_id for held in council.case(ref).told}
        await unknown_to(council, ref, [above, council.iro])
        assert "line_manager" not in await opens(head, ref)
