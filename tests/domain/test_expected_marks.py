"""Expected marks against simulated learners whose memories are not those believed, and by hand where a hand can."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest

from quizapp.domain.answers import Rating
from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.calibration import Prediction, corrected
from quizapp.domain.expecting import FirstSight, Knowledge, Pool
from quizapp.domain.memories import Memory
from quizapp.domain.outlook import expected
from quizapp.domain.questions import Kind
from quizapp.domain.recall import retrievability
from quizapp.domain.scheduling import answered, parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment

BELIEVED = parameters_in_force(())
GUESS = 0.25
CARDS, DAYS = 120, 40
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
FIRST = moment(START, 0, 4).day


@dataclass
class Card:
    """One question with the memory that the program believes in and the true one."""

    believed: Memory
    true: Memory


@dataclass
class Lived:
    """What became of a learner after some weeks: what the program could see, and the truth."""

    known: Knowledge
    cards: list[Card]
    new: list[bool]
    parameters: tuple[float, ...]
    day: int


def other_parameters(chance: Random) -> tuple[float, ...]:
    """The parameters of someone who forgets faster or slower, learns better or worse and has another curve."""
    true = list(BELIEVED)
    first, growth = chance.choice((0.1, 0.3, 1.0, 3.0)), chance.uniform(-1.2, 0.3)
    true[0:4] = [min(100.0, number * first) for number in true[0:4]]
    true[8] += growth
    true[11] = min(5.0, true[11] * chance.choice((0.3, 0.6, 1.0)))
    true[20] = chance.choice((0.1, 0.2, 0.5))
    return tuple(true)


class Life:
    """A learner who meets five questions a day, guesses one time in four right, and says so of some guesses."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.parameters = other_parameters(self.chance)
        self.known_before = self.chance.uniform(0.05, 0.4)
        self.owns_up = self.chance.choice((0.0, 0.5, 1.0))
        self.cards: list[Card] = []
        self.tested: list[Prediction] = []
        self.first = FirstSight()

    def lived(self, days: int) -> Lived:
        """The life up to a day on which nothing was answered yet."""
        for day in range(FIRST, FIRST + days):
            for card in self.cards:
                if (card.believed.due_day or 0) <= day:
                    self.review(card, day)
            for _ in range(5 if len(self.cards) < CARDS - 20 else 0):
                self.meet(day)
        known = Knowledge(picked=corrected(self.tested), first_picked=self.first)
        new = [self.chance.random() < self.known_before for _ in range(CARDS - len(self.cards))]
        return Lived(known, self.cards, new, self.parameters, FIRST + days)

    def review(self, card: Card, day: int) -> None:
        """Ask a card that is due, and once more when it was not known."""
        recall, days = remembered(card.believed, day, BELIEVED)
        knew = self.chance.random() < remembered(card.true, day, self.parameters)[0]
        right = knew or self.chance.random() < GUESS
        self.tested.append(Prediction(recall, days, right, card.believed.reps + 1, card.believed.lapses))
        self.learn(card, day, knew, right)

    def meet(self, day: int) -> None:
        """Meet a new question."""
        card = Card(Memory(), Memory())
        knew = self.chance.random() < self.known_before
        right = knew or self.chance.random() < GUESS
        self.first = self.first.with_answer(float(right), GUESS)
        self.learn(card, day, knew, right)
        self.cards.append(card)

    def learn(self, card: Card, day: int, knew: bool, right: bool) -> None:
        """The program rates what it saw; the memory follows what was known."""
        seen = right and (knew or self.chance.random() >= self.owns_up)
        card.believed = rated(card.believed, seen, day, BELIEVED)
        card.true = rated(card.true, knew, day, self.parameters)


def rated(memory: Memory, good: bool, day: int, parameters: tuple[float, ...]) -> Memory:
    """The memory after an answer, with the steps of the day after it."""
    when = START + timedelta(days=day - FIRST)
    settings = settings_with(parameters)
    after = answered(memory, Rating.GOOD if good else Rating.AGAIN, moment(when, 0, 4), settings, 0.9, "a card")
    while after.due_at is not None:
        when += timedelta(minutes=15)
        after = answered(after, Rating.GOOD, moment(when, 0, 4), settings, 0.9, "a card")
    return after


@cache
def settings_with(parameters: tuple[float, ...]) -> StudySettings:
    """Settings with these parameters and one step."""
    return StudySettings(parameters=parameters, learning_steps=(10,), relearning_steps=(10,))


def remembered(memory: Memory, day: int, parameters: tuple[float, ...]) -> tuple[float, int]:
    """The chance of a recall on a day, and the days since the last answer."""
    days = max(1, day - (memory.last_day or 0))
    return retrievability(days, memory.stability or 0.1, parameters[-1]), days


def pool_of(lived: Lived) -> Pool:
    """What the program knows of all questions."""
    pool = Pool("d", "s", "t", Kind.CHOICE, GUESS, questions=CARDS, new=len(lived.new))
    for card in lived.cards:
        pool.meet(*lived.known.picked.chance(*remembered(card.believed, lived.day, BELIEVED)))
    return pool


