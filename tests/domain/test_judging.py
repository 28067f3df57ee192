"""Laws of judging and rating over all kinds."""

from __future__ import annotations

import pytest

from quizapp.domain.answers import Claim, Graded, Picked, Rating, Response, Verdict, Wrote
from quizapp.domain.judging import SLOW_SECONDS, judge, rate
from quizapp.domain.question_format import read_gaps
from quizapp.domain.questions import (
    Basic,
    Choice,
    Cloze,
    Essay,
    Kind,
    Option,
    Question,
    Rubric,
    TrueFalse,
    Typed,
)

SEAT = "**RATS** sits in {{1::Tashkent::city}}, the secretariat in {{2::Beijing}}."
CHOICE = Choice(id="q", topic="t", prompt="p", options=(Option("a", "*Pabbi*", correct=True), Option("b", "Orenburg")))
TRUE_FALSE = TrueFalse(id="q", topic="t", prompt="p", answer=False)
BASIC = Basic(id="q", topic="t", prompt="p", answer="Because **so**.")
CLOZE = Cloze(id="q", topic="t", prompt=SEAT, gaps=read_gaps(SEAT, {"1": ["Toshkent"]}))
TYPED = Typed(id="q", topic="t", prompt="p", answer="Tashkent", accept=("Toshkent",))
ESSAY = Essay(id="q", topic="t", prompt="p", marks=20, outline=(), rubric=Rubric("f", "h", "n"))


@pytest.mark.parametrize(
    ("question", "gap", "response", "verdict", "expected"),
    [
        (CHOICE, 0, Picked("a"), Verdict.RIGHT, "Pabbi"),
        (CHOICE, 0, Picked("b"), Verdict.WRONG, "Pabbi"),
        (TRUE_FALSE, 0, Picked("false"), Verdict.RIGHT, "False"),
        (TRUE_FALSE, 0, Picked("true"), Verdict.WRONG, "False"),
        (BASIC, 0, Graded(Rating.AGAIN), Verdict.WRONG, "Because so."),
        (BASIC, 0, Graded(Rating.HARD), Verdict.RIGHT, "Because so."),
        (CLOZE, 1, Wrote("tashkent"), Verdict.RIGHT, "Tashkent"),
        (CLOZE, 1, Wrote("Toshkent"), Verdict.RIGHT, "Tashkent"),
        (CLOZE, 1, Wrote("Tashkant"), Verdict.NEARLY, "Tashkent"),
        (CLOZE, 1, Wrote("Beijing"), Verdict.WRONG, "Tashkent"),
        (CLOZE, 2, Wrote("Beijing"), Verdict.RIGHT, "Beijing"),
        (TYPED, 0, Wrote("TOSHKENT"), Verdict.RIGHT, "Tashkent"),
        (TYPED, 0, Wrote(""), Verdict.WRONG, "Tashkent"),
    ],
)
def test_each_kind_is_judged(question: Question, gap: int, response: Response, verdict: Verdict, expected: str) -> None:
    """A response is judged by its question's kind; the right answer comes without Markdown, marks only when right."""
    judgement = judge(question, gap, response)
    assert (judgement.verdict, judgement.expected) == (verdict, expected)
    assert judgement.share == (1.0 if verdict is Verdict.RIGHT else 0.0)


@pytest.mark.parametrize(("question", "response"), [(CHOICE, Wrote("a")), (TYPED, Picked("a")), (ESSAY, Wrote("x"))])
def test_a_response_of_another_kind_is_refused(question: Question, response: Response) -> None:
    """What cannot answer a question is a mistake of the program, not a wrong answer."""
    with pytest.raises(TypeError):
        judge(question, 0, response)


@pytest.mark.parametrize("question", [CHOICE, TRUE_FALSE])
def test_an_option_that_is_not_there_is_refused(question: Question) -> None:
    """An unknown option is a mistake of the program, not a wrong answer."""
    with pytest.raises(ValueError, match="no such option"):
        judge(question, 0, Picked("z"))


