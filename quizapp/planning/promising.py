"""What a plan promises: the days ahead, the marks to expect, what other minutes would change, what stays unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from quizapp.planning.collection import Collection
from quizapp.planning.doubts import stretches, truths
from quizapp.planning.futures import Ahead, Course, Futures
from quizapp.planning.memory import Memories, Numbers
from quizapp.planning.policies import Way
from quizapp.planning.values import (
    Alternative,
    Expectation,
    LeftOut,
    LeftOutReason,
    Options,
    OutlookDay,
    Situation,
)

_CARDS = 150
_COMPARED = 16
"""So many futures are enough to tell what other minutes would change."""

_OUT = 0.1
"""The share of futures that leave out of account on either side of an interval."""

_NORMAL_TENTH = 1.2816


@dataclass(frozen=True)
class Promise:
    """What follows from the way that was chosen."""

    outlook: tuple[OutlookDay, ...]
    expected: tuple[Expectation, ...]
    alternatives: tuple[Alternative, ...]
    left_out: tuple[LeftOut, ...]


def promised(situation: Situation, cards: Collection, way: Way, options: Options) -> Promise:
    """The promise of a way, from simulated learners who may be like this one, each met twice."""
    sample = cards.sampled(_CARDS)
    ahead = common(situation, options, max(1, options.paths // (4 if options.quick else 2)))
    twice = replace(ahead, truths=np.repeat(ahead.truths, 2, axis=0), stretch=np.repeat(ahead.stretch, 2))
    few = replace(ahead, truths=ahead.truths[:_COMPARED], stretch=ahead.stretch[:_COMPARED])
    course, *compared = Futures(sample, twice, *_compared(few, options.alternatives)).each_under(way)
    expected = _expected(situation, cards, course, sample.scale, ahead)
    alternatives = _alternatives(compared, options.alternatives, [each.mean for each in expected])
    outlook = _outlook(course, ahead, _guessed(situation))
    return Promise(outlook, expected, alternatives, _left_out(cards, sample, course))


def common(situation: Situation, options: Options, learners: int) -> Ahead:
    """What lies ahead of so many simulated learners."""
    drawn = truths(situation.belief, learners, options.seed)
    return Ahead(
        belief=situation.belief,
        truths=drawn,
        stretch=stretches(situation.belief, drawn),
        seconds=seconds_ahead(situation),
        exams=tuple(exam.day for exam in situation.exams),
        most_new=options.most_new,
        seed=options.seed,
    )


def seconds_ahead(situation: Situation) -> Numbers:
    """The seconds of each day up to the last exam; days that nothing is said of have none."""
    days = situation.exams[-1].day
    found = np.zeros(days)
    given = np.maximum(situation.seconds[:days], 0.0)
    found[: len(given)] = given
    return found


def _outlook(course: Course, ahead: Ahead, guessed: Sequence[float]) -> tuple[OutlookDay, ...]:
    nearest = [next(place for place, exam in enumerate(ahead.exams) if exam > day) for day in range(ahead.exams[-1])]
    return tuple(
        OutlookDay(
            day=day,
            seconds=float(course.seconds[day]),
            available=float(ahead.seconds[day]),
            reviews=float(course.reviews[day]),
            new=float(course.new[day]),
            marks=float(course.known[day]) + guessed[exam],
        )
        for day, exam in enumerate(nearest)
    )


def _guessed(situation: Situation) -> list[float]:
    """The marks of each exam that luck brings to someone who knows nothing."""
    return [sum(card.marks[place] * card.guess for card in situation.cards) for place in range(len(situation.exams))]


def _expected(
    situation: Situation, cards: Collection, course: Course, scale: float, ahead: Ahead
) -> tuple[Expectation, ...]:
    """Mean and interval for each exam.

    Two futures of the same learner differ by the luck of single cards, of which a few stand for many here: that part
    is made as small as it is for all of them.
    """
    found = []
    for place, exam in enumerate(situation.exams):
        marks = course.marks[place]
        base = _guessed(situation)[place]
        most = sum(card.marks[place] for card in situation.cards)
        mean = float(marks.mean())
        pairs = marks.reshape(-1, 2)
        luck = float(((pairs[:, 0] - pairs[:, 1]) ** 2).mean() / 2)
        total = float(marks.var()) or 1e-12
        spread = np.sqrt(max(total - luck * (1 - 1 / scale), 0.05 * total) / total)
        low, high = mean + (np.quantile(marks, [_OUT, 1 - _OUT]) - mean) * spread
        share = min(max((mean + base) / most, 0.0), 1.0) if most else 0.0
        drawn = _NORMAL_TENTH**2 * most**2 * share * (1 - share) / exam.questions if exam.questions else 0.0
        found.append(
            Expectation(
                day=exam.day,
                mean=mean + base,
                low=max(0.0, mean + base - float(np.sqrt((mean - low) ** 2 + drawn))),
                high=min(most, mean + base + float(np.sqrt((high - mean) ** 2 + drawn))),
                most=most,
                unplanned=base + _unplanned(cards, ahead, place),
                certainty=situation.belief.certainty,
            )
        )
    return tuple(found)


def _unplanned(cards: Collection, ahead: Ahead, exam: int) -> float:
    """The marks above luck if nothing were studied any more."""
    seen = cards.seen
    if not seen.any():
        return 0.0
    memory = Memories(np.ascontiguousarray(ahead.truths[:_COMPARED].T)[:, :, None])
    stability = cards.stability[seen] * ahead.stretch[:_COMPARED, None]
    recall = memory.recall((cards.since[seen] + ahead.exams[exam]).astype(np.float64), stability)
    return float((recall @ cards.marks[seen, exam]).mean())


def _compared(ahead: Ahead, minutes: Sequence[float]) -> list[Ahead]:
    """The same with as much time, and with more or less on each day that has any; none without minutes."""
    if not minutes:
        return []
    given = [np.where(ahead.seconds > 0, np.maximum(ahead.seconds + more * 60, 0.0), 0.0) for more in (0.0, *minutes)]
    return [replace(ahead, seconds=seconds) for seconds in given]


def _alternatives(compared: list[Course], minutes: Sequence[float], means: list[float]) -> tuple[Alternative, ...]:
    """The expected marks with more or less time, the way to choose being the same."""
    marks = [each.marks.mean(axis=1) for each in compared]
    return tuple(
        Alternative(more, tuple((np.array(means) + other - marks[0]).tolist()))
        for more, other in zip(minutes, marks[1:], strict=True)
    )


def _left_out(cards: Collection, sample: Collection, course: Course) -> tuple[LeftOut, ...]:
    """The cards that are probably never seen: of each kind the last, as many as the futures leave unseen on average."""
    found = []
    for kind, marks in enumerate(cards.kinds):
        unseen = np.flatnonzero(~cards.seen & (cards.kind == kind))
        standing = ~sample.seen & (sample.kind == kind)
        if not len(unseen) or not standing.any():
            continue
        left = round(len(unseen) * (1 - float(course.met[standing].mean())))
        reason = LeftOutReason.NO_TIME if marks.sum() > 0 else LeftOutReason.NO_MARKS
        found += [LeftOut(int(card), reason) for card in unseen[len(unseen) - left :]]
    return tuple(found)
