"""What the simulations come to, cell by cell, as Markdown and as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner.exam import GUESS, Cell

ANKI, BEST = "Anki", "best fixed"
"""The two ways that all others are compared with."""

Recalls = Mapping[str, NDArray[np.float64]]
"""By the name of a way: recall on the day, (learners, seeds), the same learners and seeds for all."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One way in one cell: its mean, and how it stands to the best fixed setting and to Anki's default."""

    recall: float
    gain: float
    """Over the best fixed setting."""
    error: float
    """Standard error of the gain over all simulated exams."""
    worst: float
    """The gain of the learner who gains least, mean over the seeds."""
    wrong: float
    """Wrong answers by those of Anki's default."""

    @property
    def marks(self) -> float:
        """The share of marks when what is not known is guessed among four."""
        return self.recall + (1 - self.recall) * GUESS


def compared(recalls: Recalls, way: str) -> Compared:
    """How a way stands; all its exams are paired with the same luck."""
    ours, best, anki = recalls[way], recalls[BEST], recalls[ANKI]
    gain = ours - best
    error = float(gain.std() / max(1, gain.size - 1) ** 0.5)
    wrong = float((1 - ours.mean()) / (1 - anki.mean()))
    return Compared(float(ours.mean()), float(gain.mean()), error, float(gain.mean(axis=1).min()), wrong)


def recall_table(cells: Sequence[tuple[Cell, Recalls]]) -> str:
    """Mean recall on the day by cell and way; `2x` marks where the minutes allow each question twice."""
    ways = list(cells[0][1])
    rows = [["questions", "days", "minutes", "2x", *ways]]
    for cell, recalls in cells:
        rows.append([*_names(cell), *(f"{recalls[way].mean():.3f}" for way in ways)])
    means = [f"{np.mean([recalls[way].mean() for _, recalls in cells]):.3f}" for way in ways]
    return _markdown([*rows, ["mean", "", "", "", *means]])


def gain_table(cells: Sequence[tuple[Cell, Recalls]], way: str) -> str:
    """A way against the best fixed setting and against Anki's default, by cell."""
    rows = [["questions", "days", "minutes", "2x", way, "- best fixed", "s.e.", "worst learner", "wrong / Anki", ""]]
    for cell, recalls in cells:
        found = compared(recalls, way)
        figures = [f"{found.recall:.3f}", f"{found.gain:+.3f}", f"{found.error:.3f}", f"{found.worst:+.3f}"]
        rows.append([*_names(cell), *figures, f"{found.wrong:.2f}", _verdict(cell, found)])
    return _markdown(rows)


def summary(cells: Sequence[tuple[Cell, Recalls]], way: str) -> str:
    """The sentences that matter."""
    found = [(cell, compared(recalls, way)) for cell, recalls in cells]
    twice = [each for cell, each in found if cell.twice]
    halved = sum(each.wrong <= 0.5 for each in twice)
    lines = [
        f"mean gain over the best fixed setting {np.mean([each.gain for _, each in found]):+.4f}",
        f"cells at most 0.003 below it: {sum(each.gain >= -0.003 for _, each in found)} of {len(found)}",
        f"worst learner of any cell {min(each.worst for _, each in found):+.3f}",
        f"above Anki's default in {sum(each.wrong < 1 for _, each in found)} of {len(found)} cells",
        f"wrong answers halved in {halved} of the {len(twice)} cells with time for each question twice",
    ]
    return "\n".join(f"- {line}" for line in lines)


def plain(cells: Sequence[tuple[Cell, Recalls]]) -> list[dict[str, object]]:
    """The same for JSON."""
    return [
        {
            "cards": cell.cards,
            "days": cell.days,
            "minutes": cell.minutes,
            "twice": cell.twice,
            "ways": {way: _plain(compared(recalls, way)) for way in recalls},
        }
        for cell, recalls in cells
    ]


def _plain(found: Compared) -> dict[str, float]:
    values = {
        "recall": found.recall,
        "marks": found.marks,
        "gain": found.gain,
        "error": found.error,
        "worst": found.worst,
        "wrong": found.wrong,
    }
    return {name: round(value, 5) for name, value in values.items()}


def _names(cell: Cell) -> list[str]:
    return [f"{cell.cards:,}", str(cell.days), f"{cell.minutes:g}", "yes" if cell.twice else ""]


def _verdict(cell: Cell, found: Compared) -> str:
    faults = ["below"] * (found.gain < -0.003) + ["learner"] * (found.worst < -0.01)
    return ", ".join(faults + ["not halved"] * (cell.twice and found.wrong > 0.5))


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])
