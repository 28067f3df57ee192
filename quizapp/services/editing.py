"""Editing questions: lifted out of their file, checked when they come back, never over somebody's newer version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.domain.errors import Problem, QuizError, Severity
from quizapp.domain.questions import Kind
from quizapp.services.decks import DeckService, SyncReport
from quizapp.storage.deck_folders import read_bytes
from quizapp.storage.files import private_folder, replacing

if TYPE_CHECKING:  # drafting reads YAML: 20 ms that only who edits waits for
    from quizapp.storage.drafting import Frame


@dataclass(frozen=True, slots=True)
class Draft:
    """A question being edited. `text` stands at `line` of `path`; `before` is the file when it was opened, None
    without one; `question` is "" for a new one, and `whole` says that the text is the whole file.
    """

    deck: str
    question: str
    path: Path
    line: int
    text: str
    frame: Frame
    before: bytes | None
    whole: bool = False

    @property
    def digest(self) -> str:
        """What the file must still be when the text comes back."""
        return digest_of(self.before)

    @property
    def opened(self) -> bytes:
        """The file with the text as it was shown first."""
        return self.frame.around(self.text)


@dataclass(frozen=True, slots=True)
class Saved:
    """The file is sound and the database has it; `gone` says that no question of this id is left in the file."""

    report: SyncReport
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing was changed, so nothing was written."""


