"""Actions written down with a stage, reminded of by whose they are, confirmed together."""

from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import opens, takes

DAY = "2026-11-26"
VISIT = {
    "action_1_what": f"Visit {PLANTED}'s school",
    "action_1_post": "social_worker",
    "action_1_by": DAY,
}


@ON_SQLITE
async def test_knowsleys_actions_have_their_days_from_the_first_stage(a_council_of: Open) -> None:
    """Knowsley, Timescales 1: with timescales for actions to be completed by."""
    async with a_council_of("knowsley") as council:
        iro, ref = await raise_one(council, "stage-1", bypass_reason="Talks failed.", **VISIT)
        worker, manager = council.holder("social_worker"), council.holder("team_manager")
        await council.until(f"{DAY}T09:30")
        (today,) = worker.received("Today is the last day of an agreed action")
        assert VISIT["action_1_what"] in words(today)
        assert not manager.received("Today is the last day of an agreed action")
        await council.until("2026-11-27T09:30")
        assert worker.received("Overdue: an agreed action")
        assert iro.received("An agreed action is overdue")

        await takes(worker, ref, "Mark an action done", number="1")
        await takes(iro, ref, "Check an action", number="1", achieved="yes")
        assert "checked: done" in await opens(worker, ref)


@ON_SQLITE
async def test_bradfords_confirmation_completes_what_was_agreed(a_council_of: Open) -> None:
    """Bradford, Concerns: acknowledge … and confirm that actions agreed have been completed."""
    async with a_council_of("bradford") as council:
        iro, ref = await raise_one(council, "stage-1", **VISIT)
        manager = council.holder("team_manager")
        await takes(manager, ref, "Respond")
        await opens(manager, ref)
        await manager.presses_more("Confirm actions are done")
        assert VISIT["action_1_what"] in manager.sees
        await manager.presses("Confirm it")
        await council.settle()
        assert iro.received("The actions are confirmed as done")

        await council.until("2026-11-27T09:30")
        assert not council.holder("social_worker").received("Overdue: an agreed action")
        assert "decides whether this settles it" in await opens(iro, ref)
