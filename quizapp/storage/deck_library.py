"""All decks on disk, read together: sheets first, then each deck with its corrections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.domain.deck_sync import FoundDeck, overlaid
from quizapp.domain.errors import Problem, QuizError, Severity
from quizapp.domain.sources import SourceSheet
from quizapp.storage.deck_files import DeckReading, Surroundings, read_deck
from quizapp.storage.deck_folders import DECK, SHEET, FoundFile, read_bytes
from quizapp.storage.revisions import read_revisions, sidecar_of
from quizapp.storage.source_sheets import cross_check, read_sheet
from quizapp.storage.yaml_events import Reading, collector_still


@dataclass(slots=True)
class Sheets:
    """The source sheets read: what may be cited, and what is wrong with them."""

    facts: dict[str, frozenset[str]] = field(default_factory=dict)
    sheets: list[SourceSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Library:
    """Decks as the files have them. Those in `refused` have errors and stay as they are stored."""

    decks: list[FoundDeck] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_sheets(files: Iterable[FoundFile]) -> Sheets:
    """Read every source sheet. Facts of a sheet with errors may be cited too, as far as they are legible."""
    readings = []
    unreadable: list[Problem] = []
    for file in files:
        if file.role == SHEET:
            try:
                reading = read_sheet(read_bytes(file.path), file.path)
            except QuizError as error:
                unreadable.append(Problem(file.path, 1, 1, str(error)))
                continue
            if reading.document and reading.document != file.stem:
                name = f"{reading.document}.yaml"
                reading.reading.refuse(("document",), f"a sheet is named for its document: call this file {name}")
            readings.append(reading)
    cross_check(readings)
    found = Sheets(problems=unreadable)
    for reading in readings:
        found.problems += reading.problems
        if reading.document:
            found.facts[reading.document] = found.facts.get(reading.document, frozenset()) | reading.ids
        if reading.sheet is not None:
            found.sheets.append(reading.sheet)
    return found


def read_file(path: str | Path, facts: Mapping[str, Collection[str]] | None) -> DeckReading:
    """Read one deck file with its sidecar, and check that its name is that of its deck; one unreadable is a problem."""
    where = Path(path)
    try:
        content = read_bytes(where)
    except QuizError as error:
        return DeckReading(Reading(str(path), problems=[Problem(str(path), 1, 1, str(error))]))
    revisions, warnings = read_revisions(sidecar_of(where))
    result = read_deck(content, str(path), Surroundings(facts, where.parent, revisions))
    result.problems.extend(warnings)
    if result.slug and where.stem != result.slug:
        key = "deck" if result.deck else "corrects"
        other = where.with_name(f"{result.slug}.yaml")
        if other.exists():
            sentence = f"{other} is the file of `{result.slug}` already: two files cannot claim one name, change either"
        else:
            sentence = f"a deck file is named for its deck: call it {other.name}, or write `{key}: {where.stem}`"
        result.reading.refuse((key,), sentence)
    return result


def read_library(
    files: Iterable[FoundFile],
    facts: Mapping[str, Collection[str]],
    stems: Collection[str],
    keep: list[DeckReading] | None = None,
) -> Library:
    """Read the decks of these stems, each with its corrections; a fault in one leaves the others alone.

    What was read file by file is added to `keep`, for whoever looks at more than questions.
    """
    library = Library()
    groups: dict[str, list[FoundFile]] = {}
    for file in files:
        if file.role == DECK and file.stem in stems:
            groups.setdefault(file.stem, []).append(file)
    with collector_still():
        for stem, group in sorted(groups.items()):
            readings = _read_group(library, stem, group, facts)
            if keep is not None:
                keep += readings
    return library


def _read_group(
    library: Library, stem: str, group: list[FoundFile], facts: Mapping[str, Collection[str]]
) -> list[DeckReading]:
    readings = [(file, read_file(file.path, facts)) for file in sorted(group, key=lambda file: not file.bundled)]
    deck = _together(readings)
    for _, reading in readings:
        library.problems += reading.problems
    if deck is None:
        library.refused.add(stem)
    else:
        library.decks.append(deck)
    return [reading for _, reading in readings]


def _together(readings: list[tuple[FoundFile, DeckReading]]) -> FoundDeck | None:
    """The deck that one or two files make; None when there are errors, which are then noted."""
    (base_file, base), *rest = readings
    for file, reading in rest:
        if reading.deck is not None:
            reading.reading.refuse(
                ("deck",),
                f"`{reading.slug}` is the deck of {base_file.path} already: write `corrects: {reading.slug}` to "
                f"correct it, or choose another name for this deck and its file",
            )
        elif not reading.questions and reading.reading.sound:
            reading.reading.problems.append(
                Problem(file.path, 1, 1, "this file corrects nothing: it may be removed", Severity.WARNING)
            )
    if base.corrects:
        base.reading.refuse(("corrects",), f"there is no deck `{base.corrects}` that came with quizapp to correct")
    if base.deck is None or not all(reading.reading.sound for _, reading in readings):
        return None
    deck = FoundDeck(base.deck, base_file.bundled, base_file.path, tuple(base.questions))
    for _, reading in rest:
        deck = overlaid(deck, reading.questions)
    return deck
