"""The composition root: everything is made here, and handed to whoever needs it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

import aiohttp
from aiohttp import web
from msgspec import Struct

from bot.auth import ChannelKeys, ChannelTokens, KeysUnavailable
from bot.channels import Channels
from bot.clock import ShiftedClock, SystemClock
from bot.connector import Connector
from bot.delivery import Delivery, Home
from bot.desk import ServiceDesk
from bot.digests import Digests
from bot.drawing import CaseDrawing
from bot.figures_due import FiguresDue
from bot.gate import Gate
from bot.local import LocalDemo
from bot.meeting_file import MeetingFiles
from bot.memory import StoredMemory
from bot.pacing import NO_HURRY, Pace
from bot.prepare import prepare, recall
from bot.relay import Relay
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.teams import Adapter
from bot.texts import Texts
from bot.tokens import own_token
from bot.turns import Turns
from bot.web import Edge
from dialogs.invoke import Invoke, Reply
from dialogs.router import answer as dialogs_answer
from resolution.case import Case
from resolution.commands import Command
from resolution.errors import Refused
from resolution.people import Directory
from resolution.ports import Clock
from storage.engine import Store, check_migrations, open_store

log = logging.getLogger(__name__)

_OPEN_CONNECTIONS = 64


class Service(Struct, frozen=True):
    """A service that runs: its HTTP application, and the parts that a test may look at."""

    settings: Settings
    clock: Clock
    store: Store
    desk: ServiceDesk
    relay: Relay
    scheduler: Scheduler
    turns: Turns
    http: web.Application


class _Outside(Struct, frozen=True):
    """Our end of Teams."""

    connector: Connector
    pace: Pace
    keys: ChannelKeys


class _Inside(Struct, frozen=True):
    """Our end of the database."""

    store: Store
    texts: Texts
    channels: Channels
    desk: ServiceDesk
    demo: LocalDemo | None


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock | None = None, pace: Pace | None = None
) -> AsyncIterator[Service]:
    """Everything made and started; let go of in the opposite order."""
    clock = clock or (ShiftedClock() if settings.local else SystemClock())
    async with AsyncExitStack() as stack:
        # Nobody waits yet: a thread would only leave its own memory behind.
        store = _open(settings, clock)
        stack.push_async_callback(asyncio.to_thread, store.close)
        inside = _inside(settings, store, clock)
        outside = await _outside(settings, stack, pace or _pace(settings))
        relay, scheduler = _workers(settings, inside, outside, clock)
        turns = _turns(settings, inside, outside, clock)
        stack.push_async_callback(turns.close)
        adapter = Adapter(_gate(settings, outside), outside.connector, turns)
        pages = MeetingFiles(settings, store.cases.case, store.rulebooks.get, clock).routes()
        edge = Edge(settings, adapter, partial(_ready, settings, store, outside.keys), pages)
        if settings.workers:
            store.writer.watch(relay.bell.ring)
            store.writer.watch(scheduler.bell.ring)
            await _start(stack, relay.run(), scheduler.run())
        if not settings.local:
            await _start(stack, _fetch_keys(outside.keys))
        http = edge.application()
        yield Service(settings, clock, store, inside.desk, relay, scheduler, turns, http)


async def _outside(settings: Settings, stack: AsyncExitStack, pace: Pace) -> _Outside:
    connections = aiohttp.TCPConnector(limit=_OPEN_CONNECTIONS, keepalive_timeout=60)
    http = await stack.enter_async_context(aiohttp.ClientSession(connector=connections))
    token = own_token(settings, http)
    if token is not None:
        stack.push_async_callback(token.close)
    connector = Connector(
        http,
        token,
        settings.app_id,
        loopback=settings.loopback_channel,
        only_loopback=settings.local,
    )
    if not settings.local and not connector.trusts(settings.service_url):
        raise Refused("IRO_SERVICE_URL is not an address of Teams; leave it out to use the usual.")
    return _Outside(connector, pace, ChannelKeys(http, settings.openid_url))


def _pace(settings: Settings) -> Pace:
    return Pace(everywhere=NO_HURRY, one_conversation=NO_HURRY) if settings.local else Pace()


def _inside(settings: Settings, store: Store, clock: Clock) -> _Inside:
    texts = Texts(store, settings, store.writer.submit_many)
    texts.start(clock.now())
    channels = Channels(store.documents, clock)
    channels.load()
    desk = ServiceDesk(store, channels, texts.policy_id, clock, public_url=settings.public_url)
    demo = None
    if settings.local and isinstance(clock, ShiftedClock):
        demo = LocalDemo(store, desk, clock, texts.policy_id)
    return _Inside(store, texts, channels, desk, demo)


def _workers(
    settings: Settings, inside: _Inside, outside: _Outside, clock: Clock
) -> tuple[Relay, Scheduler]:
    store, demo, desk = inside.store, inside.demo, inside.desk
    relay = Relay(store.outbox, _delivery(settings, inside, outside, clock), desk.submit, clock)
    digests = Digests(store, inside.channels, inside.texts.policy_id)
    figures = FiguresDue(store, inside.texts.policy_id)
    chores = (inside.texts.look, digests.look, figures.look)

    async def submit_many(commands: Sequence[Command]) -> list[Case | BaseException]:
        # By the desk, so that whoever looks next sees what time has just done.
        return await asyncio.gather(*map(desk.submit, commands), return_exceptions=True)

    scheduler = Scheduler(store.timers, submit_many, clock, chores)
    if demo is not None:
        desk.on_forward = partial(demo.forward, scheduler=scheduler, relay=relay)
    return relay, scheduler


def _delivery(settings: Settings, inside: _Inside, outside: _Outside, clock: Clock) -> Delivery:
    drawing = CaseDrawing(
        inside.store,
        inside.channels,
        inside.texts.policy_id,
        clock,
        dialogs=not settings.local,
        public_url=settings.public_url,
    )
    home = Home(settings.service_url, settings.app_tenant or next(iter(settings.tenants), ""))
    demo = inside.demo
    return Delivery(
        outside.connector,
        outside.pace,
        inside.store.conversations,
        drawing,
        clock,
        demo.home if demo else lambda: home,
        demo.redirect if demo else None,
    )


def _turns(settings: Settings, inside: _Inside, outside: _Outside, clock: Clock) -> Turns:
    desk = inside.desk

    def directory() -> Directory:
        return desk.rulebook(inside.texts.policy_id).directory

    async def answer(invoke: Invoke) -> Reply:
        return await dialogs_answer(invoke, desk)

    memory = StoredMemory(
        inside.store.conversations, inside.store.posts, inside.channels, directory, clock
    )
    said = inside.demo.listening(answer) if inside.demo else answer
    return Turns(said, memory, outside.connector, outside.pace, local=settings.local)


def _gate(settings: Settings, outside: _Outside) -> Gate:
    tokens = None if settings.local else ChannelTokens(outside.keys, settings.app_id)
    return Gate(tokens, settings.tenants, outside.connector.trusts)


async def _start(stack: AsyncExitStack, *work: Coroutine[Any, Any, None]) -> None:
    tasks = [asyncio.create_task(one) for one in work]
    stack.push_async_callback(_stop, tasks)


def _open(settings: Settings, clock: Clock) -> Store:
    """The store; an embedded database that is new is given its tables first."""
    prepare(settings.database, upgrade=settings.local)
    store = open_store(settings.database, clock)
    recall(store, settings.database)
    return store


async def _fetch_keys(keys: ChannelKeys) -> None:
    """Have the channel's keys before its first request; ask again until they are there."""
    while not keys.ready:
        try:
            await keys.fetch()
        except KeysUnavailable as error:
            log.warning("channel_keys_unavailable", extra={"error": str(error)})
            await asyncio.sleep(5)


async def _ready(settings: Settings, store: Store, keys: ChannelKeys) -> dict[str, bool]:
    try:
        async with asyncio.timeout(3):
            await asyncio.to_thread(check_migrations, store.engines[0])
        database = True
    except (Refused, TimeoutError, OSError):
        database = False
    return {"database": database, "keys": settings.local or keys.ready}


async def _stop(tasks: Sequence["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
