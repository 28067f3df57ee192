"""`python -m benchmarks`: measure, print the table, write JSON; see README.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    anki_packages,
    answering,
    bank_figures,
    browsing,
    deck_files,
    exam_room,
    guesser,
    insights,
    papers,
    plans,
    startup,
)
from benchmarks.measuring import ROOT, Bench, child, environment, fsync_microseconds, settle, table_row

_README = Path(__file__).with_name("README.md")
_MARK = "<!-- measured -->\n"
_HEAD = "| figure | quizapp | anchor | value | limit | |\n|---|---|---|---|---|---|"
_FIGURES = ("paint", "commands", "answers", "browse", "insights", "papers", "plans", "decks", "anki")


def main() -> int:
    """Run the figures asked for; 1 when one of them misses its limit."""
    if sys.argv[1:2] == ["guesser"]:  # it measures decks, not time, and takes their files
        return guesser.main(sys.argv[2:])
    if sys.argv[1:2] == ["planner"]:  # it simulates learners; numpy is imported for it alone
        from benchmarks.planner.command import main as planner

        return planner(sys.argv[2:])
    if sys.argv[1:2] == ["fits"]:
        from benchmarks.fits import main as fits

        return fits(sys.argv[2:])
    if sys.argv[1:2] == ["intervals"]:
        from benchmarks.intervals import main as intervals

        return intervals(sys.argv[2:])
    if sys.argv[1:] == ["bank"]:  # it counts, and measures nothing
        return bank_figures.main()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=", ".join(_FIGURES) + " (default: all)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default 5)")
    parser.add_argument("--cards", type=int, default=100_000, help="cards in the library (default 100,000)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the libraries here and use them again next time")
    parser.add_argument("--record", action="store_true", help="write the table into benchmarks/README.md")
    chosen = parser.parse_args()
    if unknown := set(chosen.figures) - set(_FIGURES):
        parser.error(f"there is no figure {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        bench = Bench(Path(folder), chosen.rounds, chosen.cards)
        _run(bench, set(chosen.figures) or set(_FIGURES), chosen.keep or bench.folder)
    _write_results(bench)
    if chosen.record:
        _record(bench)
    return 0 if all(line.holds for line in bench.lines) else 1


def _run(bench: Bench, figures: set[str], libraries: Path) -> None:
    subprocess.run([sys.executable, "-m", "compileall", "-q", "quizapp", "benchmarks"], cwd=ROOT, env=environment())
    bench.notes.update(_machine(bench))
    home, collection = libraries / f"quizapp-{bench.cards}", libraries / f"anki-{bench.cards}" / "collection.anki2"
    if figures - {"decks", "insights", "papers", "plans", "anki"}:
        child("benchmarks.quizapp_tasks", "library", bench.cards, home=home)
    if "answers" in figures and not collection.exists():
        collection.parent.mkdir(parents=True)
        child("benchmarks.anki_anchor", "library", collection, bench.cards)
    settle(bench.folder)
    print(_HEAD)
    if "paint" in figures:
        startup.first_paint(bench, home)
    if "commands" in figures:
        startup.commands(bench, home)
    if "answers" in figures:
        answering.service(bench, home, collection)
    if "browse" in figures:
        browsing.browsing(bench, home)
    if "insights" in figures:
        insights.figures(bench)
    if "papers" in figures:
        papers.drawing(bench)
        exam_room.keys(bench)
    if "plans" in figures:
        plans.planning(bench)
    if "decks" in figures:
        deck_files.loading(bench)
    if "anki" in figures:
        anki_packages.figures(bench)


def _machine(bench: Bench) -> dict[str, str]:
    packages = ("textual", "sqlalchemy", "pydantic", "pyyaml", "fsrs")
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} shared {platform.machine()} cores, Python {platform.python_version()}",
        "versions": ", ".join(f"{name} {version(name)}" for name in packages),
        "Anki": str(child("benchmarks.anki_anchor", "about")["version"]),
        "append and fdatasync": f"{fsync_microseconds(bench.folder):.0f} us",
        "`python -c pass`": f"{1e3 * startup.python_alone():.0f} ms (11 ms where the limits were set)",
        "load average": f"{os.getloadavg()[0]:.1f}",
        "cards, rounds": f"{bench.cards:,}, {bench.rounds}",
    }


def _write_results(bench: Bench) -> None:
    folder = ROOT / "benchmarks" / "results"
    folder.mkdir(exist_ok=True)
    lines = [{**asdict(line), "holds": line.holds} for line in bench.lines]
    target = folder / f"{bench.notes['date']}.json"
    target.write_text(json.dumps({"notes": bench.notes, "lines": lines}, indent=2) + "\n", encoding="utf-8")
    print("\n" + "\n".join(f"{name}: {value}" for name, value in bench.notes.items()))
    print(f"written to {target.relative_to(ROOT)}")


def _record(bench: Bench) -> None:
    before, _, _ = _README.read_text(encoding="utf-8").partition(_MARK)
    rows = "\n".join(table_row(line) for line in bench.lines)
    notes = "\n".join(f"- {name}: {value}" for name, value in bench.notes.items())
    _README.write_text(f"{before}{_MARK}\n{_HEAD}\n{rows}\n\n{notes}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
