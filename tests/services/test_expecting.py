"""Marks to expect over a real store: what a short log amounts to, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.answers import Claim, Recalled
from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.calibration import corrected
from quizapp.domain.expecting import Evidence, FirstSight
from quizapp.domain.questions import Choice, Kind
from quizapp.domain.recall import retrievability
from quizapp.domain.scheduling import parameters_in_force
from quizapp.domain.sitting import Step
from quizapp.services.expecting import ExpectingService
from quizapp.services.papers import PaperService
from quizapp.services.settings import SettingsService
from quizapp.settings import Paths
from quizapp.storage import expecting
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.deck_folders import Folders
from quizapp.storage.engine import Store
from tests.support.banks import add_questions
from tests.support.clocks import SetClock
from tests.support.exam_rooms import ExamRoom, exam_room, right, wrong
from tests.support.paper_banks import choice, essay, one_section

DECAY = parameters_in_force(())[-1]
TWELVE = one_section(12)


@pytest.fixture
def room(store: Store, clock: SetClock, tmp_path: Path) -> ExamRoom:
    """A room over twelve choice questions and two essays."""
    return exam_room(store, clock, tmp_path)


def service(room: ExamRoom) -> ExpectingService:
    """The service over the room."""
    paths = Paths.find({"QUIZAPP_HOME": str(room.folder)})
    papers = PaperService(room.store, paths, Folders.of(paths), room.clock)
    return ExpectingService(room.store, papers, room.exams, room.clock)


def evidence(room: ExamRoom) -> Evidence:
    """What the log tells."""
    with room.store.read() as tx:
        return expecting.evidence(tx, DEFAULT_LEARNER)


def study(room: ExamRoom, *rightly: bool, claim: Claim = Claim.NONE) -> list[str]:
    """Answer what comes next, rightly or not, and go through no steps; the cards that were asked."""
    asked = []
    sitting = room.study.begin()
    for good in rightly:
        step = room.study.step(sitting)
        assert isinstance(step, Step)
        assert isinstance(step.question, Choice)
        given = right(step.question) if good else wrong(step.question)
        answered = room.study.answer(sitting, step, given, milliseconds=5_000, attempt=room.study.prepare(step))
        sitting = (
            answered.sitting if claim is Claim.NONE else room.study.claim(answered.sitting, answered, claim).sitting
        )
        asked.append(str(step.card))
    return asked


def steps_off(room: ExamRoom) -> None:
    """Let every answer lead to another day."""
    SettingsService(room.store, room.clock).set("learning_steps", "")


def nothing_new(room: ExamRoom) -> None:
    """From now on ask only what was met."""
    SettingsService(room.store, room.clock).set("new_per_day", 0)


def test_before_any_answer_all_is_guessing(room: ExamRoom) -> None:
    """Twelve questions of four options: three marks, none of them met."""
    found = service(room).of(TWELVE)
    assert found is not None
    assert (found.total.marks, found.total.of, found.total.met, found.tested) == pytest.approx((3, 12, 0, 0))
    assert found.total.low < 3 < found.total.high


def test_first_answers_tell_of_questions_that_are_new(room: ExamRoom) -> None:
    """Four new ones, three right: what was met goes by memory, what was not by the share, shrunk to a guess."""
    steps_off(room)
    study(room, True, True, True, False)
    told = evidence(room)
    assert [each.right for each in told.firsts].count(True) == 3
    assert {each.guess for each in told.firsts} == {0.25}
    assert told.predictions == ()
    first = FirstSight(4, 3 - 1, 3)
    found = service(room).of(TWELVE)
    assert found is not None
    states = [memory.stability for memory in room.memories().values()]  # type: ignore[attr-defined]
    met = sum(corrected(()).chance(retrievability(1, each, DECAY), 1)[0] for each in states)
    assert found.total.marks == pytest.approx(met + 8 * (0.25 + 0.75 * first.known[0]))
    assert found.total.met == pytest.approx(4 / 12)


def test_an_answer_after_a_night_tests_what_was_believed(room: ExamRoom, clock: SetClock) -> None:
    """The log keeps it with the answer: recall, days, how many answers and lapses there were."""
    steps_off(room)
    study(room, True)
    [memory] = room.memories().values()
    nothing_new(room)
    clock.advance(days=5)
    study(room, False)
    [told] = evidence(room).predictions
    assert told.recall == pytest.approx(retrievability(5, memory.stability, DECAY), abs=1e-4)  # type: ignore[attr-defined]
    assert (told.days, told.right, told.number, told.lapses, told.picked) == (5, False, 2, 0, True)


def test_a_lucky_hit_is_a_right_answer_whatever_is_said_of_it(room: ExamRoom, clock: SetClock) -> None:
    """Owning up to a guess moves the memory, but in a paper the mark would have been there; and it counts once."""
    steps_off(room)
    study(room, True, claim=Claim.GUESSED)
    nothing_new(room)
    clock.advance(days=3)
    study(room, True, claim=Claim.GUESSED)
    told = evidence(room)
    assert [each.right for each in told.firsts] == [True]
    assert [each.right for each in told.predictions] == [True]


@pytest.mark.parametrize(
    "before", ["[]", '"x"', "[2, 1, 1, 1]", "[0.9, -1, 1, 1]", '[0.9, "5", 1, 1]', "[null, 1, 1, 1]", "7"]
)
def test_what_no_quizapp_wrote_is_passed_over(room: ExamRoom, clock: SetClock, before: str) -> None:
    """A log may have been made by anything."""
    steps_off(room)
    study(room, True)
    nothing_new(room)
    clock.advance(days=5)
    study(room, True)
    with room.store.write() as tx:
        tx.exec_driver_sql("DROP TRIGGER event_refuses_update")
        tx.exec_driver_sql(f'UPDATE event SET payload = \'{{"counts": "review", "before": {before}}}\'')
    assert evidence(room) == Evidence()
    assert service(room).of(TWELVE) is not None


def test_an_undone_answer_tells_nothing(room: ExamRoom) -> None:
    """Neither of the new nor of the old."""
    steps_off(room)
    study(room, True)
    room.study.undo(room.study.begin())
    assert evidence(room) == Evidence()


def test_a_paper_tells_of_new_questions_too_and_is_held_against_what_was_expected(
    room: ExamRoom, clock: SetClock
) -> None:
    """Four were met, a week later a paper of all twelve: what was to be expected of it is what was said that day."""
    steps_off(room)
    study(room, True, True, False, True)
    clock.advance(days=7)
    before = service(room).of(TWELVE)
    sitting = room.exams.begin(TWELVE)
    for number in range(1, 13):
        sitting = room.answer(sitting, number, rightly=number % 3 != 0)
    room.exams.hand_in(sitting)
    told = evidence(room)
    assert (len(told.firsts), len(told.predictions)) == (12, 4)
    found = service(room).everything().calibration
    assert found.tested == 4
    [sat] = found.sat
    assert before is not None
    assert sat.expected.marks == pytest.approx(before.total.marks)
    assert sat.expected.half == pytest.approx(before.total.half)
    assert (sat.got, sat.expected.of) == (8, 12)
    assert sat.within


def test_the_paper_sat_last_is_looked_at_and_a_usual_one_before(room: ExamRoom, clock: SetClock) -> None:
    """The first usual one of which the decks have questions; a paper that is gone is not looked for."""
    assert looked_at(room) == "quick-ten"
    room.exams.hand_in(room.exams.begin(service(room)._papers.blueprint("diagnostic")))
    assert looked_at(room) == "diagnostic"
    clock.advance(minutes=1)
    room.exams.hand_in(room.exams.begin(one_section(3)))
    assert looked_at(room) == "quick-ten"
    with room.store.write() as tx:
        tx.exec_driver_sql('UPDATE deck SET body = \'{"subject": "Current Affairs"}\'')
    assert looked_at(room) == "css-ca-part1"


def looked_at(room: ExamRoom) -> str:
    """The paper that Home tells of."""
    found = service(room).next()
    assert found is not None
    return found.total.name


def test_what_is_no_longer_wanted_is_not_reckoned(room: ExamRoom) -> None:
    """Home was left meanwhile."""
    assert service(room).of(TWELVE, lambda: False) is None
    assert service(room).next(lambda: False) is None


def test_an_essay_goes_by_the_share_of_its_points(room: ExamRoom, clock: SetClock) -> None:
    """One of two points ten days ago, fading as memory does; the other essay by the share of first attempts."""
    section = Section(id="e", title="E", parts=(Part(questions=2, kinds=(Kind.ESSAY,)),), questions=2, marks=20)
    written = Blueprint(id="w", title="W", sections=(section,))
    before = service(room).of(written)
    assert before is not None
    assert (before.total.of, before.total.whole) == (0, 40)
    SettingsService(room.store, clock).set("new_per_day", 100)
    answer_an_essay(room)
    clock.advance(days=10)
    found = service(room).of(written)
    assert found is not None
    [memory] = [each for name, each in room.memories().items() if "/e" in name]
    recalled = 0.5 * retrievability(10, memory.stability, DECAY)  # type: ignore[attr-defined]
    at_sight = FirstSight(1, 0.5, 1.0).known[0]
    assert found.total.marks == pytest.approx(20 * (recalled + at_sight))


def answer_an_essay(room: ExamRoom) -> None:
    """Recall one point of the first essay that comes."""
    sitting = room.study.begin()
    while True:
        step = room.study.step(sitting)
        assert isinstance(step, Step)
        attempt = room.study.prepare(step)
        if isinstance(step.question, Choice):
            sitting = room.study.bury(sitting, step)
            continue
        given = Recalled(frozenset({"one"}))
        room.study.answer(sitting, step, given, milliseconds=5_000, attempt=attempt)
        return


def test_a_deck_switched_off_is_not_expected_of(room: ExamRoom) -> None:
    """The rest of the paper is unknown."""
    SettingsService(room.store, room.clock).set("enabled", "no", "sample")
    found = service(room).of(TWELVE)
    assert found is not None
    assert (found.total.of, found.total.unknown) == (0, 12)


def test_difficulties_topics_and_options_are_told_apart(store: Store, clock: SetClock, tmp_path: Path) -> None:
    """A part asks for hard questions of one topic."""
    hard = [choice(f"h{number}", topic="A", difficulty=3) for number in range(3)]
    easy = [choice(f"s{number}", topic="A", difficulty=1) for number in range(5)]
    room = exam_room(store, clock, tmp_path, [*hard, *easy, choice("b", topic="B", difficulty=3), essay("e")])
    part = Part(questions=9, kinds=(Kind.CHOICE,), topics=("a",), difficulties=(3,))
    found = service(room).of(Blueprint(id="p", title="P", sections=(
        Section(id="s", title="S", parts=(part,), questions=9),)))  # fmt: skip
    assert found is not None
    assert (found.total.of, found.total.whole) == (3, 9)


def test_every_shipped_paper_is_expected_of(room: ExamRoom) -> None:
    """None falls over, and none tells of more than the decks hold."""
    found = service(room).everything()
    assert {each.total.name for each in found.papers} >= {"mpt", "css-ca-part1", "css-ca-paper", "fpsc-recruitment"}
    for each in found.papers:
        assert 0 <= each.total.of <= each.total.whole
        assert each.total.low <= each.total.marks <= each.total.high


def test_of_very_many_questions_a_sample_tells_nearly_the_same(
    room: ExamRoom, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a topic with sixty questions one in four is looked at: their number is kept about, and so are the marks."""
    with room.store.write() as tx:
        add_questions(tx, [choice(f"m{number}", topic="Many") for number in range(60)], slug="many", key=2)
    SettingsService(room.store, clock).set("enabled", "no", "sample")
    asked = one_section(10, topics=("Many",))
    exact = service(room).of(asked)
    monkeypatch.setattr(expecting, "MANY", 15)
    sampled = service(room).of(asked)
    assert exact is not None
    assert sampled is not None
    assert sampled.total.marks == pytest.approx(exact.total.marks)
    assert sampled.total.of == exact.total.of == 10
    assert (expecting.stride(60, 60), expecting.stride(20, 60), expecting.stride(60, 10)) == (4, 1, 1)
