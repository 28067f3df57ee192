"""Reviews from the phone taken into the log: whole or not at all, never twice, and taken back when asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quizapp.domain.clock import Clock
from quizapp.domain.errors import QuizError
from quizapp.domain.events import Event, EventType
from quizapp.domain.homecoming import (
    Homecoming,
    PhoneCard,
    PhoneMark,
    PhoneReview,
    clashes,
    events_of,
    is_ours,
    origin_of_card,
    own_reviews,
    sensible_offset,
)
from quizapp.domain.issuing import guid
from quizapp.domain.memories import CardState, Moment
from quizapp.domain.questions import CardKey
from quizapp.domain.replaying import applied, tallied
from quizapp.domain.study_day import moment_by
from quizapp.services import recording
from quizapp.services.safety import SafetyService
from quizapp.storage import choices, log, memories, phone
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store, origin_of
from quizapp.storage.memories import Place, Tally
from quizapp.storage.replays import Replays
from quizapp.storage.transactions import Transaction

_NONE: frozenset[int] = frozenset()


@dataclass(slots=True)
class DeckReport:
    """What came home to one deck."""

    deck: str
    reviews: int = 0
    resets: int = 0
    cards: int = 0
    clashes: int = 0
    marks: int = 0


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, or would do: by deck, with what was known already, our own, and of other decks."""

    decks: tuple[DeckReport, ...]
    known: int
    own: int
    foreign: dict[str, int]
    written: bool

    @property
    def added(self) -> int:
        """How many reviews and resets came home."""
        return sum(each.reviews + each.resets for each in self.decks)

    @property
    def marks(self) -> int:
        """How many suspensions and flags changed."""
        return sum(each.marks for each in self.decks)


@dataclass(slots=True)
class _Plan:
    """What a merge would write; `log_size` is what the log was when it was made."""

    log_size: int
    events: list[Event] = field(default_factory=list)
    states: dict[str, tuple[Place, CardState]] = field(default_factory=dict)
    decks: dict[str, DeckReport] = field(default_factory=dict)
    marked: list[tuple[EventType, str]] = field(default_factory=list)
    known: int = 0
    own: int = 0

    def deck(self, key: CardKey) -> DeckReport:
        return self.decks.setdefault(key.deck, DeckReport(key.deck))


