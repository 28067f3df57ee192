"""A fit to the learner's own answers is taken only where it surely predicts better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from math import log as log_of
from random import Random
from statistics import mean

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as FsrsRating

from quizapp.domain.answers import Rating
from quizapp.domain.events import Event, EventType
from quizapp.domain.fitting import LEAST, Fit, Outcome, Trained, fitted, histories
from quizapp.domain.memories import Memory
from quizapp.domain.recall import retrievability
from quizapp.domain.scheduling import answered, parameter_bounds, parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment
from quizapp.planning.fitting import SPREAD, losses, most_probable

DEFAULT = parameters_in_force(())
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def _forgetful() -> tuple[float, ...]:
    """A learner who keeps first impressions a fifth as long, and gains less from each review."""
    return (*[number * 0.2 for number in DEFAULT[:4]], *DEFAULT[4:8], DEFAULT[8] - 1.0, *DEFAULT[9:])


def _own(answers: Sequence[Trained]) -> tuple[float, ...]:
    return most_probable(answers, DEFAULT, parameter_bounds())


def _fitted(answers: Sequence[Trained]) -> Fit:
    return fitted(answers, DEFAULT, _own, losses)


@cache
def _forgetful_log() -> list[Trained]:
    return _log(_forgetful(), 1300, seed=1)


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


@pytest.mark.parametrize("answers", [400, 800])
def test_a_learner_unlike_the_model_gets_numbers_that_predict_better(answers: int) -> None:
    """The fit predicts what comes next better, from a short log on."""
    log = _forgetful_log()
    fit = _fitted(log[:answers])
    assert fit.outcome is Outcome.BETTER
    assert mean(losses(log[800:], fit.after)) < mean(losses(log[800:], DEFAULT)) - 0.01


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("answers", [LEAST, 300])
def test_a_learner_like_the_model_loses_next_to_nothing(answers: int, seed: int) -> None:
    """Chance in a short log is seldom taken for the learner, and does little harm when it is."""
    log = _log(DEFAULT, answers + 500, seed)
    fit = _fitted(log[:answers])
    used = fit.after if fit.outcome is Outcome.BETTER else DEFAULT
    assert mean(losses(log[answers:], used)) < mean(losses(log[answers:], DEFAULT)) + 0.01


def test_a_short_log_moves_the_numbers_less_than_a_long_one() -> None:
    """Without answers they are the model's own; with more they come nearer to the learner's, always the same way."""
    truth, log = _forgetful(), _forgetful_log()
    away = [abs(log_of(_own(log[:answers])[2] / truth[2])) for answers in (0, 40, 600)]
    assert _own([]) == DEFAULT
    assert _own(log[:40]) == _own(log[:40])
    assert away == sorted(away, reverse=True)
    assert away[-1] < away[0] / 2


def test_numbers_that_stand_at_their_end_do_not_hold_up_the_others() -> None:
    """Whatever is nudged within the bounds, nothing is gained, though three numbers would like to go further."""
    answers = _forgetful_log()
    lowest, highest = map(list, parameter_bounds())
    for number in (0, 2, 8):
        lowest[number] = DEFAULT[number] - 0.1
    found = most_probable(answers, DEFAULT, (lowest, highest))
    best = _height(answers, found)
    for number, deviation in enumerate(SPREAD):
        for step in (-0.1, 0.1):
            nudged = list(found)
            nudged[number] += float(step * deviation * (found[number] if number < 4 else 1.0))
            if lowest[number] <= nudged[number] <= highest[number]:
                assert _height(answers, nudged) < best + 0.005


def _height(answers: Sequence[Trained], numbers: Sequence[float]) -> float:
    """How probable the answers and the numbers are together, as a logarithm, but for a constant."""
    away = [
        log_of(own / usual) if place < 4 else own - usual
        for place, (own, usual) in enumerate(zip(numbers, DEFAULT, strict=True))
    ]
    return (
        -sum(losses(answers, numbers))
        - sum((each / float(wide)) ** 2 for each, wide in zip(away, SPREAD, strict=True)) / 2
    )


def test_losses_are_those_of_the_scheduler() -> None:
    """Each answer is predicted from all answers of its card before it, as py-fsrs does, steps of the day included."""
    answers = ((0, 1), (0, 3), (4, 2), (9, 1), (0, 3), (3, 4), (20, 3))
    now, card = START, Card(1)
    expected = []
    scheduler = Scheduler(DEFAULT, 0.9, (), (), enable_fuzzing=False)
    for place, (days, rating) in enumerate(answers):
        now += timedelta(days=days, minutes=0 if days else 1)
        if days:
            assert card.stability is not None
            recall = retrievability(days, card.stability, DEFAULT[-1])
            expected.append((place, -log_of(recall if rating > 1 else 1 - recall)))
        card, _ = scheduler.review_card(card, FsrsRating(rating), now)
        card.last_review = now = now.replace(minute=0)
    asked = [Trained(START, 7, answers[: place + 1]) for place, _ in reversed(expected)]
    assert losses(asked, DEFAULT) == pytest.approx([loss for _, loss in reversed(expected)], rel=1e-6)


def test_too_short_a_log_is_not_fitted() -> None:
    """Below the least number of answers nothing is tried."""
    assert _fitted(_forgetful_log()[: LEAST - 1]).outcome is Outcome.TOO_FEW


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
