"""What a paper tells the schedule, by the rule of docs/ratings.md, and that it can be taken back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.answers import Picked, Recalled
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_changes import Answer, Correction, Refused, Sure
from quizapp.domain.exam_marking import answers, result_of, with_key
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.memories import Memory, Phase
from quizapp.domain.questions import Cloze, Gap, Kind, Typed
from quizapp.domain.sitting import Step
from quizapp.storage.engine import Store
from tests.support.clocks import SetClock
from tests.support.exam_rooms import QUESTIONS, TWO_PARTS, ExamRoom, exam_room
from tests.support.paper_banks import choice, essay, one_section, true_false

AGAIN, HARD, GOOD = 1, 2, 3
SIX = one_section(6, minutes=10, pauses=False)


@pytest.fixture
def room(store: Store, clock: SetClock, tmp_path: Path) -> ExamRoom:
    """A room over six choice questions."""
    return exam_room(store, clock, tmp_path, [choice(f"c{number}") for number in range(6)])


def card(sitting: ExamSitting, number: int) -> str:
    """The card of a question."""
    return str(sitting.question(number).card)


def study_all(room: ExamRoom) -> None:
    """Answer every card rightly, and once more some minutes later, so that it is spaced by days."""
    sitting = room.study.begin()
    while isinstance(step := room.study.step(sitting, early=True), Step):
        room.clock.advance(minutes=2)
        given = room.study.answer(
            sitting, step, Picked("a"), milliseconds=900, attempt=room.study.prepare(step)
        )  # fmt: skip
        sitting = given.sitting


def sat(room: ExamRoom) -> ExamSitting:
    """A paper of six, not handed in: right, right and sure, right and unsure, wrong, wrong and sure, blank."""
    sitting = room.exams.begin(SIX)
    for number in range(1, 6):
        sitting = room.answer(sitting, number, rightly=number < 4)
    for number, sure in ((2, True), (3, False), (5, True)):
        sitting = room.exams.enter(sitting, number, Sure(sure))
    return sitting


def test_mistakes_and_lucky_guesses_enter_at_once_and_the_rest_of_the_new_stays_new(room: ExamRoom) -> None:
    """Of cards that were never studied, a right answer is written down and leaves the schedule alone."""
    ended = room.exams.hand_in(sat(room))
    assert {number: room.reviews().get(card(ended, number)) for number in range(1, 7)} == {
        1: (GOOD, "practice"),
        2: (GOOD, "practice"),
        3: (AGAIN, "new"),
        4: (AGAIN, "new"),
        5: (AGAIN, "new"),
        6: None,
    }
    assert room.memories().keys() == {card(ended, number) for number in (3, 4, 5)}


def test_right_answers_to_known_cards_are_evidence(room: ExamRoom, clock: SetClock) -> None:
    """A due card and one that is not due yet both move on; a mistake is a lapse; a blank is nothing."""
    study_all(room)
    clock.advance(days=1)
    before = room.memories()
    ended = room.exams.hand_in(sat(room))
    after = room.memories()
    for number in (1, 2):
        was, now = before[card(ended, number)], after[card(ended, number)]
        assert isinstance(was, Memory)
        assert isinstance(now, Memory)
        assert (was.phase, now.phase, now.lapses) == (Phase.REVIEW, Phase.REVIEW, 0)
        assert (now.due_day or 0) > (was.due_day or 0)
    for number in (3, 4, 5):
        memory = after[card(ended, number)]
        assert isinstance(memory, Memory)
        assert memory.lapses == 1
    assert after[card(ended, 6)] == before[card(ended, 6)]


def test_a_paper_can_be_taken_out_of_the_schedule_and_put_back(room: ExamRoom, clock: SetClock) -> None:
    """Without it all cards are as if it had not been sat; with it again they are as after it. Any number of times."""
    study_all(room)
    clock.advance(days=3)
    before, sitting = room.memories(), sat(room)
    ended = room.exams.hand_in(sitting)
    after, reviews = room.memories(), room.reviews()
    for _ in range(2):
        clock.advance(hours=2)
        assert not room.exams.take_back_reviews(ended.id).counts
        assert (room.memories(), room.reviews()) == (before, {})
        clock.advance(hours=2)
        assert room.exams.give_reviews_again(ended.id).counts
        assert (room.memories(), room.reviews()) == (after, reviews)
    assert room.exams.sitting(ended.id) == ended


def test_a_card_answered_since_keeps_the_newer_evidence(room: ExamRoom, clock: SetClock) -> None:
    """Putting a paper back long after never undoes what was studied meanwhile."""
    ended = room.exams.hand_in(sat(room))
    room.exams.take_back_reviews(ended.id)
    clock.advance(days=1)
    study_all(room)
    studied = room.memories()
    room.exams.give_reviews_again(ended.id)
    assert room.memories() == studied


def test_marks_given_late_leave_a_card_alone_that_was_studied_meanwhile(
    store: Store, clock: SetClock, tmp_path: Path
) -> None:
    """An essay of the paper was answered in Study before anybody marked it: its schedule stays."""
    room = exam_room(store, clock, tmp_path, QUESTIONS[-2:])
    sitting = room.exams.begin(one_section(1, kinds=("essay",), minutes=60))
    room.exams.save_draft(sitting, 1, "Text.")
    ended = room.exams.hand_in(sitting)
    clock.advance(days=1)
    queue = room.study.begin()
    while isinstance(step := room.study.step(queue, early=True), Step):
        attempt = room.study.prepare(step)
        queue = room.study.answer(
            queue, step, Recalled(frozenset({"one", "two"})), milliseconds=9, attempt=attempt
        ).sitting
    studied = room.memories()
    assert room.exams.grade(ended.id, 1, 0.0).slot(1).share == 0
    assert room.memories() == studied


def test_a_corrected_key_changes_marks_and_schedule_and_can_be_taken_back(room: ExamRoom, clock: SetClock) -> None:
    """A mistake that was none leaves the schedule, and a right answer that was none enters it."""
    ended = room.exams.hand_in(sat(room))
    before = (result_of(ended), room.memories(), room.reviews())
    picked = ended.slot(4).response
    assert isinstance(picked, Picked)
    clock.advance(hours=1)
    found = room.exams.correct(ended.id, 4, Correction(frozenset({picked.option}), note="Both readings hold."))
    assert result_of(found).total.right == result_of(ended).total.right + 1
    assert result_of(found, corrected=False) == result_of(ended)
    assert room.reviews()[card(ended, 4)] == (GOOD, "practice")
    assert card(ended, 4) not in room.memories()
    room.exams.correct(ended.id, 1, Correction(frozenset({"b"})))
    assert room.reviews()[card(ended, 1)] == (AGAIN, "new")
    for number in (1, 4):
        found = room.exams.correct(ended.id, number, None)
    assert (result_of(found), room.memories(), room.reviews()) == before
    assert found == ended


def test_a_cancelled_question_gives_everybody_its_marks_and_tells_the_schedule_nothing(room: ExamRoom) -> None:
    """Also to who left it blank."""
    ended = room.exams.hand_in(sat(room))
    for number in (4, 6):
        ended = room.exams.correct(ended.id, number, Correction(cancelled=True))
    assert result_of(ended).total.right == 5
    assert {card(ended, 4), card(ended, 6)}.isdisjoint(room.reviews())


def test_a_key_that_cannot_be_is_refused(room: ExamRoom) -> None:
    """An option that is not there, none at all, or a paper that is still open."""
    sitting = sat(room)
    with pytest.raises(Refused, match="not handed in yet"):
        room.exams.correct(sitting.id, 1, Correction(cancelled=True))
    ended = room.exams.hand_in(sitting)
    with pytest.raises(QuizError, match="There is no option `z`: there are"):
        room.exams.correct(ended.id, 1, Correction(frozenset({"z"})))
    with pytest.raises(QuizError, match="which answers count"):
        room.exams.correct(ended.id, 1, Correction())
    with pytest.raises(QuizError, match="no question 7"):
        room.exams.dispute(ended.id, 7, "?")
    assert room.events("entry") == 8


def test_keys_of_every_kind_are_corrected() -> None:
    """Typed answers and gaps by their texts, statements by their truth; an essay can only be cancelled."""
    typed = Typed(id="q", topic="t", prompt="p?", answer="Lahore", accept=("Lahor",))
    assert with_key(typed, 0, Correction(frozenset({"Lahore", "Multan"}))) == Typed(
        id="q", topic="t", prompt="p?", answer="Lahore", accept=("Multan",)
    )
    cloze = Cloze(id="q", topic="t", prompt="{{1::a}} {{2::b}}", gaps=(Gap(1, "a"), Gap(2, "b")))
    found = with_key(cloze, 2, Correction(frozenset({"c"})))
    assert isinstance(found, Cloze)
    assert [gap.answer for gap in found.gaps] == ["a", "c"]
    assert with_key(true_false("t"), 0, Correction(frozenset({"false"}))) == true_false("t", answer=False)
    with pytest.raises(QuizError, match="only be cancelled"):
        with_key(essay("e"), 0, Correction(frozenset({"x"})))


def test_a_statement_may_count_both_ways(store: Store, clock: SetClock, tmp_path: Path) -> None:
    """When both readings hold, any answer earns its marks, and a blank none."""
    room = exam_room(store, clock, tmp_path, [true_false("t1"), true_false("t2")])
    sitting = room.exams.begin(one_section(2, kinds=("true-false",), minutes=5))
    sitting = room.exams.enter(sitting, 1, Answer(Picked("false")))
    ended = room.exams.hand_in(sitting)
    for number in (1, 2):
        ended = room.exams.correct(ended.id, number, Correction(frozenset({"true", "false"})))
    assert [each.share for each in answers(ended)] == [1.0, None]


def test_texts_are_marked_by_hand_and_scheduled_by_their_share(store: Store, clock: SetClock, tmp_path: Path) -> None:
    """In half marks; days later the card dates from the paper. Half is enough to be known, less is not."""
    room = exam_room(store, clock, tmp_path, QUESTIONS)
    sitting = room.exams.next_section(room.exams.begin(TWO_PARTS))
    for number in (4, 5):
        room.exams.save_draft(sitting, number, "Text.")
    ended = room.exams.hand_in(sitting)
    assert [each.share for each in answers(ended)[3:]] == [None, None]
    assert room.reviews() == {}
    clock.advance(days=2)
    assert room.exams.grade(ended.id, 4, 4.5 / 20).slot(4).share == 0.225
    found = room.exams.grade(ended.id, 5, 12 / 20)
    assert result_of(found).total.marks == 16.5
    assert room.reviews() == {
        card(ended, 4): (AGAIN, "new"),
        card(ended, 5): (HARD, "practice"),
    }
    memory = room.memories()[card(ended, 4)]
    assert isinstance(memory, Memory)
    assert memory.last == ended.ended
    room.exams.grade(ended.id, 4, 1.0)
    assert room.memories() == {}
    assert room.exams.grade(ended.id, 4, None).slot(4).share is None
    assert room.reviews().keys() == {card(ended, 5)}
    for share in (-0.5, 1.5, 0.33):
        with pytest.raises(Refused, match="half steps"):
            room.exams.grade(ended.id, 4, share)
    with pytest.raises(Refused, match="written as text"):
        room.exams.grade(ended.id, 1, 0.5)


def test_full_marks_can_be_given_whatever_they_are(store: Store, clock: SetClock, tmp_path: Path) -> None:
    """Seven and a quarter are no half steps, and yet all of them."""
    room = exam_room(store, clock, tmp_path, QUESTIONS)
    paper = one_section(1, kinds=(Kind.ESSAY,), marks=7.25, minutes=60)
    sitting = room.exams.begin(paper)
    room.exams.save_draft(sitting, 1, "Text.")
    ended = room.exams.hand_in(sitting)
    assert result_of(room.exams.grade(ended.id, 1, 1)).total.marks == 7.25
    assert result_of(room.exams.grade(ended.id, 1, 0.5 / 7.25)).total.marks == pytest.approx(0.5)
    with pytest.raises(Refused, match="half steps"):
        room.exams.grade(ended.id, 1, 0.5)


def test_a_doubt_is_a_note_and_changes_nothing(room: ExamRoom) -> None:
    """It stands until it is taken back."""
    ended = room.exams.hand_in(sat(room))
    reviews = room.reviews()
    assert room.exams.dispute(ended.id, 4, "c is right too").disputes == {4: "c is right too"}
    assert room.exams.sitting(ended.id).disputes == {4: "c is right too"}
    assert room.reviews() == reviews
    assert room.exams.dispute(ended.id, 4, None) == ended


def test_a_paper_uses_up_the_new_cards_of_its_day_with_its_mistakes_alone(room: ExamRoom) -> None:
    """What enters the schedule counts among the day's new cards; right answers to unstudied cards do not."""
    room.exams.hand_in(sat(room))
    overview = room.study.overview()
    assert overview.answered_today == 5
    with room.store.read() as tx:
        assert tx.exec_driver_sql("SELECT sum(new) FROM tally").scalar_one() == 3
