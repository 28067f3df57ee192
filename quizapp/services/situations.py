"""What the planner is told of a learner: memory and pace, every card with the marks it stands for, days and minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quizapp.domain.blueprints import Blueprint
from quizapp.domain.fitting import history
from quizapp.domain.goals import Goal, minutes_on
from quizapp.domain.paper_worth import Drawable, guess, weighed
from quizapp.domain.questions import Kind
from quizapp.domain.scheduling import parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import date_of, day_of
from quizapp.domain.values import dataclass
from quizapp.planning.values import Belief, ExamDay, Four, PlannedCard, Situation
from quizapp.services import following
from quizapp.services.surveying import enabled
from quizapp.storage import agenda, log, planning
from quizapp.storage.planning import AnswerRow, CardRow
from quizapp.storage.transactions import Transaction

MOST_CARDS = 6_000
"""So many cards are planned at most; of more, those never seen that stand for the fewest marks are left out."""

_SLOWEST = 120.0
"""Seconds: a longer answer was a pause."""

MOST_ANSWERS = 20_000
"""So many answers tell enough of a learner: beyond them those of cards that are not planned are left out."""

History = list[tuple[int, int]]
"""The answers of a card: days since the one before (0 for the first), and rating."""

_STRENGTH = 40
"""The usual pace and ratings count as so many answers beside the learner's own."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal with its blueprint."""

    goal: Goal
    blueprint: Blueprint

    @property
    def marks(self) -> float:
        """The full marks of the paper."""
        return self.blueprint.marks


@dataclass(frozen=True, slots=True)
class Gathered:
    """A situation for the planner, with the cards it speaks of in its order, and those that were left out of it.

    `histories` are the answers of these cards, `others` those of further ones that tell of the learner, too.
    """

    day: int
    aims: tuple[Aim, ...]
    situation: Situation
    cards: tuple[CardRow, ...]
    histories: tuple[History, ...]
    others: tuple[History, ...]
    without_marks: tuple[CardRow, ...]
    too_many: tuple[CardRow, ...]
    seconds_today: float
    answered_today: int


def gathered(tx: Transaction, learner: str, settings: StudySettings, day: int, aims: Sequence[Aim]) -> Gathered:
    """All that a plan of this day depends on; the aims are given with the nearest exam first."""
    subjects = planning.subjects(tx)
    rows: list[CardRow] = []
    drawable: list[Drawable] = []
    for deck in enabled(agenda.decks(tx), settings):
        for row in planning.cards(tx, learner, deck):
            rows.append(row)
            drawable.append(Drawable(deck.slug, subjects[deck.slug], row.topic, Kind(row.kind), row.difficulty))
    siblings = Counter(row.question for row in rows)
    papers = [weighed(aim.blueprint, drawable) for aim in aims]
    # What an essay will earn follows from no curve of forgetting: written practice is the learner's own choice.
    essays = {place for place, row in enumerate(rows) if row.kind == Kind.ESSAY}
    marks = [tuple([0.0 if place in essays else paper.marks[place] for paper in papers]) for place in range(len(rows))]
    kept, too_many = _bounded([place for place in range(len(rows)) if any(marks[place])], rows, marks)
    days = _apart([day_of(aim.goal.on) for aim in aims])
    seconds = [minutes_on([aim.goal for aim in aims], date_of(each)) * 60.0 for each in range(day, days[-1])]
    today = seconds[0]
    left = following.day_left(tx, learner, settings, day)
    seconds[0] = left.seconds
    histories, others = _histories(tx, learner, [rows[place].id for place in kept])
    return Gathered(
        day=day,
        aims=tuple(aims),
        situation=Situation(
            belief=belief(settings, planning.answers(tx, learner)),
            cards=[_card(rows[place], marks[place], aims, day, siblings) for place in kept],
            exams=tuple([ExamDay(on - day, paper.asked) for on, paper in zip(days, papers, strict=True)]),
            seconds=tuple(seconds),
        ),
        cards=tuple([rows[place] for place in kept]),
        histories=histories,
        others=others,
        without_marks=tuple(
            [rows[place] for place in range(len(rows)) if not any(marks[place]) and place not in essays]
        ),
        too_many=tuple([rows[place] for place in too_many]),
        seconds_today=today,
        answered_today=left.answered,
    )


