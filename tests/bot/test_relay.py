"""What is owed arrives, however Teams behaves; or somebody else is told."""

import asyncio

import aiohttp
import pytest

from bot import connector
from bot.relay import ATTEMPTS
from tests.bot.mailroom import Mailroom
from tests.fakes.channel import Fault


async def test_a_person_who_never_spoke_is_reached_in_a_conversation_that_we_open(
    mailroom: Mailroom,
) -> None:
    mailroom.owe("p-dana")
    await mailroom.relay.drain()

    opened, sent = mailroom.channel.sent
    assert opened.body["members"] == [{"id": "p-dana"}]
    assert opened.body["isGroup"] is False
    assert sent.conversation == "a:p-dana"
    assert sent.body["summary"] == "About to-p-dana"
    assert "text" not in sent.body
    assert mailroom.counts() == {"sent": 1}

    mailroom.owe("p-dana", key="second")
    await mailroom.relay.drain()
    assert len(mailroom.channel.sent) == 3, "the conversation was remembered"


async def test_messages_to_one_person_arrive_in_the_order_in_which_they_were_owed(
    mailroom: Mailroom,
) -> None:
    for number in range(5):
        mailroom.owe("p-dana", key=f"n{number}")
    mailroom.owe("p-lee", "p-kim")
    await mailroom.relay.drain()
    said = [sent.body["summary"] for sent in mailroom.channel.delivered("a:p-dana")]
    assert said == [f"About n{number}" for number in range(5)]
    assert mailroom.counts() == {"sent": 7}


async def test_a_case_card_that_arrived_is_followed(mailroom: Mailroom) -> None:
    mailroom.drawings.version = 4
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    (post,) = mailroom.store.posts.posts_of("DUR-1")
    assert (post.activity_id, post.drawn_version, post.person_id) == ("m1", 4, "p-dana")


async def test_what_is_stale_is_dropped_in_silence(mailroom: Mailroom) -> None:
    mailroom.drawings.stale.add("to-p-dana")
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    assert mailroom.channel.sent == []
    assert mailroom.counts() == {"dropped": 1}


async def test_a_429_is_waited_out_exactly_as_long_as_teams_asks(mailroom: Mailroom) -> None:
    await mailroom.met("p-dana")
    mailroom.channel.faults.append(Fault(429, retry_after="7"))
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    assert mailroom.counts() == {"queued": 1}

    await mailroom.later(6.5)
    assert len(mailroom.channel.sent) == 1
    await mailroom.later(2)
    assert mailroom.counts() == {"sent": 1}


