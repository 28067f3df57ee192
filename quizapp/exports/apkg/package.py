"""Writing an Anki package with genanki: in memory, compressed, and the same bytes for the same questions."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import genanki

from quizapp.domain.errors import QuizError
from quizapp.domain.issuing import IssuedQuestion
from quizapp.domain.progress import Progress
from quizapp.domain.questions import CardKey
from quizapp.exports.apkg.identities import deck_id
from quizapp.exports.apkg.note_types import CHANGED, NOTE_TYPES, NoteType, style
from quizapp.exports.apkg.notes import ROOT, Note, deck_name, note_of
from quizapp.exports.apkg.schedule import write_progress
from quizapp.exports.html import to_html

_MADE = int(CHANGED.timestamp())
_LEVEL = 3  # a tenth larger than by the usual level, in less than half the time
_ZIPPED = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_SQLITE = (3_040_001).to_bytes(4, "big")


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type whose time is that of its last change, not of the export."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:  # noqa: ARG002
        made: dict[str, Any] = super().to_json(_MADE, deck_id)
        return made


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with a time and an id of its own."""

    def __init__(self, note: Note, model: _Model) -> None:
        super().__init__(model, list(note.fields), tags=note.tags, guid=note.guid, due=note.position)
        self.note = note

    @property
    def cards(self) -> list[genanki.Card]:
        """One for each number that the note has: genanki would guess them from what the fields hold."""
        return [genanki.Card(ord) for ord in self.note.cards]

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing to check: no text of a deck is HTML here."""

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:  # noqa: ARG002
        ids = iter((self.note.id, *(self.note.id + ord for ord in range(len(self.note.cards)))))
        super().write_to_db(cursor, self.note.modified, deck_id, ids)


def package(
    questions: Iterable[IssuedQuestion], titles: Mapping[str, str], today: date, progress: Progress | None = None
) -> bytes:
    """An .apkg of these questions; `titles` names the documents they cite. Raises QuizError for one that is twice.

    With `progress` the cards carry their schedule and history, and the bytes are those of this learner.
    """
    issued = list(questions)
    notes = _notes(issued, titles, today)
    media = {note.media: each.picture for note, each in zip(notes, issued, strict=True) if each.picture is not None}
    return _zipped(_collection(issued, notes, progress), media)


def _notes(issued: Sequence[IssuedQuestion], titles: Mapping[str, str], today: date) -> list[Note]:
    """The notes in the order given, every guid and every id used once."""
    notes: list[Note] = []
    guids: set[str] = set()
    used: set[int] = set()
    position = 1
    for each in issued:
        note = note_of(each, position, titles, today)
        if note.guid in guids:
            raise QuizError(f"The question `{each.question.id}` of {each.deck.slug} is there twice.")
        guids.add(note.guid)
        while not used.isdisjoint(range(note.id, note.id + len(note.cards))):
            note = replace(note, id=note.id + 1)
        used.update(range(note.id, note.id + len(note.cards)))
        notes.append(note)
        position += len(note.cards)
    return notes


def _collection(issued: Sequence[IssuedQuestion], notes: Sequence[Note], progress: Progress | None) -> bytes:
    """The SQLite file in the package."""
    models = {each.id: _model(each) for each in NOTE_TYPES}
    decks = {name: genanki.Deck(deck_id(name), name, about) for name, about in _parents(issued).items()}
    for note in notes:
        if note.deck not in decks:
            decks[note.deck] = genanki.Deck(deck_id(note.deck), note.deck)
        decks[note.deck].add_note(_Note(note, models[note.type.id]))
    with sqlite3.connect(":memory:") as connection:
        cursor = connection.cursor()
        genanki.Package(list(decks.values())).write_to_db(cursor, _MADE, iter(()))
        if progress is not None:
            write_progress(cursor, _cards(cursor, notes), progress)
        connection.commit()
        written = bytearray(connection.serialize())
    connection.close()
    written[96:100] = _SQLITE  # the version that wrote it, which would differ from machine to machine
    return bytes(written)


def _cards(cursor: sqlite3.Cursor, notes: Iterable[Note]) -> list[tuple[int, CardKey]]:
    """The cards that were written, by their ids."""
    keys = {note.id: note.cards for note in notes}
    return [(id, keys[note][ord]) for id, note, ord in cursor.execute("SELECT id, nid, ord FROM cards").fetchall()]


def _model(type_: NoteType) -> _Model:
    """The note type for genanki; the numbers of fields and template let Anki follow even a new name."""
    fields = [{"name": name, "id": type_.id * 100 + place} for place, name in enumerate(type_.fields)]
    template = {"name": "Card", "qfmt": type_.front, "afmt": type_.back, "id": type_.id * 100 + 99}
    kind = genanki.Model.CLOZE if type_.cloze else genanki.Model.FRONT_BACK
    return _Model(type_.id, type_.name, fields, [template], style(), kind)


def _parents(issued: Iterable[IssuedQuestion]) -> dict[str, str]:
    """The decks above those of the topics, with what they say of themselves; older AnkiDroid wants them as rows."""
    decks = {each.deck.slug: each.deck for each in issued}.values()
    return {ROOT: "", **{deck_name(deck.title): to_html(deck.description) for deck in decks}}


def _zipped(collection: bytes, media: Mapping[str, bytes]) -> bytes:
    """The package: the collection, a list of its media by number, and these."""
    names = dict(enumerate(sorted(media)))
    members = {"collection.anki2": collection, "media": json.dumps(names).encode()}
    members.update({str(number): media[name] for number, name in names.items()})
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _ZIPPED)
            entry.create_system, entry.compress_type = 3, zipfile.ZIP_DEFLATED  # the same whatever system wrote it
            archive.writestr(entry, content, compresslevel=_LEVEL)
    return held.getvalue()
