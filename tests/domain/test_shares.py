"""Laws of partial credit, and of judging, keeping and showing responses over all nine kinds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import (
    Chose,
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
from quizapp.domain.asking import missed_first, offered, right_answer, right_sides
from quizapp.domain.judging import judge
from quizapp.domain.question_format import read_gaps
from quizapp.domain.questions import (
    Basic,
    Choice,
    Cloze,
    Essay,
    Item,
    Kind,
    Matching,
    Multiple,
    Option,
    Ordering,
    OutlinePoint,
    Pair,
    Question,
    Rubric,
    TrueFalse,
    Typed,
    kind_of,
)
from quizapp.domain.responses import response_from_plain, response_to_plain
from quizapp.domain.shares import verdict_of

RUBRIC = Rubric("f", "h", "n")
MOST = {Kind.MULTIPLE: 8, Kind.ORDERING: 8, Kind.MATCHING: 8, Kind.ESSAY: 20}


def multiple(right: Iterable[bool]) -> Multiple:
    """A question whose options `o0`, `o1` ... are right or not."""
    options = tuple(Option(f"o{number}", f"Option {number}", correct) for number, correct in enumerate(right))
    return Multiple(id="q", topic="t", prompt="p", options=options)


def ordering(count: int) -> Ordering:
    """A question with the items `i0`, `i1` ..."""
    return Ordering(id="q", topic="t", prompt="p", items=tuple(Item(f"i{n}", f"Item {n}") for n in range(count)))


def matching(count: int, distractors: int = 0) -> Matching:
    """A question with the pairs `p0`, `p1` ..."""
    pairs = tuple(Pair(f"p{n}", f"Left {n}", f"Right {n}") for n in range(count))
    others = tuple(f"Other {n}" for n in range(distractors))
    return Matching(id="q", topic="t", prompt="p", pairs=pairs, distractors=others)


def essay(count: int) -> Essay:
    """A question whose outline has the points `e0`, `e1` ..."""
    points = tuple(OutlinePoint(f"e{n}", f"Point {n}") for n in range(count))
    return Essay(id="q", topic="t", prompt="p", marks=20, outline=points, rubric=RUBRIC)


CLOZE = "RATS sits in {{1::Tashkent}}."
SIMPLE: tuple[Question, ...] = (
    Choice(id="q", topic="t", prompt="p", options=(Option("o0", "A", correct=True), Option("o1", "B"))),
    TrueFalse(id="q", topic="t", prompt="p", answer=True),
    Basic(id="q", topic="t", prompt="p", answer="A"),
    Cloze(id="q", topic="t", prompt=CLOZE, gaps=read_gaps(CLOZE)),
    Typed(id="q", topic="t", prompt="p", answer="Tashkent"),
)
QUESTIONS = st.one_of(
    st.sampled_from(SIMPLE),
    st.lists(st.booleans(), min_size=2, max_size=8).filter(any).map(multiple),
    st.integers(3, 8).map(ordering),
    st.builds(matching, st.integers(2, 8), st.integers(0, 6)),
    st.integers(1, 20).map(essay),
)


@st.composite
def responses(draw: st.DrawFn, question: Question) -> Response:
    """Any response that the screen could give to the question."""
    match question:
        case Choice():
            return Picked(draw(st.sampled_from([option.id for option in question.options])))
        case TrueFalse():
            return Picked(draw(st.sampled_from(["true", "false"])))
        case Basic():
            return Graded(draw(st.sampled_from(list(Rating))))
        case Cloze() | Typed():
            return Wrote(draw(st.text(max_size=12)))
        case Multiple():
            return Chose(draw(st.frozensets(st.sampled_from([option.id for option in question.options]))))
        case Ordering():
            order = draw(st.permutations([item.id for item in question.items]))
            return Ordered(tuple(order[: draw(st.integers(0, len(order)))]))
        case Matching():
            rights = draw(st.permutations(list(right_sides(question))))
            pairs = list(zip([pair.id for pair in question.pairs], rights, strict=False))
            return Matched(frozenset(pairs[: draw(st.integers(0, len(pairs)))]))
        case Essay():
            had = draw(st.frozensets(st.sampled_from([point.id for point in question.outline])))
            return Recalled(had, draw(st.text(max_size=9)))


def best(question: Question) -> Response:
    """The response that earns all marks."""
    match question:
        case Choice():
            return Picked("o0")
        case TrueFalse():
            return Picked("true")
        case Basic():
            return Graded(Rating.GOOD)
        case Cloze() | Typed():
            return Wrote("Tashkent")
        case Multiple():
            return Chose(frozenset(option.id for option in question.options if option.correct))
        case Ordering():
            return Ordered(tuple(item.id for item in question.items))
        case Matching():
            return Matched(frozenset((pair.id, pair.id) for pair in question.pairs))
        case Essay():
            return Recalled(frozenset(point.id for point in question.outline))


def gap_of(question: Question) -> int:
    """The number of the question's only card."""
    return 1 if isinstance(question, Cloze) else 0


