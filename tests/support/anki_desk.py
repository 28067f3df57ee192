"""A real Anki collection on a desk of the test's own, which packages are imported into as a learner would."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

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
        self.collection = Collection(str(folder / "collection.anki2"))

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

    def close(self) -> None:
        """Put the collection away."""
        self.collection.close()
