"""Papers: the blueprints there are, and the papers drawn from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from quizapp.domain.blueprints import Blueprint
from quizapp.domain.clock import Clock
from quizapp.domain.coverage import linked
from quizapp.domain.drawing import draw
from quizapp.domain.errors import Problem, QuizError
from quizapp.domain.papers import History, Paper
from quizapp.domain.questions import Citation
from quizapp.domain.study_day import to_milliseconds
from quizapp.services.surveying import enabled
from quizapp.storage import agenda, choices, question_bank
from quizapp.storage.blueprints import Blueprints, read_all
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.deck_folders import SHEET, Folders, FoundFile
from quizapp.storage.engine import Store
from quizapp.storage.papers import StoredBank


class BlueprintPaths(Protocol):
    """Where blueprints lie: those that come with quizapp, and the learner's own."""

    @property
    def bundled_papers(self) -> Path:
        """Blueprints that are only ever read."""
        ...

    @property
    def papers(self) -> Path:
        """The learner's own."""
        ...

    @property
    def kept_papers(self) -> Path:
        """Both as they were read last."""
        ...


class PaperService:
    """The use cases of papers before anyone sits one."""

    def __init__(
        self, store: Store, paths: BlueprintPaths, folders: Folders, clock: Clock, learner: str = DEFAULT_LEARNER
    ) -> None:
        self._store, self._paths, self._folders, self._clock, self._learner = store, paths, folders, clock, learner
        self._same: tuple[list[FoundFile], dict[Citation, Citation]] = [], {}

    def blueprints(self) -> tuple[tuple[Blueprint, ...], tuple[Problem, ...]]:
        """Every blueprint that can be used, and what is wrong with the files of others."""
        read = self._read()
        return tuple(read.found.values()), tuple(sorted(read.problems))

    def blueprint(self, name: str) -> Blueprint:
        """The blueprint of this id; raises QuizError when there is none."""
        read = self._read()
        if name in read.found:
            return read.found[name]
        for problem in read.problems:
            if Path(problem.path).stem == name:
                raise QuizError("\n".join(str(each) for each in read.problems if each.path == problem.path))
        from difflib import get_close_matches

        close = get_close_matches(name, read.found, 1, 0.5)
        hint = f"Did you mean `{close[0]}`?" if close else "`quizapp exam list` shows those there are."
        raise QuizError(f"There is no paper `{name}`. {hint}")

    def printed(self, blueprint: Blueprint, seed: int) -> Paper:
        """The paper of a seed for anyone with the same decks: what the learner did or chose plays no part."""
        same = self._same_facts()
        with self._store.read() as tx:
            return draw(blueprint, seed, StoredBank(tx, self._learner, mine=False), same=same)

    def drawn(self, blueprint: Blueprint, seed: int, history: History | None = None) -> Paper:
        """The paper of a seed for the learner: what was switched off or suspended is left out, the new comes first."""
        same = self._same_facts()
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            decks = {row.slug for row in enabled(agenda.decks(tx), settings)}
            return draw(blueprint, seed, StoredBank(tx, self._learner, mine=True, decks=decks), history, same)

    def fresh_seed(self) -> int:
        """A seed that was not used before: the moment, in milliseconds, cut to six digits that can be typed."""
        return to_milliseconds(self._clock.now()) % 1_000_000

    def titles(self) -> Mapping[str, str]:
        """What the documents that questions cite are called, by their ids."""
        with self._store.read() as tx:
            return question_bank.document_titles(tx)

    def _same_facts(self) -> dict[Citation, Citation]:
        """One fact for all that say the same, by the source sheets; read again only when one of them has changed."""
        sheets = [file for file in self._folders.files() if file.role == SHEET]
        if sheets != self._same[0]:
            from quizapp.storage.deck_library import read_sheets

            groups = linked(read_sheets(sheets).sheets)
            self._same = sheets, {fact: group[0] for fact, group in groups.items()}
        return self._same[1]

    def _read(self) -> Blueprints:
        return read_all(self._paths.bundled_papers, self._paths.papers, self._paths.kept_papers)
