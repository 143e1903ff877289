"""Another day is proposed for a meeting that is fixed: no false lapse, no silence, no lost day."""

from resolution import commands as c
from resolution import events as e
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london, person_id
from tests.world import World

FIXED, OTHER = london("2026-11-26T10:00"), london("2026-12-02T10:30")


def fixed_and_then_proposed(policy: str, stage: str) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage)
    world.do(c.ProposeMeeting(**world.by("iro"), at=FIXED))
    world.do(c.ConfirmMeeting(**world.by("iro"), at=FIXED, token="t" * 16))
    world.moment = london("2026-11-24T11:00")
    world.owed.clear()
    world.do(c.ProposeMeeting(**world.by("iro"), at=OTHER))
    return world


def lapses(world: World) -> list[str]:
    return [event.clock_id for event in world.trail if isinstance(event, e.StageLapsed)]


def test_the_day_that_was_fixed_lapses_no_more_once_another_is_proposed() -> None:
    """Bradford, Request for meeting: no time is given for it, so its own day is its date."""
    world = fixed_and_then_proposed("bradford", "stage-2")

    world.until("2026-11-27T10:00")

    assert lapses(world) == []
    assert "AssigneeReminded" not in world.kinds(), "of neither day: none is fixed"


def test_those_who_come_read_which_day_is_open_again() -> None:
    world = fixed_and_then_proposed("bradford", "stage-2")

    told = [n for n in world.owed if n.kind is NoticeKind.MEETING_PROPOSED]

    people = ("childrens_service_manager", "team_manager", "iro_team_manager")
    assert {n.to.person_id for n in told} == {person_id(post) for post in people}
    assert {n.facts["instead_of"] for n in told} == {FIXED.isoformat()}


def test_a_day_that_nobody_confirms_is_heard_of_when_it_has_passed() -> None:
    world = fixed_and_then_proposed("bradford", "stage-2")

    world.until("2026-12-03T10:00")

    assert lapses(world) == ["1.hold_meeting"]
    assert world.told(NoticeKind.LAPSED_OWNER) == {person_id("iro")}


def test_once_confirmed_the_new_day_is_reminded_of_and_waits_to_be_recorded() -> None:
    world = fixed_and_then_proposed("bradford", "stage-2")
    world.do(c.ConfirmMeeting(**world.by("childrens_service_manager"), at=OTHER))
    world.until("2026-12-02T09:30")
    points = [event.point for event in world.trail if isinstance(event, e.AssigneeReminded)]
    assert points == ["working_day_before", "due_morning"]

    assert world.case().clock("1.hold_meeting").due_at == london("2026-12-02T17:00")
    assert world.case().visit.meeting_token == "t" * 16, "one entry of a calendar moves along"


def test_the_limit_of_the_stage_runs_on_while_no_day_is_fixed() -> None:
    """Knowsley, Timescales 4: aiming for 5 working days."""
    world = fixed_and_then_proposed("knowsley", "stage-4")

    world.until("2026-12-01T10:00")

    assert lapses(world) == ["1.hold_meeting"], "the limit of 30 November, not the day of the 26th"
    sent = [x for x in world.trail if isinstance(x, e.AssigneeReminded) and x.sent]
    assert {x.clock_id for x in sent} == {"1.hold_meeting"}
    assert world.told(NoticeKind.LAPSED_OWNER) == {person_id("iro")}


def test_a_proposed_day_before_the_limit_keeps_no_manager_from_hearing_of_the_limit() -> None:
    world = fixed_and_then_proposed("knowsley", "stage-4")
    world.do(c.ProposeMeeting(**world.by("iro"), at=london("2026-11-27T10:00")))
    world.owed.clear()

    world.until("2026-12-01T10:00")

    clocks = {n.facts["clock"] for n in world.owed if n.kind is NoticeKind.LAPSED_OWNER}
    assert clocks == {"1.agreed-meeting", "1.hold_meeting"}


def test_a_day_proposed_with_a_response_opens_the_fixed_one_again_just_so() -> None:
    world = World(a_rulebook("northamptonshire"))
    world.raise_one(stage_key="level-2")
    world.do(c.ProposeMeeting(**world.by("iro"), at=FIXED))
    world.do(c.ConfirmMeeting(**world.by("iro"), at=FIXED))

    world.do(
        c.SubmitResponse(**world.by("service_manager"), text="Not that day.", meeting_at=OTHER)
    )

    proposed = [event for event in world.trail if isinstance(event, e.MeetingProposed)][-1]
    assert proposed.instead_of == FIXED
    world.until("2026-11-27T10:00")
    assert "1.agreed-meeting" not in lapses(world)


def test_another_room_on_the_same_day_opens_no_day() -> None:
    world = fixed_and_then_proposed("bradford", "stage-2")
    world.do(c.ConfirmMeeting(**world.by("iro"), at=OTHER))

    world.do(c.ProposeMeeting(**world.by("iro"), at=OTHER, place="Room 3"))

    proposed = [event for event in world.trail if isinstance(event, e.MeetingProposed)][-1]
    assert proposed.instead_of is None