class HomecomingService:
    """The use cases of bringing the phone's reviews home; each writes in one transaction, after a backup."""

    def __init__(self, store: Store, clock: Clock, safety: SafetyService, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._safety, self._learner = store, clock, safety, learner

    def our_cards(self) -> dict[str, dict[int, CardKey]]:
        """All our cards, as Anki knows them: by the guid of the note and the number of the card in it."""
        found: dict[str, dict[int, CardKey]] = {}
        guids: dict[tuple[str, str], str] = {}
        with self._store.read() as tx:
            for key in phone.card_keys(tx):
                question = (key.deck, key.question)
                if question not in guids:
                    guids[question] = guid(*question)
                found.setdefault(guids[question], {})[max(key.gap - 1, 0)] = key
        return found

    def merge(self, home: Homecoming, *, marks: bool = False, dry_run: bool = False) -> MergeReport:
        """Take in what is new of this; with `marks`, suspensions and flags too. Raises QuizError."""
        with self._store.read() as tx:
            plan = self._planned(tx, home, marks)
        writes = bool(plan.events or plan.marked) and not dry_run
        if writes:
            self._safety.backup("before-merge")
            with self._store.write() as tx:
                if log.count(tx) != plan.log_size:  # somebody answered meanwhile
                    plan = self._planned(tx, home, marks)
                phone.keep_last_merge(tx, self._write(tx, plan))
        decks = tuple(sorted(plan.decks.values(), key=lambda each: each.deck))
        return MergeReport(decks, plan.known, plan.own, dict(home.foreign), writes)

    def undo(self) -> int:
        """Take back what the last merge added, and return how many reviews that were; raises QuizError for none."""
        with self._store.read() as tx:
            if not phone.last_merge(tx):
                raise QuizError("There is no merge to take back.")
        self._safety.backup("before-undo")
        with self._store.write() as tx:
            taken = self.take_back(tx, phone.last_merge(tx))
            phone.forget_last_merge(tx)
        return taken

    def add(self, tx: Transaction, home: Homecoming) -> list[str]:
        """Take in all of this in a transaction of the caller's, marks too; returns the ids of the events added."""
        return self._write(tx, self._planned(tx, home, marks=True))

    def take_back(self, tx: Transaction, ids: Iterable[str]) -> int:
        """Take events back in a transaction of the caller's, and return how many were not taken back before."""
        when = self._when(tx)
        found = [event for id in ids if (event := log.find(tx, id)) is not None]
        cards = list(dict.fromkeys(event.card for event in found if event.card))
        undone = {each.target for id in cards for each in log.of_card(tx, self._learner, id) if each.target}
        found = [event for event in found if event.id not in undone]
        log.append(tx, *[recording.undo_of(event, self._learner, when, origin_of(tx)) for event in found])
        _tally(tx, self._learner, found, -1)
        replays = Replays(tx, self._learner)
        for card_id in cards:
            place = memories.place_of(tx, card_id)
            if place is not None:
                memories.put(tx, self._learner, place, replays.state(log.of_card(tx, self._learner, card_id)))
        return len(found)

    def _planned(self, tx: Transaction, home: Homecoming, marks: bool) -> _Plan:
        plan = _Plan(log.count(tx))
        replays = Replays(tx, self._learner)
        now = self._clock.now()
        offset = sensible_offset(home.offset_minutes, self._clock.offset_minutes(now))
        known = phone.known(tx)
        for card, reviews in _by_card(home.reviews):
            if known.get(origin_of_card(card), _NONE).issuperset([review.id for review in reviews]):
                plan.known += len(reviews)
                continue
            card_id = str(card.key)
            place = memories.place_of(tx, card_id)
            if place is None:
                continue
            before = log.of_card(tx, self._learner, card_id)
            own = own_reviews(before)
            make = events_of(card, self._learner, offset, home.rollover_hour)
            fresh = list(_fresh(reviews, before, own, plan, make))
            if not fresh:
                continue
            plan.events += fresh
            plan.states[card_id] = (place, replays.state((*before, *fresh)))
            report = plan.deck(card.key)
            resets = sum(event.type is EventType.RESET for event in fresh)
            report.cards += 1
            report.reviews += len(fresh) - resets
            report.resets += resets
            report.clashes += clashes(fresh, own)
        if marks:
            self._plan_marks(tx, home.marks, plan)
        return plan

    def _plan_marks(self, tx: Transaction, marks: Iterable[PhoneMark], plan: _Plan) -> None:
        for mark in marks:
            card_id = str(mark.card.key)
            place = memories.place_of(tx, card_id)
            if place is None or place.retired:
                continue
            _, state = plan.states.get(card_id) or (place, memories.read(tx, self._learner, place.card))
            wanted = []
            if mark.suspended != state.suspended:
                wanted.append(EventType.SUSPEND if mark.suspended else EventType.RESUME)
            if mark.flagged != state.flagged:
                wanted.append(EventType.FLAG if mark.flagged else EventType.UNFLAG)
            plan.marked += [(what, card_id) for what in wanted]
            if wanted:
                plan.states[card_id] = (place, state)
                plan.deck(mark.card.key).marks += len(wanted)

    def _write(self, tx: Transaction, plan: _Plan) -> list[str]:
        """Write what a plan says, and return the ids of the events that were added."""
        log.add_standing(tx, plan.events)
        _tally(tx, self._learner, plan.events, 1)
        when = self._when(tx)
        marks = [
            recording.plain_event(what, self._learner, when, self._new_id(when), card=card_id)
            for what, card_id in plan.marked
        ]
        for event in log.append(tx, *marks):
            place, state = plan.states[event.card or ""]
            plan.states[event.card or ""] = (place, applied(state, event, {}))
        for place, state in plan.states.values():
            memories.put(tx, self._learner, place, state)
        return [event.id for event in (*plan.events, *marks)]

    def _new_id(self, when: Moment) -> str:
        return log.new_event_id(when.instant, self._store.entropy(10))

    def _when(self, tx: Transaction) -> Moment:
        settings = choices.settings(tx, self._learner)
        return moment_by(self._clock, settings.rollover_hour)


def _by_card(reviews: Iterable[PhoneReview]) -> list[tuple[PhoneCard, list[PhoneReview]]]:
    grouped: dict[tuple[str, int], list[PhoneReview]] = defaultdict(list)
    for review in reviews:
        grouped[review.card.guid, review.card.ord].append(review)
    return [(found[0].card, found) for found in grouped.values()]


def _fresh(
    reviews: Iterable[PhoneReview],
    before: tuple[Event, ...],
    own: Sequence[Event],
    plan: _Plan,
    make: Callable[..., Event],
) -> Iterator[Event]:
    """The events of a card's rows that the log does not have, or has only taken back."""
    known = {event.id for event in before}
    undone = {event.target for event in before if event.type is EventType.UNDO}
    for review in reviews:
        if own and is_ours(review, own):
            plan.own += 1
            continue
        generation = 0
        event = make(review)
        while event.id in known and event.id in undone:
            generation += 1
            event = make(review, generation)
        if event.id in known:
            plan.known += 1
        else:
            yield event


def _tally(tx: Transaction, learner: str, events: Iterable[Event], times: int) -> None:
    """Add reviews to the tallies of their days, or take them away with `times=-1`; one row a day and deck."""
    sums: dict[tuple[int, str], list[int]] = {}
    tallied((event for event in events if event.type is EventType.REVIEW), sums, times)
    for (day, deck), totals in sums.items():
        memories.count(tx, learner, Tally(day, deck, *totals))
