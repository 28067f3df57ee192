"""Planning for the exams: what the planner is told, and the plan of the day that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from quizapp.domain.blueprints import Blueprint
from quizapp.domain.clock import Clock
from quizapp.domain.errors import QuizError
from quizapp.domain.goals import Goal
from quizapp.domain.memories import Moment
from quizapp.domain.plans import DayPlan, Why
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment_by
from quizapp.services import following
from quizapp.services.papers import PaperService
from quizapp.services.situations import Aim, gathered
from quizapp.storage import choices, plan_file
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.transactions import Transaction

Progress = Callable[[float, str], None]


class PlanningService:
    """The plan of the day: read where it is fresh, made where it is not."""

    def __init__(
        self, store: Store, clock: Clock, papers: PaperService, path: Path, learner: str = DEFAULT_LEARNER
    ) -> None:
        self._store, self._clock, self._papers, self._path, self._learner = store, clock, papers, path, learner

    def kept(self) -> DayPlan | None:
        """The plan that is followed today; it may be some days old. None without a goal ahead."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            return following.followed(self._path, settings, self._now(settings.rollover_hour).day)

    def is_outdated(self) -> bool:
        """Whether there is a goal, and no plan of today for it, for the cards there are and for its paper."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            day = self._now(settings.rollover_hour).day
            goals = following.goals(settings, day)
            plan = following.followed(self._path, settings, day)
            if plan is None or plan.day != day:
                return bool(goals)
            return plan.bank != self._bank(tx, settings, goals, self._known())

    def why(self, card: str) -> Why | None:
        """Why the plan asks for a card today, None where it says nothing of it."""
        plan = self.kept()
        return None if plan is None else plan.why.get(card)

    def plan(self, progress: Progress | None = None) -> DayPlan | None:
        """Make the plan of today and keep it; None without a goal ahead. Takes seconds, and imports numpy.

        What is believed of the learner's memory is learnt anew from all answers each time. Where another window has
        changed the goals meanwhile, it is made once more for those.
        Raises QuizError when the goals' papers are there no more, when no question brings marks in any, and when the
        plan cannot be written.
        """
        settings, day = self._today()
        while aimed := following.fingerprint(settings, day):
            plan = self._made(settings, day, aimed, progress)
            settings, day = self._today()
            if following.fingerprint(settings, day) == aimed:
                plan_file.write(self._path, plan)
                return plan
        return None

    def _today(self) -> tuple[StudySettings, int]:
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
        return settings, self._now(settings.rollover_hour).day

    def _made(self, settings: StudySettings, day: int, aimed: str, progress: Progress | None) -> DayPlan:
        from quizapp.services import drafting_plans  # here, not above: numpy takes 100 ms

        before, goals, known = plan_file.read(self._path), following.goals(settings, day), self._known()
        aims = self._aims(goals, known)
        with self._store.read() as tx:
            found = gathered(tx, self._learner, settings, day, aims)
            bank = self._bank(tx, settings, goals, known)
        if not found.cards:
            raise QuizError("There is nothing to plan: no question that can be asked now brings marks in your exams.")
        found = drafting_plans.believed(found)
        return drafting_plans.kept(drafting_plans.drafted(found, before, aimed, progress), found, aimed, bank)

    def _aims(self, goals: Sequence[Goal], known: Mapping[str, Blueprint]) -> tuple[Aim, ...]:
        """The goals with their papers; one whose paper is gone is passed over as long as others have theirs."""
        found = tuple([Aim(goal, known[goal.paper]) for goal in goals if goal.paper in known])
        return found or (Aim(goals[0], self._papers.blueprint(goals[0].paper)),)

    def _known(self) -> dict[str, Blueprint]:
        return {blueprint.id: blueprint for blueprint in self._papers.blueprints()[0]}

    def _bank(
        self, tx: Transaction, settings: StudySettings, goals: Sequence[Goal], known: Mapping[str, Blueprint]
    ) -> str:
        papers = {goal.paper for goal in goals} & known.keys()
        return following.bank_print(tx, self._learner, settings, [known[paper] for paper in sorted(papers)])

    def _now(self, rollover_hour: int) -> Moment:
        return moment_by(self._clock, rollover_hour)
