"""The partial indexes: what makes or compares a schema needs them, a server does not.

Naming a condition of PostgreSQL's loads all of its dialect, 3 MB that an embedded database's server
never needs.
"""

import sqlalchemy as sa

from storage.tables import (
    CASE_IS_OPEN,
    CASE_IS_UNFILED,
    IS_IN_FLIGHT,
    IS_OWED,
    IS_QUEUED_REFRESH,
    cases,
    metadata,
    outbox,
)


def _partial(
    name: str, *columns: sa.Column[object], where: sa.ColumnElement[bool], unique: bool = False
) -> None:
    """One index over the rows that meet a condition."""
    sa.Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


_partial("ix_cases_unfiled", cases.c.team, cases.c.ref, where=CASE_IS_UNFILED)
_partial("ix_cases_open_due", cases.c.next_due_at, cases.c.ref, where=CASE_IS_OPEN)
_partial("ix_outbox_owed_due", outbox.c.due_at, outbox.c.id, where=IS_OWED)
_partial("ix_outbox_owed_lane", outbox.c.lane, outbox.c.id, where=IS_OWED)
# a conversation receives one message at a time
_partial("uq_outbox_lane_in_flight", outbox.c.lane, where=IS_IN_FLIGHT, unique=True)
# one waiting refresh of a copy covers every change before it
_partial("uq_outbox_queued_refresh", outbox.c.post_id, where=IS_QUEUED_REFRESH, unique=True)

__all__ = ["metadata"]
