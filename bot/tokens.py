"""The bot's own tokens: one client, off the event loop, renewed ahead of time."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import orjson
from msgspec import Struct

from bot.settings import Credentials, Settings, read_file
from resolution.errors import Refused

log = logging.getLogger(__name__)

RESOURCE = "https://api.botframework.com"
SCOPE = f"{RESOURCE}/.default"
_RENEW_AT = 0.8  # of a token's life
_RETRY_AFTER = 30.0  # seconds between attempts to renew while the old token still works


class NoToken(Exception):
    """The bot could not get a token of its own; what it wanted to send must wait."""


class Grant(Struct, frozen=True):
    """A token and for how many seconds it was given."""

    token: str
    seconds: float


Fetch = Callable[[], Awaitable[Grant]]


class KeptToken:
    """A token that is renewed in the background at 80 % of its life."""

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._token = ""
        self._renew_at = float("-inf")
        self._ends_at = float("-inf")
        self._renewing: asyncio.Task[None] | None = None

    async def __call__(self) -> str:
        """A token that is good now; NoToken when there is none to be had."""
        now = self._clock()
        if now >= self._renew_at and (self._renewing is None or self._renewing.done()):
            self._renewing = asyncio.create_task(self._renew())
        if now >= self._ends_at:
            assert self._renewing is not None
            await asyncio.shield(self._renewing)
            if self._clock() >= self._ends_at:
                raise NoToken("the bot's own token could not be fetched")
        return self._token

    async def close(self) -> None:
        """Stop a renewal that is under way."""
        if self._renewing and not self._renewing.done():
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)

    async def _renew(self) -> None:
        asked_at = self._clock()
        try:
            grant = await self._fetch()
        except (NoToken, OSError, ValueError, TimeoutError, aiohttp.ClientError) as error:
            log.warning("bot_token_not_fetched", extra={"error": type(error).__name__})
            if asked_at < self._ends_at:  # without any token, the next sender tries again at once
                self._renew_at = asked_at + _RETRY_AFTER
            return
        self._token = grant.token
        self._renew_at = asked_at + grant.seconds * _RENEW_AT
        self._ends_at = asked_at + max(grant.seconds - 60, grant.seconds / 2)


def own_token(settings: Settings, http: aiohttp.ClientSession) -> KeptToken | None:
    """How this bot gets its tokens, or None in the local demo, which needs none."""
    if settings.local:
        return None
    given = settings.credentials
    if given.token_url:
        return KeptToken(_plain(settings, http))
    return KeptToken(_Entra(settings.app_id, settings.app_tenant, given).fetch)


class _Entra:
    """One long-lived msal client; making it and asking it both happen in a thread."""

    def __init__(self, app_id: str, tenant: str, given: Credentials) -> None:
        self._app_id = app_id
        self._authority = f"https://login.microsoftonline.com/{tenant}"
        self._given = given
        self._client: Any = None
        self._proof = _certificate(given.certificate) if given.certificate else given.password

    async def fetch(self) -> Grant:
        """A new token from Entra."""
        return await asyncio.to_thread(self._ask)

    def _ask(self) -> Grant:
        if self._client is None:
            self._client = self._make()
        if self._given.managed_identity:
            answer = self._client.acquire_token_for_client(resource=RESOURCE)
        else:
            answer = self._client.acquire_token_for_client(scopes=[SCOPE])
        if "access_token" not in answer:
            raise NoToken(str(answer.get("error", "refused")))
        return Grant(answer["access_token"], float(answer.get("expires_in", 3600)))

    def _make(self) -> Any:
        import msal

        if self._given.managed_identity:
            import requests

            identity = msal.UserAssignedManagedIdentity(client_id=self._app_id)
            return msal.ManagedIdentityClient(identity, http_client=requests.Session())
        return msal.ConfidentialClientApplication(
            self._app_id,
            client_credential=self._proof,
            authority=self._authority,
            timeout=10,
        )


def _certificate(path: str) -> dict[str, str]:
    """The private key and the certificate out of one PEM file."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificate

    text = read_file(path, "IRO_APP_CERTIFICATE")
    start = text.find("-----BEGIN CERTIFICATE-----")
    ending = "-----END CERTIFICATE-----"
    public = text[start : text.find(ending, start) + len(ending)]
    try:
        load_pem_private_key(text.encode(), None)
        load_pem_x509_certificate(public.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Refused(
            "IRO_APP_CERTIFICATE must be a PEM file that holds the private key, without a "
            "password, and the certificate."
        ) from error
    return {"private_key": text, "public_certificate": public}


def _plain(settings: Settings, http: aiohttp.ClientSession) -> Fetch:
    """Client credentials by http, which msal refuses and a fake channel needs."""
    form = {
        "grant_type": "client_credentials",
        "client_id": settings.app_id,
        "client_secret": settings.credentials.password,
        "scope": SCOPE,
    }

    async def fetch() -> Grant:
        wait = aiohttp.ClientTimeout(total=10)
        url = settings.credentials.token_url
        async with http.post(url, data=form, timeout=wait) as answer:
            body = orjson.loads(await answer.read())
            if answer.status != 200:
                raise NoToken(str(body.get("error", answer.status)))
        return Grant(str(body["access_token"]), float(body["expires_in"]))

    return fetch
