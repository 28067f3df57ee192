"""A real Anki collection on a desk of the test's own, which packages are imported into as a learner would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.scheduler.v3 import Scheduler

if TYPE_CHECKING:  # anki's modules import each other: its collection comes first
    from anki.cards import Card
    from anki.notes import Note


@dataclass(frozen=True)
class Counts:
    """What an import did with the notes of a package."""

    new: int = 0
    updated: int = 0
    same: int = 0
    conflicting: int = 0


class AnkiDesk:
    """A collection that imports with Anki's defaults: note types are not merged, newer notes replace older ones."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._path = str(folder / "collection.anki2")
        self.collection = Collection(self._path)
        self.collection.set_config("fsrs", True)

    def take(self, package: bytes, *, progress: bool = False) -> Counts:
        """Import a package."""
        path = self.folder / "taken.apkg"
        path.write_bytes(package)
        options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=progress, with_deck_configs=False)
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        log = self.collection.import_anki_package(request).log
        return Counts(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def note(self, id: str) -> Note:
        """The note of a question, by `deck/question`."""
        (found,) = self.collection.find_notes(f'"Id:{id}"')
        return self.collection.get_note(found)

    def cards(self, id: str) -> list[Card]:
        """The cards of a question, by `deck/question`."""
        return self.note(id).cards()

    def answer(self, id: str, rating: int, ord: int = 0) -> None:
        """Answer a card now, 1 for Again to 4 for Easy, whether it is due or not."""
        scheduler = self.collection.sched
        assert isinstance(scheduler, Scheduler)
        card = next(card for card in self.cards(id) if card.ord == ord)
        states = self.collection._backend.get_scheduling_states(card.id)
        card.start_timer()
        scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=rating - 1))  # type: ignore[arg-type]

    def pass_days(self, days: int) -> None:
        """Let days pass, by dating all that happened back: Anki takes the time from the machine alone."""
        seconds = days * 86_400
        database = self.collection.db
        assert database is not None
        database.execute("UPDATE col SET crt = crt - ?", seconds)
        database.execute("UPDATE revlog SET id = -id")
        database.execute("UPDATE revlog SET id = -id - ?", seconds * 1000)
        for card, due, queue, told in database.all("SELECT id, due, queue, data FROM cards WHERE data <> ''"):
            data = json.loads(told or "{}")
            if "lrt" in data:
                data["lrt"] -= seconds
            moved = due - seconds if queue == 1 else due
            database.execute("UPDATE cards SET data = ?, due = ? WHERE id = ?", json.dumps(data), moved, card)
        self.collection.close()
        self.collection = Collection(self._path)

    def memory(self, id: str, ord: int = 0) -> tuple[float, float]:
        """What Anki remembers of a card: stability in days, difficulty."""
        state = next(card for card in self.cards(id) if card.ord == ord).memory_state
        assert state is not None
        return state.stability, state.difficulty

    def give(self, kind: str = "apkg", *, legacy: bool = False) -> Path:
        """Export everything with scheduling: an .apkg or a .colpkg, of today or for older versions."""
        path = self.folder / f"given.{kind}"
        if kind == "colpkg":
            self.collection.export_collection_package(str(path), include_media=True, legacy=legacy)
            self.collection = Collection(self._path)
            return path
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, with_deck_configs=True, legacy=legacy)
        self.collection.export_anki_package(out_path=str(path), options=options, limit=None)
        return path

    def close(self) -> None:
        """Put the collection away."""
        self.collection.close()
