"""What time alone does."""

from datetime import date

import pytest
from msgspec.structs import replace

from resolution import commands as c
from resolution.events import AssigneeReminded, DueDateMoved, TotalWarned
from resolution.notices import NoticeKind
from resolution.policy import Anchor
from resolution.policy_file import load_policy
from resolution.ports import Rulebook
from resolution.working_days import WorkingCalendar
from tests.builders import REF, a_rulebook, london, person_id
from tests.world import World


def test_reminders_come_half_way_the_day_before_and_on_the_morning() -> None:
    world = World()
    world.raise_one()

    world.until("2026-11-30T12:00")

    reminders = [n for n in world.owed if n.kind is NoticeKind.REMINDER]
    assert [n.not_before for n in reminders if n.to.person_id == person_id("pod_team_manager")] == [
        london("2026-11-25T09:00"),
        london("2026-11-27T09:00"),
        london("2026-11-30T09:00"),
    ]


def test_a_lapse_at_five_is_told_at_nine_on_the_next_working_day() -> None:
    world = World()
    world.raise_one()

    world.until("2026-11-30T17:00")

    lapse = next(n for n in world.owed if n.kind is NoticeKind.LAPSED_NEXT_MANAGER)
    assert lapse.not_before == london("2026-12-01T09:00")
    assert lapse.to.person_id == person_id("service_manager")
    assert world.told(NoticeKind.LAPSED_OWNER) == {person_id("iro")}
    assert world.told(NoticeKind.LAPSED_ASSIGNEE) == {person_id("pod_team_manager")}


def test_after_the_last_stage_the_owners_manager_is_told() -> None:
    world = World()
    world.raise_one(stage_key="level-5")

    world.until("2026-12-01T17:00")

    assert world.told(NoticeKind.LAPSED_NEXT_MANAGER) == {person_id("iro_manager")}


def test_a_stage_lapses_once_however_often_we_look() -> None:
    world = World()
    world.raise_one()
    world.until("2026-12-01T10:00")
    before = len(world.trail)

    for _ in range(3):
        world.do(c.PassTime(case_ref=REF))

    assert len(world.trail) == before


def test_a_week_asleep_brings_the_lapse_and_drops_the_stale_reminders() -> None:
    world = World()
    world.raise_one()
    world.moment = london("2026-12-07T11:00")

    world.do(c.PassTime(case_ref=REF))

    reminded = [e for e in world.trail if isinstance(e, AssigneeReminded)]
    assert reminded
    assert not any(event.sent for event in reminded)
    assert world.told(NoticeKind.REMINDER) == set()
    assert world.told(NoticeKind.LAPSED_OWNER) == {person_id("iro")}


def test_nobody_is_reminded_after_they_answered() -> None:
    world = World(a_rulebook("northamptonshire"))
    world.raise_one()
    world.do(c.SubmitResponse(**world.by("team_manager"), text="Done."))

    world.until("2026-12-02T10:00")

    assert world.told(NoticeKind.REMINDER) == set()
    assert "StageLapsed" not in world.kinds()


def test_acknowledging_does_not_keep_a_stage_from_lapsing() -> None:
    world = World()
    world.raise_one()
    world.do(c.Acknowledge(**world.by("pod_team_manager")))

    world.until("2026-12-01T10:00")

    assert "StageLapsed" in world.kinds()


def test_a_total_is_warned_of_before_it_is_passed() -> None:
    world = World()
    world.raise_one()

    world.until("2026-12-22T10:00")

    warnings = [e for e in world.trail if isinstance(e, TotalWarned)]
    assert [(e.at, e.passed) for e in warnings] == [
        (london("2026-12-16T09:00"), False),
        (london("2026-12-21T17:00"), True),
    ]
    assert world.told(NoticeKind.TOTAL_WARNING) == {person_id("iro")}


def test_a_new_bank_holiday_moves_open_dates_and_no_past_lapse() -> None:
    world = World()
    world.raise_one()
    holiday = WorkingCalendar(one_off={date(2026, 11, 26): "A royal occasion"})
    world.rulebook = Rulebook(world.rulebook.policy, holiday, world.rulebook.directory)

    case = world.do(c.Recalculate(case_ref=REF))

    assert case.open_clocks[0].due_at == london("2026-12-01T17:00")
    moved = next(e for e in world.trail if isinstance(e, DueDateMoved))
    assert (moved.old_due_at, moved.new_due_at) == (
        london("2026-11-30T17:00"),
        london("2026-12-01T17:00"),
    )

    world.until("2026-12-02T10:00")
    lapses = world.kinds().count("StageLapsed")
    world.rulebook = a_rulebook()
    world.do(c.Recalculate(case_ref=REF))
    assert world.kinds().count("StageLapsed") == lapses
    assert world.case().clock("1.respond").lapsed_at == london("2026-12-01T17:00")


def test_somebody_who_cannot_be_reached_is_never_silence() -> None:
    world = World()
    world.raise_one()

    world.do(
        c.ReportUndelivered(
            case_ref=REF,
            person_id=person_id("pod_team_manager"),
            notice_key="asked_to_respond:x",
            why="the app is not installed for them",
        )
    )

    assert "NoticeUndelivered" in world.kinds()
    assert world.told(NoticeKind.UNDELIVERED) == {"administrators"}


@pytest.mark.parametrize("hour", ["16:59", "17:00", "23:30"])
def test_a_challenge_after_five_counts_from_the_next_working_day(hour: str) -> None:
    world = World(moment=london(f"2026-11-23T{hour}"))

    case = world.raise_one()

    due = london("2026-11-30T17:00" if hour == "16:59" else "2026-12-01T17:00")
    assert case.open_clocks[0].due_at == due


def test_a_clock_may_count_from_the_childs_next_review() -> None:
    policy = load_policy("knowsley")
    stage = policy.first_formal
    counted = replace(stage, clocks=(replace(stage.clocks[0], start=Anchor.REVIEW_DATE),))
    stages = tuple(counted if s.key == stage.key else s for s in policy.stages)
    world = World(a_rulebook(replace(policy, stages=stages)))

    case = world.raise_one(facts={"review_date": "2026-12-14"})

    assert case.open_clocks[0].due_at == london("2026-12-21T17:00")
