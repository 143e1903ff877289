"""Families that cross over teams (Durham §4)."""

import pytest

from resolution import commands as c
from resolution.case import Case
from resolution.errors import Incomplete
from resolution.notices import NoticeKind
from resolution.people import Holding, Person, Team
from resolution.policy_file import load_policy
from resolution.standing import parties
from tests.builders import a_directory, a_rulebook, person_id
from tests.world import World

TODAY = "2026-11-23"


def step(world: World, post: str, named: str, **values: str) -> Case:
    """Somebody records ROUTE/STEP."""
    route, _, key = named.partition("/")
    return world.do(c.RecordStep(**world.by(post), route=route, step=key, values=values))


def test_a_joint_case_ends_with_one_collated_response() -> None:
    """Durham §4."""
    world = World(a_rulebook("durham"))
    world.raise_one()

    step(world, "iro", "joint/contact", contact_on=TODAY, teams="North team")
    meeting = {"meeting_on": TODAY, "meeting_with": "Both managers", "lead_team": "Disabilities"}
    step(world, "iro", "joint/meeting", **meeting)
    for team in ("North team",):
        step(world, "team_manager", "joint/heard", teams=team, input="Our part.")
    world.owed.clear()
    case = step(world, "team_manager", "joint/collated", response_text="One answer for all.")

    assert world.told(NoticeKind.STEP_RECORDED) == {person_id("iro")}
    assert case.routes[-1].closed_at is not None


def test_the_managers_of_every_team_that_shares_a_case_are_told() -> None:
    """Durham §4: contact with all respective managers where families cross over teams."""
    policy = load_policy("durham")
    other_id = "00000000-0000-4000-8000-00000000aaaa"
    other = Person(other_id, "Other", (Holding("team_manager", "south"),))
    directory = a_directory(
        policy,
        people=(*a_directory(policy).people, other),
        teams=(Team("north", "North team", "care"), Team("south", "South team", "care")),
    )
    world = World(a_rulebook(policy, directory=directory))
    world.raise_one()

    values = {"contact_on": "2026-11-23", "teams": "South team"}
    world.do(c.RecordStep(**world.by("iro"), route="joint", step="contact", values=values))

    assert {other.id, person_id("team_manager")} <= world.told(NoticeKind.STEP_RECORDED)
    assert other.id in parties(world.case())


def test_a_team_that_the_directory_does_not_have_is_refused() -> None:
    world = World(a_rulebook("durham"))
    world.raise_one()
    values = {"contact_on": "2026-11-23", "teams": "Nowhere"}

    with pytest.raises(Incomplete, match="from the list"):
        world.do(c.RecordStep(**world.by("iro"), route="joint", step="contact", values=values))
