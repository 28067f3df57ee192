"""Marks: what answers earn and cost under a blueprint."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Chose, Matched, Ordered, Picked, Recalled, Response, Wrote
from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.drawing import draw
from quizapp.domain.marking import Outcome, PaperAnswer, answers_of, changes, is_blank, known_to_pass, score
from quizapp.domain.papers import Paper
from quizapp.domain.questions import Choice, Kind, Option
from tests.support.paper_banks import bank_of, choice, essay, one_section

FPSC = one_section(100, negative=0.25, pass_percent=50)


def answers(right: int, wrong: int, blank: int) -> list[PaperAnswer]:
    """So many right, wrong and blank answers of one section and topic."""
    shares = [1.0] * right + [0.0] * wrong + [None] * blank
    return [PaperAnswer(number, "all", "T", share) for number, share in enumerate(shares, 1)]


@pytest.mark.parametrize(
    ("right", "wrong", "blank", "marks", "passed"),
    [
        (100, 0, 0, 100, True),
        (60, 40, 0, 50, True),
        (59, 41, 0, 48.75, False),
        (50, 0, 50, 50, True),
        (0, 100, 0, -25, False),
    ],
)
def test_a_wrong_answer_costs_a_quarter(right: int, wrong: int, blank: int, marks: float, passed: bool) -> None:
    """The recruitment rule: -0.25 for a wrong answer, nothing for a blank, half of the marks to pass."""
    result = score(FPSC, answers(right, wrong, blank))
    assert (result.total.marks, result.total.of, result.passed) == (marks, 100, passed)
    assert (result.total.right, result.total.wrong, result.total.blank) == (right, wrong, blank)
    assert result.total.lost == wrong * 0.25


def test_sixty_six_of_two_hundred_passes() -> None:
    """The screening test: 33 percent of 200 marks, wrong answers cost nothing."""
    mpt = one_section(200, pass_percent=33)
    assert score(mpt, answers(66, 134, 0)).passed is True
    assert score(mpt, answers(65, 135, 0)).passed is False
    assert score(mpt, answers(66, 134, 0)).total.needed == 66


def test_sections_that_fell_away_have_no_marks() -> None:
    """A paper that shrinks to what the decks hold names only the sections that were asked; another names all."""
    hall = one_section(2, scaled=True)
    hall = replace(hall, sections=(*hall.sections, replace(hall.sections[0], id="none", title="Not held")))
    assert [each.name for each in score(hall, answers(1, 1, 0)).sections] == ["all"]
    assert [each.name for each in score(replace(hall, scaled=False), answers(1, 1, 0)).sections] == ["all", "none"]


@given(
    shares=st.lists(st.one_of(st.none(), st.sampled_from([0.0, 1 / 3, 0.5, 2 / 3, 1.0])), min_size=1, max_size=60),
    negative=st.sampled_from([0, 0.25, 1 / 3]),
)
def test_the_marks_are_those_of_the_questions(shares: list[float | None], negative: float) -> None:
    """Sections and topics add up to the whole; what was lost is what wrong answers cost; blanks are worth nothing."""
    parts = (Part(questions=1),)
    sections = tuple(Section(id=id, title=id, parts=parts, marks=2, negative=negative) for id in ("one", "two"))
    blueprint = Blueprint(id="p", title="P", sections=sections)
    given_ = [
        PaperAnswer(number, ("one", "two")[number % 2], f"T{number % 3}", share) for number, share in enumerate(shares)
    ]
    result = score(blueprint, given_)
    for group in (result.sections, result.topics):
        assert sum(each.marks for each in group) == pytest.approx(result.total.marks)
        assert sum(each.of for each in group) == result.total.of == 2 * len(shares)
        for name in ("right", "partly", "wrong", "blank"):
            assert sum(getattr(each, name) for each in group) == getattr(result.total, name)
    assert result.total.lost == pytest.approx(negative * shares.count(0.0))
    assert result.total.marks == pytest.approx(sum(2 * (share or 0) for share in shares) - result.total.lost)


def test_thirds_add_up() -> None:
    """Three answers of a third make one mark, not a little less; the line is reached."""
    blueprint = one_section(3, pass_percent=100 / 3)
    result = score(blueprint, [PaperAnswer(number, "all", "T", 1 / 3) for number in (1, 2, 3)])
    assert result.total.marks == 1
    assert result.passed is True


def test_every_section_has_a_line_of_its_own() -> None:
    """Who passes the whole and fails a section that must be passed has not passed."""
    sections = tuple(
        Section(id=id, title=id, parts=(Part(questions=2),), questions=2, pass_percent=percent)
        for id, percent in (("one", 50), ("two", 0))
    )
    blueprint = Blueprint(id="p", title="P", sections=sections, pass_percent=50)
    given_ = [PaperAnswer(number, "one" if number < 3 else "two", "T", float(number > 2)) for number in (1, 2, 3, 4)]
    result = score(blueprint, given_)
    assert (result.total.passed, result.sections[0].passed, result.sections[1].passed) == (True, False, None)
    assert result.passed is False
    assert score(replace(blueprint, pass_percent=0, sections=sections[1:]), []).passed is None


def _paper() -> Paper:
    blueprint = one_section(3, kinds=(Kind.CHOICE, Kind.ESSAY), negative=0.25)
    return draw(blueprint, 1, bank_of(choice("q1"), choice("q2"), essay("e")))


def test_responses_are_judged_and_texts_wait_for_their_marks() -> None:
    """Right, wrong, and an essay: a blank until its marks were given by hand."""
    paper = _paper()
    by_id = {each.card.question: each.number for each in paper.questions}
    responses: dict[int, Response] = {
        by_id["q1"]: Picked("a"),
        by_id["q2"]: Picked("b"),
        by_id["e"]: Recalled(frozenset({"one"}), "A text"),
    }
    result = score(paper.blueprint, answers_of(paper, responses, {}))
    assert {each.number: each.outcome for each in result.questions} == {
        by_id["q1"]: Outcome.RIGHT,
        by_id["q2"]: Outcome.WRONG,
        by_id["e"]: Outcome.BLANK,
    }
    assert result.total.marks == 0.75
    assert score(paper.blueprint, answers_of(paper, responses, {by_id["e"]: 0.5})).total.marks == 1.25
    assert score(paper.blueprint, answers_of(paper, {}, {})).total.blank == 3


def test_a_corrected_key_scores_the_stored_responses_again() -> None:
    """The same responses and the corrected question: what changed is named, and by how much."""
    paper = _paper()
    wrong = next(each for each in paper.questions if each.card.question == "q2")
    assert isinstance(wrong.question, Choice)
    options = tuple(Option(each.id, each.text, correct=each.id == "b") for each in wrong.question.options)
    mended = replace(wrong, question=replace(wrong.question, options=options))
    corrected = replace(paper, questions=tuple(mended if each is wrong else each for each in paper.questions))
    responses: dict[int, Response] = {wrong.number: Picked("b")}
    before = score(paper.blueprint, answers_of(paper, responses, {}))
    after = score(paper.blueprint, answers_of(corrected, responses, {}))
    (change,) = changes(before, after)
    assert (change.number, change.before.marks, change.after.marks) == (wrong.number, -0.25, 1)
    assert changes(after, after) == ()


@pytest.mark.parametrize(
    ("response", "blank"),
    [
        (Picked(""), True), (Picked("a"), False), (Wrote(" "), True), (Wrote("x"), False), (Chose(frozenset()), True),
        (Ordered(()), True), (Matched(frozenset()), True), (Recalled(frozenset()), False),
    ],
)  # fmt: skip
def test_nothing_answered_is_a_blank(response: Response, blank: bool) -> None:
    """What was left empty costs nothing; a text whose points were ticked is not empty for lack of ticks."""
    assert is_blank(response) is blank


@pytest.mark.parametrize(
    ("questions", "options", "needed", "negative", "known"),
    [
        (200, 4, 66, 0, 22),
        (20, 4, 8, 0, 4),
        (100, 4, 50, 0.25, 47),
        (100, 4, 50, 0.5, 50),
        (10, 4, 2, 0, 0),
        (10, 4, 11, 0, None),
    ],
)
def test_how_many_known_answers_pass(questions: int, options: int, needed: float, negative: float, known: int) -> None:
    """By hand: k + (200 - k)/4 >= 66 gives 22. With -0.25 a guess earns 1/16: k + (100 - k)/16 >= 50 gives 47."""
    assert known_to_pass(questions, options, needed, negative) == known
