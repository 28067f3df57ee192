"""Luck in a paper: what sure and unsure answers were worth beside guessing, and what changing one's mind did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from quizapp.domain.answers import Picked, Response
from quizapp.domain.marking import Outcome, is_blank
from quizapp.domain.questions import Choice, Kind, Question, TrueFalse
from quizapp.domain.values import dataclass

_FEW = 3
"""With fewer answers than these nothing is said about luck."""

_USUAL_GUESS = 0.25
"""The chance of a lucky guess where the options are not known."""

_RARE = 0.05
"""What chance alone brings no oftener than this is more than chance."""


class Said(StrEnum):
    """What the learner said of an answer before it was marked."""

    SURE = "sure"
    UNSURE = "unsure"
    UNSAID = "unsaid"

    @classmethod
    def of(cls, sure: bool | None) -> Said:
        """The word for what a slot holds."""
        return cls.UNSAID if sure is None else cls.SURE if sure else cls.UNSURE


class Against(StrEnum):
    """How answers compare with guesses among the same options."""

    FEWER = "fewer than guessing"
    CHANCE = "could be guessing"
    MORE = "more than guessing"


class Played(NamedTuple):
    """One answer that can be guessed: what was said of it, what became of it, and how likely a guess is right."""

    number: int
    said: Said
    outcome: Outcome
    marks: float
    chance: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """The answers of which the same was said; `marks` is what they brought, `by_guessing` how many guesses are right.

    `against` is None where there are too few answers to tell. `wrong` are their numbers, in order.
    """

    said: Said
    answers: int
    right: int
    marks: float
    by_guessing: float
    against: Against | None
    wrong: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Switches:
    """How many answers ended otherwise than they began, by what they were first and last."""

    to_right: int = 0
    to_wrong: int = 0
    wrong_to_wrong: int = 0

    @property
    def all(self) -> int:
        """All of them together."""
        return self.to_right + self.to_wrong + self.wrong_to_wrong


def chance_of(question: Question, right: int = 1) -> float:
    """How likely a guess is right where one option is picked, of which so many are right; 0 for other kinds."""
    match question:
        case Choice():
            return min(1.0, right / len(question.options))
        case TrueFalse():
            return min(1.0, right / 2)
        case _:
            return 0.0


def guess_of(kind: Kind, options: int = 0) -> float:
    """The chance to be right by luck alone: one of so many options, one of two for a statement; none for the rest."""
    match kind:
        case Kind.CHOICE:
            return 1 / options if options else _USUAL_GUESS
        case Kind.TRUE_FALSE:
            return 0.5
        case _:
            return 0.0


def confidences(played: Iterable[Played]) -> tuple[Confidence, ...]:
    """What was said of the answers and what they were worth, for every word that was used; blanks do not count."""
    answered = [each for each in played if each.outcome is not Outcome.BLANK]
    groups = ((said, [each for each in answered if each.said is said]) for said in Said)
    return tuple([_confidence(said, group) for said, group in groups if group])


def _confidence(said: Said, group: Sequence[Played]) -> Confidence:
    right = sum(each.outcome is Outcome.RIGHT for each in group)
    chances = [each.chance for each in group if each.chance]
    # Only what is picked among options can be held against guessing.
    hits = sum(each.outcome is Outcome.RIGHT for each in group if each.chance)
    return Confidence(
        said=said,
        answers=len(group),
        right=right,
        marks=sum(each.marks for each in group),
        by_guessing=sum(chances),
        against=against(hits, chances),
        wrong=tuple([each.number for each in group if each.outcome is not Outcome.RIGHT]),
    )


def against(right: int, chances: Sequence[float]) -> Against | None:
    """How so many right answers compare with guesses of these chances, each being right or not by itself.

    More, or fewer, is said only where at most one round of guesses in twenty would come out so; None for fewer than
    three answers.
    """
    if len(chances) < _FEW:
        return None
    likely = _distribution(chances)
    if sum(likely[right:]) <= _RARE:
        return Against.MORE
    return Against.FEWER if sum(likely[: right + 1]) <= _RARE else Against.CHANCE


def _distribution(chances: Sequence[float]) -> list[float]:
    """How likely each number of right guesses is (the Poisson binomial distribution), from none to all."""
    likely = [1.0]
    for chance in chances:
        missed = [each * (1 - chance) for each in likely] + [0.0]
        hit = [0.0] + [each * chance for each in likely]
        likely = [one + other for one, other in zip(missed, hit, strict=True)]
    return likely


def known(played: Iterable[Played]) -> float:
    """How many answers were known rather than guessed: each wrong guess stands for right ones that nobody saw.

    The usual correction for guessing, right − wrong/(k − 1) with k options; never below 0.
    """
    total = 0.0
    for each in played:
        if each.outcome is Outcome.RIGHT:
            total += 1
        elif each.outcome is Outcome.WRONG and each.chance < 1:
            total -= each.chance / (1 - each.chance)
    return max(0.0, total)


def switches(
    given: Iterable[tuple[Sequence[Response | None], Callable[[Response], bool]]],
) -> Switches:
    """What changing answers did: for each question all answers it was given in order, and what says if one is right.

    The first answer is held against the last; blanks between them do not count, nor does what was left blank.
    """
    counts = {"to_right": 0, "to_wrong": 0, "wrong_to_wrong": 0}
    for responses, is_right in given:
        if not responses or responses[-1] is None or is_blank(responses[-1]):
            continue
        answers = [each for each in responses if each is not None and not is_blank(each)]
        first, last = answers[0], answers[-1]
        # A word that is still being typed is no change of mind.
        if first == last or not isinstance(last, Picked):
            continue
        began, ended = is_right(first), is_right(last)
        if began != ended:
            counts["to_right" if ended else "to_wrong"] += 1
        elif not ended:
            counts["wrong_to_wrong"] += 1
    return Switches(**counts)
