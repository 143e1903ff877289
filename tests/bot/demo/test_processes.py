"""The demo's programs: waited for, reported when they end, and stopped together."""

import os
import socket
import sys
from pathlib import Path

import pytest

from bot.demo.processes import Processes, alone, free_port
from resolution.errors import Refused

SERVER = "import http.server as h, sys; h.test(h.SimpleHTTPRequestHandler, port=int(sys.argv[1]))"


def serve(port: int) -> list[str]:
    return [sys.executable, "-c", SERVER, str(port)]


def test_a_program_is_waited_for_and_stopped_when_the_demo_ends(tmp_path: Path) -> None:
    port = free_port(0)

    with Processes() as processes:
        processes.start("The bot", serve(port), tmp_path, os.environ, tmp_path / "log")
        processes.wait_for("The bot", port, "/")
        processes.check()

    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_program_that_ends_by_itself_is_reported_with_its_last_words(tmp_path: Path) -> None:
    dying = [sys.executable, "-c", "raise SystemExit('IRO_PORT must be a whole number')"]

    with Processes() as processes:
        processes.start("The bot", dying, tmp_path, os.environ, tmp_path / "log")
        with pytest.raises(Refused, match="The bot has stopped") as refused:
            processes.wait_for("The bot", free_port(0), "/")

    assert "IRO_PORT must be a whole number" in str(refused.value)


def test_a_program_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with Processes() as processes, pytest.raises(Refused, match="no-such-program is not installed"):
        processes.start("The bot", ["no-such-program"], tmp_path, {}, tmp_path / "log")


def test_a_busy_port_is_left_alone_and_another_one_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]

        assert free_port(busy) not in (busy, 0)


def test_a_free_port_is_taken_as_asked() -> None:
    wanted = free_port(0)

    assert free_port(wanted) == wanted


def test_two_demos_never_share_a_folder(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(Refused, match="already runs"), alone(tmp_path):
        pass

    with alone(tmp_path):
        pass
