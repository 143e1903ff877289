from msgspec.structs import replace

from resolution import commands as c
from resolution.events import Assignment
from storage.case_rows import NOTIFIED, parties, same_parties
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


def test_asking_somebody_to_a_meeting_is_a_change_of_who_has_a_part() -> None:
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-3")
    before = world.case()
    guest = Assignment("legal_advisor", person_id("legal_advisor"), "A guest")
    visit = replace(before.visit, meeting_further=(guest,))
    after = replace(before, visits=(*before.visits[:-1], visit))
    assert parties(after) != parties(before)
    assert not same_parties(before, after), "or their list of cases never shows it"
