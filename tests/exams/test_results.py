"""Results: marks, time and luck of a paper that was handed in, held against examples worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Chose, Picked, Recalled, Response, Wrote
from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_changes import Correction, Ended
from quizapp.domain.exam_keys import as_now, key_in_words, read_key
from quizapp.domain.exam_luck import Against, Said, Switches, against, switches
from quizapp.domain.exam_results import ExamResult, Filter, exam_result, pace, slow_from
from quizapp.domain.exam_sitting import ExamSitting, Slot, sitting_of
from quizapp.domain.marking import Outcome
from quizapp.domain.papers import Paper, PaperQuestion
from quizapp.domain.questions import CardKey, Choice, Multiple, Option, Question, Typed
from tests.support.paper_banks import choice, essay, true_false

BEGUN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def paper_of(*questions: Question, **fields: Any) -> Paper:
    """A paper of one section with these questions in this order; fields of the section or the blueprint."""
    names = ("marks", "negative", "minutes")
    section = {name: fields.pop(name) for name in names if name in fields}
    made = Section(id="all", title="All", parts=(Part(questions=len(questions)),), questions=len(questions), **section)
    blueprint = Blueprint(id="paper", title="A paper", sections=(made,), **fields)
    asked = [PaperQuestion(number, "all", CardKey("deck", each.id), each) for number, each in enumerate(questions, 1)]
    return Paper(blueprint, 7, tuple(asked))


def sat(paper: Paper, *slots: Slot, **fields: Any) -> ExamSitting:
    """The paper handed in after half an hour, with this in its slots; those not given are blank."""
    sitting = sitting_of("one", paper, BEGUN)
    filled = (*slots, *[Slot()] * (len(paper.questions) - len(slots)))
    ended = BEGUN + timedelta(minutes=30)
    return replace(sitting, slots=filled, ended=ended, ended_by=Ended.PERSON, **fields)


def choices(number: int, *topics: str) -> list[Choice]:
    """So many choice questions whose right option is `a` of four; topics in turn."""
    return [choice(f"q{place}", (topics or ("T",))[place % len(topics or ("T",))]) for place in range(number)]


def slots(*groups: tuple[int, str, bool | None]) -> list[Slot]:
    """So many slots with this option and with what was said, group by group."""
    return [Slot(Picked(option), sure=sure, milliseconds=1000) for many, option, sure in groups for _ in range(many)]


def test_a_paper_that_is_still_sat_has_no_result() -> None:
    """The marks are not told while answers can be changed."""
    with pytest.raises(ValueError, match="not handed in"):
        exam_result(sitting_of("one", paper_of(*choices(2)), BEGUN))


def test_what_sure_and_unsure_answers_were_worth() -> None:
    """Of 14 sure 13 right, of 6 unsure 2 right: it could be guessing among four, which gives 1.5."""
    paper = paper_of(*choices(20))
    found = exam_result(sat(paper, *slots((13, "a", True), (1, "b", True), (2, "a", False), (4, "c", False))))
    sure, unsure = found.luck
    assert (sure.said, sure.answers, sure.right, sure.wrong) == (Said.SURE, 14, 13, (14,))
    assert sure.against is Against.MORE
    assert (unsure.answers, unsure.right, unsure.by_guessing) == (6, 2, 1.5)
    assert unsure.against is Against.CHANCE
    assert unsure.against.value == "could be guessing", "2 are not as many as 1.5"
    assert found.now.total.marks == 15


def test_unsure_answers_can_cost_more_than_they_bring() -> None:
    """With a quarter off for a wrong answer, 1 right of 6 is worth 1 - 5/4 of a mark."""
    paper = paper_of(*choices(6), negative=0.25)
    (unsure,) = exam_result(sat(paper, *slots((1, "a", False), (5, "b", False)))).luck
    assert unsure.marks == -0.25


def test_what_was_known_follows_from_the_wrong_answers() -> None:
    """12 right and 6 wrong of four options: 12 - 6/3 = 10 were known. Never below none."""
    paper = paper_of(*choices(20))
    assert exam_result(sat(paper, *slots((12, "a", None), (6, "b", None)))).known == pytest.approx(10)
    assert exam_result(sat(paper, *slots((6, "b", None)))).known == 0


@pytest.mark.parametrize(
    ("right", "answers", "chance", "told"),
    [
        (2, 2, 0.25, None),
        (3, 3, 0.25, Against.MORE),  # 1/64
        (4, 4, 0.5, Against.CHANCE),  # 1/16: it happens
        (5, 5, 0.5, Against.MORE),  # 1/32
        (0, 11, 0.25, Against.FEWER),  # 0.042
        (0, 10, 0.25, Against.CHANCE),  # 0.056
    ],
)
def test_luck_is_named_only_where_chance_is_a_bad_explanation(
    right: int, answers: int, chance: float, told: Against | None
) -> None:
    """At most one round of guesses in twenty would come out so; of two answers nothing is said."""
    assert against(right, [chance] * answers) is told


@given(st.lists(st.sampled_from([0.2, 0.25, 0.5, 1.0]), min_size=3, max_size=40))
def test_all_right_is_never_fewer_and_none_never_more(chances: list[float]) -> None:
    """The comparison goes the way the answers go."""
    assert against(len(chances), chances) is not Against.FEWER
    assert against(0, chances) is not Against.MORE


def test_changed_answers_are_told_by_first_and_last() -> None:
    """Right to wrong, wrong to right, wrong to wrong; back and forth, blanks and typing are no change of mind."""
    a, b, c = Picked("a"), Picked("b"), Picked("c")
    given_: list[list[Response | None]] = [
        [a, b], [b, a], [b, c], [a, b, a], [None, a], [a], [b, None, a], [a, None], [], [Wrote("x"), Wrote("xy")],
    ]  # fmt: skip
    told = switches([(each, lambda response: response == Picked("a")) for each in given_])
    assert told == Switches(to_right=2, to_wrong=1, wrong_to_wrong=1)
    assert told.all == 4


def test_slow_is_half_as_long_again_as_the_paper_allows() -> None:
    """Twenty questions in thirty minutes: 90 seconds each, slow from 135; without a clock as in Study."""
    paper = paper_of(*choices(20), minutes=30)
    blueprint = paper.blueprint
    assert pace(blueprint, blueprint.sections[0], 20) == 90
    whole = replace(blueprint, minutes=30, sections=(replace(blueprint.sections[0], minutes=0),))
    assert pace(whole, whole.sections[0], 20) == 90
    assert slow_from(choice("q"), 90) == 135_000
    assert slow_from(choice("q"), 0) == 60_000
    assert slow_from(essay("e"), 0) == float("inf")
    found = exam_result(sat(paper, Slot(Picked("a"), milliseconds=135_000), Slot(Picked("a"), milliseconds=134_999)))
    assert [each.number for each in found.chosen(Filter.SLOW)] == [1]


def test_the_filters() -> None:
    """Wrong is what is not wholly right, a blank too; the others are what their words say."""
    paper = paper_of(*choices(6))
    found = exam_result(
        sat(
            paper,
            *(Slot(Picked("a")), Slot(Picked("b"), marked=True), Slot(), Slot(Picked("a"), sure=False), Slot()),
            disputes={1: "Is it?"},
            corrections={6: Correction(cancelled=True)},
        )
    )
    numbers = {wanted: [each.number for each in found.chosen(wanted)] for wanted in Filter}
    assert numbers == {
        Filter.ALL: [1, 2, 3, 4, 5, 6],
        Filter.WRONG: [2, 3, 5],
        Filter.MARKED: [2],
        Filter.SLOW: [],
        Filter.UNSURE: [4],
        Filter.DISPUTED: [1, 6],
    }


def test_where_the_time_went() -> None:
    """To right answers, to wrong ones and to blanks; together it is all of it."""
    paper = paper_of(*choices(4))
    times = (Slot(Picked("a"), milliseconds=10_000), Slot(Picked("b"), milliseconds=50_000), Slot(milliseconds=7_000))
    found = exam_result(sat(paper, *times))
    assert [(each.name, each.questions, each.milliseconds) for each in found.spent_by_outcome()] == [
        ("right", 1, 10_000), ("wrong", 1, 50_000), ("blank", 2, 7_000),
    ]  # fmt: skip
    assert found.milliseconds == 67_000
    assert found.typical() == 10_000


def rekeyed(question: Choice, right: str) -> Choice:
    """The question with another right option, as its deck may have it later."""
    return replace(question, options=tuple([replace(o, correct=o.id == right) for o in question.options]))


def test_marks_then_and_now_when_a_deck_was_corrected() -> None:
    """The paper is marked by the key of today, and says what it was by that of its day."""
    paper = paper_of(*choices(3))
    bank = {CardKey("deck", "q0"): rekeyed(choice("q0"), "b")}
    found = exam_result(sat(paper, *slots((3, "a", True))), as_now(paper, bank))
    assert (found.then.total.marks, found.now.total.marks) == (3, 2)
    assert [each.number for each in found.changed] == [1]
    assert found.questions[0].before is not None
    assert found.questions[0].before.outcome is Outcome.RIGHT
    assert found.questions[1].before is None


def test_a_deck_that_was_rewritten_leaves_old_papers_as_they_were() -> None:
    """Options stay in the order shown; with other options, or gone, a question is marked as it was asked."""
    turned = replace(choice("q0"), options=choice("q0").options[::-1])
    other = replace(choice("q1"), options=choice("q1").options[:3])
    paper = paper_of(turned, choice("q1"), choice("q2"))
    bank: dict[CardKey, Question] = {CardKey("deck", "q0"): rekeyed(choice("q0"), "d"), CardKey("deck", "q1"): other}
    first, second, third = [each.question for each in as_now(paper, bank).questions]
    assert isinstance(first, Choice)
    assert [(option.id, option.correct) for option in first.options] == [
        ("d", True), ("c", False), ("b", False), ("a", False),
    ]  # fmt: skip
    assert (second, third) == (choice("q1"), choice("q2"))


def test_a_key_of_ones_own() -> None:
    """Either of two letters counts, a cancelled question pays everybody, and both are told as changes."""
    paper = paper_of(*choices(3), negative=0.25)
    corrections = {1: Correction(frozenset({"a", "b"})), 3: Correction(cancelled=True, note="two keys")}
    found = exam_result(sat(paper, *slots((2, "b", None)), corrections=corrections))
    assert [each.outcome for each in found.questions] == [Outcome.RIGHT, Outcome.WRONG, Outcome.RIGHT]
    assert (found.then.total.marks, found.now.total.marks) == (-0.5, 1.75)
    assert [each.number for each in found.changed] == [1, 3]
    # What everybody gets says nothing of luck; two right options of four make a guess right half of the time.
    assert [(each.answers, each.by_guessing) for each in found.luck] == [(2, 0.75)]


def test_a_key_can_take_marks_away() -> None:
    """Who was right by the deck is wrong by the corrected key, and pays for it."""
    paper = paper_of(*choices(1), negative=0.25)
    found = exam_result(sat(paper, Slot(Picked("a")), corrections={1: Correction(frozenset({"c"}))}))
    assert (found.then.total.marks, found.now.total.marks) == (1, -0.25)


def test_keys_of_other_kinds() -> None:
    """Words count beside the deck's; of several options the correction is the key; a statement may hold both ways."""
    typed = Typed(id="t", topic="T", prompt="?", answer="Astana")
    several = Multiple(id="m", topic="T", prompt="?", options=tuple([Option(id, id, id in "ab") for id in "abcd"]))
    paper = paper_of(typed, several, true_false("s"))
    corrections = {
        1: read_key(typed, 0, "Nur-Sultan"),
        2: read_key(several, 0, "b/c"),
        3: read_key(true_false("s"), 0, "a/b"),
    }
    answers = (Slot(Wrote(" nur-sultan ")), Slot(Chose(frozenset("abc"))), Slot(Picked("false")))
    found = exam_result(sat(paper, *answers, corrections=corrections))
    assert [each.marks for each in found.questions] == [1, 0.5, 1]
    assert exam_result(sat(paper, Slot(Wrote("Astana")), corrections=corrections)).questions[0].marks == 1


