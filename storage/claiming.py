"""Which messages may go now: due, leased to nobody, and the first of their conversation."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.tables import IS_IN_FLIGHT, IS_OWED, is_owed, outbox
from storage.unit_of_work import UnitOfWork

CLAIMS = 0x1205  # PostgreSQL's advisory lock for claims: any number that nobody else uses

c = outbox.c
o = outbox.alias("other").c
_in_flight = o.lease_until.is_not(None)
_backing_off = sa.and_(o.attempts > 0, o.id < c.id)


def claim(
    unit: UnitOfWork, now: datetime, worker: str, limit: int, until: datetime
) -> list[Mapping[str, Any]]:
    """Lease the oldest messages that may go now, at most one for each conversation."""
    connection = unit.connection
    if connection.dialect.name == "postgresql":
        # Two claims at once could each see a conversation free; one at a time cannot.
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(CLAIMS)))
    older = sa.and_(o.due_at <= now, o.id < c.id)
    first = sa.and_(c.lease_until.is_(None), ~_exists(_in_flight, _backing_off, older))
    # What a crashed worker left behind is in everyone else's way, so nothing is in its way.
    left_behind = c.lease_until <= now
    due = (
        sa.select(c.id)
        .where(IS_OWED, c.due_at <= now, sa.or_(left_behind, first))
        .order_by(c.due_at, c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    leased = (
        sa.update(outbox)
        .where(c.id.in_(due))
        .values(state="sending", lease_until=until, lease_owner=worker, attempts=c.attempts + 1)
        .returning(*c)
    )
    rows = [dict(row) for row in connection.execute(leased).mappings()]
    return sorted(rows, key=lambda row: (row["due_at"], row["id"]))


def next_due(connection: sa.Connection) -> datetime | None:
    """The next moment at which a claim may find something."""
    # What waits behind another goes when that one is settled, which wakes the relay anyway.
    waiting = (
        sa.select(c.due_at)
        .where(IS_OWED, c.lease_until.is_(None), ~_exists(_in_flight, _backing_off))
        .order_by(c.due_at)
        .limit(1)
    )
    leased = sa.select(sa.func.min(c.lease_until)).where(IS_IN_FLIGHT)
    moments = [connection.execute(asked).scalar() for asked in (waiting, leased)]
    return min((moment for moment in moments if moment is not None), default=None)


def _exists(*in_the_way: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return (
        sa.select(sa.literal_column("1"))
        .where(is_owed(o.state), o.lane == c.lane, o.id != c.id, sa.or_(*in_the_way))
        .exists()
    )
