"""The question bank in the database, read: whole decks, listings, and what a sync compares with."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, delete, func, insert, select

from quizapp.domain.deck_sync import StoredDeck, StoredQuestion
from quizapp.domain.decks import Deck
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import Question
from quizapp.domain.values import dataclass
from quizapp.storage.deck_folders import FileMark
from quizapp.storage.tables import card, deck, deck_file, question, source_document


def load_questions(tx: Connection, slugs: Collection[str] = ()) -> Iterable[tuple[Deck, Question]]:
    """Every question that is not retired, deck by deck in their order; of all decks when no slug is given."""
    wanted = (
        select(
            *(deck.c.slug, deck.c.title, deck.c.body, question.c.id, question.c.kind, question.c.topic),
            question.c.body.label("question_body"),
        )
        .join_from(question, deck, deck.c.key == question.c.deck)
        .where(deck.c.retired.is_(False), question.c.retired.is_(False))
        .order_by(deck.c.slug, question.c.position)
    )
    if slugs:
        wanted = wanted.where(deck.c.slug.in_(list(slugs)))
    heads: dict[str, Deck] = {}
    for slug, title, head, id, kind, topic, body in tx.execute(wanted):
        if slug not in heads:
            heads[slug] = Deck.from_plain(slug, title, json.loads(head))
        yield heads[slug], question_from_plain(id, kind, topic, json.loads(body))


def file_marks(tx: Connection) -> dict[str, FileMark]:
    """What the files were at the last sync, by path."""
    rows = tx.execute(select(deck_file.c.path, deck_file.c.size, deck_file.c.modified_ns, deck_file.c.digest))
    return {path: FileMark(size, modified, digest) for path, size, modified, digest in rows}


def keep_file_marks(tx: Connection, marks: dict[str, FileMark], gone: Iterable[str]) -> None:
    """Remember what these files are now, and forget those that are gone."""
    paths = [*marks, *gone]
    for start in range(0, len(paths), 500):  # a statement may carry about a thousand values
        tx.execute(deck_file.delete().where(deck_file.c.path.in_(paths[start : start + 500])))
    if marks:
        names = ("size", "modified_ns", "digest")
        rows = [{"path": path, **{name: getattr(mark, name) for name in names}} for path, mark in marks.items()]
        tx.execute(insert(deck_file), rows)


def document_titles(tx: Connection) -> dict[str, str]:
    """What the documents that questions cite are called, by their ids."""
    rows = tx.execute(select(source_document.c.id, source_document.c.title))
    return {row.id: row.title for row in rows}


def keep_document_titles(tx: Connection, titles: Mapping[str, str]) -> None:
    """Remember these titles, and no others."""
    if titles != document_titles(tx):
        tx.execute(delete(source_document))
        if titles:
            tx.execute(insert(source_document), [{"id": each, "title": title} for each, title in titles.items()])


def stored_slugs(tx: Connection) -> dict[str, bool]:
    """Every deck ever stored, and whether it is retired."""
    return {slug: bool(retired) for slug, retired in tx.execute(select(deck.c.slug, deck.c.retired))}


def stored_decks(tx: Connection, slugs: Collection[str]) -> dict[str, StoredDeck]:
    """What is stored of these decks, for comparing it with what was found."""
    found: dict[str, StoredDeck] = {}
    columns = (deck.c.key, deck.c.slug, deck.c.title, deck.c.body, deck.c.bundled, deck.c.path, deck.c.retired)
    for key, slug, title, body, bundled, path, retired in tx.execute(select(*columns)):
        if slug in slugs:
            head = Deck.from_plain(slug, title, json.loads(body))
            found[slug] = StoredDeck(key, head, bool(bundled), path, bool(retired), _stored_questions(tx, key))
    return found


def _stored_questions(tx: Connection, deck_key: int) -> dict[str, StoredQuestion]:
    gaps: dict[int, list[int]] = {}
    of_deck = question.c.deck == deck_key
    cards = select(card.c.question, card.c.gap).join_from(card, question, question.c.key == card.c.question)
    for question_key, gap in tx.execute(cards.where(of_deck, card.c.retired.is_(False))):
        gaps.setdefault(question_key, []).append(gap)
    columns = (question.c.position, question.c.path, question.c.line, question.c.changed_on, question.c.retired)
    rows = tx.execute(select(question.c.id, question.c.key, question.c.fingerprint, *columns).where(of_deck))
    return {
        id: StoredQuestion(key, print_, position, path, line, on, bool(retired), frozenset(gaps.get(key, ())))
        for id, key, print_, position, path, line, on, retired in rows
    }


@dataclass(frozen=True, slots=True)
class DeckListing:
    """A deck in use and how much it holds; `bundled` decks came with quizapp."""

    slug: str
    title: str
    description: str
    language: str
    subject: str
    licence: str
    style: tuple[str, ...]
    bundled: bool
    path: str
    questions: int
    cards: int


@dataclass(frozen=True, slots=True)
class QuestionListing:
    """A question of a deck in one line: where it stands and what it asks."""

    id: str
    kind: str
    topic: str
    prompt: str
    changed_on: str
    path: str
    line: int


def list_decks(tx: Connection) -> tuple[DeckListing, ...]:
    """The decks that are not retired, by slug."""
    of_deck = question.c.deck == deck.c.key
    questions = select(func.count()).select_from(question).where(of_deck, question.c.retired.is_(False))
    cards = select(func.count()).select_from(card.join(question, card.c.question == question.c.key))
    wanted = select(
        *(deck.c.slug, deck.c.title, deck.c.body, deck.c.bundled, deck.c.path),
        questions.scalar_subquery(),
        cards.where(of_deck, card.c.retired.is_(False)).scalar_subquery(),
    )
    found = []
    for slug, title, body, bundled, path, *counts in tx.execute(
        wanted.where(deck.c.retired.is_(False)).order_by(deck.c.slug)
    ):
        head = Deck.from_plain(slug, title, json.loads(body))
        fields = (slug, title, head.description, head.language, head.subject, head.licence, head.style)
        found.append(DeckListing(*fields, bool(bundled), path, *counts))
    return tuple(found)


def list_questions(tx: Connection, slug: str) -> tuple[QuestionListing, ...]:
    """The questions of a deck that are not retired, in order."""
    wanted = select(
        *(question.c.id, question.c.kind, question.c.topic, question.c.body),
        *(question.c.changed_on, question.c.path, question.c.line),
    ).join_from(question, deck, deck.c.key == question.c.deck)
    wanted = wanted.where(deck.c.slug == slug, question.c.retired.is_(False)).order_by(question.c.position)
    return tuple(
        [
            QuestionListing(id, kind, topic, json.loads(body)["prompt"], changed_on, path, line)
            for id, kind, topic, body, changed_on, path, line in tx.execute(wanted)
        ]
    )