def belief(settings: StudySettings, answers: Iterable[AnswerRow]) -> Belief:
    """What is believed of the learner's pace: usual numbers, and more and more the learner's own."""
    usual = Belief(parameters=parameters_in_force(settings.parameters))
    new = [each for each in answers if each.counts == "new"]
    reviews = [each for each in answers if each.counts == "review"]
    passed = [each for each in reviews if each.rating > 1]
    return Belief(
        parameters=usual.parameters,
        first=_shares(new, usual.first),
        passed=_shares(passed, usual.passed),
        new_seconds=_seconds(new, usual.new_seconds),
        review_seconds=_seconds(reviews, usual.review_seconds),
    )


def _histories(tx: Transaction, learner: str, cards: Sequence[str]) -> tuple[tuple[History, ...], tuple[History, ...]]:
    """The answers of these cards, and those of others, as many as are worth their time."""
    corrections = log.corrections(tx, learner)
    places = {card: place for place, card in enumerate(cards)}
    planned: list[History] = [[] for _ in cards]
    others: list[History] = []
    left = MOST_ANSWERS
    for card, events in log.by_card(tx, learner):
        if card in places or (card is not None and left > 0):
            answers = [(days, rating) for _, days, rating in history(events, corrections)]
            left -= len(answers)
            if card in places:
                planned[places[card]] = answers
            else:
                others.append(answers)
    return tuple(planned), tuple(others)


def _apart(days: Sequence[int]) -> list[int]:
    """Rising days without two alike: of two exams on one day the second stands for the planner on the next."""
    found: list[int] = []
    for day in days:
        found.append(max(day, found[-1] + 1) if found else day)
    return found


def _shares(answers: Sequence[AnswerRow], usual: Four) -> Four:
    counts = Counter(each.rating for each in answers)
    whole = len(answers) + _STRENGTH
    again, hard, good, easy = [(counts[r] + _STRENGTH * share) / whole for r, share in enumerate(usual, 1)]
    return again, hard, good, easy


def _seconds(answers: Sequence[AnswerRow], usual: Four) -> Four:
    """Means by rating; where a rating is rare, its usual time at the learner's own pace."""
    given = [(each.rating, min(_SLOWEST, each.milliseconds / 1_000)) for each in answers if each.milliseconds]
    expected = sum(usual[rating - 1] for rating, _ in given) + _STRENGTH * usual[2]
    pace = (sum(seconds for _, seconds in given) + _STRENGTH * usual[2]) / expected
    found = []
    for rating, seconds in enumerate(usual, 1):
        own = [each for which, each in given if which == rating]
        found.append((sum(own) + _STRENGTH * seconds * pace) / (len(own) + _STRENGTH))
    again, hard, good, easy = found
    return again, hard, good, easy


def _bounded(
    places: Sequence[int], rows: Sequence[CardRow], marks: Sequence[tuple[float, ...]]
) -> tuple[list[int], list[int]]:
    """The cards to plan, and those there is no room for: never seen, and of the fewest marks."""
    if len(places) <= MOST_CARDS:
        return list(places), []
    ranked = sorted(places, key=lambda place: (rows[place].last_day is None, -sum(marks[place])))
    return sorted(ranked[:MOST_CARDS]), sorted(ranked[MOST_CARDS:])


def _card(row: CardRow, marks: tuple[float, ...], aims: Sequence[Aim], day: int, siblings: Counter[int]) -> PlannedCard:
    kind = Kind(row.kind)
    negative = max(section.negative / section.marks for aim in aims for section in aim.blueprint.sections)
    return PlannedCard(
        marks=marks,
        stability=row.stability,
        difficulty=row.hardness,
        since=0 if row.last_day is None else max(0, day - row.last_day),
        guess=guess(kind, row.options, negative),
        sibling=row.question if siblings[row.question] > 1 else None,
    )
