"""The whole screening test, 200 questions, drawn from 100,000 of which seven in ten were answered before, and sat."""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import Bench, Line, child, ratio, settle

if TYPE_CHECKING:
    from quizapp.bootstrap import Services

_CARDS = 100_000
_DECKS, _TOPICS, _PAPERS = 20, 30, 10
_SUBJECTS = ("Islamic Studies", "Urdu", "English", "General Abilities", "Current Affairs")


def drawing(bench: Bench) -> None:
    """The median of ten papers, each of another seed, by a learner's own history and for printing."""
    home = bench.folder / "papers"
    child("benchmarks.papers", "library", home=home)
    settle(bench.folder)
    rows = [child("benchmarks.papers", "draw", home=home) for _ in range(bench.rounds)]
    for key, name in (("own", "a paper of 200 drawn, by one's history"), ("printed", "a paper of 200 drawn, to print")):
        taken = statistics.median(row[key] for row in rows) * 1000
        bench.add(Line(name, f"{taken:.0f} ms", f"{_CARDS:,} questions", taken, 100.0, "ms"))
    sat = [child("benchmarks.papers", "sit", home=home) for _ in range(bench.rounds)]
    for key, name, limit in (
        ("begin", "that paper begun, after three others", 100.0),
        ("resume", "taken up after a kill, 600 entries", 100.0),
        ("hand_in", "handed in, with its reviews", 500.0),
    ):
        taken = statistics.median(row[key] for row in sat) * 1000
        bench.add(Line(name, f"{taken:.0f} ms", "200 questions", taken, limit, "ms"))
    mine, anchor = (statistics.median(row[key] for row in sat) * 1e6 for key in ("enter", "answer"))
    value = ratio([(row["enter"], row["answer"]) for row in sat])
    bench.add(Line("an entry in a paper of 200", f"{mine:.0f} us", f"an answer in Study {anchor:.0f} us", value, 1.0))


def library() -> dict[str, Any]:
    """Write the library straight into the tables; every second question rests on the fact of the one before it."""
    services = _services()
    with services.store.write() as tx:
        driver: Any = tx.connection.dbapi_connection
        cards = ((key, key, 0, f"deck-{key % _DECKS:02}/q{key}", 0) for key in range(_CARDS))
        for table, rows in (("deck", _decks()), ("question", _questions()), ("card", cards), ("memory", _memories())):
            marks = ",".join("?" * len(driver.execute(f"PRAGMA table_info({table})").fetchall()))
            driver.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    services.store.close()
    return {}


def _services() -> Services:
    from quizapp.bootstrap import services_on
    from quizapp.settings import Paths

    return services_on(Paths.find(os.environ))


def _decks() -> Iterator[tuple[object, ...]]:
    for key in range(_DECKS):
        about = {"description": "", "language": "en", "licence": "", "style": []}
        body = json.dumps({**about, "subject": _SUBJECTS[key % len(_SUBJECTS)]})
        yield key, f"deck-{key:02}", f"Deck {key}", body, 0, f"deck-{key:02}.yaml", 0


def _questions() -> Iterator[tuple[object, ...]]:
    options = [{"id": id, "text": f"An option {id}", "why": "Because it is another thing."} for id in "abcd"]
    options[0]["correct"] = True  # type: ignore[assignment]
    for key in range(_CARDS):
        body = {
            "prompt": f"{key}: a prompt of the usual length, " * 4,
            "options": options,
            "explanation": "A sentence that says why it is so, and one that says what it is not. " * 2,
            "sources": [f"document#fact-{key // (2 * _DECKS) * _DECKS + key % _DECKS}"],
        }
        topic = f"Topic {key // _DECKS % _TOPICS}"
        yield key, key % _DECKS, f"q{key}", "choice", topic, key, json.dumps(body), "0" * 16, "", 1, "deck.yaml", 0


def _memories() -> Iterator[tuple[object, ...]]:
    from quizapp.storage.creation import DEFAULT_LEARNER

    chance = random.Random(3)
    for key in range(_CARDS):
        if key // _DECKS % 10 > 6:
            yield DEFAULT_LEARNER, key, key % _DECKS, 0, key, 0, 0, 0, *[None] * 6, 0, 0, 0, 0, 0
            continue
        last = 20_000 - chance.randint(0, 600)
        seen = (chance.uniform(1, 200), chance.uniform(3, 8), last * 86_400_000, last, last + 30, None)
        yield DEFAULT_LEARNER, key, key % _DECKS, 2, last + 30, 0, 2, 0, *seen, 9, 1, 0, 0, 0


def draw() -> dict[str, Any]:
    """The median processor time of a paper of 200 from a store that is open; it is all reading what lies in memory."""
    papers = _services().papers
    blueprint = papers.blueprint("mpt")
    found = {}
    for name, way in (("own", papers.drawn), ("printed", papers.printed)):
        times = []
        for seed in range(_PAPERS):
            start = time.process_time()
            paper = way(blueprint, seed)
            times.append(time.process_time() - start)
            assert len({each.question.sources[0] for each in paper.questions}) == 200
        found[name] = statistics.median(times)
    return found


def sit() -> dict[str, Any]:
    """Median processor times of sitting the paper; entries and answers in Study are given in turn, on one disk."""
    from quizapp.domain.answers import Picked
    from quizapp.domain.exam_changes import Answer, Mark
    from quizapp.domain.sitting import Step

    services = _services()
    exams, study = services.exams, services.study
    blueprint = services.papers.blueprint("mpt")
    services.settings.set("reviews_per_day", 9999)
    for _ in range(3):
        exams.abandon(exams.begin(blueprint))
    begin, sitting = _timed(lambda: exams.begin(blueprint))
    queue = study.begin()
    entries, answers = [], []
    for number in range(1, 201):
        at = exams.go(sitting, number)
        taken, sitting = _timed(partial(exams.enter, at, number, Answer(Picked("b"))))
        entries.append(taken)
        sitting = exams.keep(exams.enter(sitting, number, Mark(number % 7 == 0)))
        step = study.step(queue)
        assert isinstance(step, Step)
        attempt = study.prepare(step)
        answered = partial(study.answer, queue, step, Picked("a"), milliseconds=900, attempt=attempt)
        taken, done = _timed(answered)
        answers.append(taken)
        queue = done.sitting
    resume, _ = _timed(_services().exams.unfinished)
    hand_in, _ = _timed(lambda: exams.hand_in(sitting))
    entered = {"enter": statistics.median(entries), "answer": statistics.median(answers)}
    return {"begin": begin, "resume": resume, "hand_in": hand_in, **entered}


def _timed(task: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    done = task()
    return time.process_time() - start, done


def main() -> None:
    """Run a task as a child, or all of it by itself: `python -m benchmarks.papers FOLDER`."""
    tasks = {"library": library, "draw": draw, "sit": sit}
    if sys.argv[1] in tasks:
        print(json.dumps(tasks[sys.argv[1]]()))
    else:
        drawing(Bench(Path(sys.argv[1]), 5, _CARDS))


if __name__ == "__main__":
    main()
