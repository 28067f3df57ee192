"""Results of papers that were handed in: worked out from what was answered, and said of them afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from quizapp.domain.answers import Recalled, Response
from quizapp.domain.clock import Clock
from quizapp.domain.errors import QuizError
from quizapp.domain.events import EventType
from quizapp.domain.exam_attempts import Attempt, attempt_of
from quizapp.domain.exam_changes import Answer, Clear, Correction, Ended
from quizapp.domain.exam_entries import entry_from_plain
from quizapp.domain.exam_keys import as_now
from quizapp.domain.exam_luck import Switches, switches
from quizapp.domain.exam_marking import rated, with_key
from quizapp.domain.exam_results import Entered, ExamResult, exam_result
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.judging import judge
from quizapp.domain.papers import Paper, PaperQuestion
from quizapp.domain.replaying import moves_memory
from quizapp.services.browse import BrowseService
from quizapp.services.exam_archive import ExamArchive
from quizapp.storage import memories, sat_questions, sittings
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.transactions import Transaction

LATEST = "latest"
"""What a person may write for the paper that was handed in last."""

_SHOWN = 8
"""So many letters of an id are shown: more only where two papers were begun in the same minute."""


class NoResult(QuizError):
    """There is no paper of which a result could be shown."""


class ExamResultService:
    """The use cases of papers after they were handed in; marks are worked out anew each time they are asked for."""

    def __init__(
        self,
        store: Store,
        exams: ExamArchive,
        browse: BrowseService,
        clock: Clock,
        learner: str = DEFAULT_LEARNER,
    ) -> None:
        self._store, self._exams, self._browse, self._clock = store, exams, browse, clock
        self._learner = learner

    # Which papers there are

    def papers(self) -> tuple[Attempt, ...]:
        """All papers that were handed in, by the keys of today, the newest first."""
        return tuple([self._attempt(each.id) for each in self._exams.finished()])

    def named(self, text: str = "") -> str:
        """The id that begins as written, or that of the latest paper; raises NoResult when that is not one paper."""
        papers = self._exams.finished()
        if not papers:
            raise NoResult("No paper was handed in yet.")
        if text in ("", LATEST):
            return papers[0].id
        found = [each.id for each in papers if each.id.startswith(text.casefold())]
        if len(found) == 1:
            return found[0]
        if found:
            raise NoResult(f"Several papers begin with `{text}`: write more letters of the id.")
        raise NoResult(f"There is no paper `{text}`: `quizapp exam results` lists those that were handed in.")

    def short_ids(self) -> Mapping[str, str]:
        """As many letters of each paper's id as name it, eight or more."""
        ids = [each.id for each in self._exams.finished()]
        found = {}
        for id in ids:
            length = _SHOWN
            while length < len(id) and sum(other.startswith(id[:length]) for other in ids) > 1:
                length += 1
            found[id] = id[:length]
        return found

    def result(self, id: str, *, alone: bool = False) -> ExamResult:
        """The result of a paper; raises QuizError when there is none, or it is still open.

        With `alone` other sittings of the same paper are left out; long ones take some 60 ms each to be marked.
        """
        return self._result(self._ended(id), alone=alone)

    def written(self, id: str, number: int) -> str:
        """The text that was written for a question; empty where none was."""
        response = self._ended(id).slot(number).response
        return response.jotted if isinstance(response, Recalled) else ""

    # What is said of them; what comes back is the result alone

    def grade(self, id: str, number: int, share: float | None) -> ExamResult:
        """Give a text its share of the marks, or take that back with None."""
        return self._result(self._exams.grade(id, number, share), alone=True)

    def dispute(self, id: str, number: int, note: str | None) -> ExamResult:
        """Note a doubt about a key and flag the card with it; None takes both back."""
        sitting = self._exams.dispute(id, number, note)
        asked = sitting.question(number)
        with self._store.read() as tx:
            place = memories.place_of(tx, str(asked.card))
        if place is not None:  # a card that is gone from the bank has no flag
            what = EventType.UNFLAG if note is None else EventType.FLAG
            self._browse.change([place.card], what, note)
        return self._result(sitting, alone=True)

    def correct(self, id: str, number: int, correction: Correction | None) -> tuple[Attempt, ...]:
        """Let another key count, in this paper and in all others that had the question; None takes that back.

        Returns the papers whose marks are others now. One that had other options then stays as it is.
        """
        before = self._attempt(id)
        sitting = self._exams.correct(id, number, correction)
        card = sitting.question(number).card
        changed = [(before, self._attempt(id))]
        with self._store.read() as tx:
            named = sat_questions.papers_with(tx, self._learner, card)
        for each in self._exams.finished():
            if each.id == id or each.id not in named:
                continue
            other = self._exams.sitting(each.id)
            asked = next((asked for asked in other.paper.questions if asked.card == card), None)
            if asked is not None and _can_have(asked, correction):
                earlier = self._attempt(each.id)
                self._exams.correct(each.id, asked.number, correction)
                changed.append((earlier, self._attempt(each.id)))
        return tuple([now for earlier, now in changed if (earlier.marks, earlier.passed) != (now.marks, now.passed)])

    def take_back(self, id: str) -> ExamResult:
        """Take out of the schedule what this paper gave it."""
        return self._result(self._exams.take_back_reviews(id), alone=True)

    def give_again(self, id: str) -> ExamResult:
        """Let the paper count for the schedule again."""
        return self._result(self._exams.give_reviews_again(id), alone=True)

    # How a result is worked out

    def _ended(self, id: str) -> ExamSitting:
        sitting = self._exams.sitting(id)
        if sitting.ended is None:
            raise NoResult("This paper is not handed in yet: its result is told afterwards.")
        if sitting.ended_by is Ended.ABANDONED:
            raise NoResult("This paper was given up: it has no result.")
        return sitting

    def _result(self, sitting: ExamSitting, *, alone: bool = False) -> ExamResult:
        same = sitting.paper.blueprint.id
        with self._store.read() as tx:
            paper = _as_now(tx, sitting)
            switched = _switched(tx, sitting, paper)
            entered = _entered(tx, sitting)
        found = self._dated(exam_result(sitting, paper, switched=switched, entered=entered))
        if alone:
            return replace(found, attempts=(found.attempt(),))
        others = [each for each in self._exams.finished() if each.blueprint == same and each.id != sitting.id]
        attempts = [found.attempt(), *[self._attempt(each.id) for each in others]]
        return replace(found, attempts=tuple(sorted(attempts, key=lambda each: each.ended)))

    def _attempt(self, id: str) -> Attempt:
        sitting = self._exams.sitting(id)
        with self._store.read() as tx:
            paper = _as_now(tx, sitting)
        found = attempt_of(sitting, paper)
        return replace(found, ended=self._local(found.ended))

    def _dated(self, found: ExamResult) -> ExamResult:
        return replace(found, begun=self._local(found.begun), ended=self._local(found.ended))

    def _local(self, at: datetime) -> datetime:
        """The instant as the learner's wall clock had it."""
        return at.astimezone(timezone(timedelta(minutes=self._clock.offset_minutes(at))))


