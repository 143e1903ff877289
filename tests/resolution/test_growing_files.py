"""A tick on the child's file remembers how far the text went; what grew is offered again."""

from typing import Any

import pytest

from resolution import commands as c
from resolution import events as e
from resolution.errors import AlreadyDone
from resolution.folding import fold
from resolution.on_file import texts, to_file, unfiled
from tests.builders import REF, a_rulebook, holder, london
from tests.world import World

IRO = holder("iro")
STAGE = "1.stage-1"


def waits(world: World) -> tuple[str, ...]:
    return unfiled(world.case(), world.rulebook.policy)


def ticks(world: World, *keys: str) -> None:
    for key in keys or waits(world):
        seen = world.case().version
        world.do(c.TickFiled(case_ref=REF, by=IRO, what=key, seen_version=seen))


def step(world: World, route: str, key: str, **values: str) -> None:
    world.do(c.RecordStep(case_ref=REF, by=IRO, route=route, step=key, values=values))


def test_a_response_a_note_and_the_outcome_are_each_offered_after_a_tick() -> None:
    world = World(a_rulebook("bradford"))
    world.raise_one()
    assert waits(world) == (STAGE,)
    for command in (
        c.SubmitResponse(**world.by("team_manager"), text="We will.", completed=True),
        c.AddNote(case_ref=REF, by=IRO, text="They called."),
        c.Resolve(case_ref=REF, by=IRO, outcome="Done.", impact="Settled."),
    ):
        ticks(world)
        assert waits(world) == ()
        world.do(command)
        assert waits(world) == (STAGE,), type(command).__name__


def test_what_was_added_while_somebody_copied_the_text_is_not_taken_for_filed() -> None:
    world = World(a_rulebook("bradford"))
    seen = world.raise_one().version
    world.do(c.SubmitResponse(**world.by("team_manager"), text="We will.", completed=True))

    world.do(c.TickFiled(case_ref=REF, by=IRO, what=STAGE, seen_version=seen))

    assert waits(world) == (STAGE,)


def test_a_tick_twice_is_refused_until_something_was_added() -> None:
    world = World(a_rulebook("bradford"))
    world.raise_one()
    ticks(world)
    with pytest.raises(AlreadyDone, match="nothing was added"):
        ticks(world, STAGE)


def test_what_time_alone_does_is_no_reason_to_file_again() -> None:
    world = World(a_rulebook("bradford"))
    world.raise_one()
    ticks(world)

    world.until("2026-12-03T10:00")

    assert "StageLapsed" in world.kinds()
    assert waits(world) == ()


def test_each_recording_of_a_step_is_a_text_of_its_own() -> None:
    world = World(a_rulebook("bradford"))
    world.raise_one()
    for news in ("It is asked.", "It is answered."):
        step(world, "child", "kept-informed", contact_on="2026-11-23", news=news)
    assert waits(world) == (STAGE, "child.kept-informed", "child.kept-informed.2")

    ticks(world, "child.kept-informed")

    assert waits(world) == (STAGE, "child.kept-informed.2")


def test_a_tick_from_before_covers_what_was_there_and_nothing_that_came_after() -> None:
    world = World(a_rulebook("bradford"))
    world.raise_one()
    for news in ("It is asked.", "It is answered."):
        step(world, "child", "kept-informed", contact_on="2026-11-23", news=news)
    at = london("2026-11-23T10:00")
    old = [e.FiledOnRecord(at=at, by=IRO, what=what) for what in (STAGE, "child.kept-informed")]
    case = fold(REF, [*world.trail, *old])
    assert unfiled(case, world.rulebook.policy) == ()

    later = fold(REF, [*world.trail, *old, e.NoteAdded(at=at, by=IRO, text="More.")])

    assert unfiled(later, world.rulebook.policy) == (STAGE,)


def test_durham_has_the_outcome_by_the_post_of_its_table_and_a_case_note_by_the_iro() -> None:
    """Durham's table, stage 4 (outcome on the form by the Strategic Manager), and §5.4."""
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-4")
    assert waits(world) == ("1.stage-4",)
    world.do(c.SubmitResponse(**world.by("strategic_manager"), text="It is agreed."))
    found = {text.key: text for text in texts(world.case(), world.rulebook.policy)}
    assert list(found) == ["1.stage-4", "1.stage-4/2", "1.stage-4/3"]
    assert found["1.stage-4/2"].entry.by == ("strategic_manager",)
    assert found["1.stage-4/3"].entry.by == ("iro",)
    titles = to_file(world.case(), world.rulebook.policy)
    assert titles["1.stage-4/2"] == "Stage 4: RP Form, Stage 4: outcome"


def test_more_time_is_an_entry_of_its_own() -> None:
    """Durham §5.4: recorded on the child's case file by the IRO."""
    world = World(a_rulebook("durham"))
    world.raise_one()
    more: dict[str, Any] = {
        "reason": "A panel.",
        "benefit": "School.",
        "enquiries": "Its view.",
        "satisfied": True,
    }
    on = london("2026-12-09T10:00").date()
    world.do(c.Extend(case_ref=REF, by=IRO, new_due_on=on, **more))

    assert "1.stage-2/3" in waits(world)


@pytest.mark.parametrize(("answer", "keys"), [("yes", 2), ("no", 1)])
def test_brighton_asks_for_a_module_4_only_where_the_issue_came_from_a_review(
    answer: str, keys: int
) -> None:
    """Brighton & Hove §3.2: issues arising directly from the review are recorded on a Module 4."""
    world = World()
    facts = {"spoken_to": "The manager", "spoken_how": "Face to face", "from_review": answer}
    agreed = london("2026-12-01T10:00").date()
    world.raise_one(stage_key="informal", bypass_reason="", facts=facts, agreed_by=agreed)

    assert len(waits(world)) == keys


def test_a_summary_of_a_meeting_is_offered_to_be_filed_once_it_is_recorded() -> None:
    """Bradford, Request for meeting: a summary … recorded by the IRO Team Manager."""
    world = World(a_rulebook("bradford"))
    world.raise_one(stage_key="stage-2")
    assert waits(world) == ("1.stage-2",)
    on = world.moment.date()
    world.do(c.RecordMeeting(**world.by("iro_team_manager"), held_on=on, summary="Agreed."))

    assert waits(world) == ("1.stage-2", "1.stage-2/2")


@pytest.mark.parametrize("policy", ["bradford", "northamptonshire", "knowsley"])
def test_where_all_is_recorded_every_step_on_a_case_is_offered_and_a_private_one_is_not(
    policy: str,
) -> None:
    """Bradford, Introduction; Northamptonshire §5; Knowsley, Formal 5."""
    found = a_rulebook(policy).policy
    kept_off = {"concern-about-iro", "supervision", "recognition", "significant-change"}
    for route in found.routes:
        if route.key not in kept_off:
            assert all(step.on_file for step in route.steps), route.key
        if route.private_to and route.standalone:
            assert not any(step.on_file for step in route.steps), route.key
