"""A concern about an IRO that was escalated is the Head of Service's to settle (B&H §7)."""

import pytest

from resolution.errors import NotNow, NotYours
from tests.builders import person_id
from tests.resolution.test_concern_ends import take
from tests.resolution.test_private_records import a_concern
from tests.world import World


def fed_back() -> World:
    """The IRO manager looked into it and said what they found."""
    world = a_concern("brighton-and-hove")
    take(world, "iro_manager", "feedback", findings="The chairing was fair.")
    return world


def test_the_iro_manager_settles_what_nobody_disputes() -> None:
    world = fed_back()

    told = take(world, "iro_manager", "end", outcome="Both are satisfied.")

    assert told == {person_id("social_worker")}
    assert not world.case().is_open


def test_whose_finding_is_disputed_does_not_settle_it() -> None:
    """B&H §7: if not resolved satisfactorily then the matter will be escalated."""
    world = fed_back()
    take(world, "social_worker", "escalate", outstanding="All of it.")

    with pytest.raises(NotNow):
        take(world, "iro_manager", "end", outcome="It stays as it was.")
    with pytest.raises(NotNow, match="Looked into by the Head of Service"):
        take(world, "head_of_safeguarding", "settled", outcome="Settled.")
    take(world, "head_of_safeguarding", "head-feedback", findings="It is well founded.")
    with pytest.raises(NotYours, match="recorded by Head of Safeguarding"):
        take(world, "iro_manager", "settled", outcome="It stays as it was.")
    assert world.case().is_open


def test_the_head_of_service_settles_it_and_both_hear_how() -> None:
    world = fed_back()
    take(world, "social_worker", "escalate", outstanding="All of it.")
    take(world, "head_of_safeguarding", "head-feedback", findings="It is well founded.")

    told = take(world, "head_of_safeguarding", "settled", outcome="A change of IRO.")

    assert told == {person_id("social_worker"), person_id("iro_manager")}
    assert not world.case().is_open