def _as_now(tx: Transaction, sitting: ExamSitting) -> Paper:
    return as_now(sitting.paper, sat_questions.read(tx, [each.card for each in sitting.paper.questions]))


def _can_have(asked: PaperQuestion, correction: Correction | None) -> bool:
    """Whether the question, as it was asked in a paper, has the options that a key names."""
    if correction is None or correction.cancelled:
        return True
    try:
        with_key(asked.question, asked.card.gap, correction)
    except QuizError:
        return False
    return True


def _switched(tx: Transaction, sitting: ExamSitting, paper: Paper) -> Switches:
    """What changing answers did, from every answer that was given in the course of the paper."""
    given: dict[int, list[Response | None]] = {}
    for event in sittings.about(tx, sitting.id):
        entry = entry_from_plain(event.payload or {}) if event.type is EventType.ENTRY else None
        if entry is not None and isinstance(entry.act, Answer | Clear):
            response = entry.act.response if isinstance(entry.act, Answer) else None
            given.setdefault(entry.number, []).append(response)
    questions = {each.number: each for each in paper.questions}
    return switches((found, _is_right(sitting, questions[number])) for number, found in given.items())


def _is_right(sitting: ExamSitting, asked: PaperQuestion) -> Callable[[Response], bool]:
    correction = sitting.corrections.get(asked.number)
    if correction is not None and correction.cancelled:
        return lambda _: True
    question = asked.question if correction is None else with_key(asked.question, asked.card.gap, correction)
    return lambda response: judge(question, asked.card.gap, response).share >= 1


def _entered(tx: Transaction, sitting: ExamSitting) -> Entered:
    """What the schedule has of a paper, or would have again."""
    if not sitting.counts:
        would = rated(replace(sitting, counts=True)).values()
        return Entered(len(would), sum(each.rating == 1 for each in would), stands=False)
    stand = [event for event, stands in sittings.reviews(tx, sitting.id) if stands]
    moved = [event for event in stand if moves_memory(event)]
    return Entered(len(moved), sum(event.rating == 1 for event in moved), len(stand) - len(moved))
