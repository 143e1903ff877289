"""Delivers what is owed: many conversations at once, one message in each, patiently."""

import asyncio
import logging
import random
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.connector import ConnectorError
from bot.delivery import Arrived, Delivery, Stale, Unreachable
from resolution.commands import ReportUndelivered
from resolution.errors import Refused
from resolution.ports import Clock
from storage.outbox import Outbox, OutboxItem

log = logging.getLogger(__name__)

TOGETHER = 20  # messages under way at once
ATTEMPTS = 8
LAST_ATTEMPT = 150  # some three days, when nobody at all can be reached
LEASE_SECONDS = 90.0
_FIRST_WAIT = 10.0
_LONGEST_WAIT = 1800.0
_TAKEN_AT_THEIR_WORD = 3  # attempts after which `Retry-After` alone decides
_IDLE = 60.0
_TROUBLE = 5.0
_SETTLE = 0.1  # each commit rings; what is owed by several is claimed together

Submit = Callable[[ReportUndelivered], Awaitable[object]]


class Bell:
    """Wakes a loop that sleeps."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """There is something to do."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Return when rung, or after so many seconds."""
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._rung.wait()
        except TimeoutError:
            pass
        self._rung.clear()


class Relay:
    """Claims owed messages, hands each to delivery and settles it."""

    def __init__(
        self,
        outbox: Outbox,
        delivery: Delivery,
        submit: Submit,
        clock: Clock,
        *,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._outbox = outbox
        self._delivery = delivery
        self._submit = submit
        self._clock = clock
        self._jitter = jitter
        self._worker = f"relay-{secrets.token_hex(4)}"
        self._under_way: set[asyncio.Task[None]] = set()
        self._arrived_at: datetime | None = None
        self.bell = Bell()

    async def run(self) -> None:
        """Deliver until cancelled; trouble with the database is waited out."""
        try:
            while True:
                try:
                    await self._half_free()
                    started = await self.start_due()
                    wait = 0.0 if started else await self._idle_seconds()
                except Exception:
                    log.exception("relay_in_trouble")
                    wait = _TROUBLE
                await self.bell.wait(wait)
                await asyncio.sleep(_SETTLE)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def drain(self) -> int:
        """Deliver everything that is due now; how many items were tried."""
        tried = 0
        while (started := await self.start_due()) or self._under_way:
            tried += started
            await asyncio.gather(*self._under_way)
        return tried

    async def start_due(self) -> int:
        """Begin to deliver what is due, as far as there is room."""
        room = TOGETHER - len(self._under_way)
        if room <= 0:
            return 0
        now = self._clock.now()
        items = await asyncio.to_thread(self._outbox.claim, now, self._worker, room, LEASE_SECONDS)
        for item in items:
            task = asyncio.create_task(self._settle(item))
            self._under_way.add(task)
            task.add_done_callback(self._finished)
        return len(items)

    async def _half_free(self) -> None:
        """Wait until it is worth claiming again: a claim costs as much for one as for many."""
        while len(self._under_way) > TOGETHER // 2:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.bell.ring()  # what waited behind it in its conversation may go now

    async def _idle_seconds(self) -> float:
        due = await asyncio.to_thread(self._outbox.next_due)
        if due is None:
            return _IDLE
        return min(_IDLE, max(0.05, (due - self._clock.now()).total_seconds()))

    async def _settle(self, item: OutboxItem) -> None:
        try:
            arrived = await self._delivery.deliver(item)
        except Stale:
            await asyncio.to_thread(self._outbox.drop, item, "stale")
        except Unreachable as error:
            await self._give_up(item, error.why)
        except ConnectorError as error:
            await self._failed(item, error)
        except Refused as refusal:
            # The case or its policy is not to be had: no later attempt will draw it.
            log.warning("notice_not_drawn", extra={"key": item.key, "why": str(refusal)})
            await self._give_up(item, "it could not be drawn")
        except Exception:
            log.exception("delivery_failed", extra={"case_ref": item.case_ref, "kind": item.kind})
            await self._failed(item, ConnectorError(0, "Fault"))
        else:
            await self._sent(item, arrived)

    async def _sent(self, item: OutboxItem, at: Arrived) -> None:
        self._arrived_at = self._clock.now()
        await asyncio.to_thread(
            self._outbox.mark_sent, item, at.conversation_id, at.activity_id, at.version
        )
        log.info("message_delivered", extra={"case_ref": item.case_ref, "kind": item.kind})

    async def _failed(self, item: OutboxItem, error: ConnectorError) -> None:
        if not (error.may_pass or error.is_ours):
            await self._give_up(item, str(error))
        elif item.attempts >= self._attempts(item) and not error.is_ours:
            await self._give_up(item, f"{error} after {item.attempts} attempts")
        else:
            wait = self._wait(item.attempts, error.retry_after)
            at = self._clock.now() + timedelta(seconds=wait)
            await asyncio.to_thread(self._outbox.retry_later, item, at, str(error))
            extra = {"case_ref": item.case_ref, "kind": item.kind, "why": str(error)}
            log.warning("message_put_off", extra={**extra, "seconds": round(wait, 1)})

    def _attempts(self, item: OutboxItem) -> int:
        """How often a message is tried: patiently when nothing else has arrived since it is owed.

        Then Teams is at fault, and whoever would be told instead could not be reached either.
        """
        last = self._arrived_at
        return ATTEMPTS if last is not None and last >= item.owed_at else LAST_ATTEMPT

    def _wait(self, attempts: int, retry_after: float | None) -> float:
        longest = min(_LONGEST_WAIT, _FIRST_WAIT * 3.0 ** min(attempts - 1, 8))
        own = longest * (0.5 + self._jitter() / 2)
        if retry_after is None:
            return own
        asked = min(retry_after, _LONGEST_WAIT) + self._jitter()
        # Who says "in a second" again and again is not out of reach after eight seconds.
        return asked if attempts <= _TAKEN_AT_THEIR_WORD else max(asked, own)

    async def _give_up(self, item: OutboxItem, why: str) -> None:
        """Mark it, and let casework find somebody else to tell: silence is not an answer."""
        if not await asyncio.to_thread(self._outbox.give_up, item, why):
            return
        extra = {"case_ref": item.case_ref, "kind": item.kind, "key": item.key, "why": why}
        log.warning("message_given_up", extra=extra)
        if item.is_refresh or not item.case_ref or not item.person_id:
            return
        report = ReportUndelivered(
            case_ref=item.case_ref, person_id=item.person_id, notice_key=item.key, why=why
        )
        try:
            await self._submit(report)
        except Exception:
            log.exception("undelivered_not_reported", extra={"case_ref": item.case_ref})
