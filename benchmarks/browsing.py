"""Figure 6: Browse over the whole library: its first rows, what is found while a person types, and every key."""

from __future__ import annotations

import statistics
from pathlib import Path

from benchmarks.measuring import Bench, Line, child, percentiles
from benchmarks.startup import CARD_MARKER
from benchmarks.terminal import Terminal

_KEYS = ("\x1b[B", "\x1b[B", "\x1b[6~", "\x1b[A", " ", "\x1b[F", "\x1b[5~", "\x1b[H")
_PLACE = r"[\d,]+ of [\d,]+ cards"
_HOME = r"\d[\d,]* reviews?"


def browsing(bench: Bench, home: Path) -> None:
    """First rows after `b`, keys until their line is painted, and searches by the service in a process of their own."""
    child("benchmarks.quizapp_tasks", "search", 0, home=home)  # makes the index, which is there from then on
    first, keys, letters = [], [], []
    for _ in range(bench.rounds):
        with Terminal(["-m", "quizapp"], home) as terminal:
            terminal.wait(_HOME)
            terminal.press("b")
            first.append(terminal.wait(CARD_MARKER)[0])
            terminal.wait(_PLACE)
            for key in _KEYS * 6:
                terminal.press(key)
                keys.append(terminal.wait(_PLACE)[0])
            terminal.press("/")
            for letter in "treaty":
                terminal.press(letter)
                letters.append(terminal.wait(letter)[0])
    times = child("benchmarks.quizapp_tasks", "search", bench.rounds, home=home)["times"]
    count = f"{bench.cards:,} cards"
    opened, painted = statistics.median(first), percentiles([*keys, *letters])
    bench.add(Line("Browse, first rows after the key", f"{opened * 1e3:.0f} ms", count, opened * 1e3, 100, "ms"))
    p50 = f"p50 {painted['p50'] * 1e3:.0f} ms"
    bench.add(Line("Browse, key to painted, p99", p50, count, painted["p99"] * 1e3, 33, "ms"))
    worst = max(times, key=lambda query: times[query])
    middle = f"median {statistics.median(times.values()) * 1e3:.0f} ms of {len(times)} queries"
    bench.add(Line("search while typing", middle, count, statistics.median(times.values()) * 1e3, 50, "ms"))
    bench.add(Line("search, the slowest query", f"`{worst}`", count, times[worst] * 1e3, 100, "ms"))
