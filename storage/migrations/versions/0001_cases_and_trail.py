"""Cases, their append-only trail, who has a part in them, their timers, and the shared texts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")

SQLITE_TRIGGER = """
CREATE TRIGGER trail_refuses_{act} BEFORE {act} ON trail
BEGIN SELECT RAISE(ABORT, 'The trail is append-only.'); END
"""
POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'The trail is append-only.'; END $$
    """,
    """
    CREATE TRIGGER trail_refuses_change BEFORE UPDATE OR DELETE ON trail
    FOR EACH ROW EXECUTE FUNCTION trail_refuses()
    """,
    """
    CREATE TRIGGER trail_refuses_truncate BEFORE TRUNCATE ON trail
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()
    """,
)


def upgrade() -> None:
    """Create the tables."""
    _cases()
    _trail()
    _case_people()
    _timers()
    _documents()
    _make_append_only()


def downgrade() -> None:
    """Drop the tables."""
    # A trail that is full of what happened is not dropped by a slip of the keyboard.
    if op.get_bind().execute(sa.text("SELECT 1 FROM trail LIMIT 1")).first():
        raise RuntimeError("The trail is not empty; copy it away before going back this far.")
    op.drop_table("documents")
    op.drop_table("timers")
    op.drop_table("case_people")
    op.drop_table("trail")
    op.drop_table("cases")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION trail_refuses()")


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trail_hash", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("owner_id", sa.Text, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("stage_key", sa.Text, nullable=False),
        sa.Column("policy_id", sa.Text, nullable=False),
        sa.Column("next_due_at", MOMENT, nullable=True),
        sa.Column("raised_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_cases"),
    )
    op.create_index(
        "ix_cases_open_due", "cases", ["next_due_at", "ref"], **_where("status IN ('open')")
    )
    op.create_index("ix_cases_raised", "cases", ["raised_at", "ref"])


def _trail() -> None:
    op.create_table(
        "trail",
        sa.Column("case_ref", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("by_id", sa.Text, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("prev_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("case_ref", "seq", name="pk_trail"),
    )


def _case_people() -> None:
    op.create_table(
        "case_people",
        sa.Column("case_ref", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("case_ref", "person_id", "role", name="pk_case_people"),
    )
    op.create_index("ix_case_people_person", "case_people", ["person_id", "case_ref"])


def _timers() -> None:
    op.create_table(
        "timers",
        sa.Column("case_ref", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("lease_owner", sa.Text, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("case_ref", "key", name="pk_timers"),
    )
    op.create_index("ix_timers_due", "timers", ["due_at"])


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "digest", name="pk_documents"),
    )


def _make_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        statements = tuple(SQLITE_TRIGGER.format(act=act) for act in ("UPDATE", "DELETE"))
    else:
        statements = POSTGRESQL_TRIGGERS
    for statement in statements:
        op.execute(statement)


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
