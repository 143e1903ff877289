"""Who may come in: the channel's token, then the tenant, then the address to answer to."""

from collections.abc import Callable, Mapping

from bot import arrivals
from bot.arrivals import Json
from bot.auth import ChannelTokens

_NO_CLAIMS: Mapping[str, object] = {}


class Forbidden(Exception):
    """The channel sent it, but this bot does not serve the tenant or the address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Gate:
    """Admits activities; without `tokens` (the local demo) every one with a loopback address."""

    def __init__(
        self,
        tokens: ChannelTokens | None,
        tenants: frozenset[str],
        trusts: Callable[[str], bool],
    ) -> None:
        self._tokens = tokens
        self._tenants = tenants
        self._trusts = trusts

    async def admit(self, raw: Json, header: str) -> Mapping[str, object]:
        """The token's claims; Unauthorised or Forbidden when it may not come in."""
        service_url = raw.get("serviceUrl")
        claims = _NO_CLAIMS
        if self._tokens is not None:
            claims = await self._tokens.check(header, raw.get("channelId"), service_url)
            # The token does not carry the tenant, and only channelData is what Teams vouches for.
            named = arrivals.part(arrivals.part(raw, "channelData"), "tenant")
            if arrivals.text(named, "id").lower() not in self._tenants:
                raise Forbidden("tenant not allowed")
        if not isinstance(service_url, str) or not self._trusts(service_url):
            raise Forbidden("service url not allowed")
        return claims
