"""A duty that was given to somebody is theirs alone, whoever holds the post, until they leave."""

import pytest
from msgspec.structs import replace

from resolution import commands as c
from resolution.errors import NotYours
from tests.builders import a_directory, a_rulebook, holder, person_id
from tests.world import World


def passed_on() -> World:
    """The Team Manager's duty on a case was given to the Operations Manager."""
    world = World(a_rulebook("durham"))
    world.raise_one()
    to = person_id("operations_manager")
    world.do(c.Reassign(**world.by("iro"), post="team_manager", person_id=to, reason="On leave."))
    return world


def test_who_had_it_answers_no_more_in_the_name_of_who_has_it() -> None:
    world = passed_on()
    with pytest.raises(NotYours, match="is with Holder of operations_manager"):
        world.do(c.SubmitResponse(**world.by("team_manager"), text="We will."))
    after = world.do(c.SubmitResponse(**world.by("operations_manager"), text="We will."))
    assert after.visit.responses[-1].by == holder("operations_manager")


def test_once_whom_it_was_given_to_has_left_the_holder_of_the_post_may_answer() -> None:
    world = passed_on()
    gone = person_id("operations_manager")
    people = tuple(
        replace(person, left=person.id == gone)
        for person in a_directory(world.rulebook.policy).people
    )
    directory = a_directory(world.rulebook.policy, people=people)
    world.rulebook = a_rulebook("durham", directory=directory)
    after = world.do(c.SubmitResponse(**world.by("team_manager"), text="We will."))
    assert after.visit.is_answered
