"""The moments at which time alone asks something of a case: claimed under a lease, oldest first."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.tables import timers
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

CLAIMS = 0x1206  # PostgreSQL's advisory lock for claims: any number that nobody else uses

c = timers.c


class Timers:
    """Hands out the cases that are due; recording what time asked of a case takes its timer away.

    A claim is only a lease: when its worker dies, the case is due again once the lease is over.
    """

    def __init__(self, engine: sa.Engine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer

    def claim_due(
        self, now: datetime, worker: str, limit: int = 100, lease_seconds: float = 60
    ) -> list[str]:
        """The cases that are due, the longest due first; no other worker gets their timers."""
        until = now + timedelta(seconds=lease_seconds)
        return self._writer.run_here(lambda unit: _claim(unit, now, worker, limit, until))

    def next_due(self) -> datetime | None:
        """The next moment at which a claim may find something."""
        waiting = sa.select(sa.func.min(c.due_at)).where(c.lease_until.is_(None))
        # A leased timer is due again when its lease ends, if its worker leaves it there.
        leased = sa.select(sa.func.min(c.lease_until)).where(c.lease_until.is_not(None))
        with self._engine.connect() as connection:
            moments = [connection.execute(asked).scalar() for asked in (waiting, leased)]
        return min((moment for moment in moments if moment is not None), default=None)


def _claim(unit: UnitOfWork, now: datetime, worker: str, limit: int, until: datetime) -> list[str]:
    if unit.connection.dialect.name == "postgresql":
        # Two claims at once could share out the timers of one case; one at a time cannot.
        unit.connection.execute(sa.select(sa.func.pg_advisory_xact_lock(CLAIMS)))
    free = sa.or_(c.lease_until.is_(None), c.lease_until <= now)
    due = (
        sa.select(c.case_ref, c.key)
        .where(c.due_at <= now, free)
        .order_by(c.due_at, c.case_ref, c.key)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    leased = (
        sa.update(timers)
        .where(sa.tuple_(c.case_ref, c.key).in_(due))
        .values(lease_until=until, lease_owner=worker)
        .returning(c.due_at, c.case_ref)
    )
    claimed = sorted((due_at, ref) for due_at, ref in unit.connection.execute(leased))
    return list(dict.fromkeys(ref for _, ref in claimed))
