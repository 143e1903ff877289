"""What is owed to somebody: claimed under a lease, in order for each conversation, sent once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from resolution.notices import Notice, NoticeKind, Recipient
from storage import codec, posts
from storage.acts import notice_row
from storage.claiming import claim, next_due
from storage.prepared import insert
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

REFRESH = "refresh"  # not a notice: a posted copy that must be drawn again
c = outbox.c


class OutboxItem(Struct, frozen=True):
    """One message that this worker must deliver before its lease ends."""

    id: int
    key: str
    kind: str
    person_id: str
    channel: str
    lane: str
    case_ref: str
    urgent: bool
    facts: Mapping[str, str]
    owed_at: datetime
    attempts: int  # this one included
    worker: str
    post: posts.Post | None = None  # of a refresh, unless the copy was forgotten

    @property
    def is_refresh(self) -> bool:
        """Whether a posted copy must be drawn again, rather than a notice sent."""
        return self.kind == REFRESH

    @property
    def notice(self) -> Notice:
        """The notice that is owed; ValueError for a refresh."""
        return Notice(
            kind=NoticeKind(self.kind),
            to=Recipient(self.person_id, self.channel),
            key=self.key,
            case_ref=self.case_ref,
            urgent=self.urgent,
            facts=self.facts,
        )


class Outbox:
    """Claims and settles messages; a claim whose lease ended is nobody's, and settles nothing."""

    def __init__(self, engine: sa.Engine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    def claim(
        self, now: datetime, worker: str, limit: int = 20, lease_seconds: float = 60
    ) -> list[OutboxItem]:
        """The oldest messages that are due, at most one for each conversation."""
        until = now + timedelta(seconds=lease_seconds)
        rows = self._writer.run_here(lambda unit: claim(unit, now, worker, limit, until))
        copies = self._posts({row["post_id"] for row in rows} - {None})
        return [_item(row, copies.get(row["post_id"])) for row in rows]

    def next_due(self) -> datetime | None:
        """The next moment at which a claim may find something."""
        with self._engine.connect() as connection:
            return next_due(connection)

    def owe(self, notices: Sequence[Notice], at: datetime) -> None:
        """Owe notices that no act on a case causes, such as a digest; each key only once."""
        rows = [notice_row(notice, at) for notice in notices]
        if rows:
            self._writer.run_here(lambda unit: _owe(unit, rows))

    def mark_sent(
        self,
        item: OutboxItem,
        conversation_id: str,
        activity_id: str,
        drawn_version: int | None = None,
    ) -> bool:
        """It arrived; with the version that it shows, a case card is kept to follow its case."""

        def work(unit: UnitOfWork) -> bool:
            # The copy is there even when the lease was lost meanwhile, and must be followed.
            if item.is_refresh:
                posts.drawn(unit, conversation_id, activity_id, drawn_version or 0)
            elif drawn_version is not None:
                row = _copy(item, conversation_id, activity_id, drawn_version)
                posts.remember(unit, row, item.owed_at)
            return _settle(unit, item, state="sent", sent_activity_id=activity_id)

        return self._writer.run_here(work)

    def retry_later(self, item: OutboxItem, at: datetime, why: str) -> bool:
        """It did not arrive: try again then, and hold back what follows in that conversation."""

        def work(unit: UnitOfWork) -> bool:
            if item.post and _another_refresh_waits(unit, item.post.id):
                return _settle(unit, item, state="dropped", last_error=why)
            return _settle(unit, item, state="queued", due_at=at, last_error=why)

        return self._writer.run_here(work)

    def give_up(self, item: OutboxItem, why: str) -> bool:
        """It can never arrive; a copy that cannot be drawn again is followed no longer."""

        def work(unit: UnitOfWork) -> bool:
            settled = _settle(unit, item, state="gave_up", last_error=why)
            if settled and item.post:
                posts.forget(unit, item.post.id)
            return settled

        return self._writer.run_here(work)

    def drop(self, item: OutboxItem, why: str) -> bool:
        """It need not be sent any more."""
        return self._writer.run_here(
            lambda unit: _settle(unit, item, state="dropped", last_error=why)
        )

    def counts(self) -> Mapping[str, int]:
        """How many messages are in each state."""
        asked = sa.select(c.state, sa.func.count()).group_by(c.state).order_by(c.state)
        with self._engine.connect() as connection:
            return dict(connection.execute(asked).all())

    def _posts(self, ids: set[int]) -> dict[int, posts.Post]:
        if not ids:
            return {}
        asked = sa.select(*posts.c).where(posts.c.id.in_(sorted(ids)))
        with self._engine.connect() as connection:
            return {row.id: posts.Post(*row) for row in connection.execute(asked)}


def _item(row: Mapping[str, Any], post: posts.Post | None) -> OutboxItem:
    return OutboxItem(
        id=row["id"],
        key=row["key"],
        kind=row["kind"],
        person_id=row["person_id"],
        channel=row["channel"],
        lane=row["lane"],
        case_ref=row["case_ref"],
        urgent=row["urgent"],
        facts=codec.facts_from_json(row["facts"]),
        owed_at=row["owed_at"],
        attempts=row["attempts"],
        worker=row["lease_owner"],
        post=post,
    )


def _owe(unit: UnitOfWork, rows: Sequence[dict[str, Any]]) -> None:
    adding = insert(outbox, unit.connection.dialect).on_conflict_do_nothing(index_elements=["key"])
    unit.connection.execute(adding, rows)
    unit.owe()


def _settle(unit: UnitOfWork, item: OutboxItem, **changes: object) -> bool:
    # Fenced by owner and attempt: a worker that slept past its lease settles nothing.
    mine = sa.and_(
        c.id == item.id,
        c.state == "sending",
        c.lease_owner == item.worker,
        c.attempts == item.attempts,
    )
    settled = sa.update(outbox).where(mine).values(lease_until=None, lease_owner="", **changes)
    # What waited behind it in its conversation may go now.
    unit.owe()
    return unit.connection.execute(settled).rowcount == 1


def _another_refresh_waits(unit: UnitOfWork, post_id: int) -> bool:
    asked = sa.select(c.id).where(c.post_id == post_id, c.state == "queued")
    return unit.connection.execute(asked).first() is not None


def _copy(
    item: OutboxItem, conversation_id: str, activity_id: str, drawn_version: int
) -> dict[str, object]:
    return {
        "case_ref": item.case_ref,
        "conversation_id": conversation_id,
        "activity_id": activity_id,
        "kind": item.kind,
        "person_id": item.person_id,
        "lane": item.lane,
        "drawn_version": drawn_version,
    }
