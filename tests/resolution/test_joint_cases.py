"""Families that cross over teams (Durham §4)."""

from datetime import date

import pytest

from resolution import commands as c
from resolution.case import Case
from resolution.errors import Incomplete, NotYours
from resolution.notices import NoticeKind
from resolution.people import Actor, Holding, Person, Team
from resolution.policy_file import load_policy
from resolution.standing import parties
from tests.builders import REF, a_directory, a_rulebook, person_id
from tests.world import World

TODAY = "2026-11-23"
SOUTH = "00000000-0000-4000-8000-00000000bbbb"


def step(world: World, post: str, named: str, **values: str) -> Case:
    """Somebody records ROUTE/STEP."""
    route, _, key = named.partition("/")
    return world.do(c.RecordStep(**world.by(post), route=route, step=key, values=values))


def two_teams() -> World:
    """A case of the north team; the south team has a manager of its own."""
    policy = load_policy("durham")
    other = Person(SOUTH, "Sam South", (Holding("team_manager", "south"),))
    directory = a_directory(
        policy,
        people=(*a_directory(policy).people, other),
        teams=(Team("north", "North team", "care"), Team("south", "South team", "care")),
    )
    world = World(a_rulebook(policy, directory=directory))
    world.raise_one(stage_key="stage-1", bypass_reason="", agreed_by=date(2026, 12, 4))
    return world


def test_the_other_teams_manager_is_told_and_heard_for_their_own_team() -> None:
    """Durham §4: this may still require other service areas' input."""
    world, south = two_teams(), Actor(SOUTH, "Sam South")
    heard = {"teams": "North team", "input": "Our part."}
    record = c.RecordStep(case_ref=REF, by=south, route="joint", step="heard", values=heard)
    with pytest.raises(NotYours):
        world.do(record)

    step(world, "iro", "joint/contact", contact_on="2026-11-20", teams="South team")
    step(world, "iro", "joint/contact", contact_on=TODAY, teams="South team")
    case = world.do(record)

    assert case.routes[-1].steps[-1].by == south
    with pytest.raises(NotYours, match="Stage 1"):
        world.do(c.SubmitResponse(case_ref=REF, by=south, text="Not ours to answer."))


def test_the_case_goes_to_the_team_that_leads() -> None:
    """Durham §4: the IRO will make this with the lead team who has main case responsibility."""
    world = two_teams()
    met = {"met_on": TODAY, "meeting_with": "Both managers", "lead_team": "South team"}

    case = step(world, "iro", "joint/meeting", **met)

    assert case.team == "south"
    assert SOUTH in world.told(NoticeKind.STEP_RECORDED)
    case = world.do(c.Escalate(**world.by("iro"), to_stage="stage-2", reason="Unresolved."))
    assert [held.person_id for held in case.visit.assignees] == [SOUTH]
    again = step(world, "iro", "joint/meeting", **{**met, "meeting_with": "All three"})
    assert [type(e).__name__ for e in world.trail].count("TeamChanged") == 1
    assert again.team == "south"


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
