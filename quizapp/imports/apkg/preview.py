"""What importing a package will do on the phone, by the rules that Anki's own importer follows with its defaults.

Notes are known by their guid and replaced by newer ones; a note whose type has other fields or cards there is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizapp.imports.apkg.collection import AnkiCollection, AnkiType, NoteRow

_ISSUED, _ID, _RETIRED = "Issued", "Id", "Retired"


class Fate(StrEnum):
    """What becomes of a note of the package."""

    NEW = "new"
    UPDATED = "updated"
    OVERWRITES = "overwrites your edit"
    UNCHANGED = "unchanged"
    YOURS_NEWER = "yours is newer"
    CONFLICTING = "conflicting"


@dataclass(frozen=True, slots=True)
class Preview:
    """The notes of a package by their fate, named by their ids; the decks that are new; how many are withdrawn."""

    notes: Mapping[Fate, tuple[str, ...]]
    decks: tuple[str, ...]
    retired: int


def preview(package: AnkiCollection, phone: AnkiCollection | None = None) -> Preview:
    """What importing does where the collection is as `phone` has it; into an empty one when there is none."""
    types, there = package.types(), {} if phone is None else phone.types()
    known = {} if phone is None else {note.guid: note for note in phone.notes()}
    notes: dict[Fate, list[str]] = defaultdict(list)
    retired = 0
    for note in package.notes():
        type_ = types.get(note.type)
        retired += bool(_field(note, type_, _RETIRED))
        notes[_fate(note, type_, known.get(note.guid), there)].append(_name(note, type_))
    decks = set(package.decks().values()) - (set() if phone is None else set(phone.decks().values())) - {"Default"}
    return Preview({fate: tuple(names) for fate, names in notes.items()}, tuple(sorted(decks)), retired)


def _fate(note: NoteRow, type_: AnkiType | None, mine: NoteRow | None, there: Mapping[int, AnkiType]) -> Fate:
    if mine is None:
        return Fate.NEW
    if mine.type != note.type or type_ is None or not _fits(type_, there.get(note.type)):
        return Fate.CONFLICTING
    if note.modified < mine.modified:
        return Fate.YOURS_NEWER
    if note.modified == mine.modified:
        return Fate.UNCHANGED
    issued = _field(mine, there.get(mine.type), _ISSUED)
    return Fate.OVERWRITES if issued and issued != str(mine.modified) else Fate.UPDATED


def _fits(one: AnkiType, other: AnkiType | None) -> bool:
    """Whether Anki takes two note types of one number for the same; names may differ: fields have numbers, too."""
    return other is not None and (len(one.fields), len(one.templates)) == (len(other.fields), len(other.templates))


def _field(note: NoteRow, type_: AnkiType | None, name: str) -> str:
    if type_ is None or name not in type_.fields:
        return ""
    place = type_.fields.index(name)
    return note.fields[place] if place < len(note.fields) else ""


def _name(note: NoteRow, type_: AnkiType | None) -> str:
    return _field(note, type_, _ID) or note.fields[0]
