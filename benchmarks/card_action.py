"""A whole card action beside botbuilder's own echo: throughput, tail, memory and start, in one run.

Ours checks the channel's token, decides, writes case, trail, timers and outbox in a flushed commit,
and answers with the redrawn card. The echo checks nothing, keeps nothing and answers with that card
every time. Only the ratios are for quoting; both sides run in turn.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from benchmarks import council as councils
from benchmarks import load
from benchmarks.load import CannotMeasure, Load, Presses
from benchmarks.servers import Server, started
from cards.actions import Verb
from resolution.case import Case

ROUNDS, SECONDS, WARM_UP = 5, 3.0, 2.0
CASES = 30_000  # for each button; each is pressed once in the whole run
STARTS = 7
#: What stands in every redrawn card and in the echo's.
EXPECTED = '"type":"AdaptiveCard"'
#: The buttons that are pressed, and what each writes on the trail.
EVENTS = {Verb.ACKNOWLEDGE: "ChallengeAcknowledged", Verb.RESPOND: "ResponseSubmitted"}
#: Buttons that do a part of it: the way in and out, then also reading a case and drawing its card.
PARTS = (Verb.HELP, Verb.SHOW)
#: What a service without any code of its own has to load, if it stores in SQLite by SQLAlchemy.
LIBRARY = ("sqlite3", "sqlalchemy", "sqlalchemy.dialects.sqlite")


@dataclass
class Side:
    """One server under one kind of load, and what its rounds gave; `event` is what each writes."""

    verb: Verb
    server: Server
    presses: Presses
    expect: str
    event: str = ""
    used: int = 0
    answered: int = 0
    rounds: list[Load] = field(default_factory=list)

    def run(self, seconds: float, *, counts: bool = True) -> None:
        """One round."""
        seen = load.run(self.server.url, self.presses, seconds, skip=self.used, expect=self.expect)
        self.used += seen.sent
        self.answered += seen.answered
        if self.event and self.used > CASES:
            raise CannotMeasure(f"{self.verb} used up every case: raise more than {CASES}.")
        if counts:
            self.rounds.append(seen)


@dataclass(frozen=True)
class Pair:
    """One button: ours, and the echo that is sent the same press and answers with the same card."""

    ours: Side
    echo: Side
    press_bytes: int
    card_bytes: int
    written: int = 0

    @property
    def ratio(self) -> "Spread":
        """Ours to the echo's throughput, round by round."""
        rounds = zip(self.ours.rounds, self.echo.rounds, strict=True)
        return Spread.of([ours.per_second / echo.per_second for ours, echo in rounds])


