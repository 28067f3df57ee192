"""A sync happens whole or not at all, and failing disks are said in a sentence."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.decks.conftest import basic, deck_text
from tests.promises.syncing import service

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "tests.promises.syncing")
BEFORE, AFTER = 40, 60


def _deck(folder: Path, questions: int) -> None:
    text = deck_text("x", *[basic(f"q{number}") for number in range(questions)])
    (folder / "decks" / "x.yaml").write_text(text)


def _prepared(folder: Path) -> Path:
    (folder / "decks").mkdir()
    _deck(folder, BEFORE)
    decks = service(folder)
    decks.sync()
    decks.store.close()
    _deck(folder, AFTER)
    return folder / "data" / "quizapp.db"


def _counts(path: Path) -> tuple[int, ...]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return tuple(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _TABLES)


_TABLES = ("question", "card", "memory")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed, so no failing disk can be played")
@pytest.mark.parametrize("when", [3, 13, 23, 33, 43])
@pytest.mark.parametrize(
    "fault", ["pwrite64:error=ENOSPC:when={}", "pwrite64:error=EIO:when={}+", "fdatasync:error=EIO:when={}"]
)
def test_a_failing_disk_leaves_the_bank_before_or_after(tmp_path: Path, fault: str, when: int) -> None:
    """One write fails, or all from there on: the bank is as it was or as the files have it, never between."""
    path = _prepared(tmp_path)
    call = fault.partition(":")[0]
    place = when if call == "pwrite64" else when // 10 + 1
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={fault.format(place)}"]
    ran = subprocess.run([*strace, *PROGRAM, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr, ran.stderr
    assert ran.returncode in ((0, 3) if fault.endswith("+") else (0,)), ran.stdout
    whole = (AFTER,) * 3 if ran.returncode == 0 else (BEFORE,) * 3
    assert _counts(path) == whole


def test_a_kill_leaves_the_bank_before_or_after(tmp_path: Path) -> None:
    """Killed as it begins to write, the next sync finishes what this one began."""
    path = _prepared(tmp_path)
    running = subprocess.Popen([*PROGRAM, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
    journal = path.with_name(f"{path.name}-journal")
    used = journal.stat().st_mtime_ns if journal.exists() else 0
    while running.poll() is None and (journal.stat().st_mtime_ns if journal.exists() else 0) == used:
        pass
    running.kill()
    running.communicate()
    assert _counts(path) in ((BEFORE,) * 3, (AFTER,) * 3)
    decks = service(tmp_path)
    decks.sync()
    decks.store.close()
    assert _counts(path) == (AFTER,) * 3
