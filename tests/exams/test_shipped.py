"""Every rule of every paper that comes with quizapp, as its blueprint says it, in a paper that is sat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from quizapp.domain.answers import Picked, Recalled
from quizapp.domain.blueprints import Blueprint
from quizapp.domain.drawing import draw
from quizapp.domain.exam_changes import Answer, Pause, Refused, Why
from quizapp.domain.exam_changes import Graded as Given
from quizapp.domain.exam_entries import remarked
from quizapp.domain.exam_marking import result_of
from quizapp.domain.exam_sitting import ExamSitting, entered, sitting_of
from quizapp.domain.papers import PaperTooShort, require
from quizapp.domain.questions import Choice
from quizapp.settings import Paths
from quizapp.storage.blueprint_files import read_folders
from tests.support.paper_banks import HeldBank, choice, essay

BEGUN = datetime(2027, 1, 9, 9, 0, tzinfo=UTC)
SUBJECTS = {"Islamiat": 30, "Urdu": 30, "English": 70, "General Abilities": 80, "Current Affairs": 80}
RICH = HeldBank(
    [
        *[
            (subject.lower(), subject, choice(f"{subject[:2].lower()}{number}", f"{subject} {number % 4}"))
            for subject, many in SUBJECTS.items()
            for number in range(many)
        ],
        *[("essays", "Current Affairs", essay(f"e{number}", "Essays")) for number in range(5)],
    ]
)
POOR = HeldBank([("affairs", "Current Affairs", choice(f"c{number}", f"T{number % 2}")) for number in range(25)])

# questions, minutes, marks, marks to pass, cost of a wrong answer, whether it may be paused
RULES = {
    "css-ca-part1": (20, 30, 20, 8, 0, False),
    "css-ca-paper": (24, 180, 100, 40, 0, False),
    "mpt": (200, 200, 200, 66, 0, False),
    "mpt-style": (200, 200, 200, 66, 0, False),
    "fpsc-recruitment": (100, 100, 100, 50, 0.25, False),
    "quick-ten": (10, 10, 10, 5, 0, True),
    "diagnostic": (40, 0, 40, 20, 0, True),
}


@cache
def shipped() -> Mapping[str, Blueprint]:
    """The blueprints that come with quizapp."""
    paths = Paths.find({"QUIZAPP_HOME": "/nowhere"})
    return read_folders(paths.bundled_papers, Path("/nowhere/papers")).found


def sat(name: str, bank: HeldBank = RICH) -> ExamSitting:
    """A paper of this name that has just begun."""
    return sitting_of(name, require(draw(shipped()[name], 7, bank)), BEGUN)


def after(minutes: float) -> datetime:
    """The instant so many minutes after the beginning."""
    return BEGUN + timedelta(minutes=minutes)


def answered(sitting: ExamSitting, right: int, wrong: int) -> ExamSitting:
    """The first questions answered rightly, the next wrongly, at the beginning."""
    for number in range(1, right + wrong + 1):
        response = Picked("a" if number <= right else "b")
        sitting = entered(sitting, number, Answer(response), BEGUN)
    return sitting


def test_the_rules_of_all_of_them_are_told_here() -> None:
    """A blueprint that joins them needs its line in the table."""
    assert shipped().keys() == RULES.keys()


@pytest.mark.parametrize("name", RULES)
def test_size_time_and_marks(name: str) -> None:
    """As many questions, minutes and marks as it says, and the line to pass where it says."""
    questions, minutes, marks, needed, *_ = RULES[name]
    sitting = sat(name)
    assert len(sitting.slots) == questions
    assert sitting.left(BEGUN) == (minutes * 60 or None)
    total = result_of(sitting).total
    assert (total.of, total.needed, total.blank) == (marks, needed, questions)


@pytest.mark.parametrize("name", RULES)
def test_the_end_comes_on_the_minute(name: str) -> None:
    """Open to the last millisecond and then over; one without a clock never is."""
    minutes = RULES[name][1]
    sitting = sat(name)
    last = len(sitting.slots)
    if not minutes:
        assert sitting.open(last, after(100_000))
        return
    assert sitting.open(last, after(minutes) - timedelta(milliseconds=1))
    assert sitting.is_over(after(minutes))
    with pytest.raises(Refused) as told:
        entered(
            sitting, last, Answer(Recalled(frozenset(), "x") if sitting.is_text(last) else Picked("a")), after(minutes)
        )
    assert told.value.why is Why.OVER


@pytest.mark.parametrize("name", RULES)
def test_pausing(name: str) -> None:
    """Only in papers that are practice; a real one goes on."""
    sitting = sat(name)
    if RULES[name][-1]:
        assert sitting.turned(Pause(True), after(1)).paused
        return
    with pytest.raises(Refused) as told:
        sitting.turned(Pause(True), after(1))
    assert told.value.why is Why.NO_PAUSES


@pytest.mark.parametrize("name", RULES)
def test_what_answers_earn_and_cost(name: str) -> None:
    """Right answers a mark each, wrong ones what the paper takes, blanks nothing."""
    sitting = answered(sat(name), 4, 3)
    total = result_of(sitting).total
    cost = RULES[name][4]
    assert (total.right, total.wrong, total.marks, total.lost) == (4, 3, 4 - 3 * cost, 3 * cost)


@pytest.mark.parametrize("name", [name for name in RULES if name != "css-ca-paper"])
def test_the_line_passes_who_reaches_it(name: str) -> None:
    """Exactly reaching it passes, one less does not."""
    needed = RULES[name][3]
    assert result_of(answered(sat(name), needed, 0)).passed is True
    assert result_of(answered(sat(name), needed - 1, 0)).passed is False


@pytest.mark.parametrize("name", RULES)
def test_options_are_shuffled(name: str) -> None:
    """In some order of their own."""
    orders = {
        tuple(option.id for option in each.question.options)
        for each in sat(name).paper.questions
        if isinstance(each.question, Choice)
    }
    assert len(orders) > 1


@pytest.mark.parametrize("name", ["mpt", "mpt-style"])
def test_the_sections_of_the_screening_test_are_open_together(name: str) -> None:
    """Five of them, with their numbers of questions; one moves freely for 200 minutes."""
    sitting = sat(name)
    assert [len(sitting.paper.of(each.id)) for each in sitting.paper.blueprint.sections] == [20, 20, 50, 60, 50]
    assert all(sitting.open(number, after(199)) for number in (1, 21, 41, 91, 151, 200))
    assert sitting.section_left(after(1)) is None


def test_part_one_is_taken_away_after_half_an_hour() -> None:
    """Then the essays are given, 150 minutes of them, 20 marks each, marked by hand."""
    sitting = answered(sat("css-ca-paper"), 20, 0)
    assert [sitting.open(number, after(29.9)) for number in (1, 20, 21)] == [True, True, False]
    assert [sitting.open(number, after(30)) for number in (1, 20, 21, 24)] == [False, False, True, True]
    assert (sitting.section_left(after(20)), sitting.left(after(30))) == (600, 9000)
    for number in range(21, 25):
        sitting = entered(sitting, number, Answer(Recalled(frozenset(), "Text.")), after(60))
    assert (result_of(sitting).total.marks, result_of(sitting).total.blank) == (20, 4)
    for number in (21, 22):
        sitting = remarked(sitting, number, Given(0.5))
    total = result_of(sitting)
    assert (total.total.marks, total.passed) == (40, True)


def test_part_one_alone_ends_with_its_section() -> None:
    """Thirty minutes, and nothing after."""
    sitting = sat("css-ca-part1")
    assert (sitting.section_left(after(10)), sitting.left(after(10))) == (1200, 1200)


def test_the_diagnostic_asks_two_of_every_topic_easy_ones_first() -> None:
    """Twenty topics with choice questions, forty questions."""
    sitting = sat("diagnostic")
    topics = [each.question.topic for each in sitting.paper.questions]
    assert {topics.count(topic) for topic in topics} == {2}
    difficulties = [each.question.difficulty for each in sitting.paper.questions]
    assert difficulties == sorted(difficulties)


@pytest.mark.parametrize(
    ("name", "questions", "minutes"), [("mpt-style", 25, 25), ("quick-ten", 10, 10), ("diagnostic", 4, 0)]
)
def test_papers_that_shrink_shrink_with_their_time(name: str, questions: int, minutes: int) -> None:
    """Twenty-five questions of one subject make as many minutes of the screening test."""
    sitting = sat(name, POOR)
    assert len(sitting.slots) == questions
    assert sitting.left(BEGUN) == (minutes * 60 or None)
    assert all(sitting.open(number, BEGUN) for number in range(1, questions + 1))


@pytest.mark.parametrize("name", ["mpt", "fpsc-recruitment", "css-ca-paper"])
def test_papers_that_do_not_shrink_are_not_given_short(name: str) -> None:
    """Twenty-five questions are no such paper."""
    with pytest.raises(PaperTooShort):
        sat(name, POOR)
