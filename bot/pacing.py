"""How fast the bot may speak: Teams' limits for the whole bot and for each conversation."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

from bot.connector import ConnectorError

# Teams documents 50 requests a second for an app in a tenant; a little less leaves room for others.
EVERYWHERE = ((45, 1.0),)
ONE_CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
NO_HURRY = ((1000, 1.0),)  # the local demo: its Teams counts nothing
_LANES_KEPT = 4096
_PATIENCE = 30.0  # seconds: less than a lease, so that nobody else sends what waits here
_LONGEST_HOLD = 1800.0  # seconds

Limits = tuple[tuple[int, float], ...]


class Allowance:
    """Counts what was sent within each window and says how long to wait before the next."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sent: deque[float] = deque(maxlen=max(count for count, _ in limits))

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed; 0 when it is allowed now."""
        longest = 0.0
        for count, seconds in self._limits:
            if len(self._sent) >= count:
                longest = max(longest, self._sent[-count] + seconds - now)
        return longest

    def take(self, at: float) -> None:
        """Count one that is sent at this moment."""
        self._sent.append(at)


class _Lane:
    def __init__(self, limits: Limits) -> None:
        self.one_at_a_time = asyncio.Lock()
        self.allowance = Allowance(limits)
        self.held_until = 0.0


class Pace:
    """One message in flight per conversation, within the limits of the conversation and the bot."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        everywhere: Limits = EVERYWHERE,
        one_conversation: Limits = ONE_CONVERSATION,
    ) -> None:
        self._clock = clock
        self._one_conversation = one_conversation
        self._everywhere = Allowance(everywhere)
        self._lanes: OrderedDict[str, _Lane] = OrderedDict()

    @asynccontextmanager
    async def turn(self, conversation_id: str) -> AsyncIterator[None]:
        """Wait for this conversation's turn; ConnectorError 429 when it is too far off to wait."""
        lane = self._lane(conversation_id)
        async with lane.one_at_a_time:
            await self._rest(lane)
            self._everywhere.take(self._clock())
            try:
                yield
            except ConnectorError as error:
                self.hold(conversation_id, error.retry_after or 0.0)
                raise
            finally:
                # Teams counts when a message arrives, which is at the latest when it answers.
                lane.allowance.take(self._clock())

    def hold(self, conversation_id: str, seconds: float) -> None:
        """Teams asked this conversation to wait (Retry-After)."""
        lane = self._lane(conversation_id)
        lane.held_until = max(lane.held_until, self._clock() + min(seconds, _LONGEST_HOLD))

    async def _rest(self, lane: _Lane) -> None:
        while True:  # somebody else may have taken the bot's own allowance meanwhile
            wait = self._wait(lane)
            if wait <= 0:
                return
            if wait > _PATIENCE:
                raise ConnectorError(HTTPStatus.TOO_MANY_REQUESTS, "Held", wait)
            await asyncio.sleep(wait)

    def _wait(self, lane: _Lane) -> float:
        now = self._clock()
        waits = (lane.allowance.wait(now), self._everywhere.wait(now), lane.held_until - now)
        return max(waits)

    def _lane(self, conversation_id: str) -> _Lane:
        lane = self._lanes.get(conversation_id)
        if lane is None:
            lane = self._lanes[conversation_id] = _Lane(self._one_conversation)
            self._forget_idle()
        self._lanes.move_to_end(conversation_id)
        return lane

    def _forget_idle(self) -> None:
        if len(self._lanes) > _LANES_KEPT:
            oldest = next(iter(self._lanes))
            if not self._lanes[oldest].one_at_a_time.locked():
                del self._lanes[oldest]
