"""Server processes on a processor of their own: started, timed, weighed and stopped."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
_PATIENCE = 60.0


@dataclass(frozen=True)
class Server:
    """A server that answers on loopback."""

    port: int
    process: "subprocess.Popen[bytes]"
    ready_ms: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/messages"

    def memory_mib(self) -> float:
        """Resident memory now."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20

    def post(self, body: bytes, token: str) -> tuple[int, bytes]:
        """One request, outside of any measurement."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        connection.request("POST", "/api/messages", body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def started(
    words: Sequence[str],
    environment: Mapping[str, str],
    log: Path,
    *,
    processor: int = 0,
    ready: str = "/readyz",
) -> Iterator[Server]:
    """A Python program pinned to a processor; `{port}` in its words is where it must listen."""
    port = free_port()
    command = [sys.executable, *(word.format(port=port) for word in words)]
    settings = {name: value.format(port=port) for name, value in environment.items()}
    own = ("IRO_", "PYTHONDONTWRITEBYTECODE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    # Every module comes compiled, as an installed package does, and leaves nothing in this tree.
    inherited["PYTHONPYCACHEPREFIX"] = str(log.parent / "bytecode")
    with log.open("ab") as lines:
        began = time.perf_counter()
        process = subprocess.Popen(
            ["taskset", "-c", str(processor), *command],
            cwd=ROOT,
            env={**inherited, **settings},
            stdout=lines,
            stderr=lines,
        )
        try:
            _wait(process, port, log, ready)
            yield Server(port, process, (time.perf_counter() - began) * 1000)
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path, ready: str) -> None:
    """Until the server says that it is ready, by the same question to every one."""
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", ready)
            if connection.getresponse().status == http.client.OK:
                return
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.005)
    raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")
