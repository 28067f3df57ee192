"""Insights over 100,000 cards and 1,000,000 answers: what Home asks for, all of it, and the keyboard meanwhile."""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import Bench, Line, child, settle

if TYPE_CHECKING:
    from quizapp.bootstrap import Services

_CARDS = 100_000
_ANSWERS = 1_000_000
_DECKS, _TOPICS, _FACTS, _DAYS = 20, 30, 1_000, 1_000
_LEECHES = 500


def figures(bench: Bench) -> None:
    """Each part of Home within a second, everything within three, no pause of the keyboard above 33 ms."""
    home = bench.folder / "insights"
    child("benchmarks.insights", "library", home=home)
    settle(bench.folder)
    rows = [child("benchmarks.insights", "read", home=home) for _ in range(bench.rounds)]
    size = f"{_CARDS:,} cards, {_ANSWERS:,} answers"
    for key, name, limit in (
        ("weakest", "Home's weakest topics", 1.0),
        ("paper", "Home's marks to expect", 1.0),
        ("everything", "Insights, the overview", 3.0),
        ("facts", "Insights, facts", 3.0),
        ("missed", "Insights, missed", 3.0),
        ("leeches", "Insights, leeches", 3.0),
        ("papers", "marks to expect of all papers, and calibration", 3.0),
    ):
        taken = statistics.median(row[key] for row in rows)
        bench.add(Line(f"{name}, {size}", f"{taken:.2f} s", "none", taken, limit, "s"))
    pause = statistics.median(row["pause"] for row in rows) * 1000
    bench.add(Line("longest pause of another thread meanwhile", f"{pause:.0f} ms", "none", pause, 33.0, "ms"))


def library() -> dict[str, Any]:
    """Write the library: seven tenths of the cards seen, a thousand days of answers, the log and the counts of it."""
    services = _services()
    with services.store.write() as tx:
        driver: Any = tx.connection.dbapi_connection
        today = _today(services)
        for table, rows in (
            ("deck", _decks()),
            ("question", _questions()),
            ("card", ((key, key, 0, _name(key), 0) for key in range(_CARDS))),
            ("memory", _memories(today)),
            ("tally", _tallies(today)),
            ("event", _events(today)),
        ):
            marks = ",".join("?" * len(driver.execute(f"PRAGMA table_info({table})").fetchall()))
            driver.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    services.store.close()
    return {}


def _services() -> Services:
    from quizapp.bootstrap import services_on
    from quizapp.settings import Paths

    return services_on(Paths.find(os.environ))


def _today(services: Services) -> int:
    from quizapp.domain.study_day import moment_at

    return moment_at(services.clock.now(), services.clock.offset_minutes, 4).day


def _name(key: int) -> str:
    return f"deck-{key % _DECKS}/q{key}"


def _decks() -> Iterator[tuple[object, ...]]:
    for key in range(_DECKS):
        yield key, f"deck-{key}", f"Deck {key}", '{"subject": "Current Affairs"}', 0, f"deck-{key}.yaml", 0


def _questions() -> Iterator[tuple[object, ...]]:
    for key in range(_CARDS):
        options = [
            {"id": f"o{number}", "text": f"City {key + number}", "why": "The seat of another body, " * 2}
            for number in range(4)
        ]
        body = {
            "prompt": "A prompt of the usual length, " * 5,
            "options": [{**options[0], "correct": True}, *options[1:]],
            "explanation": "Why it is so. " * 10,
            "sources": [f"document-{key % _DECKS}#fact-{key // _DECKS % _FACTS}"],
        }
        topic = f"Topic {key // _DECKS % _TOPICS}"
        yield key, key % _DECKS, f"q{key}", "choice", topic, key, json.dumps(body), "0" * 16, "", 1, "deck.yaml", 0


