from resolution import commands as c
from storage.case_rows import NOTIFIED, parties
from tests.builders import a_rulebook, london, person_id
from tests.world import World


def test_whoever_comes_beside_those_named_finds_the_case_until_its_stage_is_left() -> None:
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-3")
    guest = (person_id("legal_advisor"), NOTIFIED)
    world.do(
        c.ProposeMeeting(
            **world.by("iro"), at=london("2026-11-26T10:00"), further=(person_id("legal_advisor"),)
        )
    )
    assert guest in parties(world.case())

    world.do(c.Escalate(**world.by("iro"), to_stage="stage-6", reason="It cannot wait."))
    assert guest not in parties(world.case())
