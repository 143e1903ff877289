"""What is owed is sent once, in order for each conversation, and never lost."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from resolution.notices import Notice, NoticeKind, Recipient
from storage.engine import Store
from storage.outbox import OutboxItem

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def notice(key: str, to: str = "ann", **more: Any) -> Notice:
    return Notice(NoticeKind.REMINDER, Recipient(person_id=to), key, **more)


def owe(store: Store, *notices: Notice) -> None:
    for each in notices:  # one after another, for their order is what is looked at
        store.outbox.owe([each], NOW)


def claimed(store: Store, at: datetime = NOW, worker: str = "a", limit: int = 20) -> list[str]:
    return [item.key for item in store.outbox.claim(at, worker, limit, 60)]


def claim_one(store: Store, at: datetime = NOW, worker: str = "a") -> OutboxItem:
    (item,) = store.outbox.claim(at, worker, 20, 60)
    return item


def test_owing_the_same_twice_is_owing_it_once(store: Store) -> None:
    owe(store, notice("one"), notice("one"))

    assert claimed(store) == ["one"]
    assert store.outbox.counts() == {"sending": 1}


def test_a_notice_arrives_as_it_was_owed(store: Store) -> None:
    owed = notice("one", case_ref="TST-22222", urgent=True, facts={"stage": "stage-2"})
    owe(store, owed)

    item = claim_one(store)

    assert item.notice == owed
    assert (item.attempts, item.owed_at, item.lane) == (1, NOW, "person:ann")
    assert not item.is_refresh


def test_a_conversation_receives_one_message_at_a_time_in_order(store: Store) -> None:
    owe(store, notice("ann 1"), notice("ann 2"), notice("bob 1", "bob"))

    first, of_bob = store.outbox.claim(NOW, "a", 20, 60)
    assert (first.key, of_bob.key) == ("ann 1", "bob 1")
    assert claimed(store) == []

    assert store.outbox.mark_sent(first, "conversation", "activity")
    assert claimed(store) == ["ann 2"]


def test_what_is_not_due_yet_holds_up_nothing(store: Store) -> None:
    tomorrow = NOW + timedelta(days=1)
    owe(store, notice("tomorrow", not_before=tomorrow), notice("now"))

    assert claimed(store, NOW) == ["now"]
    assert store.outbox.next_due() is not None
    item = claim_one(store, tomorrow)
    assert item.key == "now"  # left behind by its worker, it goes before all others
    store.outbox.mark_sent(item, "conversation", "activity")
    assert store.outbox.next_due() == tomorrow
    assert claimed(store, tomorrow) == ["tomorrow"]


def test_a_failure_is_tried_again_later_and_holds_back_what_follows(store: Store) -> None:
    owe(store, notice("ann 1"), notice("ann 2"))
    item = claim_one(store)

    assert store.outbox.retry_later(item, NOW + 30 * SECOND, "429")

    assert claimed(store, NOW + 29 * SECOND) == []
    assert store.outbox.next_due() == NOW + 30 * SECOND
    again = claim_one(store, NOW + 30 * SECOND)
    assert (again.key, again.attempts) == ("ann 1", 2)


@pytest.mark.parametrize(("settle", "state"), [("give_up", "gave_up"), ("drop", "dropped")])
def test_what_was_given_up_or_dropped_lets_the_next_go(
    store: Store, settle: str, state: str
) -> None:
    owe(store, notice("ann 1"), notice("ann 2"))

    assert getattr(store.outbox, settle)(claim_one(store), "403")

    assert claimed(store) == ["ann 2"]
    assert store.outbox.counts() == {"sending": 1, state: 1}


def test_the_lease_of_a_crashed_worker_ends_and_nothing_is_lost(store: Store) -> None:
    owe(store, notice("one"))
    store.outbox.claim(NOW, "crashed", 20, 60)

    assert store.outbox.next_due() == NOW + 60 * SECOND
    assert claimed(store, NOW + 59 * SECOND) == []
    assert claimed(store, NOW + 60 * SECOND, "b") == ["one"]


Settle = Callable[[Store, OutboxItem], bool]


@pytest.mark.parametrize(
    "settle",
    [
        lambda store, item: store.outbox.mark_sent(item, "conversation", "activity"),
        lambda store, item: store.outbox.retry_later(item, NOW, "503"),
        lambda store, item: store.outbox.give_up(item, "403"),
        lambda store, item: store.outbox.drop(item, "stale"),
    ],
    ids=["mark_sent", "retry_later", "give_up", "drop"],
)
def test_a_worker_that_slept_past_its_lease_settles_nothing(store: Store, settle: Settle) -> None:
    owe(store, notice("one"))
    slept = claim_one(store, NOW, "a")
    # Even when the worker of the same name took it up again.
    claim_one(store, NOW + 61 * SECOND, "a")

    assert not settle(store, slept)
    assert store.outbox.counts() == {"sending": 1}


def test_a_claim_takes_the_oldest_and_no_more_than_asked(store: Store) -> None:
    owe(store, *(notice(f"{to}", to) for to in ("cat", "ann", "bob")))

    assert claimed(store, limit=2) == ["cat", "ann"]


async def test_no_message_is_claimed_by_two_and_no_conversation_has_two(store: Store) -> None:
    people = [f"person {n}" for n in range(10)]
    store.outbox.owe([notice(f"{p} {n}", p) for n in range(5) for p in people], NOW)

    async def work(worker: str) -> list[str]:
        sent: list[str] = []
        while items := await asyncio.to_thread(store.outbox.claim, NOW, worker, 3, 60):
            lanes = [item.lane for item in items]
            assert len(lanes) == len(set(lanes))
            for item in items:
                assert await asyncio.to_thread(store.outbox.mark_sent, item, "c", item.key)
                sent.append(item.key)
        return sent

    each = await asyncio.gather(*(work(f"worker {n}") for n in range(4)))
    rest = await work("the last")

    sent = [key for keys in each for key in keys] + rest
    assert sorted(sent) == sorted(f"{p} {n}" for n in range(5) for p in people)
    assert store.outbox.counts() == {"sent": 50}


def test_nothing_owed_is_due_at_no_time(store: Store) -> None:
    assert store.outbox.next_due() is None
    assert claimed(store) == []
