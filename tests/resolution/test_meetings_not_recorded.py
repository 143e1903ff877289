"""The morning after a meeting: whoever must put it on record hears, and only those concerned."""

from datetime import date

import pytest

from resolution import commands as c
from resolution.notices import NoticeKind
from resolution.policy import CaseKind
from tests.builders import a_rulebook, holder, london, person_id
from tests.world import World

LATE = {
    NoticeKind.LAPSED_ASSIGNEE,
    NoticeKind.LAPSED_OWNER,
    NoticeKind.LAPSED_NEXT_MANAGER,
}
AT_TEN = london("2026-11-26T10:00")


def the_morning_after(policy: str, stage: str, owner: str, kind: CaseKind) -> set[str]:
    """Who hears that a meeting of Thursday is not on record on Friday."""
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage, kind=kind, by=holder(owner))
    world.do(c.ProposeMeeting(**world.by(owner), at=AT_TEN))
    world.do(c.ConfirmMeeting(**world.by(owner), at=AT_TEN))
    world.until("2026-11-27T10:00")
    fixed = {clock.id for clock in world.case().clocks if clock.fixed}
    late = [n for n in world.owed if n.kind in LATE and n.facts.get("clock") in fixed]
    return {n.to.person_id for n in late}


@pytest.mark.parametrize(
    ("policy", "stage", "records"),
    [
        ("bradford", "stage-2", {"iro_team_manager"}),
        ("bradford", "stage-3", {"safeguarding_service_manager"}),
        ("durham", "stage-4", {"strategic_manager"}),
        ("northamptonshire", "level-3", {"iro_manager"}),
    ],
)
def test_whoever_records_the_meeting_and_the_owner_hear_and_nobody_else(
    policy: str, stage: str, records: set[str]
) -> None:
    told = the_morning_after(policy, stage, "iro", CaseKind.LOOKED_AFTER)

    assert told == {person_id(post) for post in {*records, "iro"}}


def test_a_child_protection_chairs_meeting_is_chased_on_the_chairs_side_alone() -> None:
    """Northamptonshire §8: each manager is responsible for their own service."""
    told = the_morning_after("northamptonshire", "level-3", "cp_chair", CaseKind.CHILD_PROTECTION)

    assert told == {person_id("cp_chair"), person_id("cp_chair_manager")}


def test_the_words_of_an_action_reach_nobody_whom_the_case_does_not_concern() -> None:
    world = World(a_rulebook("northamptonshire"))
    kind = CaseKind.CHILD_PROTECTION
    world.raise_one(stage_key="level-3", kind=kind, by=holder("cp_chair"))
    action = c.AgreedAction("Visit the family", "A volunteer", date(2026, 11, 26))
    world.do(
        c.RecordMeeting(
            **world.by("cp_chair"),
            held_on=date(2026, 11, 23),
            summary="We met.",
            actions=(action,),
        )
    )

    assert world.case().clock("action.1").posts == ("cp_chair", "cp_chair_manager")
    world.until("2026-11-27T10:00")
    about = {n.to.person_id for n in world.owed if n.facts.get("clock") == "action.1"}
    assert about == {person_id("cp_chair"), person_id("cp_chair_manager")}
