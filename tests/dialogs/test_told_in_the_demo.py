"""The demo's own words are explained in the demo, and nowhere else."""

import pytest

from dialogs.router import LOCAL_COMMANDS
from tests.dialogs.office import Office


@pytest.mark.parametrize("word", ["as NAME", "forward 3", "now"])
async def test_help_lists_the_demos_own_words_in_the_demo_alone(word: str) -> None:
    office = Office()
    demo, real = office.chat("iro"), office.chat("iro")
    real.local = False

    assert word.partition(" ")[0] in LOCAL_COMMANDS
    assert f'"{word}"' in await demo.says("help")
    assert f'"{word}"' not in await real.says("help")


async def test_who_speaks_as_another_is_told_how_to_go_on_and_back() -> None:
    said = await Office().chat("iro").says("as holder of iro_manager")

    assert "“mine”" in said
    assert "“as me”" in said


async def test_a_post_is_as_good_as_a_name_and_several_are_listed_with_theirs() -> None:
    iro = Office().chat("iro")

    assert "You now speak as **Holder of director" in await iro.says("as director")
    several = await iro.says("as manager")
    assert "Holder of pod_team_manager (Pod Team Manager)" in several


async def test_where_others_read_along_the_demo_does_not_promise_a_private_window() -> None:
    iro = Office().chat("iro")
    iro.personal = False

    said = await iro.says("raise")

    assert "This demo has no such window" in said
    assert "nothing that you write" not in said
