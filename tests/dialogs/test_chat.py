import pytest

from cards.answers import COMMANDS as SHOWN
from dialogs.router import COMMANDS, LOCAL_COMMANDS
from tests.dialogs.office import Chat, Office, raise_one


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("help", "What you can ask for"),
        ("HELP!", "What you can ask for"),
        ("<at>IRO resolution</at> help", "What you can ask for"),
        ("", "What you can ask for"),
        ("Mine", "Your cases"),
        ("mien", "Your cases"),
        ("overdeu", "Nothing of yours is past its date"),
        ("/who", "Holder of iro"),
        ("riase", "step 1 of 2"),
    ],
)
async def test_words_are_understood_in_any_case_and_with_small_mistakes(
    typed: str, seen: str
) -> None:
    iro = Office().chat("iro")
    assert seen in await iro.says(typed)


async def test_other_words_are_answered_with_suggestions() -> None:
    iro = Office().chat("iro")
    assert "Did you mean “case”" in await iro.says("chase them please")
    assert "I do not know “xyzzy”" in await iro.says("xyzzy")


async def test_a_setting_is_never_guessed_from_a_misspelling() -> None:
    office = Office()
    admin = office.chat("administrator", personal=False)
    assert "Did you mean “digest”" in await admin.says("digets")
    assert not office.channels


async def test_a_reference_is_read_in_any_case_and_without_its_hyphen() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    for typed in (f"case {ref.lower()}", f"case {ref.replace('-', '')}", ref, f"open {ref}."):
        assert "The worry" in await iro.says(typed)


async def test_a_misspelt_reference_of_ones_own_case_is_suggested_and_nobody_elses() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    wrong = ref[:-1] + ("2" if ref[-1] != "2" else "3")
    await iro.says(f"case {wrong}")
    assert f"Did you mean “case {ref}”?" in (iro.reply.text or "")
    stranger = office.chat("administrator")
    await stranger.says(f"case {wrong}")
    assert "Did you mean" not in (stranger.reply.text or "")


async def test_case_without_a_reference_says_how_to_ask() -> None:
    assert "Say which case" in await Office().chat("iro").says("case")


async def test_mine_lists_the_cases_of_a_person_and_opens_them() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    await iro.says("mine")
    assert ref in iro.sees
    await iro.presses(f"Open {ref}")
    assert "The worry" in iro.sees
    await office.chat("administrator").says("mine")


async def test_overdue_lists_what_is_late() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    await office.forward(10)
    assert ref in await iro.says("overdue")


async def test_who_shows_the_posts_of_the_directory() -> None:
    office = Office()
    assert "administrator" in await office.chat("administrator").says("who")
    stranger = Chat(office, office.chat("nobody").actor)
    assert "gives you no post" in await stranger.says("who")


async def test_the_demos_own_words_do_nothing_elsewhere() -> None:
    office = Office()
    iro = office.chat("iro", local=False)
    before = office.moment
    for typed in ("as Holder of team_manager", "forward 3", "now"):
        await iro.says(typed)
        assert "local demo alone" in (iro.reply.text or "")
    assert office.moment == before
    assert not office.voices


async def test_in_the_demo_somebody_speaks_for_another_and_lets_days_pass() -> None:
    office = Office()
    iro = office.chat("iro")
    assert "You now speak as" in await iro.says("as holder of pod_team_manager")
    assert list(office.voices.values()) == [office.chat("pod_team_manager").actor.person_id]
    await iro.says("as me")
    assert list(office.voices.values()) == [""]
    assert "Thursday 26 November 2026" in await iro.says("forward 3")
    assert "Thursday 26 November 2026" in await iro.says("now")
    assert "Say as whom" in await iro.says("as holder")
    assert "from 1 to 60" in await iro.says("forward tomorrow")


def test_every_command_is_on_the_help_card() -> None:
    assert {usage.split()[0] for usage, _ in SHOWN} == set(COMMANDS)
    assert not COMMANDS.keys() & LOCAL_COMMANDS.keys()
