"""The demo's two programs: started in order, waited for, and stopped together."""

import fcntl
import http.client
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from resolution.errors import Refused

_PATIENCE = 60.0  # seconds for a program to answer on a slow machine
_GRACE = 8.0  # seconds to finish before it is ended
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Processes:
    """Programs that run until the demo ends; leaving the block stops every one of them."""

    def __init__(self) -> None:
        self._running: list[tuple[str, Path, subprocess.Popen[bytes]]] = []

    def __enter__(self) -> Self:
        # Whoever ends the demo, and however, must not leave its programs behind.
        self._before = {ending: signal.signal(ending, _as_interrupt) for ending in _ENDINGS}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for ending in self._before:
            signal.signal(ending, signal.SIG_IGN)  # a second Ctrl-C must not cut this short
        for _, _, process in reversed(self._running):
            process.terminate()
        for _, _, process in reversed(self._running):
            try:
                process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for ending, before in self._before.items():
            signal.signal(ending, before)

    def start(
        self, name: str, words: Sequence[str], folder: Path, env: Mapping[str, str], log: Path
    ) -> None:
        """Start a program in a folder; what it says goes to its log."""
        try:
            with log.open("wb") as said:
                # In a session of its own, Ctrl-C reaches the demo alone, which stops both in order.
                process = subprocess.Popen(
                    words,
                    cwd=folder,
                    env=dict(env),
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        except FileNotFoundError as error:
            raise Refused(f"{words[0]} is not installed, and {name} needs it.") from error
        self._running.append((name, log, process))

    def wait_for(self, name: str, port: int, path: str) -> None:
        """Wait until a program answers 200; Refused with the end of its log when it does not."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            self.check()
            if _answers(port, path):
                return
            time.sleep(0.1)
        raise Refused(f"{name} did not become ready.{self._last_words(name)}")

    def check(self) -> None:
        """Refused when a program has ended by itself."""
        for name, _, process in self._running:
            if process.poll() is not None:
                raise Refused(f"{name} has stopped.{self._last_words(name)}")

    def _last_words(self, name: str) -> str:
        log = next(log for known, log, _ in self._running if known == name)
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]
        return "\n".join(["", *lines, f"(all of it: {log})"])


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder for one demo at a time; Refused while another one runs in it."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused(
                f"A demo already runs in {folder}: stop it first, or give --data another folder."
            ) from error
        yield


def free_port(wanted: int) -> int:
    """The wanted port, or another one when it is busy."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise Refused("No port is free on this machine.")


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
