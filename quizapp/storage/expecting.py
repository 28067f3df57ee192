"""What the marks to expect are reckoned from: cards with what is remembered of them, and the last answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, case, func, literal_column, select

from quizapp.domain.answers import Recalled, Verdict
from quizapp.domain.calibration import Prediction
from quizapp.domain.events import EventType
from quizapp.domain.expecting import Evidence, First
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import Essay, Kind
from quizapp.domain.replaying import standing
from quizapp.domain.responses import response_from_plain
from quizapp.domain.shares import share_recalled
from quizapp.storage import log
from quizapp.storage.agenda import DeckRow
from quizapp.storage.memories import Queue
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, deck, event, memory, question

RECENT = 10_000
"""So many of the last answers tell how far predictions are to be believed."""

MANY, LEAST = 10_000, 15
"""Of more cards than this, in all decks, a sample of about so many is looked at, and never fewer than 15 of a topic."""

_EXAM, _PRACTICE = "exam", "practice"

_head = Prepared(select(deck.c.body).where(deck.c.key == bindparam("deck")))
_mine = and_(
    # `+ 0` keeps the planner from going through all memories for each deck.
    memory.c.card == card.c.key + 0,
    memory.c.learner == bindparam("learner"),
)
_sizes = Prepared(
    select(question.c.topic, func.count()).where(question.c.deck == bindparam("deck")).group_by(question.c.topic)
)
# Multiples of a large number, modulo a prime, look random: keys of like questions may have a pattern.
_chosen = question.c.key * 1_597_334_677 % 2_147_483_647 % bindparam("stride") == 0
_cards = Prepared(
    select(
        question.c.kind,
        case((question.c.kind == "choice", func.json_array_length(question.c.body, "$.options")), else_=0),
        case((bindparam("by_difficulty") == 1, func.json_extract(question.c.body, "$.difficulty")), else_=0),
        question.c.key,
        memory.c.stability,
        memory.c.last_day,
        card.c.id,
    )
    .join_from(question, card, card.c.question == question.c.key)
    .join(memory, _mine)
    .where(
        question.c.deck == bindparam("deck"),
        question.c.topic == bindparam("topic"),
        _chosen,
        memory.c.queue != int(Queue.RETIRED),
    )
)
_essay = Prepared(
    select(question.c.id, question.c.topic, question.c.body)
    .join_from(card, question, question.c.key == card.c.question)
    .where(card.c.id == bindparam("card"), question.c.kind == "essay")
)
_answers = Prepared(
    select(event.c.id, event.c.type, event.c.kind, event.c.verdict, event.c.instant, event.c.response,
           event.c.target, event.c.payload)
    .where(event.c.type.in_([literal_column("'review'"), literal_column("'undo'")]),
           event.c.learner == bindparam("learner"))
    .order_by(literal_column("event.rowid").desc())  # by the order of arrival, which needs no index
    .limit(bindparam("limit"))
)  # fmt: skip


class CardRow(NamedTuple):
    """A card; `options` of a choice question, `difficulty` where it was asked for, and what is remembered."""

    kind: str
    options: int
    difficulty: int
    question: int
    stability: float | None
    last_day: int | None
    id: str


def subject(tx: Connection, row: DeckRow) -> str:
    """The subject of a deck."""
    found = _head(tx, {"deck": row.key}).fetchone()
    return "" if found is None else str(json.loads(found[0]).get("subject", ""))


def sizes(tx: Connection, row: DeckRow) -> dict[str, int]:
    """How many questions each topic of a deck has or had, read from an index."""
    return dict(_sizes(tx, {"deck": row.key}).fetchall())


def stride(topic: int, all: int) -> int:
    """One in so many questions of a topic of this size is looked at, when there are so many in all decks."""
    return max(1, min(topic // LEAST, all // MANY))


def cards(
    tx: Connection, learner: str, row: DeckRow, topic: str, stride: int, *, by_difficulty: bool
) -> Iterator[CardRow]:
    """One in so many cards of a topic that are not retired, by a fixed chance; those of one question stay together."""
    values = {"learner": learner, "deck": row.key, "topic": topic, "stride": stride}
    return map(CardRow._make, _cards(tx, {**values, "by_difficulty": int(by_difficulty)}))


def evidence(tx: Connection, learner: str) -> Evidence:
    """What the last answers that stand tell of predictions and of questions met for the first time."""
    rows = _answers(tx, {"learner": learner, "limit": RECENT}).fetchall()
    undone = {target for _, what, *_, target, _ in rows if what == EventType.UNDO.value}
    predictions, firsts = [], []
    for id, what, kind, verdict, instant, response, _, payload in rows:
        if what != EventType.REVIEW.value or id in undone or not payload:
            continue
        told = json.loads(payload)
        picked, right = _is_picked(response), verdict == Verdict.RIGHT.value
        before, counts = told.get("before"), told.get("counts")
        if _is_sound(before):
            recall, days, number, lapses = before
            predictions.append(Prediction(recall, days, right, number + 1, lapses, picked, instant))
        # What a paper asks for the first time and is known is not taken up by the schedule: it was new all the same.
        elif counts == "new" or (kind == _EXAM and counts == _PRACTICE):
            firsts.append(First(instant, right, _guess(response), picked))
    return Evidence(tuple(predictions), tuple(firsts))


def essay_shares(tx: Connection, learner: str, card_id: str) -> list[float]:
    """The shares of the points of an essay that were recalled, one for each time, the last one last."""
    row = _essay(tx, {"card": card_id}).fetchone()
    if row is None:
        return []
    asked = question_from_plain(row[0], Kind.ESSAY.value, row[1], json.loads(row[2]))
    return [] if not isinstance(asked, Essay) else list(_shares(tx, learner, card_id, asked))


def _shares(tx: Connection, learner: str, card_id: str, asked: Essay) -> Iterator[float]:
    for each in standing(log.of_card(tx, learner, card_id)):
        if each.type is EventType.REVIEW and "recalled" in (each.response or {}):
            given = response_from_plain(each.response or {})
            points = {point.id for point in asked.outline}
            if isinstance(given, Recalled):  # its outline may have changed since
                yield share_recalled(asked, Recalled(given.points & points, "", given.halves & points))


def _is_sound(before: Any) -> bool:
    """Whether this is what quizapp keeps of a prediction: logs come from other machines, too."""
    if not isinstance(before, list) or len(before) != 4 or not isinstance(before[0], int | float):
        return False
    return 0 <= before[0] <= 1 and all(isinstance(each, int) and 0 <= each < 1_000_000 for each in before[1:])


def _is_picked(response: str | None) -> bool:
    return bool(response) and '"picked"' in str(response)


def _guess(response: str | None) -> float:
    """The chance to answer so by luck: of two for a statement, of four for options, none for what is produced."""
    if not _is_picked(response):
        return 0.0
    option: Any = json.loads(response or "{}").get("picked")
    return 0.5 if option in ("true", "false") else 0.25
