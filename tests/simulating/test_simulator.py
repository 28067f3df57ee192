"""The simulated learners of the planner's benchmark: true to the model, and the same luck for every policy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from fsrs import Card, Rating, Scheduler

from benchmarks.planner.ceiling import ceiling
from benchmarks.planner.command import CELLS, cells
from benchmarks.planner.exam import Cell, Chance, Exam
from benchmarks.planner.learners import DEFAULTS, chosen, made_up
from benchmarks.planner.learning import Learning
from benchmarks.planner.memory import AGAIN, Memory
from benchmarks.planner.planned import Planned
from benchmarks.planner.policies import Cram, Fixed, OptimalRetention, anki, best
from benchmarks.planner.simulator import Policy, State, simulate

LEARNERS = Memory([learner.parameters for learner in made_up()[:4]])
COLD = Memory([DEFAULTS] * 4)
SEEDS = np.arange(4)
SMALL = Exam(Cell(40, 12, 2))


@pytest.mark.parametrize("grades", [(3, 3, 4, 2), (1, 3, 1, 3), (2, 1, 1, 4)])
def test_a_simulated_memory_is_that_of_fsrs(grades: tuple[int, ...]) -> None:
    """Stability and difficulty agree with py-fsrs, a lapse being relearnt the same day."""
    for row, learner in enumerate(made_up()[:4]):
        scheduler = Scheduler(learner.parameters, 0.9, (), (timedelta(minutes=10),), enable_fuzzing=False)
        now, card, at = datetime(2026, 1, 1, tzinfo=UTC), Card(1), np.array([row])
        stability = difficulty = np.ones(1, np.float32)
        for number, grade in enumerate(grades):
            card, _ = scheduler.review_card(card, Rating(grade), now)
            if grade == AGAIN:
                card, _ = scheduler.review_card(card, Rating.Good, now + timedelta(minutes=10))
            if number:
                recall = LEARNERS.recall(at, np.array([5]), stability)
                before, rating = stability, np.array([grade])
                stability = LEARNERS.remembered(at, before, difficulty, recall, rating)
                if grade == AGAIN:
                    stability = LEARNERS.forgotten(at, before, difficulty, recall)
                difficulty = LEARNERS.harder(at, difficulty, rating)
            else:
                stability, difficulty = (
                    LEARNERS.first_stability[at, grade - 1],
                    LEARNERS.first_difficulty[at, grade - 1],
                )
            assert card.stability == pytest.approx(float(stability[0]), rel=1e-4)
            assert card.difficulty == pytest.approx(float(difficulty[0]), rel=1e-4)
            card.last_review, now = now, now + timedelta(days=5)


def test_luck_depends_on_the_seed_the_card_and_its_how_manieth_review_alone() -> None:
    """Whatever else is drawn with it, a review has the same numbers, and others have others."""
    chance = Chance(np.array([7, 8]))
    rows, cards, times = (axis.ravel() for axis in np.indices((2, 50, 6)))
    success, kind = chance.of_reviews(rows, cards, times)
    picked = np.random.default_rng(1).permutation(len(rows))[:40]
    alone, kind_alone = Chance(np.array([7, 8])).of_reviews(rows[picked], cards[picked], times[picked])
    assert (alone == success[picked]).all()
    assert (kind_alone == kind[picked]).all()
    assert len(np.unique(success)) > 590
    assert abs(np.corrcoef(success, kind)[0, 1]) < 0.15
    assert success.mean() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("policy", [anki, lambda: Fixed(0.8, 5), Cram, OptimalRetention])
def test_a_learner_fares_the_same_whoever_is_simulated_beside(policy: type[Policy]) -> None:
    """Rows share nothing but the time they take."""
    together = simulate(SMALL, LEARNERS, COLD, policy(), SEEDS)
    alone = [
        simulate(SMALL, LEARNERS.repeated(row), COLD.repeated(row), policy(), SEEDS[row]) for row in SEEDS[:, None]
    ]
    assert together.recall == pytest.approx([each.recall[0] for each in alone])
    assert together.answers.tolist() == [each.answers[0] for each in alone]


@pytest.mark.parametrize("policy", [anki, lambda: Fixed(0.8, 5), Cram])
def test_nobody_studies_longer_than_there_is_time(policy: type[Policy]) -> None:
    """Only the last answer of a day may take longer than what is left."""
    outcome = simulate(SMALL, LEARNERS, LEARNERS, policy(), SEEDS)
    days = 12 - Chance(SEEDS).missed(12, 0.1).sum(axis=0)
    assert (outcome.seconds <= days * (120 + 42)).all()
    assert (outcome.seconds > 0).all()


def test_what_was_never_seen_is_not_known() -> None:
    """Recall is a mean over all cards by weight, and marks add a guess among four."""
    weights = np.where(np.arange(40) < 5, 1.0, 0.0)
    light = simulate(Exam(Cell(40, 12, 2), 0.0, weights=weights), LEARNERS, LEARNERS, Fixed(0.9, 1), SEEDS)
    even = simulate(Exam(Cell(40, 12, 2), 0.0), LEARNERS, LEARNERS, Fixed(0.9, 1), SEEDS)
    assert even.seen == pytest.approx(12 / 40)
    assert (even.recall <= even.seen).all()
    assert (light.recall > even.recall).all()
    assert even.marks == pytest.approx(0.25 + 0.75 * even.recall)


def test_a_better_memory_and_more_time_bring_more() -> None:
    """The simulator ranks what everyone would rank."""
    good, poor = np.array([DEFAULTS] * 4), np.array([DEFAULTS] * 4)
    good[:, :4] *= 4
    strong, weak = Memory(good), Memory(poor)
    base = simulate(SMALL, weak, weak, anki(), SEEDS).recall
    assert (simulate(SMALL, strong, strong, anki(), SEEDS).recall > base).all()
    assert simulate(Exam(Cell(40, 12, 1)), weak, weak, anki(), SEEDS).recall.mean() < base.mean()


def test_new_cards_are_spread_among_the_reviews_in_ankis_order() -> None:
    """Two new ones stand at a third and at two thirds of six reviews, and the limit of a day holds for both."""
    policy, state = Fixed(0.9, 2, mixed=True), State(1, 40)
    policy.begin(SMALL, LEARNERS.repeated(np.array([0])))
    state.seen[:] = 6
    state.stability[:] = 0.1
    state.times[:, :6] = 1
    policy.reviewed(0, np.arange(6), np.zeros(6, int), state)
    assert [card for card in policy.order(9, state)[0] if card >= 0] == [0, 1, 6, 2, 3, 7, 4, 5]
    limited = Fixed(0.9, 2, mixed=True, limit=7)
    limited.begin(SMALL, LEARNERS.repeated(np.array([0])))
    limited.reviewed(0, np.arange(6), np.zeros(6, int), state)
    assert sum(limited.order(9, state)[0] >= 0) == 7


def test_the_highest_scores_come_first_and_none_that_must_not() -> None:
    """`best` is what a policy by scores needs."""
    scores = np.array([[1, 5, -np.inf, 3], [-np.inf] * 4, [2, 2, 7, 2]], np.float32)
    assert best(scores, 3).tolist() == [[1, 3, 0], [-1, -1, -1], [2, 0, 1]]


def test_nobody_exceeds_the_ceiling() -> None:
    """Even who knows the memory: the planner with the true parameters comes near to it from below."""
    learner, exam = made_up()[0], Exam(Cell(40, 12, 2))
    truth = Memory([learner.parameters] * 40)
    most = np.mean(ceiling(exam, learner, np.arange(40)))
    reached = simulate(exam, truth, truth, Planned(False), np.arange(40)).recall.mean()
    assert most - 0.04 < reached < most + 0.01


def test_cells_and_learners_are_chosen_by_name() -> None:
    """Tight, fair and ample are all cells; lists are taken as they are written."""
    assert len(CELLS) == 48
    assert len(cells("tight")) + len(cells("fair")) + len(cells("ample")) == 48
    assert cells("1000/60/18") == (Cell(1000, 60, 18.0),)
    assert [learner.user for learner in chosen(made_up(), "2-3,5")] == [2, 3, 5]


def test_a_planner_that_learns_believes_what_its_learners_show() -> None:
    """Everyone begins as the same; a poor memory is soon planned for as a poor one."""
    poor = np.array([DEFAULTS] * 2)
    poor[:, :4] /= 8
    truth, policy = Memory(poor), Learning()
    simulate(Exam(Cell(20, 15, 3)), truth, truth, policy, SEEDS[:2])
    assert all(each.parameters[2] < policy.nothing.parameters[2] for each in policy.learnt)
