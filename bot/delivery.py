"""One owed message: where it goes, what it shows by now, and what Teams made of it."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from bot.answers import Json, card_message
from bot.connector import Address, Connector, ConnectorError
from bot.pacing import Pace
from resolution.addressing import ADMINISTRATORS
from resolution.ports import Clock
from storage.conversations import Conversation, Conversations
from storage.outbox import OutboxItem

_NOT_THERE = frozenset({403, 404})


class Unreachable(Exception):
    """Nobody can be reached there, now or later; `why` is a word for the trail."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Stale(Exception):
    """It need not be said any more."""


class Drawn(Struct, frozen=True):
    """A card, its preview, and the version of the case that it shows (None: not a case card)."""

    card: Json
    summary: str
    version: int | None = None


class Arrived(Struct, frozen=True):
    """Where a message stands now."""

    conversation_id: str
    activity_id: str
    version: int | None


class Home(Struct, frozen=True):
    """Where people are looked for who have not spoken to the bot yet."""

    service_url: str
    tenant_id: str


Redirect = Callable[[str, Json], tuple[str, Json]]


class Drawing(Protocol):
    """Draws what is owed from the case as it is now."""

    async def draw(self, item: OutboxItem) -> Drawn | None:
        """The card, or None when it need not be said any more."""
        ...

    async def channel(self, key: str) -> str:
        """The Teams conversation id of a channel of the directory, or empty."""
        ...

    async def administrators(self) -> tuple[str, ...]:
        """The ids of the directory's administrators."""
        ...


class Delivery:
    """Delivers one item at a time; knows how Teams refuses."""

    def __init__(
        self,
        connector: Connector,
        pace: Pace,
        conversations: Conversations,
        drawing: Drawing,
        clock: Clock,
        home: Callable[[], Home],
        redirect: Redirect | None = None,
    ) -> None:
        self._connector = connector
        self._pace = pace
        self._conversations = conversations
        self._drawing = drawing
        self._clock = clock
        self._home = home
        self._redirect = redirect or _as_it_is

    async def deliver(self, item: OutboxItem) -> Arrived:
        """Deliver it; Stale, Unreachable, or ConnectorError when it may work later."""
        drawn = await self._drawing.draw(item)
        if drawn is None:
            raise Stale
        message = card_message(drawn.card, drawn.summary)
        if item.is_refresh:
            return await self._update(item, message, drawn)
        if item.person_id:
            person_id, message = self._redirect(item.person_id, message)
            return await self._to_person(person_id, message, drawn)
        try:
            return await self._to_channel(item.channel, message, drawn)
        except Unreachable as no_channel:
            if item.channel != ADMINISTRATORS.channel:
                raise
            return await self._to_administrators(message, drawn, no_channel)

    async def _update(self, item: OutboxItem, message: Json, drawn: Drawn) -> Arrived:
        post = item.post
        if post is None:
            raise Stale
        if post.person_id:
            _, message = self._redirect(post.person_id, message)
        to = Address(await self._service_url(post.lane), post.conversation_id)
        try:
            async with self._pace.turn(to.conversation_id):
                await self._connector.update(to, post.activity_id, message)
        except ConnectorError as error:
            if error.status in _NOT_THERE:  # deleted, or the bot is gone: the copy is nobody's
                raise Unreachable(str(error)) from error
            raise
        return Arrived(post.conversation_id, post.activity_id, drawn.version)

    async def _to_person(self, person_id: str, message: Json, drawn: Drawn) -> Arrived:
        known = await asyncio.to_thread(self._conversations.for_person, person_id)
        if known is not None and known.blocked:
            raise Unreachable("the person removed or blocked the bot")
        try:
            if known is not None:
                return await self._send(_address(known), message, drawn)
        except ConnectorError as error:
            if error.status not in _NOT_THERE:
                raise
        # Unknown, or no longer there: Teams answers with the one conversation that there is.
        opened = await self._open(person_id, known)
        try:
            return await self._send(_address(opened), message, drawn)
        except ConnectorError as error:
            if error.status in _NOT_THERE:
                await asyncio.to_thread(self._conversations.block, opened, self._clock.now())
                raise Unreachable(str(error)) from error
            raise

    async def _open(self, person_id: str, known: Conversation | None) -> Conversation:
        service_url = known.service_url if known else self._home().service_url
        tenant_id = (known.tenant_id if known else "") or self._home().tenant_id
        try:
            to = await self._connector.open_personal(service_url, tenant_id, person_id)
        except ConnectorError as error:
            if error.status in _NOT_THERE:
                raise Unreachable(str(error)) from error
            raise
        opened = Conversation(
            conversation_id=to.conversation_id,
            service_url=to.service_url,
            person_id=person_id,
            tenant_id=tenant_id,
        )
        await self._conversations.remember(opened, self._clock.now())
        return opened

    async def _to_channel(self, key: str, message: Json, drawn: Drawn) -> Arrived:
        known = await asyncio.to_thread(self._conversations.for_channel, key)
        # The directory's word goes before our memory: a council moves to another channel there.
        conversation_id = await self._drawing.channel(key)
        if not conversation_id:
            raise Unreachable(f"no channel is known as {key}")
        service_url = known.service_url if known else self._home().service_url
        to = Address(service_url, conversation_id.partition(";messageid=")[0])
        try:
            return await self._send(to, message, drawn)
        except ConnectorError as error:
            if error.status in _NOT_THERE:
                raise Unreachable(str(error)) from error
            raise

    async def _to_administrators(
        self, message: Json, drawn: Drawn, no_channel: Unreachable
    ) -> Arrived:
        """To each of them in their own chat, where they have no channel that can be reached."""
        arrived: Arrived | None = None
        refused: Exception = no_channel
        for one in await self._drawing.administrators():
            person_id, said = self._redirect(one, message)
            try:
                arrived = await self._to_person(person_id, said, drawn)
            except Unreachable:
                continue
            except ConnectorError as error:
                refused = error
        if arrived is None:
            raise refused
        return arrived

    async def _send(self, to: Address, message: Json, drawn: Drawn) -> Arrived:
        async with self._pace.turn(to.conversation_id):
            activity_id = await self._connector.send(to, message)
        return Arrived(to.conversation_id, activity_id, drawn.version if activity_id else None)

    async def _service_url(self, lane: str) -> str:
        kind, _, who = lane.partition(":")
        of_channel, of_person = self._conversations.for_channel, self._conversations.for_person
        known = await asyncio.to_thread(of_channel if kind == "channel" else of_person, who)
        return known.service_url if known else self._home().service_url


def _as_it_is(person_id: str, message: Json) -> tuple[str, Json]:
    return person_id, message


def _address(known: Conversation) -> Address:
    return Address(known.service_url, known.conversation_id)
