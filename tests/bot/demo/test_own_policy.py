"""`resolution demo` with a council's own file: the bot starts under that very file."""

from pathlib import Path

import pytest

from bot.__main__ import main

SEVENTH = Path(__file__).parents[2] / "resolution" / "seventh_council.toml"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which there is no Playground: the bot starts, and then the demo gives up."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("key", ["loamshire", "durham"])
def test_the_bot_of_a_demo_follows_the_file_whatever_key_it_has(
    key: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SEVENTH.read_text("utf-8")
    (elsewhere / "own.toml").write_text(text.replace("loamshire", key), "utf-8")
    assert main(["demo", "--policy", "own.toml", "--port", "0", "--page", "0"]) == 2
    assert "The Agents Playground is not installed" in capsys.readouterr().err
    stored = (elsewhere / "var" / "demo").glob(f"{key}.db*")
    assert any(b"Escalation Ladder, January 2027" in file.read_bytes() for file in stored)


@pytest.mark.parametrize("port", ["x", "-1", "99999", "9" * 5000])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["demo", f"--port={port}"])
    assert "is no port; write a number up to 65535" in capsys.readouterr().err
