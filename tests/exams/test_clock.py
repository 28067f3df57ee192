"""The clock of a paper is honest: whatever the machine's clock does, and whether the program runs or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.domain.answering import ClockChoice, ClockDoubtful
from quizapp.domain.exam_changes import Ended, Mark
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.storage.engine import Store
from tests.support.clocks import NOON, SetClock
from tests.support.exam_rooms import ExamRoom, exam_room
from tests.support.paper_banks import one_section

HOUR = one_section(5, minutes=60, pauses=False)
PAUSABLE = one_section(5, minutes=60)


class Machine(SetClock):
    """A machine whose wall clock can be set, and that can sleep."""

    def __init__(self) -> None:
        super().__init__()
        self.awake = self.on = 0.0

    def monotonic(self) -> float:
        """Seconds that it was awake."""
        return self.awake

    def elapsed(self) -> float:
        """Seconds that it was on."""
        return self.on

    def advance(self, **by: float) -> None:
        """Work on."""
        self.sleep(**by)
        self.awake += timedelta(**by).total_seconds()

    def sleep(self, **by: float) -> None:
        """Sleep: the wall clock goes on."""
        self.instant += timedelta(**by)
        self.on += timedelta(**by).total_seconds()

    def set(self, **by: float) -> None:
        """Set the wall clock forward, or back."""
        self.instant += timedelta(**by)


@pytest.fixture
def machine() -> Machine:
    """A machine that is right."""
    return Machine()


@pytest.fixture
def room(machine: Machine, tmp_path: Path) -> ExamRoom:
    """A room on this machine."""
    return exam_room(Store(tmp_path / "data" / "quizapp.db", machine), machine, tmp_path)


def minutes_left(room: ExamRoom, sitting: ExamSitting) -> float:
    """What the clock shows."""
    left = sitting.left(room.exams.now(sitting))
    assert left is not None
    return left / 60


def restarted(room: ExamRoom) -> ExamRoom:
    """After a power cut: nothing counted on."""
    assert isinstance(room.clock, Machine)
    room.clock.awake = room.clock.on = 0.0
    return room.restarted()


@pytest.mark.parametrize("by", [{"hours": 3}, {"hours": -3}, {"days": -400}])
def test_setting_the_clock_while_a_paper_is_sat_changes_nothing(
    room: ExamRoom, machine: Machine, by: dict[str, float]
) -> None:
    """Neither what is left nor what is written of the time; forward as back."""
    sitting = room.exams.begin(HOUR)
    machine.advance(minutes=10)
    machine.set(**by)
    assert minutes_left(room, sitting) == 50
    sitting = room.answer(sitting, 1)
    machine.advance(minutes=10)
    assert minutes_left(room, sitting) == 40
    assert (sitting.moment, sitting.slot(1).milliseconds) == (600_000, 600_000)
    ended = room.exams.hand_in(room.answer(sitting, 2))
    assert ended.ended_by is Ended.PERSON
    assert room.exams.sitting(ended.id).slots == ended.slots


def test_sleep_counts_where_the_clock_cannot_be_stopped_and_else_does_not(room: ExamRoom, machine: Machine) -> None:
    """A closed lid is no pause."""
    sitting = room.exams.begin(HOUR)
    machine.sleep(minutes=25)
    assert minutes_left(room, sitting) == 35
    room.exams.abandon(sitting)
    sitting = room.exams.begin(PAUSABLE)
    machine.sleep(minutes=25)
    assert minutes_left(room, sitting) == 60


def test_a_power_cut_costs_its_time_where_the_clock_cannot_be_stopped(room: ExamRoom, machine: Machine) -> None:
    """The wall clock tells how long it was; the question that was in view is not charged with it."""
    sitting = room.exams.begin(HOUR)
    machine.advance(minutes=10)
    room.answer(sitting, 1)
    machine.advance(minutes=20)
    later = restarted(room)
    found = later.taken_up()
    assert minutes_left(later, found) == 30
    assert not found.set_back
    machine.advance(minutes=1)
    found = later.answer(found, 2)
    assert minutes_left(later, found) == 29
    assert found.slot(1).milliseconds == 660_000


def test_a_clock_put_back_while_away_is_said_and_gives_no_time_back(room: ExamRoom, machine: Machine) -> None:
    """The time away is not known, so the paper stands where its last entry left it; never earlier."""
    sitting = room.exams.begin(HOUR)
    machine.advance(minutes=10)
    room.answer(sitting, 1)
    machine.set(hours=-2)
    later = restarted(room)
    found = later.taken_up()
    assert found.set_back
    assert minutes_left(later, found) == 50
    machine.advance(minutes=5)
    found = later.exams.enter(found, 2, Mark(True))
    assert minutes_left(later, found) == 45
    assert found.set_back
    machine.advance(minutes=5)
    again = restarted(later)
    found = again.taken_up()
    assert minutes_left(again, found) == 40
    assert not found.set_back
    assert again.exams.hand_in(found).tally == (1, 1, 4)


def test_entries_that_a_correction_of_the_clock_moved_tell_the_time_away(room: ExamRoom, machine: Machine) -> None:
    """A clock that was a day ahead, set right and confirmed between two looks: the minutes since are counted."""
    machine.set(days=1)
    sitting = room.exams.begin(HOUR)
    machine.advance(minutes=10)
    room.answer(sitting, 1)
    machine.advance(minutes=5)
    machine.set(days=-1)
    later = restarted(room)
    with pytest.raises(ClockDoubtful):
        later.study.begin()
    later.study.confirm_clock(ClockChoice.CLOCK_IS_RIGHT)
    machine.advance(minutes=5)
    found = later.taken_up()
    assert not found.set_back
    assert minutes_left(later, found) == 45


def test_a_doubtful_clock_is_asked_about_before_a_paper_begins(room: ExamRoom, machine: Machine) -> None:
    """As before studying: a paper dated by a wrong clock would mislead the schedule."""
    room.exams.abandon(room.exams.begin(HOUR))
    machine.set(hours=-1)
    with pytest.raises(ClockDoubtful):
        room.exams.begin(HOUR)
    room.study.confirm_clock(ClockChoice.GO_ON)
    assert room.exams.begin(HOUR)


@pytest.mark.parametrize(("night", "offsets"), [("2026-03-29", (60, 120)), ("2026-10-25", (120, 60))])
def test_the_night_in_which_clocks_change_is_as_long_as_any(
    room: ExamRoom, machine: Machine, night: str, offsets: tuple[int, int]
) -> None:
    """Offsets play no part in what is left, awake or after a power cut."""
    machine.instant = datetime.fromisoformat(night).replace(hour=0, minute=30, tzinfo=UTC)
    machine.offset = offsets[0]
    sitting = room.exams.begin(HOUR)
    machine.advance(minutes=20)
    sitting = room.answer(sitting, 1)
    machine.offset = offsets[1]
    machine.advance(minutes=20)
    assert minutes_left(room, sitting) == 20
    later = restarted(room)
    found = later.taken_up()
    assert minutes_left(later, found) == 20
    machine.advance(minutes=20)
    assert later.exams.expire(found).ended_by is Ended.TIME


def test_an_end_that_nobody_saw_is_dated_when_it_came(room: ExamRoom, machine: Machine) -> None:
    """The mistakes of a paper count for the day on which its time ran out."""
    sitting = room.exams.begin(HOUR)
    room.answer(sitting, 1, rightly=False)
    machine.sleep(days=3)
    found = restarted(room).taken_up()
    assert found.ended == NOON + timedelta(hours=1)
    with room.store.read() as tx:
        days = tx.exec_driver_sql("SELECT DISTINCT day FROM tally WHERE new > 0").fetchall()
        assert days == [((NOON - datetime(1970, 1, 1, tzinfo=UTC)).days,)]
