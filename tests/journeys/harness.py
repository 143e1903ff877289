"""A council at work: the real service between a fake Teams and a real database, time by hand."""

import io
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Service, running
from bot.pacing import NO_HURRY, Pace
from bot.settings import Settings
from resolution.case import Case
from resolution.events import Event, StageLapsed
from resolution.policy import Must
from resolution.policy_file import load_policy
from resolution.working_days import local_day
from tests.builders import LONDON, london
from tests.cards.lint import problems
from tests.conftest import StoppedClock
from tests.fakes.channel import FakeChannel
from tests.fakes.keys import Signer
from tests.journeys.authority import Authority
from tests.journeys.colleague import Colleague
from tests.journeys.hearing import listening
from tests.journeys.screen import Json, card_of, words
from tests.journeys.serving import PUBLIC, settings_for

POLICIES = ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")
#: A word that stands in everything a person writes about a child: it may be seen by few.
PLANTED = "Zebedee"
INITIALS, FILE_NUMBER = "IO", "7654321"  # no reference is drawn with an I or an O
#: Made once: a key takes a tenth of a second to draw, a policy as long to read.
SIGNER = Signer()
the_policy = cache(load_policy)
MONDAY = "2026-11-23T10:00"


def no_hurry() -> Pace:
    """Teams' limits are one journey's own matter; the others need not wait for them."""
    return Pace(everywhere=NO_HURRY, one_conversation=NO_HURRY)


