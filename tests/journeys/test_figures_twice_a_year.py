"""The figures come by themselves in the months in which the procedure has them looked at."""

from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import raise_one
from tests.journeys.screen import words

FIGURES = "Figures, 1 October 2026 to 31 March 2027"


@ON_SQLITE
async def test_in_april_the_iro_manager_gets_the_figures_of_the_six_months_before(
    a_council_of: Open,
) -> None:
    """Brighton & Hove §5: an analysis … bi annually (October and April)."""
    async with a_council_of("brighton-and-hove") as council:
        iro, _ = await raise_one(council)
        manager = council.holder("iro_manager")
        await council.to(council.clock.moment.replace(year=2027, month=3, day=31, hour=10))
        assert not [said for said in manager.previews if said.startswith("Figures")]

        await council.until("2027-04-01T08:30")
        assert not [said for said in manager.previews if said.startswith("Figures")]
        await council.until("2027-04-01T09:30")
        (card,) = manager.received("Figures")
        assert "1 raised" in words(card)
        assert "yours to write" in words(card)
        assert PLANTED not in words(card)
        await council.until("2027-04-06T09:30")
        assert len([said for said in manager.previews if said.startswith("Figures")]) == 1
        assert not [said for said in iro.previews if said.startswith("Figures")]
