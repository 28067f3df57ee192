"""Decks of other programs taken over: files, questions and history together, or nothing; and taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.clock import Clock, local_date
from quizapp.domain.deck_sync import FoundDeck, plan_sync
from quizapp.domain.errors import QuizError, Severity
from quizapp.domain.homecoming import Homecoming
from quizapp.domain.taking_over import ForeignPackage, LeftOut, NewDeck
from quizapp.domain.text import visible
from quizapp.services.decks import DeckService
from quizapp.services.homecoming import HomecomingService
from quizapp.services.safety import SafetyService
from quizapp.storage import phone, question_bank
from quizapp.storage.bank_writing import apply_plan
from quizapp.storage.deck_folders import FileMark
from quizapp.storage.engine import Store
from quizapp.storage.files import private_folder, replacing


@dataclass(frozen=True, slots=True)
class TakenDeck:
    """A deck that was taken over, or would be."""

    deck: str
    title: str
    path: Path
    questions: int
    cards: int
    reviews: int
    pictures: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do; `lost` counts what notes lost on the way."""

    decks: tuple[TakenDeck, ...]
    left_out: tuple[LeftOut, ...]
    lost: dict[str, int]
    written: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back did: reviews, files removed, and files kept since they were changed."""

    reviews: int
    removed: tuple[Path, ...]
    kept: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A deck ready to be written: its file with the bytes, and all that the database is told of it."""

    deck: NewDeck
    path: Path
    content: bytes
    found: FoundDeck


class ImportingService:
    """The use cases of taking over; they write the user's deck folder and, in one transaction, the database."""

    def __init__(
        self, store: Store, clock: Clock, decks: DeckService, homecoming: HomecomingService, safety: SafetyService
    ) -> None:
        self._store, self._clock, self._decks = store, clock, decks
        self._homecoming, self._safety = homecoming, safety

    def our_notes(self) -> frozenset[str]:
        """The guids of the notes that are questions of ours."""
        return frozenset(self._homecoming.our_cards())

    def take(
        self, package: ForeignPackage, name: str, picture: Callable[[str], bytes], *, dry_run: bool = False
    ) -> ImportReport:
        """Write the decks of a package called `name`, and take in the history of their cards; raises QuizError.

        `picture` gives the bytes of a picture by the name that it has in the package.
        """
        for deck in package.decks:
            self._check_free(deck.slug)
        prepared, refused = self._prepared(package.decks, f"Taken from {visible(name)} on {local_date(self._clock)}.")
        report = _report(package, prepared, refused, written=bool(prepared) and not dry_run)
        if report.written:
            self._safety.backup("before-import")
            self._decks.author.write_schema()
            with _whole() as written:
                for each in prepared:
                    for file, member in each.deck.pictures.items():
                        _write(each.path.parent / file, picture(member), written)
                self._write_all(prepared, package.home, written)
        return report

    def undo(self) -> Undone:
        """Take the last import back: its reviews, and its files unless they were changed since; raises QuizError."""
        with self._store.read() as tx:
            if phone.last_import(tx) is None:
                raise QuizError("There is no import to take back.")
        self._safety.backup("before-undo")
        with self._store.write() as tx:
            events, files = phone.last_import(tx) or ([], {})
            reviews = self._homecoming.take_back(tx, events)
            phone.forget_last_import(tx)
        removed, kept = [], []
        for path in map(Path, files):
            if _digest(path) == files[str(path)]:
                _remove([path])
                removed.append(path)
            elif path.exists():
                kept.append(path)
        self._decks.sync()
        return Undone(reviews, tuple(removed), tuple(kept))

    def _check_free(self, slug: str) -> None:
        try:
            self._decks.author.check_name(slug)
        except QuizError as error:
            raise QuizError(f"{error} Nothing was changed; `--deck` gives the new deck another name.") from None

    def _prepared(self, decks: Iterable[NewDeck], description: str) -> tuple[list[_Prepared], list[LeftOut]]:
        # Reading decks imports yaml and pydantic, 110 ms.
        from quizapp.domain.linting.catalogue import RULES
        from quizapp.services.deck_linting import findings
        from quizapp.storage.deck_files import read_deck
        from quizapp.storage.deck_writing import deck_text, sound_part

        strict = [rule for rule in RULES if rule.severity is Severity.ERROR]
        prepared: list[_Prepared] = []
        refused: list[LeftOut] = []
        for deck in decks:
            path = self._decks.folders.own / f"{deck.slug}.yaml"
            sound, reading, left_out = sound_part(deck, path)
            refused += left_out
            if not sound.questions:
                continue
            codes = {found.code for found in findings([reading], local_date(self._clock), strict)}
            content = deck_text(sound, description, codes)
            reading = read_deck(content, str(path))
            assert reading.deck is not None
            assert reading.reading.sound
            found = FoundDeck(reading.deck, False, str(path), tuple(reading.questions))
            prepared.append(_Prepared(sound, path, content, found))
        return prepared, refused

    def _write_all(self, prepared: Iterable[_Prepared], home: Homecoming, written: list[Path]) -> None:
        """Write the database and, last of all within its transaction, the deck files."""
        with self._store.write() as tx:
            stored = question_bank.stored_decks(tx, {each.deck.slug for each in prepared})
            apply_plan(tx, plan_sync(stored, [each.found for each in prepared]), stored)
            events = self._homecoming.add(tx, home)
            for each in prepared:
                _write(each.path, each.content, written)
            question_bank.keep_file_marks(tx, {str(each.path): _mark(each) for each in prepared}, ())
            phone.keep_last_import(tx, events, {str(path): _digest(path) for path in written})


@contextmanager
def _whole() -> Iterator[list[Path]]:
    """A list of files for the block to fill as it writes them; when it raises, none of them stays."""
    written: list[Path] = []
    try:
        yield written
    except OSError as error:
        _remove(written)
        raise QuizError(f"{error.filename or 'The deck folder'} cannot be written: {error.strerror}") from error
    except BaseException:  # whatever it was, a half of an import is not kept
        _remove(written)
        raise


def _mark(prepared: _Prepared) -> FileMark:
    """What tells the next sync that it knows this file."""
    digest = hashlib.sha256(prepared.content).hexdigest()
    return FileMark(len(prepared.content), prepared.path.stat().st_mtime_ns, digest)


def _write(path: Path, content: bytes, written: list[Path]) -> None:
    private_folder(path.parent)
    if path.exists():  # a picture of the same content, or a deck that came in between
        if path.read_bytes() != content:
            raise QuizError(f"{path} is there already. Nothing was changed.")
        return
    with replacing(path) as scratch:
        scratch.write_bytes(content)
    written.append(path)


def _remove(files: Iterable[Path]) -> None:
    for path in files:
        with suppress(OSError):
            path.unlink()
        with suppress(OSError):  # a folder goes with its last picture; the deck folder itself never empties so
            path.parent.rmdir()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _report(
    package: ForeignPackage, prepared: Iterable[_Prepared], refused: Iterable[LeftOut], *, written: bool
) -> ImportReport:
    taken = []
    for each in prepared:
        questions = {question.id for question in each.found.questions}
        reviews = sum(
            review.card.key.deck == each.deck.slug and review.card.key.question in questions and review.rating > 0
            for review in package.home.reviews
        )
        cards = sum(len(question.gaps) for question in each.found.questions)
        pictures = len(each.deck.pictures)
        taken.append(TakenDeck(each.deck.slug, each.deck.title, each.path, len(questions), cards, reviews, pictures))
    return ImportReport(tuple(taken), (*package.left_out, *refused), dict(package.lost), written)
