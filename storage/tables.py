"""Every table, the same on SQLite and on PostgreSQL; moments are UTC."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


# SQLite numbers only a column that is an INTEGER PRIMARY KEY.
_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


@lru_cache(1024)  # an act writes one moment into a dozen columns
def written(at: datetime) -> str:
    """A moment as text of one width, so that sorting the text sorts the moments."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware moment in UTC: timestamptz on PostgreSQL, ISO text of one width on SQLite."""

    impl = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], object]:
        """What makes of a moment what the driver takes."""
        taken: Callable[[datetime], object] = written if dialect.name == "sqlite" else _in_utc
        return lambda value: None if value is None else taken(value)

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        """A moment as the driver gives it, made aware and UTC."""
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return datetime.fromisoformat(str(value))


def _is(column: sa.ColumnElement[str], *values: str) -> sa.ColumnElement[bool]:
    # Written into the statement, not bound: a partial index serves only a condition it can read.
    return column.in_([sa.literal_column(f"'{value}'", sa.Text) for value in values])


cases = sa.Table(
    "cases",
    metadata,
    sa.Column("ref", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("trail_hash", sa.Text, nullable=False),  # of the last row: shows a cut-off trail
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("owner_id", sa.Text, nullable=False),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("stage_key", sa.Text, nullable=False),
    sa.Column("policy_id", sa.Text, nullable=False),
    sa.Column("next_due_at", Moment),  # of the open clock that falls due first
    sa.Column("raised_at", Moment),
    sa.Column("ended_at", Moment),
    sa.Column("body", sa.Text, nullable=False),
    # How many of its texts nobody has ticked as being on the child's file.
    sa.Column("unfiled", sa.Integer, nullable=False, server_default="0"),
)
CASE_IS_OPEN = _is(cases.c.status, "open")
CASE_IS_UNFILED = cases.c.unfiled > sa.literal_column("0")
sa.Index("ix_cases_raised", cases.c.raised_at, cases.c.ref)

trail = sa.Table(
    "trail",
    metadata,
    sa.Column("case_ref", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("by_id", sa.Text, nullable=False),
    sa.Column("by_name", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # text, not jsonb: the hash is of these very bytes
    sa.Column("prev_hash", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

case_people = sa.Table(
    "case_people",
    metadata,
    sa.Column("case_ref", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, primary_key=True),
)
sa.Index("ix_case_people_person", case_people.c.person_id, case_people.c.case_ref)

timers = sa.Table(
    "timers",
    metadata,
    sa.Column("case_ref", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("lease_until", Moment),
    sa.Column("lease_owner", sa.Text, nullable=False, server_default=""),
)
# A timer that is past is deleted, so that every row is open and the index needs no condition.
sa.Index("ix_timers_due", timers.c.due_at)

posts = sa.Table(
    "posts",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("case_ref", sa.Text, nullable=False),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("activity_id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text, nullable=False),
    sa.Column("lane", sa.Text, nullable=False),
    sa.Column("drawn_version", sa.Integer, nullable=False),
    sa.UniqueConstraint("conversation_id", "activity_id"),
)
sa.Index("ix_posts_case", posts.c.case_ref)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("lane", sa.Text, nullable=False),
    sa.Column("case_ref", sa.Text, nullable=False),
    sa.Column("post_id", _Id),  # of a refresh: the copy that is to be drawn again
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("owed_at", Moment, nullable=False),
    sa.Column("due_at", Moment, nullable=False),  # not before this; later after each failure
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # queued | sending | sent | gave_up | dropped
    sa.Column("lease_until", Moment),
    sa.Column("lease_owner", sa.Text, nullable=False, server_default=""),
    sa.Column("last_error", sa.Text, nullable=False, server_default=""),  # a status, no content
    sa.Column("sent_activity_id", sa.Text, nullable=False, server_default=""),
    # An id is never used twice, even after old rows are deleted: it is the order of sending.
    sqlite_autoincrement=True,
)


def is_owed(state: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Whether a message is still to be delivered; says it as the partial indexes do."""
    return _is(state, "queued", "sending")


IS_OWED = is_owed(outbox.c.state)
IS_QUEUED = _is(outbox.c.state, "queued")
IS_IN_FLIGHT = _is(outbox.c.state, "sending")
IS_QUEUED_REFRESH = sa.and_(IS_QUEUED, outbox.c.post_id.is_not(None))

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("lane", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("conversation_id", sa.Text, nullable=False),
    sa.Column("service_url", sa.Text, nullable=False),
    sa.Column("tenant_id", sa.Text, nullable=False),
    sa.Column("bot_id", sa.Text, nullable=False),
    sa.Column("bot_name", sa.Text, nullable=False),
    sa.Column("blocked", sa.Boolean, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),  # policy | directory | calendar
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)


def lane_of(person_id: str, channel: str) -> str:
    """The conversation in which messages to somebody must keep their order."""
    return f"person:{person_id}" if person_id else f"channel:{channel}"
