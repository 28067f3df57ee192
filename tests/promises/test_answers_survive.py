"""An answer that was said to be saved is there: after a kill, a power cut, a full or failing disk, and once."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest
from sqlalchemy import select

from quizapp.domain.answers import Picked
from quizapp.domain.sitting import Step
from quizapp.services.study import StudyService
from quizapp.storage import rebuilding
from quizapp.storage.chain import verify
from quizapp.storage.checking import faults
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.failures import Reason, StoreUnavailable
from quizapp.storage.memories import tallies
from quizapp.storage.tables import event
from tests.promises import power_cut
from tests.promises.answering import prepare
from tests.support.clocks import SetClock

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "tests.promises.answering")
CARELESS = (
    "import sys; from pathlib import Path; from quizapp.storage import connections;"
    "connections._PRAGMAS = ('synchronous=OFF',); from tests.promises.answering import answer;"
    "answer(Path(sys.argv[1]), int(sys.argv[2]))"
)
IMAGES, KILLS, EACH = 300, 20, 1_000

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed, so failing disks and power cuts cannot be played"
)


def _state(path: Path, acknowledged: Collection[str], *, deep: bool = True) -> str:
    """Whether a database holds every acknowledged answer, each whole and once: "whole", or what is wrong."""
    store = Store(path, SetClock())
    try:
        with store.read() as tx:
            if deep and any(faults(tx.connection.driver_connection)):  # type: ignore[arg-type]
                return "damaged"
            found = [row[0] for row in tx.execute(select(event.c.id))]
            if not set(acknowledged) <= set(found):
                return "lost"
            if verify(tx) or any(rebuilding.differences(tx)):
                return "half"
    except StoreUnavailable:
        return "damaged"
    finally:
        store.close()
    return "whole"


def _acknowledged(lines: Collection[str]) -> list[str]:
    return [line.removeprefix("ACK ") for line in lines if line.startswith("ACK ") and len(line) == 40]


def _outcomes(tmp_path: Path, command: tuple[str, ...], number: int) -> Counter[str]:
    """Record a run of 25 answers, and judge what cuts at random places leave."""
    data = tmp_path / "data"
    prepare(data / "quizapp.db", 30)
    files = {str(path): path.read_bytes() for path in data.iterdir() if path.is_file()}
    calls = power_cut.record([*command, str(data / "quizapp.db"), "25"], data, tmp_path / "trace", ROOT)
    first = next(index for index, call in enumerate(calls) if call.does == "say")
    chance = random.Random(7)
    cuts = [chance.randint(first + 1, len(calls)) for _ in range(number)]
    outcomes: Counter[str] = Counter()
    for index, image in enumerate(power_cut.images(calls, files, cuts, 7)):
        folder = tmp_path / f"image-{index}"
        folder.mkdir()
        image.write_to(folder)
        outcomes[_state(folder / "quizapp.db", _acknowledged(image.said))] += 1
        shutil.rmtree(folder)
    return outcomes


@needs_strace
def test_no_power_cut_loses_an_answer(tmp_path: Path) -> None:
    """Of hundreds of disks as cuts may leave them, each holds every answer said to be saved, and none half."""
    assert _outcomes(tmp_path, PROGRAM, IMAGES) == {"whole": IMAGES}


@needs_strace
def test_power_cuts_are_played_hard_enough_to_hurt_a_careless_program(tmp_path: Path) -> None:
    """The same cuts ruin at least a third of the disks when nothing is synced, so that finding none means something."""
    outcomes = _outcomes(tmp_path, (sys.executable, "-c", CARELESS), IMAGES // 5)
    assert outcomes["whole"] < IMAGES // 5 * 2 / 3, outcomes


def test_no_kill_loses_an_answer(tmp_path: Path) -> None:
    """A program killed at any moment leaves every answer that it said was saved, and starts again."""
    path = tmp_path / "quizapp.db"
    prepare(path, 1_000)  # more than all runs together get through
    chance = random.Random(11)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        running = subprocess.Popen([*PROGRAM, str(path), "100000"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert running.stdout is not None
        with running, running.stdout as lines:
            for _ in range(chance.randint(1, 30)):
                acknowledged += _acknowledged([lines.readline().rstrip()])
            running.kill()
            acknowledged += _acknowledged([line.rstrip() for line in lines])
        assert _state(path, acknowledged, deep=False) == "whole"
    assert len(acknowledged) > KILLS


def test_two_programs_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    """Two processes answer side by side: every review is there once, and the counters are exact."""
    path = tmp_path / "quizapp.db"
    prepare(path, 2 * EACH)
    both = [
        subprocess.Popen([*PROGRAM, str(path), str(EACH)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    acknowledged = [identifier for text in said for identifier in _acknowledged(text.splitlines())]
    assert len(set(acknowledged)) == 2 * EACH
    assert _state(path, acknowledged) == "whole"
    store = Store(path, SetClock())
    with store.read() as tx:
        counted = tallies(tx, DEFAULT_LEARNER, 0, 100_000)
        assert len(tx.execute(select(event.c.id).where(event.c.type == "review")).all()) == 2 * EACH
    store.close()
    assert sum(day.new + day.reviews + day.steps for day in counted) == 2 * EACH


@needs_strace
@pytest.mark.parametrize("when", [3, 13, 33])
@pytest.mark.parametrize(
    ("fault", "forever"),
    [
        ("pwrite64:error=ENOSPC", False),
        ("pwrite64:error=ENOSPC", True),
        ("fdatasync:error=EIO", False),
        ("pwrite64:error=EIO", True),
    ],
)
def test_a_failing_disk_loses_and_doubles_nothing(tmp_path: Path, fault: str, forever: bool, when: int) -> None:
    """Each answer is tried once more after a failure with the same id; a failure is said, never a traceback."""
    path = tmp_path / "data" / "quizapp.db"
    prepare(path, 10)
    call = fault.partition(":")[0]
    inject = f"inject={fault}:when={when}{'+' if forever else ''}"
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
    ran = subprocess.run(
        [*strace, *PROGRAM, str(path), "6", "1"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    lines = ran.stdout.splitlines()
    acknowledged = _acknowledged(lines)
    assert "Traceback" not in ran.stderr, ran.stderr
    assert ran.returncode in ((0, 3) if forever else (0,)), lines
    if ran.returncode == 3:
        assert lines[-1] == ("SAID full" if "ENOSPC" in fault else "SAID failing")
    assert len(acknowledged) == len(set(acknowledged))
    assert _state(path, acknowledged) == "whole"
    store = Store(path, SetClock())
    with store.read() as tx:
        stored = len(tx.execute(select(event.c.id).where(event.c.type == "review")).all())
    store.close()
    assert stored in (len(acknowledged), len(acknowledged) + (ran.returncode == 3))


def test_a_database_that_cannot_be_written_to_says_so_and_takes_the_answer_later(tmp_path: Path) -> None:
    """Read-only for a while: the sentence says it, nothing is kept, and the next try records the answer once."""
    path = tmp_path / "quizapp.db"
    prepare(path, 3)
    clock = SetClock()
    store = Store(path, clock)
    study = StudyService(store, clock)
    sitting = study.begin()
    step = study.step(sitting)
    assert isinstance(step, Step)
    attempt = study.prepare(step)
    with store.read() as tx:
        tx.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreUnavailable, match="cannot be written to") as told:
        study.answer(sitting, step, Picked("true"), milliseconds=900, attempt=attempt)
    assert told.value.reason is Reason.READ_ONLY
    assert _state(path, []) == "whole"
    assert study.overview().answered_today == 0
    given = study.answer(sitting, step, Picked("true"), milliseconds=900, attempt=attempt)
    assert _state(path, [given.review_id]) == "whole"
    assert study.overview().answered_today == 1
    store.close()
