"""Where deck files and source sheets lie, and which of them changed since the last sync, told without reading them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from quizapp.domain.errors import Problem, QuizError, Severity

DECK, SIDECAR, SHEET = "deck", "sidecar", "sheet"


class DeckPaths(Protocol):
    """Where deck files and source sheets lie: those that come with quizapp, and the user's own."""

    @property
    def bundled_decks(self) -> Path:
        """Decks that are only ever read."""
        ...

    @property
    def decks(self) -> Path:
        """The user's decks and corrections."""
        ...

    @property
    def bundled_seeds(self) -> Path:
        """Source sheets that are only ever read."""
        ...

    @property
    def seeds(self) -> Path:
        """The user's source sheets."""
        ...


@dataclass(frozen=True, slots=True)
class FileMark:
    """What tells whether a file on disk is the one that was read: its size, time and digest."""

    size: int
    modified_ns: int
    digest: str


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as `stat` shows it."""

    path: str
    role: str
    stem: str
    bundled: bool
    size: int
    modified_ns: int

    def is_as(self, mark: FileMark | None) -> bool:
        """True when size and time are those of the mark, so that it need not be read."""
        return mark is not None and (mark.size, mark.modified_ns) == (self.size, self.modified_ns)


@dataclass(slots=True)
class Changes:
    """What differs from the last sync: files (with their new marks), the stems of decks concerned, paths gone."""

    marks: dict[str, FileMark] = field(default_factory=dict)
    touched: dict[str, FileMark] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)
    sheets: bool = False

    def __bool__(self) -> bool:
        return bool(self.marks or self.touched or self.gone)


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that are searched: bundled decks, the user's own, and those of source sheets."""

    bundled: Path
    own: Path
    sheets: tuple[Path, ...]

    @classmethod
    def of(cls, paths: DeckPaths) -> Folders:
        """The folders of these paths."""
        return cls(paths.bundled_decks, paths.decks, (paths.bundled_seeds, paths.seeds))

    def files(self) -> list[FoundFile]:
        """Every deck file, sidecar and source sheet, by path; raises QuizError when a folder cannot be read."""
        found = [*_listed(self.bundled, True, DECK), *_listed(self.own, False, DECK)]
        for number, folder in enumerate(self.sheets):
            found += _listed(folder, number == 0, SHEET)
        return found

    def changes(self, marks: Mapping[str, FileMark], files: Iterable[FoundFile] | None = None) -> Changes:
        """Compare with the last sync by size and time, then by digest: a touched file is not taken for changed."""
        changes = Changes()
        here = set()
        for file in self.files() if files is None else files:
            here.add(file.path)
            mark = marks.get(file.path)
            if file.is_as(mark):
                continue
            fresh = FileMark(file.size, file.modified_ns, _digest(file.path))
            if mark is not None and mark.digest == fresh.digest:
                changes.touched[file.path] = fresh
                continue
            changes.marks[file.path] = fresh
            self._concern(changes, file.path)
        for path in marks.keys() - here:
            changes.gone.append(path)
            self._concern(changes, path)
        return changes

    def _concern(self, changes: Changes, path: str) -> None:
        folder, name = os.path.split(path)
        if Path(folder) in self.sheets:
            changes.sheets = True
        else:
            changes.stems.add(name.rpartition(".")[0])

    def strays(self) -> list[Problem]:
        """Warnings about files in the user's folder that look like decks and are not read."""
        if not self.own.is_dir():
            return []
        sentence = "this file is not read: the name of a deck file ends in .yaml"
        return [
            Problem(str(path), 1, 1, sentence, Severity.WARNING)
            for path in sorted(self.own.iterdir())
            if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml"
        ]


def _listed(folder: Path, bundled: bool, role: str) -> list[FoundFile]:
    try:
        with os.scandir(folder) as entries:
            return [_found(entry, bundled, role) for entry in entries if _wanted(entry.name, role)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise QuizError(f"The folder {folder} cannot be read: {error.strerror}.") from error


def _wanted(name: str, role: str) -> bool:
    return not name.startswith(".") and (name.endswith(".yaml") or (role == DECK and name.endswith(".revisions")))


def _found(entry: os.DirEntry[str], bundled: bool, role: str) -> FoundFile:
    try:
        state = entry.stat()
    except OSError as error:  # a link that leads nowhere must not look like an empty folder
        raise QuizError(f"{entry.path} cannot be read: {error.strerror}.") from error
    stem, _, ending = entry.name.rpartition(".")
    return FoundFile(
        entry.path, SIDECAR if ending == "revisions" else role, stem, bundled, state.st_size, state.st_mtime_ns
    )


def _digest(path: str) -> str:
    """The digest of a file; "" when it cannot be read, which whoever reads it as a deck will tell."""
    try:
        return hashlib.sha256(read_bytes(path)).hexdigest()
    except QuizError:
        return ""


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file; raises QuizError with the reason when it cannot be read. A file too long is cut after it."""
    from quizapp.storage.yaml_events import MAX_BYTES

    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise QuizError(f"{path} cannot be read: {error.strerror}") from error
