"""Anki packages: 10,000 notes written, beside bare genanki with the same fields, and 100,000 reviews brought home.

Run as a child it does one task and prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.content import made_questions, write_decks
from benchmarks.measuring import Bench, Line, child, in_turn, peak_megabytes, ratio

if TYPE_CHECKING:
    from quizapp.domain.issuing import IssuedQuestion
    from quizapp.domain.progress import Progress

_NOTES, _REVIEWS_EACH = 10_000, 10
_MADE, _TODAY = datetime(2025, 11, 22, tzinfo=UTC), date(2025, 12, 1)
_FIRST = 1_735_000_000_000  # the instant before all reviews: 24 December 2024


def figures(bench: Bench) -> None:
    """Written, written with progress, merged, and merged again."""
    work = bench.folder / "packages"
    work.mkdir()

    def task(name: str, *arguments: object) -> Callable[[], dict[str, float]]:
        return lambda: child("benchmarks.anki_packages", name, work, *arguments)

    rows = in_turn(bench.rounds, task("ours"), task("bare"), task("ours", 1), task("ours", _REVIEWS_EACH))
    ours, bare, one, ten = (statistics.median(row[side]["seconds"] for row in rows) for side in range(4))
    anchor = f"bare genanki {bare:.2f} s"
    for name, seconds, side, limit in (
        ("package", ours, 0, 2.0),
        ("package, a schedule and one review a card", one, 2, 2.2),
        (f"package, a schedule and {_REVIEWS_EACH} reviews a card", ten, 3, 2.2),
    ):
        value = ratio([(row[side]["seconds"], row[1]["seconds"]) for row in rows])
        bench.add(Line(f"{_NOTES:,} notes as a {name}", f"{seconds:.2f} s", anchor, value, limit))
    sizes = [(row[0]["bytes"], row[1]["bytes"]) for row in rows]
    shown = [f"{size / 1e6:.2f} MB" for size in sizes[0]]
    bench.add(Line(f"size of {_NOTES:,} notes", shown[0], f"bare genanki {shown[1]}", ratio(sizes), 0.35))
    merges = [row[0] for row in in_turn(bench.rounds, lambda: _merged(bench.folder))]
    merge, again, peak = (statistics.median(each[key] for each in merges) for key in ("merge", "again", "peak"))
    cards = f"{_NOTES:,} cards"
    bench.add(Line("100,000 reviews read and merged, CPU", f"{merge:.2f} s", cards, merge, 5.0, "s"))
    bench.add(Line("peak of that", f"{peak:.0f} MB", cards, peak, 200.0, "MB"))
    bench.add(Line("the same file merged again, CPU", f"{again:.2f} s", cards, again, 2.0, "s"))


def _merged(folder: Path) -> dict[str, float]:
    """Merge a package of 100,000 reviews into a fresh library; making both costs no time here."""
    home, package = folder / "merge-home", folder / "reviewed.apkg"
    shutil.rmtree(home, ignore_errors=True)
    child("benchmarks.anki_packages", "library", package, home=home)
    return child("benchmarks.anki_packages", "merge", package, home=home)


def ours(folder: str, reviews: str = "0") -> dict[str, Any]:
    """Write the package; with reviews, every card has a schedule and that many answers."""
    from quizapp.exports.apkg.package import package

    issued = _issued()
    progress = _progress(issued, int(reviews)) if int(reviews) else None
    start = time.perf_counter()
    written = package(issued, {}, _TODAY, progress)
    (Path(folder) / "ours.apkg").write_bytes(written)
    return {"seconds": time.perf_counter() - start, "bytes": len(written)}


def bare(folder: str) -> dict[str, Any]:
    """Write the same fields, tags and templates with genanki as its documentation does."""
    import genanki

    from quizapp.exports.apkg.note_types import CHOICE, style
    from quizapp.exports.apkg.notes import note_of

    notes = [note_of(each, place, {}, _TODAY) for place, each in enumerate(_issued(), 1)]
    target = Path(folder) / "bare.apkg"
    start = time.perf_counter()
    templates = [{"name": "Card", "qfmt": CHOICE.front, "afmt": CHOICE.back}]
    model = genanki.Model(CHOICE.id, CHOICE.name, [{"name": name} for name in CHOICE.fields], templates, style())
    decks: dict[str, Any] = {}
    for note in notes:
        deck = decks.setdefault(note.deck, genanki.Deck(len(decks) + 1, note.deck))
        deck.add_note(genanki.Note(model, list(note.fields), tags=list(note.tags), guid=note.guid))
    genanki.Package(list(decks.values())).write_to_file(target)
    return {"seconds": time.perf_counter() - start, "bytes": target.stat().st_size}


def library(package: str) -> dict[str, Any]:
    """Make a library of as many cards, and a package of them with the reviews that Anki would write."""
    from quizapp.bootstrap import SystemClock, open_services
    from quizapp.exports.apkg.package import package as written
    from quizapp.settings import Paths

    paths = Paths.find(os.environ)
    write_decks(paths.decks, _NOTES, 1)
    open_services(paths, SystemClock()).store.close()
    target = Path(package)
    if not target.exists():
        plain, collection = target.with_suffix(".plain"), target.with_suffix(".db")
        plain.write_bytes(written(_issued("made-001"), {}, _TODAY))
        with zipfile.ZipFile(plain) as archive:
            collection.write_bytes(archive.read("collection.anki2"))
        with sqlite3.connect(collection) as connection:
            cards = [card for (card,) in connection.execute("SELECT id FROM cards ORDER BY id")]
            connection.executemany("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, 0, ?, ?)", _reviews(cards))
        connection.close()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(collection, "collection.anki2")
            archive.writestr("media", "{}")
    return {}


def merge(package: str) -> dict[str, Any]:
    """Merge that package as the command does, twice, in CPU seconds: what waits for the disk depends on the disk."""
    from quizapp.bootstrap import SystemClock, open_services
    from quizapp.imports.apkg.archive import opened
    from quizapp.imports.apkg.collection import reading
    from quizapp.imports.apkg.homecoming import homecoming
    from quizapp.settings import Paths

    service = open_services(Paths.find(os.environ), SystemClock()).homecoming
    taken = []
    for expected in (_NOTES * _REVIEWS_EACH, 0):
        start = time.process_time()
        with opened(Path(package)) as file, reading(file) as collection:
            home = homecoming(collection, service.our_cards())
        report = service.merge(home)
        taken.append(time.process_time() - start)
        if report.added != expected:
            raise SystemExit(f"{report.added} reviews came home instead of {expected}")
        del home, report
    return {"merge": taken[0], "again": taken[1], "peak": peak_megabytes()}


def _issued(slug: str = "made") -> list[IssuedQuestion]:
    from quizapp.domain.decks import Deck
    from quizapp.domain.issuing import IssuedQuestion
    from quizapp.domain.questions import Choice, Option

    deck = Deck(slug, "Made deck")
    return [
        IssuedQuestion(
            deck,
            Choice(
                id=f"item-{each.marker[1:]}",
                topic=each.topic,
                prompt=each.prompt,
                options=tuple(
                    Option(f"o{place + 1}", text, place == each.key, "" if place == each.key else each.why)
                    for place, text in enumerate(each.options)
                ),
                explanation=each.explanation,
                difficulty=2,
                tags=("made",),
            ),
            _MADE,
        )
        for each in made_questions(_NOTES)
    ]


def _progress(issued: list[IssuedQuestion], reviews: int) -> Progress:
    """A schedule for every card, and the same answers to each, a week apart."""
    from quizapp.domain.memories import CardState, Memory, Phase
    from quizapp.domain.progress import CardProgress, GivenAnswer, Progress
    from quizapp.domain.questions import CardKey

    last = datetime(2025, 11, 1, tzinfo=UTC)
    memory = Memory(Phase.REVIEW, 0, 30.5, 5.25, last, 20_393, 20_430, None, reviews, 1)
    cards = {}
    for place, each in enumerate(issued):
        first = _FIRST + place * 6_007  # six seconds after the card before it
        answers = tuple(
            GivenAnswer(first + week * 604_800_000, 3, 5_000, memory, memory, True) for week in range(reviews)
        )
        cards[CardKey(each.deck.slug, each.question.id, 0)] = CardProgress(CardState(memory), 0.9, answers)
    return Progress(cards, 300, 4, 0.1542)


def _reviews(cards: list[int]) -> Iterator[tuple[int, ...]]:
    """Rows of Anki's log: every card is learnt, then reviewed every few days, one answer in five is wrong."""
    chance = random.Random(1)
    used: set[int] = set()
    for place, card in enumerate(cards):
        instant = _FIRST + place * 37
        for number in range(_REVIEWS_EACH):
            instant += chance.randrange(1, 10) * 86_400_000 + chance.randrange(3_600_000)
            while instant in used:
                instant += 1
            used.add(instant)
            before = 0 if number == 0 else 3
            yield instant, card, chance.choice((1, 3, 3, 3, 4)), 5, before, 5_000, int(number > 0)


if __name__ == "__main__":
    tasks: dict[str, Callable[..., dict[str, Any]]] = {"ours": ours, "bare": bare, "library": library, "merge": merge}
    print(json.dumps(tasks[sys.argv[1]](*sys.argv[2:])))
