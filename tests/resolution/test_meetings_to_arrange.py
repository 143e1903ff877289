"""A meeting that must be held: somebody is asked to arrange it, and its time is kept."""

from typing import Any

import pytest

from resolution import commands as c
from resolution.errors import NotNow
from resolution.events import ChallengeResolved, StageLapsed
from resolution.notices import NoticeKind
from resolution.policy import Must
from tests.builders import a_rulebook, london, person_id
from tests.world import World

# policy, stage, who arranges, until when it is to be held
ARRANGED = [
    ("durham", "stage-2", "iro", "2026-11-27T17:00"),
    ("durham", "stage-3", "iro", "2026-11-30T17:00"),
    ("durham", "stage-4", "iro", "2026-11-30T17:00"),
    ("durham", "stage-5", "iro_operations_manager", "2026-11-30T17:00"),
    ("durham", "stage-6", "iro_operations_manager", "2026-11-24T17:00"),
    ("durham", "stage-7", "iro_operations_manager", "2026-11-24T17:00"),
    ("brighton-and-hove", "level-3", "head_of_safeguarding", "2026-11-27T17:00"),
    ("knowsley", "stage-4", "iro", "2026-11-30T17:00"),
]


def at(policy: str, stage: str) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage)
    return world


@pytest.mark.parametrize(("policy", "stage", "arranges", "until"), ARRANGED)
def test_whoever_arranges_the_meeting_is_asked_reminded_and_told_when_it_was_not_held(
    policy: str, stage: str, arranges: str, until: str
) -> None:
    """Durham's table and §8; Brighton & Hove §3.2 Level 3; Knowsley, Timescales 4."""
    world = at(policy, stage)
    clock = world.case().clock_of(Must.HOLD_MEETING)
    assert clock is not None
    assert clock.due_at == london(until)
    if arranges != "iro":  # who raised it knows it
        asked = world.told(NoticeKind.ASKED_TO_ARRANGE)
        judging = {n.to.person_id for n in world.owed if n.facts.get("judges")}
        assert person_id(arranges) in asked | judging  # who judges it too hears both at once
        for_information = [n for n in world.owed if n.kind is NoticeKind.FOR_INFORMATION]
        informed = {n.to.person_id for n in for_information if not n.facts.get("judges")}
        assert person_id(arranges) not in informed, "nobody says that nothing is asked of them"

    world.until("2026-12-04T10:00")

    about = [n for n in world.owed if n.facts.get("clock") == clock.id]
    reminded = {n.to.person_id for n in about if n.kind is NoticeKind.REMINDER}
    assert person_id(arranges) in reminded
    told = {n.to.person_id for n in about if n.kind is not NoticeKind.REMINDER}
    assert {person_id(arranges), person_id("iro")} <= told


@pytest.mark.parametrize("stage", ["stage-2", "stage-5"])
def test_the_next_manager_does_not_hear_of_a_meeting_that_is_only_beside_the_response(
    stage: str,
) -> None:
    world = at("durham", stage)
    world.until("2026-12-04T10:00")

    lapses = [e for e in world.trail if isinstance(e, StageLapsed)]
    assert [e.told for e in lapses if e.clock_id.endswith("hold_meeting")] == [()]


def test_nobody_is_reminded_to_arrange_what_is_arranged() -> None:
    world = at("durham", "stage-5")
    arranger = world.by("iro_operations_manager")
    world.do(c.ProposeMeeting(**arranger, at=london("2026-12-01T10:00")))
    world.do(c.ConfirmMeeting(**arranger, at=london("2026-12-01T10:00")))

    world.until("2026-11-30T10:00")
    limit = [n for n in world.owed if n.facts.get("clock") == "1.hold_meeting"]
    assert limit == []
    world.until("2026-12-01T09:30")
    late = [n for n in world.owed if n.facts.get("clock") == "1.hold_meeting"]
    assert {n.kind for n in late} == {NoticeKind.LAPSED_ASSIGNEE, NoticeKind.LAPSED_OWNER}


def test_one_message_says_that_the_day_of_a_meeting_and_its_limit_have_passed() -> None:
    world = at("durham", "stage-5")
    arranger = world.by("iro_operations_manager")
    world.do(c.ProposeMeeting(**arranger, at=london("2026-11-30T10:00")))
    world.do(c.ConfirmMeeting(**arranger, at=london("2026-11-30T10:00")))
    world.owed.clear()

    world.until("2026-12-01T10:00")

    lapses = [n for n in world.owed if n.kind is NoticeKind.LAPSED_OWNER and "meeting" in str(n)]
    assert [n.facts["clock"] for n in lapses] == ["1.agreed-meeting"]


def test_the_limit_stays_when_the_day_that_was_fixed_is_moved() -> None:
    world = at("durham", "stage-5")
    arranger = world.by("iro_operations_manager")
    world.do(c.ProposeMeeting(**arranger, at=london("2026-12-08T10:00")))
    for day in ("2026-12-08T10:00", "2026-12-09T10:00"):
        world.do(c.ConfirmMeeting(**arranger, at=london(day)))

    due = {clock.id: clock.due_at for clock in world.case().open_clocks}
    assert due["1.hold_meeting"] == london("2026-11-30T17:00")
    assert due["1.agreed-meeting"] == london("2026-12-09T17:00")


def test_a_date_is_confirmed_once_one_was_proposed_or_where_the_procedure_asks_for_one() -> None:
    """Bradford, Request for meeting: the CSM will confirm the date of the meeting."""
    durham, bradford = at("durham", "stage-5"), at("bradford", "stage-2")
    when = london("2026-11-30T10:00")
    with pytest.raises(NotNow, match="No date was proposed yet"):
        durham.do(c.ConfirmMeeting(**durham.by("iro_operations_manager"), at=when))

    bradford.do(c.ConfirmMeeting(**bradford.by("childrens_service_manager"), at=when))
    assert bradford.case().visit.meeting_confirmed


def test_why_there_was_no_meeting_is_kept_with_the_resolution_and_is_never_a_gate() -> None:
    for why in ("", "It was settled by telephone."):
        world = at("durham", "stage-5")
        ends: dict[str, Any] = {"outcome": "Settled.", "impact": "They can stay."}
        world.do(c.Resolve(**world.by("iro"), **ends, without_meeting=why))
        (ended,) = [e for e in world.trail if isinstance(e, ChallengeResolved)]
        assert ended.without_meeting == why
        assert not world.case().is_open
