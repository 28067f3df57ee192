"""Why a card is asked today, in numbers of which a sentence is made."""

from __future__ import annotations

import numpy as np

from quizapp.planning.collection import Collection
from quizapp.planning.grid import RATINGS, chances
from quizapp.planning.memory import Memories
from quizapp.planning.policies import CONSOLIDATION
from quizapp.planning.values import Reason, ReasonKind, Situation

_SURE = 0.9


def reason_for(card: int, situation: Situation, cards: Collection, worth: float, seconds: float) -> Reason:
    """The reason for one card, by what is believed; `worth` is what a second on it brings, `seconds` what it takes."""
    belief = situation.belief
    memory = Memories(belief.parameters)
    exam = _exam(card, situation)
    days = situation.exams[exam].day
    stability, difficulty = cards.stability[card : card + 1], cards.difficulty[card : card + 1]
    if cards.seen[card]:
        since = np.array([max(1.0, cards.since[card])])
        recall = memory.recall(since, stability)
        without = memory.recall(since + days, stability)
        weights = np.stack(chances(belief, recall))[:, 0]
        after = [memory.answered(stability, difficulty, recall, rating)[0] for rating in RATINGS]
    else:
        recall = without = np.zeros(1)
        weights = np.array(belief.first) / sum(belief.first)
        after = [np.atleast_1d(memory.met(rating)[0]) for rating in RATINGS]
    with_it = weights @ memory.recall(np.array([float(days)]), np.concatenate(after))
    return Reason(
        card=card,
        kind=_kind(bool(cards.seen[card]), float(recall[0]), situation.exams[0].day),
        recall=float(recall[0]),
        without=float(without[0]),
        with_it=float(with_it),
        marks=worth * seconds * cards.average,
        seconds=seconds,
        exam=exam,
    )


def _exam(card: int, situation: Situation) -> int:
    """The exam that the card brings the most marks in, the nearer of equals."""
    marks = situation.cards[card].marks
    return max(range(len(marks)), key=lambda place: (marks[place], -place))


def _kind(seen: bool, recall: float, days: int) -> ReasonKind:
    if not seen:
        return ReasonKind.NEW
    if days <= CONSOLIDATION:
        return ReasonKind.CONSOLIDATING
    return ReasonKind.FADING if recall < _SURE else ReasonKind.LASTING
