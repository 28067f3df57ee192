"""A paper survives kill -9 at each of its steps: the same question, the same answers, an honest clock."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.domain.exam_sitting import ExamSitting
from quizapp.storage import rebuilding
from quizapp.storage.chain import verify
from quizapp.storage.checking import faults
from tests.promises.sitting_paper import STEPS, left, prepare, room_in
from tests.support.exam_rooms import bare

ROOT = Path(__file__).parents[2]
HANDS_IN = 12


def lived(folder: Path) -> list[ExamSitting]:
    """The sitting after each step, of a program that nobody kills."""
    prepare(folder)
    room, found = room_in(folder, 0), list[ExamSitting]()
    for number, step in enumerate(STEPS):
        room.clock.advance(seconds=1 if number else 0)
        found.append(step(room, found[-1] if found else None))  # type: ignore[arg-type]
    room.store.close()
    return found


def without_id(sitting: ExamSitting) -> tuple[object, ...]:
    """What two sittings of one paper have in common, whenever and wherever they were begun."""
    kept = bare(sitting)
    entered = (kept.slots, kept.at, kept.moment, kept.stage, kept.stage_since, kept.counts)
    return (*entered, kept.ended_by, [each.card for each in kept.paper.questions])


class Programs:
    """Programs that are started one after the other, each killed with -9."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.promises.sitting_paper"]
        self._server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, folder: Path, first: int, last: int) -> int:
        """Start one that does these steps; its process."""
        assert self._server.stdin is not None
        self._server.stdin.write(f"{folder} {first} {last}\n")
        self._server.stdin.flush()
        self.said: list[str] = []
        return int(self.line("PROGRAM"))

    def line(self, word: str) -> str:
        """The last word of the next line that begins so; what else is said meanwhile is kept."""
        assert self._server.stdout is not None
        while not (line := self._server.stdout.readline()).startswith(word):
            assert line, "the programs are gone"
            self.said.append(line.split()[-1])
        return line.split()[-1]

    def kill(self, program: int) -> None:
        """Kill it, whatever it does."""
        os.kill(program, signal.SIGKILL)
        self.line("DEAD")

    def killed_after(self, folder: Path, first: int, last: int) -> str:
        """Run one that does these steps, and kill it when it has said that the last is saved; what it said then."""
        program = self.start(folder, first, last)
        while len(self.said) <= last - first:
            self.said.append(self.line("ACK"))
        self.kill(program)
        return self.said[-1]

    def close(self) -> None:
        """No more programs."""
        self._server.communicate()


@pytest.fixture(scope="module")
def programs() -> Iterator[Programs]:
    """What starts programs."""
    made = Programs()
    yield made
    made.close()


def found_after(folder: Path, step: int) -> tuple[ExamSitting, float | None]:
    """The paper as it stands on the disk after a step, with what its clock shows."""
    room = room_in(folder, step + 1)
    sitting = room.exams.unfinished() if step < HANDS_IN else room.exams.sitting(room.exams.finished()[0].id)
    assert sitting is not None
    shown = left(room, sitting)
    with room.store.read() as tx:
        assert not list(faults(tx.connection.driver_connection))  # type: ignore[arg-type]
        assert not verify(tx)
        assert not list(rebuilding.differences(tx))
    texts = room.exams.drafts(sitting)
    assert texts == ({4: "It is so."} if 10 <= step < HANDS_IN else {})
    room.store.close()
    return sitting, shown


def test_a_program_killed_after_each_step_goes_on_as_if_nothing_had_been(programs: Programs, tmp_path: Path) -> None:
    """One paper through sixteen programs, each killed after one step; every one finds what the one before left."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    whole = lived(tmp_path / "whole")
    prepare(tmp_path / "killed")
    for number, live in enumerate(whole):
        said = programs.killed_after(tmp_path / "killed", number, number)
        sitting, shown = found_after(tmp_path / "killed", number)
        assert without_id(sitting) == without_id(live), number
        assert said == str(shown)


@pytest.mark.parametrize("seed", range(4))
def test_a_program_killed_while_it_writes_leaves_the_step_done_or_not_done(
    programs: Programs, tmp_path: Path, seed: int
) -> None:
    """Killed in the middle of writing, what is there is the sitting before the step or after it, never between."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    whole = lived(tmp_path / "whole")
    folder = tmp_path / "killed"
    prepare(folder)
    last = random.Random(seed).randrange(8, HANDS_IN)
    programs.killed_after(folder, 0, last)
    journal = folder / "quizapp.db-journal"
    used = journal.stat().st_mtime_ns
    program = programs.start(folder, last + 1, last + 1)
    while journal.stat().st_mtime_ns == used:
        os.kill(program, 0)  # raises when it died of itself
    programs.kill(program)
    room = room_in(folder, last + 2)
    sitting = room.exams.unfinished() or room.exams.sitting(room.exams.finished()[0].id)
    assert without_id(sitting) in (without_id(whole[last]), without_id(whole[last + 1]))
    with room.store.read() as tx:
        assert not verify(tx)
        assert not list(rebuilding.differences(tx))
    room.store.close()
