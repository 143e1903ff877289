"""Nobody answers: reminders, the lapse told in office hours, the digest, the way up the ladder."""

from datetime import timedelta

from resolution.policy import Must
from tests.journeys.authority import SAFEGUARDING
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import escalates, raise_one
from tests.journeys.screen import titles, words
from tests.journeys.steps import answers, was_asked


async def test_the_assignee_is_reminded_and_the_lapse_is_told_on_the_next_morning(
    council: Council,
) -> None:
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    due_at = council.due_at(ref, Must.RESPOND)
    await council.to(due_at - timedelta(minutes=1))
    assert len(manager.received("Reminder")) + len(manager.received("Today is the last day")) == 3
    assert "StageLapsed" not in council.kinds(ref)

    await council.to(due_at + timedelta(hours=15))  # eight in the morning, of whatever day
    assert council.kinds(ref).count("AssigneeReminded") >= 3
    assert "StageLapsed" in council.kinds(ref)
    assert not manager.received("Overdue"), "nobody is told in the evening"

    above = council.told_above(ref)
    await council.to(council.next_morning(due_at) - timedelta(minutes=1))
    assert not above.received("For your attention")
    await council.to(council.next_morning(due_at))
    (late,) = manager.received("Overdue")
    assert "Respond" in titles(late)
    (owner,) = iro.received("No response in time")
    assert titles(owner)[0] == "Escalate"
    (told,) = above.received("For your attention")
    assert "What happened so far" in words(told)


async def test_the_digest_lists_what_is_late_and_opens_only_to_those_entitled(
    council: Council,
) -> None:
    iro, ref = await raise_one(council)
    await council.to(council.next_morning(council.due_at(ref, Must.RESPOND)))
    channel = council.person(iro.id, SAFEGUARDING)
    assert channel.previews[-1] == "1 overdue, 0 due soon"
    days = [preview for preview in channel.previews if "due soon" in preview]
    await council.settle()
    assert [p for p in channel.previews if "due soon" in p] == days, "once a morning"
    stage = council.authority.policy.stage(council.case(ref).stage_key).title
    assert stage in words(channel.card)

    await channel.presses(f"Open {ref}")
    assert PLANTED in channel.told, "the owner sees the case, and nobody else does"
    stranger = council.stranger(SAFEGUARDING)
    await stranger.presses(f"Open {ref}")
    assert PLANTED not in stranger.told
    assert f"You have no case {ref}" in stranger.told


async def test_the_owner_escalates_from_the_notice_and_the_next_level_answers(
    council: Council,
) -> None:
    iro, ref = await raise_one(council)
    first = council.case(ref).stage_key
    await council.to(council.next_morning(council.due_at(ref, Must.RESPOND)))
    await escalates(iro)
    following = council.authority.policy.following(first)
    assert following
    assert council.case(ref).stage_key == following.key
    assert "StageEscalated" in council.kinds(ref)
    for manager in council.assignees(ref):
        assert was_asked(manager)
        hears = await answers(manager, ref)
        assert iro.received(hears)
    await iro.presses("Resolve")
    await iro.presses("Resolve the case", outcome="Agreed.", impact="They can settle.")
    assert not council.case(ref).is_open


async def test_a_case_goes_up_the_whole_ladder_when_nobody_ever_answers(council: Council) -> None:
    policy = council.authority.policy
    iro, ref = await raise_one(council)
    for stage in policy.stages[policy.position(council.case(ref).stage_key) + 1 :]:
        await council.to(council.next_morning(council.first_due(ref)))
        await iro.says(f"case {ref}")
        await escalates(iro)
        assert council.case(ref).stage_key == stage.key
    assert council.kinds(ref).count("StageEscalated") >= 2
    await council.to(council.next_morning(council.first_due(ref)))
    await iro.says(f"case {ref}")
    assert "Escalate" not in iro.titles
    assert "StageLapsed" in council.kinds(ref)
