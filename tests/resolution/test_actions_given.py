"""Whoever is given an agreed action hears of it at once, and nobody else says that it is done."""

from datetime import date

import pytest

from resolution import commands as c
from resolution.errors import NotYours
from resolution.notices import NoticeKind
from resolution.policy import Must
from tests.builders import a_rulebook, holder, london, person_id
from tests.world import World

DAY = date(2026, 12, 18)
VISIT = c.AgreedAction("Visit the school", "", DAY, "social_worker")
CALL = c.AgreedAction("Call the carer", "", DAY, "social_worker")
FUND = c.AgreedAction("Find the money", "", DAY, "legal_advisor")
WRITE = c.AgreedAction("Write the letter", "The foster carer", DAY)


def given(world: World, post: str) -> list[tuple[NoticeKind, str]]:
    """The notices that tell somebody of actions of their own, and which those are."""
    mine = [n for n in world.owed if n.to.person_id == person_id(post)]
    return [(n.kind, n.facts["given"]) for n in mine if "given" in n.facts]


def test_what_is_written_down_at_raising_is_said_in_the_message_that_tells_of_it() -> None:
    """Knowsley, Timescales 1: with timescales for actions to be completed by."""
    world = World(a_rulebook("knowsley"))
    world.raise_one(stage_key="stage-1", actions=(VISIT, CALL))
    assert given(world, "social_worker") == [(NoticeKind.FOR_INFORMATION, "1,2")]


def test_whoever_did_not_come_to_the_meeting_hears_of_what_it_gives_them() -> None:
    """Durham, Table, stage 2: a person responsible for the completing of these tasks."""
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-5")
    meeting = c.RecordMeeting(
        **world.by("head_of_childrens_social_care"),
        held_on=date(2026, 11, 23),
        summary="Met.",
        actions=(VISIT, FUND),
    )
    world.do(meeting)
    assert given(world, "legal_advisor") == [(NoticeKind.ACTION_DUE, "2")]
    assert given(world, "social_worker") == [(NoticeKind.ACTION_DUE, "1")]


def test_a_response_tells_those_to_whom_it_gives_something_and_not_its_writer() -> None:
    world = World(a_rulebook("northamptonshire"))
    world.raise_one()
    actions = (VISIT, CALL, WRITE)
    world.do(c.SubmitResponse(**world.by("team_manager"), text="We will.", actions=actions))
    assert given(world, "social_worker") == [(NoticeKind.ACTION_DUE, "1,2")]
    assert given(world, "team_manager") == []


def test_only_whose_it_is_or_who_judges_the_case_says_that_it_is_done() -> None:
    world = World(a_rulebook("bradford"))
    world.raise_one(actions=(VISIT, CALL, WRITE))
    with pytest.raises(NotYours, match="Holder of social_worker, Social Worker"):
        world.do(c.CompleteAction(**world.by("team_manager"), number=1))

    world.do(c.CompleteAction(**world.by("social_worker"), number=1))
    world.do(c.CompleteAction(**world.by("iro"), number=2))
    done = [kept.completed_by for kept in world.case().actions]
    assert done == ["Holder of social_worker", "Holder of iro", ""]
    with pytest.raises(NotYours):
        world.do(c.CompleteAction(**world.by("social_worker"), number=3))


def test_an_action_found_not_done_is_waited_for_again_on_its_day() -> None:
    """Bradford, Concerns: confirm that actions agreed have been completed."""
    world = World(a_rulebook("bradford"))
    world.raise_one(actions=(VISIT,))
    world.do(c.CompleteAction(**world.by("social_worker"), number=1))
    world.do(c.CheckAction(**world.by("iro"), number=1, achieved=False, note="Not yet."))
    clock = world.case().clock("action.1")
    assert clock.is_open
    assert clock.must is Must.COMPLETE_ACTION
    world.until("2026-12-19T10:00")
    late = [n for n in world.owed if n.kind is NoticeKind.LAPSED_ASSIGNEE]
    assert holder("social_worker").person_id in {n.to.person_id for n in late}
    assert london("2026-12-18T17:00") == clock.due_at
