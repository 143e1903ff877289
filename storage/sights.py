"""The cases as the writer last saw them, so that an act on a known case need not read it again."""

from collections import OrderedDict
from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from resolution.case import Case
from storage.codec import case_from_json
from storage.prepared import Prepared
from storage.trail import FIRST

KEPT = 2048  # cases; a few tens of megabytes at the most


class Sight(Struct, frozen=True):
    """A case at one version, and the hash of the last row of its trail."""

    case: Case
    trail_hash: str = FIRST


class Sights:
    """What one writing connection knows of the cases; trusted only inside its transaction."""

    def __init__(self, see_cases: Prepared) -> None:
        self._see_cases = see_cases
        self._known: OrderedDict[str, Sight] = OrderedDict()
        self._locked: dict[str, Sight] | None = None
        self._changed: dict[str, Sight] = {}

    def see(self, connection: sa.Connection, ref: str) -> Sight:
        """The case as it is in this transaction; an unraised one for a new reference."""
        found = self._changed.get(ref)
        if found is None:
            found = self._known.get(ref) if self._locked is None else self._locked.get(ref)
        if found is None:
            found = self._read(connection, [ref]).get(ref) or Sight(Case.unraised(ref))
        return found

    def lock(self, connection: sa.Connection, refs: Collection[str]) -> None:
        """Hold these cases until the transaction ends, where others may write at the same time."""
        found = self._read(connection, refs)
        self._locked = {ref: found.get(ref) or Sight(Case.unraised(ref)) for ref in refs}

    def accept(self, case: Case, trail_hash: str) -> None:
        """The case as an act of this transaction leaves it."""
        self._changed[case.ref] = Sight(case, trail_hash)

    def keep(self) -> None:
        """The transaction was committed: what it changed is now known."""
        for ref, sight in self._changed.items():
            self._know(ref, sight)
        self._end()

    def undo(self) -> None:
        """The transaction was rolled back: nothing that it saw may be relied on."""
        self._known.clear()
        self._end()

    def forget(self) -> None:
        """Somebody else has written."""
        self._known.clear()

    def _end(self) -> None:
        self._changed.clear()
        self._locked = None

    def _know(self, ref: str, sight: Sight) -> None:
        self._known[ref] = sight
        self._known.move_to_end(ref)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)

    def _read(self, connection: sa.Connection, refs: Collection[str]) -> dict[str, Sight]:
        read: dict[str, Sight] = {}
        for ref, version, trail_hash, body in self._rows(connection, refs):
            known = self._known.get(ref)
            same = known is not None and known.case.version == version
            if known is None or not same or known.trail_hash != trail_hash:
                known = Sight(case_from_json(body), trail_hash)
                self._know(ref, known)
            read[ref] = known
        return read

    def _rows(self, connection: sa.Connection, refs: Collection[str]) -> Iterator[Any]:
        driver = connection.connection.driver_connection
        assert driver is not None, "a connection in use has its driver's"
        cursor = driver.cursor()
        if connection.dialect.name == "sqlite":
            for ref in refs:
                self._see_cases.run(cursor, {"ref": ref})
                yield from cursor.fetchall()
        elif refs:
            self._see_cases.run(cursor, {"refs": sorted(refs)})
            yield from cursor.fetchall()
        cursor.close()
