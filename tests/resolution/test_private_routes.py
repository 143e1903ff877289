"""Legal advice that an IRO takes on a case is the IRO's own: who acts on it, who reads it."""

from typing import Any

import pytest

from resolution import commands as c
from resolution.errors import NotYours
from resolution.events import StepRecorded
from resolution.policy_text import bundled
from resolution.privacy import as_read, sealed
from resolution.standing import standing
from tests.builders import a_rulebook, holder
from tests.world import World

ADVICE = "Counsel thinks that the council is in breach."


def advised(policy: str = "bradford") -> World:
    """A case on which the IRO has asked for legal advice and received it."""
    world = World(a_rulebook(policy))
    world.raise_one()
    owner = world.rulebook.policy.owners["looked_after"]
    for step, values in (
        ("ask", {"asked_on": "2026-11-23", "asked_of": "Counsel", "question": "May they?"}),
        ("received", {"received_on": "2026-11-23", "advice_outcome": ADVICE}),
    ):
        world.do(c.RecordStep(**world.by(owner), route="legal-advice", step=step, values=values))
    return world


def reads(world: World, post: str) -> bool:
    who = standing(world.case(), world.rulebook, holder(post), world.moment)
    assert who.may_read, "everybody here may read the case itself"
    trail = as_read(world.trail, sealed(world.case(), world.rulebook.policy, who))
    steps = [event for event in trail if isinstance(event, StepRecorded)]
    return ADVICE in steps[-1].values.values()


@pytest.mark.parametrize("policy", bundled())
def test_the_challenged_manager_does_not_read_the_advice_and_the_owner_does(policy: str) -> None:
    world = advised(policy)
    challenged = world.case().visit.assignees[0].post
    assert reads(world, world.rulebook.policy.owners["looked_after"])
    assert not reads(world, challenged)
    assert reads(world, world.rulebook.policy.owner_managers["iro"])


def test_the_challenged_manager_records_none_of_the_owners_steps() -> None:
    world = advised()
    step: dict[str, Any] = {
        "route": "legal-advice",
        "step": "decide",
        "values": {"decision": "Nothing follows."},
    }
    with pytest.raises(NotYours, match="is recorded by"):
        world.do(c.RecordStep(**world.by("team_manager"), **step))


def test_who_was_given_a_posts_duty_records_the_steps_of_that_post() -> None:
    world = World(a_rulebook("durham"))
    world.raise_one()
    joint = {"contact_on": "2026-11-23", "teams": "North team"}
    world.do(c.RecordStep(**world.by("iro"), route="joint", step="contact", values=joint))
    answer: dict[str, Any] = {
        "route": "joint",
        "step": "heard",
        "values": {"teams": "North team", "input": "Our part."},
    }
    other = holder("chief_executive")
    with pytest.raises(NotYours):
        world.do(c.RecordStep(case_ref=world.case().ref, by=other, **answer))
    world.do(
        c.Reassign(
            **world.by("iro"), post="team_manager", person_id=other.person_id, reason="On leave."
        )
    )
    world.do(c.RecordStep(case_ref=world.case().ref, by=other, **answer))
    assert world.case().routes[-1].steps[-1].by == other
