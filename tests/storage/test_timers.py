"""Timers are due once, oldest first, and a crashed worker loses none."""

import asyncio
from datetime import UTC, datetime, timedelta

from resolution.commands import PassTime, Withdraw
from storage.engine import Store
from tests.builders import REF
from tests.conftest import StoppedClock
from tests.storage.authority import raise_challenge

LATER = datetime(2027, 6, 1, 12, tzinfo=UTC)


async def raised_one_after_another(store: Store, clock: StoppedClock) -> list[str]:
    refs = ["TST-33333", "TST-22222", "TST-44444"]
    for ref in refs:
        await store.writer.submit(raise_challenge(ref))
        clock.moment += timedelta(days=1)
    return refs


async def test_what_is_due_is_claimed_oldest_first_and_by_one_worker(
    store: Store, clock: StoppedClock
) -> None:
    began = clock.now()
    refs = await raised_one_after_another(store, clock)

    assert store.timers.claim_due(began, "a") == []
    assert store.timers.claim_due(LATER, "a") == refs
    assert store.timers.claim_due(LATER, "b") == []


async def test_a_claim_takes_no_more_than_it_was_asked_for(
    store: Store, clock: StoppedClock
) -> None:
    refs = await raised_one_after_another(store, clock)

    assert store.timers.claim_due(LATER, "a", limit=1) == refs[:1]
    assert refs[1] in store.timers.claim_due(LATER, "b", limit=100)


async def test_the_lease_of_a_crashed_worker_ends(store: Store) -> None:
    await store.writer.submit(raise_challenge())
    store.timers.claim_due(LATER, "crashed", lease_seconds=30)

    assert store.timers.next_due() == LATER + timedelta(seconds=30)
    assert store.timers.claim_due(LATER + timedelta(seconds=29), "b") == []
    assert store.timers.claim_due(LATER + timedelta(seconds=30), "b") == [REF]


async def test_what_time_asked_is_recorded_and_the_timer_is_gone(
    store: Store, clock: StoppedClock
) -> None:
    await store.writer.submit(raise_challenge())
    first = store.timers.next_due()
    assert first is not None
    clock.moment = first

    assert store.timers.claim_due(clock.now(), "a") == [REF]
    case = await store.writer.submit(PassTime(case_ref=REF))

    assert store.trail.verify(REF).is_whole
    following = store.timers.next_due()
    assert following is not None
    assert following > first
    assert case == await store.writer.submit(PassTime(case_ref=REF))


async def test_a_case_that_ended_asks_nothing_of_time(store: Store) -> None:
    await store.writer.submit(raise_challenge())
    await store.writer.submit(
        Withdraw(case_ref=REF, by=raise_challenge().by, reason="It was settled otherwise.")
    )

    assert store.timers.next_due() is None


async def test_acts_of_one_commit_leave_the_timers_of_the_last(store: Store) -> None:
    withdraw = Withdraw(case_ref=REF, by=raise_challenge().by, reason="Raised by mistake.")
    answers = await store.writer.submit_many([raise_challenge(), withdraw])

    if not isinstance(answers[1], Exception):  # on PostgreSQL either may be first
        assert store.timers.next_due() is None


async def test_no_case_is_claimed_by_two(store: Store) -> None:
    refs = [f"TST-{number:05d}" for number in range(40)]
    await store.writer.submit_many([raise_challenge(ref) for ref in refs])
    all_at_once = len(refs) * 10

    claimed = await asyncio.gather(
        *(
            asyncio.to_thread(store.timers.claim_due, LATER, f"worker {n}", all_at_once)
            for n in range(4)
        )
    )

    assert sorted(ref for refs in claimed for ref in refs) == refs