def test_all_nine_kinds_are_tried_here() -> None:
    """The laws below speak of every kind."""
    asked = (*SIMPLE, multiple([True, False]), ordering(3), matching(2), essay(1))
    assert {kind_of(question) for question in asked} == set(Kind)


@given(st.data())
def test_whatever_is_answered_earns_a_share_between_none_and_all(data: st.DataObject) -> None:
    """All of the marks and the verdict "right" go together, and so do less than half of them and "wrong"."""
    question = data.draw(QUESTIONS)
    found = judge(question, gap_of(question), data.draw(responses(question)))
    assert 0 <= found.share <= 1
    assert (found.share == 1) == (found.verdict is Verdict.RIGHT)
    if found.verdict is not Verdict.NEARLY:
        assert (found.share < 0.5) == (found.verdict is Verdict.WRONG)
    assert found.expected == right_answer(question, gap_of(question))


@given(QUESTIONS)
def test_the_right_answer_is_right(question: Question) -> None:
    """It earns all marks, in every kind."""
    assert judge(question, gap_of(question), best(question)).verdict is Verdict.RIGHT


@given(st.data())
def test_a_response_comes_back_from_the_log_as_it_was(data: st.DataObject) -> None:
    """Written, kept as JSON and read: the same value."""
    response = data.draw(QUESTIONS.flatmap(responses))
    assert response_from_plain(json.loads(json.dumps(response_to_plain(response)))) == response


@given(st.data())
def test_nothing_answered_earns_nothing(data: st.DataObject) -> None:
    """Whoever does not know and says so gets no marks by the way the parts are counted."""
    question = data.draw(QUESTIONS.filter(lambda asked: kind_of(asked) in MOST))
    empty: dict[Kind, Response] = {
        Kind.MULTIPLE: Chose(frozenset()),
        Kind.ORDERING: Ordered(()),
        Kind.MATCHING: Matched(frozenset()),
        Kind.ESSAY: Recalled(frozenset()),
    }
    assert judge(question, 0, empty[kind_of(question)]).share == 0


@pytest.mark.parametrize(
    ("chosen", "share", "verdict"),
    [
        ("o0 o1", 1, Verdict.RIGHT),
        ("o0", 0.5, Verdict.PARTLY),
        ("o0 o1 o2", 0.5, Verdict.PARTLY),
        ("o0 o2", 0, Verdict.WRONG),
        ("o0 o1 o2 o3", 0, Verdict.WRONG),
        ("o2 o3", 0, Verdict.WRONG),
    ],
)
def test_a_wrong_option_costs_what_a_right_one_earns(chosen: str, share: float, verdict: Verdict) -> None:
    """Two of four are right: choosing everything earns nothing."""
    found = judge(multiple([True, True, False, False]), 0, Chose(frozenset(chosen.split())))
    assert (found.share, found.verdict) == (share, verdict)


