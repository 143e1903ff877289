"""Whoever raises a later stage without judging this one: only that stage is theirs to choose."""

import pytest

from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find


async def escalating(stage: str, post: str = "iro_manager", **typed: str) -> Chat:
    """The holder of a post before the form that escalates a case from this stage."""
    office = Office(a_rulebook("brighton-and-hove"))
    _, ref = await raise_one(office, stage, **typed)
    chat = office.chat(post)
    await find(chat, ref, "Escalate")
    await chat.presses("Escalate")
    return chat


def offered(chat: Chat) -> list[str]:
    return [choice["value"] for choice in chat.inputs["to_stage"]["choices"]]


@pytest.mark.parametrize("stage", ["informal", "level-1"])
async def test_the_iro_manager_is_offered_the_level_that_they_raise_and_no_other(
    stage: str,
) -> None:
    """Brighton & Hove §3.2 Level 2: the IRO Manager raises concerns with the Service Manager."""
    manager = await escalating(stage)
    assert offered(manager) == ["level-2"]
    assert manager.inputs["to_stage"]["value"] == "level-2"
    said = await manager.presses(manager.sending, **answers_to(manager))
    assert "Escalated." in said
    assert manager.office.stored(manager.reply.case_ref).stage_key == "level-2"


async def test_the_owner_and_whoever_judges_the_level_are_offered_every_later_one() -> None:
    """IRO Handbook 6.2 and 6.4: a stage may be passed over, and the officer can always act."""
    every = ["level-3", "level-4", "level-5"]
    assert offered(await escalating("level-2", "iro")) == every
    assert offered(await escalating("level-2", "iro_manager")) == every


async def test_a_level_of_others_is_refused_by_its_field_and_nothing_is_lost() -> None:
    """A form may have been drawn while the case was elsewhere."""
    manager = await escalating("level-1")
    typed = {**answers_to(manager), "to_stage": "level-3", "reason": "It has gone on too long."}
    said = await manager.presses(manager.sending, **typed)
    only = "Only Holder of iro or the Head of Safeguarding can escalate"
    assert only in said
    assert "to Level 3." in said
    assert manager.inputs["reason"]["value"] == "It has gone on too long."
    assert manager.inputs["to_stage"]["value"] == "level-2"
