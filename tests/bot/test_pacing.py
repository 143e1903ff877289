"""Teams' limits are kept before Teams has to say so."""

import asyncio
import time

import pytest

from bot.connector import ConnectorError
from bot.pacing import EVERYWHERE, ONE_CONVERSATION, Allowance, Pace


def _sent_within(limits: tuple[tuple[int, float], ...], seconds: float) -> list[float]:
    """The moments at which an eager sender may send."""
    allowance, now, sent = Allowance(limits), 0.0, []
    while now < seconds:
        wait = allowance.wait(now)
        if wait > 0:
            now += wait
            continue
        allowance.take(now)
        sent.append(now)
    return sent


def test_no_window_of_a_conversation_holds_more_than_teams_allows() -> None:
    sent = _sent_within(ONE_CONVERSATION, 4000)
    for count, seconds in ((7, 1), (8, 2), (60, 30), (1800, 3600)):
        for first, beyond in zip(sent, sent[count:], strict=False):
            assert beyond - first >= seconds - 1e-6
    assert len(sent) > 1800, "and nearly all of it may be used"


def test_the_whole_bot_stays_below_fifty_a_second() -> None:
    assert len(_sent_within(EVERYWHERE, 10)) <= 450


async def test_one_message_is_in_flight_in_each_conversation() -> None:
    pace, flying, most = Pace(), {"a": 0, "b": 0}, {"a": 0, "b": 0}

    async def send(where: str) -> None:
        async with pace.turn(where):
            flying[where] += 1
            most[where] = max(most[where], flying[where])
            await asyncio.sleep(0.01)
            flying[where] -= 1

    await asyncio.gather(*(send(where) for where in "aaabbb"))
    assert most == {"a": 1, "b": 1}


async def test_a_conversation_waits_its_turn_and_others_do_not() -> None:
    pace = Pace(one_conversation=((1, 0.2),))
    started = time.monotonic()
    async with pace.turn("a"):
        pass
    async with pace.turn("b"):
        pass
    assert time.monotonic() - started < 0.15
    async with pace.turn("a"):
        pass
    assert time.monotonic() - started >= 0.2


async def test_who_would_have_to_wait_for_long_is_told_so_at_once() -> None:
    pace = Pace()
    pace.hold("a", 300)

    with pytest.raises(ConnectorError) as held:
        async with asyncio.timeout(1), pace.turn("a"):
            pytest.fail("it must not be sent before Teams said")

    assert (held.value.status, held.value.may_pass) == (429, True)
    assert 299 < (held.value.retry_after or 0) <= 300


async def test_a_wait_without_end_ends_within_half_an_hour() -> None:
    now = 1000.0
    pace = Pace(lambda: now)
    pace.hold("a", float("inf"))
    now += 1800

    async with asyncio.timeout(1), pace.turn("a"):
        pass
