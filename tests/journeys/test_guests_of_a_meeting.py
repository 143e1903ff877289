"""Whoever is asked to a meeting beside those named finds the case in their own list."""

from tests.journeys.conftest import Open
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import takes

WHEN = {"meeting_on": "2026-11-26", "meeting_time": "10:30"}


async def test_a_guest_finds_the_case_once_they_are_asked_and_no_longer_when_they_are_not(
    a_council_of: Open,
) -> None:
    """Durham §8, Operations Manager: any other person as determined by the Strategic Managers."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council, "stage-3", bypass_reason="It cannot wait.")
        guest = council.holder("legal_advisor")

        await takes(iro, ref, "Propose a meeting", **WHEN, further=guest.id)
        await guest.says("mine")
        assert ref in words(guest.received("Your cases")[-1])

        await takes(iro, ref, "Propose a meeting", **{**WHEN, "meeting_time": "11:30"}, further="")
        await guest.says("mine")
        assert ref not in words(guest.received("Your cases")[-1])