def truth(lived: Lived) -> list[float]:
    """The true chances of all questions."""
    recalls = [remembered(card.true, lived.day, lived.parameters)[0] for card in lived.cards]
    return [recall + (1 - recall) * GUESS for recall in (*recalls, *map(float, lived.new))]


def paper(questions: int, **fields: float) -> Blueprint:
    """A paper of choice questions."""
    section = Section(id="a", title="A", parts=(Part(questions=questions),), questions=questions, **fields)  # type: ignore[arg-type]
    return Blueprint(id="p", title="P", sections=(section,), pass_percent=40)


@cache
def learners(days: int = DAYS) -> list[Lived]:
    """A small population, no two alike."""
    return [Life(seed).lived(days) for seed in range(25)]


def marks(learner: Lived, number: int, chance: Random) -> list[tuple[float, float, bool]]:
    """So many simulated marks: the chance by the memory alone, the corrected one, and whether it was right."""
    true = truth(learner)
    found = []
    for _ in range(number):
        place = chance.randrange(len(learner.cards))
        recall, days = remembered(learner.cards[place].believed, learner.day, BELIEVED)
        corrected_one = learner.known.picked.chance(recall, days)[0]
        found.append((recall, corrected_one, chance.random() < true[place]))
    return found


def error(pairs: list[tuple[float, bool]]) -> float:
    """The calibration error: the mean distance of predicted from actual over bins of a twentieth."""
    bins: dict[int, list[float]] = {}
    for predicted, right in pairs:
        bins.setdefault(int(predicted * 20), []).append(predicted - right)
    return sum(abs(sum(each)) for each in bins.values()) / len(pairs)


def test_chances_of_learners_who_are_not_as_believed_are_honest_once_warm() -> None:
    """Ten thousand marks: what the correction leaves is at most 0.03; the memory alone is off by far more."""
    all_marks = [each for seed, learner in enumerate(learners()) for each in marks(learner, 400, Random(seed))]
    assert len(all_marks) == 10_000
    assert error([(after, right) for _, after, right in all_marks]) <= 0.03
    of_each = [(sum(b for b, _, _ in m) / 400, sum(a for _, a, _ in m) / 400, sum(r for *_, r in m) / 400)
               for m in (all_marks[start : start + 400] for start in range(0, 10_000, 400))]  # fmt: skip
    before = sum(abs(b - r) for b, _, r in of_each) / len(of_each)
    after = sum(abs(a - r) for _, a, r in of_each) / len(of_each)
    assert after <= 0.03
    assert before > 1.5 * after, "these learners are not those that the model believes in"


@pytest.mark.parametrize(("away", "limit"), [(0, 0.03), (21, 0.03)])
def test_it_stays_honest_after_weeks_without_an_answer(away: int, limit: float) -> None:
    """What was learnt from reviews on their days holds for cards long overdue, too."""
    gone = [Lived(each.known, each.cards, each.new, each.parameters, each.day + away) for each in learners()]
    pairs = [(after, right) for seed, each in enumerate(gone) for _, after, right in marks(each, 400, Random(seed))]
    assert error(pairs) <= limit


def coverage(population: list[Lived], questions: int, papers: int) -> float:
    """The share of simulated papers whose marks are within the interval."""
    inside = 0
    for seed, learner in enumerate(population):
        chance, true = Random(seed), truth(learner)
        told = expected(paper(questions), [pool_of(learner)], learner.known).total
        for _ in range(papers):
            got = sum(chance.random() < each for each in chance.sample(true, questions))
            inside += told.low <= got <= told.high
    return inside / len(population) / papers


@pytest.mark.parametrize("questions", [20, 50, 100])
def test_the_interval_holds_eight_papers_of_ten_once_warm(questions: int) -> None:
    """Papers drawn from all questions, those never met among them, by the true memory and with luck."""
    assert 0.75 <= coverage(learners(), questions, 100) <= 0.85


def test_before_much_is_known_the_interval_is_wider_and_holds_as_many() -> None:
    """After a week, with three quarters of the questions unseen."""
    cold, warm = learners(6), learners()
    wide = sum(expected(paper(50), [pool_of(each)], each.known).total.half for each in cold)
    assert wide > 1.5 * sum(expected(paper(50), [pool_of(each)], each.known).total.half for each in warm)
    assert coverage(cold, 50, 100) >= 0.75


def test_the_chance_to_pass_is_honest() -> None:
    """Over papers with a line near what is expected, as many pass as were said to."""
    said = passed = 0.0
    for seed, learner in enumerate(learners()):
        chance, true = Random(seed), truth(learner)
        blueprint = paper(40)
        line = round(expected(blueprint, [pool_of(learner)], learner.known).total.marks) - 1 + seed % 3
        section = blueprint.sections[0]
        near = Blueprint(id="p", title="P", sections=(section,), pass_percent=line / 0.4)
        told = expected(near, [pool_of(learner)], learner.known).total
        assert told.chance is not None
        said += told.chance * 100
        passed += sum(sum(chance.random() < each for each in chance.sample(true, 40)) >= line for _ in range(100))
    assert passed / 2500 == pytest.approx(said / 2500, abs=0.05)
