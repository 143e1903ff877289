"""Whether a request really comes from the Teams channel: its tokens and its signing keys."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import aiohttp
import jwt
import orjson
from jwt.algorithms import RSAAlgorithm
from msgspec import Struct

from bot.clock import unix_time
from bot.settings import CHANNEL_ISSUER

log = logging.getLogger(__name__)

TEAMS = "msteams"
_DAY = 86_400.0
_LEEWAY = 300
_TOKENS_KEPT = 1024
_EARLY_FETCHES = 5  # that unknown key ids may cause ...
_EARLY_WITHIN = 300.0  # ... in so many seconds: a forger must not make us hammer the key server
_NO_ENDORSEMENT: tuple[str, ...] = ()


class Unauthorised(Exception):
    """The request does not prove that the channel sent it; `reason` is for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class KeysUnavailable(Exception):
    """The channel's keys could not be fetched, so nobody can be believed yet."""


class SigningKey(Struct, frozen=True):
    """One key of the channel and the channels that it vouches for."""

    key: Any
    endorsements: tuple[str, ...]


class ChannelKeys:
    """The channel's signing keys: one fetch at a time, daily, and when an unknown key turns up."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = url
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched_at = float("-inf")
        self._early: deque[float] = deque(maxlen=_EARLY_FETCHES)
        self._fetching: asyncio.Task[None] | None = None
        self.generation = 0

    @property
    def ready(self) -> bool:
        """Whether keys are there."""
        return bool(self._keys)

    async def find(self, kid: str) -> SigningKey | None:
        """The key with this id, fetching when it is unknown or the keys are a day old."""
        found = self._keys.get(kid)
        if found and time.monotonic() - self._fetched_at < _DAY:
            return found
        if found is None and self._keys and not self._may_fetch_early():
            return None
        try:
            await self.fetch()
        except KeysUnavailable:
            if not self._keys:
                raise
            log.warning("channel_keys_not_refreshed")
        return self._keys.get(kid)

    async def fetch(self) -> None:
        """Fetch the keys; callers who come while it runs wait for the same answer."""
        if self._fetching is None or self._fetching.done():
            self._fetching = asyncio.create_task(self._fetch())
            self._fetching.add_done_callback(_look_at)  # nobody waits for it when we are stopping
        await asyncio.shield(self._fetching)

    def _may_fetch_early(self) -> bool:
        now = time.monotonic()
        full = len(self._early) == _EARLY_FETCHES
        if full and now - self._early[0] < _EARLY_WITHIN:
            return False
        self._early.append(now)
        return True

    async def _fetch(self) -> None:
        try:
            metadata = await self._json(self._url)
            listed = (await self._json(str(metadata["jwks_uri"])))["keys"]
            keys = {str(k["kid"]): _key(k) for k in listed if k.get("kty") == "RSA"}
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError) as error:
            raise KeysUnavailable(type(error).__name__) from error
        if not keys:
            raise KeysUnavailable("no RSA key")
        self._keys = keys
        self._fetched_at = time.monotonic()
        self.generation += 1
        log.info("channel_keys_fetched", extra={"keys": len(keys)})

    async def _json(self, url: str) -> Any:
        wait = aiohttp.ClientTimeout(total=10)
        async with self._http.get(url, timeout=wait, raise_for_status=True) as answer:
            return orjson.loads(await answer.read())


def _look_at(fetched: "asyncio.Task[None]") -> None:
    if not fetched.cancelled():
        fetched.exception()


class _Believed(Struct, frozen=True):
    """A token that was checked once; it stays good until `until`, for the same address only."""

    until: float
    service_url: str
    endorsements: tuple[str, ...]
    claims: Mapping[str, Any]


class ChannelTokens:
    """Checks the token of every request; a token seen before costs one hash and three looks."""

    def __init__(self, keys: ChannelKeys, app_id: str, issuer: str = CHANNEL_ISSUER) -> None:
        self._keys = keys
        self._app_id = app_id
        self._issuer = issuer
        self._believed: dict[bytes, _Believed] = {}
        self._generation = 0

    async def check(
        self, header: str, channel_id: object, service_url: object
    ) -> Mapping[str, Any]:
        """The token's claims; Unauthorised unless Teams signed it for us and this address."""
        if not header.startswith("Bearer "):
            raise Unauthorised("no bearer token")
        if self._generation != self._keys.generation:
            self._believed.clear()
            self._generation = self._keys.generation
        mark = sha256(header.encode()).digest()
        known = self._believed.get(mark)
        if known is None or known.until <= unix_time():
            known = await self._verify(header[7:].strip())
            self._keep(mark, known)
        if channel_id != TEAMS or TEAMS not in known.endorsements:
            raise Unauthorised("channel not endorsed")
        if not service_url or known.service_url != service_url:
            raise Unauthorised("service url differs")
        return known.claims

    async def _verify(self, token: str) -> _Believed:
        try:
            kid = jwt.get_unverified_header(token).get("kid")
        except (jwt.PyJWTError, ValueError) as error:
            raise Unauthorised("not a token") from error
        key = await self._keys.find(kid) if isinstance(kid, str) else None
        if key is None:
            raise Unauthorised("unknown key")
        try:
            claims = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=self._issuer,
                leeway=_LEEWAY,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise Unauthorised(type(error).__name__) from error
        return _Believed(
            until=float(claims["exp"]) + _LEEWAY,
            service_url=str(claims.get("serviceurl", "")),
            endorsements=key.endorsements,
            claims=claims,
        )

    def _keep(self, mark: bytes, known: _Believed) -> None:
        self._believed.pop(mark, None)
        if len(self._believed) >= _TOKENS_KEPT:
            self._believed.pop(next(iter(self._believed)))
        self._believed[mark] = known


def _key(listed: Mapping[str, Any]) -> SigningKey:
    endorsements = listed.get("endorsements") or _NO_ENDORSEMENT
    return SigningKey(RSAAlgorithm.from_jwk(dict(listed)), tuple(map(str, endorsements)))
