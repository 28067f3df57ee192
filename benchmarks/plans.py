"""Planning for an exam in 120 days with 3,000 cards: the first plan, that of the next day, what is left of it."""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from benchmarks.content import write_decks
from benchmarks.measuring import Bench, Line, child, peak_megabytes, rating_sequence, settle

if TYPE_CHECKING:
    from quizapp.bootstrap import Services

_CARDS, _DAYS, _MINUTES = 3_000, 120, 30
_STUDIED, _EACH = 20, 50
"""Days of study before, and the answers of each."""

_ANSWERS = 30


def planning(bench: Bench) -> None:
    """A plan within ten seconds at first and two on other days, in 250 MB; what is left of it at once."""
    home = bench.folder / "plans"
    child("benchmarks.plans", "library", home=home)
    settle(bench.folder)
    rows = []
    for _ in range(bench.rounds):
        (home / "cache" / "plan.json").unlink(missing_ok=True)
        first = child("benchmarks.plans", "plan", _STUDIED, home=home)
        again = child("benchmarks.plans", "plan", _STUDIED + 1, home=home)
        left = child("benchmarks.plans", "left", _STUDIED + 1, home=home)
        memory = max(first["memory"], again["memory"])
        rows.append(
            {"first": first["seconds"], "again": again["seconds"], "left": left["left"] * 1000, "memory": memory}
        )
    size = f"{_CARDS:,} cards, {_DAYS} days"
    for key, name, limit, unit in (
        ("first", "the first plan", 10.0, "s"),
        ("again", "the plan of the next day", 2.0, "s"),
        ("left", "what is left of a plan, after an answer", 20.0, "ms"),
        ("memory", "memory of planning", 250.0, "MB"),
    ):
        taken = statistics.median(row[key] for row in rows)
        bench.add(Line(f"{name}, {size}", f"{taken:.3g} {unit}", "none", taken, limit, unit))


def library() -> dict[str, Any]:
    """Three thousand questions, a thousand answers on twenty days, and an exam that asks for all topics."""
    from benchmarks.quizapp_tasks import study
    from quizapp.domain.goals import Goal
    from quizapp.domain.settings import DeckSettings, StudySettings
    from quizapp.storage.choices import put_settings
    from quizapp.storage.creation import DEFAULT_LEARNER

    services = _services(0)
    write_decks(services.paths.decks, _CARDS, 4)
    services.decks.sync()
    others = {deck.slug for deck in services.decks.listing() if not deck.slug.startswith("made-")}
    settings = StudySettings(new_per_day=_EACH, decks={slug: DeckSettings(enabled=False) for slug in others})
    with services.store.write() as tx:
        put_settings(tx, DEFAULT_LEARNER, settings)
    services.store.close()
    for day in range(_STUDIED):
        services = _services(day)
        study(services.study, rating_sequence(_EACH))
        services.store.close()
    services = _services(_STUDIED)
    on = services.goals.today() + timedelta(days=_DAYS)
    services.goals.set(Goal(id="exam", exam="Exam", paper="diagnostic", on=on, minutes=(_MINUTES,) * 7))
    services.store.close()
    return {}


def plan(days: str) -> dict[str, Any]:
    """Make the plan of a day as `quizapp plan --keep` does; the seconds with imports, and the most memory it had."""
    services = _services(int(days))
    start = time.perf_counter()
    gc.disable()
    made = services.planning.plan()
    taken = time.perf_counter() - start
    assert made is not None
    assert services.planning.kept() == made
    return {"seconds": taken, "memory": peak_megabytes()}


def left(days: str) -> dict[str, Any]:
    """What Home and Study ask for again after each answer: what the plan still has for the day."""
    services = _services(int(days))
    times = []
    for _ in range(_ANSWERS):
        start = time.perf_counter()
        found = services.today.overview()
        times.append(time.perf_counter() - start)
        assert found.to_ask
    return {"left": statistics.median(times)}


def _services(days: int) -> Services:
    """The services so many days from now: what was studied lies days back, and nobody waited for it."""
    from quizapp.bootstrap import Services, SystemClock
    from quizapp.settings import Paths

    class Later(SystemClock):
        def now(self) -> datetime:
            return super().now() + timedelta(days=days)

    paths = Paths.find(os.environ)
    paths.create()
    return Services(paths, Later())


if __name__ == "__main__":
    tasks: dict[str, Callable[..., dict[str, Any]]] = {"library": library, "plan": plan, "left": left}
    print(json.dumps(tasks[sys.argv[1]](*sys.argv[2:])))
