"""An authority in memory for conversations: the real rules, and people who press and type."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from dialogs.invoke import Invoke, InvokeKind, Place, Reply
from dialogs.router import answer
from resolution.case import Case
from resolution.casework import handle
from resolution.commands import Command, PassTime
from resolution.events import Event
from resolution.folding import fold
from resolution.notices import Notice
from resolution.on_file import unfiled
from resolution.people import Actor
from resolution.policy import Policy
from resolution.ports import Rulebook, Timer
from resolution.standing import standing
from resolution.working_days import local_day
from tests.builders import a_rulebook, holder, london, person_id


@dataclass
class Office:
    """The desk of the dialogs, over the real casework; keeps everything in memory."""

    book: Rulebook = field(default_factory=a_rulebook)
    moment: datetime = field(default_factory=lambda: london("2026-11-23T10:00"))
    trails: dict[str, list[Event]] = field(default_factory=dict)
    timers: dict[str, set[Timer]] = field(default_factory=dict)
    owed: list[Notice] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    voices: dict[str, str] = field(default_factory=dict)
    submitted: list[Command] = field(default_factory=list)
    public_url: str = ""

    def now(self) -> datetime:
        return self.moment

    def policy(self) -> Policy:
        return self.book.policy

    def rulebook(self, policy_id: str) -> Rulebook:
        return self.book

    def stored(self, ref: str) -> Case:
        return fold(ref, self.trails.get(ref, []))

    async def submit(self, command: Command) -> Case:
        self.submitted.append(command)
        return handle(command, Unit(self), self)

    async def raised(self, first: date, last: date) -> list[Case]:
        cases = [self.stored(ref) for ref in self.trails]
        return [
            case for case in cases if case.raised_at and first <= local_day(case.raised_at) <= last
        ]

    async def case(self, ref: str) -> Case:
        return self.stored(ref)

    async def trail(self, ref: str) -> tuple[Event, ...]:
        return tuple(self.trails.get(ref, ()))

    async def cases_of(self, person_id: str) -> list[Case]:
        who = Actor(person_id, "")
        return [c for c in self._open() if standing(c, self.book, who, self.moment).is_party]

    async def overdue(self, person_id: str | None) -> list[Case]:
        cases = self._open() if person_id is None else await self.cases_of(person_id)
        return [case for case in cases if case.overdue(self.moment)]

    async def channel_cases(self, place: Place) -> list[Case]:
        return self._open()

    async def channel_unfiled(self, place: Place) -> list[str]:
        cases = [self.stored(ref) for ref in sorted(self.trails)]
        return [case.ref for case in cases if unfiled(case, self.book.policy)]

    async def unfiled_of(self, person_id: str) -> list[str]:
        found = [self.stored(ref) for ref in await self.channel_unfiled(Place(""))]
        return [case.ref for case in found if case.owner and case.owner.person_id == person_id]

    async def add_channel_digest(self, place: Place, actor: Actor) -> None:
        self.channels.append(place.conversation_id)

    async def speak_as(self, place: Place, person_id: str) -> None:
        self.voices[place.conversation_id] = person_id

    async def forward(self, working_days: int) -> None:
        days = self.book.calendar
        until = days.opens_on(days.add(self.moment.date(), working_days)) + timedelta(hours=1)
        self.until(until)

    def until(self, end: datetime) -> None:
        """Let time pass, looking at every case when one of its timers is due."""
        for ref in list(self.trails):
            while due := sorted(t.due_at for t in self.timers[ref] if t.due_at <= end):
                self.moment = max(due[0], self.moment)
                handle(PassTime(case_ref=ref), Unit(self), self)
        self.moment = end

    def _open(self) -> list[Case]:
        cases = [self.stored(ref) for ref in self.trails]
        return [case for case in cases if case.goes_on]

    def chat(self, post: str, **changes: Any) -> "Chat":
        """The holder of a post in their own chat with the bot."""
        return Chat(self, holder(post), **changes)


class Unit:
    """One transaction, written at once."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def case(self, ref: str) -> Case:
        return self.office.stored(ref)

    def rulebook(self, policy_id: str) -> Rulebook:
        return self.office.book

    def record(
        self,
        before: Case,
        after: Case,
        events: Sequence[Event],
        timers: tuple[frozenset[Timer], frozenset[Timer]],
        owed: Sequence[Notice],
    ) -> None:
        trail = self.office.trails.setdefault(after.ref, [])
        assert before.version == len(trail)
        trail.extend(events)
        waiting = self.office.timers.setdefault(after.ref, set())
        self.office.timers[after.ref] = (waiting - timers[0]) | timers[1]
        self.office.owed.extend(owed)


