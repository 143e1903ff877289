"""Whoever was asked to a meeting hears when it no longer stands: stage left, team changed."""

import json

from dialogs.notices import draw
from resolution import commands as c
from resolution import events as e
from resolution.notices import NoticeKind
from resolution.people import Actor
from tests.builders import REF, london, person_id
from tests.resolution.test_meetings_of_a_stage import AT_TEN, arranged, at
from tests.resolution.test_the_team_that_leads import SOUTH, leads, two_teams
from tests.world import World

NORTH_MANAGER, SOUTH_MANAGER = person_id("north team_manager"), person_id("south team_manager")


def read(world: World, kind: NoticeKind, person: str) -> str:
    """What somebody was told of one kind, as their card says it; empty when nothing."""
    mine = [n for n in world.owed if n.kind is kind and n.to.person_id == person]
    case, book, now = world.case(), world.rulebook, world.moment
    drawn = [draw(kind, notice.facts, case, book, person, now) for notice in mine]
    return json.dumps(drawn, ensure_ascii=False) if drawn else ""


def fixed_with_the_north_team() -> World:
    """The officer and the north Team Manager have fixed the meeting of stage 2."""
    world = two_teams(*SOUTH)
    world.do(c.ProposeMeeting(**world.by("iro"), at=AT_TEN, place="Room 2"))
    manager = Actor(NORTH_MANAGER, "north team_manager")
    world.do(c.ConfirmMeeting(case_ref=REF, by=manager, at=AT_TEN, place="Room 2"))
    world.owed.clear()
    return world


def test_whoever_was_asked_to_a_meeting_that_was_only_proposed_hears_that_it_is_off() -> None:
    world = at("bradford", "stage-2")
    world.do(c.ProposeMeeting(**world.by("childrens_service_manager"), at=AT_TEN))
    world.do(c.Escalate(**world.by("iro"), to_stage="stage-3", reason="It cannot wait."))

    said = read(world, NoticeKind.MEETING_CALLED_OFF, person_id("team_manager"))

    assert "Thursday 26 November 2026, 10:00" in said
    assert "was proposed, and is off, because the case has left that stage" in said


def test_a_proposed_meeting_whose_day_has_passed_is_not_called_off() -> None:
    world = at("bradford", "stage-2")
    world.do(c.ProposeMeeting(**world.by("iro"), at=AT_TEN))
    world.moment = london("2026-11-26T12:00")
    world.do(c.Withdraw(**world.by("iro"), reason="Raised in error."))
    assert "MeetingCalledOff" not in world.kinds()


def test_the_manager_of_the_team_that_leads_confirms_the_meeting_or_proposes_another_day() -> None:
    """Durham, table, stage 2: a meeting between IRO and TM; §4: made with the lead team."""
    world = fixed_with_the_north_team()

    case = leads(world)

    visit = case.visit
    assert (visit.meeting_at, visit.meeting_place) == (AT_TEN, "Room 2"), "the day is not lost"
    assert not visit.meeting_confirmed
    assert not visit.meeting_off
    said = read(world, NoticeKind.MEETING_PROPOSED, SOUTH_MANAGER)
    assert "Thursday 26 November 2026, 10:00" in said
    assert "Confirm the meeting" in said
    assert NORTH_MANAGER not in world.told(NoticeKind.MEETING_PROPOSED)
    lead = Actor(SOUTH_MANAGER, "south team_manager")
    world.do(c.ConfirmMeeting(case_ref=REF, by=lead, at=AT_TEN, place="Room 2"))
    assert world.case().visit.meeting_confirmed


def test_those_of_the_old_team_alone_hear_that_the_meeting_is_off_for_them() -> None:
    world = fixed_with_the_north_team()

    leads(world)

    off = world.told(NoticeKind.MEETING_CALLED_OFF)
    assert NORTH_MANAGER in off
    assert not off & {SOUTH_MANAGER, person_id("iro")}
    said = read(world, NoticeKind.MEETING_CALLED_OFF, NORTH_MANAGER)
    assert "is off for you, because another team leads the case now" in said


def test_nobody_forgets_a_meeting_that_the_new_team_leaves_unconfirmed() -> None:
    world = fixed_with_the_north_team()
    leads(world)
    world.owed.clear()

    world.until("2026-11-27T10:00")

    late = world.told(NoticeKind.LAPSED_OWNER) | world.told(NoticeKind.LAPSED_ASSIGNEE)
    assert person_id("iro") in late
    assert NORTH_MANAGER not in late | world.told(NoticeKind.REMINDER)


def test_a_meeting_of_those_who_answer_for_every_team_stays_fixed_and_is_told_to_the_new() -> None:
    """Durham, table, stage 5: the Head of Service meets; of the team, its Operations Manager."""
    world = two_teams(*SOUTH, stage="stage-5")
    arranged(world, "iro_operations_manager")
    world.owed.clear()

    leads(world)

    visit = world.case().visit
    assert visit.meeting_confirmed
    assert not visit.meeting_off
    assert world.told(NoticeKind.MEETING_CONFIRMED) == {person_id("south operations_manager")}
    assert world.told(NoticeKind.MEETING_CALLED_OFF) == {person_id("north operations_manager")}


def test_a_team_that_changes_nobody_at_the_meeting_leaves_it_as_it_is() -> None:
    """Durham, table, stage 6: those who meet answer for every team."""
    world = two_teams(*SOUTH, stage="stage-6")
    arranged(world, "iro_operations_manager")

    leads(world)

    assert world.case().visit.meeting_confirmed
    assert not any(isinstance(event, e.MeetingCalledOff) for event in world.trail)
