"""A duty of somebody alone outlives the route's end; a kept button whose turn is over says why."""

from typing import Any

import pytest

from dialogs.notices import draw
from resolution import commands as c
from resolution.errors import NotNow, NotYours
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, person_id
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find
from tests.world import World

ASKED = {"asked_on": "2026-11-23", "asked_of": "Counsel", "question": "May they?"}
RECEIVED = {"received_on": "2026-11-23", "advice_outcome": "They may not."}
STEPS = (("ask", ASKED), ("received", RECEIVED), ("decide", {"decision": "We go on."}))
SUPERVISED = {"supervision_on": "2026-11-23", "implications": "The level goes on."}


async def record(chat: Chat, ref: str, step: str, values: dict[str, str]) -> None:
    """Put a step of the legal advice on record without its form."""
    facts: dict[str, Any] = {"route": "legal-advice", "step": step, "values": values}
    await chat.office.submit(c.RecordStep(case_ref=ref, by=chat.actor, **facts))


async def at_the_end() -> tuple[Office, Chat, str]:
    """An IRO took legal advice and decided; their manager's chat shows what told of the advice."""
    office = Office(a_rulebook("northamptonshire"))
    iro, ref = await raise_one(office, "level-1")
    manager = office.chat("iro_manager")
    for step, values in STEPS:
        await record(iro, ref, step, values)
        if step == "received":
            show_last(office, manager, ref)
    return office, manager, ref


def show_last(office: Office, chat: Chat, ref: str) -> None:
    """The last message of a recorded step, as its reader has it."""
    mine = [
        n
        for n in office.owed
        if n.kind is NoticeKind.STEP_RECORDED and n.to.person_id == chat.actor.person_id
    ]
    case, to = office.stored(ref), chat.actor.person_id
    drawn = draw(mine[-1].kind, mine[-1].facts, case, office.book, to, office.moment)
    assert drawn is not None
    chat.card = drawn[0]


async def test_a_kept_button_records_the_supervision_after_the_decision() -> None:
    """Northamptonshire §8: to discuss this advice in supervision."""
    office, manager, ref = await at_the_end()
    await manager.presses("Record “Discussed the advice in …”")
    assert "Put this right" not in manager.sees
    assert problems(manager.card) == []
    await manager.presses(manager.sending, **answers_to(manager))
    assert "The step is on record" in manager.sees
    runs = [run for run in office.stored(ref).routes if run.key == "legal-advice"]
    assert [done.key for done in runs[0].steps][-1] == "supervision"
    assert len(runs) == 1, "it belongs to the advice, and begins nothing"
    assert runs[0].closed_at is not None


async def test_the_supervision_is_offered_and_its_message_still_leads_there() -> None:
    office, manager, ref = await at_the_end()
    show_last(office, manager, ref)
    assert "Record “Discussed the advice in …”" in manager.buttons
    await find(manager, ref, "Take another route")
    await manager.presses("Take another route")
    assert "legal-advice" in [c["value"] for c in manager.inputs["route"]["choices"]]
    await manager.presses("Next", route="legal-advice")
    offered = [choice["value"] for choice in manager.inputs["step"]["choices"]]
    assert offered == ["legal-advice/supervision"]


def world_at_the_end() -> World:
    world = World(a_rulebook("northamptonshire"))
    world.raise_one(stage_key="level-1")
    for step, values in STEPS:
        by = world.by("iro")
        world.do(c.RecordStep(**by, route="legal-advice", step=step, values=values))
    return world


def test_nobody_records_the_supervision_for_the_manager_at_the_end_either() -> None:
    world = world_at_the_end()
    by = world.by("iro")
    with pytest.raises(NotYours, match="is recorded by IRO Manager"):
        world.do(c.RecordStep(**by, route="legal-advice", step="supervision", values=SUPERVISED))


def test_the_iro_is_told_of_the_supervision_and_the_next_advice_begins_afresh() -> None:
    world = world_at_the_end()
    by, before = world.by("iro_manager"), len(world.owed)
    world.do(c.RecordStep(**by, route="legal-advice", step="supervision", values=SUPERVISED))
    assert person_id("iro") in {n.to.person_id for n in world.owed[before:]}
    world.do(c.RecordStep(**world.by("iro"), route="legal-advice", step="ask", values=ASKED))
    by = world.by("iro_manager")
    with pytest.raises(NotNow, match="Record this first: Received the advice"):
        world.do(c.RecordStep(**by, route="legal-advice", step="supervision", values=SUPERVISED))


async def test_a_kept_step_that_is_gone_for_another_reason_says_why() -> None:
    office = Office(a_rulebook("northamptonshire"))
    iro, ref = await raise_one(office, "level-1")
    for step, values in STEPS[:2]:
        await record(iro, ref, step, values)
    await find(iro, ref, "Take another route")
    await iro.presses("Take another route")
    await iro.presses("Next", route="legal-advice")
    kept = iro.button("Next")
    for step, typed, says in (
        ("received", RECEIVED, "Received the advice was recorded already"),
        ("decide", STEPS[2][1], "Independent legal advice has ended on"),
    ):
        if step == "decide":
            await record(iro, ref, step, typed)
        await iro.sends(kept, step=f"legal-advice/{step}")
        assert says in iro.sees
        assert "Choose one of the answers offered" not in iro.sees
