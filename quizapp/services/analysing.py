"""Item analysis of papers that were sat: those in the log, and results that others exported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quizapp.domain.errors import QuizError
from quizapp.domain.exam_keys import as_now
from quizapp.domain.item_analysis import ItemFigures, analyse
from quizapp.domain.paper_attempts import PaperAttempt, attempt_of, key_of, option_texts
from quizapp.domain.questions import CardKey
from quizapp.domain.values import dataclass
from quizapp.services.exam_archive import ExamArchive
from quizapp.storage import sat_questions
from quizapp.storage.engine import Store


@dataclass(frozen=True, slots=True)
class AnalysedItem:
    """The figures of a question, what it asks, its key, and what its options say by their ids."""

    figures: ItemFigures
    prompt: str
    key: str
    options: Mapping[str, str]


class AnalysingService:
    """Reads attempts and says which questions did not do their work."""

    def __init__(self, store: Store, exams: ExamArchive) -> None:
        self._store, self._exams = store, exams

    def sat(self) -> tuple[PaperAttempt, ...]:
        """The papers handed in here, and those that came by a merge, by the keys of today."""
        found = []
        for each in self._exams.finished():
            try:
                sitting = self._exams.sitting(each.id)
            except QuizError:
                continue  # only a newer quizapp can read it
            with self._store.read() as tx:
                bank = sat_questions.read(tx, [asked.card for asked in sitting.paper.questions])
            found.append(attempt_of(replace(sitting, paper=as_now(sitting.paper, bank))))
        return tuple(found)

    def items(self, attempts: Iterable[PaperAttempt]) -> tuple[AnalysedItem, ...]:
        """The figures of every question of these attempts; one that came twice, by its id, counts once."""
        once = tuple({each.id: each for each in attempts}.values())
        cards = dict.fromkeys(card for each in once for card in each.given)
        with self._store.read() as tx:
            bank = sat_questions.read(tx, [CardKey.parse(card) for card in cards])
        questions = {card: bank.get(CardKey.parse(card)) for card in cards}
        keys = {card: key_of(question, card, once) for card, question in questions.items()}
        prompts = {card: prompt for each in once for card, prompt in each.prompts.items()}
        found = analyse([each.given for each in once], keys)
        texts = {card: option_texts(question) for card, question in questions.items()}
        return tuple([AnalysedItem(each, prompts[each.item], keys[each.item], texts[each.item]) for each in found])
