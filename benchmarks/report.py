"""What was measured, as the page that is kept in the documentation."""

import os
import platform
from importlib.metadata import version

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
    lines = [
        *_head(),
        "| | actions/s | p50 ms | p99 ms | ratio to the echo |",
        "|---|---|---|---|---|",
        _row("botbuilder's echo", echo, "1"),
        *(_row(f"ours, {side.name}", side, f"**{found[side.name]}**") for side in ours),
        "",
        "| | ready ms | idle MiB | MiB after one action |",
        "|---|---|---|---|",
        _resting("botbuilder's echo", measured.echo),
        _resting("ours", measured.ours),
        _resting_ratio(measured),
        "",
        *_tail(measured),
    ]
    return "\n".join(lines) + "\n"


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


_HEAD = """\
# Performance

Written by `make bench`. Only the ratios are for quoting: both sides run in turn on one
machine, so whatever slows it slows both.

## A whole card action beside botbuilder's echo

*Ours*: `resolution serve` on SQLite, authentication on. Each press is about another case: the
channel's token is checked, casework decides, and case, trail, timers and outbox are written in a
commit that is flushed to the disk (`synchronous=FULL`) before the redrawn card is the answer.
*Acknowledge* writes a trail row and owes a notice; *respond* carries a long text, meets the clock,
takes its timers away and owes the owner a notice.

*The echo*: botbuilder 4.17's own `BotFrameworkAdapter` on aiohttp, as its samples host it,
without authentication or storage, answering every press with the same card.
"""


def _head() -> list[str]:
    return _HEAD.split("\n")


def _tail(measured: Measured) -> list[str]:
    acknowledged = measured.written.get("ChallengeAcknowledged", 0)
    answered = measured.written.get("ResponseSubmitted", 0)
    versions = (
        f"Python {platform.python_version()}, {os.cpu_count()} processors, "
        f"botbuilder-core {version('botbuilder-core')}, aiohttp {version('aiohttp')}, "
        f"SQLAlchemy {version('sqlalchemy')}."
    )
    return [
        f"Medians and spread of {ROUNDS} rounds of {SECONDS:g} s, at {CONNECTIONS} connections; of",
        f"{STARTS} starts. Each server is one process on processor 0, wrk with one thread on",
        "processor 1. A forged token was refused first; every answer held the card. The",
        f"trail was counted afterwards: {acknowledged:,} acknowledgements and {answered:,}",
        "responses, none lost and none twice.",
        "The relay and the scheduler run in another process (`IRO_WORKERS=0`), as with replicas.",
        "“Ready” is the first 200 of `/readyz`, for ours with the database open and the channel's",
        "keys fetched. The token is verified once and then known, as with Teams, which sends one",
        "token for about an hour.",
        "",
        versions,
    ]
