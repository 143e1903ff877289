"""Teams refuses, is slow or asks to wait: what is owed arrives once, no sooner than allowed."""

from datetime import timedelta

import pytest

from bot.pacing import Pace
from tests.fakes.channel import Fault
from tests.journeys.harness import Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import words

ASKED = "Your response is asked for"


async def test_too_many_requests_is_waited_out_for_as_long_as_teams_asks(
    one_council: Council,
) -> None:
    manager = one_council.first_responder
    fault = Fault(429, "TooManyRequests", retry_after="3", times=1, match=manager.id)
    one_council.channel.faults.append(fault)
    await raise_one(one_council)
    assert not manager.received(ASKED)
    before = len(one_council.channel.sent)
    await one_council.to(one_council.clock.moment + timedelta(seconds=2.9))
    tried = [s for s in one_council.channel.sent[before:] if manager.id in s.conversation]
    assert not tried, "no sooner than asked"
    await one_council.to(one_council.clock.moment + timedelta(seconds=2))
    assert len(manager.received(ASKED)) == 1


@pytest.mark.parametrize("status", [412, 500, 502, 503, 504])
async def test_what_teams_cannot_take_now_is_tried_again_and_arrives_once(
    one_council: Council, status: int
) -> None:
    manager = one_council.first_responder
    fault = Fault(status, "ServiceUnavailable", times=3, match=manager.id)
    one_council.channel.faults.append(fault)
    _, ref = await raise_one(one_council)
    assert not manager.received(ASKED)
    await one_council.to(one_council.clock.moment + timedelta(minutes=10))
    assert len(manager.received(ASKED)) == 1
    assert "NoticeUndelivered" not in one_council.kinds(ref)


async def test_what_follows_in_a_conversation_waits_behind_what_is_tried_again(
    one_council: Council,
) -> None:
    iro, ref = await raise_one(one_council)
    one_council.channel.faults.append(Fault(503, times=1, match=iro.id, method="POST"))
    (manager, *_) = one_council.assignees(ref)
    await manager.presses("Acknowledge")
    await one_council.settle()
    await manager.presses_more("Add a note")
    await manager.presses("Add the note", text="A note.")
    await one_council.settle()
    assert not iro.received("acknowledged")
    assert not iro.received("A note was added")
    await one_council.to(one_council.clock.moment + timedelta(minutes=2))
    told = [p for p in iro.previews if "acknowledged" in p or "note" in p]
    assert ["acknowledged" in one for one in told] == [True, False], "in the order it happened"


async def test_when_teams_never_takes_it_the_manager_is_told_instead(
    one_council: Council,
) -> None:
    manager = one_council.first_responder
    one_council.channel.faults.append(Fault(500, times=1000, match=manager.id))
    _, ref = await raise_one(one_council)
    await one_council.to(one_council.clock.moment + timedelta(hours=5))
    assert "NoticeUndelivered" in one_council.kinds(ref)
    above = one_council.manager_of(manager)
    assert above.received("Somebody could not be reached")


async def test_an_answer_that_teams_is_slow_to_take_holds_up_nobody(one_council: Council) -> None:
    _, ref = await raise_one(one_council)
    (manager, *_) = one_council.assignees(ref)
    one_council.channel.faults.append(Fault(0, seconds=1.0, match=manager.id, method="PUT"))
    await manager.presses("Acknowledge")
    assert "Acknowledged" in words(manager.card), "the redrawn card is the answer"
    await one_council.settle()


async def test_the_limits_of_one_conversation_are_kept_before_teams_has_to_say_so(
    one_council: Council,
) -> None:
    one_council.pace = Pace()
    await one_council.restart()
    one_council.channel.limits = True
    iro = one_council.iro
    for _ in range(9):
        await iro.says("who")
    assert not [sent for sent in one_council.channel.sent if sent.status == 429]
    assert len(one_council.channel.delivered(f"a:{iro.id}")) == 9
