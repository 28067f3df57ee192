"""Written practice: essays begun, kept while they are written, and filed with their marks, one transaction a call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from quizapp.domain.answers import Claim
from quizapp.domain.asking import missed_first
from quizapp.domain.clock import Clock
from quizapp.domain.errors import QuizError
from quizapp.domain.events import Event, EventType, ReviewKind, derived_id
from quizapp.domain.judging import judge
from quizapp.domain.memories import Moment
from quizapp.domain.questions import CardKey, Essay
from quizapp.domain.replaying import standing
from quizapp.domain.responses import response_to_plain
from quizapp.domain.scheduling import Due, due_after
from quizapp.domain.settings import StudySettings
from quizapp.domain.sitting import Sitting
from quizapp.domain.study_day import moment_by, to_milliseconds
from quizapp.domain.values import dataclass
from quizapp.domain.writing import (
    MOST_CHARACTERS,
    Attempt,
    Had,
    Points,
    Stage,
    attempt_from_plain,
    attempt_from_text,
    attempt_to_plain,
    attempt_to_text,
    recalled,
)
from quizapp.services import asking, clock_guard, recording
from quizapp.services.recording import Given
from quizapp.storage import choices, drafts, log, writing
from quizapp.storage.asking import askable_by_id
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.transactions import Transaction

_DRAFT = "writing/"
"""What the name of a draft begins with; the card follows."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class NoSuchEssay(QuizError):
    """There is no essay question of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no essay question {name!r}. `quizapp write --list` shows those there are.")


class TooLong(QuizError):
    """The text has more characters than the log takes."""

    def __init__(self) -> None:
        super().__init__(f"The text has more than {MOST_CHARACTERS:,} characters. Shorten it, then go on.")


class OpenElsewhere(QuizError):
    """Another window has changed or finished the attempt meanwhile."""

    def __init__(self) -> None:
        super().__init__("This essay was changed in another window. Copy what you wrote here, and open it again.")


@dataclass(frozen=True, slots=True)
class EssayDesk:
    """One essay question with all attempts at it, newest first, and the one that is not finished.

    `outline` are the ids of its points in the order to ask for them: what was missed last time comes first. `draft` is
    the unfinished attempt as it is kept.
    """

    card: CardKey
    question: Essay
    deck_title: str
    attempts: tuple[Attempt, ...]
    unfinished: Attempt | None
    outline: tuple[str, ...]
    draft: str | None = None

    @property
    def last(self) -> Attempt | None:
        """The newest finished attempt."""
        return self.attempts[0] if self.attempts else None


@dataclass(frozen=True, slots=True)
class Filed:
    """An attempt that is in the log, and when its card comes back; None where it said nothing of memory."""

    attempt: Attempt
    due: Due | None


class WritingService:
    """The use cases of written practice. An `Attempt` goes in and the next one comes out."""

    def __init__(self, store: Store, clock: Clock, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._learner = store, clock, learner

    def essays(self) -> tuple[EssayDesk, ...]:
        """Every essay question: unfinished ones first, then those not written for longest."""
        with self._store.read() as tx:
            found = self._desks(tx, writing.essays(tx))
        return tuple(sorted(found, key=lambda each: (each.unfinished is None, _ended(each.last))))

    def essay(self, card: CardKey) -> EssayDesk:
        """One essay question; raises NoSuchEssay."""
        with self._store.read() as tx:
            stored = askable_by_id(tx, self._learner, str(card))
            if stored is None or stored.retired or not isinstance(stored.question, Essay):
                raise NoSuchEssay(str(card))
            return self._desks(tx, [writing.StoredEssay(card, stored.question, stored.deck_title)])[0]

    def named(self, name: str) -> CardKey:
        """The essay of this name, `DECK/QUESTION` or just `QUESTION` where no other has it; raises NoSuchEssay."""
        with self._store.read() as tx:
            known = [each.card for each in writing.essays(tx)]
        found = [card for card in known if name in (str(card), card.question)]
        if len(found) != 1:
            raise NoSuchEssay(name)
        return found[0]

    def begin(self, desk: EssayDesk, stage: Stage) -> Attempt:
        """A new attempt that enters at this stage; raises ClockDoubtful until the clock was confirmed."""
        now = self._clock.now()
        with self._store.read() as tx:
            doubt = clock_guard.doubt(tx, now)
        if doubt is not None:
            raise doubt
        identifier = log.new_event_id(now, self._store.entropy(10))
        return Attempt(
            id=identifier,
            card=desk.card,
            begun=now,
            outline=desk.outline,
            out_of=desk.question.marks,
            stage=stage,
        )

    def save(self, attempt: Attempt, known: Collection[str | None] | None = None) -> None:
        """Keep an attempt in the making; it is on disk on return. May be called from any thread.

        `known` are the drafts that it may replace, None among them where there may be none; raises OpenElsewhere when
        another is kept. Without it any is replaced.
        """
        text = attempt_to_text(attempt)
        with self._store.write() as tx:
            self._refuse_other(tx, attempt, known)
            drafts.put(tx, self._learner, _name(attempt.card), 0, text, to_milliseconds(self._clock.now()))

    def discard(self, attempt: Attempt) -> None:
        """Throw an attempt in the making away."""
        with self._store.write() as tx:
            drafts.drop(tx, self._learner, _name(attempt.card))

    def settle_plan(self, attempt: Attempt) -> Due | None:
        """Schedule the card by a plan that is complete; None for one that is not, or when the card is gone.

        An attempt is reviewed once, however often this and `file` are called for it.
        """
        if not attempt.is_planned:
            return None
        with self._store.write() as tx:
            settings = choices.settings(tx, self._learner)
            return self._review(tx, attempt, self._now(settings), settings)

    def file(self, attempt: Attempt, known: Collection[str | None] | None = None) -> Filed:
        """Put an attempt into the log, schedule its card and drop its draft; a second try changes nothing.

        Raises TooLong, and OpenElsewhere as `save` does, or when something else is filed for it already.
        """
        if len(attempt.text) > MOST_CHARACTERS:
            raise TooLong
        with self._store.write() as tx:
            settings = choices.settings(tx, self._learner)
            now = self._now(settings)
            filed = log.find(tx, attempt.id)
            if filed is None:
                self._refuse_other(tx, attempt, known)
            elif filed.payload != attempt_to_plain(attempt):
                raise OpenElsewhere
            due = self._review(tx, attempt, now, settings)
            essay = recording.plain_event(
                EventType.WRITING,
                self._learner,
                now,
                attempt.id,
                card=str(attempt.card),
                milliseconds=attempt.planning + attempt.writing,
                payload=attempt_to_plain(attempt),
            )
            log.add(tx, essay)
            drafts.drop(tx, self._learner, _name(attempt.card))
        return Filed(replace(attempt, ended=(filed or essay).instant), due)

    def _refuse_other(self, tx: Transaction, attempt: Attempt, known: Collection[str | None] | None) -> None:
        if known is not None and drafts.of(tx, self._learner, _name(attempt.card)).get(0) not in known:
            raise OpenElsewhere

    def _review(self, tx: Transaction, attempt: Attempt, now: Moment, settings: StudySettings) -> Due | None:
        found = askable_by_id(tx, self._learner, str(attempt.card))
        if attempt.recall is None or found is None or not isinstance(found.question, Essay):
            return None
        points = _known(attempt.recall, found.question)
        response = recalled(points)
        judgement = judge(found.question, found.id.gap, response)
        rating = asking.rating_of(found.question, judgement.verdict, response, Claim.NONE, 0)
        spent = attempt.planning if attempt.is_planned else 0
        given = Given(
            derived_id(attempt.id, "review"),
            rating,
            judgement.verdict,
            response_to_plain(response),
            spent,
            ReviewKind.PRACTICE,
        )
        alone = Sitting(id="", day=now.day, decks=(), settings=settings, queue=(), kind=ReviewKind.PRACTICE)
        recording.keep_parameters(tx, settings)
        step = asking.step_of(found, alone, asking.recalled_last(tx, self._learner, found))
        recorded = recording.record(tx, self._learner, step, given, now, settings)
        return due_after(recorded.state.memory, now)

    def _desks(self, tx: Transaction, stored: Collection[writing.StoredEssay]) -> list[EssayDesk]:
        attempts: dict[str, list[Attempt]] = defaultdict(list)
        for event in standing(writing.written(tx, self._learner, [str(each.card) for each in stored])):
            attempts[event.card or ""] += _attempts([event])
        return [self._desk(tx, each, attempts[str(each.card)]) for each in stored]

    def _desk(self, tx: Transaction, stored: writing.StoredEssay, attempts: list[Attempt]) -> EssayDesk:
        newest = tuple(reversed(attempts))
        known = next((each.recall for each in newest if each.recall is not None), {})
        had = [point for point, how in known.items() if how is Had.FULL]
        question = missed_first(stored.question, had) if known else stored.question
        outline = tuple([point.id for point in question.outline])
        draft = drafts.of(tx, self._learner, _name(stored.card)).get(0)
        unfinished = None if draft is None else attempt_from_text(draft, str(stored.card))
        if unfinished is not None:
            unfinished = unfinished.fitted(stored.question, outline)
        return EssayDesk(stored.card, stored.question, stored.deck_title, newest, unfinished, outline, draft)

    def _now(self, settings: StudySettings) -> Moment:
        return moment_by(self._clock, settings.rollover_hour)


def _name(card: CardKey) -> str:
    return f"{_DRAFT}{card}"


def _ended(attempt: Attempt | None) -> datetime:
    return _LONG_AGO if attempt is None or attempt.ended is None else attempt.ended


def _known(points: Points, question: Essay) -> Points:
    """Those that the question has now: its deck may have changed since they were checked."""
    return {point.id: points[point.id] for point in question.outline if point.id in points}


def _attempts(events: Iterable[Event]) -> list[Attempt]:
    """What the log has of essays; an event that makes no sense, which only another program writes, is passed over."""
    found = []
    for event in events:
        try:
            found.append(attempt_from_plain(event.id, event.card or "", event.payload or {}, event.instant))
        except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
            continue
    return found
