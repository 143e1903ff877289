"""The texts that every replica must share: policies, the directory and the calendar."""

from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from msgspec import Struct

from storage.prepared import insert
from storage.tables import documents
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

POLICY = "policy"
DIRECTORY = "directory"
CALENDAR = "calendar"
COUNTED = "counted"  # the calendar version by which open due dates were last counted


class Document(Struct, frozen=True):
    """One stored text; for a policy the key is the policy's id, for the others empty."""

    kind: str
    key: str
    digest: str
    body: str
    at: datetime


class Documents:
    """Stores texts and answers with the current ones."""

    def __init__(self, engine: sa.Engine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    def put(self, kind: str, key: str, body: str, at: datetime) -> bool:
        """Store a text and make it the current one; False when it already was."""
        current = self.current(kind, key)
        if current is not None and current.body == body:
            return False
        if current is not None:
            # What is stored last is current, even where the clock was set back meanwhile.
            at = max(at, current.at + timedelta(microseconds=1))
        document = Document(kind, key, sha256(body.encode()).hexdigest(), body, at)
        self._writer.run_here(lambda unit: _put(unit, document))
        return True

    def current(self, kind: str, key: str = "") -> Document | None:
        """The text stored last under this kind and key."""
        c = documents.c
        asked = sa.select(*c).where(c.kind == kind, c.key == key)
        with self._engine.connect() as connection:
            row = connection.execute(asked.order_by(c.at.desc(), c.digest.desc()).limit(1)).first()
        return None if row is None else Document(*row)

    def policy_ids(self) -> tuple[str, ...]:
        """The id of every stored policy, in order."""
        c = documents.c
        asked = sa.select(c.key).distinct().where(c.kind == POLICY).order_by(c.key)
        with self._engine.connect() as connection:
            return tuple(connection.execute(asked).scalars())


def _put(unit: UnitOfWork, document: Document) -> None:
    adding = insert(documents, unit.connection.dialect).values(
        kind=document.kind,
        key=document.key,
        digest=document.digest,
        body=document.body,
        at=document.at,
    )
    # A text that comes back after another is current again.
    unit.connection.execute(
        adding.on_conflict_do_update(
            index_elements=["kind", "key", "digest"], set_={"at": adding.excluded.at}
        )
    )
    unit.store_document()
