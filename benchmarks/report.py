"""What was measured, as the page that is kept in the documentation."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from benchmarks.card_action import ROUNDS, SECONDS, STARTS, Measured, Resting, Side, Spread
from benchmarks.load import CONNECTIONS
from cards.actions import Verb

NEEDED = {"throughput": 5.0, "memory": 1.3, "start": 1.5}


def verdict(measured: Measured) -> int:
    """0 when every target is met."""
    slowest = min(pair.ratio.median for pair in measured.pairs)
    memory = measured.ours.memory_mib.median / measured.echo.memory_mib.median
    start = measured.ours.ready_ms.median / measured.echo.ready_ms.median
    met = (
        slowest >= NEEDED["throughput"],
        memory <= NEEDED["memory"],
        start <= NEEDED["start"],
    )
    return 0 if all(met) else 1


def of(measured: Measured) -> str:
    """The page."""
    speed = [
        "| | actions/s | p50 ms | p99 ms | ratio to the echo |",
        "|---|---|---|---|---|",
    ]
    for pair in measured.pairs:
        what = f"{pair.ours.verb.value} ({pair.press_bytes:,} bytes in, {pair.card_bytes:,} out)"
        speed += [
            _row(f"botbuilder's echo, {what}", pair.echo, "1"),
            _row(f"ours, {pair.ours.verb.value}", pair.ours, f"**{pair.ratio}**"),
        ]
    rest = [
        "| | ready ms | idle MiB | MiB after one action |",
        "|---|---|---|---|",
        _resting("botbuilder's echo", measured.echo),
        _resting("ours", measured.ours),
        _resting_ratio(measured),
        _resting("the echo with SQLAlchemy loaded", measured.library),
    ]
    page = Path(__file__).with_name("page.md").read_text(encoding="utf-8")
    tables = {"speed": speed, "rest": rest, "where": _where(measured)}
    texts = {name: "\n".join(rows) for name, rows in tables.items()}
    return page.format(**texts, **_numbers(measured))


def _where(measured: Measured) -> list[str]:
    """Each step does all that the one above does, and what is named beside it."""
    pair = next(pair for pair in measured.pairs if pair.ours.verb is Verb.ACKNOWLEDGE)
    way, drawing = measured.parts
    steps = (
        ("aiohttp alone, answering with ready bytes", measured.bare),
        ("the way in and out: token, gate, botbuilder's pipeline, log line (`help`)", way),
        ("and the case read, what this person may do, their card drawn (`show`)", drawing),
        ("and the act decided, written and flushed (`acknowledge`)", pair.ours),
    )
    echo = _microseconds(pair.echo)
    asked = f"what {NEEDED['throughput']:g} times the echo's throughput would leave for all of it"
    return [
        "| | µs an action |",
        "|---|---|",
        *(f"| {name} | {_microseconds(side):,.0f} |" for name, side in steps),
        f"| {asked} | {echo / NEEDED['throughput']:,.0f} |",
    ]


def _microseconds(side: Side) -> float:
    return 1e6 / Spread.of([one.per_second for one in side.rounds]).median


def _row(name: str, side: Side, ratio: str) -> str:
    rate = Spread.of([one.per_second for one in side.rounds])
    p50 = Spread.of([one.p50_ms for one in side.rounds])
    p99 = Spread.of([one.p99_ms for one in side.rounds])
    return f"| {name} | {rate} | {p50} | {p99} | {ratio} |"


def _resting(name: str, resting: Resting) -> str:
    return (
        f"| {name} | {resting.ready_ms} | {resting.memory_mib} | {resting.memory_after_one_mib} |"
    )


def _resting_ratio(measured: Measured) -> str:
    ours, echo = measured.ours, measured.echo
    pairs = (
        (ours.ready_ms, echo.ready_ms),
        (ours.memory_mib, echo.memory_mib),
        (ours.memory_after_one_mib, echo.memory_after_one_mib),
    )
    shown = " | ".join(f"**{a.median / b.median:.2f}**" for a, b in pairs)
    return f"| ratio | {shown} |"


def _numbers(measured: Measured) -> dict[str, object]:
    """What the page's words say of this run."""
    return {
        "rounds": ROUNDS,
        "seconds": f"{SECONDS:g}",
        "connections": CONNECTIONS,
        "starts": STARTS,
        "written": " and ".join(
            f"{pair.written:,} times {pair.ours.verb.value}" for pair in measured.pairs
        ),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "botbuilder": version("botbuilder-core"),
        "aiohttp": version("aiohttp"),
        "sqlalchemy": version("sqlalchemy"),
    }
