"""The load: wrk with a script of its own, on a processor of its own."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 16


class CannotMeasure(Exception):
    """Something that the measurement needs is not on this machine."""


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw."""

    per_second: float
    p50_ms: float
    p99_ms: float
    answered: int
    sent: int


def check_tools() -> None:
    """CannotMeasure, with what to do, unless everything is here."""
    if shutil.which("wrk") is None:
        raise CannotMeasure(
            "The load comes from wrk, which is not installed here: `apt-get install wrk` "
            "(or `brew install wrk`), then run this again."
        )
    if shutil.which("taskset") is None or (os.cpu_count() or 1) < 2:
        raise CannotMeasure(
            "Server and load must not share a processor: this needs Linux's taskset and at least "
            "two processors."
        )


@dataclass(frozen=True)
class Presses:
    """One button, pressed on one case after another; each case is used once."""

    template: Path
    refs: Path
    token: str


def run(url: str, presses: Presses, seconds: float, *, skip: int, expect: str) -> Load:
    """One run of wrk on processor 1; every answer must be 200 and hold what is expected."""
    words = f"taskset -c 1 wrk -t1 -c{CONNECTIONS} -d{seconds:g}s --timeout 10s -s".split()
    asked = {
        "TEMPLATE": str(presses.template),
        "REFS": str(presses.refs),
        "SKIP": str(skip),
        "TOKEN": presses.token,
        "EXPECT": expect,
    }
    done = subprocess.run(
        [*words, str(SCRIPT), url],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(one for one in done.stdout.splitlines() if one.startswith("RESULT "))
    seen = json.loads(line.removeprefix("RESULT "))
    if seen["wrong"] or seen["errors"] or not seen["answered"]:
        raise CannotMeasure(f"{url} did not answer as it should: {seen}")
    rate = seen["answered"] / seen["seconds"]
    return Load(rate, seen["p50_ms"], seen["p99_ms"], seen["answered"], seen["sent"])
