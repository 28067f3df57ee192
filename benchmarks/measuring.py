"""How things are measured: children in fresh processes, implementations in turn, medians of per-round ratios."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: our median, the anchor's, what is compared with the limit, and whether it holds."""

    name: str
    ours: str
    anchor: str
    value: float
    limit: float
    unit: str = "x"

    @property
    def holds(self) -> bool:
        """Whether the value keeps within its limit."""
        return self.value <= self.limit


@dataclass(slots=True)
class Bench:
    """One run: where it works, how often it repeats, at what size, and what it has found."""

    folder: Path
    rounds: int
    cards: int
    lines: list[Line] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Keep a line and show it at once."""
        self.lines.append(line)
        print(table_row(line), flush=True)


def table_row(line: Line) -> str:
    """One line as a row of a Markdown table."""
    verdict = "holds" if line.holds else "**missed**"
    value = f"{line.value:.3g} {line.unit}"
    return f"| {line.name} | {line.ours} | {line.anchor} | {value} | <= {line.limit:g} | {verdict} |"


def environment(**extra: str) -> dict[str, str]:
    """The environment of a child: bytecode is written and used, as on a person's machine."""
    kept = {key: value for key, value in os.environ.items() if key not in {"PYTHONDONTWRITEBYTECODE", "NO_COLOR"}}
    return {**kept, "PYTHONPATH": str(ROOT), **extra}


def child(module: str, *arguments: object, home: Path | None = None) -> dict[str, Any]:
    """Run `python -m module arguments` and read the JSON it prints."""
    extra = {"QUIZAPP_HOME": str(home)} if home else {}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, env=environment(**extra), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def in_turn(rounds: int, *ways: Callable[[], Any]) -> list[tuple[Any, ...]]:
    """Call each way once a round, in turn; the first round only warms up."""
    return [tuple([way() for way in ways]) for _ in range(rounds + 1)][1:]


def ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The median over the rounds of ours by the anchor's."""
    return statistics.median(ours / anchor for ours, anchor in pairs)


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """The median and the 99th percentile, seconds."""
    ordered = sorted(times)
    return {"p50": ordered[len(ordered) // 2], "p99": ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]}


def rating_sequence(answers: int) -> list[int]:
    """The same grades for everyone: one in ten forgotten, one in twenty hard, the rest good."""
    return random.Random(3).choices((1, 2, 3), weights=(10, 5, 85), k=answers)


def peak_megabytes(pid: int | str = "self") -> float:
    """The most resident memory a process ever had (VmHWM), in MB of a million bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    kibibytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kibibytes) * 1024 / 1e6


def fsync_microseconds(folder: Path) -> float:
    """The median time of appending 4 KiB and syncing it, where the libraries lie."""
    times = []
    with (folder / "fsync.probe").open("wb", buffering=0) as file:
        for _ in range(100):
            start = time.perf_counter()
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - start)
    (folder / "fsync.probe").unlink()
    return statistics.median(times) * 1e6


def settle(folder: Path, seconds: float = 20) -> None:
    """Wait until the disk has swallowed what was written before and syncs at its usual speed, or for so long."""
    os.sync()
    until = time.monotonic() + seconds
    while fsync_microseconds(folder) > 500 and time.monotonic() < until:
        time.sleep(0.5)
