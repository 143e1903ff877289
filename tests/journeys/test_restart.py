"""The service stops half-way, or sleeps for days: what fell due is done once, oldest first."""

from datetime import timedelta

from resolution.policy import Must
from tests.journeys.authority import SAFEGUARDING
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import raise_one, responds
from tests.journeys.screen import words


async def test_timers_and_messages_outlive_a_restart_and_fire_once(council: Council) -> None:
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    due_at = council.due_at(ref, Must.RESPOND)
    await council.to(due_at - timedelta(hours=9))
    reminders = council.kinds(ref).count("AssigneeReminded")
    await council.restart()
    await council.settle()
    assert council.kinds(ref).count("AssigneeReminded") == reminders, "none of them again"
    await council.to(due_at + timedelta(minutes=1))
    await council.restart()
    await council.to(council.next_morning(due_at))
    await council.restart()
    await council.to(council.next_morning(due_at) + timedelta(hours=2))
    assert len(manager.received("Overdue")) == 1
    assert len(iro.received("No response in time")) == 1
    digests = [p for p in council.onlooker(SAFEGUARDING).previews if p.startswith("1 overdue")]
    assert len(digests) == 1


async def test_an_act_that_was_answered_is_there_after_a_power_cut(council: Council) -> None:
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    await manager.presses("Acknowledge")  # and nothing was delivered before the service stopped
    await council.restart()
    assert "ChallengeAcknowledged" in council.kinds(ref)
    await council.settle()
    assert len(iro.received("was acknowledged")) == 1
    await manager.says(f"case {ref}")
    assert PLANTED in words(manager.card)
    for one in council.assignees(ref):
        await responds(one)
    assert council.case(ref).visit.is_answered


async def test_after_days_asleep_what_fell_due_is_done_once_and_no_stale_reminder_is_sent(
    council: Council,
) -> None:
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    due_at = council.due_at(ref, Must.RESPOND)
    await council.stop()
    council.clock.moment = due_at + timedelta(days=3, hours=1)
    await council.start()
    await council.settle()
    assert council.kinds(ref).count("StageLapsed") >= 1
    assert not manager.received("Reminder")
    assert not manager.received("Today is the last day")
    moments = [event.at for event in council.trail(ref)]
    assert moments == sorted(moments)
    lapses = council.kinds(ref).count("StageLapsed")
    await council.to(council.next_morning(council.clock.moment))
    assert len(manager.received("Overdue")) == 1
    assert len(iro.received("No response in time")) == 1
    await council.settle()
    assert council.kinds(ref).count("StageLapsed") == lapses


async def test_a_morning_that_was_slept_through_has_its_digest_late_but_only_that_day(
    one_council: Council,
) -> None:
    _, ref = await raise_one(one_council)
    due_at = one_council.due_at(ref, Must.RESPOND)
    morning = one_council.next_morning(due_at)
    await one_council.to(due_at - timedelta(hours=1))
    before = len(one_council.onlooker(SAFEGUARDING).previews)
    await one_council.stop()
    one_council.clock.moment = morning + timedelta(hours=4)
    await one_council.start()
    await one_council.settle()
    await one_council.restart()
    await one_council.settle()
    channel = one_council.onlooker(SAFEGUARDING)
    assert channel.previews[before:] == ["1 overdue, 0 due soon"]
