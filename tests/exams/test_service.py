"""Laws of sitting a paper on a real store: what is said to be entered is on disk, once, and comes back."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.domain.answers import Picked, Recalled
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_changes import Ended, Mark, Refused, Strike, Sure, Why
from quizapp.domain.exam_marking import result_of
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.papers import PaperTooShort
from quizapp.domain.questions import Kind
from quizapp.domain.sitting import Step
from quizapp.services.exam_archive import NoSitting
from quizapp.services.exams import MOST_CHARACTERS, AnotherOpen
from quizapp.storage import sittings
from quizapp.storage.chain import verify
from quizapp.storage.engine import Store
from quizapp.storage.failures import StoreUnavailable
from tests.support.clocks import SetClock
from tests.support.exam_rooms import TWO_PARTS, ExamRoom, bare, exam_room
from tests.support.paper_banks import one_section

FIVE = one_section(5, minutes=10, pauses=False)
FREE = one_section(5, minutes=10)


@pytest.fixture
def room(store: Store, clock: SetClock, tmp_path: Path) -> ExamRoom:
    """A room over twelve choice questions and two essays."""
    return exam_room(store, clock, tmp_path)


def test_every_change_is_on_disk_when_it_returns(room: ExamRoom, clock: SetClock) -> None:
    """After each, a program started anew finds the same paper, the same question and the same seconds."""
    sitting = room.exams.begin(TWO_PARTS)
    steps: list[Callable[[ExamSitting], ExamSitting]] = [
        lambda it: room.answer(it, 1),
        lambda it: room.exams.enter(room.exams.go(it, 2), 2, Mark(True)),
        lambda it: room.exams.enter(it, 2, Strike("b", True)),
        lambda it: room.exams.enter(room.answer(it, 3, rightly=False), 3, Sure(False)),
        lambda it: room.exams.keep(room.exams.go(it, 1)),
        lambda it: room.exams.next_section(it),
    ]
    for step in steps:
        clock.advance(seconds=7)
        sitting = step(sitting)
        found = ExamRoom(Store(room.store.path, clock), clock, room.folder).taken_up()
        assert bare(found) == bare(sitting)
    assert (sitting.at, sitting.section, sitting.moment) == (4, "two", 42_000)
    assert [slot.milliseconds for slot in sitting.slots] == [21_000, 21_000, 0, 0, 0]


def test_one_paper_at_a_time(room: ExamRoom) -> None:
    """Another is refused until the first was handed in or given up; in any window."""
    sitting = room.exams.begin(FIVE)
    for place in (room, room.restarted()):
        with pytest.raises(AnotherOpen, match="A paper is open already") as told:
            place.exams.begin(FIVE)
        assert told.value.sitting == sitting.id
    assert room.exams.abandon(sitting).ended_by is Ended.ABANDONED
    assert room.exams.unfinished() is None
    assert room.exams.finished() == ()
    assert room.reviews() == {}
    room.exams.hand_in(room.exams.begin(FIVE))
    assert [each.blueprint for each in room.exams.finished()] == ["paper"]


def test_a_paper_that_the_decks_cannot_fill_is_not_begun(room: ExamRoom) -> None:
    """And leaves nothing behind."""
    with pytest.raises(PaperTooShort):
        room.exams.begin(one_section(50))
    assert room.events("paper") == 0


def test_the_last_three_papers_lend_no_question_while_others_remain(room: ExamRoom, clock: SetClock) -> None:
    """Twelve questions make four papers of three without a repeat; the fifth has those of the first."""
    papers = []
    for _ in range(5):
        clock.advance(days=1)
        sitting = room.exams.begin(one_section(3, minutes=10, pauses=False))
        papers.append({each.card for each in sitting.paper.questions})
        room.exams.hand_in(sitting)
    assert len(set().union(*papers[:4])) == 12
    assert papers[4] == papers[0]


def test_handing_in_is_one_transaction(room: ExamRoom) -> None:
    """Whatever fails in it, nothing of it is there, and the paper is open still; then it is handed in once."""
    sitting = room.exams.begin(FIVE)
    for number in range(1, 6):
        sitting = room.answer(sitting, number, rightly=number < 3)
    with room.store.write() as tx:
        tx.exec_driver_sql(
            "CREATE TRIGGER fails BEFORE INSERT ON event WHEN NEW.type = 'review' AND NEW.card = "
            f"'{sitting.question(5).card}' BEGIN SELECT RAISE(FAIL, 'no') ; END"
        )
    with pytest.raises(sqlite3.IntegrityError):
        room.exams.hand_in(sitting)
    assert (room.events("handed-in"), room.events("review")) == (0, 0)
    with room.store.write() as tx:
        tx.exec_driver_sql("DROP TRIGGER fails")
    assert bare(room.taken_up()) == bare(sitting)
    ended = room.exams.hand_in(sitting)
    again = room.exams.hand_in(sitting)
    assert (ended.ended_by, again) == (Ended.PERSON, ended)
    assert (room.events("handed-in"), room.events("review")) == (1, 5)
    assert room.memories()


def test_a_doubtful_failure_is_neither_lost_nor_doubled(room: ExamRoom) -> None:
    """What failed is tried again with the same id, whether it had reached the disk or not."""
    sitting = room.exams.begin(FIVE)
    with room.store.read() as tx:
        tx.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreUnavailable):
        room.answer(sitting, 1)
    assert room.answer(sitting, 1).tally.answered == 1
    assert room.events("entry") == 1
    # As if the answer before the failure had reached the disk after all, and something else was pressed instead.
    room.exams._tried = (("something", 1), "00000000-0000-7000-8000-000000000000")
    live = room.exams.enter(sitting, 2, Mark(True))
    assert live.tally == (1, 1, 4)
    assert bare(room.taken_up()) == bare(live)


def test_nothing_is_entered_after_another_window_handed_in(room: ExamRoom, clock: SetClock) -> None:
    """The stale window is told; the paper stays as it was handed in."""
    sitting = room.exams.begin(FIVE)
    other = ExamRoom(Store(room.store.path, clock), clock, room.folder)
    ended = other.exams.hand_in(other.answer(other.taken_up(), 1))
    with pytest.raises(Refused) as told:
        room.answer(sitting, 2)
    assert told.value.why is Why.ENDED
    assert room.exams.hand_in(sitting) == ended
    other.store.close()


def test_time_that_runs_out_while_away_hands_the_paper_in_once(room: ExamRoom, clock: SetClock) -> None:
    """At the end of its time and not when it was noticed; found once with `ended`, and then no more."""
    sitting = room.exams.begin(FIVE)
    clock.advance(minutes=9)
    room.answer(sitting, 1)
    clock.advance(hours=5)
    later = room.restarted()
    found = later.taken_up()
    assert found.ended_by is Ended.TIME
    assert found.ended == sitting.instant_of(600_000)
    assert later.exams.unfinished() is None
    assert [each.id for each in later.exams.finished()] == [sitting.id]
    assert len(later.reviews()) == 1


def test_an_entry_between_two_ends_is_judged_by_its_own_time(room: ExamRoom, clock: SetClock) -> None:
    """Just before the deadline it counts; at the deadline it is refused, and the clock hands the paper in."""
    sitting = room.exams.begin(FIVE)
    clock.advance(minutes=10, milliseconds=-1)
    sitting = room.answer(sitting, 1)
    assert room.exams.expire(sitting) == sitting
    clock.advance(milliseconds=1)
    with pytest.raises(Refused, match="time of this paper is over"):
        room.answer(sitting, 2)
    ended = room.exams.expire(sitting)
    assert (ended.ended_by, ended.tally.answered, ended.ended) == (Ended.TIME, 1, clock.now())


def test_handing_in_too_late_is_said(room: ExamRoom, clock: SetClock) -> None:
    """A hand-in after the end is the clock's, however it was pressed."""
    sitting = room.exams.begin(FIVE)
    clock.advance(minutes=11)
    assert room.exams.hand_in(sitting).ended_by is Ended.TIME


