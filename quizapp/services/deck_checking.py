"""Checking deck files and source sheets: needs no database, and so starts in half the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.domain.clock import local_date
from quizapp.domain.errors import Problem, Severity
from quizapp.services.clock import Clock
from quizapp.storage.deck_folders import DECK, Folders, FoundFile, read_bytes

if TYPE_CHECKING:  # rules are imported by who follows some, decks are read by who checks: 150 ms
    from quizapp.domain.linting.values import Rule
    from quizapp.storage.deck_files import DeckReading


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was read, and everything wrong with it."""

    problems: tuple[Problem, ...]
    decks: int = 0
    questions: int = 0
    sheets: int = 0
    findings: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """True when there is no error; warnings and advice do not count."""
        return not any(problem.severity is Severity.ERROR for problem in (*self.problems, *self.findings))


class DeckChecker:
    """Reads what lies in these folders, and writes nothing."""

    def __init__(self, folders: Folders, clock: Clock) -> None:
        self._folders, self._clock = folders, clock

    def check(self, paths: Iterable[Path] = (), rules: Sequence[Rule] = ()) -> CheckReport:
        """Read everything, or these deck files, source sheets and folders, by these rules too, and write nothing."""
        from quizapp.storage.deck_library import read_library, read_sheets

        paths = list(paths)
        files = self._folders.files()
        if paths:
            return self._check_paths(paths, files, rules)
        sheets = read_sheets(files)
        read: list[DeckReading] = []
        library = read_library(files, sheets.facts, {file.stem for file in files if file.role == DECK}, read)
        questions = sum(len(deck.questions) for deck in library.decks)
        problems = (*sheets.problems, *library.problems, *self._folders.strays())
        found = self._linted(read, rules)
        return CheckReport(tuple(sorted(problems)), len(library.decks), questions, len(sheets.sheets), found)

    def check_text(self, content: bytes, name: str = "-", rules: Sequence[Rule] = ()) -> CheckReport:
        """Check a deck that is not in a file, such as one that is piped in."""
        from quizapp.storage.deck_files import Surroundings, read_deck
        from quizapp.storage.deck_library import read_sheets

        sheets = read_sheets(self._folders.files())
        result = read_deck(content, name, Surroundings(sheets.facts))
        problems = (*sheets.problems, *result.problems)
        found = self._linted([result], rules)
        return CheckReport(tuple(sorted(problems)), int(result.reading.sound), len(result.questions), findings=found)

    def _linted(self, readings: Iterable[DeckReading], rules: Sequence[Rule]) -> tuple[Problem, ...]:
        if not rules:
            return ()
        from quizapp.services.deck_linting import findings

        return tuple(findings(readings, local_date(self._clock), rules))

    def _check_paths(self, paths: list[Path], files: list[FoundFile], rules: Sequence[Rule]) -> CheckReport:
        from quizapp.storage.deck_library import read_file, read_sheets
        from quizapp.storage.source_sheets import read_sheet

        sheets = read_sheets(files)
        problems: list[Problem] = []
        read: list[DeckReading] = []
        questions = seen = 0
        for path in _expanded(paths):
            if path.parent.name == "seeds" or path.parent in self._folders.sheets:
                problems += read_sheet(read_bytes(path), str(path)).problems
                seen += 1
                continue
            result = read_file(path, sheets.facts)
            problems += result.problems
            read.append(result)
            questions += len(result.questions)
        return CheckReport(tuple(sorted(problems)), len(read), questions, seen, self._linted(read, rules))


def _expanded(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.yaml"))
        else:
            yield path
