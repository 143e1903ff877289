"""What a council's IT writes wrongly is one sentence with the setting's name, and no secret."""

import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import read
from resolution.errors import Refused
from tests.bot.test_settings import GOOD
from tests.fakes.keys import TENANT

BEGIN, END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
KEY = "-----BEGIN PRIVATE KEY-----\nxx\n-----END PRIVATE KEY-----\n"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"IRO_APP_ID": "my-bot"}, "IRO_APP_ID is not an app id"),
        ({"IRO_APP_TENANT": "council.onmicrosoft.com"}, "by its id, as Entra shows it"),
        ({"IRO_TENANTS": f"{TENANT}, council.gov.uk"}, "by its id, as Entra shows it"),
        ({"IRO_APP_PASSWORD_FILE": "secret"}, "not both"),
        ({"IRO_MANAGED_IDENTITY": "maybe"}, "IRO_MANAGED_IDENTITY must be 1 or 0"),
        ({"IRO_WORKERS": "none"}, "IRO_WORKERS must be 1 or 0"),
        ({"IRO_MAX_BODY": "0"}, "IRO_MAX_BODY must be at least 1024 bytes"),
        ({"IRO_PUBLIC_URL": "https://["}, "IRO_PUBLIC_URL must begin with https://"),
        ({"IRO_PUBLIC_URL": "https://"}, "IRO_PUBLIC_URL names no host"),
        ({"IRO_OPENID_URL": "https:///keys"}, "IRO_OPENID_URL names no host"),
        ({"IRO_SERVICE_URL": "https://smba example/"}, "IRO_SERVICE_URL names no host"),
        ({"IRO_TOKEN_URL": "https://["}, "IRO_TOKEN_URL"),
    ],
)
def test_it_is_refused_with_a_sentence(changed: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read(GOOD | changed)


@pytest.mark.parametrize(
    ("word", "runs"), [("0", False), ("False", False), ("off", False), ("1", True)]
)
def test_the_workers_are_switched_as_people_write_it(word: str, runs: bool) -> None:
    assert read(GOOD | {"IRO_WORKERS": word}).workers is runs


def test_a_secret_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"\xff\xfes\x00")
    given = {**GOOD, "IRO_APP_PASSWORD": "", "IRO_APP_PASSWORD_FILE": str(file)}
    with pytest.raises(Refused, match="IRO_APP_PASSWORD_FILE is not a text file"):
        read(given)


def serve(monkeypatch: pytest.MonkeyPatch, folder: Path, **changed: str) -> int:
    """Start it with all that it needs but for what was changed."""
    given = {
        **GOOD,
        "IRO_POLICY": "durham",
        "IRO_HOST": "127.0.0.1",
        "IRO_PORT": "0",
        "IRO_DATABASE": f"sqlite:///{folder}/resolution.db",
        "IRO_OPENID_URL": "http://127.0.0.1:9/keys",
    }
    for name, value in (given | changed).items():
        monkeypatch.setenv(name, value)
    return main(["serve"])


@pytest.mark.parametrize(
    "content", [b"\x30\x82\xff", f"{KEY}{BEGIN}\nxx".encode(), f"{KEY}{BEGIN}\nxx\n{END}".encode()]
)
def test_a_certificate_that_is_none_stops_the_start(
    content: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "bot.pem"
    file.write_bytes(content)
    certificate = {"IRO_APP_PASSWORD": "", "IRO_APP_CERTIFICATE": str(file)}
    assert serve(monkeypatch, tmp_path, **certificate) == 2
    assert "IRO_APP_CERTIFICATE" in capsys.readouterr().err


def test_an_address_that_is_not_teams_s_would_reach_nobody_and_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve(monkeypatch, tmp_path, IRO_SERVICE_URL="https://teams.example/") == 2
    assert "IRO_SERVICE_URL is not an address of Teams" in capsys.readouterr().err


def test_a_database_whose_driver_is_not_installed_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    url = "postgresql://bot:hidden@db.example/iro"
    assert serve(monkeypatch, tmp_path, IRO_DATABASE=url) == 2
    said = capsys.readouterr().err
    assert "postgres extra" in said
    assert "hidden" not in said
