"""Somebody who has left is shown nothing any more: no case, no list, no child's file."""

from pathlib import Path

import pytest

from tests.journeys.colleague import Colleague
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import FILE_NUMBER, Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import words


def leaves_the_council(who: Colleague) -> None:
    """The directory says that somebody has left."""
    file = Path(who.council.settings.directory)
    named = f'name = "{who.name}"'
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(named, f"{named}\nleft = true", 1), encoding="utf-8")


@ON_SQLITE
@pytest.mark.parametrize("whose", ["the officer", "the manager"])
async def test_whoever_has_left_is_listed_nothing_of_a_child(
    a_council_of: Open, whose: str
) -> None:
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council)
        who = iro if whose == "the officer" else council.assignees(ref)[0]
        assert FILE_NUMBER in await lists(who)
        leaves_the_council(who)
        await council.settle()

        seen = await lists(who)
        assert FILE_NUMBER not in seen
        assert "You are in no open case" in seen
        await overdue(council, ref)
        await who.says("overdue")
        assert "Nothing of yours is past its date" in who.sees
        await who.says(f"case {ref}")
        assert f"You have no case {ref}" in who.sees


async def lists(who: Colleague) -> str:
    """What somebody reads in the answer to “mine”."""
    await who.says("mine")
    return words(who.received("Your cases")[-1])


async def overdue(council: Council, ref: str) -> None:
    await council.to(council.next_morning(council.first_due(ref)))
