"""A fit to the learner's own answers is taken only where it surely predicts better."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from quizapp.domain.answers import Rating
from quizapp.domain.events import Event, EventType
from quizapp.domain.fitting import LEAST, Outcome, Trained, fitted, histories
from quizapp.domain.memories import Memory
from quizapp.domain.recall import retrievability
from quizapp.domain.scheduling import answered, parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment

pytest.importorskip("fsrs_rs_python", reason="the optional package fsrs-rs-python is not installed")

DEFAULT = parameters_in_force(())
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def _forgetful() -> tuple[float, ...]:
    """A learner who keeps first impressions a fifth as long, and gains less from each review."""
    return (*[number * 0.2 for number in DEFAULT[:4]], *DEFAULT[4:8], DEFAULT[8] - 1.0, *DEFAULT[9:])


def _log(truth: tuple[float, ...], answers: int, seed: int) -> list[Trained]:
    """What a learner with these numbers answers to questions scheduled by the model's own, in the order of time."""
    chance = Random(seed)
    believed, world = StudySettings(learning_steps=()), StudySettings(learning_steps=(), parameters=truth)
    found: list[Trained] = []
    card = 0
    while len(found) < answers:
        card += 1
        day, belief, memory = chance.randrange(60), Memory(), Memory()
        given: tuple[tuple[int, int], ...] = ()
        last: int | None = None
        while day < 180:
            now = moment(START + timedelta(days=day), 0, 0)
            if last is None:
                rating = chance.choices([1, 2, 3, 4], [25, 10, 50, 15])[0]
            elif chance.random() > retrievability(day - last, memory.stability or 1, truth[-1]):
                rating = 1
            else:
                rating = chance.choices([2, 3, 4], [20, 65, 15])[0]
            given = (*given, (0 if last is None else day - last, rating))
            belief = answered(belief, Rating(rating), now, believed, 0.9, f"card {card}")
            memory = answered(memory, Rating(rating), now, world, 0.9, f"card {card}")
            if last is not None:
                found.append(Trained(now.instant, card, given))
            last, day = day, day + max(1, (belief.due_day or 0) - now.day)
    return sorted(found, key=lambda trained: (trained.instant, trained.card))[:answers]


def test_a_learner_unlike_the_model_gets_numbers_that_predict_better() -> None:
    """The fit comes nearer to the truth by far, and is the same whenever it is made."""
    log = _log(_forgetful(), 3000, seed=1)
    fit = fitted(log, DEFAULT)
    assert fit.outcome is Outcome.BETTER
    assert fit.loss_after is not None
    assert fit.loss_before is not None
    assert fit.loss_after < fit.loss_before - 0.01
    assert fitted(log, DEFAULT) == fit


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("answers", [LEAST, 600])
def test_a_learner_like_the_model_keeps_its_numbers(answers: int, seed: int) -> None:
    """Chance in a short log is not taken for the learner."""
    assert fitted(_log(DEFAULT, answers, seed), DEFAULT).outcome is Outcome.NOT_BETTER


def test_too_short_a_log_is_not_fitted() -> None:
    """Below the least number of answers nothing is tried."""
    assert fitted(_log(_forgetful(), LEAST - 1, 1), DEFAULT).outcome is Outcome.TOO_FEW


def _review(number: int, day: int, rating: int) -> Event:
    return Event(
        id=str(number),
        type=EventType.REVIEW,
        learner="me",
        origin="here",
        sequence=number,
        instant=START + timedelta(days=day),
        offset_minutes=0,
        day=day,
        card="deck/question",
        rating=rating,
        payload={"counts": "review"},
    )


def test_histories_count_whole_study_days_and_leave_out_what_was_undone() -> None:
    """Each answer a day or more after the one before is learnt from, with all before it; steps of a day are not."""
    first, again, third, undone = _review(1, 0, 3), _review(2, 0, 3), _review(3, 4, 1), _review(4, 9, 3)
    undo = replace(undone, id="5", sequence=5, type=EventType.UNDO, target="4", rating=None)
    found = histories([[first, again, third, undone, undo]])
    assert [each.answers for each in found] == [((0, 3), (0, 3), (4, 1))]
    assert not found[0].recalled
