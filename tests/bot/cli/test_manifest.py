import json
import zipfile
from pathlib import Path

import pytest

from bot.__main__ import main

APP = "8a0f6f5e-8f0a-4a3c-9b43-5b4f2f0c1a01"
BOT = "8a0f6f5e-8f0a-4a3c-9b43-5b4f2f0c1a02"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IRO_APP_ID", "IRO_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


def ids_in(file: Path) -> tuple[str, str]:
    with zipfile.ZipFile(file) as archive:
        document = json.loads(archive.read("manifest.json"))
    return document["id"], document["bots"][0]["botId"]


def test_one_id_serves_as_app_and_bot(tmp_path: Path) -> None:
    assert main(["manifest", "--out", str(tmp_path / "app.zip"), "--app-id", APP]) == 0
    assert ids_in(tmp_path / "app.zip") == (APP, APP)


def test_the_bots_id_comes_from_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IRO_APP_ID", BOT)
    assert main(["manifest", "--out", str(tmp_path / "a.zip")]) == 0
    assert main(["manifest", "--out", str(tmp_path / "b.zip"), "--app-id", APP]) == 0
    assert ids_in(tmp_path / "a.zip") == (BOT, BOT)
    assert ids_in(tmp_path / "b.zip") == (APP, BOT)


def test_json_says_what_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "app.zip"
    main(["manifest", "--out", str(file), "--app-id", APP, "--json"])
    report = json.loads(capsys.readouterr().out)
    assert report == {
        "file": str(file),
        "app_id": APP,
        "bot_id": APP,
        "bytes": file.stat().st_size,
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Name the bot: give --bot-id, or set IRO_APP_ID to its app id."),
        (["--app-id", "mine"], 'The app id "mine" is not a GUID'),
        (["--app-id", APP, "--domain", "https://x"], "is not a domain"),
        (["--app-id", APP, "--publisher", "x" * 33], "$.developer.name"),
        (["--app-id", APP, "--privacy", "http://x"], "must begin with https://"),
    ],
)
def test_nothing_is_written_when_a_value_is_wrong(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "app.zip"
    assert main(["manifest", "--out", str(file), *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert not file.exists()


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "nowhere" / "app.zip"
    assert main(["manifest", "--out", str(missing), "--app-id", APP]) == 2
    assert capsys.readouterr().err.endswith("cannot be written: no such file or directory.\n")
