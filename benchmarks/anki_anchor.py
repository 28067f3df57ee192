"""What Anki's own backend needs for the same work; run as a child, one task a process, prints JSON.

Our code against the published API of the package `anki` (AGPL, only for tests and measurements, never imported
by quizapp): it opens a collection, answers cards with FSRS on, imports CSV.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from anki.buildinfo import version
from anki.collection import AddNoteRequest, Collection, ImportCsvRequest
from anki.decks import DeckConfigId, DeckId
from anki.import_export_pb2 import CsvMetadata, CsvMetadataRequest
from anki.scheduler.v3 import Scheduler
from anki.scheduler_pb2 import CardAnswer

from benchmarks.content import made_questions
from benchmarks.measuring import peak_megabytes, percentiles, rating_sequence


def library(path: str, cards: str) -> dict[str, Any]:
    """Make a collection of that many cards: a tenth due today, six tenths due later, the rest new."""
    count = int(cards)
    collection = Collection(path)
    collection.set_config("fsrs", True)
    limits = collection.decks.get_config(DeckConfigId(1))
    assert limits is not None
    limits["rev"]["perDay"] = 9999
    collection.decks.update_config(limits)
    notetype = collection.models.by_name("Basic")
    assert notetype is not None
    requests = []
    for question in made_questions(count):
        note = collection.new_note(notetype)
        note.fields = [question.prompt + "<br>" + "<br>".join(question.options), question.right + "<br>" + question.why]
        requests.append(AddNoteRequest(note, DeckId(1)))
    collection.add_notes(requests)
    today = collection.sched.today
    collection.close()
    _remember(path, count, today)
    return {}


def _remember(path: str, count: int, today: int) -> None:
    chance = random.Random(2)
    base = sqlite3.connect(path)
    keys = [key for (key,) in base.execute("select id from cards order by id limit ?", (count * 7 // 10,))]
    rows = []
    for number, key in enumerate(keys):
        interval = chance.randint(5, 60)
        due = today - chance.randint(0, 4) if number < count // 10 else today + chance.randint(1, 60)
        state = json.dumps({"s": float(interval), "d": round(chance.uniform(3, 8), 3), "dr": 0.9, "decay": 0.1542})
        rows.append((due, interval, state, key))
    base.executemany("update cards set type=2, queue=2, factor=2500, reps=3, due=?, ivl=?, data=? where id=?", rows)
    base.commit()
    base.close()


def answer(path: str, answers: str) -> dict[str, Any]:
    """Answer that many due cards; one time is `answer_card` and `get_queued_cards` for the next."""
    collection = Collection(path)
    scheduler = collection.sched
    assert isinstance(scheduler, Scheduler)
    queued = scheduler.get_queued_cards(fetch_limit=1)
    times = []
    for rating in rating_sequence(int(answers)):
        card = queued.cards[0]
        states = card.states
        new = (states.again, states.hard, states.good, states.easy)[rating - 1]
        given = CardAnswer(
            card_id=card.card.id,
            current_state=states.current,
            new_state=new,
            rating=rating - 1,  # type: ignore[arg-type]  # the same four grades, counted from 0
            answered_at_millis=int(time.time() * 1000),
            milliseconds_taken=4000,
        )
        start = time.perf_counter()
        scheduler.answer_card(given)
        queued = scheduler.get_queued_cards(fetch_limit=1)
        times.append(time.perf_counter() - start)
    assert collection.db is not None
    journal = collection.db.scalar("pragma journal_mode")
    synchronous = collection.db.scalar("pragma synchronous")
    sqlite_version = collection.db.scalar("select sqlite_version()")
    written = collection.db.scalar("select count(*) from revlog")
    assert written == int(answers), f"{written} answers in the log"
    collection.close()
    return {
        **percentiles(times),
        "peak": peak_megabytes(),
        "engine": f"SQLite {sqlite_version}, {journal}, synchronous={synchronous}",
    }


def load(folder: str, notes: str, count: str) -> dict[str, Any]:
    """Import the CSV into a new collection, then once more unchanged; each with reading and commit."""
    collection = Collection(str(Path(folder) / "collection.anki2"))
    first, again = _import(collection, notes), _import(collection, notes)
    assert collection.note_count() == int(count), f"{collection.note_count()} notes"
    collection.close()
    return {"load": first, "again": again}


def _import(collection: Collection, notes: str) -> float:
    notetype = collection.models.by_name("Basic")
    assert notetype is not None
    start = time.perf_counter()
    request = CsvMetadataRequest(path=notes, notetype_id=notetype["id"], deck_id=1)
    metadata = collection._backend.get_csv_metadata(request)
    metadata.dupe_resolution = CsvMetadata.DupeResolution.UPDATE
    collection.import_csv(ImportCsvRequest(path=notes, metadata=metadata))
    return time.perf_counter() - start


def about() -> dict[str, Any]:
    """The version of the package."""
    return {"version": version}


if __name__ == "__main__":
    tasks: dict[str, Callable[..., dict[str, Any]]] = {
        "library": library,
        "answer": answer,
        "load": load,
        "about": about,
    }
    print(json.dumps(tasks[sys.argv[1]](*sys.argv[2:])))