@pytest.mark.parametrize("status", [408, 412, 429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_again_later_and_later(
    status: int, mailroom: Mailroom
) -> None:
    await mailroom.met("p-dana")
    mailroom.channel.faults.append(Fault(status, times=2))
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    await mailroom.later(9)
    assert len(mailroom.channel.sent) == 1
    await mailroom.later(2)
    assert len(mailroom.channel.sent) == 2
    await mailroom.later(29)
    assert len(mailroom.channel.sent) == 2
    await mailroom.later(2)
    assert mailroom.counts() == {"sent": 1}
    assert mailroom.undelivered == []


async def test_a_slow_connector_is_given_up_for_now(
    mailroom: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connector, "_WAIT", aiohttp.ClientTimeout(total=0.1))
    await mailroom.met("p-dana")
    mailroom.channel.faults.append(Fault(0, seconds=0.5))
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    assert mailroom.counts() == {"queued": 1}


async def test_after_the_last_attempt_somebody_else_is_told(mailroom: Mailroom) -> None:
    await mailroom.met("p-dana")
    mailroom.channel.faults.append(Fault(503, times=99, match="p-dana"))
    mailroom.owe("p-dana", "p-lee")
    await mailroom.relay.drain()
    for _ in range(ATTEMPTS + 2):
        await mailroom.later(2000)
    tried = [sent for sent in mailroom.channel.sent if sent.conversation == "a:p-dana"]
    assert len(tried) == ATTEMPTS
    assert mailroom.counts() == {"gave_up": 1, "sent": 1}
    (report,) = mailroom.undelivered
    assert (report.case_ref, report.person_id, report.notice_key) == (
        "DUR-1",
        "p-dana",
        "to-p-dana",
    )


async def test_our_own_missing_token_never_makes_a_person_unreachable(mailroom: Mailroom) -> None:
    await mailroom.met("p-dana")
    mailroom.channel.faults.append(Fault(401, times=ATTEMPTS + 2))
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    for _ in range(ATTEMPTS + 3):
        await mailroom.later(2000)
    assert mailroom.counts() == {"sent": 1}
    assert mailroom.undelivered == []


async def test_somebody_without_the_app_is_reported_at_once(mailroom: Mailroom) -> None:
    mailroom.channel.not_installed.add("p-dana")
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    assert mailroom.counts() == {"gave_up": 1}
    assert mailroom.undelivered[0].why == "403 ForbiddenOperationException"


async def test_a_blocked_chat_is_opened_once_more_and_then_left_alone(mailroom: Mailroom) -> None:
    await mailroom.met("p-dana")
    mailroom.channel.blocked.add("a:p-dana")
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    assert [sent.status for sent in mailroom.channel.sent] == [403, 200, 403]
    assert mailroom.undelivered[0].why == "403 MessageWritesBlocked"

    mailroom.owe("p-dana", key="next")
    await mailroom.relay.drain()
    assert len(mailroom.channel.sent) == 3, "nothing more is sent to a chat that is blocked"
    assert len(mailroom.undelivered) == 2


async def test_a_conversation_that_is_gone_is_opened_again(mailroom: Mailroom) -> None:
    await mailroom.met("p-dana", "a:old")
    mailroom.channel.gone.add("a:old")
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    assert [(s.conversation, s.status) for s in mailroom.channel.sent] == [
        ("a:old", 404),
        ("", 200),
        ("a:p-dana", 200),
    ]
    assert mailroom.counts() == {"sent": 1}


async def test_a_card_that_is_too_large_is_not_tried_for_ever(mailroom: Mailroom) -> None:
    await mailroom.met("p-dana")
    mailroom.channel.faults.append(Fault(413, "MessageSizeTooBig"))
    mailroom.owe("p-dana")
    await mailroom.relay.drain()
    assert mailroom.counts() == {"gave_up": 1}
    assert len(mailroom.undelivered) == 1


async def test_a_channel_of_the_directory_is_posted_to_and_an_unknown_one_is_not(
    mailroom: Mailroom,
) -> None:
    mailroom.owe(channel="known")
    mailroom.owe(channel="unknown")
    await mailroom.relay.drain()
    (sent,) = mailroom.channel.sent
    assert sent.conversation == "19:known@thread.tacv2"
    assert mailroom.counts() == {"gave_up": 1, "sent": 1}
    assert mailroom.undelivered == [], "there is nobody to tell in place of a channel"


async def test_a_fault_of_ours_in_drawing_holds_up_no_other_conversation(
    mailroom: Mailroom,
) -> None:
    mailroom.drawings.broken.add("to-p-dana")
    mailroom.owe("p-dana", "p-lee")
    await mailroom.relay.drain()
    assert [sent.conversation for sent in mailroom.channel.delivered("a:p-lee")] == ["a:p-lee"]
    assert mailroom.counts() == {"queued": 1, "sent": 1}


async def test_the_running_relay_is_woken_by_what_is_owed(mailroom: Mailroom) -> None:
    mailroom.store.writer.watch(mailroom.relay.bell.ring)
    running = asyncio.create_task(mailroom.relay.run())
    await asyncio.sleep(0.2)
    mailroom.owe("p-dana")
    for _ in range(100):
        await asyncio.sleep(0.02)
        if mailroom.channel.delivered("a:p-dana"):
            break
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert mailroom.channel.delivered("a:p-dana")
