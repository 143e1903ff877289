"""Where a meeting answers a stage: what meets its clocks, who judges it, what is not asked."""

from datetime import date

import pytest

from resolution import commands as c
from resolution.answered import is_answered, is_to_judge
from resolution.errors import AlreadyDone, NotNow
from resolution.events import StageLapsed
from resolution.policy import Must
from tests.builders import a_rulebook, london
from tests.world import World

# policy, stage, who must answer, who records
MEET = [
    ("bradford", "stage-2", "childrens_service_manager", "iro_team_manager"),
    ("bradford", "stage-3", "head_of_service", "safeguarding_service_manager"),
    ("knowsley", "stage-4", "assistant_executive_director", "iro"),
]
TUESDAY = date(2026, 11, 24)


def at(policy: str, stage: str) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage)
    world.moment = london("2026-11-24T15:00")
    return world


def answered(world: World) -> bool:
    return is_answered(world.case().visit, world.rulebook.policy.stage(world.case().stage_key))


def to_judge(world: World) -> bool:
    return is_to_judge(world.case().visit, world.rulebook.policy.stage(world.case().stage_key))


@pytest.mark.parametrize(("policy", "stage", "answers", "records"), MEET)
def test_a_meeting_on_record_answers_the_stage_and_meets_all_that_it_waited_for(
    policy: str, stage: str, answers: str, records: str
) -> None:
    """Bradford, Request for meeting and Notify Head of Service; Knowsley, Timescales 4."""
    world = at(policy, stage)
    assert not answered(world)

    met = c.RecordMeeting(**world.by(records), held_on=TUESDAY, summary="A plan was agreed.")
    case = world.do(met)

    assert answered(world)
    assert to_judge(world)
    assert case.stage_clocks == ()
    world.until("2026-12-15T10:00")
    assert not [event for event in world.trail if isinstance(event, StageLapsed)]


@pytest.mark.parametrize(("policy", "stage", "answers", "records"), MEET)
def test_no_written_response_is_taken_where_the_procedure_has_a_meeting(
    policy: str, stage: str, answers: str, records: str
) -> None:
    world = at(policy, stage)

    with pytest.raises(NotNow, match="is answered by its meeting"):
        world.do(c.SubmitResponse(**world.by(answers), text="We will."))


def test_what_a_meeting_came_to_is_judged_and_another_one_answers_again() -> None:
    world = at("bradford", "stage-2")
    with pytest.raises(NotNow, match="no meeting on record"):
        world.do(c.RejectResponse(**world.by("iro"), reason="Nothing was agreed."))
    record = world.by("iro_team_manager")
    world.do(c.RecordMeeting(**record, held_on=TUESDAY, summary="We met."))

    world.do(c.RejectResponse(**world.by("iro"), reason="Nothing was agreed."))
    assert not answered(world)
    with pytest.raises(AlreadyDone):
        world.do(c.RejectResponse(**world.by("iro"), reason="Nothing was agreed."))

    world.do(c.RecordMeeting(**record, held_on=TUESDAY, summary="We met again and agreed."))
    assert answered(world)
    assert world.case().visit.rejected_why == "Nothing was agreed."
    world.do(c.RejectResponse(**world.by("iro"), reason="Still nothing."))


def test_bradfords_first_stage_is_not_answered_before_completion_is_confirmed() -> None:
    world = at("bradford", "stage-1")
    world.do(c.SubmitResponse(**world.by("team_manager"), text="We will."))
    assert not answered(world)
    assert to_judge(world)

    world.do(c.ConfirmCompletion(**world.by("team_manager")))
    assert answered(world)


def test_a_meeting_beside_a_response_does_not_answer_the_stage() -> None:
    world = at("durham", "stage-2")
    world.do(c.RecordMeeting(**world.by("iro"), held_on=TUESDAY, summary="We met."))

    assert not answered(world)
    assert not to_judge(world)
    assert world.case().clock_of(Must.RESPOND) is not None
    assert world.case().clock_of(Must.HOLD_MEETING) is None
