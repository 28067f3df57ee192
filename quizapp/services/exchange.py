"""Two machines of one learner, made the same by exchanging files: in any order, twice, late or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from quizapp.domain.clock import Clock
from quizapp.domain.errors import FilesInvalid, Problem, QuizError
from quizapp.domain.events import Event, EventType
from quizapp.domain.exam_entries import is_remark
from quizapp.domain.replaying import corrected, standing, tallied
from quizapp.services.exam_archive import ExamArchive
from quizapp.services.safety import SafetyService
from quizapp.storage import exchange, log, memories, rebuilding
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.exchange import Arrived, LineRefused
from quizapp.storage.memories import Tally
from quizapp.storage.replays import Replays
from quizapp.storage.transactions import Transaction

_WIDE = frozenset({EventType.SETTINGS, EventType.CLOCK})
"""Events on which more than their own card depends: after them everything is written anew from the log."""


@dataclass(frozen=True, slots=True)
class ExchangeReport:
    """What a file brought: events that were new here, of which reviews, and how many were known already."""

    events: int
    reviews: int
    known: int


class ExchangeService:
    """The use cases of giving the log to another machine and taking it from one."""

    def __init__(self, store: Store, clock: Clock, safety: SafetyService, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._safety, self._learner = store, clock, safety, learner

    def export(self, write: Callable[[str], object]) -> int:
        """Give the whole log to `write`, line by line, and return how many events it has."""
        with self._store.read() as tx:
            for line in exchange.lines(tx):
                write(line + "\n")
            return log.count(tx)

    def merge(self, file: BinaryIO, name: str) -> ExchangeReport:
        """Take in what is new in a file that `export` wrote, whole or not at all; raises FilesInvalid, QuizError."""
        arrived = _read(file, name, self._learner)
        with self._store.read() as tx:
            if not exchange.has_news(tx, arrived):
                return ExchangeReport(0, 0, len(arrived.rows))
        self._safety.backup("before-merge")
        with self._store.write() as tx:
            rows = exchange.take(tx, arrived)
            events = [log.event_of(row) for row in rows]
            try:
                self._follow(tx, events)
                archive = ExamArchive(self._store, self._clock, self._learner)
                archive.settle(tx, {event.target or "": None for event in events if is_remark(event)})
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                # The hashes were right, so somebody made these events up: nothing of this program ever writes such.
                raise QuizError(f"{name}: the events in it make no sense together; nothing was changed.") from error
        reviews = sum(event.type is EventType.REVIEW for event in events)
        return ExchangeReport(len(events), reviews, arrived.known)

    def _follow(self, tx: Transaction, events: list[Event]) -> None:
        """Bring memories and tallies in line with the log that these events were added to."""
        if any(event.type in _WIDE for event in events):
            rebuilding.rebuild(tx)
            return
        added: dict[str, set[str]] = defaultdict(set)
        for event in events:
            if event.card:
                added[event.card].add(event.id)
        replays = Replays(tx, self._learner)
        sums: dict[tuple[int, str], list[int]] = {}
        for card_id, fresh in added.items():
            after = log.of_card(tx, self._learner, card_id)
            _sum(sums, replays, after, 1)
            _sum(sums, replays, [event for event in after if event.id not in fresh], -1)
            place = memories.place_of(tx, card_id)
            if place is not None:
                memories.put(tx, self._learner, place, replays.state(after))
        for (day, deck), totals in sums.items():
            memories.count(tx, self._learner, Tally(day, deck, *totals))


def _sum(sums: dict[tuple[int, str], list[int]], replays: Replays, events: Iterable[Event], times: int) -> None:
    reviews = [event for event in standing(events) if event.type is EventType.REVIEW]
    tallied(corrected(reviews, replays.corrections), sums, times)


def _read(file: BinaryIO, name: str, learner: str) -> Arrived:
    """Every line of a file, checked; raises FilesInvalid at the first that is no part of a log."""
    arrived = Arrived()
    number = 0
    for number, text in _lines(file, name):
        try:
            if number == 1:
                exchange.read_head(text)
            else:
                exchange.read_line(text, arrived, (learner,))
        except LineRefused as refused:
            raise FilesInvalid([Problem(name, number, refused.column, str(refused))]) from None
    if not number:
        raise QuizError(f"{name} is empty.")
    return arrived


def _lines(file: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    number = 0
    while piece := file.readline(exchange.MOST_BYTES + 1):
        number += 1
        sentence = ""
        if len(piece) > exchange.MOST_BYTES:
            sentence = "this line is longer than any event"
        elif not piece.endswith(b"\n"):
            sentence = "the file ends in the middle of a line: export it again"
        try:
            text = piece.decode().removesuffix("\n")
        except UnicodeDecodeError:
            sentence = sentence or "this is not UTF-8"
        if sentence:
            raise FilesInvalid([Problem(name, number, 1, sentence)])
        yield number, text
