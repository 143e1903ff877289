"""What somebody says for the record is kept, and a form that was sent twice is kept once."""

import pytest

from resolution import commands as c
from resolution.errors import AlreadyDone
from resolution.events import NoteAdded
from tests.builders import a_rulebook, london
from tests.world import World

SAME = "Telephoned, no answer."


@pytest.fixture
def world() -> World:
    world = World(a_rulebook("durham"))
    world.raise_one()
    world.do(c.AddNote(**world.by("iro"), text=SAME))
    return world


def notes(world: World) -> list[str]:
    return [event.by.name for event in world.trail if isinstance(event, NoteAdded)]


def test_a_note_that_was_sent_twice_is_on_record_once(world: World) -> None:
    with pytest.raises(AlreadyDone, match="history"):
        world.do(c.AddNote(**world.by("iro"), text=f" {SAME} "))
    assert len(notes(world)) == 1


def test_two_people_may_say_the_same(world: World) -> None:
    world.do(c.AddNote(**world.by("team_manager"), text=SAME))
    assert len(set(notes(world))) == 2


def test_the_same_may_be_said_again_on_another_day(world: World) -> None:
    world.moment = london("2026-11-24T10:00")
    world.do(c.AddNote(**world.by("iro"), text=SAME))
    assert len(notes(world)) == 2
