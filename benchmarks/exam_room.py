"""A key in the exam room at 200 questions, from the press until it is drawn: an answer, the next question, a mark."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from benchmarks.measuring import Bench, Line, percentiles, settle
from benchmarks.terminal import Terminal

_QUESTIONS = 200


_PAPER = """\
paper: two-hundred
title: Two hundred questions
minutes: 200
pauses: false
sections:
  - {id: first, title: First, questions: 100, kinds: [choice]}
  - {id: second, title: Second, questions: 100, kinds: [choice]}
"""


def keys(bench: Bench) -> None:
    """Every question of a paper from the bundled decks is answered, marked and left by keys; each key is timed."""
    home = bench.folder / "room"
    folder = home / "data" / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "two-hundred.yaml").write_text(_PAPER, encoding="utf-8")
    answers, marks, turns = [], [], []
    with Terminal(["-m", "quizapp", "exam", "sit", "two-hundred"], home) as terminal:
        terminal.wait(f"Question 1 of {_QUESTIONS}", seconds=180)  # the bundled decks are taken in before
        settle(bench.folder)  # what taking them in wrote, as before the keys of Study
        for number in range(1, _QUESTIONS):
            terminal.press("ab"[number % 2])
            answers.append(terminal.wait(f"answer {'ab'[number % 2]}")[0])
            terminal.press("m")
            marks.append(terminal.wait("for review")[0])
            terminal.press("n")
            turns.append(terminal.wait(f"Question {number + 1} of {_QUESTIONS}")[0])
    for name, times in (("answer", answers), ("mark", marks), ("next question", turns)):
        spread = percentiles(times)
        shown = f"p50 {spread['p50'] * 1e3:.1f}, p99 {spread['p99'] * 1e3:.1f} ms"
        bench.add(Line(f"exam room, key to painted {name}, p99", shown, "200 questions", spread["p99"] * 1e3, 33, "ms"))
    bench.notes["exam room, median of all keys"] = f"{statistics.median(answers + marks + turns) * 1e3:.1f} ms"


def main() -> None:
    """Only this: `python -m benchmarks.exam_room FOLDER`."""
    keys(Bench(Path(sys.argv[1]), 1, 0))


if __name__ == "__main__":
    main()
