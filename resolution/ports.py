"""What casework needs of the outside, as protocols."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from resolution.case import Case
from resolution.events import Event
from resolution.notices import Notice
from resolution.people import Directory
from resolution.policy import Policy
from resolution.working_days import WorkingCalendar


class Clock(Protocol):
    """The only source of the present moment."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class Rulebook(Struct, frozen=True):
    """What a decision may consult besides the case: its pinned policy, calendar and people."""

    policy: Policy
    calendar: WorkingCalendar
    directory: Directory


class Timer(Struct, frozen=True):
    """A moment at which time alone asks something of a case; the key is unique per case."""

    key: str
    due_at: datetime


class Unit(Protocol):
    """One transaction over one case."""

    def case(self, ref: str) -> Case:
        """The case as stored; an unraised one for a new reference."""
        ...

    def rulebook(self, policy_id: str) -> Rulebook:
        """The pinned policy with today's calendar and directory; Refused when unknown."""
        ...

    def record(
        self,
        before: Case,
        after: Case,
        events: Sequence[Event],
        timers: tuple[frozenset[Timer], frozenset[Timer]],
        owed: Sequence[Notice],
    ) -> None:
        """Write case, trail, timers (gone, new) and outbox, or nothing; CaseMovedOn when raced."""
        ...
