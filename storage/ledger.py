"""What the acts of one transaction write, gathered so that each table is written once."""

from collections.abc import Callable
from datetime import datetime

from resolution.errors import CaseMovedOn
from storage.acts import Act
from storage.prepared import Cursor, Prepared, Row
from storage.statements import Statements

MOVED_ON = "This case has moved on since you looked at it; here it is as it stands now."


class Ledger:
    """Acts that wait to be written together, in the order in which they were decided."""

    def __init__(self) -> None:
        self._raised: list[Row] = []
        self._moved: list[Row] = []
        self._trail: list[Row] = []
        self._owed: list[Row] = []
        self._refreshed: list[Row] = []
        # Of several acts on one case the last word counts: there, or (None, False) gone.
        self._people: dict[tuple[str, str, str], bool] = {}
        self._timers: dict[tuple[str, str], datetime | None] = {}
        self._cursors: list[tuple[Cursor, int]] = []

    def add(self, act: Act) -> None:
        """Take up one act."""
        ref = act.after.ref
        if act.before.version:
            self._moved.append(act.case | {"case_ref": ref, "seen_version": act.before.version})
            self._refreshed.append(
                {"case_ref": ref, "version": act.after.version, "owed_at": act.at}
            )
        else:
            self._raised.append(act.case)
        self._trail += act.trail
        self._owed += act.owed
        for person_id, role in act.gone_people:
            self._people[ref, person_id, role] = False
        for person_id, role in act.new_people:
            self._people[ref, person_id, role] = True
        for timer in act.gone_timers:
            self._timers[ref, timer.key] = None
        for timer in act.new_timers:
            self._timers[ref, timer.key] = timer.due_at

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self._trail

    def write(self, cursor: Callable[[], Cursor], s: Statements) -> None:
        """Hand every row to the driver; `check` afterwards."""
        people = [
            ({"case_ref": ref, "person_id": person_id, "role": role}, there)
            for (ref, person_id, role), there in self._people.items()
        ]
        gone = [{"case_ref": ref, "key": k} for (ref, k), due in self._timers.items() if not due]
        timers: list[Row] = [
            {"case_ref": ref, "key": k, "due_at": due}
            for (ref, k), due in self._timers.items()
            if due
        ]
        self._put(cursor, s.raise_case, self._raised)
        self._put(cursor, s.move_case, self._moved, counted=True)
        self._put(cursor, s.add_trail, self._trail)
        self._put(cursor, s.drop_person, [row for row, there in people if not there])
        self._put(cursor, s.add_person, [row for row, there in people if there])
        self._put(cursor, s.drop_timer, gone)
        self._put(cursor, s.add_timer, timers)
        self._put(cursor, s.owe, self._owed)
        self._put(cursor, s.refresh, self._refreshed)

    def _put(
        self,
        cursor: Callable[[], Cursor],
        statement: Prepared,
        rows: list[Row],
        *,
        counted: bool = False,
    ) -> None:
        if not rows:
            return
        taken = cursor()
        statement.run_many(taken, rows)
        if counted:
            self._cursors.append((taken, len(rows)))

    def check(self) -> None:
        """See that every case was still at the version on which its act was decided."""
        if any(taken.rowcount != expected for taken, expected in self._cursors):
            raise CaseMovedOn(MOVED_ON)
