"""What was written is never lost: a form that comes too late is given back as a note to add."""

from typing import Any

import pytest

from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find

ANSWER = 'A first visit is booked, and the carers were asked for "dates".'


async def answering(office: Office, ref: str) -> tuple[Chat, dict[str, Any], dict[str, str]]:
    """The Team Manager before the form of their response, its button, and what they typed."""
    manager = office.chat("team_manager")
    await find(manager, ref, "Respond")
    await manager.presses("Respond")
    return manager, manager.button("Send response"), {**answers_to(manager), "text": ANSWER}


async def escalates(iro: Chat, ref: str) -> None:
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    await iro.presses("Escalate now", **answers_to(iro))


@pytest.mark.parametrize("policy", ["durham", "northamptonshire"])
async def test_an_answer_that_comes_after_an_escalation_is_given_back_as_a_note(
    policy: str,
) -> None:
    office = Office(a_rulebook(policy))
    iro, ref = await raise_one(office)
    manager, kept, typed = await answering(office, ref)
    await escalates(iro, ref)

    seen = await manager.sends(kept, **typed)

    assert "nothing was changed" in seen
    assert "It was not sent; you can add it as a note." in seen
    assert manager.reply.aside_summary == f"{ref}: what you wrote was not sent"
    await manager.sends(manager.button("Add the note"), text=ANSWER)
    noted = office.stored(ref).noted
    assert noted is not None
    assert noted.text == ANSWER


async def test_a_form_pressed_twice_gives_nothing_back_for_it_is_on_record() -> None:
    office = Office(a_rulebook("durham"))
    _, ref = await raise_one(office)
    manager, kept, typed = await answering(office, ref)
    await manager.sends(kept, **typed)

    await manager.sends(kept, **typed)

    assert manager.reply.aside is None


async def test_nothing_is_given_back_where_others_read_along() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    _, kept, typed = await answering(office, ref)
    await escalates(iro, ref)

    among_others = office.chat("team_manager", personal=False)
    await among_others.sends(kept, **typed)

    assert among_others.reply.aside is None
    assert "carers" not in among_others.sees
