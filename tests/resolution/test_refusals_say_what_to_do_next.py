"""Whoever may not do something reads what they can do instead."""

from datetime import timedelta

import pytest

from resolution import commands as c
from resolution.errors import NotNow, NotYours
from tests.builders import REF, a_rulebook, holder
from tests.world import World


def test_after_the_end_of_a_case_a_note_can_still_be_added() -> None:
    world = World(a_rulebook("bradford"))
    world.raise_one()
    world.do(c.Withdraw(case_ref=REF, by=holder("iro"), reason="The plan has moved."))
    with pytest.raises(NotNow, match=r"was withdrawn, so .* Add a note\.$"):
        world.do(c.SubmitResponse(case_ref=REF, by=holder("team_manager"), text="We will."))


def test_whoever_has_no_part_in_a_meeting_reads_whom_to_ask() -> None:
    """Bradford, request for meeting: the Children's Service Manager confirms the date."""
    world = World(a_rulebook("bradford"))
    world.raise_one(stage_key="stage-2")
    late = world.now() + timedelta(days=2)
    with pytest.raises(NotYours, match=r"can confirm the date of the meeting\. Ask one of them"):
        world.do(c.ConfirmMeeting(case_ref=REF, by=holder("social_worker"), at=late))
