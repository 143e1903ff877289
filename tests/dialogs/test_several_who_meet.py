"""Several are asked, and their meeting answers the stage: nobody is asked to write a response."""

from msgspec.structs import replace

from resolution import commands as c
from resolution.notices import NoticeKind
from resolution.policy import Anchor, Clock, Limit, Must, Policy, Responders, Span
from resolution.policy_file import load_policy
from resolution.working_days import local_day
from tests.builders import a_rulebook
from tests.dialogs.test_a_council_unlike_the_five import read
from tests.world import World

SUMMARY = Clock(
    "minutes",
    Must.SUMMARISE_MEETING,
    Limit(Span.WORKING_DAYS, 1),
    Anchor.MEETING_HELD,
    "2.4: minutes by the next working day",
    by=("iro_team_manager",),
)


def a_policy() -> Policy:
    """Bradford's stage 2 as another council could write it: two are asked, another arranges."""
    policy = load_policy("bradford")
    asked = Responders(("childrens_service_manager", "head_of_service"), all_of=True)

    def other(clock: Clock) -> Clock:
        return SUMMARY if clock.must is SUMMARY.must else replace(clock, by=("iro_team_manager",))

    stages = tuple(
        replace(stage, respond=asked, clocks=tuple(map(other, stage.clocks)))
        if stage.key == "stage-2"
        else stage
        for stage in policy.stages
    )
    return replace(policy, stages=stages)


def raised() -> World:
    world = World(a_rulebook(a_policy()))
    world.raise_one(stage_key="stage-2")
    return world


def test_those_who_meet_are_asked_for_the_meeting_and_counted_by_no_answers() -> None:
    said = read(raised(), NoticeKind.ASKED_TO_RESPOND, "head_of_service")
    assert "Please confirm the date of the meeting" in said
    for of_a_response in ("Please respond", "Each of these must answer", "Still to answer"):
        assert of_a_response not in said


def test_whoever_wrote_the_summary_is_not_asked_for_it() -> None:
    world = raised()
    today = local_day(world.moment)
    world.do(c.RecordMeeting(**world.by("iro_team_manager"), held_on=today, summary="A plan."))
    assert world.case().clock_of(Must.SUMMARISE_MEETING) is None
    world.until("2026-12-07T10:00")
    assert "StageLapsed" not in world.kinds()
