"""One command, or one other write, inside a transaction of the writer."""

from collections.abc import Sequence

import sqlalchemy as sa

from resolution.case import Case
from resolution.errors import CaseMovedOn
from resolution.events import Event
from resolution.notices import Notice
from resolution.on_file import unfiled
from resolution.ports import Rulebook, Timer
from storage.acts import Act, act
from storage.ledger import MOVED_ON
from storage.rulebooks import Rulebooks
from storage.sights import Sight, Sights


class UnitOfWork:
    """What casework sees of storage while it decides one command; the writer writes its acts."""

    def __init__(self, connection: sa.Connection, sights: Sights, rulebooks: Rulebooks) -> None:
        self.connection = connection
        self.acts: list[Act] = []
        self.stored_documents = False
        self.owes = False  # whether somebody waits for what it wrote: the relay, the scheduler
        self._sights = sights
        self._rulebooks = rulebooks
        self._seen: dict[str, Sight] = {}

    def case(self, ref: str) -> Case:
        """The case as stored; an unraised one for a new reference."""
        return self._see(ref).case

    def rulebook(self, policy_id: str) -> Rulebook:
        """The pinned policy with today's calendar and directory; Refused when unknown."""
        return self._rulebooks.read(self.connection, policy_id)

    def store_document(self) -> None:
        """A directory or calendar is stored in this transaction: read them again after it."""
        self.stored_documents = True
        self._rulebooks.forget()

    def owe(self) -> None:
        """Something is owed by this transaction that no case's act says."""
        self.owes = True

    def record(
        self,
        before: Case,
        after: Case,
        events: Sequence[Event],
        timers: tuple[frozenset[Timer], frozenset[Timer]],
        owed: Sequence[Notice],
    ) -> None:
        """Take up what happened; it is written, all or nothing, when the command has ended."""
        if not events:
            return
        seen = self._see(before.ref)
        if seen.case.version != before.version:
            raise CaseMovedOn(MOVED_ON)
        waiting = len(unfiled(after, self.rulebook(after.policy_id).policy))
        made = act(before, after, seen.trail_hash, events, timers, owed, waiting)
        self.acts.append(made)
        self.owes = True
        self._seen[after.ref] = Sight(after, made.trail_hash)

    def _see(self, ref: str) -> Sight:
        found = self._seen.get(ref)
        if found is None:
            found = self._seen[ref] = self._sights.see(self.connection, ref)
        return found
