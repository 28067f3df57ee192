"""The formulas on arrays are those of the package fsrs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np
import pytest

from quizapp.domain.scheduling import parameters_in_force
from quizapp.planning.learning import remembered
from quizapp.planning.memory import Memories

MADE_UP = (
    0.5, 1.1, 3.0, 12.0, 6.8, 0.5, 2.4, 0.05, 1.4, 0.2, 0.8,
    1.7, 0.08, 0.4, 2.0, 0.4, 2.2, 0.7, 0.4, 0.1, 0.35,
)  # fmt: skip
LEARNERS = (parameters_in_force(()), MADE_UP)
START = datetime(2026, 1, 1, tzinfo=UTC)
HISTORIES = (
    ((0, 3), (1, 3), (4, 1), (0, 3), (2, 3), (9, 4)),
    ((0, 1), (0, 3), (1, 2), (3, 3), (30, 1), (0, 2), (1, 3)),
    ((0, 4), (20, 3), (60, 2), (3, 1), (0, 1), (0, 3)),
    ((0, 2), (5, 4)),
)


def _by_fsrs(parameters: tuple[float, ...], history: tuple[tuple[int, int], ...]) -> tuple[float, float]:
    scheduler = fsrs.Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, when = fsrs.Card(1, due=START), START
    for days, rating in history:
        when += timedelta(days=days)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), when)
    assert card.stability is not None
    assert card.difficulty is not None
    return card.stability, card.difficulty


@pytest.mark.parametrize("parameters", LEARNERS)
def test_answers_are_remembered_as_fsrs_does(parameters: tuple[float, ...]) -> None:
    """Stability and difficulty after a row of answers, on later days and on the same one, agree to a millionth."""
    found = remembered(parameters, HISTORIES)
    for history, memory in zip(HISTORIES, found, strict=True):
        assert memory == pytest.approx(_by_fsrs(parameters, history), rel=1e-6)


@pytest.mark.parametrize("parameters", LEARNERS)
def test_a_day_with_a_lapse_ends_as_two_answers_do(parameters: tuple[float, ...]) -> None:
    """After Again the card is asked once more on that day; `answered` and `met` stand for both answers."""
    memory = Memories(parameters)
    stability, difficulty = (np.array([each]) for each in _by_fsrs(parameters, ((0, 3), (4, 3))))
    recall = memory.recall(np.array([5.0]), stability)
    lapsed = memory.answered(stability, difficulty, recall, 1)
    assert (lapsed[0][0], lapsed[1][0]) == pytest.approx(
        _by_fsrs(parameters, ((0, 3), (4, 3), (5, 1), (0, 3))), rel=1e-6
    )
    met = memory.met(1)
    assert (float(met[0]), float(met[1])) == pytest.approx(_by_fsrs(parameters, ((0, 1), (0, 3))), rel=1e-6)


def test_recall_and_intervals_are_those_of_fsrs() -> None:
    """The forgetting curve, and the days until it has come down to a retention."""
    for parameters in LEARNERS:
        memory = Memories(parameters)
        scheduler = fsrs.Scheduler(parameters, 0.85, learning_steps=(), enable_fuzzing=False)
        card, _ = scheduler.review_card(fsrs.Card(1, due=START), fsrs.Rating.Easy, START)
        assert card.stability is not None
        later = scheduler.get_card_retrievability(card, START + timedelta(days=12))
        assert float(memory.recall(np.array(12.0), np.array(card.stability))) == pytest.approx(later, rel=1e-6)
        assert float(memory.interval(np.array(card.stability), 0.85)) == (card.due - START).days


def test_ratings_by_the_card_and_one_by_one_agree() -> None:
    """A flat array with a rating for each card gives what each rating alone gives, for several learners as for one."""
    both = Memories(np.array(LEARNERS).T[:, :, None]).of(np.array([0, 1, 1, 0]))
    stability, difficulty = np.array([2.0, 5.0, 30.0, 0.7]), np.array([5.0, 2.0, 9.0, 7.0])
    recall, ratings = np.array([0.9, 0.6, 0.95, 0.5]), np.array([3, 1, 4, 2])
    found = both.rated(stability, difficulty, recall, ratings)
    for card, (learner, rating) in enumerate(zip((0, 1, 1, 0), ratings.tolist(), strict=True)):
        alone = Memories(LEARNERS[learner]).answered(
            stability[card : card + 1], difficulty[card : card + 1], recall[card : card + 1], rating
        )
        assert (found[0][card], found[1][card]) == pytest.approx((alone[0][0], alone[1][0]), rel=1e-12)
