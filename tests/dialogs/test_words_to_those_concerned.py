"""Messages name the posts of this very case: whoever was chosen, of its kind, who did answer."""

import json
from typing import Any

import pytest

from dialogs.notices import draw
from resolution import commands as c
from resolution.notices import Notice, NoticeKind
from resolution.policy import CaseKind
from tests.builders import REF, a_rulebook, london, person_id
from tests.world import World

AT_TEN = london("2026-11-26T10:00")


def at(policy: str, stage: str, **changes: Any) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage, **changes)
    return world


def reads(world: World, post: str, kind: NoticeKind) -> str:
    """The last message of this kind that a post got: its preview and its body."""
    found = [n for n in world.owed if n.kind is kind and n.to.person_id == person_id(post)]
    return shown(world, found[-1])


def shown(world: World, notice: Notice) -> str:
    case, to = world.case(REF), notice.to.person_id
    drawn = draw(notice.kind, notice.facts, case, world.rulebook, to, world.moment)
    assert drawn is not None
    return json.dumps([drawn[1], drawn[0]["body"]], ensure_ascii=False)


def test_those_whose_level_was_left_read_which_of_two_officers_was_chosen() -> None:
    """Northamptonshire §5, level 4: Assistant Director / Director, chosen at escalation."""
    world = at("northamptonshire", "level-3")
    chosen: dict[str, Any] = {
        "to_stage": "level-4",
        "reason": "No answer.",
        "post": "assistant_director",
    }
    left = world.case().visit.assignees[0].post
    world.do(c.Escalate(**world.by("iro"), **chosen))

    said = reads(world, left, NoticeKind.FOR_INFORMATION)

    title = world.rulebook.policy.post_title("assistant_director")
    assert f"and the {title} must answer now" in said


@pytest.mark.parametrize(
    ("policy", "stage"), [("northamptonshire", "level-2"), ("knowsley", "stage-4")]
)
def test_the_reminder_of_a_conferences_meeting_names_only_posts_of_conferences(
    policy: str, stage: str
) -> None:
    """The processes serve reviewing officers and conference chairs alike."""
    world = at(policy, stage, kind=CaseKind.CHILD_PROTECTION)
    world.do(c.ProposeMeeting(**world.by("cp_chair"), at=AT_TEN))
    world.do(c.ConfirmMeeting(**world.by("cp_chair"), at=AT_TEN))
    world.until("2026-11-26T09:30")

    said = reads(world, "cp_chair", NoticeKind.REMINDER)

    (records,) = [part for part in said.split(". ") if "records what is agreed" in part]
    assert world.rulebook.policy.post_title("cp_chair") in records
    assert "Independent Reviewing Officer" not in records
    assert "IRO Manager" not in records


def informal(answers: str) -> World:
    """Two were asked, of whom either may answer; one did, and it was not enough."""
    world = at("northamptonshire", "informal", agreed_by=AT_TEN.date())
    world.do(c.SubmitResponse(**world.by(answers), text="We shall see."))
    world.do(c.RejectResponse(**world.by("iro"), reason="No day was given."))
    return world


def test_your_response_is_said_only_to_whoever_gave_it() -> None:
    """Northamptonshire §5, informal: Social Worker / Practice Manager."""
    world = informal("social_worker")

    theirs = reads(world, "social_worker", NoticeKind.RESPONSE_REJECTED)
    beside = reads(world, "practice_manager", NoticeKind.RESPONSE_REJECTED)

    assert "Your response is not enough yet" in theirs
    assert "Please answer again" in theirs
    assert "Your response" not in beside
    assert "not satisfied with the response of the Social Worker" in beside
    assert "You may answer as well by" in beside


def test_once_somebody_else_answered_again_their_response_is_meant() -> None:
    world = informal("social_worker")
    world.do(c.SubmitResponse(**world.by("practice_manager"), text="On Monday."))
    world.do(c.RejectResponse(**world.by("iro"), reason="Monday has passed."))

    first = reads(world, "social_worker", NoticeKind.RESPONSE_REJECTED)

    assert "Your response" not in first
    assert "not satisfied with the response of the Practice Manager" in first
