"""A close-out that is due with a response waits for it, and is due again when it comes late."""

from resolution import commands as c
from resolution.events import DueDateMoved, StageLapsed
from resolution.events.timing import LATE_RESPONSE
from resolution.notices import NoticeKind
from tests.builders import london, person_id
from tests.world import World


def late_at_level(level: str, at: str) -> World:
    """A case at a level of Brighton & Hove whose response has come at this moment."""
    world = World()
    world.raise_one(stage_key=level)
    world.until(at)
    world.do(c.SubmitResponse(**world.by(world.case().visit.assignees[0].post), text="Sorry."))
    return world


def lapses(world: World) -> list[tuple[str, list[str]]]:
    """Which clocks lapsed, and who was told above."""
    found = [event for event in world.trail if isinstance(event, StageLapsed)]
    return [(e.clock_id, [held.post for held in e.told]) for e in found]


def test_nothing_is_said_of_a_close_out_that_nobody_could_make() -> None:
    world = World()
    world.raise_one()
    world.until("2026-12-07T10:00")
    assert lapses(world) == [("1.respond", ["service_manager"])]
    assert not [timer for timer in world.timers if timer.key.startswith("lapse:1.resolve")]


def test_a_late_response_makes_the_close_out_due_one_working_day_later() -> None:
    world = late_at_level("level-1", "2026-12-03T11:00")
    (moved,) = [event for event in world.trail if isinstance(event, DueDateMoved)]
    assert (moved.clock_id, moved.why) == ("1.resolve", LATE_RESPONSE)
    assert moved.new_due_at == london("2026-12-04T17:00")
    clock = world.case().clock("1.resolve")
    assert clock.first_due_at == london("2026-11-30T17:00"), "the first date stays known"
    world.until("2026-12-04T09:30")
    reminded = [n for n in world.owed if n.kind is NoticeKind.REMINDER]
    assert reminded[-1].to.person_id == person_id("iro")


def test_when_that_passes_too_the_owner_and_the_owners_manager_hear_of_it() -> None:
    world = late_at_level("level-1", "2026-12-03T11:00")
    world.until("2026-12-07T10:00")
    assert lapses(world)[-1] == ("1.resolve", ["iro_manager"])
    told = [n for n in world.owed if n.facts.get("clock") == "1.resolve"]
    lapsed = {(n.kind, n.to.person_id) for n in told if n.kind is not NoticeKind.REMINDER}
    assert lapsed == {
        (NoticeKind.LAPSED_OWNER, person_id("iro")),
        (NoticeKind.LAPSED_NEXT_MANAGER, person_id("iro_manager")),
    }


def test_a_response_in_time_leaves_the_close_out_as_it_was() -> None:
    world = late_at_level("level-1", "2026-11-30T16:30")
    assert not [event for event in world.trail if isinstance(event, DueDateMoved)]
    world.until("2026-12-01T10:00")
    assert lapses(world) == [("1.resolve", ["iro_manager"])]


def test_at_level_2_the_close_out_is_the_iro_managers_and_the_head_of_safeguarding_hears() -> None:
    """Brighton & Hove §3.2 Level 2: the IRO Manager will summarise the impact and outcome."""
    world = late_at_level("level-2", "2026-12-03T11:00")
    world.until("2026-12-07T10:00")
    assert lapses(world)[-1] == ("1.resolve", ["head_of_safeguarding"])
