"""Figures 1 and 4: the first paint under a terminal, and what `--version` and `--help` cost."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measuring import ROOT, Bench, Line, child, environment, in_turn, ratio
from benchmarks.terminal import Terminal

_FRAME = "Quit"
"""What stands in the footer from the first paint on."""
_HOME = r"\d[\d,]* reviews?"
"""What Home shows of a library only when it has counted what is due."""
CARD_MARKER = r"Item (#\d{6})"
"""What stands in every made-up prompt."""


def first_paint(bench: Bench, home: Path) -> None:
    """From spawn until the text reaches the terminal: the frame, Home filled, the first card, beside a bare app."""
    rows = in_turn(
        bench.rounds * 2,
        lambda: _paints(["-m", "benchmarks.bare_app"], "first paint")[0],
        lambda: _paints(["-m", "quizapp"], _FRAME, _HOME, home=home),
        lambda: _paints(["-m", "quizapp", "study"], CARD_MARKER, home=home)[0],
    )
    bare = statistics.median(row[0] for row in rows)
    for name, limit, seconds in (
        ("first paint", 1.3, [row[1][0] for row in rows]),
        ("Home filled", 2.2, [row[1][1] for row in rows]),
        ("first card, `quizapp study`", 2.2, [row[2] for row in rows]),
    ):
        ours = statistics.median(seconds)
        value = ratio([(mine, row[0]) for mine, row in zip(seconds, rows, strict=True)])
        bench.add(Line(name, f"{ours * 1e3:.0f} ms", f"bare Textual {bare * 1e3:.0f} ms", value, limit))


def _paints(arguments: list[str], *markers: str, home: Path | None = None) -> list[float]:
    with Terminal(arguments, home) as terminal:
        return [terminal.wait(marker)[0] for marker in markers]


def commands(bench: Bench, home: Path) -> None:
    """`--version` and `--help` beside a Python that does nothing, and the heavy modules they must not load."""
    rows = in_turn(
        bench.rounds * 3,
        lambda: _run(["-c", "pass"], home),
        lambda: _run(["-m", "quizapp", "--version"], home),
        lambda: _help(home),
    )
    nothing = statistics.median(row[0] for row in rows)
    for column, option, limit in ((1, "--version", 3), (2, "--help", 12)):
        ours = statistics.median(row[column] for row in rows)
        value = ratio([(row[column], row[0]) for row in rows])
        bench.add(Line(f"quizapp {option}", f"{ours * 1e3:.0f} ms", f"`pass` {nothing * 1e3:.0f} ms", value, limit))
        heavy = child("benchmarks.quizapp_tasks", "modules", option, home=home)["heavy"]
        bench.add(Line(f"heavy modules of {option}", ", ".join(heavy) or "none", "none", len(heavy), 0, "modules"))


def python_alone() -> float:
    """The median seconds of a Python that does nothing: how fast this machine is now."""
    return statistics.median(_run(["-c", "pass"], ROOT) for _ in range(9))


def _help(home: Path) -> float:
    with Terminal(["-m", "quizapp", "--help"], home) as terminal:
        seconds = terminal.wait_end()
        assert "Usage" in terminal.text, terminal.text
        return seconds


def _run(arguments: list[str], home: Path) -> float:
    variables = environment(QUIZAPP_HOME=str(home))
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=variables, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start
