"""A sitting: the queue drawn at its start, what came back within the day, and what was answered so far."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import NamedTuple

from quizapp.domain.agenda import Entry
from quizapp.domain.answers import Verdict
from quizapp.domain.events import ReviewKind
from quizapp.domain.memories import Memory, Phase
from quizapp.domain.questions import CardKey, Question
from quizapp.domain.scheduling import Due
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import to_milliseconds
from quizapp.domain.values import dataclass

AHEAD = timedelta(minutes=20)
"""How long before its time a step may be asked when nothing else is left."""


class Pending(NamedTuple):
    """A card that comes back at an instant of today, in milliseconds since 1970."""

    due: int
    card: int
    question: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer of this sitting, for its summary."""

    event: str
    card: int
    topic: str
    verdict: Verdict
    fresh: bool
    milliseconds: int
    due: Due


@dataclass(frozen=True, slots=True)
class TopicResult:
    """How one topic went in a sitting."""

    topic: str
    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sitting came to; `again_tomorrow` counts its cards that are due on the next study day."""

    answered: int
    right: int
    nearly: int
    partly: int
    wrong: int
    new: int
    milliseconds: int
    again_tomorrow: int
    by_topic: tuple[TopicResult, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """How many cards are still to be asked in a sitting."""

    new: int
    learning: int
    reviews: int

    @property
    def total(self) -> int:
        """All of them together."""
        return self.new + self.learning + self.reviews


@dataclass(frozen=True, slots=True)
class Step:
    """One card to ask now; options and points of the question stand in the order to show. `place` counts from 1.

    `offered` are the items to order or the sides to match, in the order to show; `recalled` are the points of an
    essay that were recalled last time, None when it was never answered.
    """

    card: CardKey
    key: int
    question: Question
    question_key: int
    deck_key: int
    position: int
    gap: int
    memory: Memory
    deck_title: str
    place: int
    left: Left
    flagged: bool
    leech: bool
    suspended: bool
    path: str
    line: int
    changed_on: str = ""
    offered: tuple[str, ...] = ()
    recalled: frozenset[str] | None = None

    @property
    def is_new(self) -> bool:
        """Whether the card was never answered before."""
        return self.memory.phase is Phase.NEW


@dataclass(frozen=True, slots=True)
class Pause:
    """Only steps of later today remain; `may_go_on` says that the next is near enough to be asked early."""

    until: datetime
    waiting: int
    may_go_on: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing is left to ask in this sitting."""

    summary: Summary


