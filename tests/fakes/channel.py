"""A Teams channel on loopback: signs tokens, serves its keys, and takes what the bot sends.

`python -m tests.fakes.channel --port 4500` runs it beside a bot that is started as a process.
"""

import argparse
import asyncio
import time
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson
from aiohttp import web

from tests.fakes.keys import APP_ID, Signer

Json = dict[str, Any]
SECRET = "a secret for tests"
OWN_TOKEN = "own-token"
_LARGEST = 100 * 1024  # bytes of UTF-16


@dataclass
class Fault:
    """What the connector does wrong, `times` times, to requests whose path has `match` in it."""

    status: int
    code: str = ""
    retry_after: str = ""
    times: int = 1
    match: str = ""
    method: str = ""
    seconds: float = 0.0  # slow instead, when the status is 0


@dataclass
class Sent:
    """One request that the connector took or refused."""

    method: str
    conversation: str
    activity: str
    body: Json
    status: int
    at: float


@dataclass
class FakeChannel:
    """Keys, tokens and a Bot Connector that answers as Teams is known to."""

    signer: Signer = field(default_factory=Signer)
    sent: list[Sent] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    not_installed: set[str] = field(default_factory=set)  # person ids
    blocked: set[str] = field(default_factory=set)  # conversation ids
    gone: set[str] = field(default_factory=set)  # conversation or activity ids
    limits: bool = False  # answer 429 to an eighth message within a second
    demands_token: bool = True
    key_fetches: int = 0
    token_fetches: int = 0
    keys_down: bool = False
    url: str = ""
    _next: int = 1

    def application(self) -> web.Application:
        app = web.Application(client_max_size=1024 * 1024)
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/token", self._token)
        app.router.add_post("/v3/conversations", self._open)
        app.router.add_post("/v3/conversations/{conversation}/activities", self._take)
        app.router.add_post("/v3/conversations/{conversation}/activities/{activity}", self._take)
        app.router.add_put("/v3/conversations/{conversation}/activities/{activity}", self._take)
        app.router.add_delete("/v3/conversations/{conversation}/activities/{activity}", self._take)
        app.router.add_get("/_fake/sent", self._show)
        app.router.add_post("/_fake/{act}", self._steer)
        return app

    async def start(self, port: int = 0) -> web.AppRunner:
        """Listen on loopback; `url` says where."""
        runner = web.AppRunner(self.application(), access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        return runner

    def token(self, **changed: Any) -> str:
        return self.signer.token(changed.pop("service_url", self.url), **changed)

    def delivered(self, conversation: str = "") -> list[Sent]:
        """What arrived, in order; of one conversation or of all."""
        return [
            sent
            for sent in self.sent
            if sent.status < 300 and (not conversation or sent.conversation == conversation)
        ]

    async def _metadata(self, request: web.Request) -> web.Response:
        if self.keys_down:
            return web.Response(status=503)
        return _json({"issuer": "https://api.botframework.com", "jwks_uri": f"{self.url}keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        self.key_fetches += 1
        return _json(self.signer.jwks())

    async def _token(self, request: web.Request) -> web.Response:
        self.token_fetches += 1
        form = await request.post()
        if form.get("client_id") != APP_ID or form.get("client_secret") != SECRET:
            return _json({"error": "invalid_client"}, 401)
        return _json({"access_token": OWN_TOKEN, "expires_in": 3600, "token_type": "Bearer"})

    async def _open(self, request: web.Request) -> web.Response:
        body = orjson.loads(await request.read())
        person = str(body["members"][0]["id"])
        conversation = f"a:{person.removeprefix('29:')}"
        refusal = await self._fault(request) or self._not_authenticated(request)
        if refusal is None and conversation[2:] in self.not_installed:
            refusal = _error(403, "ForbiddenOperationException")
        if refusal is None and not body.get("channelData", {}).get("tenant", {}).get("id"):
            refusal = _error(400, "BadSyntax")
        self._note("POST", "", "", body, refusal)
        if refusal is None:
            self.gone.discard(conversation)
        return refusal or _json({"id": conversation}, 201)

    async def _take(self, request: web.Request) -> web.Response:
        body = orjson.loads(await request.read()) if request.can_read_body else {}
        conversation = request.match_info["conversation"]
        activity = request.match_info.get("activity", "")
        refusal = await self._fault(request) or self._not_authenticated(request)
        refusal = refusal or self._refusal(request.method, conversation, activity, body)
        updates = request.method != "POST"
        made = activity if updates else f"m{self._next}"
        self._next += 1
        self._note(request.method, conversation, made, body, refusal)
        if refusal is not None:
            return refusal
        if body.get("text") and body.get("attachments"):
            return web.Response(status=202)  # split into two messages: no id
        return _json({"id": made}, 200 if updates else 201)

    def _refusal(
        self, method: str, conversation: str, activity: str, body: Json
    ) -> web.Response | None:
        if conversation in self.gone:
            return _error(404, "ConversationNotFound")
        if conversation in self.blocked:
            return _error(403, "MessageWritesBlocked")
        if method != "POST" and activity in self.gone:
            return _error(404, "ActivityNotFoundInConversation")
        if len(orjson.dumps(body).decode().encode("utf-16-le")) > _LARGEST:
            return _error(413, "MessageSizeTooBig")
        recent = [s for s in self.sent if s.conversation == conversation and s.status < 300]
        if self.limits and len(recent) >= 7 and time.monotonic() - recent[-7].at < 1:
            return _error(429, "TooManyRequests", {"Retry-After": "1"})
        return None

    async def _fault(self, request: web.Request) -> web.Response | None:
        for fault in self.faults:
            wanted = not fault.method or fault.method == request.method
            if fault.times <= 0 or not wanted or fault.match not in request.path:
                continue
            fault.times -= 1
            await asyncio.sleep(fault.seconds)
            headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
            return _error(fault.status, fault.code, headers) if fault.status else None
        return None

    def _not_authenticated(self, request: web.Request) -> web.Response | None:
        good = request.headers.get("Authorization") == f"Bearer {OWN_TOKEN}"
        return None if good or not self.demands_token else _error(401, "Unauthorized")

    def _note(
        self, method: str, conversation: str, activity: str, body: Json, no: web.Response | None
    ) -> None:
        status = no.status if no is not None else 200
        self.sent.append(Sent(method, conversation, activity, body, status, time.monotonic()))

    async def _show(self, request: web.Request) -> web.Response:
        return _json([asdict(sent) for sent in self.sent])

    async def _steer(self, request: web.Request) -> web.Response:
        """From outside the process: `token`, `rotate`, `fault`, `limits`, `people`."""
        act = request.match_info["act"]
        given = orjson.loads(await request.read() or b"{}")
        if act == "token":
            return _json({"token": self.token(**given)})
        if act == "rotate":
            self.signer.rotate()
        elif act == "fault":
            self.faults.append(Fault(**given))
        elif act == "limits":
            self.limits = bool(given.get("on", True))
        elif act == "people":
            self.not_installed |= set(given.get("not_installed", ()))
            self.blocked |= set(given.get("blocked", ()))
            self.gone |= set(given.get("gone", ()))
        else:
            return _json({"error": "unknown act"}, 404)
        return _json({})


def _json(body: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")


def _error(status: int, code: str, headers: dict[str, str] | None = None) -> web.Response:
    body = orjson.dumps({"error": {"code": code, "message": "refused by the fake channel"}})
    return web.Response(
        body=body, status=status, content_type="application/json", headers=headers or {}
    )


async def _run(port: int) -> None:
    channel = FakeChannel()
    await channel.start(port)
    print(
        orjson.dumps({"url": channel.url, "app_id": APP_ID, "secret": SECRET}).decode(), flush=True
    )
    await asyncio.Event().wait()


def main() -> None:
    """Run a fake channel until stopped."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=4500)
    asyncio.run(_run(parser.parse_args().port))


if __name__ == "__main__":
    main()
