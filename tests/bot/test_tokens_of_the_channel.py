"""Nothing that the channel did not sign gets in."""

import base64
import json
from collections.abc import Callable

import jwt
import pytest

from bot.auth import TEAMS
from tests.bot.conftest import Bench
from tests.fakes.activities import execute, message
from tests.fakes.channel import FakeChannel
from tests.fakes.keys import Signer


def _unsigned(channel: FakeChannel) -> str:
    claims = jwt.decode(channel.token(), options={"verify_signature": False})
    parts = ({"alg": "none", "kid": channel.signer.kid}, claims)
    coded = [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts]
    return f"{'.'.join(coded)}."


def _as_if_public_key_were_a_secret(channel: FakeChannel) -> str:
    return channel.token(alg="HS256", key="x" * 64)


def _tampered(channel: FakeChannel) -> str:
    head, body, signature = channel.token().split(".")
    return ".".join((head, body, signature[:-8] + ("A" * 8)))


BAD: dict[str, Callable[[FakeChannel], str]] = {
    "no header": lambda c: "",
    "another scheme": lambda c: "Basic abc",
    "junk": lambda c: "Bearer junk",
    "three parts of junk": lambda c: "Bearer a.b.c",
    "nothing after bearer": lambda c: "Bearer ",
    "no signature": lambda c: f"Bearer {_unsigned(c)}",
    "symmetric algorithm": lambda c: f"Bearer {_as_if_public_key_were_a_secret(c)}",
    "unknown key id": lambda c: f"Bearer {c.token(kid='key-9')}",
    "no key id": lambda c: f"Bearer {c.token(kid=None)}",
    "another key": lambda c: f"Bearer {c.token(key=Signer().key)}",
    "tampered signature": lambda c: f"Bearer {_tampered(c)}",
    "another audience": lambda c: f"Bearer {c.token(aud='someone-else')}",
    "another issuer": lambda c: f"Bearer {c.token(iss='https://evil.example')}",
    "another address": lambda c: f"Bearer {c.token(serviceurl='https://evil.example/')}",
    "no address": lambda c: f"Bearer {c.token(serviceurl=None)}",
    "expired": lambda c: f"Bearer {c.token(lasts=-301)}",
    "no expiry": lambda c: f"Bearer {c.token(exp=None)}",
    "far too long": lambda c: f"Bearer {'a' * 8000}",
}


@pytest.mark.parametrize("bad", BAD)
async def test_a_token_that_is_not_the_channels_gets_401(bad: str, edge: Bench) -> None:
    answer = await edge.post(message("help"), BAD[bad](edge.channel))

    assert answer.status == 401
    assert edge.dialogs.asked == []


@pytest.mark.parametrize("channel_id", [None, "", "emulator", "webchat", 7])
async def test_only_teams_may_speak(channel_id: object, edge: Bench) -> None:
    answer = await edge.post({**message("help"), "channelId": channel_id})
    assert answer.status == 401


async def test_a_key_must_vouch_for_teams(edge: Bench) -> None:
    edge.channel.signer.endorsements = ["webchat"]
    assert (await edge.post(message("help"))).status == 401


async def test_a_good_token_is_taken_again_and_again(edge: Bench) -> None:
    header = f"Bearer {edge.channel.token()}"
    for _ in range(3):
        assert (await edge.post(execute("look", {}), header)).status == 200
    assert edge.channel.key_fetches == 1


async def test_a_token_seen_before_is_still_bound_to_its_address_and_channel(edge: Bench) -> None:
    header = f"Bearer {edge.channel.token()}"
    assert (await edge.post(execute("look", {}), header)).status == 200

    elsewhere = execute("look", {}, service_url="https://smba.trafficmanager.net/uk/")
    answer = await edge.client.post(
        "/api/messages", json=elsewhere, headers={"Authorization": header}
    )
    assert answer.status == 401
    assert (await edge.post(execute("look", {}, channelId="webchat"), header)).status == 401


async def test_after_a_key_rotation_the_new_key_works_and_the_old_does_not(edge: Bench) -> None:
    old = f"Bearer {edge.channel.token()}"
    assert (await edge.post(execute("look", {}), old)).status == 200
    assert (
        await edge.post(execute("look", {}), f"Bearer {edge.channel.token(kid='key-7')}")
    ).status == 401

    edge.channel.signer.rotate()

    assert (await edge.post(execute("look", {}))).status == 200
    assert (await edge.post(execute("look", {}), old)).status == 401


async def test_a_forger_cannot_make_us_hammer_the_key_server(edge: Bench) -> None:
    for number in range(30):
        await edge.post(message("x"), f"Bearer {edge.channel.token(kid=f'key-{100 + number}')}")
    assert edge.channel.key_fetches <= 6


async def test_without_keys_nobody_is_believed_and_the_channel_may_come_back(edge: Bench) -> None:
    edge.channel.keys_down = True
    assert (await edge.post(message("help"))).status == 503
    assert (await edge.client.get("/readyz")).status == 503

    edge.channel.keys_down = False
    assert (await edge.post(message("help"))).status == 200
    assert (await edge.client.get("/readyz")).status == 200


def test_the_channel_is_teams() -> None:
    assert TEAMS == "msteams"