@dataclass(frozen=True)
class Spread:
    """A median and how far the rounds lay apart."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        return cls(statistics.median(values), min(values), max(values))

    def __str__(self) -> str:
        digits = 0 if self.median >= 100 else 1 if self.median >= 10 else 2
        return f"{self.median:,.{digits}f} ({self.low:,.{digits}f}-{self.high:,.{digits}f})"


@dataclass(frozen=True)
class Resting:
    """What a server needs before anybody asks it anything."""

    ready_ms: Spread
    memory_mib: Spread
    memory_after_one_mib: Spread


@dataclass(frozen=True)
class Measured:
    """Everything that one run found; `library` is the echo with `LIBRARY` loaded."""

    pairs: tuple[Pair, ...]
    bare: Side
    parts: tuple[Side, ...]
    ours: Resting
    echo: Resting
    library: Resting


def measure() -> Measured:
    """Prepare, measure in turn, and count what was written."""
    load.check_tools()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        bench = _Bench(Path(folder), stack)
        pairs = bench.pairs()
        bare, parts = bench.bare(), bench.parts(pairs[0].ours.server)
        sides = [side for pair in pairs for side in (pair.echo, pair.ours)] + [bare, *parts]
        for side in sides:
            side.run(WARM_UP, counts=False)
        for _ in range(ROUNDS):
            for side in sides:
                side.run(SECONDS)
        done = tuple(replace(pair, written=bench.written(pair.ours)) for pair in pairs)
        return Measured(done, bare, parts, *bench.resting())


class _Bench:
    """A council with its cases, and the servers that are measured."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self._stack = stack
        channel = ["-m", "tests.fakes.channel", "--port", "{port}"]
        fake = started(channel, {}, folder / "channel.log", processor=1, ready="/_fake/sent")
        self._channel = stack.enter_context(fake)
        self.channel_url = f"http://127.0.0.1:{self._channel.port}/"
        self.council = councils.a_council(folder)
        cases = asyncio.run(councils.raise_cases(self.council, 2 * CASES + 1))
        self._first: Case = cases[0]
        refs = [case.ref for case in cases[1:]]
        self._refs = {Verb.ACKNOWLEDGE: refs[:CASES], Verb.RESPOND: refs[CASES:]}
        self._refs |= dict.fromkeys(PARTS, self._refs[Verb.ACKNOWLEDGE])
        self._token = self._channel_token()

    def pairs(self) -> list[Pair]:
        """Ours with each button, and for each an echo with the card that ours redrew."""
        ours = self._stack.enter_context(self.ours())
        self._check_forged(ours)
        return [self._pair(ours, verb, event) for verb, event in EVENTS.items()]

    def _pair(self, ours: Server, verb: Verb, event: str) -> Pair:
        card = self._draw_card(ours, verb)
        echo = self._stack.enter_context(self.echo(verb))
        presses = self._presses(verb)
        # The echo believes everybody; a token would make it ask Microsoft for the keys.
        unproved = replace(presses, token="")
        return Pair(
            Side(verb, ours, presses, EXPECTED, event),
            Side(verb, echo, unproved, '"type": "AdaptiveCard"'),
            press_bytes=presses.template.stat().st_size,
            card_bytes=card,
        )

    def bare(self) -> Side:
        """aiohttp alone, sent an acknowledgement and answering with its card."""
        card = str(self._card(Verb.ACKNOWLEDGE))
        words = ["-m", "benchmarks.bare", "{port}", card]
        server = self._stack.enter_context(started(words, {}, self.folder / "bare.log"))
        return Side(Verb.ACKNOWLEDGE, server, self._presses(Verb.ACKNOWLEDGE), EXPECTED)

    def parts(self, ours: Server) -> tuple[Side, ...]:
        """Ours again, asked for less than a whole action."""
        return tuple(Side(verb, ours, self._presses(verb), EXPECTED) for verb in PARTS)

    @contextmanager
    def ours(self) -> Iterator[Server]:
        """The bot as a process, by its documented settings; nobody delivers meanwhile."""
        environment = self.council.environment(self.channel_url, workers=False)
        words = ["-m", "bot", "serve"]
        with started(words, environment, self.folder / "bot.log") as server:
            yield server

    @contextmanager
    def echo(self, verb: Verb = Verb.ACKNOWLEDGE, modules: Sequence[str] = ()) -> Iterator[Server]:
        """The peer as a process, with the card that ours redraws after this button."""
        words = ["-m", "benchmarks.echo", "{port}", str(self._card(verb)), *modules]
        with started(words, {}, self.folder / "echo.log") as server:
            yield server

    def library(self) -> AbstractContextManager[Server]:
        """The echo, weighed with what any service on this storage has to load."""
        return self.echo(modules=LIBRARY)

    def resting(self) -> tuple[Resting, Resting, Resting]:
        """All started in turn, and left alone: ours, the echo, the echo with `LIBRARY`."""
        starts = {"ours": self.ours, "echo": self.echo, "library": self.library}
        seen: dict[str, list[tuple[float, float, float]]] = {name: [] for name in starts}
        for _ in range(STARTS):
            for name, start in starts.items():
                with start() as server:
                    time.sleep(1.0)
                    idle = server.memory_mib()
                    self._press_once(
                        server, Verb.ACKNOWLEDGE, self._token if name == "ours" else ""
                    )
                    time.sleep(0.5)
                    seen[name].append((server.ready_ms, idle, server.memory_mib()))
        ours, echo, library = (
            Resting(*(Spread.of(values) for values in zip(*rows, strict=True)))
            for rows in seen.values()
        )
        return ours, echo, library

    def _presses(self, verb: Verb) -> Presses:
        template = self.folder / f"{verb.value}.json"
        body = councils.press(self._first, verb, self.channel_url)
        template.write_bytes(orjson.dumps(body))
        refs = self.folder / f"{verb.value}.refs"
        refs.write_text("\n".join(self._refs[verb]) + "\n", encoding="ascii")
        return Presses(template, refs, self._token)

    def written(self, side: Side) -> int:
        """How many presses are on the trail: as many as were answered, each once."""
        refs = self._refs[side.verb]
        found = councils.recorded(self.council, side.event, refs)
        if not side.answered <= found <= side.used:
            raise CannotMeasure(f"{side.answered} answered, {side.used} sent, {found} written")
        return found

    def _press_once(self, server: Server, verb: Verb, token: str) -> bytes:
        status, answer = server.post(self._body(verb), token)
        if status != 200:
            raise CannotMeasure(f"a press was answered with {status}")
        return answer

    def _body(self, verb: Verb) -> bytes:
        body = orjson.dumps(councils.press(self._first, verb, self.channel_url))
        return body.replace(councils.HERE.encode(), self._first.ref.encode())

    def _draw_card(self, ours: Server, verb: Verb) -> int:
        """The echo answers with what our own bot draws; how many bytes that is."""
        answer = orjson.loads(self._press_once(ours, verb, self._token))
        if answer.get("value", {}).get("type") != "AdaptiveCard":
            raise CannotMeasure(f"a press was not answered with a card: {answer}")
        return self._card(verb).write_bytes(orjson.dumps(answer["value"]))

    def _card(self, verb: Verb) -> Path:
        return self.folder / f"card_{verb.value}.json"

    def _check_forged(self, ours: Server) -> None:
        status, _ = ours.post(self._body(Verb.ACKNOWLEDGE), f"{self._token[:-8]}AAAAAAAA")
        if status != 401:
            raise CannotMeasure(f"a forged token was answered with {status}")

    def _channel_token(self) -> str:
        import urllib.request

        asked = urllib.request.Request(f"{self.channel_url}_fake/token", b"{}", method="POST")
        with urllib.request.urlopen(asked) as answer:
            token: str = orjson.loads(answer.read())["token"]
        return token
