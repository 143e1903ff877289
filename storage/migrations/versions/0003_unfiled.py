"""How much of each case is not on the child's file yet; a case's next act counts it anew."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UNFILED = sa.text("unfiled > 0")


def upgrade() -> None:
    """Add the count, and an index of those cases alone that have something to file."""
    column = sa.Column("unfiled", sa.Integer(), nullable=False, server_default="0")
    op.add_column("cases", column)
    op.create_index(
        "ix_cases_unfiled",
        "cases",
        ["team", "ref"],
        sqlite_where=UNFILED,
        postgresql_where=UNFILED,
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_cases_unfiled", table_name="cases")
    op.drop_column("cases", "unfiled")
