"""The cards as arrays, sorted into kinds by what they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quizapp.planning.grid import Floats, Grid
from quizapp.planning.memory import Numbers, Whole
from quizapp.planning.values import PlannedCard

_MOST_KINDS = 6


@dataclass(frozen=True)
class Collection:
    """A column for each card: its memory, the kind it belongs to, its marks (cards, exams) above lucky guesses.

    `kinds` is (kinds, exams): the marks of each kind, as a share of `average`, which is what a card brings on average
    in all exams together. `scale` is how many cards of the whole collection each card stands for.
    """

    stability: Numbers
    difficulty: Numbers
    since: Whole
    seen: NDArray[np.bool_]
    kind: Whole
    kinds: Numbers
    marks: Numbers
    sibling: Whole
    average: float
    scale: float = 1.0

    def __len__(self) -> int:
        return len(self.since)

    def sampled(self, most: int) -> Collection:
        """At most so many cards that stand for all: every so manieth, sorted by kind and memory."""
        if len(self) <= most:
            return self
        order = np.lexsort((self.difficulty, self.since, self.stability, self.seen, self.kind))
        chosen = np.sort(order[((np.arange(most) + 0.5) * len(self) / most).astype(np.int64)])
        columns = ("stability", "difficulty", "since", "seen", "kind", "marks", "sibling")
        return replace(
            self, **{name: getattr(self, name)[chosen] for name in columns}, scale=self.scale * len(self) / most
        )

    def on(self, grid: Grid) -> tuple[Floats, Numbers]:
        """The cards as shares of the collection: on the states of the grid (states, kinds), and unseen (kinds,)."""
        shape = (grid.size, len(self.kinds))
        seen, known = np.zeros(shape, np.float64), self.seen
        places, shares = grid.places(
            self.stability[known], self.difficulty[known], self.since[known].astype(np.float64)
        )
        np.add.at(seen, (places, self.kind[known][:, None]), shares / len(self))
        unseen = np.bincount(self.kind[~known], minlength=shape[1]) / len(self)
        return seen.astype(np.float32), unseen


def collected(cards: Sequence[PlannedCard]) -> Collection:
    """The columns of these cards."""
    marks = np.array([card.marks for card in cards], np.float64)
    marks *= 1 - np.array([card.guess for card in cards])[:, None]
    average = float(marks.sum()) / len(cards) or 1.0
    kinds, kind = sorted_out(marks / average)
    apart = np.arange(len(cards)) + len(cards)
    sibling = [apart[place] if card.sibling is None else card.sibling for place, card in enumerate(cards)]
    groups = np.unique(sibling, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return Collection(*_memories(cards), kind, kinds, marks, groups, average)


def sorted_out(marks: Numbers, most: int = _MOST_KINDS) -> tuple[Numbers, Whole]:
    """At most so many kinds of cards by what they bring: the marks of each (kinds, exams), and the kind of each card.

    Exact where there are no more different ones; else by Lloyd's rounds of nearest means.
    """
    different, of = np.unique(np.round(marks, 9), axis=0, return_inverse=True)
    of = of.reshape(-1)
    if len(different) <= most:
        return different, of.astype(np.int64)
    by_worth = np.argsort(different.sum(axis=1), kind="stable")
    centres = different[by_worth[np.linspace(0, len(different) - 1, most).round().astype(int)]]
    counts = np.bincount(of)
    nearest = np.zeros(len(different), np.int64)
    for _ in range(20):
        nearest = ((different[:, None, :] - centres) ** 2).sum(axis=-1).argmin(axis=1)
        total = np.bincount(nearest, counts, most)
        sums = np.stack([np.bincount(nearest, counts * column, most) for column in different.T], axis=1)
        centres = np.where(total[:, None] > 0, sums / np.maximum(total, 1)[:, None], centres)
    return centres, nearest[of]


def _memories(cards: Sequence[PlannedCard]) -> tuple[Numbers, Numbers, Whole, NDArray[np.bool_]]:
    seen = np.array([card.stability is not None for card in cards], np.bool_)
    stability = np.array([card.stability or 1.0 for card in cards], np.float64)
    difficulty = np.array([card.difficulty or 5.0 for card in cards], np.float64)
    return stability, difficulty, np.array([card.since for card in cards], np.int64), seen
