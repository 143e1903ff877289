"""What was measured, as the page that is kept in the documentation."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from benchmarks.card_action import ROUNDS, SECONDS, STARTS, Measured, Resting, Side, Spread
from benchmarks.load import CONNECTIONS

NEEDED = {"throughput": 5.0, "memory": 1.3, "start": 1.5}


def ratios(measured: Measured) -> dict[str, Spread]:
    """Ours to the echo's, pair by pair in each round."""
    echo, *ours = measured.sides
    return {
        side.name: Spread.of(
            [a.per_second / b.per_second for a, b in zip(side.rounds, echo.rounds, strict=True)]
        )
        for side in ours
    }


def verdict(measured: Measured) -> int:
    """0 when every target is met."""
    slowest = min(spread.median for spread in ratios(measured).values())
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
    found = ratios(measured)
    echo, *ours = measured.sides
    speed = [
        "| | actions/s | p50 ms | p99 ms | ratio to the echo |",
        "|---|---|---|---|---|",
        _row("botbuilder's echo", echo, "1"),
        *(_row(f"ours, {side.name}", side, f"**{found[side.name]}**") for side in ours),
    ]
    rest = [
        "| | ready ms | idle MiB | MiB after one action |",
        "|---|---|---|---|",
        _resting("botbuilder's echo", measured.echo),
        _resting("ours", measured.ours),
        _resting_ratio(measured),
    ]
    page = Path(__file__).with_name("page.md").read_text(encoding="utf-8")
    return page.format(speed="\n".join(speed), rest="\n".join(rest), **_numbers(measured))


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
        "acknowledged": f"{measured.written['ChallengeAcknowledged']:,}",
        "responded": f"{measured.written['ResponseSubmitted']:,}",
        "card": f"{measured.card_bytes:,}",
        "press": f"{measured.press_bytes:,}",
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "botbuilder": version("botbuilder-core"),
        "aiohttp": version("aiohttp"),
        "sqlalchemy": version("sqlalchemy"),
    }
