"""What is written down when a stage is left, and who of it hears that the next one began."""

from datetime import date
from typing import Any

import pytest

from resolution import commands as c
from resolution.errors import Incomplete
from resolution.events import ConsultationRecorded, StageEscalated
from resolution.notices import Notice, NoticeKind
from tests.builders import a_rulebook, person_id
from tests.dialogs.office import Office, answers_to, raise_one
from tests.dialogs.test_offers import find
from tests.world import World

TALK: dict[str, Any] = {"advice": "Ask for a panel.", "consulted_on": date(2026, 11, 23)}


def at_level_2() -> World:
    world = World(a_rulebook())
    world.raise_one()
    world.do(c.Escalate(**world.by("iro_manager"), to_stage="level-2", reason="Unresolved."))
    return world


def owed_to(world: World, post: str, before: int) -> list[Notice]:
    return [n for n in world.owed[before:] if n.to.person_id == person_id(post)]


def test_whoever_hands_over_records_the_talk_that_the_procedure_wants() -> None:
    """Brighton & Hove §3.2 Level 2: the IRO Manager will consult with the Head of Safeguarding."""
    world = at_level_2()
    before = len(world.owed)

    world.do(c.HandOver(**world.by("iro_manager"), note="Please.", **TALK))

    (talk,) = [event for event in world.trail if isinstance(event, ConsultationRecorded)]
    assert (talk.posts, talk.advice) == (("head_of_safeguarding",), "Ask for a panel.")
    (notice,) = owed_to(world, "head_of_safeguarding", before)
    assert notice.kind is NoticeKind.HANDED_OVER
    assert notice.facts["consulted"] == "yes"


def test_a_talk_that_contradicts_itself_is_asked_for_again_when_handing_over() -> None:
    world = at_level_2()
    with pytest.raises(Incomplete) as refusal:
        world.do(
            c.HandOver(
                **world.by("iro_manager"), note="", unconsulted_why="On leave.", advice="Go on."
            )
        )
    assert set(refusal.value.fields) == {"note", "unconsulted_why"}


def test_whoever_handed_it_over_hears_that_the_next_level_began() -> None:
    """Brighton & Hove §3.2 Level 3: the Head of Safeguarding raises it."""
    world = at_level_2()
    world.do(c.HandOver(**world.by("iro_manager"), note="Please."))
    before = len(world.owed)

    to_3 = c.Escalate(**world.by("head_of_safeguarding"), to_stage="level-3", reason="No.")
    world.do(to_3)

    (notice,) = owed_to(world, "iro_manager", before)
    assert notice.kind is NoticeKind.FOR_INFORMATION
    assert notice.facts["left"] == "level-2"


async def test_leaving_without_the_meeting_asks_why() -> None:
    """Brighton & Hove §3.2 Level 3: a meeting will take place in order to review the case."""
    office = Office()
    iro, ref = await raise_one(office, "level-3")
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    assert "is not on record: why? (optional)" in str(iro.inputs["without_meeting"])

    why = "Nobody could come in time."
    await iro.presses(iro.sending, **{**answers_to(iro), "without_meeting": why})

    (event,) = [e for e in office.trails[ref] if isinstance(e, StageEscalated)]
    assert event.without_meeting == why
    await find(iro, ref, "See the history")
    await iro.presses("See the history")
    assert "Why there is no meeting on record" in iro.sees


async def test_the_form_to_hand_over_asks_for_the_talk() -> None:
    office = Office()
    _, ref = await raise_one(office, "level-2")
    manager = office.chat("iro_manager")
    await find(manager, ref, "Hand over")
    await manager.presses("Hand over")
    assert "consulted the Head of Safeguarding" in manager.sees
    await manager.presses(manager.sending, note="Yours.", advice="Meet first.")
    (talk,) = [e for e in office.trails[ref] if isinstance(e, ConsultationRecorded)]
    assert talk.advice == "Meet first."
