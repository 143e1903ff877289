"""`resolution demo`: what is started for whom, and what is said when it cannot be."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self

import pytest

from bot.__main__ import main
from bot.cli import demo
from bot.settings import read
from resolution.policy_text import read_text

Captured = pytest.CaptureFixture[str]


class Started:
    """In place of the demo's programs: keeps the bot's settings, and ends at once."""

    env: Mapping[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def start(
        self, name: str, words: list[str], folder: Path, env: Mapping[str, str], log: Path
    ) -> None:
        if name == "The bot":
            Started.env = env

    def wait_for(self, name: str, port: int, path: str) -> None: ...

    def check(self) -> None:
        raise KeyboardInterrupt


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> type[Started]:
    monkeypatch.setattr(demo, "Processes", Started)
    monkeypatch.setattr(demo, "command", lambda *_: ["node"])
    return Started


def run(data: Path, policy: str) -> int:
    words = ["demo", "--policy", policy, "--data", str(data), "--port", "0", "--page", "0"]
    return main(words)


def test_a_policy_file_of_your_own_is_what_the_bot_follows(
    programs: type[Started], tmp_path: Path
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(read_text("durham").replace("Durham County Council", "Westmere Council"))

    assert run(tmp_path, str(mine)) == 0

    followed = read(dict(programs.env), local=True).policy
    assert "Westmere Council" in read_text(followed)


def test_who_may_raise_each_kind_is_said_and_what_to_type(
    programs: type[Started], tmp_path: Path, capsys: Captured
) -> None:
    assert run(tmp_path, "knowsley") == 0

    said = capsys.readouterr().out
    assert said.startswith("Starting the bot")
    assert "to raise as the Child Protection Chair" in said
    assert "@Resolution" in said
    assert "now  " in said


@pytest.mark.parametrize("number", ["99999", "-1", "many"])
def test_a_port_that_cannot_be_is_refused_in_words(
    number: str, tmp_path: Path, capsys: Captured
) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--page", number, "--data", str(tmp_path)])

    assert f"{number} is no port; write a number up to 65535" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_refused_in_words(
    tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "file").touch()

    assert run(tmp_path / "file", "durham") == 2

    assert "Give --data another folder." in capsys.readouterr().err


def test_a_busy_port_is_said_once(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "free_port", lambda _: 4000)

    assert demo._port("The bot", 3978) == 4000

    assert capsys.readouterr().out == "Port 3978 is busy; the bot is on 4000 instead.\n"
