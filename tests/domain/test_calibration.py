"""Predictions against what came: what the log keeps, the correction, and the figures, by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from math import log, sqrt
from random import Random

import pytest

from quizapp.domain.calibration import Prediction, believed, binned, corrected, logit, rmse_bins, scores, tried, wilson
from quizapp.domain.memories import Memory, Phase
from quizapp.domain.recall import retrievability


def answers(share: float, recall: float = 0.9, number: int = 1000, days: int = 5) -> list[Prediction]:
    """So many answers to cards believed in alike, of which a share was right."""
    return [Prediction(recall, days, each < share * number, when=each) for each in range(number)]


def test_without_answers_a_prediction_is_believed_but_not_quite() -> None:
    """Nothing is added for luck: a recall that was learnt from options has it in it; what is not known levels it."""
    correction = corrected(())
    assert correction.numbers == (0, 1, 0)
    for recall in (0.6, 0.8, 0.9, 0.97):
        assert recall - 0.06 < correction.chance(recall, 5)[0] <= recall
    assert correction.chance(0.5, 5)[0] == pytest.approx(0.5)


def test_who_is_right_as_often_as_predicted_is_left_alone() -> None:
    """A learner whose lucky hits count as recalled: the recall has luck in it, and none is added again."""
    p, _ = corrected(answers(0.9)).chance(0.9, 5)
    assert p == pytest.approx(0.9, abs=0.005)


def test_luck_that_the_model_was_not_told_of_is_found_in_the_answers() -> None:
    """A learner who owns up to every guess: memories know of no luck, but answers are right with R + (1 - R) / 4."""
    p, _ = corrected(answers(0.9 + 0.1 / 4)).chance(0.9, 5)
    assert p == pytest.approx(0.925, abs=0.005)


def test_few_answers_change_little_and_many_more() -> None:
    """The same share of right answers, of ten and of ten thousand."""
    believed_in, few, many = (corrected(answers(0.7, number=n)).chance(0.9, 5)[0] for n in (0, 10, 10_000))
    assert believed_in > few > many
    assert many == pytest.approx(0.7, abs=0.01)


@pytest.mark.parametrize(
    ("recall", "share", "days"), [(0.0, 1.0, 1), (1.0, 0.0, 1), (1.0, 0.0, 30_000), (0.0, 1.0, 9_999)]
)
def test_predictions_that_were_all_wrong_are_turned_round(recall: float, share: float, days: int) -> None:
    """However far off they were: the numbers stay finite, and the chance goes to where the answers are."""
    p, _ = corrected(answers(share, recall, 10_000, days)).chance(recall, days)
    assert p == pytest.approx(share, abs=0.02)


def test_the_covariance_narrows_with_answers() -> None:
    """How unsure a chance is, before any answer, after a hundred and after ten thousand."""
    spread = [
        sqrt(c.variance(c.chance(0.9, 5)[1])) for c in (corrected(answers(0.9, number=n)) for n in (0, 100, 9_999))
    ]
    assert spread[0] > 2 * spread[1] > 2 * spread[2]


def test_the_correction_finds_the_numbers_that_made_the_answers() -> None:
    """Fifty thousand answers by known numbers."""
    chance, made = Random(1), []
    for _ in range(50_000):
        recall, days = chance.uniform(0.6, 0.97), chance.randint(1, 60)
        odds = -0.5 + 0.8 * logit(recall) - 0.1 * log(days / 5)
        made.append(Prediction(recall, days, chance.random() < 1 / (1 + 2.718281828459045**-odds)))
    assert corrected(made).numbers == pytest.approx((-0.5, 0.8, -0.1), abs=0.05)


def test_the_log_keeps_what_was_believed_of_a_card_met_before_today() -> None:
    """Recall, days, answers and lapses; nothing of a new card, nor of one that was answered today."""
    met = Memory(Phase.REVIEW, 0, 10.0, 5.0, datetime(2026, 1, 1, tzinfo=UTC), 100, 110, None, 7, 2)
    assert believed(met, 110, 0.15) == [0.9, 10, 7, 2]
    assert believed(met, 130, 0.15) == [round(retrievability(30, 10.0, 0.15), 4), 30, 7, 2]
    assert believed(met, 100, 0.15) is None
    assert believed(Memory(), 100, 0.15) is None


def test_wilson_agrees_with_tables() -> None:
    """9 of 10 at 95 %: 0.5958 to 0.9821; none of 10: 0 to 0.2775."""
    assert wilson(9, 10) == pytest.approx((0.5958, 0.9821), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)


def test_bins_tell_what_was_said_and_what_came() -> None:
    """Two heights of predictions, the lower first."""
    both = [*answers(0.9, 0.92, 100), *answers(0.5, 0.75, 40)]
    low, high = binned(both, lambda _: corrected(()))
    assert (low.predicted, low.right, low.of, low.share) == pytest.approx((0.75, 20, 40, 0.5))
    assert (high.predicted, high.right, high.of) == pytest.approx((0.92, 90, 100))
    assert low.low < 0.5 < low.high < low.predicted, "what was believed is beyond chance"


def test_rmse_bins_by_hand() -> None:
    """Answers of like days, number and lapses share a bin; of two bins the larger weighs more."""
    near = [Prediction(0.9, 2, right, 2) for right in (True, True, True, False)]
    far = [Prediction(0.8, 60, True, 2)]
    assert rmse_bins(near, [0.9] * 4) == pytest.approx(0.15)
    assert rmse_bins([*near, *far], [0.9] * 4 + [0.8]) == pytest.approx(sqrt((4 * 0.15**2 + 0.2**2) / 5))
    assert rmse_bins([Prediction(0.9, 2, True, 2), Prediction(0.9, 3, False, 3)], [0.9, 0.9]) == pytest.approx(0.4)


def test_log_loss_by_hand() -> None:
    """Right at 0.9 and wrong at 0.8."""
    found = scores([Prediction(0.9, 1, True), Prediction(0.8, 1, False)], [0.9, 0.8])
    assert found.log_loss == pytest.approx(-(log(0.9) + log(0.2)) / 2)


def test_the_trial_is_on_answers_that_the_correction_has_not_seen() -> None:
    """The newest fifth; with too few there is none, and predictions that were too high do better corrected."""
    chance = Random(4)
    made = [Prediction(0.9, 5, chance.random() < 0.75, when=each) for each in range(500)]
    found = tried(made)
    assert found is not None
    assert found.answers == 100
    assert found.corrected.log_loss < found.model.log_loss
    assert found.corrected.rmse_bins < found.model.rmse_bins
    assert tried(made[:49]) is None
