"""When a route's steps are reminded of: on every day where danger is, or without any limit."""

from typing import Any

from resolution import commands as c
from resolution.case import Case
from resolution.notices import NoticeKind
from tests.builders import REF, a_rulebook, holder, london, person_id
from tests.world import World

CALL = {"called_at": "18:05", "called_who": "The manager", "call_outcome": "A visit tonight."}


def immediate(world: World, key: str, **values: str) -> Case:
    return world.do(
        c.RecordStep(**world.by("iro"), route="immediate-concern", step=key, values=values)
    )


def a_friday_evening() -> World:
    """Durham, Friday 27 November 2026 at 18:00."""
    world = World(a_rulebook("durham"), moment=london("2026-11-27T18:00"))
    world.raise_one()
    immediate(world, "team-manager", **CALL)
    return world


def test_an_immediate_concern_is_reminded_of_on_a_saturday_morning() -> None:
    """Durham §7: these discussions need to be completed within one day."""
    world = a_friday_evening()
    (clock,) = [k for k in world.case().open_clocks if k.route]
    assert clock.due_at == london("2026-11-28T17:00")

    world.until("2026-11-28T09:30")

    (reminder,) = [n for n in world.owed if n.kind is NoticeKind.STEP_DUE]
    assert reminder.to.person_id == person_id("iro")
    assert reminder.not_before is None


def test_the_written_record_does_not_wait_for_the_end_of_the_discussions() -> None:
    """Durham §7: the written record is completed retrospectively."""
    world = a_friday_evening()

    immediate(world, "written-record", record_text="What was said.")
    case = immediate(world, "discussions-done", outcome="The child is safe.")

    assert [k for k in case.open_clocks if k.route] == []
    assert immediate(world, "end", outcome="Safe.").routes[-1].closed_at is not None


def test_the_written_record_has_two_working_days_from_the_end_of_the_discussions() -> None:
    world = a_friday_evening()
    world.moment = london("2026-11-30T10:00")

    case = immediate(world, "discussions-done", outcome="The child is safe.")

    (clock,) = [k for k in case.open_clocks if k.route]
    assert (clock.key, clock.due_at) == ("written-record", london("2026-12-02T17:00"))


def test_a_step_without_a_limit_is_reminded_of_once_on_the_next_working_morning() -> None:
    """Northamptonshire, Appendix B: no time is given for the decision, and none is invented."""
    world = World(a_rulebook("northamptonshire"), moment=london("2026-11-27T15:00"))
    world.do(
        c.OpenRecord(
            case_ref=REF,
            by=holder("social_worker"),
            policy_id=world.rulebook.policy.id,
            route="significant-change",
            values={
                "change": "Serious accidents",
                "review_first": "None of these",
                "change_on": "2026-11-27",
                "change_what": "A fall.",
            },
            team="north",
            file_number="1234567",
            initials="AB",
        )
    )
    (clock,) = world.case().open_clocks
    assert clock.due_at is None
    assert clock.remind_at == {"next_morning": london("2026-11-30T09:00")}

    world.until("2026-12-20T09:00")

    reminders = [n for n in world.owed if n.kind is NoticeKind.STEP_DUE]
    assert [n.to.person_id for n in reminders] == [person_id("iro")]
    assert not world.told(NoticeKind.LAPSED_OWNER)


def a_court_record(*more: str) -> World:
    """Brighton & Hove §9: a concern about the plan for the court, with no challenge."""
    world = World(a_rulebook())
    facts: dict[str, Any] = {"policy_id": world.rulebook.policy.id, "team": "north"}
    seen = {"plan_seen_on": "2026-11-23", "plan_comment": "The sisters would be parted."}
    facts |= {"file_number": "LCS-1234567", "initials": "AB"}
    world.do(c.OpenRecord(**world.by("iro"), route="care-proceedings", values=seen, **facts))
    for step in more:
        talk = {"consulted_on": "2026-11-23", "advice": "Write to the court."}
        world.do(c.RecordStep(**world.by("iro"), route="care-proceedings", step=step, values=talk))
    return world


def test_the_discussion_that_there_always_is_is_asked_for_on_a_record_of_its_own() -> None:
    """Brighton & Hove §9: will always involve the discussion with the IRO Manager."""
    world = a_court_record()
    world.until("2026-11-24T10:00")
    (reminder,) = [n for n in world.owed if n.kind is NoticeKind.STEP_DUE]
    assert reminder.to.person_id == person_id("iro")

    recorded = a_court_record("iro-manager")
    recorded.until("2026-11-24T10:00")
    assert not [n for n in recorded.owed if n.kind is NoticeKind.STEP_DUE]
