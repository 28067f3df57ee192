"""Figure 5: 10,000 questions from text to the store, and a second time with nothing changed."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.content import write_csv, write_decks
from benchmarks.measuring import ROOT, Bench, Line, child, environment, in_turn, ratio

_QUESTIONS = 10_000
_FILES = 10


def loading(bench: Bench) -> None:
    """Read and validate, load once parsed, sync with nothing changed: beside Anki's CSV import of as many notes."""
    decks, notes, work = bench.folder / "decks-10k", bench.folder / "notes.csv", bench.folder / "loading"
    size = write_decks(decks, _QUESTIONS, _FILES) / _QUESTIONS
    write_csv(notes, _QUESTIONS)
    bench.notes["deck files"] = f"{_QUESTIONS} questions in {_FILES} files, {size:.0f} bytes each"

    def ours() -> dict[str, float]:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        return child("benchmarks.quizapp_tasks", "load", decks, _QUESTIONS, home=work)

    def anki() -> dict[str, float]:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        return child("benchmarks.anki_anchor", "load", work, notes, _QUESTIONS)

    rows = in_turn(bench.rounds, ours, anki, lambda: child("benchmarks.bare_yaml", decks))
    read = statistics.median(row[0]["read"] for row in rows)
    bare, beside = (
        statistics.median(row[2]["read"] for row in rows),
        ratio([(r[0]["read"], r[2]["read"]) for r in rows]),
    )
    anchor = f"CSafeLoader alone {bare:.2f} s ({beside:.2f} x)"
    bench.add(Line("10,000 questions read and validated", f"{read:.2f} s", anchor, read, 2.0, "s"))
    ruled = statistics.median(row[0]["ruled"] for row in rows)
    bench.add(Line("10,000 questions checked by all rules", f"{ruled:.2f} s", f"read {read:.2f} s", ruled, 5.0, "s"))
    for key, name, limit in (("load", "loaded, once parsed", 1.0), ("again", "unchanged sync", 0.3)):
        mine, anchor = (statistics.median(row[side][key] for row in rows) for side in (0, 1))
        value = ratio([(row[0][key], row[1][key]) for row in rows])
        bench.add(Line(f"10,000 questions {name}", f"{mine:.3f} s", f"Anki CSV {anchor:.3f} s", value, limit))
    work.mkdir(exist_ok=True)
    taken = statistics.median(row[0] for row in in_turn(bench.rounds, lambda: _bank_checked(work)))
    bench.add(Line("the bank checked, `quizapp decks check`", f"{taken:.2f} s", "none", taken, 1.0, "s"))


def _bank_checked(home: Path) -> float:
    """Seconds from the start of the command to its end, over all bundled decks and sheets by all rules."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "quizapp", "decks", "check"]
    subprocess.run(command, env=environment(QUIZAPP_HOME=str(home)), cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - start
