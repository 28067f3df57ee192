"""What the simulations come to, cell by cell, as Markdown and as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner.exam import GUESS, Cell

ANKI, BEST, ONE, BOUND = "Anki", "best fixed", "one fixed", "ceiling"
"""The ways that all others are compared with."""

Recalls = Mapping[str, NDArray[np.float64]]
"""By the name of a way: recall on the day, (learners, seeds), the same learners and seeds for all."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One way in one cell: its mean, and how it stands to the best fixed setting and to Anki's default."""

    recall: float
    over_one: float
    """Gain over the one setting that is best for all learners of the cell together."""
    gain: float
    """Over the setting that is best for each learner."""
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
    over_one = float((ours - recalls[ONE]).mean())
    return Compared(float(ours.mean()), over_one, float(gain.mean()), error, float(gain.mean(axis=1).min()), wrong)


def recall_table(cells: Sequence[tuple[Cell, Recalls]]) -> str:
    """Mean recall on the day by cell and way; `2x` marks where the minutes allow each question twice."""
    ways = list(cells[0][1])
    rows = [["questions", "days", "minutes", "2x", *ways]]
    for cell, recalls in cells:
        rows.append([*_names(cell), *(f"{recalls[way].mean():.3f}" for way in ways)])
    means = [f"{np.mean([recalls[way].mean() for _, recalls in cells]):.3f}" for way in ways]
    return _markdown([*rows, ["mean", "", "", "", *means]])


def gain_table(cells: Sequence[tuple[Cell, Recalls]], way: str) -> str:
    """A way, and the ceiling where it is known, against fixed settings and against Anki's default, by cell."""
    bound = BOUND in cells[0][1]
    head = ["questions", "days", "minutes", "2x", way, "- one fixed", "- best fixed", "s.e.", "worst learner"]
    head += ["wrong / Anki", *["ceiling - best fixed", "least wrong / Anki"] * bound, ""]
    rows = [head]
    for cell, recalls in cells:
        found = compared(recalls, way)
        figures = [f"{found.recall:.3f}", f"{found.over_one:+.3f}", f"{found.gain:+.3f}", f"{found.error:.3f}"]
        figures += [f"{found.worst:+.3f}", f"{found.wrong:.2f}"]
        if bound:
            most = compared(recalls, BOUND)
            figures += [f"{most.gain:+.3f}", f"{most.wrong:.2f}"]
        rows.append([*_names(cell), *figures, _verdict(cell, found)])
    return _markdown(rows)


def summary(cells: Sequence[tuple[Cell, Recalls]], way: str) -> str:
    """The sentences that matter."""
    found = [(cell, compared(recalls, way)) for cell, recalls in cells]
    twice = [each for cell, each in found if cell.twice]
    halved = sum(each.wrong <= 0.5 for each in twice)
    lines = [
        f"mean gain over the best fixed setting {np.mean([each.gain for _, each in found]):+.4f}",
        f"cells at most 0.003 below it: {sum(each.gain >= -0.003 for _, each in found)} of {len(found)}",
        f"over one fixed setting for all learners {np.mean([each.over_one for _, each in found]):+.4f}",
        f"worst learner of any cell {min(each.worst for _, each in found):+.3f}",
        f"above Anki's default in {sum(each.wrong < 1 for _, each in found)} of {len(found)} cells",
        f"wrong answers halved in {halved} of the {len(twice)} cells with time for each question twice",
    ]
    if BOUND in cells[0][1]:
        most = [compared(recalls, BOUND) for _, recalls in cells]
        could = sum(each.wrong <= 0.5 for (cell, _), each in zip(cells, most, strict=True) if cell.twice)
        lines += [
            f"mean gain of the ceiling over the best fixed setting {np.mean([each.gain for each in most]):+.4f}",
            f"cells of those in which the ceiling halves them: {could}",
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
        "over_one": found.over_one,
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
