"""Durham §5.5 and §6: each resolution is looked at again, with the manager who leads it."""

import pytest

from resolution import commands as c
from resolution.case import Case, RunningClock
from resolution.notices import NoticeKind
from resolution.policy import Must
from tests.builders import a_rulebook, london, person_id
from tests.world import World

TODAY = "2026-11-23"
LEAD = "Strategic Manager Children's Social Care"


def a_world(stage: str = "stage-3") -> World:
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key=stage)
    return world


def step(world: World, key: str, **values: str) -> Case:
    return world.do(c.RecordStep(**world.by("iro"), route="monitoring", step=key, values=values))


def resolve(world: World) -> Case:
    return world.do(c.Resolve(**world.by("iro"), outcome="Agreed.", impact="A settled plan."))


def waiting(case: Case, must: Must = Must.MONITOR) -> list[RunningClock]:
    return [clock for clock in case.open_clocks if clock.must is must]


def hold(world: World, achieved: str) -> Case:
    found = {"achieved": achieved, "outcome": "Seen.", "impact": "None yet."}
    return step(world, "hold", held_on=world.moment.date().isoformat(), **found)


def test_the_ten_days_begin_also_where_the_meeting_was_arranged_before_the_resolution() -> None:
    world = a_world()
    step(world, "arrange", meeting_on="2026-12-01")

    (clock,) = waiting(resolve(world))

    assert clock.due_at == london("2026-12-07T17:00")


def test_the_ten_days_begin_again_with_every_resolution() -> None:
    world = a_world()
    resolve(world)
    world.moment = london("2026-12-01T10:00")
    assert waiting(hold(world, "no")) == []
    world.do(c.Reopen(**world.by("iro"), reason="Nothing was done."))

    (clock,) = waiting(resolve(world))

    assert clock.due_at == london("2026-12-15T17:00")


def test_reopening_stops_the_days_of_a_resolution_that_no_longer_holds() -> None:
    world = a_world()
    resolve(world)

    case = world.do(c.Reopen(**world.by("iro"), reason="It did not hold."))

    assert waiting(case) == []
    assert len(waiting(resolve(world))) == 1


def test_the_manager_who_leads_is_invited_and_the_team_manager_where_none_is_named() -> None:
    """§6: with the lead Children's Social Care manager who is taking the resolution forward."""
    world = a_world()
    resolve(world)
    world.owed.clear()

    step(world, "arrange", meeting_on="2026-12-01", lead_manager=LEAD)
    assert world.told(NoticeKind.STEP_RECORDED) == {person_id("strategic_manager")}
    step(world, "arrange", meeting_on="2026-12-02")

    assert person_id("team_manager") in world.told(NoticeKind.STEP_RECORDED)


def test_whoever_comes_is_reminded_of_the_day_and_a_new_day_takes_the_place_of_the_old() -> None:
    world = a_world()
    resolve(world)
    step(world, "arrange", meeting_on="2026-12-01", lead_manager=LEAD)
    case = step(world, "arrange", meeting_on="2026-12-03", lead_manager=LEAD)
    (meeting,) = waiting(case, Must.HOLD_MEETING)
    assert meeting.due_at == london("2026-12-03T17:00")
    world.owed.clear()

    world.until("2026-12-03T09:30")
    reminded = [n for n in world.owed if n.kind is NoticeKind.STEP_DUE]
    of_meeting = [n for n in reminded if n.facts["clock"] == meeting.id]
    assert {n.to.person_id for n in of_meeting} == {
        person_id("iro"),
        person_id("strategic_manager"),
    }
    assert {n.facts["point"] for n in of_meeting} == {"working_day_before", "due_morning"}

    assert waiting(hold(world, "yes"), Must.HOLD_MEETING) == []


def test_a_meeting_that_nobody_recorded_is_the_officers_to_put_right() -> None:
    world = a_world()
    resolve(world)
    step(world, "arrange", meeting_on="2026-12-01", lead_manager=LEAD)
    world.owed.clear()

    world.until("2026-12-02T10:00")

    assert world.told(NoticeKind.LAPSED_OWNER) == {person_id("iro")}
    assert not world.told(NoticeKind.LAPSED_ASSIGNEE)
    assert not world.told(NoticeKind.LAPSED_NEXT_MANAGER)


@pytest.mark.parametrize(
    ("stage", "follows"),
    [
        ("stage-3", "operations_manager"),
        ("stage-4", "operations_manager"),
        ("stage-5", "iro_operations_manager"),
        ("stage-6", "iro_operations_manager"),
    ],
)
def test_who_follows_up_depends_on_the_stage(stage: str, follows: str) -> None:
    """Table, stage 4: the Operations Managers; stages 5 and 6: the IRO Operations Managers."""
    world = a_world(stage)
    resolve(world)
    hold(world, "no")
    world.owed.clear()

    step(world, "follow-up", follow_up="Ask what is in the way.")

    assert world.told(NoticeKind.STEP_RECORDED) == {person_id(follows)}
