"""The audit trail: each row carries the hash of the one before, and folding it gives the case."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from resolution.case import Case
from resolution.errors import NoSuchCase
from resolution.events import Event
from resolution.folding import fold
from storage import codec
from storage.case_rows import Party, case_row, parties
from storage.prepared import Row
from storage.tables import case_people, cases, trail, written

FIRST = "0" * 64  # stands before the first row of every trail


class TrailRow(Struct, frozen=True):
    """One row as it is stored."""

    case_ref: str
    seq: int
    at: datetime
    kind: str
    by_id: str
    by_name: str
    body: str
    prev_hash: str
    hash: str

    @property
    def event(self) -> Event:
        """What happened."""
        return codec.event_from_json(self.kind, self.body)


class Verdict(Struct, frozen=True):
    """Whether a case's trail is whole; each problem is a sentence without content."""

    case_ref: str
    rows: int
    problems: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, moved, added or taken away."""
        return not self.problems


def chained(ref: str, version: int, prev_hash: str, events: Sequence[Event]) -> list[Row]:
    """The rows of new events, each bound to the one before."""
    rows: list[Row] = []
    for seq, event in enumerate(events, version + 1):
        row: Row = {
            "case_ref": ref,
            "seq": seq,
            "at": event.at,
            "kind": type(event).__name__,
            "by_id": event.by.person_id,
            "by_name": event.by.name,
            "body": codec.event_to_json(event),
            "prev_hash": prev_hash,
        }
        prev_hash = row["hash"] = _hash(**row)
        rows.append(row)
    return rows


def _hash(
    *,
    case_ref: str,
    seq: int,
    at: datetime,
    kind: str,
    by_id: str,
    by_name: str,
    body: str,
    prev_hash: str,
) -> str:
    told = msgspec.json.encode([case_ref, seq, written(at), kind, by_id, by_name, body])
    return sha256(prev_hash.encode() + told).hexdigest()


class Trails:
    """Questions about what happened, and whether the record of it is whole."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def rows(self, ref: str) -> tuple[TrailRow, ...]:
        """The stored rows of one case, the oldest first."""
        asked = sa.select(*trail.c).where(trail.c.case_ref == ref).order_by(trail.c.seq)
        with self._engine.connect() as connection:
            return tuple(TrailRow(*row) for row in connection.execute(asked))

    def events(self, ref: str) -> tuple[Event, ...]:
        """Everything that happened to one case, the oldest first."""
        return tuple(row.event for row in self.rows(ref))

    def refs(self) -> tuple[str, ...]:
        """Every reference that has a case or a trail, in order."""
        both = sa.union(sa.select(cases.c.ref), sa.select(trail.c.case_ref))
        with self._engine.connect() as connection:
            return tuple(sorted(connection.execute(both).scalars()))

    def verify(self, ref: str) -> Verdict:
        """Whether one case's trail is whole and makes the stored case; NoSuchCase for neither."""
        try:
            return self._verify(ref)
        except (ValueError, msgspec.DecodeError) as fault:
            return Verdict(ref, 0, (f"the record cannot be read: {type(fault).__name__}",))

    def _verify(self, ref: str) -> Verdict:
        with self._engine.connect() as connection:
            head = sa.select(*cases.c).where(cases.c.ref == ref)
            found = connection.execute(head).mappings().one_or_none()
            asked = sa.select(*trail.c).where(trail.c.case_ref == ref).order_by(trail.c.seq)
            rows = [TrailRow(*row) for row in connection.execute(asked)]
            part = sa.select(case_people.c.person_id, case_people.c.role)
            part = part.where(case_people.c.case_ref == ref)
            people = [(person_id, role) for person_id, role in connection.execute(part)]
        if found is None and not rows:
            raise NoSuchCase(f"No case has the reference {ref}.")
        problems = _broken_links(rows)
        if found is None:
            problems.append("the trail belongs to no stored case")
        else:
            problems += _end_of(rows, found["version"], found["trail_hash"])
            if not problems:
                problems += _folded(ref, rows, codec.case_from_json(found["body"]))
            if not problems:
                problems += _beside(dict(found), people)
        return Verdict(ref, len(rows), tuple(problems))


def _broken_links(rows: Sequence[TrailRow]) -> list[str]:
    problems: list[str] = []
    before = FIRST
    for expected, row in enumerate(rows, 1):
        if row.seq != expected:
            problems.append(f"row {expected} is missing")
            return problems
        if row.prev_hash != before:
            problems.append(f"row {row.seq} does not follow the row before it")
        made = _hash(
            case_ref=row.case_ref,
            seq=row.seq,
            at=row.at,
            kind=row.kind,
            by_id=row.by_id,
            by_name=row.by_name,
            body=row.body,
            prev_hash=row.prev_hash,
        )
        if made != row.hash:
            problems.append(f"row {row.seq} was changed after it was written")
        before = row.hash
    return problems


def _end_of(rows: Sequence[TrailRow], version: int, trail_hash: str) -> list[str]:
    if len(rows) != version:
        return [f"the case has version {version}, but its trail has {len(rows)} rows"]
    last = rows[-1].hash if rows else FIRST
    return [] if last == trail_hash else ["the last row is not the one that the case ends with"]


def _folded(ref: str, rows: Sequence[TrailRow], stored: Case) -> list[str]:
    try:
        made = fold(ref, (row.event for row in rows))
    except (KeyError, TypeError, ValueError, msgspec.DecodeError) as fault:
        return [f"the trail cannot be read: {type(fault).__name__}"]
    return [] if made == stored else ["the stored case is not the one that its trail makes"]


def _beside(found: Row, people: Sequence[Party]) -> list[str]:
    """What is kept beside the case, by which lists, digests and rights to read find it."""
    case = codec.case_from_json(found["body"])
    row = case_row(case, found["trail_hash"], found["unfiled"])
    problems = [
        f"its column {name} does not say what the case says"
        for name in row
        if row[name] != found[name]
    ]
    if parties(case) != frozenset(people):
        problems.append("the people kept beside the case are not those of the case")
    return problems
