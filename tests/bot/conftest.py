"""An edge in this process between a fake channel and small stand-ins for everything behind it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.auth import ChannelKeys, ChannelTokens
from bot.connector import Connector
from bot.gate import Gate
from bot.pacing import Pace
from bot.settings import Credentials, Settings
from bot.teams import Adapter
from bot.tokens import KeptToken, own_token
from bot.turns import Turns
from bot.web import Edge
from tests.bot.mailroom import Mailroom, a_mailroom
from tests.fakes.channel import SECRET, FakeChannel
from tests.fakes.desk import EchoDialogs, FakeMemory
from tests.fakes.keys import APP_ID, TENANT


@dataclass
class Bench:
    """Everything that a test of the edge may look at."""

    channel: FakeChannel
    dialogs: EchoDialogs
    memory: FakeMemory
    client: TestClient[Any, Any]
    connector: Connector
    pace: Pace
    turns: Turns

    async def post(self, activity: dict[str, Any], header: str | None = None) -> Any:
        """Post an activity as the channel would; its serviceUrl is the channel's own."""
        activity = {**activity, "serviceUrl": self.channel.url}
        header = f"Bearer {self.channel.token()}" if header is None else header
        headers = {"Authorization": header} if header else {}
        return await self.client.post("/api/messages", json=activity, headers=headers)


def settings_for(channel: FakeChannel, **changed: Any) -> Settings:
    """Settings of a bot that this channel posts to."""
    given: dict[str, Any] = {
        "app_id": APP_ID,
        "app_tenant": TENANT,
        "tenants": frozenset({TENANT}),
        "credentials": Credentials(password=SECRET, token_url=f"{channel.url}token"),
        "openid_url": f"{channel.url}v1/.well-known/openidconfiguration",
    }
    return Settings(**(given | changed))


@asynccontextmanager
async def an_edge(channel: FakeChannel, **changed: Any) -> AsyncIterator[Bench]:
    settings = settings_for(channel, **changed)
    async with aiohttp.ClientSession() as http:
        own = own_token(settings, http)
        keys = ChannelKeys(http, settings.openid_url)
        tokens = None if settings.local else ChannelTokens(keys, settings.app_id)
        connector = Connector(
            http,
            own,
            settings.app_id,
            loopback=settings.loopback_channel,
            only_loopback=settings.local,
        )
        dialogs, memory, pace = EchoDialogs(), FakeMemory(), Pace()
        turns = Turns(dialogs.answer, memory, connector, pace, local=settings.local)
        gate = Gate(tokens, settings.tenants, connector.trusts)

        async def ready() -> dict[str, bool]:
            return {"keys": settings.local or keys.ready}

        edge = Edge(settings, Adapter(gate, connector, turns), ready)
        async with TestClient(TestServer(edge.application())) as client:
            yield Bench(channel, dialogs, memory, client, connector, pace, turns)
        await turns.close()
        if isinstance(own, KeptToken):
            await own.close()


@pytest.fixture
async def channel() -> AsyncIterator[FakeChannel]:
    fake = FakeChannel()
    runner = await fake.start()
    yield fake
    await runner.cleanup()


@pytest.fixture
async def edge(channel: FakeChannel) -> AsyncIterator[Bench]:
    async with an_edge(channel) as bench:
        yield bench


@pytest.fixture
async def mailroom(
    channel: FakeChannel, sqlite_template: Path, tmp_path: Path
) -> AsyncIterator[Mailroom]:
    """The relay of a service on a database of its own."""
    file = tmp_path / "resolution.db"
    shutil.copy(sqlite_template, file)
    async with a_mailroom(f"sqlite:///{file}", channel) as room:
        yield room
