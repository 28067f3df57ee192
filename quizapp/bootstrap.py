"""The composition root: the only place that knows which clock, folders, store and services belong together."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from quizapp.settings import Paths

if TYPE_CHECKING:  # storage and what stands on it cost 300 ms: each is imported when it is first needed
    from quizapp.domain.clock import Clock
    from quizapp.services.analysing import AnalysingService
    from quizapp.services.browse import BrowseService
    from quizapp.services.deck_checking import DeckChecker
    from quizapp.services.decks import DeckService
    from quizapp.services.editing import EditingService
    from quizapp.services.exam_results import ExamResultService
    from quizapp.services.exams import ExamService
    from quizapp.services.exchange import ExchangeService
    from quizapp.services.expecting import ExpectingService
    from quizapp.services.goals import GoalService
    from quizapp.services.homecoming import HomecomingService
    from quizapp.services.importing import ImportingService
    from quizapp.services.insights import InsightService
    from quizapp.services.issuing import IssuingService
    from quizapp.services.optimizing import OptimizingService
    from quizapp.services.papers import PaperService
    from quizapp.services.planning import PlanningService
    from quizapp.services.practice import PracticeService
    from quizapp.services.safety import SafetyService
    from quizapp.services.settings import SettingsService
    from quizapp.services.shelving import ShelvingService
    from quizapp.services.sources import SourceService
    from quizapp.services.study import StudyService
    from quizapp.services.today import TodayService
    from quizapp.services.weak_points import WeakPointService
    from quizapp.services.writing import WritingService
    from quizapp.storage.engine import Store

_SLEEPLESS: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""The clock that goes on while the machine sleeps; None on Windows, where the usual one does."""


@lru_cache(maxsize=16)
def _offset_minutes(minute: datetime, zone: tuple[str, str]) -> int:  # noqa: ARG001 - another zone is another answer
    """The offset at this minute, asked of the system once: every answer needs it four times."""
    offset = minute.astimezone().utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)


