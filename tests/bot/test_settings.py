"""Authentication cannot be off by accident, and every refusal names its setting."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import EVERY_INTERFACE, is_loopback, read
from resolution.errors import Refused
from tests.fakes.keys import APP_ID, TENANT

GOOD = {"IRO_APP_ID": APP_ID, "IRO_APP_TENANT": TENANT.upper(), "IRO_APP_PASSWORD": "secret"}


def test_the_usual_settings_are_few() -> None:
    settings = read(GOOD)
    assert settings.host == EVERY_INTERFACE
    assert settings.tenants == {TENANT}
    assert not settings.loopback_channel


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"IRO_APP_ID": ""}, "IRO_APP_ID"),
        ({"IRO_APP_ID": "  "}, "IRO_APP_ID"),
        ({"IRO_APP_TENANT": ""}, "IRO_TENANTS"),
        ({"IRO_APP_PASSWORD": ""}, "IRO_APP_PASSWORD"),
        ({"IRO_APP_CERTIFICATE": "bot.pem"}, "exactly one"),
        ({"IRO_MANAGED_IDENTITY": "1"}, "exactly one"),
        ({"IRO_TENANTS": TENANT, "IRO_APP_TENANT": ""}, "IRO_APP_TENANT"),
        ({"IRO_PORT": "http"}, "IRO_PORT"),
        ({"IRO_PORT": "65536"}, "IRO_PORT"),
        ({"IRO_LOG_LEVEL": "loud"}, "IRO_LOG_LEVEL"),
        ({"IRO_OPENID_URL": "http://login.example/"}, "IRO_OPENID_URL"),
        ({"IRO_SERVICE_URL": "http://smba.example/"}, "IRO_SERVICE_URL"),
        ({"IRO_TOKEN_URL": "https://login.example/token"}, "IRO_TOKEN_URL"),
        ({"IRO_TOKEN_URL": "http://10.0.0.7/token"}, "IRO_TOKEN_URL"),
        ({"IRO_APP_PASSWORD_FILE": "/nowhere/secret"}, "IRO_APP_PASSWORD_FILE"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name(changed: dict[str, str], named: str) -> None:
    with pytest.raises(Refused, match=named):
        read(GOOD | changed)


def test_a_directory_that_cannot_be_read_stops_the_start_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    latin = tmp_path / "people.toml"
    latin.write_bytes(b'name = "Zo\xeb"')
    monkeypatch.setenv("IRO_POLICY", "durham")
    monkeypatch.setenv("IRO_DATABASE", f"sqlite:///{tmp_path}/resolution.db")
    for file, sentence in (
        (tmp_path / "nowhere", "cannot be read: no such file or directory."),
        (latin, "is not a text file in UTF-8; save it as such."),
    ):
        monkeypatch.setenv("IRO_DIRECTORY", str(file))
        assert main(["serve", "--local", "--port", "0"]) == 2
        assert sentence in capsys.readouterr().err


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from a file\n")
    given = {**GOOD, "IRO_APP_PASSWORD": "", "IRO_APP_PASSWORD_FILE": str(file)}
    assert read(given).credentials.password == "from a file"


def test_a_managed_identity_needs_no_secret() -> None:
    given = {"IRO_APP_ID": APP_ID, "IRO_TENANTS": f"{TENANT}, {APP_ID.upper()}"}
    assert read(given | {"IRO_MANAGED_IDENTITY": "1"}).tenants == {TENANT, APP_ID}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "council.example"])
def test_local_refuses_every_address_but_this_machine(host: str) -> None:
    with pytest.raises(Refused, match="this machine only"):
        read({"IRO_HOST": host}, local=True)


def test_local_listens_on_loopback_even_when_an_app_is_configured() -> None:
    settings = read(GOOD, local=True)
    assert is_loopback(settings.host)
    assert settings.local


def test_serve_without_an_app_id_says_which_setting_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("IRO_APP_ID", raising=False)
    assert main(["serve"]) == 2
    assert "IRO_APP_ID" in capsys.readouterr().err


def test_serve_local_refuses_a_public_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--local", "--host", "0.0.0.0"]) == 2
    assert "this machine only" in capsys.readouterr().err
