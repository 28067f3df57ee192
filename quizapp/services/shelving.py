"""The decks as they stand on the shelf: what each holds, how it is studied, where it lies and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.domain.clock import Clock
from quizapp.domain.errors import Problem, Severity
from quizapp.domain.settings import DeckSettings, StudySettings
from quizapp.domain.study_day import moment_by
from quizapp.services.decks import DeckService
from quizapp.storage import choices, shelf
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.shelf import ShelvedDeck, Tally

__all__ = ["Shelf", "ShelfDeck", "ShelvedDeck", "ShelvingService", "Tally"]


@dataclass(frozen=True, slots=True)
class ShelfDeck:
    """A deck with its own choices (`own`, None where it follows those for all) and those that hold for it.

    `corrections` is the user's file of corrections, "" without one.
    """

    deck: ShelvedDeck
    own: DeckSettings
    held: DeckSettings
    corrections: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """All decks by subject and title, the settings that they were read with, and files that could not be taken in.

    `faults` are the errors that the last sync found, by the name of the file without its ending: that of a deck in
    use, which is asked as it was before, or of one that never was in use.
    """

    decks: tuple[ShelfDeck, ...]
    settings: StudySettings
    faults: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


class ShelvingService:
    """What the screen of decks asks for; nothing here writes."""

    def __init__(self, store: Store, decks: DeckService, clock: Clock, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._decks, self._clock, self._learner = store, decks, clock, learner

    def shelf(self) -> Shelf:
        """Every deck in use with what it holds now; from the index, 30 ms for 100,000 cards."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            found = [self._shelved(each, settings) for each in shelf.decks(tx, self._learner, self._day(settings))]
        found.sort(key=lambda each: (not each.deck.subject, each.deck.subject.casefold(), each.deck.title.casefold()))
        return Shelf(tuple(found), settings, self._faults())

    def topics(self, slug: str) -> tuple[tuple[str, Tally], ...]:
        """The topics of a deck with what each holds; about 3 us a card."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            return tuple(shelf.topics(tx, self._learner, self._day(settings), slug))

    def problems(self, slug: str) -> tuple[Problem, ...]:
        """What is wrong with the files of a deck, read anew."""
        folders = self._decks.folders
        paths = [folder / f"{slug}.yaml" for folder in (folders.bundled, folders.own)]
        return self._decks.checker.check([path for path in paths if path.exists()]).problems

    def _faults(self) -> dict[str, tuple[Problem, ...]]:
        faults: dict[str, tuple[Problem, ...]] = {}
        for problem in self._decks.problems:
            if problem.severity is Severity.ERROR:
                name = Path(problem.path).stem
                faults[name] = (*faults.get(name, ()), problem)
        return faults

    def _day(self, settings: StudySettings) -> int:
        return moment_by(self._clock, settings.rollover_hour).day

    def _shelved(self, found: ShelvedDeck, settings: StudySettings) -> ShelfDeck:
        own = settings.decks.get(found.slug, DeckSettings())
        corrections: Path = self._decks.folders.own / f"{found.slug}.yaml"
        corrected = str(corrections) if found.bundled and corrections.exists() else ""
        return ShelfDeck(found, own, settings.for_deck(found.slug), corrected)
