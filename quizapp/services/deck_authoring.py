"""Writing deck files for their authors: new ones, missing ids, corrections of decks that came with quizapp."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.domain.errors import FilesInvalid, QuizError
from quizapp.domain.slugs import DEVICE_NAMES, SLUG, slugified
from quizapp.domain.values import dataclass
from quizapp.services.clock import Clock
from quizapp.storage.deck_folders import Folders, read_bytes
from quizapp.storage.files import private_folder, replacing

if TYPE_CHECKING:  # reading decks imports yaml and pydantic, 110 ms that an unchanged sync saves
    from quizapp.storage.deck_files import DeckReading


@dataclass(frozen=True, slots=True)
class StampReport:
    """What stamping wrote: ids into the deck file, dates into its sidecar."""

    path: Path
    ids: int
    dates: int


@dataclass(frozen=True, slots=True)
class Written:
    """Where a question stands now: a file and a line, counted from 1."""

    path: Path
    line: int


class DeckAuthor:
    """Writes into the user's folder; decks that came with quizapp are only ever read."""

    def __init__(self, folders: Folders, clock: Clock) -> None:
        self.folders, self.clock = folders, clock

    def new(self, slug: str, title: str = "") -> Path:
        """Write a deck file with examples; raises QuizError when the name is taken or cannot be one."""
        from quizapp.storage.deck_template import deck_template

        self.check_name(slug)
        path = self.folders.own / f"{slug}.yaml"
        self.write_schema()
        self._write(path, deck_template(slug, title or slug.replace("-", " ").capitalize()))
        return path

    def write_schema(self) -> None:
        """Write the schema that the first line of a deck points an author's editor to; raises QuizError."""
        from quizapp.storage.deck_template import schema_text

        self._write(self.folders.own / "deck.schema.json", schema_text())

    def check_name(self, slug: str) -> None:
        """Raise QuizError when a new deck cannot be called so: the name is taken, or is none."""
        if slug in DEVICE_NAMES:
            raise QuizError(f"`{slug}` cannot be a file name on Windows: choose another.")
        if len(slug) > 64:
            raise QuizError(f"The name of a deck has at most 64 letters; this one has {len(slug)}.")
        if not SLUG.match(slug):
            like = slugified(slug, 64)
            hint = f" Did you mean `{like}`?" if like and like not in DEVICE_NAMES else ""
            raise QuizError(f"A deck is named by small letters and digits joined by hyphens, not {slug!r}.{hint}")
        for folder in (self.folders.own, self.folders.bundled):
            taken = folder / f"{slug}.yaml"
            if taken.exists():
                raise QuizError(f"There is a deck `{slug}` already: {taken}.")

    def stamp(self, deck: str | Path) -> StampReport:
        """Write missing ids into the file and the dates of what changed beside it; raises QuizError."""
        from quizapp.storage.revisions import read_revisions, sidecar_of
        from quizapp.storage.stamping import stamped

        path = self._path_of(deck)
        before, _ = read_revisions(sidecar_of(path))
        content = read_bytes(path)
        fresh, ids = stamped(content, str(path), frozenset(before))
        if ids:
            self._write(path, fresh)
        return StampReport(path, ids, self.keep_times(path))

    def date(self, path: Path) -> None:
        """Note the day of what changed in a sound deck file, if its author keeps such days beside it."""
        from quizapp.storage.revisions import sidecar_of

        if sidecar_of(path).exists():
            self.keep_times(path)

    def keep_times(self, path: Path) -> int:
        """Note when each question of a sound deck file changed, beside it; returns how many did; raises QuizError."""
        from quizapp.storage.deck_library import read_file
        from quizapp.storage.revisions import read_revisions, revised, sidecar_of, write_revisions

        before, _ = read_revisions(sidecar_of(path))
        result = read_file(path, None)
        if not result.reading.sound:
            raise FilesInvalid(result.problems)
        after = revised(before, {each.id: each.fingerprint for each in result.questions}, self.clock.now())
        if after != before:
            try:
                write_revisions(sidecar_of(path), after)
            except OSError as error:
                raise _unwritable(sidecar_of(path), error) from error
        return sum(before.get(id) != each for id, each in after.items())

    def correct(self, slug: str, question_id: str) -> Written:
        """Where a question can be edited: in the user's file, into which a bundled one is copied first."""
        from quizapp.storage.deck_library import read_file

        own = self.folders.own / f"{slug}.yaml"
        if own.exists():
            line = _line_of(read_file(own, None), question_id)
            if line is not None:
                return Written(own, line)
        self._write(own, self.correction(slug, question_id))
        return Written(own, _line_of(read_file(own, None), question_id) or 1)

    def correction(self, slug: str, question_id: str) -> bytes:
        """The user's file of corrections with this bundled question copied into it, not written; raises QuizError."""
        from quizapp.storage.deck_library import read_file
        from quizapp.storage.stamping import corrections_with

        own = self.folders.own / f"{slug}.yaml"
        bundled = self.folders.bundled / f"{slug}.yaml"
        if not bundled.exists():
            raise QuizError(f"There is no question `{question_id}` in the deck `{slug}`.")
        source = read_file(bundled, None)
        if _line_of(source, question_id) is None:
            raise QuizError(f"There is no question `{question_id}` in {bundled}.")
        existing = read_bytes(own) if own.exists() else None
        return corrections_with(existing, str(own), slug, source, question_id)

    def _path_of(self, deck: str | Path) -> Path:
        """The file of a deck given by its path or its slug; the user's own before the bundled one."""
        path = Path(deck)
        if path.suffix == ".yaml" or path.exists():
            return path
        for folder in (self.folders.own, self.folders.bundled):
            if (folder / f"{deck}.yaml").exists():
                return folder / f"{deck}.yaml"
        raise QuizError(f"There is no deck `{deck}`.")

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        try:
            private_folder(path.parent)
            with replacing(path) as scratch:
                scratch.write_bytes(content)
        except OSError as error:
            raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> QuizError:
    return QuizError(f"{path} cannot be written: {error.strerror}")


def _line_of(result: DeckReading, question_id: str) -> int | None:
    return next((each.line for each in result.questions if each.id == question_id), None)
