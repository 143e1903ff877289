"""The whole server as a process, authentication on, by its documented settings alone."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest

from bot.demo.authority import colleagues, directory_text
from resolution.policy_file import load_policy
from tests.fakes import activities as teams
from tests.fakes.channel import SECRET, FakeChannel
from tests.fakes.keys import APP_ID, TENANT

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


@dataclass
class Server:
    """A bot that runs beside this process."""

    url: str
    channel: FakeChannel
    process: asyncio.subprocess.Process
    http: aiohttp.ClientSession
    log: Path

    async def post(self, activity: dict[str, Any], **token: Any) -> tuple[int, bytes]:
        header = {"Authorization": f"Bearer {self.channel.token(**token)}"}
        body = {**activity, "serviceUrl": self.channel.url}
        async with self.http.post(f"{self.url}/api/messages", json=body, headers=header) as answer:
            return answer.status, await answer.read()

    async def stop(self) -> int:
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    def lines(self) -> list[dict[str, Any]]:
        return [orjson.loads(line) for line in self.log.read_bytes().splitlines()]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _environment(channel: FakeChannel, folder: Path, port: int) -> dict[str, str]:
    directory = folder / "directory.toml"
    directory.write_text(directory_text(load_policy("knowsley")), encoding="utf-8")
    secret = folder / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("IRO_")}
    return inherited | {
        "IRO_APP_ID": APP_ID,
        "IRO_APP_TENANT": TENANT,
        "IRO_APP_PASSWORD_FILE": str(secret),
        "IRO_TOKEN_URL": f"{channel.url}token",
        "IRO_OPENID_URL": f"{channel.url}v1/.well-known/openidconfiguration",
        "IRO_SERVICE_URL": channel.url,
        "IRO_POLICY": "knowsley",
        "IRO_DIRECTORY": str(directory),
        "IRO_DATABASE": f"sqlite:///{folder / 'resolution.db'}",
        "IRO_HOST": "127.0.0.1",
        "IRO_PORT": str(port),
    }


@asynccontextmanager
async def a_server(channel: FakeChannel, folder: Path, *options: str) -> AsyncIterator[Server]:
    port = _free_port()
    log = folder / "log"
    with log.open("wb") as lines:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", *options,
            cwd=ROOT, env=_environment(channel, folder, port), stderr=lines,
        )  # fmt: skip
    async with aiohttp.ClientSession() as http:
        server = Server(f"http://127.0.0.1:{port}", channel, process, http, log)
        try:
            async with asyncio.timeout(PATIENCE):
                await _until_ready(server)
            yield server
        finally:
            await server.stop()


async def _until_ready(server: Server) -> None:
    while server.process.returncode is None:
        try:
            async with server.http.get(f"{server.url}/readyz") as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.05)
    pytest.fail(server.log.read_text())


async def test_it_serves_refuses_strangers_and_stops_when_told(
    channel: FakeChannel, tmp_path: Path
) -> None:
    asha = colleagues(load_policy("knowsley"))[0]
    async with a_server(channel, tmp_path) as server:
        assert (await server.post(teams.message("help", person=asha.id)))[0] == 200
        (sent,) = channel.delivered()
        assert sent.conversation == f"a:{asha.id}"

        status, body = await server.post(teams.execute("raise_form", {}, person=asha.id))
        assert status == 200
        assert orjson.loads(body)["type"] == "application/vnd.microsoft.card.adaptive"

        assert (await server.post(teams.message("help"), aud="another"))[0] == 401
        stranger = teams.message("help") | {"channelData": {"tenant": {"id": "another"}}}
        assert (await server.post(stranger))[0] == 403
        async with server.http.post(f"{server.url}/api/messages", json={}) as answer:
            assert answer.status == 401
        assert await server.stop() == 0

    events = [line["event"] for line in server.lines()]
    assert events[-1] == "stopping"
    assert "serving" in events
    assert asha.name not in server.log.read_text()


async def test_a_fake_channel_runs_as_a_process_too(tmp_path: Path) -> None:
    port = _free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.fakes.channel", "--port", str(port),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = orjson.loads(await asyncio.wait_for(process.stdout.readline(), PATIENCE))
        assert said["url"] == f"http://127.0.0.1:{port}/"
        async with aiohttp.ClientSession() as http:
            url = f"{said['url']}v1/.well-known/openidconfiguration"
            async with http.get(url) as answer:
                keys = (await answer.json())["jwks_uri"]
            async with http.get(keys) as answer:
                assert (await answer.json())["keys"][0]["endorsements"] == ["msteams"]
            async with http.post(f"{said['url']}_fake/token", json={"lasts": 60}) as answer:
                assert (await answer.json())["token"].count(".") == 2
    finally:
        process.terminate()
        await process.wait()
