"""Bradford's stages 2 and 3: a date is confirmed in time, the meeting is held and summarised."""

import pytest

from resolution.policy import Must
from tests.journeys.conftest import Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import raise_one
from tests.journeys.steps import opens, takes


@pytest.mark.parametrize(
    ("stage", "confirms", "records"),
    [
        ("stage-2", "childrens_service_manager", "iro_team_manager"),
        ("stage-3", "head_of_service", "safeguarding_service_manager"),
    ],
)
async def test_a_meeting_date_is_confirmed_in_time_then_held_and_summarised(
    stage: str, confirms: str, records: str, a_council_of: Open
) -> None:
    async with a_council_of("bradford") as council:
        iro, ref = await raise_one(council, stage, bypass_reason="There is no time.")
        manager, recorder = council.holder(confirms), council.holder(records)
        assert manager.received("Please confirm the date of the meeting")
        assert not manager.received("Your response is asked for")
        due_at = council.due_at(ref, Must.CONFIRM_MEETING_DATE)
        await manager.presses("Confirm the meeting")
        when = {"meeting_on": "2026-12-08", "meeting_time": "10:30", "place": "Room 4"}
        await manager.presses("Confirm it", **when)
        await council.settle()
        assert "MeetingConfirmed" in council.kinds(ref)
        for invited in (iro, recorder):
            (told,) = invited.received("Meeting confirmed")
            assert "8 December 2026" in str(told)
        await council.to(council.next_morning(due_at))
        assert not manager.received("Overdue"), "its clock was met"

        await council.until("2026-12-08T12:00")
        await recorder.says(f"case {ref}")
        await recorder.presses_more("Record the meeting")
        said = {"held_on": "2026-12-08", "summary": f"{PLANTED} moves in January."}
        await recorder.presses("Save the record", **said)
        await council.settle()
        assert "MeetingRecorded" in council.kinds(ref)
        assert iro.received("Meeting recorded")
        assert "decides whether this settles it" in await opens(iro, ref)
        assert iro.titles[0] == "Resolve"
        await takes(iro, ref, "Say it is not enough", reason="Nothing was agreed.")
        assert manager.received("The outcome of the meeting is not enough yet")


async def test_a_date_that_nobody_confirms_lapses_like_any_answer(a_council_of: Open) -> None:
    async with a_council_of("bradford") as council:
        iro, ref = await raise_one(council, "stage-2", bypass_reason="There is no time.")
        due_at = council.due_at(ref, Must.CONFIRM_MEETING_DATE)
        await council.to(council.next_morning(due_at))
        manager = council.holder("childrens_service_manager")
        assert manager.received("Overdue")
        assert council.holder("head_of_service").received("For your attention")
        assert iro.received("in time")
        await manager.presses("Confirm the meeting")
        when = {"meeting_on": "2026-12-08", "meeting_time": "10:30"}
        await manager.presses("Confirm it", **when)
        assert "MeetingConfirmed" in council.kinds(ref), "late, and still possible"
