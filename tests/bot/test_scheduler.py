"""What falls due is asked for, oldest first; one bad case holds up no other."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from bot.scheduler import LEASE_SECONDS, Scheduler
from resolution.case import Case
from resolution.commands import Command, PassTime
from storage.timers import Timers
from tests.conftest import StoppedClock


class FakeTimers:
    """Timers in a dict; a claim is a lease."""

    def __init__(self, **due: datetime) -> None:
        self.due = dict(due)
        self.leased: dict[str, datetime] = {}

    def next_due(self) -> datetime | None:
        moments = [max(at, self.leased.get(ref, at)) for ref, at in self.due.items()]
        return min(moments, default=None)

    def claim_due(self, now: datetime, worker: str, limit: int, lease: float) -> list[str]:
        free = [r for r, at in self.due.items() if at <= now and self.leased.get(r, now) <= now]
        found = sorted(free, key=lambda ref: self.due[ref])[:limit]
        self.leased |= dict.fromkeys(found, now + timedelta(seconds=lease))
        return found


class Court:
    """Takes commands; a case named bad is refused."""

    def __init__(self, timers: FakeTimers) -> None:
        self.timers = timers
        self.asked: list[str] = []

    async def submit_many(self, commands: Sequence[Command]) -> list[Case | BaseException]:
        return [self._one(command) for command in commands]

    def _one(self, command: Command) -> Case | BaseException:
        assert isinstance(command, PassTime)
        self.asked.append(command.case_ref)
        if command.case_ref == "bad":
            return ValueError("a rule that fails")
        self.timers.due.pop(command.case_ref)
        return Case(command.case_ref)


def _scheduler(clock: StoppedClock, timers: FakeTimers) -> tuple[Scheduler, Court]:
    court = Court(timers)
    return Scheduler(cast("Timers", timers), court.submit_many, clock), court


async def test_what_is_due_happens_once_and_the_longest_due_first(clock: StoppedClock) -> None:
    now = clock.now()
    timers = FakeTimers(
        late=now - timedelta(hours=1), latest=now - timedelta(days=3), soon=now + timedelta(hours=1)
    )
    scheduler, court = _scheduler(clock, timers)
    assert await scheduler.pass_time() == 2
    assert court.asked == ["latest", "late"]
    assert await scheduler.pass_time() == 0

    clock.moment += timedelta(hours=2)
    await scheduler.pass_time()
    assert court.asked == ["latest", "late", "soon"]


async def test_a_bad_case_is_skipped_for_longer_each_time(clock: StoppedClock) -> None:
    now = clock.now()
    scheduler, court = _scheduler(clock, FakeTimers(bad=now, good=now))
    await scheduler.pass_time()
    assert sorted(court.asked) == ["bad", "good"]

    for _ in range(60):
        clock.moment += timedelta(seconds=LEASE_SECONDS + 1)
        await scheduler.pass_time()
    assert 4 <= court.asked.count("bad") <= 8


async def test_a_new_timer_wakes_the_sleeping_scheduler(clock: StoppedClock) -> None:
    timers = FakeTimers()
    scheduler, court = _scheduler(clock, timers)
    running = asyncio.create_task(scheduler.run())
    await asyncio.sleep(0.1)
    timers.due["new"] = clock.now()
    scheduler.bell.ring()
    await asyncio.sleep(0.5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert court.asked == ["new"]


async def test_a_chore_that_fails_holds_up_nothing(clock: StoppedClock) -> None:
    done: list[datetime] = []

    async def broken(now: datetime) -> None:
        raise OSError

    async def fine(now: datetime) -> None:
        done.append(now)

    timers = FakeTimers(due=clock.now())
    court = Court(timers)
    chores = (broken, fine)
    scheduler = Scheduler(cast("Timers", timers), court.submit_many, clock, chores)
    running = asyncio.create_task(scheduler.run())
    await asyncio.sleep(0.2)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert done == [clock.now()]
    assert court.asked == ["due"]
