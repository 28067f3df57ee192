"""The tables of the first release: the log, the bank, and what is kept beside them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, and the triggers that let the log only grow."""
    _deck()
    _deck_file()
    _source_document()
    _learner()
    _parameter_set()
    _store()
    _event()
    _question()
    _setting()
    _tally()
    _card()
    _memory()


def _deck() -> None:
    op.create_table(
        "deck",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("bundled", sa.Boolean(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_deck")),
        sa.UniqueConstraint("slug", name=op.f("uq_deck_slug")),
    )


def _deck_file() -> None:
    op.create_table(
        "deck_file",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("modified_ns", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_deck_file")),
    )


def _source_document() -> None:
    op.create_table(
        "source_document",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_document")),
    )


def _learner() -> None:
    op.create_table(
        "learner",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner")),
    )


def _parameter_set() -> None:
    op.create_table(
        "parameter_set",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("scheduler", sa.String(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_parameter_set")),
    )


def _store() -> None:
    op.create_table(
        "store",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store")),
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("instant", sa.Integer(), nullable=False),
        sa.Column("offset_minutes", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=True),
        sa.Column("due_given", sa.Integer(), nullable=True),
        sa.Column("scheduler", sa.String(), nullable=True),
        sa.Column("parameters", sa.String(), nullable=True),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name=op.f("fk_event_learner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("origin", "sequence", name=op.f("uq_event_origin_sequence")),
    )
    op.create_index("ix_event_card", "event", ["card"], unique=False)
    op.create_index("ix_event_target", "event", ["target"], unique=False, sqlite_where=sa.text("target IS NOT NULL"))
    op.create_index(
        "ix_event_clock", "event", ["origin", "sequence"], unique=False, sqlite_where=sa.text("type = 'clock'")
    )
    op.create_index(
        "ix_event_missed", "event", ["learner", "card", "id"], unique=False, sqlite_where=sa.text("rating = 1")
    )
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER event_refuses_{change} BEFORE {change.upper()} ON event "
            "BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END"
        )


def _question() -> None:
    op.create_table(
        "question",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("deck", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("changed_on", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["deck"], ["deck.key"], name=op.f("fk_question_deck")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_question")),
        sa.UniqueConstraint("deck", "id", name=op.f("uq_question_deck_id")),
    )
    op.create_index("ix_question_topic", "question", ["deck", "topic", "position"], unique=False)


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("deck", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name=op.f("fk_setting_learner")),
        sa.PrimaryKeyConstraint("learner", "deck", "key", name=op.f("pk_setting")),
    )


def _tally() -> None:
    op.create_table(
        "tally",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("deck", sa.String(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("young", sa.Integer(), nullable=False),
        sa.Column("young_recalled", sa.Integer(), nullable=False),
        sa.Column("mature", sa.Integer(), nullable=False),
        sa.Column("mature_recalled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name=op.f("fk_tally_learner")),
        sa.PrimaryKeyConstraint("learner", "day", "deck", name=op.f("pk_tally")),
    )


def _card() -> None:
    op.create_table(
        "card",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("gap", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["question.key"], name=op.f("fk_card_question")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_card")),
        sa.UniqueConstraint("id", name=op.f("uq_card_id")),
        sa.UniqueConstraint("question", "gap", name=op.f("uq_card_question_gap")),
    )


def _memory() -> None:
    op.create_table(
        "memory",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("card", sa.Integer(), nullable=False),
        sa.Column("deck", sa.Integer(), nullable=False),
        sa.Column("queue", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("buried_until", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("stability", sa.Float(), nullable=True),
        sa.Column("difficulty", sa.Float(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.Integer(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("leech", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["card"], ["card.key"], name=op.f("fk_memory_card")),
        sa.ForeignKeyConstraint(["deck"], ["deck.key"], name=op.f("fk_memory_deck")),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name=op.f("fk_memory_learner")),
        sa.PrimaryKeyConstraint("learner", "card", name=op.f("pk_memory")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_memory_agenda", "memory", ["learner", "queue", "deck", "due", "last_day", "buried_until"], unique=False
    )
