"""The posted copies of case cards, which must follow their case."""

from datetime import datetime

import sqlalchemy as sa
from msgspec import Struct

from storage.prepared import insert
from storage.statements import refresh_of_case
from storage.tables import cases, lane_of, posts
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

c = posts.c


class Post(Struct, frozen=True):
    """One message that shows a case as it was at `drawn_version`."""

    id: int
    case_ref: str
    conversation_id: str
    activity_id: str
    kind: str
    person_id: str
    lane: str
    drawn_version: int


class Posts:
    """Remembers which messages show a case."""

    def __init__(self, engine: sa.Engine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    def posts_of(self, ref: str) -> list[Post]:
        """Every copy of a case's card, the oldest first."""
        asked = sa.select(*c).where(c.case_ref == ref).order_by(c.id)
        with self._engine.connect() as connection:
            return [Post(*row) for row in connection.execute(asked)]

    async def remember(
        self,
        case_ref: str,
        conversation_id: str,
        activity_id: str,
        kind: str,
        drawn_version: int,
        at: datetime,
        *,
        person_id: str = "",
        channel: str = "",
    ) -> None:
        """Keep that a message shows a case; it is drawn again when the case has moved on."""
        row = {
            "case_ref": case_ref,
            "conversation_id": conversation_id,
            "activity_id": activity_id,
            "kind": kind,
            "person_id": person_id,
            "lane": lane_of(person_id, channel or conversation_id),
            "drawn_version": drawn_version,
        }
        await self._writer.run(lambda unit: remember(unit, row, at))

    async def drawn(self, conversation_id: str, activity_id: str, version: int) -> None:
        """Keep that a message was drawn again, as by the answer to a button on it."""
        await self._writer.run(lambda unit: drawn(unit, conversation_id, activity_id, version))


def remember(unit: UnitOfWork, row: dict[str, object], at: datetime) -> None:
    """Keep one copy, inside a transaction; when the case has moved on, owe its refresh."""
    adding = insert(posts, unit.connection.dialect).values(row)
    unit.connection.execute(
        adding.on_conflict_do_update(
            index_elements=["conversation_id", "activity_id"],
            set_={name: adding.excluded[name] for name in ("case_ref", "kind", "drawn_version")},
        )
    )
    # Locked, so that an act that is being written either sees this copy or is seen here.
    case = sa.select(cases.c.version).where(cases.c.ref == row["case_ref"]).with_for_update()
    version = unit.connection.execute(case).scalar_one_or_none() or 0
    if version > int(str(row["drawn_version"])):
        unit.connection.execute(
            refresh_of_case(unit.connection.dialect),
            {"case_ref": row["case_ref"], "version": version, "owed_at": at},
        )
        unit.owe()


def drawn(unit: UnitOfWork, conversation_id: str, activity_id: str, version: int) -> None:
    """Keep which version one copy shows, inside a transaction."""
    unit.connection.execute(
        sa.update(posts)
        .where(
            c.conversation_id == conversation_id,
            c.activity_id == activity_id,
            c.drawn_version < version,
        )
        .values(drawn_version=version)
    )


def forget(unit: UnitOfWork, post_id: int) -> None:
    """Follow a copy no longer, inside a transaction."""
    unit.connection.execute(sa.delete(posts).where(c.id == post_id))