@dataclass(frozen=True, slots=True)
class Sitting:
    """A value: every answer, undo or bury gives the next one. Settings stay as they were when it began.

    In a practice no card comes back within it, and without `counts` its answers leave memories as they are. A `planned`
    one asks reviews on the day that is best for the exam, also before they are due.
    """

    id: str
    day: int
    decks: tuple[str, ...]
    settings: StudySettings
    queue: tuple[Entry, ...] = ()
    position: int = 0
    ahead: tuple[Entry, ...] = ()
    steps: tuple[Pending, ...] = ()
    gone: frozenset[int] = field(default_factory=frozenset)
    marks: tuple[Mark, ...] = ()
    left_new: int = 0
    left_reviews: int = 0
    kind: ReviewKind = ReviewKind.STUDY
    counts: bool = True
    planned: bool = False

    @property
    def left(self) -> Left:
        """How many cards are still to be asked, as far as the sitting knows."""
        return Left(self.left_new, len(self.steps), self.left_reviews)

    def due(self, now: datetime, *, early: bool = False) -> Iterator[Entry | Pending]:
        """What may be asked at `now`, in order: taken back, steps whose time has come, the queue, early steps.

        Of the early ones the card that was answered last comes last.
        """
        moment = to_milliseconds(now)
        yield from self.ahead
        yield from takewhile(lambda pending: pending.due <= moment, self.steps)
        for index in range(self.position, len(self.queue)):
            if self.queue[index].card not in self.gone:
                yield self.queue[index]
        if early:
            limit = to_milliseconds(now + AHEAD)
            last = self.marks[-1].card if self.marks else None
            soon = [pending for pending in self.steps if moment < pending.due <= limit]
            yield from sorted(soon, key=lambda pending: pending.card == last)

    def without(self, card: int) -> Sitting:
        """The sitting once a card was asked, with whatever stood before it in the queue passed over."""
        ahead = tuple([entry for entry in self.ahead if entry.card != card])
        steps = tuple([pending for pending in self.steps if pending.card != card])
        if len(ahead) < len(self.ahead):
            return _counted(replace(self, ahead=ahead, steps=steps), self.ahead, card)
        if len(steps) < len(self.steps):
            return replace(self, steps=steps)
        for index in range(self.position, len(self.queue)):
            if self.queue[index].card == card:
                return self._passed(index + 1)
        return self

    def without_queue(self) -> Sitting:
        """The sitting with nothing to ask any more but what was taken back and what comes back within the day."""
        return replace(self, position=len(self.queue), left_new=0, left_reviews=0)

    def put_aside(self, card: int) -> Sitting:
        """The sitting without a card that was buried or suspended, wherever it stands."""
        waiting = [entry for entry in self.queue[self.position :] if entry.card == card and card not in self.gone]
        ahead = tuple([entry for entry in self.ahead if entry.card != card])
        steps = tuple([pending for pending in self.steps if pending.card != card])
        kept = replace(self, ahead=ahead, steps=steps, gone=self.gone | {card})
        return _counted(kept, [*waiting, *self.ahead], card)

    def with_answer(self, mark: Mark, question: int, memory: Memory) -> Sitting:
        """The sitting after an answer: marked, and the card waiting again when it comes back today."""
        return replace(self, steps=self._waiting(mark.card, question, memory), marks=(*self.marks, mark))

    def with_step(self, card: int, question: int, memory: Memory) -> Sitting:
        """The sitting with a card waiting for its next step, or no longer waiting."""
        return replace(self, steps=self._waiting(card, question, memory))

    def taken_back(self, event: str, card: int, question: int, memory: Memory) -> Sitting:
        """The sitting before the event: its mark gone, and its card the next to be asked."""
        entry = Entry(card, question, memory.phase is Phase.NEW)
        kept = tuple([other for other in self.ahead if other.card != card])
        steps = tuple([pending for pending in self.steps if pending.card != card])
        new, reviews = (1, 0) if entry.fresh else (0, 1)
        return replace(
            self,
            ahead=(entry, *kept),
            steps=steps,
            gone=self.gone | {card},
            marks=tuple([mark for mark in self.marks if mark.event != event]),
            left_new=self.left_new + new,
            left_reviews=self.left_reviews + reviews,
        )

    def summary(self) -> Summary:
        """What the answers of this sitting came to, topics by their number of answers."""
        verdicts = [mark.verdict for mark in self.marks]
        return Summary(
            answered=len(verdicts),
            right=verdicts.count(Verdict.RIGHT),
            nearly=verdicts.count(Verdict.NEARLY),
            partly=verdicts.count(Verdict.PARTLY),
            wrong=verdicts.count(Verdict.WRONG),
            new=sum(mark.fresh for mark in self.marks),
            milliseconds=sum(mark.milliseconds for mark in self.marks),
            again_tomorrow=sum(mark.due.days == 1 for mark in {mark.card: mark for mark in self.marks}.values()),
            by_topic=_by_topic(self.marks),
        )

    def _waiting(self, card: int, question: int, memory: Memory) -> tuple[Pending, ...]:
        steps = [pending for pending in self.steps if pending.card != card]
        if memory.due_at is not None and self.kind is ReviewKind.STUDY:
            insort(steps, Pending(to_milliseconds(memory.due_at), card, question))
        return tuple(steps)

    def _passed(self, position: int) -> Sitting:
        passed = [entry for entry in self.queue[self.position : position] if entry.card not in self.gone]
        new = sum(entry.fresh for entry in passed)
        return replace(
            self,
            position=position,
            left_new=self.left_new - new,
            left_reviews=self.left_reviews - len(passed) + new,
        )


def _counted(sitting: Sitting, entries: Iterable[Entry], card: int) -> Sitting:
    """The sitting with the entries of a card no longer counted as left."""
    removed = [entry for entry in entries if entry.card == card]
    new = sum(entry.fresh for entry in removed)
    return replace(sitting, left_new=sitting.left_new - new, left_reviews=sitting.left_reviews - len(removed) + new)


def _by_topic(marks: Iterable[Mark]) -> tuple[TopicResult, ...]:
    found: dict[str, list[bool]] = {}
    for mark in marks:
        found.setdefault(mark.topic, []).append(mark.verdict is Verdict.RIGHT)
    results = [TopicResult(topic, len(right), sum(right)) for topic, right in found.items()]
    return tuple(sorted(results, key=lambda result: (-result.answered, result.topic)))
