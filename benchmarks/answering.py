"""Figures 2 and 3: from an answer to the next card, durably; from a key to the paint; memory."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path

from benchmarks.measuring import Bench, Line, child, in_turn, peak_megabytes, percentiles, ratio, settle
from benchmarks.quizapp_tasks import renew
from benchmarks.startup import CARD_MARKER
from benchmarks.terminal import Terminal

_ANSWERS = 2000
_KEYED = 200
VERDICT_MARKER = r"(?i)right|wrong"


def service(bench: Bench, home: Path, collection: Path) -> None:
    """2,000 answers, each committed, with the next card in memory: the services beside Anki's backend."""
    work = bench.folder / "answering"

    def ours() -> dict[str, float]:
        renew(home)
        settle(bench.folder)
        return child("benchmarks.quizapp_tasks", "answer", _ANSWERS, home=home)

    def anki() -> dict[str, float]:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(collection.parent, work)
        settle(bench.folder)
        return child("benchmarks.anki_anchor", "answer", work / collection.name, _ANSWERS)

    rows = in_turn(bench.rounds, ours, anki)
    renew(home)
    for key, limit in (("p50", 2.5), ("p99", 1.0)):
        mine = statistics.median(row[0][key] for row in rows) * 1e6
        anchor = statistics.median(row[1][key] for row in rows) * 1e6
        value = ratio([(row[0][key], row[1][key]) for row in rows])
        bench.add(Line(f"answer to next card, {key}", f"{mine:.0f} us", f"Anki {anchor:.0f} us", value, limit))
    bench.notes["quizapp's store"] = str(rows[0][0]["engine"])
    bench.notes["Anki's store"] = str(rows[0][1]["engine"])
    bench.notes["Anki's peak while answering"] = f"{statistics.median(row[1]['peak'] for row in rows):.0f} MB"
    _memory(bench, home, [row[1]["peak"] for row in rows])


def _memory(bench: Bench, home: Path, anki: list[float]) -> None:
    """The running app answers 200 questions by keys; every key is timed, then its peak is read."""
    peaks, verdicts, cards, bare = [], [], [], []
    for _ in anki:
        bare += _bare_keys()
        renew(home)
        settle(bench.folder)
        with Terminal(["-m", "quizapp", "study"], home) as terminal:
            marker = terminal.wait(CARD_MARKER)[1].group(1)
            for _ in range(_KEYED):
                terminal.press("a")
                verdicts.append(terminal.wait(VERDICT_MARKER)[0])
                terminal.press("\r")
                elapsed, found = terminal.wait(f"(?!Item {marker}){CARD_MARKER}")
                marker = found.group(1)
                cards.append(elapsed)
            peaks.append(peak_megabytes(terminal.pid))
    beside = f"bare Textual p50 {percentiles(bare)['p50'] * 1e3:.1f}, p99 {percentiles(bare)['p99'] * 1e3:.1f} ms"
    for name, times in (("key to painted verdict", verdicts), ("key to painted next card", cards)):
        spread = percentiles(times)
        shown = f"p50 {spread['p50'] * 1e3:.1f}, p99 {spread['p99'] * 1e3:.1f} ms"
        bench.add(Line(f"{name}, p99", shown, beside, spread["p99"] * 1e3, 33, "ms"))
    renew(home)
    mine, anchor = statistics.median(peaks), statistics.median(anki)
    value = ratio(list(zip(peaks, anki, strict=True)))
    bench.add(Line("peak of the app, 200 answers", f"{mine:.0f} MB", f"Anki's backend {anchor:.0f} MB", value, 0.8))


def _bare_keys() -> list[float]:
    with Terminal(["-m", "benchmarks.bare_app"]) as terminal:
        terminal.wait("first paint")
        times = []
        for number in range(1, _KEYED + 1):
            terminal.press("a")
            times.append(terminal.wait(f"key {number:06d}")[0])
    return times
