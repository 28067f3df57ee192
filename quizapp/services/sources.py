"""Source sheets, and what the questions in use examine of them."""

from __future__ import annotations

from quizapp.domain.coverage import Coverage, coverage
from quizapp.storage.deck_folders import Folders
from quizapp.storage.engine import Store
from quizapp.storage.question_bank import load_questions


class SourceService:
    """What is bundled and the person's own sheets together, against all decks that are in use."""

    def __init__(self, store: Store, folders: Folders) -> None:
        self._store, self._folders = store, folders

    def coverage(self) -> tuple[Coverage, tuple[str, ...]]:
        """What is examined of each source sheet, and the paths of sheets that have errors and are left out."""
        from quizapp.storage.deck_library import read_sheets

        found = read_sheets(self._folders.files())
        with self._store.read() as tx:
            questions = [(deck.slug, question) for deck, question in load_questions(tx)]
        read = {sheet.path for sheet in found.sheets}
        broken = sorted({problem.path for problem in found.problems} - read)
        return coverage(found.sheets, questions), tuple(broken)