def test_a_gap_number_used_twice_asks_for_both_answers() -> None:
    """Two gaps of one number are one card, answered in their order; the same text twice is asked once."""
    prompt = "From {{1::Shanghai}} in {{1::2001}}, {{2::Putin}} and {{2::Putin}}"
    cloze = Cloze(id="q", topic="t", prompt=prompt, gaps=read_gaps(prompt))
    assert judge(cloze, 1, Wrote("shanghai; 2001")).verdict is Verdict.RIGHT
    assert judge(cloze, 1, Wrote("shanghai")).verdict is Verdict.WRONG
    assert judge(cloze, 2, Wrote("putin")).verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    ("kind", "verdict", "claim", "seconds", "rating"),
    [
        (Kind.CHOICE, Verdict.RIGHT, Claim.NONE, 20, Rating.GOOD),
        (Kind.CHOICE, Verdict.RIGHT, Claim.NONE, 60, Rating.HARD),
        (Kind.TRUE_FALSE, Verdict.RIGHT, Claim.NONE, 29, Rating.GOOD),
        (Kind.TRUE_FALSE, Verdict.RIGHT, Claim.NONE, 30, Rating.HARD),
        (Kind.CHOICE, Verdict.RIGHT, Claim.GUESSED, 5, Rating.AGAIN),
        (Kind.CHOICE, Verdict.WRONG, Claim.NONE, 5, Rating.AGAIN),
        (Kind.CHOICE, Verdict.WRONG, Claim.WAS_RIGHT, 5, Rating.AGAIN),
        (Kind.TYPED, Verdict.NEARLY, Claim.NONE, 5, Rating.HARD),
        (Kind.TYPED, Verdict.NEARLY, Claim.WAS_RIGHT, 5, Rating.GOOD),
        (Kind.CLOZE, Verdict.NEARLY, Claim.WAS_WRONG, 5, Rating.AGAIN),
        (Kind.TYPED, Verdict.WRONG, Claim.WAS_RIGHT, 5, Rating.GOOD),
        (Kind.CLOZE, Verdict.WRONG, Claim.NONE, 999, Rating.AGAIN),
        (Kind.MULTIPLE, Verdict.PARTLY, Claim.NONE, 5, Rating.HARD),
        (Kind.MULTIPLE, Verdict.RIGHT, Claim.NONE, 90, Rating.HARD),
        (Kind.MULTIPLE, Verdict.PARTLY, Claim.GUESSED, 5, Rating.AGAIN),
        (Kind.ORDERING, Verdict.RIGHT, Claim.NONE, 89, Rating.GOOD),
        (Kind.MATCHING, Verdict.RIGHT, Claim.NONE, 120, Rating.HARD),
        (Kind.ESSAY, Verdict.RIGHT, Claim.NONE, 9999, Rating.GOOD),
        (Kind.ESSAY, Verdict.WRONG, Claim.WAS_RIGHT, 5, Rating.AGAIN),
    ],
)
def test_the_table_of_ratings(kind: Kind, verdict: Verdict, claim: Claim, seconds: int, rating: Rating) -> None:
    """The rating follows the published table."""
    assert rate(kind, verdict, claim, seconds * 1000) is rating


@pytest.mark.parametrize("own", list(Rating))
def test_a_basic_question_takes_the_learners_own_grade(own: Rating) -> None:
    """However long it took, the learner's grade stands; a guess is still a guess."""
    verdict = judge(BASIC, 0, Graded(own)).verdict
    assert rate(Kind.BASIC, verdict, Claim.NONE, 10**6, own) is own
    assert rate(Kind.BASIC, verdict, Claim.GUESSED, 1000, own) is Rating.AGAIN


@pytest.mark.parametrize("kind", sorted(Kind))
def test_a_failure_is_never_hard_and_a_success_without_doubt_is_never_again(kind: Kind) -> None:
    """Hard means remembered with effort: a wrong answer rated so would grow the interval of what was forgotten."""
    for milliseconds in (0, 10_000, 10**7):
        assert rate(kind, Verdict.WRONG, Claim.NONE, milliseconds) is Rating.AGAIN
        assert rate(kind, Verdict.RIGHT, Claim.NONE, milliseconds) in (Rating.HARD, Rating.GOOD)


def test_every_kind_but_those_checked_by_the_learner_knows_what_is_slow() -> None:
    """The kinds that the program judges have a time each."""
    assert frozenset(SLOW_SECONDS) == frozenset(Kind) - {Kind.BASIC, Kind.ESSAY}
