"""Words on a step's form that come too late are given back; of a private route, to be copied."""

import pytest

from tests.builders import a_rulebook, holder
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_routes import at_the_form
from tests.dialogs.test_unsent_words import escalates

WORDS = "Whether the council may wait for the court, in the child's own time."


async def too_late(named: str, field: str) -> tuple[Office, Chat, str]:
    """A step's form is sent after its writer escalated the case on another device."""
    office, iro, ref = await at_the_form(named)
    kept, typed = iro.button(iro.sending), {**answers_to(iro), field: WORDS}
    await escalates(office.chat("iro"), ref)
    version = office.stored(ref).version
    await iro.sends(kept, **typed)
    assert "nothing was changed" in iro.sees
    assert office.stored(ref).version == version
    return office, iro, ref


async def test_words_of_an_open_route_are_given_back_as_a_note_to_add() -> None:
    office, iro, ref = await too_late("obstacles/record", "fact_obstacle")

    assert "you can add it as a note" in iro.sees
    assert WORDS in iro.sees
    await iro.sends(iro.button("Add the note"), text=WORDS)
    noted = office.stored(ref).noted
    assert noted is not None
    assert noted.text == WORDS


async def test_words_that_are_more_than_a_note_takes_are_given_back_whole() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Resolve")
    await iro.presses("Resolve")
    kept = iro.button(iro.sending)
    await escalates(office.chat("iro"), ref)

    first, last = "It was agreed. " * 190, "They are settled. " * 160
    await iro.sends(kept, outcome=first, impact=last)

    assert first.strip() in iro.sees
    assert last.strip() in iro.sees
    assert "copy what you need" in iro.sees


async def test_words_of_a_private_route_are_given_back_to_be_copied_and_never_as_a_note() -> None:
    """Durham §4 and table: legal advice is the officer's; all on a case read its notes."""
    _, iro, ref = await too_late("legal-advice/ask", "fact_question")

    given = iro.reply.aside
    assert given is not None
    assert problems(given) == []
    assert "It was not sent, and nobody else sees it" in str(given)
    assert WORDS in str(given)
    assert "Input." not in str(given)
    assert WORDS not in str(iro.card)
    assert iro.reply.aside_summary == f"{ref}: what you wrote was not sent"


@pytest.mark.parametrize("named", ["obstacles/record", "legal-advice/ask"])
async def test_they_are_given_back_in_ones_own_chat_alone(named: str) -> None:
    office, iro, _ = await at_the_form(named)
    kept, typed = iro.button(iro.sending), {**answers_to(iro), "fact_question": WORDS}
    typed["fact_obstacle"] = WORDS
    kept["data"]["v"] = -1
    among_others = Chat(office, holder("iro"), personal=False)

    await among_others.sends(kept, **typed)

    assert "nothing was changed" in among_others.sees
    assert among_others.reply.aside is None
    assert WORDS not in among_others.sees
