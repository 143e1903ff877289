"""Teams is down for hours, or asks to wait in its own ways; a channel moved, or there is none."""

from email.utils import formatdate

from bot.clock import unix_time
from bot.relay import ATTEMPTS
from storage.conversations import Conversation
from tests.bot.mailroom import Mailroom
from tests.fakes.channel import Fault


async def test_when_teams_takes_nothing_for_a_day_everything_arrives_after_it(
    mailroom: Mailroom,
) -> None:
    down = Fault(503, times=10_000)
    mailroom.channel.faults.append(down)
    mailroom.owe("p-dana", "p-lee")
    await mailroom.relay.drain()
    for _ in range(24 * 2):
        await mailroom.later(1800)
    assert mailroom.counts() == {"queued": 2}
    assert mailroom.undelivered == [], "nobody else could be reached either"
    down.times = 0
    await mailroom.later(1800)
    assert mailroom.counts() == {"sent": 2}


async def test_a_429_that_says_in_a_second_again_and_again_makes_nobody_unreachable(
    mailroom: Mailroom,
) -> None:
    await mailroom.met("p-dana")
    mailroom.channel.faults.append(Fault(429, retry_after="1", times=99, match="p-dana"))
    mailroom.owe("p-dana", "p-lee")
    await mailroom.relay.drain()
    for _ in range(ATTEMPTS * 10):
        await mailroom.later(3)
    assert mailroom.undelivered == []
    assert mailroom.counts() == {"queued": 1, "sent": 1}


async def test_a_429_may_name_the_moment_instead_of_the_seconds(mailroom: Mailroom) -> None:
    await mailroom.met("p-dana")
    in_two_minutes = formatdate(unix_time() + 120, usegmt=True)
    mailroom.channel.faults.append(Fault(429, retry_after=in_two_minutes))
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    await mailroom.later(110)
    assert len(mailroom.channel.sent) == 1, "no sooner than asked"
    await mailroom.later(12)
    assert mailroom.counts() == {"sent": 1}


async def test_without_an_administrators_channel_each_of_them_hears_in_their_own_chat(
    mailroom: Mailroom,
) -> None:
    mailroom.owe(channel="administrators")
    await mailroom.relay.drain()
    said = [sent.conversation for sent in mailroom.channel.delivered() if sent.conversation]
    assert said == ["a:p-ada", "a:p-bo"]
    assert mailroom.counts() == {"sent": 1}


async def test_one_administrator_who_can_be_reached_is_enough(mailroom: Mailroom) -> None:
    mailroom.channel.not_installed.add("p-ada")
    mailroom.owe(channel="administrators")
    await mailroom.relay.drain()
    assert mailroom.counts() == {"sent": 1}
    mailroom.channel.not_installed.add("p-bo")
    mailroom.channel.gone.add("a:p-bo")
    mailroom.owe(channel="administrators", key="second")
    await mailroom.relay.drain()
    assert mailroom.counts() == {"gave_up": 1, "sent": 1}


async def test_a_channel_that_the_directory_moved_is_written_to_where_it_is_now(
    mailroom: Mailroom,
) -> None:
    before = Conversation("19:before@thread.tacv2", mailroom.channel.url, channel="known")
    await mailroom.store.conversations.remember(before, mailroom.clock.now())
    mailroom.owe(channel="known")
    await mailroom.relay.drain()
    (sent,) = mailroom.channel.sent
    assert sent.conversation == "19:known@thread.tacv2"
