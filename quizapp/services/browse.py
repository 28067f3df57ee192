"""Browse: finding cards, reading all about one, and changing many at once.

What only a search, one card or a change needs is imported by the method that needs it: so the first rows come 50 ms
earlier.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.domain.clock import Clock
from quizapp.domain.errors import QuizError
from quizapp.domain.events import EventType
from quizapp.domain.memories import CardState, Moment
from quizapp.domain.questions import CardKey, Question
from quizapp.domain.study_day import moment_by
from quizapp.domain.values import dataclass
from quizapp.storage import browsing, choices
from quizapp.storage.browsing import Row
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.search_index import Progress, SearchIndex

if TYPE_CHECKING:
    from quizapp.domain.card_history import Happening


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the cards found, and how many there are in all."""

    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Detail:
    """All about one card; `today` is the study day it was read on, `titles` name the documents by their ids."""

    key: int
    card: CardKey
    question: Question
    deck_title: str
    state: CardState
    history: tuple[Happening, ...]
    note: str
    path: str
    line: int
    titles: Mapping[str, str]
    today: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done, or taken back, and to how many cards."""

    what: EventType
    cards: int


class NothingToTakeBack(QuizError):
    """The last thing the learner did is not a change that Browse makes."""


class BrowseService:
    """The use cases of Browse. Cards are named by their keys in the store."""

    def __init__(self, store: Store, clock: Clock, index: Path, learner: str = DEFAULT_LEARNER) -> None:
        """`index` is the file that is searched; it is made when something is first looked for."""
        self._store, self._clock, self._learner = store, clock, learner
        self._index = SearchIndex(store, index)

    def first(self, count: int) -> Sequence[int]:
        """The first cards at once, for showing something while all are found.

        They come by deck when the index is ready, else in the order in which they came into the bank.
        """
        if found := self._index.first(count):
            return found
        with self._store.read() as tx:
            return browsing.first_cards(tx, count)

    def find(self, query: str, progress: Progress = lambda _done, _all: None) -> Sequence[int]:
        """The cards that a query finds, in the order shown; raises SearchRefused for a text that is no query.

        What changed in the decks is taken into the index first, which for 100,000 questions takes many seconds the
        first time: `progress` is told of it.
        """
        from quizapp.domain.searching import EVERYTHING, parse
        from quizapp.storage.searching import Asker, find

        condition = parse(query) if query.strip() else EVERYTHING
        self._index.bring_up_to_date(progress)
        return find(self._index, condition, Asker(self._learner, self.today()))

    def search(self, query: str, offset: int = 0, limit: int | None = None) -> Page:
        """A page of what a query finds; raises SearchRefused for a text that is no query."""
        cards = self.find(query)
        last = len(cards) if limit is None else offset + limit
        return Page(self.rows(cards[offset:last]), len(cards))

    def rows(self, cards: Collection[int]) -> tuple[Row, ...]:
        """These cards in one line each; those that are gone meanwhile are left out."""
        found: list[Row] = []
        keys = list(cards)
        with self._store.read() as tx:
            for start in range(0, len(keys), 500):
                found += browsing.rows(tx, self._learner, keys[start : start + 500])
        return tuple(found)

    def today(self) -> int:
        """The study day."""
        return self._now().day

    def detail(self, card: int) -> Detail | None:
        """All about one card, or None when it is gone."""
        from quizapp.domain.card_history import flag_note, history
        from quizapp.storage import log
        from quizapp.storage.asking import askable
        from quizapp.storage.question_bank import document_titles
        from quizapp.storage.replays import Replays

        now = self._now()
        with self._store.read() as tx:
            found = askable(tx, self._learner, card)
            if found is None:
                return None
            replays = Replays(tx, self._learner)
            events = replays.told(log.of_card(tx, self._learner, str(found.id)))
            titles = document_titles(tx)
            happened = history(found.question, events, replays.corrections, replays.parameter_sets(events))
        return Detail(
            key=card,
            card=found.id,
            question=found.question,
            deck_title=found.deck_title,
            state=found.state,
            history=happened,
            note=flag_note(happened) if found.state.flagged else "",
            path=found.path,
            line=found.line,
            titles=titles,
            today=now.day,
        )

    def change(self, cards: Collection[int], what: EventType, note: str | None = None) -> Changed:
        """Suspend, resume, bury, unbury, flag or unflag cards, in one transaction; the note goes with a flag."""
        from quizapp.services import changing_many
        from quizapp.storage import log

        if what not in changing_many.CHANGES:
            raise ValueError(f"{what} cannot be done to many cards")
        now = self._now()
        with self._store.write() as tx:
            identifier = log.new_event_id(now.instant, self._store.entropy(10))
            return Changed(what, changing_many.change(tx, self._learner, cards, what, now, identifier, note))

    def undo_size(self) -> int:
        """How many cards the next undo is about."""
        from quizapp.services import amending

        now = self._now()
        with self._store.read() as tx:
            return amending.undo_size(tx, self._learner, now)

    def undo(self) -> Changed:
        """Take back the last change, all cards of it; raises NothingToTakeBack when an answer was given since."""
        from quizapp.services import amending, changing_many
        from quizapp.storage import undoing

        now = self._now()
        with self._store.write() as tx:
            last = undoing.last_undoable(tx, self._learner, amending.reach(now.instant))
            if last is None:
                raise NothingToTakeBack("There is nothing to take back.")
            if last.type not in changing_many.CHANGES:
                raise NothingToTakeBack("The last thing you did was to answer a question; Home takes that back.")
            undone = amending.undo_last(tx, self._learner, now)
        return Changed(last.type, 0 if undone is None else undone.cards)

    def _now(self) -> Moment:
        with self._store.read() as tx:
            hour = choices.settings(tx, self._learner).rollover_hour
        return moment_by(self._clock, hour)
