"""The questions of a deck as pools of like ones, with what is remembered of their cards; read in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from quizapp.domain.blueprints import Part
from quizapp.domain.exam_luck import guess_of
from quizapp.domain.expecting import FirstSight, Knowledge, Pool
from quizapp.domain.questions import Kind
from quizapp.domain.recall import retrievability
from quizapp.storage import expecting
from quizapp.storage.agenda import DeckRow
from quizapp.storage.transactions import Transaction


class CardPools:
    """Pools of the decks that some parts of papers ask for, as they stand on a study day."""

    def __init__(self, learner: str, day: int, decay: float, parts: Collection[Part], known: Knowledge) -> None:
        self._learner, self._day, self._decay = learner, day, decay
        self._parts, self._known = parts, known
        self._by_difficulty = any(part.difficulties for part in parts)
        self._anywhere = [replace(part, topics=()) for part in parts]
        self.pools: list[Pool] = []
        self.essays = FirstSight()

    def take(self, tx: Transaction, row: DeckRow, everywhere: int) -> None:
        """Add the cards of a deck, of so many questions `everywhere`; one of which no part asks is not read."""
        subject = expecting.subject(tx, row)
        if not any(part.serves(row.slug, subject, "") for part in self._anywhere):
            return
        for topic, size in expecting.sizes(tx, row).items():
            if any(part.serves(row.slug, subject, topic) for part in self._parts):
                self._take_topic(tx, row, subject, topic, expecting.stride(size, everywhere))

    def _take_topic(self, tx: Transaction, row: DeckRow, subject: str, topic: str, stride: int) -> None:
        found: dict[tuple[str, int, int], Pool] = {}
        last = None
        for card in expecting.cards(tx, self._learner, row, topic, stride, by_difficulty=self._by_difficulty):
            pool = found.get(card[:3])
            if pool is None:
                kind = Kind(card.kind)
                guess = guess_of(kind, card.options)
                pool = found[card[:3]] = Pool(row.slug, subject, topic, kind, guess, card.difficulty)
            pool.questions += stride * (card.question != last)
            last = card.question
            if card.stability is None:
                pool.new += 1
            elif pool.kind is Kind.ESSAY:
                self._meet_essay(tx, pool, card.id, card.stability, card.last_day or 0)
            else:
                days = max(1, self._day - (card.last_day or 0))
                recall = retrievability(days, card.stability, self._decay)
                pool.meet(*self._known.correction(pool.kind).chance(recall, days))
        self.pools += found.values()

    def _meet_essay(self, tx: Transaction, pool: Pool, card: str, stability: float, last_day: int) -> None:
        """An essay keeps the share of its points that was recalled last, and loses it as memory does."""
        shares = expecting.essay_shares(tx, self._learner, card)
        if not shares:  # only ever marked by hand, in papers
            pool.new += 1
            return
        self.essays = self.essays.with_answer(shares[0], 0.0)
        pool.meet(shares[-1] * retrievability(max(1, self._day - last_day), stability, self._decay))
