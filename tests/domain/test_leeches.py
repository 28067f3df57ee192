"""Advice for leeches: every reason by a history that has it, and what is taken for the answer, kind by kind."""

from __future__ import annotations

import pytest

from quizapp.domain.answers import Chose, Matched, Ordered, Picked, Response, Wrote
from quizapp.domain.leeches import Case, Reason, advise
from quizapp.domain.missed import Tried, confusion
from quizapp.domain.questions import (
    Basic,
    Choice,
    Item,
    Matching,
    Multiple,
    Option,
    Ordering,
    Pair,
    Question,
    TrueFalse,
    Typed,
)

CITIES = Choice(
    id="seat",
    topic="Bodies",
    prompt="Where does RATS sit?",
    options=(Option("tashkent", "Tashkent", correct=True), Option("bishkek", "Bishkek"), Option("astana", "Astana")),
)
LIST = Basic(id="list", topic="Bodies", prompt="Name them.", answer="- one\n- two\n- three")
LONG = Basic(id="long", topic="Bodies", prompt="Why?", answer="Because " + "of many words " * 5)
SHORT = Basic(id="short", topic="Bodies", prompt="Who?", answer="Nobody", explanation="Nobody did.")
ORDER = Ordering(
    id="order", topic="Bodies", prompt="Order.", items=tuple(Item(letter, letter.upper()) for letter in "abcdef")
)
PAIRS = Matching(
    id="pairs",
    topic="Seas",
    prompt="Match.",
    pairs=(Pair("i", "Indus", "Arabian Sea"), Pair("d", "Danube", "Black Sea")),
)
MANY = Multiple(
    id="many",
    topic="States",
    prompt="Which?",
    options=(Option("n", "Nepal", correct=True), Option("l", "Laos", correct=True), Option("v", "Vietnam")),
)
TYPED = Typed(id="typed", topic="Capitals", prompt="Capital?", answer="Astana")
TWINS = Choice(
    id="twins",
    topic="Drills",
    prompt="Which?",
    options=(
        Option("a", "Peace Mission 2021", correct=True),
        Option("b", "Peace Mission 2012", why="It was held in Tajikistan."),
        Option("c", "Xiamen"),
    ),
)


def tried(*given: tuple[int, bool], response: Response | None = None) -> tuple[Tried, ...]:
    """Answers on these days, each right or not."""
    return tuple(Tried(day, response, not right) for day, right in given)


UPS_AND_DOWNS = tried((0, True), (10, False), (11, True), (13, False), (30, True), (31, False))


@pytest.mark.parametrize(
    ("question", "answers", "reason", "says"),
    [
        (SHORT, tried((0, False), (1, False), (3, False)), Reason.NEVER_RIGHT, "Read its explanation before"),
        (LIST, UPS_AND_DOWNS, Reason.LONG, "a list of 3: split it into 3 questions"),
        (LONG, UPS_AND_DOWNS, Reason.LONG, "has 16 words"),
        (ORDER, UPS_AND_DOWNS, Reason.PARTS, "6 things at once: split it into two questions, of 3 and 3"),
        (TWINS, UPS_AND_DOWNS, Reason.TWINS, "near twins; what tells them apart: It was held in Tajikistan."),
        (SHORT, tried((0, True), (4, True), (30, False), (31, True)), Reason.FADES, "for 4 days and lose it after 26"),
        (SHORT, UPS_AND_DOWNS, Reason.UNSTEADY, "Right 3 times, wrong 3 times"),
    ],
)
def test_every_reason(question: Question, answers: tuple[Tried, ...], reason: Reason, says: str) -> None:
    """What the answers say comes before what the question looks like."""
    advice = advise(Case(question, answers, confusion(question, 0, answers)))
    assert advice.reason is reason
    assert says in advice.text


def test_never_right_names_where_to_read() -> None:
    """The place in the source, when the question has one."""
    case = Case(SHORT, tried((0, False), (1, False), (3, False)), None, sources=["“An atlas”, p. 1"])
    assert advise(case).text.endswith("Read “An atlas”, p. 1 before the next answer.")


def test_one_slip_is_no_confusion() -> None:
    """It takes two of the same, and half of all."""
    once = (*tried((0, True), (10, True)), *tried((12, False), response=Picked("bishkek")))
    assert advise(Case(CITIES, once, confusion(CITIES, 0, once))).reason is not Reason.CONFUSED
    twice = (*once, *tried((14, False), response=Picked("bishkek")))
    assert advise(Case(CITIES, twice, confusion(CITIES, 0, twice))).reason is Reason.CONFUSED


@pytest.mark.parametrize(
    ("question", "response", "sentence"),
    [
        (CITIES, Picked("bishkek"), "you take Bishkek for Tashkent"),
        (TrueFalse(id="t", topic="", prompt="So.", answer=True), Picked("false"), "you hold it false"),
        (TYPED, Wrote(" Almaty "), "you write “Almaty” for “Astana”"),
        (MANY, Chose(frozenset({"n", "l", "v"})), "you choose Vietnam, which is none of them"),
        (MANY, Chose(frozenset({"n"})), "you leave out Laos"),
        (PAIRS, Matched(frozenset({("i", "d"), ("d", "d")})), "you put Black Sea beside Indus, not Arabian Sea"),
        (ORDER, Ordered(tuple("bacdef")), "you put B before A"),
    ],
)
def test_what_is_taken_for_the_answer(question: Question, response: Response, sentence: str) -> None:
    """One sentence for every kind that can be confused."""
    found = confusion(question, 0, tried((0, False), response=response))
    assert found is not None
    assert (found.sentence, found.times) == (sentence, 1)


@pytest.mark.parametrize("response", [Picked(""), Picked("gone"), None])
def test_nothing_given_is_no_confusion(response: Response | None) -> None:
    """An empty answer, an option that the question no longer has, an answer of which only the grade is known."""
    assert confusion(CITIES, 0, tried((0, False), response=response)) is None
