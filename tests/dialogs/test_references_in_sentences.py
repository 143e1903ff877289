"""A case is found by its reference, in whatever sentence people put it."""

import pytest

from tests.dialogs.office import Office, raise_one


@pytest.mark.parametrize(
    "typed",
    [
        "case {ref} please",
        "case: {ref}",
        "case:{ref}",
        "({ref})",
        "What about {ref}?",
        "please open case {ref}",
        "show me {ref}",
        "history {ref}",
        "case {letters} - {rest}",
        "case {letters}\u2013{rest}",
    ],
)
async def test_a_reference_is_found_in_a_sentence(typed: str) -> None:
    iro, ref = await raise_one(Office())
    letters, rest = ref.split("-")
    said = await iro.says(typed.format(ref=ref, letters=letters, rest=rest))
    assert "The worry" in said


@pytest.mark.parametrize("typed", ["case {0} and {1}", "{0} {1}", "look at {0}, then {1}"])
async def test_of_several_references_the_first_is_offered(typed: str) -> None:
    office = Office()
    iro, ref = await raise_one(office)
    _, other = await raise_one(office)
    await iro.says(typed.format(ref, other))
    assert iro.reply.text == f"One case at a time: send “case {ref}” for the first of them."


async def test_a_nought_among_the_councils_letters_is_an_o() -> None:
    iro, _ = await raise_one(Office())
    await iro.says("case kn0-7k3mq")
    assert "You have no case KNO-7K3MQ." in (iro.reply.text or "")


async def test_a_letter_too_few_is_said_as_it_was_typed() -> None:
    iro, ref = await raise_one(Office())
    await iro.says(f"case {ref[:-1].lower()}")
    assert f"You have no case {ref[:-1]}." in (iro.reply.text or "")
    assert f"Did you mean “case {ref}”?" in (iro.reply.text or "")


@pytest.mark.parametrize("typed", ["please re-enter it", "IT HAPPENED", "they are co-parents now"])
async def test_a_word_that_looks_a_little_like_a_reference_is_none(typed: str) -> None:
    assert "I do not know" in await Office().chat("iro").says(typed)
