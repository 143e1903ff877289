"""A relay between a real store and a fake channel, with drawings that need no case."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp

from bot.connector import Connector
from bot.delivery import Delivery, Drawn, Home
from bot.pacing import NO_HURRY, Pace
from bot.relay import Relay
from resolution.commands import ReportUndelivered
from resolution.notices import Notice, NoticeKind, Recipient
from storage.conversations import Conversation
from storage.engine import Store, open_store
from storage.outbox import OutboxItem
from tests.conftest import StoppedClock
from tests.fakes.channel import OWN_TOKEN, FakeChannel
from tests.fakes.desk import a_card
from tests.fakes.keys import APP_ID, TENANT


@dataclass
class Drawings:
    """Draws every item as its key, unless it is said to be stale."""

    stale: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    version: int | None = None

    async def draw(self, item: OutboxItem) -> Drawn | None:
        if item.key in self.broken:
            raise KeyError(item.key)
        if item.key in self.stale:
            return None
        return Drawn(a_card(item.key), f"About {item.key}", self.version)

    async def channel(self, key: str) -> str:
        return "19:known@thread.tacv2" if key == "known" else ""

    async def administrators(self) -> tuple[str, ...]:
        return ("p-ada", "p-bo")


@dataclass
class Mailroom:
    """Owes messages, lets the relay work, and shows what became of them."""

    channel: FakeChannel
    store: Store
    clock: StoppedClock
    relay: Relay
    drawings: Drawings
    undelivered: list[ReportUndelivered]

    def owe(self, *people: str, key: str = "", channel: str = "", case_ref: str = "DUR-1") -> None:
        to = [Recipient(person) for person in people] or [Recipient(channel=channel)]
        notices = [
            Notice(
                NoticeKind.REMINDER,
                one,
                key or f"to-{one.person_id or one.channel}",
                case_ref if one.person_id else "",
            )
            for one in to
        ]
        self.store.outbox.owe(notices, self.clock.now())

    async def met(self, person: str, conversation: str = "") -> None:
        """Somebody spoke to the bot before."""
        where = conversation or f"a:{person}"
        known = Conversation(where, self.channel.url, person, tenant_id=TENANT)
        await self.store.conversations.remember(known, self.clock.now())

    def counts(self) -> dict[str, int]:
        return dict(self.store.outbox.counts())

    def due(self) -> datetime | None:
        return self.store.outbox.next_due()

    async def later(self, seconds: float) -> None:
        """Time passes, and the relay looks again."""
        self.clock.moment += timedelta(seconds=seconds)
        await self.relay.drain()


@asynccontextmanager
async def a_mailroom(url: str, channel: FakeChannel) -> AsyncIterator[Mailroom]:
    clock = StoppedClock()
    store = open_store(url, clock)
    undelivered: list[ReportUndelivered] = []

    async def submit(command: ReportUndelivered) -> None:
        undelivered.append(command)

    async def own_token() -> str:
        return OWN_TOKEN

    drawings = Drawings()
    async with aiohttp.ClientSession() as http:
        connector = Connector(http, own_token, APP_ID, loopback=True)
        pace = Pace(lambda: clock.now().timestamp(), everywhere=NO_HURRY, one_conversation=NO_HURRY)
        home = Home(channel.url, TENANT)
        delivery = Delivery(connector, pace, store.conversations, drawings, clock, lambda: home)
        relay = Relay(store.outbox, delivery, submit, clock, jitter=lambda: 1.0)
        yield Mailroom(channel, store, clock, relay, drawings, undelivered)
    store.close()
