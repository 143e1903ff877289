"""What is recorded on a route that has ended: the family is told how it ended (B&H §9)."""

import pytest

from resolution import commands as c
from resolution import events as e
from resolution.case import Case
from resolution.errors import NotNow, PolicyInvalid
from resolution.notices import NoticeKind
from resolution.policy import CaseKind
from resolution.policy_file import parse_policy
from tests.builders import REF, a_rulebook, person_id
from tests.resolution.test_policy_refusals_of_routes import WHOLE
from tests.world import World

THREE = ("social_worker", "pod_team_manager", "service_manager")
ENDS = {
    "agreed": {"outcome": "The plan says how they meet."},
    "court-told": {
        "told_court_on": "2026-11-23",
        "court_means": "A statement to the court",
        "difference": "How the sisters meet.",
    },
}


def step(world: World, post: str, key: str, **values: str) -> Case:
    command = c.RecordStep(**world.by(post), route="care-proceedings", step=key, values=values)
    return world.do(command)


def raised_together(*, alone: bool) -> World:
    """The officer raises it with the three, on a challenge or on a record of its own."""
    world = World(a_rulebook("brighton-and-hove"))
    together = {"difference": "How the sisters meet.", "reached": "Nobody."}
    if not alone:
        world.raise_one()
        step(world, "iro", "raise-together", **together)
        return world
    record = c.OpenRecord(
        **world.by("iro"),
        policy_id=world.rulebook.policy.id,
        route="care-proceedings",
        kind=CaseKind.LOOKED_AFTER,
        team="north",
        values={"plan_seen_on": "2026-11-20", "plan_comment": "The sisters are parted."},
        file_number="LCS-1234567",
        initials="AB",
    )
    world.do(record)
    step(world, "iro", "raise-together", **together)
    return world


@pytest.mark.parametrize("end", ENDS)
def test_whoever_was_asked_hears_how_it_ended(end: str) -> None:
    """B&H §9: At all stages of this procedure, the social worker will be kept informed."""
    world = raised_together(alone=False)
    world.owed.clear()
    step(world, "iro", end, **ENDS[end])
    assert world.told(NoticeKind.STEP_RECORDED) == {person_id(post) for post in THREE}

    world = raised_together(alone=True)
    step(world, "iro", "head-of-service", reached="Nobody.")
    world.owed.clear()
    step(world, "iro", end, **ENDS[end])
    asked = (*THREE, "head_of_childrens_delivery")
    assert world.told(NoticeKind.STEP_RECORDED) == {person_id(post) for post in asked}


@pytest.mark.parametrize("alone", [False, True])
def test_that_the_family_was_told_is_recorded_after_the_end(alone: bool) -> None:
    """B&H §9: the social worker has responsibility for informing the children and parents."""
    world = raised_together(alone=alone)
    ended = step(world, "iro", "agreed", **ENDS["agreed"]).routes[-1].closed_at
    version = len(world.trail)

    case = step(world, "social_worker", "family", news="How it ended.")

    assert [type(event) for event in world.trail[version:]] == [e.StepRecorded]
    assert (len(case.routes), case.routes[-1].closed_at) == (1, ended)
    assert case.routes[-1].steps[-1].key == "family"
    assert case.is_open is not alone


def test_nothing_else_is_recorded_on_a_record_that_has_ended() -> None:
    world = raised_together(alone=True)
    step(world, "iro", "agreed", **ENDS["agreed"])

    with pytest.raises(NotNow, match="complete"):
        step(world, "social_worker", "reply", reply="Late.")


def test_a_route_that_was_not_begun_begins_with_it_as_before() -> None:
    world = World(a_rulebook("brighton-and-hove"))
    world.raise_one(conditions=("court_proceedings",))

    case = step(world, "social_worker", "family", news="That it was raised.")

    assert (case.ref, case.routes[-1].closed_at) == (REF, None)


def test_what_ends_a_route_cannot_come_after_its_end() -> None:
    broken = WHOLE.replace("closes = true", "closes = true\nafterwards = true")

    with pytest.raises(PolicyInvalid) as refused:
        parse_policy(broken, "policy.toml")

    assert "steps[2] “again” → afterwards: what ends the route cannot" in str(refused.value)
