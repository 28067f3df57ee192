"""What an answer is worth, and what the scheduler is told about it; docs/ratings.md explains the table."""

from __future__ import annotations

from quizapp.domain.answers import (
    Chose,
    Claim,
    Graded,
    Matched,
    Ordered,
    Picked,
    Rating,
    Recalled,
    Response,
    Verdict,
    Wrote,
)
from quizapp.domain.asking import cloze_prompt, gap_variants, right_answer, right_answers
from quizapp.domain.questions import (
    Basic,
    Choice,
    Cloze,
    Essay,
    Kind,
    Matching,
    Multiple,
    Ordering,
    Question,
    TrueFalse,
    Typed,
    gap_numbers,
)
from quizapp.domain.shares import share_chosen, share_matched, share_ordered, share_recalled, verdict_of
from quizapp.domain.text import plain
from quizapp.domain.typed_differences import Difference
from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, the share of the marks beyond doubt (0 to 1), the right answer in plain text, and what differs.

    Nearly right earns nothing until the learner decides, so that a mock exam never accepts a likeness.
    """

    verdict: Verdict
    share: float
    expected: str
    differences: tuple[Difference, ...] = ()


def judge(question: Question, gap: int, response: Response) -> Judgement:
    """Judge a response to one card; raises TypeError when it cannot answer that kind, ValueError for no such part."""
    match question, response:
        case Choice(), Picked(option):
            by_id = {each.id: each.correct for each in question.options}
            if option and option not in by_id:
                raise ValueError(f"no such option: {option}")
            return _judgement(by_id.get(option, False), right_answer(question))
        case TrueFalse(), Picked(option):
            if option not in ("true", "false", ""):
                raise ValueError(f"no such option: {option}")
            return _judgement(bool(option) and (option == "true") is question.answer, right_answer(question))
        case Basic(), Graded(rating):
            return _judgement(rating is not Rating.AGAIN, right_answer(question))
        case Cloze(), Wrote(text):
            rivals = [way for other in gap_numbers(question) if other != gap for way in gap_variants(question, other)]
            return _typed(text, gap_variants(question, gap), rivals, plain(cloze_prompt(question, gap)))
        case Typed(), Wrote(text):
            return _typed(text, right_answers(question), (), plain(question.prompt))
        case Multiple(), Chose():
            return _shared(share_chosen(question, response), question)
        case Ordering(), Ordered():
            return _shared(share_ordered(question, response), question)
        case Matching(), Matched():
            return _shared(share_matched(question, response), question)
        case Essay(), Recalled():
            return _shared(share_recalled(question, response), question)
        case _:
            raise TypeError(f"{type(response).__name__} cannot answer {type(question).__name__}")


def _judgement(is_right: bool, expected: str) -> Judgement:
    return Judgement(Verdict.RIGHT if is_right else Verdict.WRONG, 1.0 if is_right else 0.0, expected)


def _shared(share: float, question: Question) -> Judgement:
    return Judgement(verdict_of(share), share, right_answer(question))


def _typed(text: str, accepted: tuple[str, ...], rivals: list[str] | tuple[str, ...], asked: str) -> Judgement:
    # Its patterns take milliseconds to compile, and the first question is seldom a typed one.
    from quizapp.domain.typed_answers import judge_typed

    found = judge_typed(text, accepted, rivals=rivals, asked=asked)
    share = 1.0 if found.verdict is Verdict.RIGHT else 0.0
    return Judgement(found.verdict, share, found.expected, found.differences)


SLOW_SECONDS = {
    Kind.CHOICE: 60,
    Kind.TRUE_FALSE: 30,
    Kind.CLOZE: 45,
    Kind.TYPED: 60,
    Kind.MULTIPLE: 90,
    Kind.ORDERING: 90,
    Kind.MATCHING: 120,
}
"""From how many seconds on a right answer counts as slow; what learners check for themselves never does."""

_RATINGS = {
    Verdict.RIGHT: Rating.GOOD,
    Verdict.PARTLY: Rating.HARD,
    Verdict.NEARLY: Rating.HARD,
    Verdict.WRONG: Rating.AGAIN,
}


def rate(kind: Kind, verdict: Verdict, claim: Claim, milliseconds: int, own: Rating | None = None) -> Rating:
    """What the scheduler is told, by the table of docs/ratings.md; `own` is the learner's grade of a basic question."""
    if claim in (Claim.GUESSED, Claim.WAS_WRONG):
        return Rating.AGAIN
    if claim is Claim.WAS_RIGHT and (verdict is Verdict.NEARLY or kind in (Kind.TYPED, Kind.CLOZE)):
        return Rating.GOOD
    if own is not None:
        return own
    slow = verdict is Verdict.RIGHT and kind in SLOW_SECONDS and milliseconds >= 1000 * SLOW_SECONDS[kind]
    return Rating.HARD if slow else _RATINGS[verdict]