@dataclass
class Chat:
    """A person before their screen: what they say and press, and the last card that they see."""

    office: Office
    actor: Actor
    personal: bool = True
    local: bool = True
    card: dict[str, Any] = field(default_factory=dict)
    reply: Reply = field(default_factory=Reply)

    @property
    def place(self) -> Place:
        here = f"a:{self.actor.person_id}" if self.personal else "19:channel@thread.tacv2"
        return Place(here, personal=self.personal, team_channel="" if self.personal else here)

    async def says(self, text: str) -> str:
        """Type a message; what is seen afterwards."""
        return await self._do(InvokeKind.MESSAGE, text=text)

    async def presses(self, title: str, **typed: str) -> str:
        """Press the button with this title, with what was typed; what is seen afterwards."""
        return await self.sends(self.button(title), **typed)

    async def sends(self, button: dict[str, Any], **typed: str) -> str:
        """The same with a button that was kept from an earlier card."""
        data = {**button["data"], **typed}
        if button["type"] == "Action.Execute":
            return await self._do(InvokeKind.CARD, verb=button["verb"], data=data)
        fetch = "msteams" in data
        kind = InvokeKind.DIALOG_OPEN if fetch else InvokeKind.DIALOG_SUBMIT
        return await self._do(kind, data=data)

    async def _do(self, kind: InvokeKind, **what: Any) -> str:
        invoke = Invoke(kind=kind, actor=self.actor, place=self.place, local=self.local, **what)
        self.reply = await answer(invoke, self.office)
        drawn = self.reply.dialog.card if self.reply.dialog else self.reply.card
        drawn = drawn or (self.reply.post[-1] if self.reply.post else None)
        if drawn is not None:
            self.card = drawn
        return self.sees

    @property
    def sees(self) -> str:
        """Everything on the screen, as one text."""
        drawn = [self.card, *([self.reply.aside] if self.reply.aside else [])]
        return (self.reply.text or "") + json.dumps(drawn, ensure_ascii=False)

    @property
    def buttons(self) -> list[str]:
        return [button["title"] for button in parts(self.card, "Action.")]

    def button(self, title: str) -> dict[str, Any]:
        drawn = [self.card, self.reply.aside or {}]
        found = [b for b in parts(drawn, "Action.") if b["title"] == title]
        assert found, f"no button “{title}” among {self.buttons}"
        return found[0]

    @property
    def sending(self) -> str:
        """The button that sends the form."""
        found = [b for b in parts(self.card, "Action.") if b.get("style") == "positive"]
        return str(found[0]["title"])

    @property
    def inputs(self) -> dict[str, dict[str, Any]]:
        return {found["id"]: found for found in parts(self.card, "Input.")}


def parts(drawn: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every element of a card whose type begins so; a button's fallback is not another button."""
    if isinstance(drawn, list):
        for item in drawn:
            yield from parts(item, kind)
    elif isinstance(drawn, dict):
        if str(drawn.get("type", "")).startswith(kind):
            yield drawn
        for key, item in drawn.items():
            if key not in ("fallback", "data"):
                yield from parts(item, kind)


def matter(**changes: str) -> dict[str, str]:
    """What an IRO types into step two, invented."""
    return {
        "file_number": "1234567",
        "initials": "IO",  # letters that no reference has
        "worry": "The plan has not moved since the last review.",
        "tried": "Two telephone calls with the team.",
        "impact": "They do not know where they will live.",
        "needed": "A decision about the placement.",
        "needed_by": "2027-01-11",
        "child_knows": "yes",
        **changes,
    }


async def raise_one(office: Office, stage: str = "", **changes: str) -> tuple[Chat, str]:
    """The owner raises a challenge through both steps; their chat and the reference."""
    policy = office.policy()
    iro = office.chat(policy.owner_post(policy.kinds[0]))
    await iro.says("raise")
    await iro.presses("Next", kind=policy.kinds[0], team="north", stage=stage or first(policy))
    chosen = {**answers_to(iro), **matter(), **changes}
    await iro.presses(iro.buttons[-2], **chosen)
    return iro, iro.reply.case_ref


def first(policy: Policy) -> str:
    """The first formal stage."""
    return policy.first_formal.key


def answers_to(chat: Chat) -> dict[str, str]:
    """Something fit for every mandatory input: the first choice, a day to come, a word."""
    filled: dict[str, str] = {}
    for key, asked in chat.inputs.items():
        if asked["type"] == "Input.ChoiceSet" and asked.get("isRequired"):
            filled[key] = asked["choices"][0]["value"]
        elif asked["type"] == "Input.Date" and asked.get("isRequired"):
            filled[key] = asked.get("max", "2027-01-11")
        elif asked["type"] == "Input.Time" and asked.get("isRequired"):
            filled[key] = "10:30"
        elif asked.get("isRequired"):
            filled[key] = "Because it is needed."
        elif key == "themes_1":  # one theme of all the lists is enough
            filled[key] = asked["choices"][0]["value"]
        elif key == "all_the_same":
            filled[key] = "true"
    return filled


__all__ = ["Chat", "Office", "answers_to", "matter", "parts", "person_id", "raise_one"]
