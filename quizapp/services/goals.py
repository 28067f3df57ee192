"""The learner's goals: which exams, when, and how many minutes a day there are for them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from quizapp.domain.blueprints import Blueprint
from quizapp.domain.clock import Clock
from quizapp.domain.events import EventType
from quizapp.domain.goals import Goal, GoalRefused, ahead, called, goals_to_plain, with_goal
from quizapp.domain.setting_rules import GOALS
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import date_of, moment_by
from quizapp.services.papers import PaperService
from quizapp.services.recording import plain_event
from quizapp.storage import choices, log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.transactions import Transaction

DEFAULT_PAPER = "css-ca-part1"
"""The paper of an exam that is called like none."""


_IN_ANY_NAME = frozenset({"css", "the", "and", "for"})
"""Words that tell no paper from another, beside all short ones."""


class GoalService:
    """Goals are kept among the settings, each change as an event of the log."""

    def __init__(self, store: Store, clock: Clock, papers: PaperService, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._papers, self._learner = store, clock, papers, learner

    def goals(self) -> tuple[Goal, ...]:
        """Every goal, also those whose day is past, by their days."""
        with self._store.read() as tx:
            return choices.settings(tx, self._learner).goals

    def ahead(self) -> tuple[Goal, ...]:
        """The goals whose exam is still to come."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
        return ahead(settings.goals, self._today(settings))

    def today(self) -> date:
        """The date on which the study day of now began."""
        with self._store.read() as tx:
            return self._today(choices.settings(tx, self._learner))

    def paper_called(self, exam: str) -> str:
        """The id of the paper that shares most words with what an exam is called, else that of current affairs."""
        wanted = _words(exam) - _IN_ANY_NAME

        def shared(blueprint: Blueprint) -> tuple[int, bool]:
            return len(wanted & _words(f"{blueprint.id} {blueprint.title}")), blueprint.id == DEFAULT_PAPER

        best = max(self._papers.blueprints()[0], key=shared, default=None)
        return best.id if best is not None and shared(best)[0] else DEFAULT_PAPER

    def set(self, goal: Goal) -> Goal:
        """Keep a goal, in the place of the one of its id; raises QuizError for one that cannot be."""
        blueprint = self._papers.blueprint(goal.paper)
        if goal.target is not None and not 0 < goal.target <= (blueprint.marks or goal.target):
            sentence = f"{blueprint.title} has {blueprint.marks:g} marks; a target is a number up to that."
            raise GoalRefused(sentence, "target")
        with self._store.write() as tx:
            settings = choices.settings(tx, self._learner)
            self._keep(tx, settings, with_goal(settings.goals, goal, self._today(settings)))
        return goal

    def remove(self, name: str) -> Goal:
        """Aim at this exam no more; raises GoalRefused when there is no such goal."""
        with self._store.write() as tx:
            settings = choices.settings(tx, self._learner)
            found = called(settings.goals, name)
            if found is None:
                names = ", ".join(goal.id for goal in settings.goals)
                raise GoalRefused(f"There is no goal {name!r}" + (f"; there are {names}." if names else "."))
            self._keep(tx, settings, tuple([goal for goal in settings.goals if goal.id != found.id]))
        return found

    def _keep(self, tx: Transaction, before: StudySettings, goals: tuple[Goal, ...]) -> None:
        if goals == before.goals:
            return
        now = moment_by(self._clock, before.rollover_hour)
        payload = {"deck": "", "key": GOALS, "value": goals_to_plain(goals)}
        identifier = log.new_event_id(now.instant, self._store.entropy(10))
        log.append(tx, plain_event(EventType.SETTINGS, self._learner, now, identifier, payload=payload))
        choices.put_settings(tx, self._learner, replace(before, goals=goals))

    def _today(self, settings: StudySettings) -> date:
        return date_of(moment_by(self._clock, settings.rollover_hour).day)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2}
