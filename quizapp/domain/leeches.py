"""Leeches: questions forgotten again and again, each with a reason found in the log and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from quizapp.domain.missed import Confusion, Tried, named, told
from quizapp.domain.questions import (
    Basic,
    CardKey,
    Choice,
    Cloze,
    Essay,
    Matching,
    Multiple,
    Ordering,
    Question,
    TrueFalse,
    Typed,
)
from quizapp.domain.values import dataclass

LONG_WORDS, LONG_PARTS = 12, 6
"""An answer of more words asks for more than one thing, and so does a question of so many parts."""

_TWINS = 0.75
"""From this likeness on (twice the common letters over all of them) two options are near twins."""
_FEW = 3


class Reason(StrEnum):
    """Why a card is forgotten again and again, as far as the log and the question tell."""

    CONFUSED = "confused"
    NEVER_RIGHT = "never right"
    LONG = "long answer"
    PARTS = "many parts"
    TWINS = "near twins"
    FADES = "fades"
    UNSTEADY = "unsteady"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A question of the same topic, by its card: what it asks and its right answer, on one line each."""

    key: int
    card: CardKey
    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class Advice:
    """A reason and what to do; `pair` is the question to study side by side with the leech."""

    reason: Reason
    text: str
    pair: Neighbour | None = None


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that is a leech, with its answers and the advice; `key` names it in the store."""

    key: int
    card: CardKey
    prompt: str
    deck_title: str
    answers: int
    misses: int
    confusion: Confusion | None
    put_aside: bool
    advice: Advice


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of a leech: `titles` name documents by their ids, `neighbours` are of its topic."""

    question: Question
    tried: Sequence[Tried]
    confusion: Confusion | None
    neighbours: Sequence[Neighbour] = ()
    sources: Sequence[str] = ()


def advise(case: Case) -> Advice:
    """The advice for a leech: the first reason that holds, what the answers say before what the question looks like."""
    for rule in (_confused, _never_right, _too_long, _too_many_parts, _near_twins, _fades):
        if advice := next(rule(case), None):
            return advice
    misses = sum(each.missed for each in case.tried)
    return Advice(
        Reason.UNSTEADY,
        f"Right {times(len(case.tried) - misses)}, wrong {times(misses)}, without a pattern. Say in your own words why "
        "the answer is right, and write that into its explanation.",
    )


def times(number: int) -> str:
    """How often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _confused(case: Case) -> Iterator[Advice]:
    found, misses = case.confusion, sum(each.missed for each in case.tried)
    if found is None or found.times < 2 or found.times * 2 < misses or isinstance(case.question, TrueFalse):
        return
    often = found.often(misses)
    often = f"{often[0].upper()}{often[1:]}."
    twin = next(
        (each for each in case.neighbours if found.taken and each.answer.casefold() == found.taken.casefold()), None
    )
    if twin is not None:
        text = f"{often} {named(found.taken)} answers “{twin.prompt}”: study the two side by side."
    elif why := _why(case.question, found.option):
        text = f"{often} What tells them apart: {why}"
    else:
        text = f"{often} Find one thing that tells them apart, and write a question that asks for it."
    yield Advice(Reason.CONFUSED, text, twin)


def _why(question: Question, option: str) -> str:
    if isinstance(question, Choice | Multiple):
        return next((told(each.why) for each in question.options if each.id == option and each.why), "")
    return ""


def _never_right(case: Case) -> Iterator[Advice]:
    if len(case.tried) < _FEW or not all(each.missed for each in case.tried):
        return
    often = f"Never right in {len(case.tried)} answers: it was not learnt yet, so nothing could be kept."
    if case.sources:
        yield Advice(Reason.NEVER_RIGHT, f"{often} Read {case.sources[0]} before the next answer.")
    elif case.question.explanation:
        yield Advice(Reason.NEVER_RIGHT, f"{often} Read its explanation before the next answer, not after it.")
    else:
        yield Advice(Reason.NEVER_RIGHT, f"{often} It has no source and no explanation: look it up and write one.")


def _too_long(case: Case) -> Iterator[Advice]:
    if not isinstance(case.question, Basic | Typed):
        return
    lines = [line for line in case.question.answer.split("\n") if line.strip()]
    words = len(told(case.question.answer).split())
    if len(lines) >= _FEW:
        yield Advice(
            Reason.LONG, f"Its answer is a list of {len(lines)}: split it into {len(lines)} questions, one each."
        )
    elif words > LONG_WORDS:
        yield Advice(Reason.LONG, f"Its answer has {words} words: split it into questions that ask for one thing each.")


def _too_many_parts(case: Case) -> Iterator[Advice]:
    number = _parts(case.question)
    if number >= LONG_PARTS:
        half = number // 2
        text = f"It asks for {number} things at once: split it into two questions, of {half} and {number - half}."
        yield Advice(Reason.PARTS, text)


def _parts(question: Question) -> int:
    match question:
        case Ordering():
            return len(question.items)
        case Matching():
            return len(question.pairs)
        case Essay():
            return len(question.outline)
        case Cloze():
            return len({gap.number for gap in question.gaps})
        case Multiple():
            return sum(option.correct for option in question.options)
        case _:
            return 0


def _near_twins(case: Case) -> Iterator[Advice]:
    if not isinstance(case.question, Choice):
        return
    from difflib import SequenceMatcher  # here, not above: few leeches come so far

    key = next((told(option.text) for option in case.question.options if option.correct), "")
    for option in case.question.options:
        other = told(option.text)
        if not option.correct and SequenceMatcher(None, key.lower(), other.lower()).ratio() >= _TWINS:
            why = _why(case.question, option.id)
            end = f"what tells them apart: {why}" if why else "say aloud what tells them apart before you choose."
            yield Advice(Reason.TWINS, f"“{key}” and “{other}” are near twins; {end}")
            return


def _fades(case: Case) -> Iterator[Advice]:
    """Whether every miss came after more days than any right answer: it is kept for a while, and lost after more."""
    gaps = [
        (later.day - earlier.day, later.missed)
        for earlier, later in zip(case.tried, case.tried[1:], strict=False)
        if later.day > earlier.day
    ]
    kept, lost = [days for days, missed in gaps if not missed], [days for days, missed in gaps if missed]
    if kept and lost and max(kept) < min(lost):
        days = f"{max(kept)} day{'' if max(kept) == 1 else 's'}"
        yield Advice(
            Reason.FADES,
            f"You keep it for {days} and lose it after {min(lost)}: tie it to something you never forget, and write "
            "that beside the answer.",
        )
