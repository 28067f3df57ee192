"""Backups, restoring, and the check of everything that is stored."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from quizapp.domain.clock import Clock
from quizapp.storage import backups, log, rebuilding
from quizapp.storage.backups import Backup, BackupRefused
from quizapp.storage.diagnosis import Diagnosis, examine
from quizapp.storage.engine import Store
from quizapp.storage.failures import Reason, StoreUnavailable

_UNREADABLE = (Reason.DAMAGED, Reason.FOREIGN)


class SafetyService:
    """What keeps a learner's history through damage and mistakes; every method raises QuizError with the reason."""

    def __init__(self, store: Store, clock: Clock, folder: Path | None = None) -> None:
        self._store, self._clock = store, clock
        self._folder = folder or backups.folder_beside(store.path)

    def backup(self, reason: str = "asked") -> Backup:
        """Make a backup that was read back, and remove those that age has made superfluous."""
        now = self._clock.now()
        with self._store.read():  # makes the database if it was never opened
            pass
        made = backups.back_up(self._store.path, self._folder, now, reason)
        backups.thin(self._folder, now)
        return made

    def backup_after_sitting(self) -> Backup | None:
        """Make a backup unless the newest has every event already; takes about 30 ms for 1,000 events."""
        newest = next(iter(self.backups()), None)
        with self._store.read() as tx:
            events = log.count(tx)
        return None if newest is not None and newest.events == events else self.backup("sitting")

    def hourly_backup_is_due(self) -> bool:
        """Whether the newest backup is an hour old or more, by a look at the folder."""
        return backups.hourly_due(self._folder, self._clock.now())

    def backups(self) -> tuple[Backup, ...]:
        """The backups, newest first."""
        return backups.listing(self._folder)

    def restore(self, chosen: str | Path) -> Backup | None:
        """Go back to a backup, named or by its path, and return the safety copy that was made of what it replaces.

        A database too damaged to be copied is set aside whole instead, and None is returned.
        """
        source = self._find(chosen)
        safety, set_aside = None, False
        try:
            safety = backups.back_up(self._store.path, self._folder, self._clock.now(), "before-restore")
        except BackupRefused:
            set_aside = True
        except StoreUnavailable as unavailable:
            if unavailable.reason in _UNREADABLE:
                set_aside = True
            elif unavailable.reason is not Reason.GONE:
                raise
        self._store.close()
        backups.put_back(source, self._store.path, self._store.entropy, set_aside=set_aside)
        backups.thin(self._folder, self._clock.now())
        return safety

    def doctor(self, *, rebuild: bool = False) -> Diagnosis:
        """Check the file, the log and the caches; with `rebuild`, write the caches anew after a backup.

        A log or file that is not whole is never rebuilt from.
        """
        if not self._store.path.exists():
            with self._store.read():  # makes the database, so that there is something to check
                pass
        found = replace(examine(self._store.path), backups=self.backups())
        if found.problems:
            return found
        with self._store.read() as tx:
            found = replace(found, differences=tuple(rebuilding.differences(tx)))
        if rebuild:
            self.backup("before-rebuild")
            with self._store.write() as tx:
                rebuilding.rebuild(tx)
            found = replace(found, rebuilt=True)
        return found

    def _find(self, chosen: str | Path) -> Path:
        named = {backup.name: backup.path for backup in self.backups()}
        if str(chosen) in named:
            return named[str(chosen)]
        with suppress(OSError):
            if Path(chosen).is_file():
                return Path(chosen)
        raise BackupRefused(f"There is no backup {chosen}. `quizapp backup --list` names those there are.")