def test_what_a_person_marks_waits() -> None:
    """Essays have no marks until they are given, in any part of their marks; nothing of luck is in them."""
    paper = paper_of(choice("q"), essay("e"), essay("f"), pass_percent=50)
    written = Slot(Recalled(frozenset(), "A text"), milliseconds=60_000_000)
    found = exam_result(sat(paper, Slot(Picked("a")), written))
    assert found.waiting == (2,)  # an essay that nobody wrote is a blank
    assert found.attempt().passed is None
    assert found.attempt().waiting == 1
    assert [each.answers for each in found.luck] == [1]
    assert found.chosen(Filter.SLOW) == ()
    graded = exam_result(sat(paper, Slot(Picked("a")), replace(written, share=0.75)))
    assert (graded.waiting, graded.now.total.marks, graded.attempt().passed) == ((), 1.75, True)


@pytest.mark.parametrize(
    ("question", "text", "wanted"),
    [
        (choice("q"), "b", Correction(frozenset({"b"}))),
        (choice("q"), " B / c", Correction(frozenset({"b", "c"}))),
        (choice("q"), "b,c", Correction(frozenset({"b", "c"}))),
        (choice("q"), "Cancelled", Correction(cancelled=True)),
        (choice("q"), "*", Correction(cancelled=True)),
        (true_false("s"), "b", Correction(frozenset({"false"}))),
        (Typed(id="t", topic="T", prompt="?", answer="x"), "b", Correction(frozenset({"b", "x"}))),
        (essay("e"), "cancelled", Correction(cancelled=True)),
    ],
)
def test_a_key_is_read_as_it_is_written(question: Question, text: str, wanted: Correction) -> None:
    """Letters as on the paper, several with a stroke, `cancelled`; and what was read is written the same way."""
    assert read_key(question, 0, text) == wanted
    if not isinstance(question, Typed):
        assert read_key(question, 0, key_in_words(question, wanted)) == wanted


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        (choice("q"), "e", "letters from a to d"),
        (choice("q"), "", "is no key for this question"),
        (choice("q"), "b/", "is no key for this question"),
        (true_false("s"), "c", "letters from a to b"),
        (essay("e"), "b", "can only be `cancelled`"),
        (Typed(id="t", topic="T", prompt="?", answer="x"), " ", "Write the words"),
    ],
)
def test_what_is_no_key_is_a_sentence(question: Question, text: str, words: str) -> None:
    """What can be written is said."""
    with pytest.raises(QuizError, match=words):
        read_key(question, 0, text)


def test_the_marks_of_topics_add_up() -> None:
    """Topics and the whole are marked by the same lines."""
    found: ExamResult = exam_result(sat(paper_of(*choices(8, "X", "Y")), *slots((3, "a", None), (3, "b", None))))
    assert sum(each.marks for each in found.now.topics) == found.now.total.marks == 3
    assert {each.title for each in found.now.topics} == {"X", "Y"}
