"""What the dialogs need of the rest of the service, as one protocol."""

from datetime import date, datetime
from typing import Protocol

from dialogs.invoke import Place
from resolution.case import Case
from resolution.commands import Command
from resolution.events import Event
from resolution.people import Actor
from resolution.policy import Policy
from resolution.ports import Rulebook


class Desk(Protocol):
    """Where a dialog hands in commands and asks its questions; it decides nothing itself."""

    @property
    def public_url(self) -> str:
        """Where people's calendars reach the service; empty when they do not."""
        ...

    async def submit(self, command: Command) -> Case:
        """Take a command to casework; the case afterwards, or Refused when nothing was changed."""
        ...

    async def case(self, ref: str) -> Case:
        """The case as stored; an unraised one for a reference that nobody has used."""
        ...

    async def trail(self, ref: str) -> tuple[Event, ...]:
        """Everything that happened to a case, the oldest first."""
        ...

    async def cases_of(self, person_id: str) -> list[Case]:
        """The open cases to which a person is a party now, cover included; first due first."""
        ...

    async def overdue(self, person_id: str | None) -> list[Case]:
        """The open cases past a due moment, longest overdue first; of one person, or everybody."""
        ...

    async def channel_cases(self, place: Place) -> list[Case]:
        """What this channel's digest would list now: its teams' cases, overdue and due soon."""
        ...

    async def channel_unfiled(self, place: Place) -> list[str]:
        """The cases of this channel's teams of which something is not on the child's file."""
        ...

    async def unfiled_of(self, person_id: str) -> list[str]:
        """The same of the cases that a person owns, cover included; ended cases too."""
        ...

    async def raised(self, first: date, last: date) -> list[Case]:
        """The cases and records that were begun from one day to another, both included."""
        ...

    def rulebook(self, policy_id: str) -> Rulebook:
        """A case's pinned policy with today's calendar and directory; Refused when unknown."""
        ...

    def policy(self) -> Policy:
        """The policy under which new cases begin."""
        ...

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    async def add_channel_digest(self, place: Place, actor: Actor) -> None:
        """From now on this channel gets the morning digest; adding it twice is adding it once."""
        ...

    async def forward(self, working_days: int) -> None:
        """Local demo only: let working days pass, with everything that falls due on the way."""
        ...

    async def speak_as(self, place: Place, person_id: str) -> None:
        """Local demo only: whoever types here acts for this person from now on; "" undoes it."""
        ...
