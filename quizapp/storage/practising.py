"""What drawing a practice needs to know of cards."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select

from quizapp.domain.agenda import Entry
from quizapp.domain.memories import Phase
from quizapp.storage.tables import card, memory

_PORTION = 500


def entries(tx: Connection, learner: str, cards: Sequence[int]) -> dict[int, Entry]:
    """What a queue says of each of these cards, by key; those that are gone are left out."""
    found: dict[int, Entry] = {}
    here = select(card.c.key, card.c.question, memory.c.phase).join(
        memory, and_(memory.c.card == card.c.key, memory.c.learner == learner)
    )
    for start in range(0, len(cards), _PORTION):
        portion = list(cards[start : start + _PORTION])
        for key, question, phase in tx.execute(here.where(card.c.key.in_(portion), card.c.retired == 0)):
            found[key] = Entry(key, question, phase == Phase.NEW)
    return found
