"""Papers that are sat: texts being written, and an index of the papers in the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of drafts and the index."""
    op.create_table(
        "draft",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("work", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name=op.f("fk_draft_learner")),
        sa.PrimaryKeyConstraint("learner", "work", "number", name=op.f("pk_draft")),
    )
    op.create_index(
        "ix_event_paper", "event", ["learner", "instant"], unique=False, sqlite_where=sa.text("type = 'paper'")
    )
