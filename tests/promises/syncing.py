"""A program that syncs the decks of a folder with a database, trying once more when that fails.

Run as `python -m tests.promises.syncing FOLDER`; the folder holds `decks` and `data`.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.errors import QuizError
from quizapp.services.decks import DeckService
from quizapp.storage.engine import Store
from tests.support.clocks import SetClock


@dataclass(frozen=True)
class Folders:
    """Where the decks lie; there are no bundled ones and no source sheets."""

    bundled_decks: Path
    decks: Path
    bundled_seeds: Path
    seeds: Path


def service(folder: Path) -> DeckService:
    """The service on the folder's decks and database."""
    none = folder / "none"
    return DeckService(
        Store(folder / "data" / "quizapp.db", SetClock()), Folders(none, folder / "decks", none, none), SetClock()
    )


def sync(folder: Path) -> int:
    """Sync, and say how it went each time; 3 when it failed twice."""
    decks = service(folder)
    for _ in range(2):
        try:
            os.write(1, f"ACK {decks.sync().written}\n".encode())
        except QuizError as failure:
            os.write(1, f"SAID {failure}\n".encode())
        else:
            return 0
    return 3


if __name__ == "__main__":
    raise SystemExit(sync(Path(sys.argv[1])))