@dataclass
class Council:
    """One authority, its Teams and its service; `clock` moves only when a test turns it."""

    authority: Authority
    channel: FakeChannel
    clock: StoppedClock
    settings: Settings
    log: io.StringIO
    pace: Pace = field(default_factory=no_hurry)
    cards: list[tuple[Json, str]] = field(default_factory=list)  # and where each was seen
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)
    _service: Service | None = None
    _client: "TestClient[Any, Any] | None" = None

    async def start(self) -> None:
        """Start the service, or start it again on the same database."""
        service = running(self.settings, self.clock, self.pace)
        self._service = await self._running.enter_async_context(service)
        server = TestServer(self._service.http)
        await server.start_server(access_log=None)  # as the process serves it
        self._client = await self._running.enter_async_context(TestClient(server))

    async def stop(self) -> None:
        """Stop the service, as for an update or a power cut between two requests."""
        self._service = self._client = None
        await self._running.aclose()

    async def restart(self) -> None:
        """Stop it and start it again."""
        await self.stop()
        await self.start()

    @property
    def service(self) -> Service:
        """The service that runs now."""
        assert self._service is not None, "the service is stopped"
        return self._service

    def holder(self, post: str, channel: str = "") -> Colleague:
        """The holder of a post, in their own chat or in a channel."""
        return Colleague(self, self.authority.holder(post), channel)

    def person(self, person_id: str, channel: str = "") -> Colleague:
        """The person with this id."""
        return Colleague(self, self.authority.named(person_id), channel)

    @property
    def iro(self) -> Colleague:
        """Whoever raises the challenges of the journeys."""
        return self.holder(next(iter(self.authority.policy.owners.values())))

    @property
    def first_responder(self) -> Colleague:
        """Whoever answers a challenge at the first formal stage."""
        policy = self.authority.policy
        return self.holder(policy.first_formal.responders(policy.kinds[0]).posts[0])

    def assignees(self, ref: str, stage: int = -1) -> list[Colleague]:
        """Who must answer at a stage of a case: everybody, or any one of them."""
        asked = self.case(ref).visits[stage]
        found = [self.person(one.person_id) for one in asked.assignees if one.person_id]
        return found if asked.all_of else found[:1]

    def case(self, ref: str) -> Case:
        """The case as it is stored."""
        return self.service.store.cases.case(ref)

    def trail(self, ref: str) -> list[Event]:
        """What happened to a case, from the rows of its trail."""
        return list(self.service.store.trail.events(ref))

    def kinds(self, ref: str) -> list[str]:
        """The names of what happened, in order."""
        return [row.kind for row in self.service.store.trail.rows(ref)]

    async def post(self, activity: Json) -> Json:
        """Post an activity as Teams does, with a token of the channel; the answer's body."""
        status, body = await self.raw(activity)
        assert status == 200, (status, body)
        return body

    async def raw(self, activity: Json) -> tuple[int, Json]:
        """The same, whatever the answer."""
        headers = {"Content-Type": "application/json"}
        assert self._client is not None, "the service is stopped"
        if not self.settings.local:
            headers["Authorization"] = f"Bearer {self.channel.token()}"
        data = orjson.dumps({**activity, "serviceUrl": self.channel.url})
        async with self._client.post("/api/messages", data=data, headers=headers) as answer:
            content = await answer.read()
            return answer.status, orjson.loads(content) if content else {}

    async def fetch(self, url: str) -> tuple[int, str]:
        """What anybody on the web gets at an address of the service, with no login."""
        assert self._client is not None, "the service is stopped"
        async with self._client.get(url.removeprefix(PUBLIC)) as answer:
            return answer.status, await answer.text()

    def due_at(self, ref: str, must: Must) -> datetime:
        """When this is due at the case's stage."""
        clock = self.case(ref).clock_of(must)
        assert clock is not None, f"no clock asks for {must}"
        assert clock.due_at is not None, f"no figure for {must}"
        return clock.due_at

    def first_due(self, ref: str) -> datetime:
        """When the case is next due, or was."""
        due = [clock.due_at for clock in self.case(ref).stage_clocks if clock.due_at]
        return min(due)

    def next_morning(self, moment: datetime) -> datetime:
        """When offices open on the working day after a moment."""
        calendar = self.service.desk.rulebook(self.service.desk.policy().id).calendar
        return calendar.opens_on(calendar.add(local_day(moment), 1))

    def told_above(self, ref: str) -> Colleague:
        """The manager who was told of a lapse."""
        lapses = [event for event in self.trail(ref) if isinstance(event, StageLapsed)]
        return self.person(lapses[0].told[0].person_id)

    def manager_of(self, who: Colleague) -> Colleague:
        """Somebody's line manager."""
        name = self.authority.named(who.id).manager
        return Colleague(self, self.authority.called(name))

    def onlooker(self, channel: str) -> Colleague:
        """Somebody who reads along in a channel."""
        return self.stranger(channel)

    def stranger(self, channel: str = "") -> Colleague:
        """Somebody of another team, whom no case of the journeys concerns."""
        return Colleague(self, self.authority.stranger, channel)

    def saw(self, card: Json, where: str) -> None:
        """Keep a card that answered somebody, to be checked with all others."""
        self.cards.append((card, where))

    async def settle(self) -> None:
        """Let everything happen that is due at this moment, and deliver what is owed."""
        while True:
            await self.service.turns.close()
            await self.service.scheduler.chores()
            passed = await self.service.scheduler.pass_time()
            delivered = await self.service.relay.drain()
            if not passed and not delivered:
                return

    async def until(self, text: str) -> None:
        """Turn the clock to a moment of London's."""
        await self.to(london(text))

    async def to(self, end: datetime) -> None:
        """Turn the clock, stopping wherever something is due and each morning at nine."""
        await self.settle()
        while (stop := self._next_stop()) <= end:
            self.clock.moment = stop
            await self.settle()
        self.clock.moment = end
        await self.settle()

    async def asleep_until(self, text: str) -> None:
        """Turn the clock without anybody looking: the service was not there."""
        self.clock.moment = london(text)
        await self.settle()

    def _next_stop(self) -> datetime:
        now = self.clock.moment
        local = now.astimezone(LONDON)
        nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
        morning = nine if nine > local else nine + timedelta(days=1)
        store = self.service.store
        due = [moment for moment in (store.timers.next_due(), store.outbox.next_due()) if moment]
        ahead = [moment for moment in due if moment > now]
        return min([morning, *ahead])

    def check_all(self) -> None:
        """What every journey must have kept to, whatever it was about."""
        self._check_cards()
        self._check_privacy()
        for ref in self.service.store.trail.refs():
            verdict = self.service.store.trail.verify(ref)
            assert verdict.is_whole, verdict

    def _check_cards(self) -> None:
        sent = [(card_of(one.body), one.conversation) for one in self.channel.delivered()]
        for card, where in [*self.cards, *sent]:
            if card:
                found = _problems(orjson.dumps(card))
                assert not found, (where, found, words(card))

    def _check_privacy(self) -> None:
        for sent in self.channel.sent:
            summary = str(sent.body.get("summary", ""))
            _assert_nothing_of_the_child(summary)
            if sent.conversation.startswith("19:"):
                _assert_nothing_of_the_child(words(sent.body))
        log = self.log.getvalue()
        _assert_nothing_of_the_child(log)
        for name in self.authority.names:
            assert name not in log, f"the log names {name}"


@asynccontextmanager
async def a_council(
    policy: str, database: str, folder: Path, *, local: bool = False, **changes: Any
) -> AsyncIterator[Council]:
    """A council under one policy on one database; checked as a whole when the test is through."""
    authority = Authority(the_policy(policy), **changes)
    (folder / "directory.toml").write_text(authority.text, encoding="utf-8")
    channel = FakeChannel(SIGNER, demands_token=not local)
    runner = await channel.start()
    settings = settings_for(channel, policy, database, folder, local=local)
    try:
        with listening() as log:
            council = Council(authority, channel, StoppedClock(london(MONDAY)), settings, log)
            await council.start()
            try:
                yield council
                council.check_all()
            finally:
                await council.stop()
    finally:
        await runner.cleanup()


@cache
def _problems(card: bytes) -> list[str]:
    """The lint's findings; a card that many people received is looked at once."""
    return problems(orjson.loads(card))


def _assert_nothing_of_the_child(text: str) -> None:
    for planted in (PLANTED, INITIALS, FILE_NUMBER):
        assert planted not in text, f"{planted} in: {text[:300]}"