def _memories(today: int) -> Iterator[tuple[object, ...]]:
    from quizapp.storage.creation import DEFAULT_LEARNER

    chance = random.Random(3)
    for key in range(_CARDS):
        deck = key % _DECKS
        if key % 10 > 6:
            yield DEFAULT_LEARNER, key, deck, 0, key, 0, 0, 0, *[None] * 6, 0, 0, 0, 0, 0
            continue
        stability = chance.uniform(1, 200)
        last = today - chance.randint(0, 60)
        due = last + round(stability)
        seen = (stability, chance.uniform(3, 8), last * 86_400_000, last, due, None)
        leech = int(not key % (_CARDS // _LEECHES))
        yield DEFAULT_LEARNER, key, deck, 2, due, 0, 2, 0, *seen, 9, 8 * leech, 0, 0, leech


def _tallies(today: int) -> Iterator[tuple[object, ...]]:
    from quizapp.storage.creation import DEFAULT_LEARNER

    each = _ANSWERS // _DAYS // _DECKS
    for day in range(today - _DAYS + 1, today + 1):
        for deck in range(_DECKS):
            yield DEFAULT_LEARNER, day, f"deck-{deck}", 5, each - 10, 5, each * 12_000, 20, 16, each - 30, each - 34


def _events(today: int) -> Iterator[tuple[object, ...]]:
    from quizapp.storage.creation import DEFAULT_LEARNER

    chance = random.Random(5)
    regime = {"retention": 0.9, "steps": [1, 10], "again": [10]}
    new = json.dumps({**regime, "counts": "new"})
    tested = json.dumps({**regime, "counts": "review", "interval": 30, "before": [0.8734, 30, 8, 1]})
    for number in range(_ANSWERS):
        day = today - _DAYS + 1 + number * _DAYS // _ANSWERS
        instant = day * 86_400_000 + number % 80_000_000
        wrong = chance.random() < 0.15
        yield (
            *(f"{number:032x}", "review", DEFAULT_LEARNER, "made", number, instant, 0, day, _name(number % _CARDS)),
            *(3 - 2 * wrong, "wrong" if wrong else "right", "study", 12_000, day, "fsrs-6.3", "0" * 16),
            *(f'{{"picked":"o{1 + number % 3 if wrong else 0}"}}', None, tested if number % 20 else new, "", "0" * 64),
        )


def read() -> dict[str, Any]:
    """Read all of it, each part in a thread, while another one asks every millisecond whether it may run."""
    services = _services()
    insights, weak, expecting = services.insights, services.weak_points, services.expecting
    pauses: list[float] = []
    weakest, found = _timed(lambda: insights.weakest(3), pauses)
    assert len(found) == 3
    everything, found = _timed(insights.everything, pauses)
    assert len(found.topics) == _DECKS * _TOPICS
    assert found.time["all"].answers == _ANSWERS
    facts, found = _timed(weak.facts, pauses)
    assert len(found) == _DECKS * _FACTS
    missed, found = _timed(weak.missed, pauses)
    assert found[0].confusion is not None
    leeches, found = _timed(weak.leeches, pauses)
    assert found[0].advice.text
    paper, expected = _timed(expecting.next, pauses)
    assert expected.tested > 0
    assert round(expected.total.of) == 20
    papers, found = _timed(expecting.everything, pauses)
    assert len(found.papers) >= 7
    mine = {"weakest": weakest, "everything": everything, "facts": facts, "missed": missed, "leeches": leeches}
    return {**mine, "paper": paper, "papers": papers, "pause": max(pauses)}


def _timed(work: Any, pauses: list[float]) -> tuple[float, Any]:
    result: list[Any] = []
    thread = threading.Thread(target=lambda: result.append(work()))
    start = before = time.perf_counter()
    thread.start()
    while thread.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        pauses.append(now - before)
        before = now
    thread.join()
    return time.perf_counter() - start, result[0]


def main() -> None:
    """Run a task as a child, or all of it by itself: `python -m benchmarks.insights FOLDER`."""
    tasks = {"library": library, "read": read}
    if sys.argv[1] in tasks:
        print(json.dumps(tasks[sys.argv[1]]()))
    else:
        figures(Bench(Path(sys.argv[1]), 5, _CARDS))


if __name__ == "__main__":
    main()
