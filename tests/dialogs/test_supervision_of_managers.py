"""Supervision is asked of the managers whom the procedure names, once, and is theirs to record."""

import json

from dialogs.notices import draw
from dialogs.prompts import ESCALATE
from resolution import commands as c
from resolution.notices import Notice, NoticeKind
from tests.builders import a_rulebook, person_id
from tests.dialogs.test_prompts_come_again import asked, at_stage
from tests.world import World


def reads(world: World, post: str, kind: NoticeKind) -> str:
    """The last notice of a kind to somebody, as it is drawn."""
    mine: list[Notice] = [
        n for n in world.owed if n.kind is kind and n.to.person_id == person_id(post)
    ]
    facts = mine[-1].facts
    drawn = draw(kind, facts, world.case(), world.rulebook, person_id(post), world.moment)
    return json.dumps(drawn, ensure_ascii=False)


def test_the_team_manager_learns_of_what_is_asked_of_the_social_worker() -> None:
    """Durham §5.1: discussed between the team manager and Social Worker in supervision."""
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-1", post="social_worker", agreed_by=world.moment.date())
    said = reads(world, "team_manager", NoticeKind.FOR_INFORMATION)
    assert "to discuss it with the Social Worker in supervision" in said
    assert "**Supervision and learning**" in said


def test_a_team_manager_who_is_asked_is_not_told_as_well() -> None:
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-1", post="team_manager", agreed_by=world.moment.date())
    assert person_id("team_manager") in world.told(NoticeKind.ASKED_TO_RESPOND)
    assert person_id("team_manager") not in world.told(NoticeKind.FOR_INFORMATION)


def test_supervision_that_is_on_record_is_not_asked_for_at_the_next_stage() -> None:
    """Durham §8: Raise RP within the allocated Social Worker's next supervision session."""
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-2")
    values = {"supervision_on": "2026-11-23", "learning": "Talk earlier."}
    by = world.by("team_manager")
    world.do(c.RecordStep(**by, route="supervision", step="next-supervision", values=values))
    world.do(c.Escalate(**world.by("iro"), to_stage="stage-3", reason="Unresolved."))
    said = reads(world, "team_manager", NoticeKind.FOR_INFORMATION)
    assert "Raise it in the next supervision" not in said


def test_a_referral_is_asked_about_where_the_procedure_speaks_of_it() -> None:
    """Durham's table, row 8; Brighton & Hove §3.2 Levels 3 and 4."""
    for policy, early, late in (
        ("durham", "stage-2", "stage-7"),
        ("brighton-and-hove", "level-1", "level-4"),
    ):
        assert "cafcass" not in asked(at_stage(policy, early), "iro", ESCALATE)
        assert "cafcass" in asked(at_stage(policy, late), "iro", ESCALATE)
