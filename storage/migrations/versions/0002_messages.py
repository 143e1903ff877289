"""Messages: what is owed, the copies that were posted, and where everybody is reached."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OWED = "state IN ('queued', 'sending')"
IN_FLIGHT = "state IN ('sending')"
QUEUED_REFRESH = "state IN ('queued') AND post_id IS NOT NULL"


def upgrade() -> None:
    """Create the tables."""
    _conversations()
    _posts()
    _outbox()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("outbox")
    op.drop_table("posts")
    op.drop_table("conversations")


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("conversation_id", sa.Text, nullable=False),
        sa.Column("service_url", sa.Text, nullable=False),
        sa.Column("tenant_id", sa.Text, nullable=False),
        sa.Column("bot_id", sa.Text, nullable=False),
        sa.Column("bot_name", sa.Text, nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("lane", name="pk_conversations"),
    )


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_ref", sa.Text, nullable=False),
        sa.Column("conversation_id", sa.Text, nullable=False),
        sa.Column("activity_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("drawn_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint(
            "conversation_id", "activity_id", name="uq_posts_conversation_id_activity_id"
        ),
    )
    op.create_index("ix_posts_case", "posts", ["case_ref"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("case_ref", sa.Text, nullable=False),
        sa.Column("post_id", ID, nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("owed_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("lease_owner", sa.Text, server_default="", nullable=False),
        sa.Column("last_error", sa.Text, server_default="", nullable=False),
        sa.Column("sent_activity_id", sa.Text, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_owed_due", "outbox", ["due_at", "id"], **_where(OWED))
    op.create_index("ix_outbox_owed_lane", "outbox", ["lane", "id"], **_where(OWED))
    op.create_index(
        "uq_outbox_lane_in_flight",
        "outbox",
        ["lane"],
        unique=True,
        **_where(IN_FLIGHT),
    )
    op.create_index(
        "uq_outbox_queued_refresh",
        "outbox",
        ["post_id"],
        unique=True,
        **_where(QUEUED_REFRESH),
    )


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
