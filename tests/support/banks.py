"""A question bank written straight into a store, for tests that are not about deck files."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, insert

from quizapp.domain.question_format import question_to_plain
from quizapp.domain.questions import Question, TrueFalse, kind_of
from quizapp.storage import memories
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.tables import card, deck, question


def fill(tx: Connection, cards: int, *, slug: str = "sample", key: int = 1) -> None:
    """A deck of true-false questions `q1`, `q2` ..., true where the number is even."""
    numbers = range(1, cards + 1)
    asked = [
        TrueFalse(id=f"q{number}", topic="Numbers", prompt=f"{number} is even.", answer=number % 2 == 0)
        for number in numbers
    ]
    add_questions(tx, asked, slug=slug, key=key)


def add_questions(tx: Connection, questions: Sequence[Question], *, slug: str = "sample", key: int = 1) -> None:
    """A deck of these questions, each of one card."""
    about = {"description": "", "language": "en", "subject": "", "licence": "", "style": []}
    row = {"key": key, "slug": slug, "title": slug.title(), "body": json.dumps(about)}
    tx.execute(insert(deck).values(**row, bundled=False, path=f"{slug}.yaml", retired=False))
    first = (key - 1) * 1_000_000
    rows = [_row(first, number, slug, key, asked) for number, asked in enumerate(questions, start=1)]
    tx.execute(insert(question), rows)
    cards_of = [
        {"key": each["key"], "question": each["key"], "gap": 0, "id": f"{slug}/{each['id']}", "retired": False}
        for each in rows
    ]
    tx.execute(insert(card), cards_of)
    memories.follow_bank(tx, DEFAULT_LEARNER)


def _row(first: int, number: int, slug: str, deck_key: int, asked: Question) -> dict[str, object]:
    return {
        "key": first + number,
        "deck": deck_key,
        "id": asked.id,
        "kind": kind_of(asked).value,
        "topic": asked.topic,
        "position": number,
        "body": json.dumps(question_to_plain(asked)),
        "fingerprint": f"{number:016x}",
        "changed_on": "",
        "line": number,
        "path": f"{slug}.yaml",
        "retired": False,
    }
