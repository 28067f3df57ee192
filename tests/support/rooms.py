"""A store with a bank, a clock to be set, and the services of studying over both."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random

from sqlalchemy import Connection, insert

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Graded, Rating, Response, Wrote
from quizapp.domain.memories import CardState
from quizapp.domain.questions import Cloze
from quizapp.domain.sitting import Sitting, Step
from quizapp.services.settings import SettingsService
from quizapp.services.study import StudyService
from quizapp.storage import log, memories, tables
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.replays import Replays
from tests.support.clocks import SetClock


@dataclass
class Room:
    """Everything a test of studying needs."""

    store: Store
    clock: SetClock
    study: StudyService
    settings: SettingsService
    chance: Random = field(default_factory=lambda: Random(7))

    def restarted(self) -> Room:
        """The same store after the program was left and started again."""
        self.store.close()
        return room_over(Store(self.store.path, self.clock), self.clock)

    def ask(self, sitting: Sitting, *, early: bool = False) -> Step:
        """The next step, which must be one."""
        step = self.study.step(sitting, early=early)
        assert isinstance(step, Step), step
        return step

    def grade(self, sitting: Sitting, step: Step, rating: Rating = Rating.GOOD, milliseconds: int = 5000) -> Answered:
        """Answer a basic card with a grade, a cloze rightly or not at all."""
        response: Response = Graded(rating)
        if isinstance(step.question, Cloze):
            word = next(gap.answer for gap in step.question.gaps if gap.number == step.gap)
            response = Wrote(word if rating > Rating.HARD else "")
        attempt = self.study.prepare(step)
        return self.study.answer(sitting, step, response, milliseconds=milliseconds, attempt=attempt)

    def cached(self) -> dict[str, CardState]:
        """The stored state of every card."""
        with self.store.read() as tx:
            rows = tx.exec_driver_sql("SELECT id, key FROM card").fetchall()
            return {row[0]: memories.read(tx, DEFAULT_LEARNER, row[1]) for row in rows}

    def replayed(self) -> dict[str, CardState]:
        """The state of every card as its events have it."""
        with self.store.read() as tx:
            replays = Replays(tx, DEFAULT_LEARNER)
            ids = [row[0] for row in tx.exec_driver_sql("SELECT id FROM card").fetchall()]
            return {card: replays.state(log.of_card(tx, DEFAULT_LEARNER, card)) for card in ids}

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """Every row of a table, sorted."""
        with self.store.read() as tx:
            return sorted(tuple(row) for row in tx.exec_driver_sql(f"SELECT * FROM {table}").fetchall())


def room_over(store: Store, clock: SetClock) -> Room:
    """A room over a store."""
    return Room(store, clock, StudyService(store, clock), SettingsService(store, clock))


def add_deck(tx: Connection, deck: int, slug: str, questions: int, *, gaps: int = 1, topics: int = 3) -> None:
    """Write a deck of basic questions, or of clozes when there is more than one gap."""
    tx.execute(
        insert(tables.deck).values(
            key=deck, slug=slug, title=slug.title(), body="{}", bundled=False, path=f"{slug}.yaml", retired=False
        )
    )
    for number in range(questions):
        key = deck * 100_000 + number
        text = " ".join(f"{{{{{gap + 1}::word{gap}}}}}" for gap in range(gaps))
        body = {"prompt": text} if gaps > 1 else {"prompt": f"Question {number}?", "answer": "Yes"}
        tx.execute(
            insert(tables.question).values(
                key=key, deck=deck, id=f"q{number:05}", kind="cloze" if gaps > 1 else "basic",
                topic=f"Topic {number * topics // questions}", position=number, body=json.dumps(body),
                fingerprint="0" * 16, changed_on="", line=number + 1, path=f"{slug}.yaml", retired=False,
            )
        )  # fmt: skip
        for gap in range(gaps):
            name = f"{slug}/q{number:05}" + (f":{gap + 1}" if gaps > 1 else "")
            values = {"key": key * 10 + gap, "question": key, "gap": gap + 1 if gaps > 1 else 0, "id": name}
            tx.execute(insert(tables.card).values(**values, retired=False))
    memories.follow_bank(tx, DEFAULT_LEARNER)
