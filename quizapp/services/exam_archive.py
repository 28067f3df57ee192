"""Papers that were handed in: reading them again, marking texts, doubting and correcting keys, and their reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from quizapp.domain.clock import Clock
from quizapp.domain.errors import QuizError
from quizapp.domain.events import Event, EventType
from quizapp.domain.exam_changes import (
    Corrected,
    Correction,
    Counted,
    Disputed,
    Ended,
    Graded,
    Refused,
    Remark,
    Why,
)
from quizapp.domain.exam_entries import remark_to_plain, remarked, replayed
from quizapp.domain.exam_marking import STEP, with_key
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.memories import Moment
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import from_milliseconds, moment, moment_at
from quizapp.domain.values import dataclass
from quizapp.services import exam_reviews, recording
from quizapp.storage import choices, drafts, log, sittings
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store, origin_of
from quizapp.storage.transactions import Transaction


@dataclass(frozen=True, slots=True)
class SatPaper:
    """A paper that was handed in, or whose time ran out."""

    id: str
    blueprint: str
    title: str
    begun: datetime
    ended: datetime


class NoSitting(QuizError):
    """No paper of this id was begun."""

    def __init__(self, id: str) -> None:
        super().__init__(f"There is no paper `{id}`: `quizapp exam results` lists those that were sat.")


class ExamArchive:
    """What can be done with a paper after it was handed in; every method is one transaction."""

    def __init__(self, store: Store, clock: Clock, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._learner = store, clock, learner
        self._tried: tuple[object, str] | None = None  # what failed last, and the id it has in every try

    def finished(self) -> tuple[SatPaper, ...]:
        """The papers that were handed in, newest first, those of other machines too; not those that were given up."""
        with self._store.read() as tx:
            found = sittings.ends(tx, self._learner)
        sat = [(id, begun, end.instant, end.payload or {}) for id, begun, end in found]
        return tuple(
            [
                SatPaper(id, kept["paper"], kept["title"], from_milliseconds(begun), ended)
                for id, begun, ended, kept in sat
                if kept.get("why") in (Ended.PERSON, Ended.TIME)
            ]
        )

    def elsewhere(self) -> tuple[ExamSitting, ...]:
        """The papers that were begun on other machines and are open there, as far as their files came here."""
        with self._store.read() as tx:
            return tuple([self._read(tx, id) for id in sittings.open_elsewhere(tx, self._learner)])

    def sitting(self, id: str) -> ExamSitting:
        """A paper as it was sat and with what was said of it since; raises NoSitting."""
        with self._store.read() as tx:
            return self._read(tx, id)

    def grade(self, id: str, number: int, share: float | None) -> ExamSitting:
        """Give a text its share of the marks, from 0 to 1 in half steps: it schedules the card. None takes it back."""
        return self._remark(id, number, Graded(share))

    def dispute(self, id: str, number: int, note: str | None) -> ExamSitting:
        """Note a doubt about a key; None takes it back."""
        return self._remark(id, number, Disputed(note))

    def correct(self, id: str, number: int, correction: Correction | None) -> ExamSitting:
        """Correct a key for this paper: its marks and its reviews follow. None takes it back."""
        return self._remark(id, number, Corrected(correction))

    def take_back_reviews(self, id: str) -> ExamSitting:
        """Let the schedule be as if the paper had not been sat."""
        return self._remark(id, 0, Counted(False))

    def give_reviews_again(self, id: str) -> ExamSitting:
        """Let the paper count for the schedule again; cards that were answered since keep that alone."""
        return self._remark(id, 0, Counted(True))

    def settle(self, tx: Transaction, ids: Iterable[str]) -> None:
        """Let the reviews of these papers follow from all that several machines have said of them."""
        settings = choices.settings(tx, self._learner)
        for id in ids:
            try:
                sitting = self._read(tx, id)
            except QuizError:
                continue  # its beginning did not come with it, or only a newer quizapp can read it
            self._settle(tx, sitting, self._moment(settings), settings)

    def _settle(self, tx: Transaction, sitting: ExamSitting, now: Moment, settings: StudySettings) -> None:
        end = sittings.end_of(tx, sitting.id)
        if end is not None:
            handed_in = _moment_of(end, sitting.ended or end.instant, settings)
            exam_reviews.follow(tx, self._learner, sitting, handed_in, now, settings)
            recording.keep_parameters(tx, settings)

    def _remark(self, id: str, number: int, remark: Remark) -> ExamSitting:
        with self._store.write() as tx:
            settings = choices.settings(tx, self._learner)
            now = self._moment(settings)
            sitting = self._read(tx, id)
            _check(sitting, number, remark)
            sitting = remarked(sitting, number, remark)
            identifier = self._id_for((id, number, remark))
            self._add(tx, EventType.ENTRY, id, now, identifier, remark_to_plain(number, remark))
            if not isinstance(remark, Disputed):
                self._settle(tx, sitting, now, settings)
        self._tried = None
        return sitting

    def _read(self, tx: Transaction, id: str) -> ExamSitting:
        paper = log.find(tx, id)
        if paper is None or paper.type is not EventType.PAPER:
            raise NoSitting(id)
        return self._replayed(tx, paper)

    def _replayed(self, tx: Transaction, paper: Event) -> ExamSitting:
        events = sittings.about(tx, paper.id)
        corrections = log.corrections(tx, self._learner)
        try:
            sitting = replayed(paper, events, origin_of(tx), corrections)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            # Nothing of this program writes such a paper: a newer one has, or somebody made it up.
            raise QuizError("This quizapp cannot read that paper: a newer one may.") from error
        if sitting.ended is None:
            for number, text in drafts.of(tx, self._learner, paper.id).items():
                sitting = sitting.with_draft(number, is_written=bool(text.strip()))
        return sitting

    def _add(
        self, tx: Transaction, what: EventType, id: str, when: Moment, identifier: str, payload: Mapping[str, object]
    ) -> Event | None:
        event = recording.plain_event(what, self._learner, when, identifier, target=id, payload=dict(payload))
        return log.add(tx, event)

    def _id_for(self, tried: object) -> str:
        """The id of an event: of what failed last it is not known whether it reached the disk, so it keeps its id."""
        if self._tried is None or self._tried[0] != tried:
            self._tried = (tried, log.new_event_id(self._clock.now(), self._store.entropy(10)))
        return self._tried[1]

    def _moment(self, settings: StudySettings, at: datetime | None = None) -> Moment:
        return moment_at(at or self._clock.now(), self._clock.offset_minutes, settings.rollover_hour)


def _moment_of(end: Event, instant: datetime, settings: StudySettings) -> Moment:
    return moment(instant, end.offset_minutes, settings.rollover_hour)


def _check(sitting: ExamSitting, number: int, remark: Remark) -> None:
    if sitting.ended is None:
        raise Refused(Why.OPEN)
    if not isinstance(remark, Counted) and not 1 <= number <= len(sitting.slots):
        raise QuizError(f"This paper has no question {number}: they are numbered from 1 to {len(sitting.slots)}.")
    match remark:
        case Graded(share):
            if not sitting.is_text(number):
                raise Refused(Why.BY_HAND)
            if share is not None and not _is_step(sitting, number, share):
                raise Refused(Why.NO_SHARE)
        case Corrected(Correction(cancelled=False) as correction):
            asked = sitting.question(number)
            with_key(asked.question, asked.card.gap, correction)


def _is_step(sitting: ExamSitting, number: int, share: float) -> bool:
    """Whether a share is nothing, all, or makes marks in half steps; what rounding leaves over does not count."""
    if share in (0, 1):
        return True
    section = sitting.question(number).section
    marks = share * next(each.marks for each in sitting.paper.blueprint.sections if each.id == section) / STEP
    return 0 <= share <= 1 and abs(marks - round(marks)) < 1e-6
