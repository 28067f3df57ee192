"""Answers in the making: what was chosen, placed, matched or checked so far, one value a key."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.answers import Chose, Matched, Ordered, Recalled
from quizapp.domain.questions import Essay, Matching, Multiple, Ordering
from quizapp.domain.sitting import Step
from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Choosing:
    """Options of a question with several right ones, switched on and off."""

    offered: tuple[str, ...]
    chosen: frozenset[str] = frozenset()

    @property
    def response(self) -> Chose:
        """The answer as it stands."""
        return Chose(self.chosen)

    @property
    def begun(self) -> bool:
        """Whether there is something to take back."""
        return bool(self.chosen)

    @property
    def ready(self) -> bool:
        """Whether the answer may be given: always, since none chosen says "I do not know"."""
        return True

    def picked(self, index: int) -> Choosing:
        """The option at this place switched on or off."""
        return replace(self, chosen=self.chosen ^ {self.offered[index]})

    def back(self) -> Choosing:
        """Nothing chosen."""
        return replace(self, chosen=frozenset())


@dataclass(frozen=True, slots=True)
class Placing:
    """Items placed one after the other; `by_itself` says that the last one was placed so."""

    offered: tuple[str, ...]
    placed: tuple[str, ...] = ()
    by_itself: bool = False

    @property
    def response(self) -> Ordered:
        """The answer as it stands."""
        return Ordered(self.placed)

    @property
    def begun(self) -> bool:
        """Whether there is something to take back."""
        return bool(self.placed)

    @property
    def ready(self) -> bool:
        """Whether the answer may be given: all placed, or none for "I do not know"."""
        return len(self.placed) in (0, len(self.offered))

    def picked(self, index: int) -> Placing:
        """The item placed next, and the last one after it by itself; one that is placed is taken out.

        Whoever goes on to the last item does not take it out: that it is placed by itself is seen too late.
        """
        item = self.offered[index]
        if self.by_itself and item == self.placed[-1]:
            return replace(self, by_itself=False)
        if item in self.placed:
            return Placing(self.offered, tuple([each for each in self.placed if each != item]))
        placed = (*self.placed, item)
        left = [each for each in self.offered if each not in placed]
        return (
            Placing(self.offered, (*placed, *left), by_itself=True) if len(left) == 1 else replace(self, placed=placed)
        )

    def shifted(self, index: int, by: int) -> Placing:
        """A placed item exchanged with its neighbour, one place earlier or later."""
        item = self.offered[index]
        if item not in self.placed:
            return self
        here = self.placed.index(item)
        there = min(max(0, here + by), len(self.placed) - 1)
        placed = list(self.placed)
        placed[here], placed[there] = placed[there], placed[here]
        return Placing(self.offered, tuple(placed))

    def back(self) -> Placing:
        """The item placed last taken out."""
        return Placing(self.offered, self.placed[:-1])


@dataclass(frozen=True, slots=True)
class Pairing:
    """Right-hand sides put to left-hand ones; `at` is the left-hand side that the next letter is for.

    `by_itself` says that the last one was put there so.
    """

    lefts: tuple[str, ...]
    offered: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    at: int = 0
    by_itself: bool = False

    @property
    def response(self) -> Matched:
        """The answer as it stands."""
        return Matched(frozenset(self.pairs))

    @property
    def begun(self) -> bool:
        """Whether there is something to take back."""
        return bool(self.pairs)

    @property
    def ready(self) -> bool:
        """Whether the answer may be given: all matched, or none for "I do not know"."""
        return len(self.pairs) in (0, len(self.lefts))

    def picked(self, index: int) -> Pairing:
        """The side put to where one stands, taken from where it was; when it stands there already, it is taken off.

        The last left-hand side gets the last right-hand one by itself when there is no other for it, and keeps it when
        its letter is pressed nevertheless.
        """
        left, right = self.lefts[self.at], self.offered[index]
        if self.by_itself and (left, right) in self.pairs:
            return replace(self, by_itself=False)
        others = tuple([pair for pair in self.pairs if left not in pair[:1] and right not in pair[1:]])
        if (left, right) in self.pairs:
            return replace(self, pairs=others, by_itself=False)
        pairs = (*others, (left, right))
        open_lefts = [each for each in self.lefts if each not in dict(pairs)]
        if len(open_lefts) == 1 and len(self.lefts) == len(self.offered):
            pairs = (*pairs, (open_lefts[0], (set(self.offered) - {side for _, side in pairs}).pop()))
            return replace(self, pairs=pairs, at=self.lefts.index(open_lefts[0]), by_itself=True)
        return replace(self, pairs=pairs, at=self._next(open_lefts), by_itself=False)

    def pointed(self, index: int) -> Pairing:
        """The next letter is for this left-hand side."""
        return replace(self, at=index, by_itself=False)

    def moved(self, by: int) -> Pairing:
        """The next letter is for another left-hand side, round the ends."""
        return replace(self, at=(self.at + by) % len(self.lefts), by_itself=False)

    def back(self) -> Pairing:
        """What was put last taken off, and the next letter is for its place."""
        return Pairing(self.lefts, self.offered, self.pairs[:-1], self.lefts.index(self.pairs[-1][0]))

    def _next(self, open_lefts: list[str]) -> int:
        places = [self.lefts.index(left) for left in open_lefts]
        return next((place for place in places if place > self.at), places[0] if places else self.at)


@dataclass(frozen=True, slots=True)
class Checking:
    """Points of an outline, shown one by one and checked against what was recalled or jotted down."""

    points: tuple[str, ...]
    had: tuple[bool, ...] = ()
    jotted: str = ""

    @property
    def response(self) -> Recalled:
        """The answer as it stands."""
        had = frozenset(point for point, had in zip(self.points, self.had, strict=False) if had)
        return Recalled(had, self.jotted)

    @property
    def begun(self) -> bool:
        """Whether there is something to take back."""
        return bool(self.had)

    @property
    def ready(self) -> bool:
        """Whether every point was checked."""
        return len(self.had) == len(self.points)

    def checked(self, had: bool) -> Checking:
        """The point that is shown counted as recalled or missed."""
        return replace(self, had=(*self.had, had))

    def back(self) -> Checking:
        """The last check taken back."""
        return replace(self, had=self.had[:-1])


Draft = Choosing | Placing | Pairing | Checking


def draft_of(step: Step) -> Draft | None:
    """An empty draft for a question that is answered in several parts, None for one answered at once."""
    match step.question:
        case Multiple():
            return Choosing(tuple(option.id for option in step.question.options))
        case Ordering():
            return Placing(step.offered)
        case Matching():
            return Pairing(tuple(pair.id for pair in step.question.pairs), step.offered)
        case Essay():
            return Checking(tuple(point.id for point in step.question.outline))
        case _:
            return None
