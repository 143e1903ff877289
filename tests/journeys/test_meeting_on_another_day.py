"""Another day is proposed for a meeting that was fixed (Bradford, Request for meeting)."""

from tests.journeys.conftest import Open
from tests.journeys.raising import raise_one
from tests.journeys.steps import opens

FIXED = {"meeting_on": "2026-12-01", "meeting_time": "10:00"}
OTHER = {"meeting_on": "2026-12-08", "meeting_time": "10:30"}


async def test_a_fixed_day_is_open_again_and_only_the_confirmed_one_is_waited_for(
    a_council_of: Open,
) -> None:
    async with a_council_of("bradford") as council:
        iro, ref = await raise_one(council, "stage-2", bypass_reason="There is no time.")
        manager = council.holder("childrens_service_manager")
        await manager.presses("Confirm the meeting")
        await manager.presses("Confirm it", **FIXED)
        await opens(iro, ref)
        await iro.presses_more("Propose a meeting")
        await iro.presses("Propose it", **OTHER)
        await council.settle()

        (told,) = manager.received("Meeting proposed")
        assert "**Tuesday 1 December 2026, 10:00**, is open again" in str(told)
        await council.until("2026-12-02T10:00")
        assert "StageLapsed" not in council.kinds(ref)

        await opens(manager, ref)
        await manager.presses("Confirm the meeting")
        await manager.presses("Confirm it", **OTHER)
        await council.until("2026-12-08T09:30")
        assert iro.received("Today at 10:30")