@pytest.mark.parametrize(
    ("order", "share"),
    [("0123", 1), ("1023", 4 / 6), ("0213", 4 / 6), ("3012", 0), ("0321", 0), ("3210", 0), ("012", 0.5), ("0", 0)],
)
def test_an_order_earns_by_pairs(order: str, share: float) -> None:
    """Neighbours exchanged cost little, the last item put first costs much, half an order earns half."""
    response = Ordered(tuple(f"i{digit}" for digit in order))
    assert judge(ordering(4), 0, response).share == pytest.approx(share)


@pytest.mark.parametrize(("count", "most"), [(3, 0.17), (4, 0.17), (5, 0.12), (6, 0.07), (7, 0.07)])
def test_a_random_order_seldom_earns_half(count: int, most: float) -> None:
    """Counted over every order; the figures stand in docs/ratings.md."""
    items = [f"i{number}" for number in range(count)]
    shares = [judge(ordering(count), 0, Ordered(order)).share for order in permutations(items)]
    assert round(sum(share >= 0.5 for share in shares) / len(shares), 2) == most


def test_pairs_earn_each_the_same_and_a_distractor_nothing() -> None:
    """Two of three are together; the third was put to a side that belongs to none."""
    question = matching(3, distractors=1)
    other = next(id for id, text in right_sides(question).items() if text == "Other 0")
    found = judge(question, 0, Matched(frozenset({("p0", "p0"), ("p1", "p1"), ("p2", other)})))
    assert found.share == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("question", "response"),
    [
        (multiple([True, False]), Chose(frozenset({"z"}))),
        (ordering(3), Ordered(("i0", "z"))),
        (ordering(3), Ordered(("i0", "i0"))),
        (matching(2), Matched(frozenset({("z", "p0")}))),
        (matching(2), Matched(frozenset({("p0", "z")}))),
        (matching(2), Matched(frozenset({("p0", "p1"), ("p1", "p1")}))),
        (matching(2), Matched(frozenset({("p0", "p0"), ("p0", "p1")}))),
        (essay(2), Recalled(frozenset({"z"}))),
    ],
)
def test_parts_that_are_not_there_or_used_twice_are_refused(question: Question, response: Response) -> None:
    """They are a mistake of the program, not a wrong answer."""
    with pytest.raises(ValueError, match="part"):
        judge(question, 0, response)


@given(st.integers(3, 8), st.text())
def test_items_are_never_offered_in_their_right_order(count: int, seed: str) -> None:
    """Every item is there once, and enter alone never answers."""
    question = ordering(count)
    right = tuple(item.id for item in question.items)
    assert sorted(offered(question, seed)) == sorted(right)
    assert offered(question, seed) != right


@given(st.integers(2, 8), st.integers(0, 6), st.text())
def test_every_side_is_offered_once_also_those_that_belong_to_none(count: int, distractors: int, seed: str) -> None:
    """Their order depends on the seed and their ids alone."""
    question = matching(count, distractors)
    assert sorted(offered(question, seed)) == sorted(right_sides(question))
    assert len(right_sides(question)) == count + distractors


def test_missed_points_come_first_in_their_order() -> None:
    """Those that were recalled follow in theirs; a point that is new counts as missed."""
    assert [point.id for point in missed_first(essay(5), {"e0", "e2", "gone"}).outline] == [
        "e1",
        "e3",
        "e4",
        "e0",
        "e2",
    ]


def test_a_share_of_half_is_partly_right() -> None:
    """Below it the answer is wrong, and only all of it is right."""
    assert [verdict_of(share) for share in (0, 0.49, 0.5, 0.99, 1)] == [
        Verdict.WRONG,
        Verdict.WRONG,
        Verdict.PARTLY,
        Verdict.PARTLY,
        Verdict.RIGHT,
    ]
