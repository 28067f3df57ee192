"""quizapp's side of each figure; run as a child with QUIZAPP_HOME set, one task a process, prints JSON."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.content import made_questions, write_decks
from benchmarks.measuring import percentiles, rating_sequence

if TYPE_CHECKING:
    from quizapp.services.study import StudyService


def modules(option: str) -> dict[str, Any]:
    """Run the command line with one option, say which heavy packages that loaded."""
    from quizapp.__main__ import main

    sys.argv = ["quizapp", option]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main()
    heavy = ("textual", "sqlalchemy", "pydantic", "genanki")
    return {"heavy": [name for name in heavy if name in sys.modules]}


def library(cards: str) -> dict[str, Any]:
    """Make a library of that many cards in twenty decks: a tenth due today, six tenths due later, the rest new."""
    from quizapp.bootstrap import SystemClock, open_services
    from quizapp.domain.settings import DeckSettings, StudySettings
    from quizapp.settings import Paths
    from quizapp.storage.choices import put_settings
    from quizapp.storage.creation import DEFAULT_LEARNER

    count, files = int(cards), 20
    paths = Paths.find(os.environ)
    made = _kept(paths.database).exists()
    if not made:
        write_decks(paths.decks, count, files)
    services = open_services(paths, SystemClock())
    if made:  # kept from an earlier run: opening has taken in what the bundled decks have become since
        services.store.close()
        shutil.copyfile(paths.database, _kept(paths.database))
        return {}
    others = {deck.slug for deck in services.decks.listing() if not deck.slug.startswith("made-")}
    settings = StudySettings(reviews_per_day=9999, decks={slug: DeckSettings(enabled=False) for slug in others})
    with services.store.write() as tx:
        put_settings(tx, DEFAULT_LEARNER, settings)
        _remember(tx, DEFAULT_LEARNER, count, -(-count // files))
    study(services.study, [3])  # whoever has never answered is shown no Home, but the first question
    services.store.close()
    shutil.copyfile(paths.database, _kept(paths.database))
    return {}


def renew(home: Path) -> None:
    """Put the database of a library back to what it was when it was made."""
    database = home / "data" / "quizapp.db"
    for ending in ("-journal", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    shutil.copyfile(_kept(database), database)


def _kept(database: Path) -> Path:
    return database.with_name("as-made.db")


def _remember(tx: Any, learner: str, count: int, share: int) -> None:
    from quizapp.bootstrap import SystemClock
    from quizapp.domain.memories import CardState, Memory, Phase
    from quizapp.domain.study_day import moment
    from quizapp.storage import memories

    clock, chance = SystemClock(), random.Random(2)
    now = clock.now()
    today = moment(now, clock.offset_minutes(now), 4).day
    for number, question in enumerate(made_questions(count)):
        if number % 10 > 6:
            continue
        interval = chance.randint(5, 60)
        due = today - chance.randint(0, 4) if number % 10 == 0 else today + chance.randint(1, 60)
        seen = due - interval
        memory = Memory(
            phase=Phase.REVIEW,
            stability=float(interval),
            difficulty=round(chance.uniform(3, 8), 3),
            last=now - timedelta(days=today - seen),
            last_day=seen,
            due_day=due,
            reps=3,
        )
        place = memories.place_of(tx, f"made-{number // share + 1:03d}/item-{question.marker[1:]}")
        assert place is not None
        memories.put(tx, learner, place, CardState(memory))


def answer(answers: str) -> dict[str, Any]:
    """Answer that many due cards; one time is `prepare`, `answer` and `step` for the next."""
    from quizapp.bootstrap import open_services
    from quizapp.settings import Paths
    from quizapp.storage.connections import journal_mode

    services = open_services(Paths.find(os.environ))
    times = study(services.study, rating_sequence(int(answers)))
    engine = f"SQLite {sqlite3.sqlite_version}, {journal_mode().lower()}, synchronous=2"
    services.store.close()
    base = sqlite3.connect(services.paths.database)
    written = base.execute("SELECT count(*) FROM event WHERE type = 'review'").fetchone()[0]
    assert written == int(answers) + 1, f"{written} answers in the log"
    return {**percentiles(times), "engine": engine}


def study(service: StudyService, ratings: list[int]) -> list[float]:
    """Answer a card for each of the ratings, whatever comes; the seconds of each answer until the next card."""
    from quizapp.domain.answers import Picked
    from quizapp.domain.questions import Choice
    from quizapp.domain.sitting import Step

    sitting = service.begin()
    step = service.step(sitting)
    times = []
    for rating in ratings:
        assert isinstance(step, Step)
        assert isinstance(step.question, Choice)
        option = next(each.id for each in step.question.options if each.correct == (rating > 1))
        taken = 90_000 if rating == 2 else 4_000
        start = time.perf_counter()
        attempt = service.prepare(step)
        given = service.answer(sitting, step, Picked(option), milliseconds=taken, attempt=attempt)
        sitting = given.sitting
        step = service.step(sitting)
        times.append(time.perf_counter() - start)
    return times


def load(decks: str, count: str) -> dict[str, Any]:
    """Check the files; sync them into a new database (the time of reading left out); touch them and sync again."""
    from quizapp.bootstrap import Services, SystemClock
    from quizapp.domain.linting.catalogue import RULES
    from quizapp.settings import Paths
    from quizapp.storage import deck_library

    paths = Paths.find(os.environ)
    shutil.copytree(decks, paths.decks)
    paths.create()
    services = Services(paths, SystemClock())
    read, checked = _timed(services.checking.check)
    ruled, _ = _timed(lambda: services.checking.check(rules=RULES))
    assert checked.sound, checked.problems[:3]
    reading: list[float] = []
    read_library = deck_library.read_library

    def clocked(*arguments: Any) -> Any:
        seconds, found = _timed(lambda: read_library(*arguments))
        reading.append(seconds)
        return found

    vars(deck_library)["read_library"] = clocked
    whole, report = _timed(services.decks.sync)
    assert sum(len(plan.added) for plan in report.plan.decks) >= int(count), report.problems[:3]
    for path in paths.decks.glob("*.yaml"):
        path.touch()
    again, _ = _timed(services.decks.sync)
    services.store.close()
    return {"read": read, "ruled": ruled, "load": whole - reading[0], "again": again}


QUERIES = (
    *("treaty", "tr", "treaty council", "treaty or council", "-treaty", '"treaty council"', "000123", "topic:treaty"),
    *("tag:made", "deck:made-003", "kind:choice", "is:due", "is:new", "is:leech", "is:missed", "is:expired"),
    "treaty is:due topic:river -council",
)
"""What is looked for in the library of made-up questions: most words stand in most of them, the worst there is."""


def search(rounds: str) -> dict[str, Any]:
    """The median seconds of every query, each the first of its kind; without rounds, only make the index."""
    from quizapp.bootstrap import open_services
    from quizapp.settings import Paths

    browse = open_services(Paths.find(os.environ)).browse
    browse.find("")
    times: dict[str, list[float]] = {query: [] for query in QUERIES}
    for _ in range(int(rounds)):
        for query in QUERIES:
            with browse._index.reading() as (_, order):
                order.kept.clear()  # as if no word of it had been typed before
            times[query].append(_timed(partial(browse.find, query))[0])
    return {"times": {query: statistics.median(each) for query, each in times.items() if each}}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    tasks: dict[str, Callable[..., dict[str, Any]]] = {
        "modules": modules,
        "library": library,
        "answer": answer,
        "load": load,
        "search": search,
    }
    print(json.dumps(tasks[sys.argv[1]](*sys.argv[2:])))
