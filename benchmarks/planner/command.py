"""`python -m benchmarks planner`: learners study for an exam in many ways, and the tables of what each is worth."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.planner.exam import LOOK, REVIEW, Cell
from benchmarks.planner.learners import chosen, from_file, made_up
from benchmarks.planner.runs import (
    ANKI,
    BEST_FIXED,
    BEST_REVIEWS_FIRST,
    CEILING,
    Runs,
    Way,
    believing,
    learning,
    planner,
)
from benchmarks.planner.tables import BOUND, ONE, Recalls, gain_table, plain, recall_table, summary

SIZES, HORIZONS, MINUTES = (300, 1000, 3000), (14, 30, 60, 120), (6.0, 10.0, 18.0, 30.0)
CELLS = tuple(Cell(cards, days, minutes) for cards in SIZES for days in HORIZONS for minutes in MINUTES)
_NAMES = {"anki": "Anki", "fixed-mixed": "best fixed", "fixed-reviews-first": "reviews first"}


def main(arguments: list[str]) -> int:
    """Simulate what is asked for and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks planner", description=__doc__)
    parser.add_argument(
        "--learners", type=Path, metavar="FILE", help="learners to simulate (default: a few made-up ones)"
    )
    parser.add_argument("--users", default="", metavar="1-30", help="only these learners")
    parser.add_argument(
        "--cells", default="all", help="all, tight, fair, ample, or 1000/60/18,... (cards/days/minutes)"
    )
    parser.add_argument("--seeds", type=int, default=2, help="exams of each learner, more in short cells (2)")
    parser.add_argument("--missed", type=float, default=0.1, help="share of days that are missed (default 0.1)")
    parser.add_argument("--belief", choices=("cold", "warm", "both"), default="both", help="what the ways believe")
    parser.add_argument("--baselines", action="store_true", help="leave the planner out")
    parser.add_argument(
        "--every", type=int, default=0, metavar="DAYS", help="plan anew so often; 0: never, as is default"
    )
    parser.add_argument("--learning", action="store_true", help="also the planner that learns the memory week by week")
    parser.add_argument("--ceiling", action="store_true", help="also what no way can exceed")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--fresh", action="store_true", help="neither use nor keep results of earlier runs")
    asked = parser.parse_args(arguments)
    learners = chosen(from_file(asked.learners) if asked.learners else made_up(), asked.users)
    runs = Runs(learners, asked.seeds, asked.missed, keep=not asked.fresh)
    found = {}
    for belief in ("cold", "warm") if asked.belief == "both" else (asked.belief,):
        cold = belief == "cold"
        ways = [ANKI, BEST_FIXED, BEST_REVIEWS_FIRST, *believing(cold)]
        ways += [] if asked.baselines else [planner(cold, asked.every)]
        ways += [learning()] if asked.learning and cold else []
        ways += [CEILING] if asked.ceiling else []
        found[belief] = [(cell, _recalls(runs, cell, ways)) for cell in cells(asked.cells)]
        if not asked.json:
            _print(belief, found[belief], runs)
    if asked.json:
        print(json.dumps({belief: plain(each) for belief, each in found.items()}))
    if runs.simulated:
        each = 1e3 * runs.seconds / runs.simulated
        print(f"{runs.simulated:,} exams simulated in {runs.seconds:.0f} s, {each:.2f} ms each", file=sys.stderr)
    return 0


def cells(named: str) -> tuple[Cell, ...]:
    """The cells a name or a list stands for."""
    kinds = {"all": (0.0, 1e9), "tight": (0.0, 1.0), "fair": (1.0, 4.0), "ample": (4.0, 1e9)}
    if named in kinds:
        least, most = kinds[named]
        return tuple(cell for cell in CELLS if least <= _ease(cell) < most)
    parts = (part.split("/") for part in named.split(","))
    return tuple(Cell(int(cards), int(days), float(minutes)) for cards, days, minutes in parts)


def _ease(cell: Cell) -> float:
    """The time there is, by the time of a first look and one review of every question."""
    return cell.minutes * 60 * cell.days / (cell.cards * (LOOK + REVIEW))


def _recalls(runs: Runs, cell: Cell, ways: Sequence[Way]) -> Recalls:
    start = time.monotonic()
    recalls = {ONE: runs.recall(cell, BEST_FIXED, together=True)}
    recalls |= {_NAMES.get(way.name, way.name.split("-")[0]): runs.recall(cell, way) for way in ways}
    print(f"{cell}: {time.monotonic() - start:.1f} s", file=sys.stderr, flush=True)
    return recalls


def _print(belief: str, found: list[tuple[Cell, Recalls]], runs: Runs) -> None:
    believed = "the defaults" if belief == "cold" else "the learner's own parameters"
    print(f"\n## {belief.capitalize()}: the ways believe {believed}\n")
    counts = sorted({runs.seeds(cell) for cell, _ in found})
    exams = f"{counts[0]} to {counts[-1]}" if len(counts) > 1 else str(counts[0])
    print(f"{len(runs.learners)} learners, {exams} exams each; {runs.missed:.0%} of days missed.\n")
    print(recall_table(found))
    way = [name for name in found[0][1] if name != BOUND][-1]
    print(f"\n### {way.capitalize()}\n\n{gain_table(found, way)}\n\n{summary(found, way)}")
