"""The local demo: one person plays everybody, and time passes when they say so."""

import asyncio
import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.answers import Json
from bot.clock import ShiftedClock
from bot.delivery import Home
from bot.desk import ServiceDesk
from bot.relay import Relay
from bot.scheduler import Scheduler
from bot.turns import Answer
from dialogs.invoke import Invoke, Place, Reply
from resolution.people import Actor
from resolution.ports import Rulebook
from resolution.working_days import LONDON, local_day
from storage.engine import Store

log = logging.getLogger(__name__)

_KIND = "clock"
_SEAT = "seat"  # who plays, and in which Teams
_MOST_STOPS = 5000


class LocalDemo:
    """Speaks as others, marks what others receive, and moves the clock."""

    def __init__(
        self, store: Store, desk: ServiceDesk, clock: ShiftedClock, policy_id: str
    ) -> None:
        self._store = store
        self._desk = desk
        self._clock = clock
        self._policy_id = policy_id
        self._speaks: dict[str, str] = {}  # who types (their Teams id) → the person they play
        self._seat = ""  # the person who types, who receives everybody's messages
        self._teams = Home("", "")  # where they type
        desk.on_speak_as = self._speak_as
        found = store.documents.current(_KIND)
        if found:
            clock.offset = timedelta(seconds=float(found.body))
        sat = store.documents.current(_SEAT)
        if sat:
            # Before anybody types again, what falls due must not look for the invented people.
            self._seat, *teams = json.loads(sat.body)
            self._teams = Home(*teams)

    def listening(self, answer: Answer) -> Answer:
        """The dialogs' answer, with the person who is played in place of the one who types."""

        async def as_played(invoke: Invoke) -> Reply:
            self._teams = Home(invoke.place.service_url, invoke.place.tenant_id)
            if invoke.place.personal or not self._seat:
                self._seat = invoke.actor.person_id
            await asyncio.to_thread(self._remember_seat)
            played = self._rulebook().directory.person(self._speaks.get(invoke.place.user_id, ""))
            if played is not None:
                invoke = replace(invoke, actor=Actor(played.id, played.name))
            return await answer(invoke)

        return as_played

    def home(self) -> Home:
        """Where channels are that never spoke: the demo knows of one Teams only."""
        return self._teams

    def redirect(self, person_id: str, message: Json) -> tuple[str, Json]:
        """Everybody's messages go to the one chat, marked with whom they are for."""
        person = self._rulebook().directory.person(person_id)
        if person is None or not self._seat:
            return self._seat or person_id, message
        yours = person_id == self._seat
        if yours and not any(self._speaks.values()):
            return self._seat, message
        posts = dict.fromkeys(
            self._rulebook().policy.post_title(holding.post) for holding in person.holdings
        )
        held = f" ({', '.join(posts)})" if posts else ""
        said = "as me" if yours else f"as {person.name}"
        how = f"To press a button here, send “{said}” first."
        return self._seat, _marked(message, f"For {person.name}{held}", how)

    async def forward(self, working_days: int, scheduler: Scheduler, relay: Relay) -> None:
        """Let working days pass: stop wherever something falls due, and let it happen."""
        target = self._target(working_days)
        for _ in range(_MOST_STOPS):
            now = self._clock.now()
            stop = await asyncio.to_thread(self._next_stop, now, target)
            self._clock.forward_to(stop)
            await scheduler.pass_time()
            await scheduler.chores()
            await relay.drain()
            if stop >= target:
                break
        self._clock.forward_to(target)
        seconds = str(self._clock.offset.total_seconds())
        now = self._clock.now()
        await asyncio.to_thread(self._store.documents.put, _KIND, "", seconds, now)

    def _remember_seat(self) -> None:
        seat = [self._seat, self._teams.service_url, self._teams.tenant_id]
        self._store.documents.put(_SEAT, "", json.dumps(seat), self._clock.now())

    def _next_stop(self, now: datetime, target: datetime) -> datetime:
        """The next moment at which something happens; the target when nothing does before it."""
        moments = [self._store.timers.next_due(), self._store.outbox.next_due()]
        moments.append(self._next_digest(now))
        later = [moment for moment in moments if moment is not None and moment > now]
        return min([*later, target])

    def _next_digest(self, now: datetime) -> datetime:
        rulebook = self._rulebook()
        for days in range(1, 15):
            day = local_day(now) + timedelta(days=days - 1)
            at = datetime.combine(day, rulebook.policy.digest_at, tzinfo=LONDON)
            if at > now and rulebook.calendar.is_working_day(day):
                return at
        return now + timedelta(days=1)

    def _target(self, working_days: int) -> datetime:
        """The same time of day, so many working days later."""
        local = self._clock.now().astimezone(LONDON)
        day = self._rulebook().calendar.add(local.date(), working_days)
        return datetime.combine(day, local.time(), tzinfo=LONDON)

    def _rulebook(self) -> Rulebook:
        return self._store.rulebooks.get(self._policy_id)

    def _speak_as(self, place: Place, person_id: str) -> None:
        self._speaks[place.user_id] = person_id


def _marked(message: Json, words: str, how: str) -> Json:
    said = f"{words}. {how}"
    block = {"type": "TextBlock", "text": said, "wrap": True, "isSubtle": True, "size": "Small"}
    attachments = message.get("attachments")
    assert isinstance(attachments, list)
    card: Mapping[str, object] = attachments[0]["content"]
    body = card.get("body")
    marked = {**card, "body": [block, *body]} if isinstance(body, list) else card
    return {
        **message,
        "summary": f"{words}: {message.get('summary', '')}",
        "attachments": [{**attachments[0], "content": marked}],
    }
