"""The command line on whatever it writes to: a pipe that is closed, a terminal without a §."""

import json
import os
import subprocess
import sys

import pytest

PYTHON = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}


@pytest.mark.parametrize("words", [["policy", "list"], ["--help"]])
def test_whoever_closes_the_pipe_hears_no_complaint(words: list[str]) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "bot", *words]
    done = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, env=PYTHON, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_has_not_every_sign_gets_the_rest(encoding: str) -> None:
    shown = printed(encoding, "policy", "show", "durham")
    assert "Durham County Council" in shown
    assert "?" in shown


def test_json_loses_no_sign_on_its_way_through_any_terminal() -> None:
    words = ("policy", "show", "durham", "--json")
    assert json.loads(printed("ascii", *words)) == json.loads(printed("utf-8", *words))


def printed(encoding: str, *words: str) -> str:
    command = [sys.executable, "-m", "bot", *words]
    environment = {**PYTHON, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode(encoding)
