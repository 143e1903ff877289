"""The Bot Connector over one pooled session: send, update, open a conversation."""

from collections.abc import Awaitable, Callable, Mapping
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import quote, urlsplit

import aiohttp
import orjson
from msgspec import Struct

from bot.clock import unix_time
from bot.settings import is_loopback
from bot.tokens import NoToken

Json = dict[str, object]
_WAIT = aiohttp.ClientTimeout(total=10, sock_connect=5)
# The hosts of the Bot Framework in the public, GCC, GCC High and DoD clouds.
_HOSTS = ("smba.trafficmanager.net",)
_DOMAINS = (
    ".botframework.com",
    ".botframework.azure.us",
    ".teams.microsoft.com",
    ".teams.microsoft.us",
)
_RETRIED = frozenset({408, 412, 429, 500, 502, 503, 504})


class ConnectorError(Exception):
    """Teams did not take it: status 0 when there was no answer at all."""

    def __init__(self, status: int, code: str = "", retry_after: float | None = None) -> None:
        super().__init__(status, code, retry_after)
        self.status = status
        self.code = code
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.status} {self.code}".strip()

    @property
    def may_pass(self) -> bool:
        """Whether the same request may be taken later."""
        return self.status == 0 or self.status in _RETRIED

    @property
    def is_ours(self) -> bool:
        """Whether our own credentials are at fault, and not whoever should receive it."""
        return self.status == 401 or self.code == NoToken.__name__


class Address(Struct, frozen=True):
    """A conversation, and where the service that hosts it listens."""

    service_url: str
    conversation_id: str


class Connector:
    """Speaks to the Bot Connector; only to hosts that belong to it."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        token: Callable[[], Awaitable[str]] | None,
        app_id: str,
        *,
        loopback: bool = False,
        only_loopback: bool = False,
    ) -> None:
        self._http = http
        self._token = token
        self._app_id = app_id
        self._loopback = loopback or only_loopback
        self._only_loopback = only_loopback

    def trusts(self, service_url: str) -> bool:
        """Whether a service address belongs to the Bot Framework (or to a fake on this machine)."""
        return _trusts(service_url, self._loopback, self._only_loopback)

    async def send(self, to: Address, message: Json) -> str:
        """Send one message; the id by which it can be updated, empty when Teams gives none."""
        path = f"/v3/conversations/{quote(to.conversation_id, safe='')}/activities"
        answer = await self._ask("POST", to.service_url, path, message)
        return str(answer.get("id") or "")

    async def update(self, to: Address, activity_id: str, message: Json) -> None:
        """Replace a message that was sent before."""
        path = (
            f"/v3/conversations/{quote(to.conversation_id, safe='')}"
            f"/activities/{quote(activity_id, safe='')}"
        )
        await self._ask("PUT", to.service_url, path, {**message, "id": activity_id})

    async def open_personal(self, service_url: str, tenant_id: str, person_id: str) -> Address:
        """The one-to-one conversation with a person of the tenant, made when there is none."""
        asked: Json = {
            "isGroup": False,
            "bot": {"id": f"28:{self._app_id}"},
            "members": [{"id": person_id}],
            "tenantId": tenant_id,
            "channelData": {"tenant": {"id": tenant_id}},
        }
        answer = await self._ask("POST", service_url, "/v3/conversations", asked)
        return Address(service_url, str(answer["id"]))

    async def _ask(self, method: str, service_url: str, path: str, body: Json) -> Json:
        if not self.trusts(service_url):
            raise ConnectorError(403, "ServiceUrlNotAllowed")
        headers = {"Content-Type": "application/json; charset=utf-8"}
        try:
            if self._token is not None:
                headers["Authorization"] = f"Bearer {await self._token()}"
            async with self._http.request(
                method,
                service_url.rstrip("/") + path,
                data=orjson.dumps(body),
                headers=headers,
                timeout=_WAIT,
                allow_redirects=False,
            ) as answer:
                content = await answer.read()
                if answer.status >= 300:
                    raise _refusal(answer.status, answer.headers, content)
        except (aiohttp.ClientError, TimeoutError, OSError, NoToken) as error:
            raise ConnectorError(0, type(error).__name__) from error
        return _object(content)


@lru_cache(256)
def _trusts(service_url: str, loopback: bool, only_loopback: bool) -> bool:
    parts = urlsplit(service_url)
    host = parts.hostname or ""
    if loopback and is_loopback(host):
        return parts.scheme in ("http", "https")
    if only_loopback:
        return False
    return parts.scheme == "https" and (host in _HOSTS or host.endswith(_DOMAINS))


def _refusal(status: int, headers: Mapping[str, str], content: bytes) -> ConnectorError:
    error = _object(content).get("error")
    code = str(error.get("code", "")) if isinstance(error, dict) else ""
    return ConnectorError(status, code, _seconds(headers.get("Retry-After", "")))


def _seconds(retry_after: str) -> float | None:
    """How long to wait: HTTP says it in seconds or as a date (RFC 9110 §10.2.3)."""
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - unix_time())
    except ValueError:
        return None


def _object(content: bytes) -> Json:
    try:
        read = orjson.loads(content) if content.strip() else {}
    except orjson.JSONDecodeError:
        return {}
    return read if isinstance(read, dict) else {}
