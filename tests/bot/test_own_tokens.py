"""The bot's own token: fetched once, renewed ahead, never waited for while the old one works."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from bot.settings import Credentials
from bot.tokens import Grant, KeptToken, NoToken, own_token
from resolution.errors import Refused
from tests.bot.conftest import settings_for
from tests.fakes.channel import OWN_TOKEN, FakeChannel


class Entra:
    """Grants numbered tokens, or none."""

    def __init__(self) -> None:
        self.asked = 0
        self.down = False
        self.now = 0.0

    async def fetch(self) -> Grant:
        self.asked += 1
        await asyncio.sleep(0)
        if self.down:
            raise NoToken("refused")
        return Grant(f"token-{self.asked}", 3600)

    def kept(self) -> KeptToken:
        return KeptToken(self.fetch, lambda: self.now)


async def test_many_who_ask_at_once_cause_one_fetch() -> None:
    entra = Entra()
    token = entra.kept()
    assert set(await asyncio.gather(*(token() for _ in range(50)))) == {"token-1"}
    assert entra.asked == 1


async def test_it_is_renewed_at_four_fifths_of_its_life_without_anybody_waiting() -> None:
    entra = Entra()
    token = entra.kept()
    await token()
    entra.now = 3600 * 0.79
    assert (await token(), entra.asked) == ("token-1", 1)
    entra.now = 3600 * 0.81
    assert await token() == "token-1", "whoever comes first is not made to wait"
    await asyncio.sleep(0.01)
    assert await token() == "token-2"


async def test_while_entra_is_down_the_old_token_serves_to_its_end() -> None:
    entra = Entra()
    token = entra.kept()
    await token()
    entra.down = True
    entra.now = 3500
    assert await token() == "token-1"
    entra.now = 3590
    with pytest.raises(NoToken):
        await token()
    entra.down = False
    assert await token() == "token-3"


async def test_a_plain_endpoint_on_this_machine_serves_a_fake_channel(
    channel: FakeChannel,
) -> None:
    async with aiohttp.ClientSession() as http:
        token = own_token(settings_for(channel), http)
        assert token is not None
        assert await token() == OWN_TOKEN
        wrong = Credentials(password="wrong", token_url=f"{channel.url}token")
        refused = own_token(settings_for(channel, credentials=wrong), http)
        assert refused is not None
        with pytest.raises(NoToken):
            await refused()


async def test_locally_no_token_is_needed(channel: FakeChannel) -> None:
    async with aiohttp.ClientSession() as http:
        assert own_token(settings_for(channel, local=True), http) is None


async def test_a_certificate_file_must_hold_key_and_certificate(
    channel: FakeChannel, tmp_path: Path
) -> None:
    file = tmp_path / "bot.pem"
    file.write_text("-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n")
    async with aiohttp.ClientSession() as http:
        for path in (str(file), str(tmp_path / "missing.pem")):
            given = settings_for(channel, credentials=Credentials(certificate=path))
            with pytest.raises(Refused, match="IRO_APP_CERTIFICATE"):
                own_token(given, http)
