"""The desk that dialogs speak to: commands go to the writer, questions to storage."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import date, datetime

from bot.channels import Channels
from bot.drawing import listed
from dialogs.invoke import Place
from resolution.case import Case
from resolution.commands import Command
from resolution.events import Event
from resolution.people import Actor, Channel
from resolution.policy import Policy
from resolution.ports import Clock, Rulebook
from resolution.reporting_line import managed_owners
from resolution.standing import standing
from resolution.whose_action import is_waited_for
from resolution.working_days import local_day, moments_of
from storage.case_rows import OWNER, WAS_PARTY
from storage.engine import Store

_KEPT = 4096
_FRESH_SECONDS = 2.0


class RecentCases:
    """The cases that this process wrote or read a moment ago.

    What is shown from here may be two seconds old when another replica wrote meanwhile; what is
    decided never is, for casework looks at the case itself.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._cases: OrderedDict[str, tuple[float, Case]] = OrderedDict()

    def get(self, ref: str) -> Case | None:
        """The case, when it is fresh enough."""
        found = self._cases.get(ref)
        return found[1] if found and found[0] > self._clock() else None

    def keep(self, case: Case) -> None:
        """Keep a case as it is now, unless a later version is already here."""
        known = self.get(case.ref)
        if known is None or known.version <= case.version:
            self._cases[case.ref] = (self._clock() + _FRESH_SECONDS, case)
            self._cases.move_to_end(case.ref)
            if len(self._cases) > _KEPT:
                self._cases.popitem(last=False)

    def forget(self, ref: str) -> None:
        """Read it again when it is next asked for."""
        self._cases.pop(ref, None)


class LocalOnly(Exception):
    """Something of the local demo was asked of a real service."""


class ServiceDesk:
    """Hands commands in and answers questions; everything that waits, waits off the loop."""

    def __init__(
        self,
        store: Store,
        channels: Channels,
        policy_id: str,
        clock: Clock,
        *,
        public_url: str = "",
    ) -> None:
        self.public_url = public_url
        self._store = store
        self._channels = channels
        self._policy_id = policy_id
        self._clock = clock
        self._recent = RecentCases()
        self.on_forward: Callable[[int], Awaitable[None]] | None = None
        self.on_speak_as: Callable[[Place, str], None] | None = None

    async def submit(self, command: Command) -> Case:
        """Take a command to casework; the case afterwards, or Refused when nothing was changed."""
        try:
            after = await self._store.writer.submit(command)
        except BaseException:
            # Refused for having moved on, or interrupted while it was written: look again.
            self._recent.forget(command.case_ref)
            raise
        self._recent.keep(after)
        return after

    async def case(self, ref: str) -> Case:
        """The case as stored; an unraised one for a reference that nobody has used."""
        found = self._recent.get(ref)
        if found is None:
            found = self._store.cases.at_hand(ref)
            if found is None or not self._store.rulebooks.is_known(found.policy_id):
                found = await asyncio.to_thread(self._read, ref)
            self._recent.keep(found)
        return found

    def _read(self, ref: str) -> Case:
        case = self._store.cases.case(ref)
        if case.policy_id:
            self._store.rulebooks.get(case.policy_id)  # parsed here, so that the loop need not
        return case

    async def trail(self, ref: str) -> tuple[Event, ...]:
        """Everything that happened to a case, the oldest first."""
        return await asyncio.to_thread(self._store.trail.events, ref)

    async def cases_of(self, person_id: str) -> list[Case]:
        """The open cases to which a person is a party now, cover included; first due first.

        After them those that went on without them and wait for what they agreed to do, and the
        open cases of those whom they manage: they supervise what they did not raise.
        """
        return await asyncio.to_thread(self._cases_of, person_id)

    def _cases_of(self, person_id: str) -> list[Case]:
        here, now = self.rulebook(self._policy_id), self.now()
        people = {person_id, *here.directory.covered_by(person_id, local_day(now))}
        who = Actor(person_id, "")
        own = [
            case
            for case in self._store.cases.cases_of(people)
            # A list names the child's file: nobody reads it who left since, and may open none.
            if standing(case, self.rulebook(case.policy_id), who, now).may_read
        ]
        listed_already = {case.ref for case in own}
        went_on = self._store.cases.cases_of(people, roles=(WAS_PARTY,))
        managed = self._store.cases.cases_of(managed_owners(here, people), roles=(OWNER,))
        beside = {
            case.ref: case
            for case in (*went_on, *managed)
            if case.ref not in listed_already and not case.matter and self._concerns(case, who)
        }
        return [*own, *beside.values()]

    def _concerns(self, case: Case, who: Actor) -> bool:
        """Whether they manage its owner, or a date of it waits for what is theirs to do."""
        rulebook = self.rulebook(case.policy_id)
        place = standing(case, rulebook, who, self.now())
        waits = place.may_read and is_waited_for(case, rulebook, place)
        return place.is_owner_manager or waits

    async def overdue(self, person_id: str | None) -> list[Case]:
        """The open cases past a due moment, longest overdue first; of one person, or everybody."""
        now = self.now()
        if person_id is None:
            return await asyncio.to_thread(self._store.cases.cases_overdue, now)
        return [case for case in await self.cases_of(person_id) if case.overdue(now)]

    async def channel_cases(self, place: Place) -> list[Case]:
        """What this channel's digest would list now: its teams' cases, overdue and due soon."""
        rulebook = self.rulebook(self._policy_id)
        here = self._channels.at(rulebook.directory, place) or Channel("", "", "")
        return await asyncio.to_thread(listed, self._store.cases, rulebook, here, self.now())

    async def channel_unfiled(self, place: Place) -> list[str]:
        """The cases of this channel's teams of which something is not on the child's file."""
        directory = self.rulebook(self._policy_id).directory
        here = self._channels.at(directory, place) or Channel("", "", "")
        return await asyncio.to_thread(self._store.cases.unfiled, here.teams)

    async def raised(self, first: date, last: date) -> list[Case]:
        """The cases and records that were begun from one day to another, both included."""
        since, before = moments_of(first, last)
        return await asyncio.to_thread(self._store.cases.raised_between, since, before)

    async def unfiled_of(self, person_id: str) -> list[str]:
        """The same of the cases that a person owns, cover included; ended cases too."""
        directory = self.rulebook(self._policy_id).directory
        owners = {person_id, *directory.covered_by(person_id, local_day(self.now()))}
        return await asyncio.to_thread(self._store.cases.unfiled_of, owners)

    def rulebook(self, policy_id: str) -> Rulebook:
        """A case's pinned policy with today's calendar and directory; Refused when unknown."""
        return self._store.rulebooks.get(policy_id)

    def policy(self) -> Policy:
        """The policy under which new cases begin."""
        return self.rulebook(self._policy_id).policy

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self._clock.now()

    async def add_channel_digest(self, place: Place, actor: Actor) -> None:
        """From now on this channel gets the morning digest; adding it twice is adding it once."""
        await self._channels.add(place)

    async def forward(self, working_days: int) -> None:
        """Local demo only: let working days pass, with everything that falls due on the way."""
        if self.on_forward is None:
            raise LocalOnly
        await self.on_forward(working_days)

    async def speak_as(self, place: Place, person_id: str) -> None:
        """Local demo only: whoever types here acts for this person from now on; "" undoes it."""
        if self.on_speak_as is None:
            raise LocalOnly
        self.on_speak_as(place, person_id)