def test_a_paper_left_without_a_word_comes_back_paused_where_it_may(room: ExamRoom, clock: SetClock) -> None:
    """It stands at its last entry however often one looks; going on starts the clock there."""
    sitting = room.exams.begin(FREE)
    clock.advance(minutes=2)
    room.answer(sitting, 1)
    clock.advance(minutes=1)
    later = room.restarted()
    for _ in range(2):
        clock.advance(days=1)
        found = later.taken_up()
        assert found.paused
        assert found.left(later.exams.now(found)) == 480
    going = later.exams.carry_on(found)
    clock.advance(minutes=1)
    assert going.left(later.exams.now(going)) == 420
    paused = later.exams.pause(going)
    clock.advance(minutes=9)
    assert later.exams.now(paused) == paused.instant_of(180_000)
    with pytest.raises(Refused, match="go on first"):
        later.answer(paused, 2)
    assert later.answer(later.exams.carry_on(paused), 2).moment == 180_000
    assert [slot.milliseconds for slot in later.taken_up().slots] == [180_000, 0, 0, 0, 0]


def test_texts_are_drafted_and_enter_the_paper_when_it_is_handed_in(room: ExamRoom, clock: SetClock) -> None:
    """Overwritten as they grow, found after a kill, also from a thread; the last one is the response."""
    sitting = room.exams.next_section(room.exams.begin(TWO_PARTS))
    for text in ("It", "It is", "It is so."):
        writer = threading.Thread(target=room.exams.save_draft, args=(sitting, 4, text))
        writer.start()
        writer.join()
    sitting = sitting.with_draft(4, is_written=True)
    assert sitting.tally.answered == 1
    later = room.restarted()
    found = later.taken_up()
    assert (later.exams.draft(found, 4), later.exams.draft(found, 5)) == ("It is so.", "")
    assert found.written == {4}
    later.exams.save_draft(found, 5, "   ")
    ended = later.exams.hand_in(found)
    assert [slot.response for slot in ended.slots[3:]] == [Recalled(frozenset(), "It is so."), None]
    assert later.exams.drafts(ended) == {}
    assert later.exams.sitting(ended.id) == ended
    with pytest.raises(Refused):
        later.exams.save_draft(found, 4, "Too late.")


