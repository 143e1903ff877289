"""Lets time pass: submits what falls due, oldest first, and once a minute looks at the day."""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.relay import Bell
from resolution.case import Case
from resolution.commands import Command, PassTime
from resolution.errors import Refused
from resolution.ports import Clock
from storage.timers import Timers

log = logging.getLogger(__name__)

TOGETHER = 100  # cases in one claim; the writer commits them in groups
LEASE_SECONDS = 60.0
EVERY = 60.0
_LONGEST_SKIP = 3600.0
_TROUBLE = 5.0
_SETTLE = 0.2  # each commit rings; a busy service need not look after every one of them

SubmitMany = Callable[[Sequence[Command]], Awaitable[list[Case | BaseException]]]
Chore = Callable[[datetime], Awaitable[None]]


class Scheduler:
    """Claims due cases and submits `PassTime` for each; one bad case holds up no other."""

    def __init__(
        self, timers: Timers, submit_many: SubmitMany, clock: Clock, chores: Sequence[Chore] = ()
    ) -> None:
        self._timers = timers
        self._submit_many = submit_many
        self._clock = clock
        self._chores = chores
        self._worker = f"scheduler-{secrets.token_hex(4)}"
        self._bad: dict[str, tuple[datetime, float]] = {}  # not before, and the wait after that
        self.bell = Bell()

    async def run(self) -> None:
        """Serve until cancelled; trouble with the database is waited out."""
        chores_at = time.monotonic()
        while True:
            try:
                if time.monotonic() >= chores_at:
                    chores_at = time.monotonic() + EVERY
                    await self.chores()
                await self.pass_time()
                wait = min(await self._seconds(), chores_at - time.monotonic())
            except Exception:
                log.exception("scheduler_in_trouble")
                wait = _TROUBLE
            await self.bell.wait(wait)
            await asyncio.sleep(_SETTLE)

    async def pass_time(self) -> int:
        """Let everything happen that is due by now; how many cases were looked at."""
        looked_at = 0
        while await self._seconds() <= 0 and (refs := await self._claim()):
            looked_at += len(refs)
            await self._pass(refs)
        return looked_at

    async def chores(self) -> None:
        """What must be looked at each minute; one that fails holds up no other."""
        now = self._clock.now()
        for chore in self._chores:
            try:
                await chore(now)
            except Refused:  # there is no directory yet, which the texts say in words
                log.warning("chore_refused", extra={"chore": chore.__qualname__})
            except Exception:
                log.exception("chore_failed", extra={"chore": chore.__qualname__})

    async def _claim(self) -> list[str]:
        now = self._clock.now()
        return await asyncio.to_thread(
            self._timers.claim_due, now, self._worker, TOGETHER, LEASE_SECONDS
        )

    async def _pass(self, refs: Sequence[str]) -> None:
        now = self._clock.now()
        due = [ref for ref in refs if ref not in self._bad or self._bad[ref][0] <= now]
        answers = await self._submit_many([PassTime(case_ref=ref) for ref in due])
        for ref, answer in zip(due, answers, strict=True):
            if isinstance(answer, BaseException):
                self._skip(ref, answer, now)
            else:
                self._bad.pop(ref, None)

    def _skip(self, ref: str, error: BaseException, now: datetime) -> None:
        # Its lease runs out in a minute; it is left alone for longer each time that it fails.
        wait = min(_LONGEST_SKIP, self._bad[ref][1] * 2 if ref in self._bad else LEASE_SECONDS)
        self._bad[ref] = (now + timedelta(seconds=wait), wait)
        log.error("time_not_passed", exc_info=error, extra={"case_ref": ref, "again_in": wait})

    async def _seconds(self) -> float:
        due = await asyncio.to_thread(self._timers.next_due)
        if due is None:
            return EVERY
        return min(EVERY, (due - self._clock.now()).total_seconds())
