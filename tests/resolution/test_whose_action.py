"""An agreed action is its owner's: they are reminded, they say that it is done."""

from datetime import date
from typing import Any

import pytest

from resolution import commands as c
from resolution.errors import Incomplete
from resolution.notices import NoticeKind
from resolution.policy import CaseKind
from resolution.standing import standing
from resolution.taking_on import may_take_on
from tests.builders import a_rulebook, holder, london, person_id
from tests.world import World

DAY = date(2026, 11, 26)
VISIT = c.AgreedAction("Visit the school", "", DAY, "social_worker")
WRITE = c.AgreedAction("Write the letter", "The foster carer", DAY)


def about(world: World, number: int, kind: NoticeKind) -> set[str]:
    clock = f"action.{number}"
    return {n.to.person_id for n in world.owed if n.kind is kind and n.facts.get("clock") == clock}


def test_whoever_agreed_to_it_is_reminded_and_the_owner_hears_when_it_is_late() -> None:
    """Durham, Table, stage 2: a person responsible for the completing of these tasks."""
    world = World(a_rulebook("durham"))
    world.raise_one()
    world.do(
        c.RecordMeeting(
            **world.by("iro"), held_on=date(2026, 11, 23), summary="Met.", actions=(VISIT, WRITE)
        )
    )
    first, second = (kept.action for kept in world.case().actions)
    assert first.owner == "Holder of social_worker, Social Worker"
    assert second.owner == "The foster carer"

    world.until("2026-11-27T10:00")

    assert about(world, 1, NoticeKind.REMINDER) == {person_id("social_worker")}
    assert about(world, 1, NoticeKind.LAPSED_ASSIGNEE) == {person_id("social_worker")}
    assert about(world, 1, NoticeKind.LAPSED_OWNER) == {person_id("iro")}
    # Somebody of whom the case knows nothing stays with whoever wrote it down.
    assert about(world, 2, NoticeKind.REMINDER) == {person_id("iro")}


def test_whoever_agreed_to_it_reads_it_and_marks_it_done_after_their_stage_was_left() -> None:
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-5")
    action = c.AgreedAction("Find the money", "", DAY, "legal_advisor")
    world.do(c.SubmitResponse(**world.by("head_of_childrens_social_care"), text="We will.",
                              actions=(action,)))  # fmt: skip
    world.do(c.Escalate(**world.by("iro"), to_stage="stage-6", reason="Not enough."))
    legal = standing(world.case(), world.rulebook, holder("legal_advisor"), world.moment)
    assert legal.may_read

    world.do(c.CompleteAction(**world.by("legal_advisor"), number=1))
    world.do(c.CheckAction(**world.by("iro"), number=1, achieved=False, note="Not yet."))
    assert person_id("legal_advisor") in world.told(NoticeKind.ACTION_DUE)
    assert person_id("corporate_director") not in world.told(NoticeKind.ACTION_DUE)


@pytest.mark.parametrize(
    ("policy", "stage", "cite"),
    [
        ("knowsley", "stage-1", "Timescales 1: with timescales for actions to be completed by"),
        ("knowsley", "stage-2", "Timescales 2: with timescales for actions to be completed"),
        ("bradford", "stage-1", "Concerns: reach some agreement … and any actions"),
    ],
)
def test_whoever_raises_a_stage_writes_down_its_actions_with_their_days(
    policy: str, stage: str, cite: str
) -> None:
    world = World(a_rulebook(policy))
    assert world.rulebook.policy.stage(stage).actions, cite

    case = world.raise_one(stage_key=stage, actions=(VISIT, WRITE))

    assert [kept.stage_key for kept in case.actions] == [stage, stage]
    assert case.clock("action.1").posts == ("social_worker",)
    assert case.clock("action.2").posts == ("iro",)
    assert case.clock("action.1").due_at == london("2026-11-26T17:00")


def test_actions_are_written_down_with_an_escalation_too() -> None:
    world = World(a_rulebook("knowsley"))
    world.raise_one(stage_key="stage-1")
    case = world.do(
        c.Escalate(**world.by("iro"), to_stage="stage-2", reason="No answer.", actions=(VISIT,))
    )

    assert [kept.stage_key for kept in case.actions] == ["stage-2"]
    assert case.clock("action.1").is_open


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"what": " "}, "what"), ({"post": ""}, "owner"), ({"by_on": date(2026, 11, 20)}, "by")],
)
def test_an_action_that_lacks_something_is_refused_by_its_field(
    changes: dict[str, Any], field: str
) -> None:
    given: dict[str, Any] = {"what": "Visit", "owner": "", "by_on": DAY, "post": "social_worker"}
    action = c.AgreedAction(**{**given, **changes})
    world = World(a_rulebook("knowsley"))

    with pytest.raises(Incomplete) as refusal:
        world.raise_one(stage_key="stage-1", actions=(action,))
    assert set(refusal.value.fields) == {f"action_1_{field}"}


def test_confirming_completion_marks_the_stages_actions_done_and_nobody_is_chased() -> None:
    """Bradford, Concerns: confirm that actions agreed have been completed."""
    world = World(a_rulebook("bradford"))
    world.raise_one(actions=(VISIT,))
    manager = world.by("team_manager")
    world.do(c.SubmitResponse(**manager, text="We will.", actions=(WRITE,)))
    world.moment = london("2026-11-25T12:00")
    world.do(c.ConfirmCompletion(**manager))

    assert all(kept.completed_at == world.moment for kept in world.case().actions)
    world.until("2026-11-27T10:00")
    assert about(world, 1, NoticeKind.LAPSED_ASSIGNEE) == set()
    assert about(world, 2, NoticeKind.LAPSED_ASSIGNEE) == set()


def test_only_posts_of_the_council_whom_the_stage_concerns_can_take_an_action_on() -> None:
    policy = a_rulebook("northamptonshire").policy
    posts = may_take_on(policy, CaseKind.CHILD_PROTECTION, [policy.stage("level-3")])

    assert posts[0] == "cp_chair"
    assert "strategic_manager" in posts
    assert not {"iro", "iro_manager", "cafcass"} & set(posts)
