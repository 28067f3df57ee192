"""Laws of one paper in two windows: what either says is kept is kept, and a second is counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.blueprints import Blueprint
from quizapp.domain.exam_changes import Mark, Refused, Why
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.storage.engine import Store
from tests.support.clocks import SetClock
from tests.support.exam_rooms import TWO_PARTS, ExamRoom, bare, exam_room
from tests.support.paper_banks import one_section

FREE = one_section(5, minutes=10)
FIVE = one_section(5, minutes=10, pauses=False)


class Windows:
    """Two windows on the same files, with the same paper in both."""

    def __init__(self, store: Store, clock: SetClock, folder: Path, blueprint: Blueprint) -> None:
        self.one = exam_room(store, clock, folder)
        self.other = ExamRoom(Store(store.path, clock), clock, folder)
        self.here = self.one.exams.begin(blueprint)
        found = self.other.taken_up()
        self.there: ExamSitting = self.other.exams.carry_on(found) if found.paused else found


def test_what_a_pause_or_a_new_section_forbids_is_refused_in_the_other_window(
    store: Store, clock: SetClock, tmp_path: Path
) -> None:
    """It was said to be kept, and passed over when the paper was read again."""
    windows = Windows(store, clock, tmp_path, FREE)
    windows.here = windows.one.exams.pause(windows.here)
    clock.advance(seconds=5)
    with pytest.raises(Refused) as told:
        windows.other.answer(windows.there, 2)
    assert told.value.why is Why.PAUSED
    clock.advance(minutes=5)
    windows.one.exams.carry_on(windows.here)
    clock.advance(seconds=5)
    windows.there = windows.other.answer(windows.there, 2)
    assert windows.there.moment == 5_000  # the clock stood still in both
    assert bare(windows.one.exams.sitting(windows.there.id)) == bare(windows.there)


def test_a_section_closed_in_one_window_is_closed_in_the_other(store: Store, clock: SetClock, tmp_path: Path) -> None:
    """An answer to it is refused there, and not said to be kept."""
    windows = Windows(store, clock, tmp_path, TWO_PARTS)
    clock.advance(seconds=5)
    windows.one.exams.next_section(windows.here)
    with pytest.raises(Refused) as told:
        windows.other.answer(windows.there, 2)
    assert told.value.why is Why.LOCKED


def test_a_window_sees_what_the_other_entered_and_no_second_counts_twice(
    store: Store, clock: SetClock, tmp_path: Path
) -> None:
    """With the next change; the time between two entries goes to the window that writes the later one."""
    windows = Windows(store, clock, tmp_path, FIVE)
    for number in (1, 2, 3):
        clock.advance(seconds=10)
        windows.here = windows.one.answer(windows.here, number)
        clock.advance(seconds=10)
        windows.there = windows.other.exams.enter(windows.there, number, Mark(True))
        assert windows.there.slot(number).response is not None
        assert windows.there.slot(number).marked
    clock.advance(seconds=10)
    ended = windows.one.exams.hand_in(windows.here)
    assert ended.tally[:2] == (3, 3)
    assert sum(slot.milliseconds for slot in ended.slots) == 70_000
