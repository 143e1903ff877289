"""The demo's own words with what somebody types who tries it for the first time."""

import pytest

from tests.dialogs.office import Office


@pytest.mark.parametrize("days", ["", "x", "0", "-1", "61", "1.5", "three", "٣", "9" * 5000])
async def test_days_that_cannot_pass_are_refused_with_those_that_can(days: str) -> None:
    office = Office()
    before = office.moment
    assert "from 1 to 60: “forward 3”" in await office.chat("iro").says(f"forward {days}")
    assert office.moment == before


async def test_whoever_names_a_post_reads_who_holds_it() -> None:
    said = await Office().chat("iro").says("as whoever it is")
    assert "Say as whom, by name." in said
    assert "Holder of iro_manager (IRO Manager" in said
