"""Decks: bringing the database in line with their files, and writing what authors ask for."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from quizapp.domain.deck_sync import SyncPlan, plan_sync
from quizapp.domain.decks import Deck
from quizapp.domain.errors import Problem, QuizError, Severity
from quizapp.domain.questions import Question
from quizapp.domain.values import dataclass
from quizapp.services.clock import Clock
from quizapp.services.deck_authoring import DeckAuthor, StampReport, Written
from quizapp.services.deck_checking import DeckChecker
from quizapp.storage import question_bank
from quizapp.storage.bank_writing import apply_plan
from quizapp.storage.deck_folders import DECK, SHEET, Changes, DeckPaths, Folders, FoundFile
from quizapp.storage.engine import Store
from quizapp.storage.question_bank import DeckListing, QuestionListing


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What was written (or would be, in a dry run), and why decks were left as they are."""

    plan: SyncPlan
    problems: tuple[Problem, ...] = ()
    refused: tuple[str, ...] = ()
    written: bool = False


class DeckService:
    """The use cases of decks: every one that writes to the database does so in one transaction."""

    def __init__(self, store: Store, paths: DeckPaths, clock: Clock) -> None:
        self.store = store
        self.folders = Folders.of(paths)
        self.author = DeckAuthor(self.folders, clock)
        self.checker = DeckChecker(self.folders, clock)
        self.problems: tuple[Problem, ...] = ()
        """What the last sync found wrong."""
        self._refused: dict[str, tuple[int, int]] = {}

    def changed_on_disk(self) -> bool:
        """Whether a sync might find something new, told without reading a file; what it refused counts once."""
        with self.store.read() as tx:
            marks = question_bank.file_marks(tx)
        files = self.folders.files()
        fresh = [file for file in files if not file.is_as(marks.get(file.path))]
        if any(self._refused.get(file.path) != (file.size, file.modified_ns) for file in fresh):
            return True
        return bool(marks.keys() - {file.path for file in files})

    def sync(self, dry_run: bool = False) -> SyncReport:
        """Bring the database in line with the files, all in one transaction; a deck with errors stays as it was."""
        with self.store.read() as tx:
            marks = question_bank.file_marks(tx)
        files = self.folders.files()
        changes = self.folders.changes(marks, files)
        if not changes:
            self.problems = ()
            return SyncReport(SyncPlan())
        return self._synced(files, changes, dry_run)

    def listing(self) -> tuple[DeckListing, ...]:
        """The decks that are in use, by slug."""
        with self.store.read() as tx:
            return question_bank.list_decks(tx)

    def show(self, slug: str) -> tuple[DeckListing, tuple[QuestionListing, ...]]:
        """One deck and its questions in order; raises QuizError when there is none of this name."""
        with self.store.read() as tx:
            decks = question_bank.list_decks(tx)
            for deck in decks:
                if deck.slug == slug:
                    return deck, question_bank.list_questions(tx, slug)
        raise QuizError(f"There is no deck `{slug}`.{_near(slug, [deck.slug for deck in decks])}")

    def questions(self, slugs: Collection[str] = ()) -> tuple[tuple[Deck, Question], ...]:
        """Every question in use with its deck, for exports; raises QuizError for a deck that is not there."""
        with self.store.read() as tx:
            known = [deck.slug for deck in question_bank.list_decks(tx)]
            for slug in slugs:
                if slug not in known:
                    raise QuizError(f"There is no deck `{slug}`.{_near(slug, known)}")
            return tuple(question_bank.load_questions(tx, slugs))

    def new(self, slug: str, title: str = "") -> Path:
        """Write a deck file with examples into the user's folder; raises QuizError when the name cannot be used."""
        return self.author.new(slug, title)

    def stamp(self, deck: str | Path) -> StampReport:
        """Write missing ids into a deck file and the dates of what changed beside it; raises QuizError."""
        return self.author.stamp(deck)

    def correct(self, slug: str, question_id: str) -> Written:
        """Where a question can be edited: in the user's file, into which a bundled one is copied; raises QuizError."""
        return self.author.correct(slug, question_id)

    def _synced(self, files: list[FoundFile], changes: Changes, dry_run: bool) -> SyncReport:
        from quizapp.storage.deck_library import read_library, read_sheets

        sheets = read_sheets(files)
        on_disk = {file.stem for file in files if file.role == DECK}
        library = read_library(files, sheets.facts, on_disk if changes.sheets else changes.stems)
        problems = tuple(sorted((*sheets.problems, *library.problems)))
        refused = {problem.path for problem in problems if problem.severity is Severity.ERROR}
        kept = {
            file.path: mark
            for file in files
            if (mark := changes.marks.get(file.path) or changes.touched.get(file.path))
            and file.path not in refused
            and not (file.role != SHEET and file.stem in library.refused)
        }
        with self.store.read() if dry_run else self.store.write() as tx:
            gone = [slug for slug, retired in question_bank.stored_slugs(tx).items() if not retired]
            gone = [slug for slug in gone if slug not in on_disk]
            stored = question_bank.stored_decks(tx, {deck.deck.slug for deck in library.decks} | set(gone))
            plan = plan_sync(stored, library.decks, gone)
            if not dry_run:
                apply_plan(tx, plan, stored)
                question_bank.keep_file_marks(tx, kept, changes.gone)
                question_bank.keep_document_titles(tx, {sheet.document: sheet.title for sheet in sheets.sheets})
        if not dry_run:
            self.problems = problems
            self._refused = {
                file.path: (file.size, file.modified_ns) for file in files if file.path in changes.marks.keys() - kept
            }
        return SyncReport(plan, problems, tuple(sorted(library.refused)), plan.changes and not dry_run)


def _near(word: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word, known, 1, 0.5)
    return f" Did you mean `{close[0]}`?" if close else ""
