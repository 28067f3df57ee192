"""Programs that sit a paper and say `ACK <step> <seconds left>` after each step that was said to be saved.

`python -m tests.promises.sitting_paper` starts one for each line `FOLDER FIRST LAST` that it reads: it takes up the
paper of the folder, or begins it, does the steps from the first to the last, and waits to be killed. Clocks are set: a
second passes before each step.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from quizapp.domain.exam_changes import Clear, Mark, Strike, Sure
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.storage.engine import Store
from tests.support.clocks import NOON, SetClock
from tests.support.exam_rooms import QUESTIONS, TWO_PARTS, ExamRoom, exam_room

Step = Callable[[ExamRoom, ExamSitting], ExamSitting]


def write(room: ExamRoom, sitting: ExamSitting) -> ExamSitting:
    """Draft a text."""
    room.exams.save_draft(sitting, 4, "It is so.")
    return sitting.with_draft(4, is_written=True)


STEPS: tuple[Step, ...] = (
    lambda room, _: room.exams.begin(TWO_PARTS, seed=7),
    lambda room, it: room.answer(it, 1),
    lambda room, it: room.exams.keep(room.exams.go(it, 2)),
    lambda room, it: room.answer(it, 2, rightly=False),
    lambda room, it: room.exams.enter(it, 2, Sure(False)),
    lambda room, it: room.exams.enter(room.exams.go(it, 3), 3, Strike("b", True)),
    lambda room, it: room.exams.enter(it, 3, Mark(True)),
    lambda room, it: room.answer(it, 3),
    lambda room, it: room.exams.enter(it, 3, Clear()),
    lambda room, it: room.exams.next_section(it),
    write,
    lambda room, it: room.exams.keep(room.exams.go(it, 5)),
    lambda room, it: room.exams.hand_in(it),
    lambda room, it: room.exams.take_back_reviews(it.id),
    lambda room, it: room.exams.give_reviews_again(it.id),
    lambda room, it: room.exams.grade(it.id, 4, 0.5),
)


def prepare(folder: Path) -> None:
    """Make the database, with its questions."""
    store = Store(folder / "quizapp.db", SetClock())
    exam_room(store, SetClock(), folder, QUESTIONS)
    store.close()


def room_in(folder: Path, step: int) -> ExamRoom:
    """The room as a program finds it that is started before this step."""
    clock = SetClock(NOON + timedelta(seconds=max(0, step - 1)))
    return ExamRoom(Store(folder / "quizapp.db", clock), clock, folder)


def left(room: ExamRoom, sitting: ExamSitting) -> float | None:
    """What the clock shows."""
    return None if sitting.ended else sitting.left(room.exams.now(sitting))


def sit(folder: Path, first: int, last: int) -> None:
    """Do the steps from the first to the last, and wait to be killed."""
    room = room_in(folder, first)
    sitting = room.exams.unfinished() if first else None
    for number in range(first, last + 1):
        room.clock.advance(seconds=1 if number else 0)
        if sitting is None and number:
            sitting = room.exams.sitting(room.exams.finished()[0].id)
        sitting = STEPS[number](room, sitting)  # type: ignore[arg-type]
        os.write(1, f"ACK {number} {left(room, sitting)}\n".encode())
    signal.pause()


def serve() -> None:
    """For each line `FOLDER FIRST LAST` a program of its own, forked so that it need not import everything again."""
    for line in sys.stdin:
        folder, first, last = line.split()
        program = os.fork()
        if not program:
            sit(Path(folder), int(first), int(last))
        os.write(1, f"PROGRAM {program}\n".encode())
        os.waitpid(program, 0)
        os.write(1, b"DEAD\n")


if __name__ == "__main__":
    serve()
