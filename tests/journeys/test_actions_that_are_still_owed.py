"""What somebody agreed to do stays in their own list, though the case went on without them."""

from tests.journeys.conftest import Open
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import takes

AGREED = {
    "text": "We agreed what to do.",
    "action_1_what": "Write to the school",
    "action_1_owner": "The team's own worker",
    "action_1_by": "2026-11-26",
}


async def test_whoever_agreed_to_an_action_finds_it_until_it_is_done(a_council_of: Open) -> None:
    """Its day comes, whatever becomes of the level at which it was agreed."""
    async with a_council_of("northamptonshire") as council:
        iro, ref = await raise_one(council)
        manager = council.assignees(ref)[0]
        await takes(manager, ref, "Respond", **AGREED)
        await takes(iro, ref, "Escalate", to_stage="level-2")

        await manager.says("mine")
        assert ref in words(manager.received("Your cases")[-1])
        await council.until("2026-11-27T09:00")
        await manager.says("overdue")
        assert ref in words(manager.received("Overdue")[-1])

        await takes(manager, ref, "Mark an action done", number="1")
        await manager.says("mine")
        assert ref not in words(manager.received("Your cases")[-1])


async def test_who_judges_a_level_that_another_raised_finds_it(a_council_of: Open) -> None:
    """Brighton & Hove §3.2, Level 3: the Head of Safeguarding meets and closes it."""
    async with a_council_of("brighton-and-hove") as council:
        iro, ref = await raise_one(council)
        head = council.holder("head_of_safeguarding")
        await head.says("mine")
        assert ref not in words(head.received("Your cases")[-1])

        await takes(iro, ref, "Escalate", to_stage="level-3")
        await head.says("mine")
        assert ref in words(head.received("Your cases")[-1])
