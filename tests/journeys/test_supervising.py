"""Northamptonshire §8: the managers of IROs and chairs supervise what they did not raise."""

from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import opens, takes


@ON_SQLITE
async def test_the_iro_manager_hears_of_each_level_finds_the_case_and_reads_it(
    a_council_of: Open,
) -> None:
    """§8: The IRO Manager is responsible for the line management and supervision of the IROs."""
    async with a_council_of("northamptonshire") as council:
        iro, ref = await raise_one(council)
        manager = council.holder("iro_manager")
        assert "to supervise the IRO" in words(manager.received("For your information")[-1])
        assert ref in await manager.says("mine")
        assert PLANTED in await opens(manager, ref)
        above = council.holder("strategic_manager_sqa")
        assert PLANTED in await opens(above, ref), "responsible for both services"
        await takes(iro, ref, "Resolve", outcome="Agreed.", impact="They settle.")
        assert manager.received("The case was resolved")


@ON_SQLITE
async def test_where_the_procedure_tells_a_manager_nothing_they_still_find_the_case(
    a_council_of: Open,
) -> None:
    """Durham: the IRO Operations Manager hears from stage 4 on, and answers for the IROs before."""
    async with a_council_of("durham") as council:
        _, ref = await raise_one(council)
        manager = council.holder("iro_operations_manager")
        assert not manager.received("For your information")
        assert ref in await manager.says("mine")
        assert ref not in await council.holder("strategic_manager").says("mine")
