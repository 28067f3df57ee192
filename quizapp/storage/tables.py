"""The tables. `event` is the truth of what a learner did; `memory`, `tally` and `setting` are caches of it.

`draft` holds what is not yet in it.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy import (
    event as happenings,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

store = Table(  # facts about this database: `origin` (this machine's id in the log), `created`
    "store",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

learner = Table(
    "learner",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
)

deck_file = Table(  # what was on disk at the last sync: an unchanged file is not read again
    "deck_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("modified_ns", Integer, nullable=False),
    Column("digest", String, nullable=False),
)

source_document = Table(  # what the source sheets call the documents that questions cite
    "source_document",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
)

deck = Table(
    "deck",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("slug", String, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),  # JSON: description, language, subject, licence, style
    Column("bundled", Boolean, nullable=False),
    Column("path", Text, nullable=False),
    Column("retired", Boolean, nullable=False),
)

question = Table(
    "question",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("deck", Integer, ForeignKey("deck.key"), nullable=False),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("topic", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),  # JSON in the shape of the deck file
    Column("fingerprint", String, nullable=False),
    Column("changed_on", String, nullable=False),  # ISO date, from the revision sidecar; "" when unstamped
    Column("line", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("retired", Boolean, nullable=False),
    UniqueConstraint("deck", "id"),
    Index("ix_question_topic", "deck", "topic", "position"),
)

card = Table(
    "card",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("question", Integer, ForeignKey("question.key"), nullable=False),
    Column("gap", Integer, nullable=False),
    Column("id", String, nullable=False, unique=True),  # str(CardKey)
    Column("retired", Boolean, nullable=False),
    UniqueConstraint("question", "gap"),
)

memory = Table(  # one row a learner and card; `queue` and `due` are what the agenda reads, and nothing else
    "memory",
    metadata,
    Column("learner", String, ForeignKey("learner.id"), primary_key=True),
    Column("card", Integer, ForeignKey("card.key"), primary_key=True),
    Column("deck", Integer, ForeignKey("deck.key"), nullable=False),
    Column("queue", Integer, nullable=False),  # 0 new, 1 steps within the day, 2 review, 3 suspended, 4 retired
    Column("due", Integer, nullable=False),  # new: position; steps: instant in ms; review: study day
    Column("buried_until", Integer, nullable=False),  # not before this study day
    Column("phase", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("last", Integer),  # instant in ms
    Column("last_day", Integer),
    Column("due_day", Integer),
    Column("due_at", Integer),  # instant in ms
    Column("reps", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Column("suspended", Boolean, nullable=False),
    Column("flagged", Boolean, nullable=False),
    Column("leech", Boolean, nullable=False),
    # The last three make the index enough for drawing a queue and for counting it, without a look at the rows.
    Index("ix_memory_agenda", "learner", "queue", "deck", "due", "last_day", "buried_until"),
    sqlite_with_rowid=False,
)

event = Table(
    "event",
    metadata,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("learner", String, ForeignKey("learner.id"), nullable=False),
    Column("origin", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("instant", Integer, nullable=False),  # ms since 1970, UTC
    Column("offset_minutes", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("card", String),  # str(CardKey): a log outlives the decks it speaks of
    Column("rating", Integer),
    Column("verdict", String),
    Column("kind", String),
    Column("milliseconds", Integer),
    Column("due_given", Integer),  # the study day the card was due when it was asked
    Column("scheduler", String),
    Column("parameters", String),  # fingerprint of the parameter set, see `parameter_set`
    Column("response", Text),  # JSON
    Column("target", String),  # the event that this one undoes
    Column("payload", Text),  # JSON
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    UniqueConstraint("origin", "sequence"),
    Index("ix_event_card", "card"),
    # Partial, so that an answer, which has no target and is no correction, leaves them alone.
    Index("ix_event_target", "target", sqlite_where=text("target IS NOT NULL")),
    Index("ix_event_clock", "origin", "sequence", sqlite_where=text("type = 'clock'")),
    Index("ix_event_paper", "learner", "instant", sqlite_where=text("type = 'paper'")),
    Index("ix_event_missed", "learner", "card", "id", sqlite_where=text("rating = 1")),
)

for _change in ("update", "delete"):  # the log is added to, never changed: not even by our own mistake
    happenings.listen(
        event,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER event_refuses_{_change} BEFORE {_change.upper()} ON event "
            "BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END"
        ).execute_if(dialect="sqlite"),
    )

draft = Table(  # a text being written, until it becomes an event: no cache, and nothing that machines exchange
    "draft",
    metadata,
    Column("learner", String, ForeignKey("learner.id"), primary_key=True),
    Column("work", String, primary_key=True),  # what it belongs to, such as the id of a sitting
    Column("number", Integer, primary_key=True),  # of the question; 0 where the work has but one text
    Column("text", Text, nullable=False),
    Column("saved", Integer, nullable=False),  # ms since 1970, UTC, by the clock of the work
)

parameter_set = Table(
    "parameter_set",
    metadata,
    Column("fingerprint", String, primary_key=True),
    Column("scheduler", String, nullable=False),
    Column("parameters", Text, nullable=False),  # JSON list of numbers
)

setting = Table(
    "setting",
    metadata,
    Column("learner", String, ForeignKey("learner.id"), primary_key=True),
    Column("deck", String, primary_key=True),  # slug; "" for all decks
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
)

tally = Table(  # what was done on a study day, kept while answering so that nothing is recounted
    "tally",
    metadata,
    Column("learner", String, ForeignKey("learner.id"), primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("deck", String, primary_key=True),  # slug
    Column("new", Integer, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("steps", Integer, nullable=False),  # answers within the day, which use up no limit
    Column("milliseconds", Integer, nullable=False),
    Column("young", Integer, nullable=False),  # first answers of the day to cards spaced by less than three weeks
    Column("young_recalled", Integer, nullable=False),
    Column("mature", Integer, nullable=False),  # the same, of those spaced by three weeks and more
    Column("mature_recalled", Integer, nullable=False),
)