def test_writing_is_time_that_no_kill_gives_back(room: ExamRoom, clock: SetClock) -> None:
    """Where the clock may be stopped, a paper comes back as far as its last text was kept, charged to its question."""
    sitting = room.exams.begin(one_section(2, kinds=(Kind.ESSAY,), minutes=60))
    clock.advance(minutes=40)
    room.exams.save_draft(sitting, 1, "Long.")
    clock.advance(hours=9)
    later = room.restarted()
    found = later.exams.carry_on(later.taken_up())
    assert found.left(later.exams.now(found)) == 1200
    assert found.slot(1).milliseconds == 2_400_000


def test_a_text_is_kept_only_where_one_is_asked_for_and_in_its_time(room: ExamRoom, clock: SetClock) -> None:
    """A moment after the end what was typed before it is taken; nothing after that, nor more than a book."""
    sitting = room.exams.begin(TWO_PARTS)
    for number in (1, 4):
        with pytest.raises(Refused):
            room.exams.save_draft(sitting, number, "Text")
    sitting = room.exams.next_section(sitting)
    clock.advance(minutes=180, seconds=2)
    room.exams.save_draft(sitting, 4, "Typed in time.")
    clock.advance(seconds=2)
    with pytest.raises(Refused, match="time of this paper is over"):
        room.exams.save_draft(sitting, 4, "Typed too late.")
    with pytest.raises(QuizError, match="at most 100,000 characters"):
        room.exams.save_draft(sitting, 4, "x" * (MOST_CHARACTERS + 1))
    assert room.exams.expire(sitting).slot(4).response == Recalled(frozenset(), "Typed in time.")


def test_a_paper_needs_its_decks_no_more(room: ExamRoom) -> None:
    """It goes on, is handed in and is read when its questions have left the decks meanwhile."""
    sitting = room.answer(room.exams.begin(FIVE), 1)
    with room.store.write() as tx:
        for table in ("memory", "card", "question"):
            tx.exec_driver_sql(f"DELETE FROM {table}")
    later = room.restarted()
    assert bare(later.taken_up()) == bare(sitting)
    ended = later.exams.hand_in(later.taken_up())
    assert result_of(ended).total.right == 1
    assert later.events("review") == 1


def test_study_undoes_around_a_paper(room: ExamRoom, clock: SetClock) -> None:
    """The `u` of Study passes over a paper's entries and reviews, and takes back what was studied before it."""
    study = room.study
    queue = study.begin()
    step = study.step(queue)
    assert isinstance(step, Step)
    asked = step.question
    answer = Recalled(frozenset()) if asked.id.startswith("e") else Picked("a")
    study.answer(queue, step, answer, milliseconds=900, attempt=study.prepare(step))
    sitting = room.exams.begin(FIVE)
    for number in range(1, 6):
        sitting = room.answer(sitting, number, rightly=False)
    room.exams.hand_in(sitting)
    before = room.reviews()
    assert study.undo(study.begin())[1] == step.card
    assert study.undo(study.begin())[1] is None
    assert room.reviews() == before
    with room.store.read() as tx:
        assert verify(tx) == ()


def test_an_unknown_paper_is_named(room: ExamRoom) -> None:
    """In a sentence."""
    with pytest.raises(NoSitting, match="There is no paper `nothing`"):
        room.exams.sitting("nothing")


def test_a_blueprint_may_change_while_its_paper_is_sat(room: ExamRoom, clock: SetClock) -> None:
    """The paper keeps the rules that it was begun under."""
    room.exams.begin(FIVE)
    found = room.restarted().taken_up()
    assert found.paper.blueprint == replace(FIVE, sections=found.paper.blueprint.sections)


@pytest.mark.parametrize("name", ["_last_here", "_last_entry", "_last", "_begun", "_about", "_reviews"])
def test_papers_are_found_without_reading_the_log(room: ExamRoom, name: str) -> None:
    """Each statement has an index of papers, or of what is about one; a million reviews stand in no one's way."""
    statement = getattr(sittings, name)
    with room.store.read() as tx:
        text, names, constants = statement._compile(tx)
        plan = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", tuple([constants.get(each, "x") for each in names]))
        used = "; ".join(row[3] for row in plan.fetchall())
    assert "ix_event_paper" in used or "ix_event_target" in used
