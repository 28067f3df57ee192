"""Results over a real database: marks then and now, keys corrected in all papers, doubts, texts, the schedule."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.bootstrap import Services, open_services
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_changes import Answer, Correction
from quizapp.domain.exam_luck import Said, Switches
from quizapp.domain.exam_results import Entered, Filter
from quizapp.services.exam_results import NoResult
from quizapp.settings import Paths
from tests.support import sat_papers
from tests.support.clocks import SetClock
from tests.support.sat_papers import sit
from tests.tui.support import RoomPaths

ALL_RIGHT = "r r r r r r r r"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Folders with the deck and the blueprints."""
    found = RoomPaths(tmp_path / "data", tmp_path / "config", tmp_path / "state", tmp_path / "cache")
    found.create()
    sat_papers.lay_out(found)
    return found


@pytest.fixture
def services(paths: Paths, clock: SetClock) -> Services:
    """The services on them."""
    return open_services(paths, clock)


def test_without_a_paper_there_is_no_result(services: Services) -> None:
    """The sentence says why: none was handed in, this one is open, it was given up, there is no such one."""
    results = services.exam_results
    with pytest.raises(NoResult, match="No paper was handed in"):
        results.named()
    sitting = services.exams.begin(services.papers.blueprint("class-test"), 1)
    with pytest.raises(NoResult, match="not handed in yet"):
        results.result(sitting.id)
    services.exams.abandon(sitting)
    with pytest.raises(NoResult, match="given up"):
        results.result(sitting.id)
    assert results.papers() == ()


def test_a_paper_in_figures(services: Services, clock: SetClock) -> None:
    """Marks by section against their lines, time, luck and changed answers, as worked out by hand."""
    sat = sit(services, clock, "r+ r+ wr? rw! r+ w? w -")
    found = services.exam_results.result(services.exam_results.named())
    assert found.id == sat.id
    assert (found.now.total.marks, found.now.total.of, found.now.passed) == (3.5, 8, False)
    assert [(each.marks, each.of, each.passed) for each in found.now.sections] == [(3, 4, None), (0.5, 4, False)]
    assert found.milliseconds == 360_000
    assert [each.number for each in found.chosen(Filter.MARKED)] == [4]
    assert [each.number for each in found.chosen(Filter.UNSURE)] == [3, 6]
    # Ten minutes over eight questions are 75 seconds each: from 112.5 on an answer is slow.
    assert [each.number for each in found.chosen(Filter.SLOW)] == []
    assert {each.said: (each.answers, each.right) for each in found.luck} == {
        Said.SURE: (3, 3), Said.UNSURE: (2, 1), Said.UNSAID: (2, 0),
    }  # fmt: skip
    assert found.switches == Switches(to_right=1, to_wrong=1)
    assert found.changed == ()


def test_earlier_attempts_stand_beside_each_other(services: Services, clock: SetClock) -> None:
    """All sittings of the same paper, oldest first; the list of papers has the newest first."""
    first = sit(services, clock, "r r w w w w w w")
    second = sit(services, clock, ALL_RIGHT, seed=2)
    found = services.exam_results.result(second.id)
    assert [(each.id, each.marks) for each in found.attempts] == [(first.id, 1), (second.id, 8)]
    assert [each.id for each in services.exam_results.papers()] == [second.id, first.id]
    assert services.exam_results.named(first.id[:13]) == first.id
    assert services.exam_results.named() == second.id
    shorts = services.exam_results.short_ids()
    assert all(services.exam_results.named(short) == id for id, short in shorts.items())
    with pytest.raises(NoResult, match="There is no paper `zz`"):
        services.exam_results.named("zz")


def test_a_key_corrected_in_the_deck_marks_old_papers(services: Services, clock: SetClock, paths: Paths) -> None:
    """The marks are those of the key of today, and what they were then is told."""
    sat = sit(services, clock, ALL_RIGHT)
    (paths.decks / "world.yaml").write_text(sat_papers.deck({"rivers-2": "b"}), encoding="utf-8")
    services.decks.sync()
    found = services.exam_results.result(sat.id)
    assert (found.then.total.marks, found.now.total.marks) == (8, 7)
    (changed,) = found.changed
    assert sat.question(changed.number).card.question == "rivers-2"


