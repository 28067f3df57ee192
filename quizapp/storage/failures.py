"""Why the database cannot be used, as sentences for the person."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from pathlib import Path

from quizapp.domain.errors import QuizError
from quizapp.storage.files import NotOrdinary


class Reason(StrEnum):
    """What is wrong with the database or the disk it is on."""

    FULL = "full"
    READ_ONLY = "read-only"
    LOCKED = "locked"
    NEWER = "newer"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    GONE = "gone"
    NO_FILE = "no file"
    FAILING = "failing"


_SENTENCES = {
    Reason.FULL: "The disk is full, so nothing was saved to {path}. Make some room and try again.",
    Reason.READ_ONLY: "{path} cannot be written to, so nothing was saved. Check its permissions and try again.",
    Reason.LOCKED: "Another program has kept {path} busy for five seconds, so nothing was saved. Try again.",
    Reason.NEWER: "{path} was written by a newer quizapp; this one leaves it untouched. Upgrade quizapp to open it.",
    Reason.FOREIGN: "{path} is not a quizapp database, so it is left untouched.",
    Reason.DAMAGED: "{path} is damaged. `quizapp doctor` says more, and `quizapp restore` brings back a backup.",
    Reason.GONE: "{path} cannot be opened: it or its folder was moved, removed or closed to you.",
    Reason.NO_FILE: "{path} is not an ordinary file, so nothing was saved. Move it out of the way and try again.",
    Reason.FAILING: "The disk reported an error while {path} was read or written. Nothing new was saved; try again.",
}

_REASONS = {
    sqlite3.SQLITE_FULL: Reason.FULL,
    sqlite3.SQLITE_READONLY: Reason.READ_ONLY,
    sqlite3.SQLITE_PERM: Reason.READ_ONLY,
    sqlite3.SQLITE_BUSY: Reason.LOCKED,
    sqlite3.SQLITE_LOCKED: Reason.LOCKED,
    sqlite3.SQLITE_NOTADB: Reason.FOREIGN,
    sqlite3.SQLITE_CANTOPEN: Reason.GONE,
    sqlite3.SQLITE_IOERR: Reason.FAILING,
    sqlite3.SQLITE_NOMEM: Reason.FAILING,
}


class StoreUnavailable(QuizError):
    """The database cannot be read or written for `reason`; nothing of the attempt was kept."""

    def __init__(self, reason: Reason, path: Path, sentence: str | None = None) -> None:
        self.reason, self.path = reason, path
        super().__init__((sentence or _SENTENCES[reason]).format(path=path))


def unavailable(error: BaseException, path: Path) -> StoreUnavailable:
    """What a failure of the driver or of the disk means for the person."""
    if isinstance(error, OSError):
        return StoreUnavailable(_reason_of_disk(error), path)
    code = getattr(error, "sqlite_errorcode", None)
    # A failure without a code is text that is not UTF-8; one that is not in the table is a schema that is not ours.
    return StoreUnavailable(Reason.DAMAGED if code is None else _REASONS.get(code & 0xFF, Reason.DAMAGED), path)


def _reason_of_disk(error: OSError) -> Reason:
    from errno import EACCES, EDQUOT, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS

    if isinstance(error, NotOrdinary):
        return Reason.NO_FILE
    if error.errno in (ENOSPC, EDQUOT):
        return Reason.FULL
    if error.errno in (EROFS, EACCES, EPERM):
        return Reason.READ_ONLY
    return Reason.GONE if error.errno in (ENOENT, ENOTDIR) else Reason.FAILING