@dataclass(frozen=True, slots=True)
class Unsound:
    """The text has errors; the database keeps what it had. `digest` is of the file as it lies on the disk now."""

    problems: tuple[Problem, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody changed the file meanwhile; their version was left as it is."""

    sentence: str


Outcome = Saved | Unchanged | Unsound | Conflict


def digest_of(content: bytes | None) -> str:
    """What tells one version of a file from another; "" where there is no file."""
    return "" if content is None else sha256(content).hexdigest()


class EditingService:
    """One question at a time, from its file and back; decks that came with quizapp are corrected, never written."""

    def __init__(self, decks: DeckService) -> None:
        self._decks = decks
        self._author = decks.author
        self._folders = decks.folders

    def open_question(self, deck: str, question: str) -> Draft:
        """A question to be edited; one of a bundled deck as a correction. Nothing is written. Raises QuizError."""
        from quizapp.storage.drafting import lifted

        own = self._folders.own / f"{deck}.yaml"
        before = _content(own)
        part = None if before is None else lifted(before, question)
        if part is None:
            part = lifted(self._author.correction(deck, question), question)
        if part is None:
            raise QuizError(f"There is no question `{question}` in the deck `{deck}`.")
        from quizapp.storage.drafting import line_of

        line = line_of(part.frame.around(part.text), question) if part.whole else part.frame.line
        return Draft(deck, question, own, line or 1, part.text, part.frame, before, part.whole)

    def new_question(self, deck: str, kind: Kind, topic: str = "", title: str = "") -> Draft:
        """A question to be written, in the user's file of this deck; a deck that is not there yet is begun.

        Raises QuizError when the deck cannot be named so, or its file has no place for a question.
        """
        from quizapp.storage.drafting import room_behind
        from quizapp.storage.question_templates import empty_corrections, empty_deck, question_template

        own = self._folders.own / f"{deck}.yaml"
        before = content = _content(own)
        if content is None and (self._folders.bundled / f"{deck}.yaml").exists():
            content = empty_corrections(deck)
        elif content is None:
            self._author.check_name(deck)
            content = empty_deck(deck, title or deck.replace("-", " ").capitalize())
        frame = room_behind(content, str(own))
        return Draft(deck, "", own, frame.line, question_template(kind, topic), frame, before)

    def save(self, draft: Draft, text: str, *, with_errors: bool = False) -> Outcome:
        """Set the text back into its file and take it in; with errors it is only written when that is asked for.

        The file is replaced whole or not at all. Raises QuizError when it cannot be written.
        """
        if text.rstrip("\n") == draft.text.rstrip("\n"):
            return Unchanged()
        content = draft.frame.around(text)
        if not text.strip():
            sentence = "nothing is left of the question: to delete it, delete it in the deck's file"
            return Unsound((Problem(str(draft.path), draft.line, 1, sentence),), draft.digest)
        if digest_of(_content(draft.path)) != draft.digest:
            return _conflict(draft.path)
        problems, gone = self._wrong_with(draft, content), False
        if problems and not with_errors:
            return Unsound(problems, draft.digest)
        if not problems:
            content, gone = self._stamped(draft, content)
        if not self._put(draft.path, content, draft.digest):
            return _conflict(draft.path)
        return Unsound(problems, digest_of(content)) if problems else self._taken_in(draft, gone)

    def lay_out(self, draft: Draft) -> None:
        """Write the file as the draft has it, for an editor that reads files; raises QuizError."""
        if draft.opened != draft.before and not self._put(draft.path, draft.opened, draft.digest):
            raise QuizError(_conflict(draft.path).sentence)

    def returned(self, draft: Draft) -> Outcome:
        """Look at a file that was laid out and comes back from an editor: check it, and take it in when it is sound."""
        content = _content(draft.path)
        if content is None:
            return Saved(self._decks.sync(), gone=True)
        if content == draft.opened:
            self.take_back(draft, digest_of(content))
            return Unchanged()
        problems = self._wrong_with(draft, content)
        if problems:
            return Unsound(problems, digest_of(content))
        fresh, gone = self._stamped(draft, content)
        if fresh != content and not self._put(draft.path, fresh, digest_of(content)):
            return _conflict(draft.path)
        return self._taken_in(draft, gone)

    def take_back(self, draft: Draft, digest: str) -> Conflict | None:
        """Put the file back as it was before the draft was opened, if it is still the one of this digest."""
        if draft.before is not None:
            return None if self._put(draft.path, draft.before, digest) else _conflict(draft.path)
        if digest_of(_content(draft.path)) != digest:
            return _conflict(draft.path)
        try:
            draft.path.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable(draft.path, error) from error
        return None

    def _wrong_with(self, draft: Draft, content: bytes) -> tuple[Problem, ...]:
        """Every error that would keep the deck from being taken in, apart from ids that are still to be written."""
        from quizapp.storage.deck_files import Surroundings, read_deck
        from quizapp.storage.deck_library import read_sheets

        facts = read_sheets(self._folders.files()).facts
        around = Surroundings(facts, draft.path.parent, ids_required=False)
        result = read_deck(content, str(draft.path), around)
        if result.slug and result.slug != draft.path.stem:
            key = "deck" if result.deck else "corrects"
            sentence = f"a deck file is named for its deck: write `{key}: {draft.path.stem}`"
            result.reading.refuse((key,), sentence)
        return _errors(result.problems)

    def _stamped(self, draft: Draft, content: bytes) -> tuple[bytes, bool]:
        """The file with the ids that are missing, and whether the question that was edited is in it no more."""
        from quizapp.storage.drafting import line_of
        from quizapp.storage.revisions import read_revisions, sidecar_of
        from quizapp.storage.stamping import stamped

        taken = frozenset(read_revisions(sidecar_of(draft.path))[0])
        fresh, _ = stamped(content, str(draft.path), taken, frozenset({draft.question}))
        return fresh, bool(draft.question) and line_of(fresh, draft.question) is None

    def _taken_in(self, draft: Draft, gone: bool) -> Outcome:
        self._author.date(draft.path)
        report = self._decks.sync()
        if draft.deck in report.refused:
            problems = _errors(each for each in report.problems if Path(each.path).stem == draft.path.stem)
            return Unsound(problems or _errors(report.problems), digest_of(_content(draft.path)))
        return Saved(report, gone)

    def _put(self, path: Path, content: bytes, digest: str) -> bool:
        """Replace the file whole if it is still the one of this digest; raises QuizError when that is refused."""
        try:
            private_folder(path.parent)
            if not digest:
                self._author.write_schema()
            with replacing(path) as scratch:
                scratch.write_bytes(content)
                if digest_of(_content(path)) != digest:  # asked last, so that little time is left for somebody else
                    raise _Newer
        except _Newer:
            return False
        except OSError as error:
            raise _unwritable(path, error) from error
        return True


class _Newer(Exception):
    """The file is not the one that was opened."""


def _content(path: Path) -> bytes | None:
    return read_bytes(path) if path.exists() else None


def _errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problem for problem in problems if problem.severity is Severity.ERROR))


def _conflict(path: Path) -> Conflict:
    return Conflict(
        f"{path} was changed by another program since you opened it. Your text is not written, so that nothing of the "
        "newer version is lost: copy what you need, then open the question again."
    )


def _unwritable(path: Path, error: OSError) -> QuizError:
    return QuizError(f"{path} cannot be written: {error.strerror or error}.")
