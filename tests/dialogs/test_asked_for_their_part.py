"""Whoever a step brings in is asked for their own part of it, by a button of that message."""

from typing import Any

from dialogs.notices import draw
from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import REF, a_rulebook, person_id
from tests.cards.lint import problems
from tests.resolution.test_joint_cases import SOUTH, TODAY, step, two_teams
from tests.world import World


def last_message(world: World, person: str) -> dict[str, Any]:
    """The card of the last step of which somebody is told."""
    found = [n for n in world.owed if n.to.person_id == person]
    notice = [n for n in found if n.kind is NoticeKind.STEP_RECORDED][-1]
    drawn = draw(notice.kind, notice.facts, world.case(), world.rulebook, person, world.moment)
    assert drawn is not None
    assert problems(drawn[0]) == []
    return drawn[0]


def first_button(card: dict[str, Any]) -> str:
    return str(card["actions"][0]["title"])


def test_another_teams_manager_is_asked_how_their_team_sees_it() -> None:
    """Durham §4: this may still require other service areas' input."""
    world = two_teams()
    step(world, "iro", "joint/contact", contact_on=TODAY, teams="South team")

    card = last_message(world, SOUTH)

    assert "please say how yours sees it" in str(card)
    assert first_button(card) == "Say how your team sees it"


def test_a_manager_who_is_to_follow_up_records_what_they_did() -> None:
    """Durham, table, stage 4: escalated to the Operations Managers for follow up."""
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-3")
    world.do(c.Resolve(**world.by("iro"), outcome="Agreed.", impact="A settled plan."))
    held = {"achieved": "no", "outcome": "Nothing.", "impact": "None.", "held_on": TODAY}
    step(world, "iro", "monitoring/hold", **held)
    step(world, "iro", "monitoring/follow-up", follow_up="The two managers meet.")

    assert first_button(last_message(world, person_id("operations_manager"))) == (
        "Record what you did"
    )
    step(world, "operations_manager", "monitoring/followed-up", followed_up="A worker is named.")
    assert "A worker is named." in str(last_message(world, person_id("iro")))


def spoken_to(*steps: str) -> set[str]:
    """Who gets the written record of an immediate concern after these conversations."""
    world = World(a_rulebook("durham"))
    danger = {"danger": "Alone at night.", "safeguarding_done": "The duty team was called."}
    facts: dict[str, Any] = {"route": "immediate-concern", "values": danger, "team": "north"}
    facts |= {"file_number": "LCS-1234567", "initials": "AB"}
    policy_id = world.rulebook.policy.id
    world.do(c.OpenRecord(**world.by("iro"), policy_id=policy_id, **facts))
    call = {"called_at": "Monday at ten", "called_who": "The manager", "call_outcome": "Agreed."}
    for key in steps:
        step(world, "iro", f"immediate-concern/{key}", **call)
    before = len(world.owed)
    step(world, "iro", "immediate-concern/written-record", record_text="What was done.")
    owed = [n for n in world.owed[before:] if n.kind is NoticeKind.STEP_RECORDED]
    assert all(notice.case_ref == REF for notice in owed)
    return {notice.to.person_id for notice in owed}


def test_the_written_record_goes_to_whoever_of_the_chain_was_spoken_to() -> None:
    """Durham §7: sent to the relevant manager within 2 days."""
    first = {person_id("team_manager"), person_id("operations_manager")}
    assert spoken_to("team-manager") == first
    assert spoken_to("team-manager", "strategic-manager") == {
        *first,
        person_id("strategic_manager"),
    }
    all_of_them = ("senior-manager", "strategic-manager", "head-of-service")
    assert person_id("head_of_childrens_social_care") in spoken_to(*all_of_them)
