"""What came of a card, told so that another program can go on: its state, and every answer with its intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.events import Event, EventType
from quizapp.domain.memories import CardState, Memory, Phase
from quizapp.domain.questions import CardKey
from quizapp.domain.replaying import Correction, applied, in_order, moves_memory, standing
from quizapp.domain.study_day import to_milliseconds


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer: `instant` in milliseconds, and the card's memory before and after it.

    One that did not count for the schedule leaves the memory as it was.
    """

    instant: int
    rating: int
    milliseconds: int
    before: Memory
    after: Memory
    counts: bool


@dataclass(frozen=True, slots=True)
class CardProgress:
    """Where a card stands, the retention aimed at in its deck, and all its answers, oldest first."""

    state: CardState
    retention: float
    answers: tuple[GivenAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of many cards; `offset_minutes` and `rollover_hour` are those of the learner's study days.

    `decay` is the last of the scheduler's numbers, which other programs keep with a card.
    """

    cards: Mapping[CardKey, CardProgress]
    offset_minutes: int
    rollover_hour: int
    decay: float


def answers_of(
    events: Iterable[Event], corrections: Sequence[Correction], parameter_sets: Mapping[str, tuple[float, ...]]
) -> tuple[GivenAnswer, ...]:
    """The answers to a card that were not taken back, from all its events in any order."""
    state = CardState()
    given = []
    for event in in_order(standing(events), corrections):
        before = state.memory
        state = applied(state, event, parameter_sets)
        if event.type is EventType.REVIEW:
            took = event.milliseconds or 0
            instant = to_milliseconds(event.instant)
            given.append(GivenAnswer(instant, event.rating or 1, took, before, state.memory, moves_memory(event)))
    return tuple(given)


def interval(memory: Memory) -> int:
    """The interval that a card was given: days when positive, seconds when negative, 0 when it was never answered."""
    if memory.last is None or memory.phase is Phase.NEW:
        return 0
    if memory.due_at is not None:
        return -max(1, round((memory.due_at - memory.last).total_seconds()))
    return max(1, (memory.due_day or 0) - (memory.last_day or 0))
