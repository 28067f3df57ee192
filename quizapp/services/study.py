"""Studying: every method is one use case, one clock read and one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from quizapp.domain.agenda import Entry, draw
from quizapp.domain.answering import Answered, Attempt, ClockChoice
from quizapp.domain.answers import Claim, Rating, Response
from quizapp.domain.clock import Clock
from quizapp.domain.events import EventType
from quizapp.domain.judging import judge
from quizapp.domain.memories import Moment
from quizapp.domain.questions import CardKey
from quizapp.domain.responses import response_from_plain, response_to_plain
from quizapp.domain.scheduling import Due, due_after, outcomes
from quizapp.domain.settings import StudySettings
from quizapp.domain.sitting import AHEAD, Finished, Pause, Pending, Sitting, Step
from quizapp.domain.study_day import from_milliseconds, to_milliseconds
from quizapp.services import asking, clock_guard, recording
from quizapp.services.recording import Given
from quizapp.services.surveying import enabled, left_today
from quizapp.services.today import TodayService
from quizapp.storage import agenda, choices, log
from quizapp.storage.agenda import DeckRow
from quizapp.storage.asking import askable
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.transactions import Transaction


class StudyService(TodayService):
    """What the study screen asks for. A `Sitting` goes in and the next one comes out."""

    def __init__(self, store: Store, clock: Clock, learner: str = DEFAULT_LEARNER, *, plan: Path | None = None) -> None:
        super().__init__(store, clock, learner, plan=plan)
        self._kept: set[tuple[float, ...]] = set()  # parameters that the store is known to have
        # Of what failed last it is not known whether it reached the disk, so a second try carries the same ids.
        self._unsure: str | None = None  # what an undo was about
        self._pressed: tuple[int, EventType, str] | None = None  # the card put aside or flagged, and the event for it

    def begin(self, decks: Collection[str] = (), topic: str | None = None) -> Sitting:
        """Draw today's queue from the given decks, or from all; raises ClockDoubtful until the clock was confirmed.

        `topic` narrows it to what is about that topic. All decks together follow the plan of the day, if there is one
        and some of it is left.
        """
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            now = self._now(settings)
            doubt = clock_guard.doubt(tx, now.instant)
            if doubt is not None:
                raise doubt
            rows = [row for row in enabled(agenda.decks(tx), settings) if not decks or row.slug in decks]
            planned = () if decks or topic is not None else self._planned(tx, settings, now)
            if planned:
                queue, steps = planned, agenda.steps(tx, self._learner, now.day, rows)
            else:
                queue, steps = self._drawn(tx, settings, now, rows, topic)
        new = sum(entry.fresh for entry in queue)
        return Sitting(
            id=f"{now.day}-{to_milliseconds(now.instant)}",
            day=now.day,
            decks=tuple([row.slug for row in rows]),
            settings=settings,
            queue=queue,
            steps=steps,
            left_new=new,
            left_reviews=len(queue) - new,
            planned=bool(planned),
        )

    def _drawn(
        self, tx: Transaction, settings: StudySettings, now: Moment, rows: Sequence[DeckRow], topic: str | None
    ) -> tuple[tuple[Entry, ...], tuple[Pending, ...]]:
        """The queue as FSRS has it, and what comes back within the day."""
        done = agenda.done_on(tx, self._learner, now.day)
        if topic is None:
            steps = agenda.steps(tx, self._learner, now.day, rows)
            offers, asked = agenda.offers(tx, self._learner, now.day, rows, settings, done)
        else:
            from quizapp.storage import topic_agenda  # here, not above: the first question does without

            steps = topic_agenda.steps(tx, self._learner, now.day, rows, topic)
            offers, asked = topic_agenda.offers(tx, self._learner, now.day, rows, topic, settings, done)
        spoken_for = asked | {step.question for step in steps} if settings.bury_siblings else None
        return draw(offers, left_today(settings, done.values(), now.day), spoken_for), steps

    def confirm_clock(self, choice: ClockChoice) -> None:
        """Record what the learner says about a doubtful clock; the next `begin` goes on from there."""
        with self._store.write() as tx:
            settings = choices.settings(tx, self._learner)
            now = self._now(settings)
            clock_guard.settle(tx, self._learner, choice, now, self._new_id(now.instant), settings)

    def step(self, sitting: Sitting, *, early: bool = False) -> Step | Pause | Finished:
        """The card to ask now; cards that another window has answered or put aside meanwhile are passed over."""
        now = self._now(sitting.settings)
        with self._store.read() as tx:
            if sitting.planned and self._is_spent(tx, sitting, now):
                sitting = sitting.without_queue()
            for place in sitting.due(now.instant, early=early):
                found = askable(tx, self._learner, place.card)
                if found is not None and asking.is_askable(found, place, now.day, sitting):
                    return asking.step_of(found, sitting, asking.recalled_last(tx, self._learner, found))
        horizon = to_milliseconds(now.instant + AHEAD if early else now.instant)
        waiting = [pending for pending in sitting.steps if pending.due > horizon]
        if not waiting:
            return Finished(sitting.summary())
        until = from_milliseconds(waiting[0].due)
        return Pause(until, len(waiting), may_go_on=until <= now.instant + AHEAD)

    def reread(self, sitting: Sitting, step: Step) -> Step | None:
        """The step as its deck has it now, with what it offers in the same order; None when it is there no more."""
        with self._store.read() as tx:
            found = askable(tx, self._learner, step.key)
            if found is None or found.retired:
                return None
        found = replace(found, state=replace(found.state, memory=step.memory))
        fresh = asking.step_of(found, sitting, step.recalled)
        return replace(fresh, place=step.place, left=step.left)

    def document_titles(self) -> Mapping[str, str]:
        """What the documents that questions cite are called, by their ids."""
        from quizapp.storage.question_bank import document_titles  # here, not above: the first question does without

        with self._store.read() as tx:
            return document_titles(tx)

    def prepare(self, step: Step) -> Attempt:
        """A fresh id for one answering of the card; every try to write it carries the same."""
        return Attempt(step.card, self._new_id(self._clock.now()))

    def answer(
        self, sitting: Sitting, step: Step, response: Response, *, milliseconds: int, attempt: Attempt
    ) -> Answered:
        """Judge the response, record it once however often it is tried, and schedule the card; on disk on return."""
        judgement = judge(step.question, step.gap, response)
        rating = asking.rating_of(step.question, judgement.verdict, response, Claim.NONE, milliseconds)
        plain = response_to_plain(response)
        given = Given(attempt.id, rating, judgement.verdict, plain, milliseconds, sitting.kind, sitting.counts)
        settings = sitting.settings
        now = self._now(settings)
        with self._store.write() as tx:
            if settings.parameters not in self._kept:
                recording.keep_parameters(tx, settings)
            recorded = recording.record(tx, self._learner, step, given, now, settings)
        self._kept.add(settings.parameters)
        self._unsure = self._pressed = None
        return asking.answered(sitting.without(step.key), step, judgement, Claim.NONE, recorded, now)

    def claim(self, sitting: Sitting, answered: Answered, claim: Claim) -> Answered:
        """Replace the rating of an answer by what the learner says of it; Claim.NONE takes that back."""
        from quizapp.services import amending  # here, not above: the first question does without

        now = self._now(sitting.settings)
        with self._store.write() as tx:
            original = log.find(tx, answered.review_id)
            if original is None or original.response is None:
                raise amending.NotThere
            response, verdict = response_from_plain(original.response), answered.verdict
            rating = asking.rating_of(answered.step.question, verdict, response, claim, original.milliseconds or 0)
            recorded = amending.replace_rating(tx, self._learner, answered.review_id, claim, rating, now)
        before = replace(sitting, marks=tuple([m for m in sitting.marks if m.event != answered.review_id]))
        return asking.answered(before, answered.step, answered.judgement, claim, recorded, now)

    def outcomes(self, step: Step) -> Mapping[Rating, Due]:
        """How far away each of the four ratings would put the card, exactly as answering would."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
        now = self._now(settings)
        found = outcomes(step.memory, now, settings, settings.retention_in(step.card.deck), str(step.card))
        return {rating: due_after(memory, now) for rating, memory in found.items()}

    def undo(self, sitting: Sitting) -> tuple[Sitting, CardKey | None]:
        """Take back the learner's last answer, bury, suspension or flag, also from before a restart, up to 30 days.

        The card is the one it was about, to be asked next unless it was only flagged; None when nothing is left.
        """
        from quizapp.services import amending  # here, not above: the first question does without

        now = self._now(sitting.settings)
        with self._store.write() as tx:
            undone = amending.undo_last(tx, self._learner, now, self._unsure)
            self._unsure = None if undone is None else undone.event.id
        self._unsure = self._pressed = None
        if undone is None:
            return sitting, None
        return amending.without(sitting, undone), CardKey.parse(undone.event.card or "")

    def undo_size(self, sitting: Sitting) -> int:
        """How many cards the next undo is about; 0.1 to 0.3 ms each."""
        from quizapp.services import amending  # here, not above: the first question does without

        with self._store.read() as tx:
            return amending.undo_size(tx, self._learner, self._now(sitting.settings))

    def bury(self, sitting: Sitting, step: Step) -> Sitting:
        """Put the card aside until the next study day, or take that back."""
        return self._toggle(sitting, step, EventType.BURY, EventType.UNBURY)

    def suspend(self, sitting: Sitting, step: Step) -> Sitting:
        """Put the card aside until it is resumed, or resume it."""
        return self._toggle(sitting, step, EventType.SUSPEND, EventType.RESUME)

    def flag(self, sitting: Sitting, step: Step) -> Sitting:
        """Mark the card for a later look, or take the mark away; the sitting stays as it is."""
        return self._toggle(sitting, step, EventType.FLAG, EventType.UNFLAG)

    def _toggle(self, sitting: Sitting, step: Step, on: EventType, off: EventType) -> Sitting:
        from quizapp.services import amending  # here, not above: the first question does without

        now = self._now(sitting.settings)
        if self._pressed is None or self._pressed[:2] != (step.key, on):
            self._pressed = (step.key, on, self._new_id(now.instant))
        with self._store.write() as tx:
            state = amending.toggle(tx, self._learner, step, on, off, now, self._pressed[2])
        self._pressed = None
        if on is EventType.FLAG:
            return sitting
        if state.suspended or state.buried_until > now.day:
            return sitting.put_aside(step.key)
        return sitting.with_step(step.key, step.question_key, state.memory)

    def _new_id(self, now: datetime) -> str:
        return log.new_event_id(now, self._store.entropy(10))
