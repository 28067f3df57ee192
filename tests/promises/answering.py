"""A program that answers cards and says `ACK <review id>` after each answer that was said to be saved.

Run as `python -m tests.promises.answering DATABASE ANSWERS [RETRIES]`; the first run fills the database.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from quizapp.domain.answers import Picked
from quizapp.domain.sitting import Step
from quizapp.services.settings import SettingsService
from quizapp.services.study import StudyService
from quizapp.storage.engine import Store
from quizapp.storage.failures import StoreUnavailable
from tests.support.banks import fill
from tests.support.clocks import SetClock

MOST = 9999


def prepare(path: Path, cards: int) -> None:
    """Make a database with a deck of `cards` cards and no limits."""
    store = Store(path, SetClock())
    with store.write() as tx:
        fill(tx, cards)
    settings = SettingsService(store, SetClock())
    for limit in ("new_per_day", "reviews_per_day"):
        settings.set(limit, MOST)
    store.close()


def answer(path: Path, answers: int, retries: int = 0) -> int:
    """Answer so many cards, each tried again as often as allowed; 3 when the last try failed."""
    clock = SetClock()
    study = StudyService(Store(path, clock), clock)
    sitting = study.begin()
    for _ in range(answers):
        clock.advance(milliseconds=200)  # two programs share one clock: neither may run minutes ahead of the other
        step = study.step(sitting, early=True)
        if not isinstance(step, Step):
            sitting = study.begin()
            step = study.step(sitting, early=True)
            assert isinstance(step, Step)
        attempt = study.prepare(step)
        for tried in range(retries + 1):
            try:
                done = study.answer(sitting, step, Picked("true"), milliseconds=900, attempt=attempt)
            except StoreUnavailable as failure:
                os.write(1, f"SAID {failure.reason}\n".encode())
                if tried == retries:
                    return 3
            else:
                break
        sitting = done.sitting
        os.write(1, f"ACK {done.review_id}\n".encode())
    return 0


if __name__ == "__main__":
    raise SystemExit(answer(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
