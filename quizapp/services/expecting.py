"""The marks to expect, reckoned from memories and the log; every deck is read by itself, so that no answer waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from quizapp.domain.blueprints import Blueprint
from quizapp.domain.clock import Clock
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_marking import result_of
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.expecting import Evidence, FirstSight, Knowledge, Pool
from quizapp.domain.outlook import Expectation, expected
from quizapp.domain.prospects import Asked, Prospects, Sat, calibration, foreseen
from quizapp.domain.recall import retrievability
from quizapp.domain.scheduling import parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment_at, moment_by, to_milliseconds
from quizapp.services.card_pools import CardPools
from quizapp.services.exam_archive import ExamArchive
from quizapp.services.papers import PaperService
from quizapp.services.surveying import enabled
from quizapp.storage import agenda, choices, expecting, log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.replays import Replays
from quizapp.storage.transactions import Transaction

USUAL = ("css-ca-part1", "quick-ten")
"""The papers that are looked at before any was sat, the first that the decks have questions for."""

LAST_SAT = 10
"""So many of the last papers are held against what was expected of them."""


class ExpectingService:
    """What marks to expect, and how much such numbers are worth."""

    def __init__(
        self, store: Store, papers: PaperService, archive: ExamArchive, clock: Clock, learner: str = DEFAULT_LEARNER
    ) -> None:
        self._store, self._papers, self._archive = store, papers, archive
        self._clock, self._learner = clock, learner

    def of(self, blueprint: Blueprint, wanted: Callable[[], bool] = lambda: True) -> Expectation | None:
        """The marks to expect of a paper today; None once it is not `wanted` any longer."""
        return self._of(blueprint, self._evidence(), wanted) if wanted() else None

    def next(self, wanted: Callable[[], bool] = lambda: True) -> Expectation | None:
        """The same of the paper that was sat last, or else of the first usual one that the decks have questions for."""
        sat = [each.blueprint for each in self._archive.finished()[:1]]
        evidence, found = None, None
        for name in (*sat, *USUAL):
            if not wanted():
                return None
            try:
                blueprint = self._papers.blueprint(name)
            except QuizError:  # a paper of the learner's own that is gone
                continue
            evidence = evidence or self._evidence()
            found = self._of(blueprint, evidence, wanted)
            if found is None or found.total.of:
                break
        return found

    def _of(self, blueprint: Blueprint, evidence: Evidence, wanted: Callable[[], bool]) -> Expectation | None:
        pools, known = self._gathered(evidence, [blueprint], wanted)
        return expected(blueprint, pools, known) if wanted() else None

    def everything(self) -> Prospects:
        """All papers, and predictions against what came."""
        blueprints, _ = self._papers.blueprints()
        evidence = self._evidence()
        pools, known = self._gathered(evidence, blueprints)
        papers = [expected(each, pools, known) for each in blueprints]
        sat = [self._sat(each.id, evidence) for each in self._archive.finished()[:LAST_SAT]]
        return Prospects(tuple(papers), calibration(evidence, known, [each for each in sat if each is not None]))

    def _evidence(self) -> Evidence:
        with self._store.read() as tx:
            return expecting.evidence(tx, self._learner)

    def _gathered(
        self, evidence: Evidence, blueprints: Sequence[Blueprint], wanted: Callable[[], bool] = lambda: True
    ) -> tuple[list[Pool], Knowledge]:
        """What the decks hold for these papers, and what is known of the learner."""
        known = evidence.known(FirstSight())
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            rows = enabled(agenda.decks(tx), settings)
            everywhere = sum(sum(expecting.sizes(tx, row).values()) for row in rows)
        parts = [part for each in blueprints for section in each.sections for part in section.parts]
        decay = parameters_in_force(settings.parameters)[-1]
        found = CardPools(self._learner, self._day(settings), decay, parts, known)
        for row in rows:
            if not wanted():
                break
            with self._store.read() as tx:
                found.take(tx, row, everywhere)
        return found.pools, replace(known, essays=found.essays)

    def _sat(self, id: str, evidence: Evidence) -> Sat | None:
        """A paper against what was expected; None where a person gave all marks, or it cannot be read any longer."""
        try:
            sitting = self._archive.sitting(id)
        except QuizError:
            return None
        known = evidence.before(to_milliseconds(sitting.begun)).known(FirstSight())
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            day = moment_at(sitting.begun, self._clock.offset_minutes, settings.rollover_hour).day
            asked = self._asked(tx, sitting, day, parameters_in_force(settings.parameters)[-1])
        if not asked:
            return None
        blueprint = sitting.paper.blueprint
        by_machine = {section.id for section, *_ in asked}
        got = sum(each.marks for each in result_of(sitting).sections if each.name in by_machine)
        return Sat(id, blueprint.title, day, foreseen(blueprint, asked, known), got)

    def _asked(self, tx: Transaction, sitting: ExamSitting, day: int, decay: float) -> list[Asked]:
        """The questions that the program marks, each with its memory as it was when the paper began."""
        sections = {section.id: section for section in sitting.paper.blueprint.sections if not section.self_marked}
        replays, asked = Replays(tx, self._learner), []
        for each in sitting.paper.questions:
            if each.section not in sections:
                continue
            events = [
                event for event in log.of_card(tx, self._learner, str(each.card)) if event.instant < sitting.begun
            ]
            memory, recall = replays.state(events).memory, None
            if memory.stability is not None:
                days = max(1, day - (memory.last_day or 0))
                recall = retrievability(days, memory.stability, decay), days
            asked.append((sections[each.section], each.question, recall))
        return asked

    def _day(self, settings: StudySettings) -> int:
        return moment_by(self._clock, settings.rollover_hour).day
