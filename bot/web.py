"""The HTTP edge: POST /api/messages for Teams, GET /healthz and /readyz for whoever runs it."""

import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import orjson
from aiohttp import web

from bot.arrivals import Json
from bot.auth import KeysUnavailable, Unauthorised
from bot.gate import Forbidden
from bot.settings import Settings, is_loopback
from bot.teams import Adapter
from bot.turns import Done

log = logging.getLogger(__name__)

Ready = Callable[[], Awaitable[dict[str, bool]]]


class Refusal(Exception):
    """A request that is turned away with a status and a word for the log."""

    def __init__(self, status: int, outcome: str) -> None:
        super().__init__(outcome)
        self.status = status
        self.outcome = outcome


class Edge:
    """Takes in what Teams posts: token, tenant and address are checked before anything else."""

    def __init__(
        self,
        settings: Settings,
        adapter: Adapter,
        ready: Ready,
        pages: Iterable[web.RouteDef] = (),
    ) -> None:
        self._settings = settings
        self._adapter = adapter
        self._ready = ready
        self._pages = tuple(pages)  # what is served beside Teams

    def application(self) -> web.Application:
        """The routes, ready to be served."""
        app = web.Application(client_max_size=self._settings.max_body)
        app.router.add_post("/api/messages", self.messages)
        app.router.add_get("/healthz", self.healthz)
        app.router.add_get("/readyz", self.readyz)
        app.add_routes(self._pages)
        return app

    async def messages(self, request: web.Request) -> web.Response:
        """One activity; exactly one log line, whatever became of it."""
        started = time.perf_counter()
        done = Done()
        try:
            raw = await self._read(request)
            header = request.headers.get("Authorization", "")
            status, body, done = await self._adapter.run(raw, header)
        except Refusal as refusal:
            status, body, done = refusal.status, None, Done(outcome=refusal.outcome)
        except Unauthorised as error:
            status, body, done = 401, None, Done(outcome=error.reason)
        except Forbidden as error:
            status, body, done = 403, None, Done(outcome=error.reason)
        except KeysUnavailable:
            status, body, done = 503, None, Done(outcome="keys unavailable")
        except Exception:
            log.exception("activity_failed")
            status, body, done = 500, None, Done(outcome="fault")
        _log(status, done, started)
        return _answer(status, body)

    async def healthz(self, request: web.Request) -> web.Response:
        """Alive: the event loop answers."""
        return _answer(200, {"alive": True})

    async def readyz(self, request: web.Request) -> web.Response:
        """Ready: everything that a turn needs is there."""
        checks = await self._ready()
        ready = all(checks.values())
        return _answer(200 if ready else 503, {"ready": ready, "checks": checks})

    async def _read(self, request: web.Request) -> Json:
        local = self._settings.local
        if local and not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
            raise Refusal(403, "not this machine")  # a web page that points its own name at us
        if not local and not request.headers.get("Authorization"):
            raise Refusal(401, "no bearer token")
        if request.content_type != "application/json":
            raise Refusal(415, "not json")
        try:
            raw = orjson.loads(await request.read())
        except web.HTTPRequestEntityTooLarge as error:
            raise Refusal(413, "too large") from error
        except orjson.JSONDecodeError as error:
            raise Refusal(400, "not json") from error
        if not isinstance(raw, dict) or not isinstance(raw.get("type"), str):
            raise Refusal(400, "not an activity")
        return raw


def _answer(status: int, body: Any) -> web.Response:
    if body is None:
        return web.Response(status=status)
    return web.Response(status=status, body=orjson.dumps(body), content_type="application/json")


def _log(status: int, done: Done, started: float) -> None:
    log.info(
        "activity_taken",
        extra={
            "kind": done.kind,
            "verb": done.verb,
            "case_ref": done.case_ref,
            "outcome": done.outcome,
            "status": status,
            "ms": round((time.perf_counter() - started) * 1000, 1),
        },
    )
