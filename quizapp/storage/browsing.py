"""The rows of Browse: cards in one line each, read a page at a time."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, and_, bindparam, select

from quizapp.domain.asking import cloze_prompt
from quizapp.domain.memories import Phase
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import CardKey, Cloze, Kind
from quizapp.domain.values import dataclass
from quizapp.storage.memories import Place
from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, deck, memory, question


@dataclass(frozen=True, slots=True)
class Row:
    """One card in a list; `prompt` is deck text, `due_day` a study day and `due_at` milliseconds since 1970."""

    key: int
    card: CardKey
    kind: Kind
    topic: str
    prompt: str
    phase: Phase
    due_day: int | None
    due_at: int | None
    buried_until: int
    suspended: bool
    flagged: bool
    leech: bool

    @property
    def is_new(self) -> bool:
        """Whether the card was never answered."""
        return self.phase is Phase.NEW

    def is_due(self, today: int) -> bool:
        """Whether the card would be asked on this study day, or is within its steps."""
        if self.is_new or self.suspended or self.buried_until > today:
            return False
        return self.due_at is not None or (self.due_day is not None and self.due_day <= today)


_first = Prepared(select(card.c.key).where(card.c.retired == 0).order_by(card.c.key).limit(bindparam("limit")))
_ROWS = (
    select(
        *(card.c.key, deck.c.slug, question.c.id, card.c.gap, question.c.kind, question.c.topic, question.c.body),
        *(memory.c.phase, memory.c.due_day, memory.c.due_at, memory.c.buried_until, memory.c.suspended),
        *(memory.c.flagged, memory.c.leech),
    )
    .join_from(card, question, question.c.key == card.c.question)
    .join(deck, deck.c.key == question.c.deck)
)
_PLACES = select(card.c.id, card.c.key, question.c.deck, question.c.position, card.c.retired).join_from(
    card, question, question.c.key == card.c.question
)


def first_cards(tx: Connection, count: int) -> Sequence[int]:
    """The keys of the first cards that came into the bank and are not retired."""
    return array("q", [row[0] for row in _first(tx, {"limit": count}).fetchall()])


def rows(tx: Connection, learner: str, keys: Collection[int]) -> tuple[Row, ...]:
    """These cards in the order given; one that is gone meanwhile is left out."""
    chosen = _ROWS.join(memory, and_(memory.c.card == card.c.key, memory.c.learner == learner))
    found = {}
    for key, slug, id, gap, kind, topic, body, phase, *rest in tx.execute(chosen.where(card.c.key.in_(list(keys)))):
        asked = question_from_plain(id, kind, topic, json.loads(body))
        prompt = cloze_prompt(asked, gap) if isinstance(asked, Cloze) else asked.prompt
        due_day, due_at, buried_until, *marks = rest
        found[key] = Row(
            *(key, CardKey(slug, id, gap), Kind(kind), topic, prompt, Phase(phase), due_day, due_at, buried_until),
            *map(bool, marks),
        )
    return tuple([found[key] for key in keys if key in found])


def places_of(tx: Connection, keys: Collection[int]) -> Iterator[tuple[str, Place]]:
    """Where these cards stand in the bank, each with its `str(CardKey)`, in the order given."""
    keys = list(keys)
    for start in range(0, len(keys), 500):  # a statement may carry about a thousand values
        portion = keys[start : start + 500]
        found = {row[1]: row for row in tx.execute(_PLACES.where(card.c.key.in_(portion)))}
        for card_id, key, deck_key, position, retired in (found[key] for key in portion if key in found):
            yield card_id, Place(key, deck_key, position, bool(retired))