def test_a_key_of_ones_own_marks_every_paper_that_had_the_question(services: Services, clock: SetClock) -> None:
    """One correction, all papers, the deck untouched; taken back, all is as it was."""
    first = sit(services, clock, "w r r r r r r r", seed=3)
    card = first.question(1).card
    picked = first.slot(1).response
    second = sit(services, clock, ALL_RIGHT, seed=4)
    results = services.exam_results
    correction = Correction(frozenset({picked.option}), note="The book says so.")  # type: ignore[union-attr]
    changed = results.correct(first.id, 1, correction)
    assert {each.id: each.marks for each in changed} == {
        first.id: 8,
        second.id: results.result(second.id).now.total.marks,
    }
    number = next(each.number for each in second.paper.questions if each.card == card)
    sat = results.result(second.id).questions[number - 1]
    assert (sat.correction, sat.marks <= 0) == (correction, True)
    assert {each.id for each in results.correct(second.id, number, None)} == {first.id, second.id}
    assert (results.result(first.id).now.total.marks, results.result(second.id).now.total.marks) == (7, 8)


def test_a_doubt_flags_the_card(services: Services, clock: SetClock) -> None:
    """Browse finds it with the note; taken back, the flag goes too."""
    sat = sit(services, clock, ALL_RIGHT)
    found = services.exam_results.dispute(sat.id, 2, "Two are right [/]")
    assert [each.number for each in found.chosen(Filter.DISPUTED)] == [2]
    (card,) = services.browse.find("is:flagged")
    detail = services.browse.detail(card)
    assert detail is not None
    assert (detail.card, detail.note) == (sat.question(2).card, "Two are right [/]")
    assert services.exam_results.dispute(sat.id, 2, None).chosen(Filter.DISPUTED) == ()
    assert list(services.browse.find("is:flagged")) == []


def test_a_text_is_marked_by_hand(services: Services, clock: SetClock) -> None:
    """It waits, then has its marks, in half steps; other questions take none."""
    exams, results = services.exams, services.exam_results
    sitting = exams.begin(services.papers.blueprint("essays"), 1)
    exams.save_draft(sitting, 1, "Dams give power.\nThey fill.")
    exams.hand_in(sitting)
    assert results.result(sitting.id).waiting == (1,)
    assert results.written(sitting.id, 1) == "Dams give power.\nThey fill."
    assert results.papers()[0].waiting == 1
    found = results.grade(sitting.id, 1, 12.5 / 20)
    assert (found.waiting, found.now.total.marks, found.attempt().passed) == ((), 12.5, True)
    clock.advance(hours=1)
    with pytest.raises(QuizError, match="half steps"):
        results.grade(sitting.id, 1, 0.013)
    other = sit(services, clock, ALL_RIGHT)
    with pytest.raises(QuizError, match="only to what was written"):
        results.grade(other.id, 1, 1.0)


def test_the_schedule_is_told_taken_back_and_given_again(services: Services, clock: SetClock) -> None:
    """Wrong and unsure answers come back soon; right ones to new questions move nothing."""
    sat = sit(services, clock, "r+ r? w w - r r r")
    results = services.exam_results
    entered = results.result(sat.id).entered
    assert (entered.answers, entered.again, entered.kept, entered.stands) == (3, 3, 4, True)
    assert len(services.browse.find("-is:new")) == 3
    assert results.take_back(sat.id).entered == Entered(7, 3, 0, stands=False)
    assert len(services.browse.find("-is:new")) == 0
    assert results.give_again(sat.id).entered == entered
    assert len(services.browse.find("-is:new")) == 3


def test_a_clock_that_is_over_ends_the_paper(services: Services, clock: SetClock) -> None:
    """The result says that the time was over, and counts what was answered by then."""
    sitting = services.exams.begin(services.papers.blueprint("class-test"), 1)
    sitting = services.exams.enter(sitting, 1, Answer(sat_papers.answer(sitting, 1, "r")))  # type: ignore[arg-type]
    clock.advance(minutes=11)
    ended = services.exams.expire(sitting)
    found = services.exam_results.result(ended.id)
    assert (found.ended_by, found.now.total.right, found.now.total.blank) == ("time", 1, 7)