class SystemClock:
    """The machine's clock and time zone."""

    def now(self) -> datetime:
        """The instant, aware, in UTC, cut to whole milliseconds as the log keeps it."""
        instant = datetime.now(UTC)
        return instant.replace(microsecond=instant.microsecond // 1_000 * 1_000)

    def offset_minutes(self, at: datetime) -> int:
        """How many minutes this machine's time zone is ahead of UTC at the instant `at`."""
        return _offset_minutes(at.replace(second=0, microsecond=0), time.tzname)

    def monotonic(self) -> float:
        """Seconds since some fixed moment, never going back."""
        return time.monotonic()

    def elapsed(self) -> float:
        """As `monotonic`, and going on while the machine sleeps, wherever its system can tell."""
        return time.monotonic() if _SLEEPLESS is None else time.clock_gettime(_SLEEPLESS)


@dataclass(frozen=True)
class Services:
    """All use cases on one person's files; each service is built when it is first asked for."""

    paths: Paths
    clock: Clock

    @cached_property
    def store(self) -> Store:
        """The database."""
        from quizapp.storage.engine import Store

        return Store(self.paths.database, self.clock, entropy=os.urandom)

    @cached_property
    def today(self) -> TodayService:
        """What is due and new."""
        from quizapp.services.today import TodayService

        return TodayService(self.store, self.clock, plan=self.paths.plan)

    @cached_property
    def study(self) -> StudyService:
        """Questions, answers and what is due."""
        from quizapp.services.study import StudyService

        return StudyService(self.store, self.clock, plan=self.paths.plan)

    @cached_property
    def decks(self) -> DeckService:
        """Deck files and source sheets."""
        from quizapp.services.decks import DeckService

        return DeckService(self.store, self.paths, self.clock)

    @cached_property
    def checking(self) -> DeckChecker:
        """Deck files and source sheets checked, without the database."""
        from quizapp.services.deck_checking import DeckChecker
        from quizapp.storage.deck_folders import Folders

        return DeckChecker(Folders.of(self.paths), self.clock)

    @cached_property
    def sources(self) -> SourceService:
        """Source sheets and what is examined of them."""
        from quizapp.services.sources import SourceService

        return SourceService(self.store, self.decks.folders)

    @cached_property
    def issuing(self) -> IssuingService:
        """Decks given out to other programs."""
        from quizapp.services.issuing import IssuingService

        return IssuingService(self.store, self.decks, self.clock)

    @cached_property
    def exchange(self) -> ExchangeService:
        """The history given to other machines of the learner, and taken from them."""
        from quizapp.services.exchange import ExchangeService

        return ExchangeService(self.store, self.clock, self.safety)

    @cached_property
    def homecoming(self) -> HomecomingService:
        """Reviews that come home from the phone."""
        from quizapp.services.homecoming import HomecomingService

        return HomecomingService(self.store, self.clock, self.safety)

    @cached_property
    def importing(self) -> ImportingService:
        """Decks of other programs taken over."""
        from quizapp.services.importing import ImportingService

        return ImportingService(self.store, self.clock, self.decks, self.homecoming, self.safety)

    @cached_property
    def shelving(self) -> ShelvingService:
        """The decks with what they hold."""
        from quizapp.services.shelving import ShelvingService

        return ShelvingService(self.store, self.decks, self.clock)

    @cached_property
    def editing(self) -> EditingService:
        """Questions edited and written."""
        from quizapp.services.editing import EditingService

        return EditingService(self.decks)

    @cached_property
    def browse(self) -> BrowseService:
        """Finding cards, reading about them and changing many at once."""
        from quizapp.services.browse import BrowseService

        return BrowseService(self.store, self.clock, self.paths.search_index)

    @cached_property
    def practice(self) -> PracticeService:
        """Practising what the learner chooses."""
        from quizapp.services.practice import PracticeService

        return PracticeService(self.store, self.clock, self.browse)

    @cached_property
    def writing(self) -> WritingService:
        """Essays planned, written and marked."""
        from quizapp.services.writing import WritingService

        return WritingService(self.store, self.clock)

    @cached_property
    def papers(self) -> PaperService:
        """Papers for an exam, from their blueprints."""
        from quizapp.services.papers import PaperService

        return PaperService(self.store, self.paths, self.decks.folders, self.clock)

    @cached_property
    def goals(self) -> GoalService:
        """The exams to aim at."""
        from quizapp.services.goals import GoalService

        return GoalService(self.store, self.clock, self.papers)

    @cached_property
    def exams(self) -> ExamService:
        """Sitting papers."""
        from quizapp.services.exams import ExamService

        return ExamService(self.store, self.papers, self.clock)

    @cached_property
    def exam_results(self) -> ExamResultService:
        """Papers that were handed in."""
        from quizapp.services.exam_results import ExamResultService

        return ExamResultService(self.store, self.exams, self.browse, self.clock)

    @cached_property
    def planning(self) -> PlanningService:
        """The plan of the day for the exams ahead."""
        from quizapp.services.planning import PlanningService

        return PlanningService(self.store, self.clock, self.papers, self.paths.plan)

    @cached_property
    def insights(self) -> InsightService:
        """How the learner stands, in numbers."""
        from quizapp.services.insights import InsightService

        return InsightService(self.store, self.clock)

    @cached_property
    def analysing(self) -> AnalysingService:
        """Questions by what the answers to papers say of them."""
        from quizapp.services.analysing import AnalysingService

        return AnalysingService(self.store, self.exams)

    @cached_property
    def weak_points(self) -> WeakPointService:
        """Facts, questions and leeches by how badly they are remembered."""
        from quizapp.services.weak_points import WeakPointService

        return WeakPointService(self.store, self.clock, self.decks.folders)

    @cached_property
    def expecting(self) -> ExpectingService:
        """The marks to expect of papers."""
        from quizapp.services.expecting import ExpectingService

        return ExpectingService(self.store, self.papers, self.exams, self.clock)

    @cached_property
    def settings(self) -> SettingsService:
        """What the learner chose about scheduling."""
        from quizapp.services.settings import SettingsService

        return SettingsService(self.store, self.clock)

    @cached_property
    def optimizing(self) -> OptimizingService:
        """The scheduler's numbers fitted to the learner."""
        from quizapp.services.optimizing import OptimizingService

        return OptimizingService(self.store, self.clock, self.settings)

    @cached_property
    def safety(self) -> SafetyService:
        """Backups, and whether the database is sound."""
        from quizapp.services.safety import SafetyService

        return SafetyService(self.store, self.clock, self.paths.backups)


def services_on(paths: Paths, clock: Clock | None = None) -> Services:
    """The services on these files, as they are; raises QuizError when the folders cannot be made."""
    paths.create()
    return Services(paths, clock or SystemClock())


def open_services(paths: Paths, clock: Clock | None = None) -> Services:
    """The services on these files, with what changed in the decks taken in; where nothing did, a look at the folders.

    Raises QuizError when the folders or the database cannot be used. A deck with errors is left as it was.
    """
    services = services_on(paths, clock)
    if services.decks.changed_on_disk():
        services.decks.sync()
    return services
