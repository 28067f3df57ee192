"""A store with questions, a clock that is set, and the services of sitting papers over both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizapp.domain.answers import Picked, Response, Wrote
from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.exam_changes import Answer
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.questions import Choice, Kind, Question, TrueFalse
from quizapp.domain.replaying import standing
from quizapp.services.exams import ExamService
from quizapp.services.papers import PaperService
from quizapp.services.study import StudyService
from quizapp.settings import Paths
from quizapp.storage import log, memories, rebuilding
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.deck_folders import Folders
from quizapp.storage.engine import Store
from tests.support.banks import add_questions
from tests.support.clocks import SetClock
from tests.support.paper_banks import choice, essay

TWO_PARTS = Blueprint(
    id="two-parts",
    title="Two parts",
    sections=(
        Section(id="one", title="One", parts=(Part(questions=3, kinds=(Kind.CHOICE,)),), questions=3, minutes=30,
                locks=True, negative=0.25),
        Section(id="two", title="Two", parts=(Part(questions=2, kinds=(Kind.ESSAY,)),), questions=2, minutes=150,
                marks=20),
    ),
    minutes=180,
    pass_percent=40,
    pauses=False,
)  # fmt: skip
"""Three questions that lock after half an hour, and two essays; the clock cannot be stopped."""

QUESTIONS: tuple[Question, ...] = (*[choice(f"c{number:02}") for number in range(12)], essay("e1"), essay("e2"))


def right(question: Question) -> Response:
    """An answer that earns all."""
    if isinstance(question, TrueFalse):
        return Picked("true" if question.answer else "false")
    if isinstance(question, Choice):
        return Picked(next(option.id for option in question.options if option.correct))
    return Wrote("")


def wrong(question: Question) -> Response:
    """An answer that earns nothing."""
    if isinstance(question, TrueFalse):
        return Picked("false" if question.answer else "true")
    assert isinstance(question, Choice)
    return Picked(next(option.id for option in question.options if not option.correct))


def bare(sitting: ExamSitting) -> ExamSitting:
    """The sitting without what only the running program knows of it."""
    return replace(sitting, since=0, unsaved=(), written=frozenset(), set_back=False)


@dataclass
class ExamRoom:
    """Everything a test of sitting papers needs."""

    store: Store
    clock: SetClock
    folder: Path

    def __post_init__(self) -> None:
        paths = Paths.find({"QUIZAPP_HOME": str(self.folder)})
        papers = PaperService(self.store, paths, Folders.of(paths), self.clock)
        self.exams = ExamService(self.store, papers, self.clock)
        self.study = StudyService(self.store, self.clock)

    def restarted(self) -> ExamRoom:
        """The same files after the program was left, without a word, and started again."""
        self.store.close()
        return ExamRoom(Store(self.store.path, self.clock), self.clock, self.folder)

    def answer(self, sitting: ExamSitting, number: int, *, rightly: bool = True) -> ExamSitting:
        """Answer a question."""
        asked = sitting.question(number).question
        return self.exams.enter(sitting, number, Answer(right(asked) if rightly else wrong(asked)))

    def taken_up(self) -> ExamSitting:
        """The paper that is open, which must be there."""
        sitting = self.exams.unfinished()
        assert sitting is not None
        return sitting

    def events(self, type: str) -> int:
        """How many events of this type the log has."""
        with self.store.read() as tx:
            return int(tx.exec_driver_sql("SELECT count(*) FROM event WHERE type = ?", (type,)).scalar_one())

    def memories(self) -> dict[str, object]:
        """What is remembered of every card that was answered."""
        with self.store.read() as tx:
            assert list(rebuilding.differences(tx)) == []
            rows = tx.exec_driver_sql("SELECT id, key FROM card").fetchall()
            found = {id: memories.read(tx, DEFAULT_LEARNER, key).memory for id, key in rows}
        return {id: memory for id, memory in found.items() if memory.reps}

    def reviews(self) -> dict[str, tuple[int, str]]:
        """The reviews of papers that stand, by card: rating, and what they count as."""
        with self.store.read() as tx:
            groups = [standing(events) for _, events in log.by_card(tx, DEFAULT_LEARNER)]
        return {
            each.card or "": (each.rating or 0, (each.payload or {})["counts"])
            for group in groups
            for each in group
            if each.kind == "exam"
        }


def exam_room(store: Store, clock: SetClock, folder: Path, questions: Sequence[Question] = QUESTIONS) -> ExamRoom:
    """A room over a deck of these questions."""
    with store.write() as tx:
        add_questions(tx, questions)
    return ExamRoom(store, clock, folder)
