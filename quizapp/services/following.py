"""Following the plan of the day: what of it is left, within the minutes that are left."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.agenda import Entry
from quizapp.domain.blueprints import Blueprint
from quizapp.domain.exam_papers import blueprint_to_plain
from quizapp.domain.goals import Goal, ahead, goals_to_plain, minutes_on
from quizapp.domain.memories import Moment
from quizapp.domain.overview import Overview
from quizapp.domain.plans import DayPlan
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import date_of
from quizapp.domain.values import dataclass
from quizapp.services.surveying import enabled
from quizapp.storage import agenda, bank_prints, plan_file, planning
from quizapp.storage.transactions import Transaction


@dataclass(frozen=True, slots=True)
class LeftOfPlan:
    """What the plan still has for today: cards in their order, how many are due anyway, and the seconds they take."""

    queue: tuple[Entry, ...] = ()
    due: int = 0
    seconds: float = 0.0

    @property
    def new(self) -> int:
        """How many of the cards are new."""
        return sum(entry.fresh for entry in self.queue)


def goals(settings: StudySettings, day: int) -> tuple[Goal, ...]:
    """The goals that are ahead on a day, the nearest first."""
    return ahead(settings.goals, date_of(day))


def fingerprint(settings: StudySettings, day: int) -> str:
    """A name for the goals that are ahead on a day: a plan made for others is out of date."""
    aimed = goals(settings, day)
    return sha256(json.dumps(goals_to_plain(aimed)).encode()).hexdigest()[:16] if aimed else ""


def followed(path: Path, settings: StudySettings, day: int) -> DayPlan | None:
    """The plan to follow on a day, None without a goal ahead or without a plan for it."""
    aimed = fingerprint(settings, day)
    plan = plan_file.read(path) if aimed else None
    return plan if plan is not None and plan.holds(day, aimed) else None


class DayLeft(NamedTuple):
    """What is left of a day: the seconds that the goals give it less those spent; so many cards were answered on it."""

    seconds: float
    answered: int


def day_left(tx: Transaction, learner: str, settings: StudySettings, day: int) -> DayLeft:
    """What was not spent yet of a day, and how many cards were answered, new ones and reviews."""
    done = agenda.done_on(tx, learner, day).values()
    spent = sum(each.milliseconds for each in done) / 1_000
    left = max(0.0, minutes_on(settings.goals, date_of(day)) * 60 - spent)
    return DayLeft(left, sum(each.new + each.reviews for each in done))


def bank_print(tx: Transaction, learner: str, settings: StudySettings, blueprints: Iterable[Blueprint]) -> str:
    """A name for the cards that can be asked, what they ask for and what that is worth on these papers.

    Nothing of it follows from the answers. A plan made for another is out of date.
    """
    prints = bank_prints.kept(tx)
    decks = [
        (row.slug, prints.get(row.slug, ""), *planning.held(tx, learner, row))
        for row in enabled(agenda.decks(tx), settings)
    ]
    papers = [blueprint_to_plain(each) for each in blueprints]
    return sha256(json.dumps([decks, papers]).encode()).hexdigest()[:16]


def left_of(tx: Transaction, learner: str, plan: DayPlan, settings: StudySettings, now: Moment) -> LeftOfPlan:
    """What of the plan fits into what is left of the day."""
    off = {slug for slug in settings.decks if not settings.for_deck(slug).enabled}
    order = [each for each in plan.order if each.card.partition("/")[0] not in off] if off else plan.order
    found = planning.askable(tx, learner, order, now.day, siblings=settings.bury_siblings)
    left = day_left(tx, learner, settings, now.day)
    chosen = plan.fitting(found.keys(), left.seconds)
    if plan.day == now.day:  # who is quicker than expected is done sooner, and does not see the end recede
        chosen = chosen[: max(0, plan.planned + plan.answered - left.answered)]
    questions: set[int] = set()
    taken = []
    for each in chosen:
        question = found[each.card].entry.question
        if not settings.bury_siblings or question not in questions:
            questions.add(question)
            taken.append(each)
    return LeftOfPlan(
        tuple([found[each.card].entry for each in taken]),
        sum(found[each.card].due for each in taken),
        sum(each.seconds for each in taken),
    )


def queue(tx: Transaction, learner: str, path: Path, settings: StudySettings, now: Moment) -> tuple[Entry, ...]:
    """The cards that the plan still has for today; none without a plan, or when its minutes are over."""
    plan = followed(path, settings, now.day)
    return () if plan is None else left_of(tx, learner, plan, settings, now).queue


def overview(
    tx: Transaction, learner: str, path: Path, settings: StudySettings, now: Moment, found: Overview
) -> Overview:
    """What stands before the learner by the plan; as it was found without one."""
    plan = followed(path, settings, now.day)
    if plan is None:
        return found
    left = left_of(tx, learner, plan, settings, now)
    pace = found.minutes / max(1, found.to_ask)
    return replace(
        found,
        new=left.new,
        due=len(left.queue) - left.new,
        minutes=ceil(left.seconds / 60 + pace * found.learning),
        beyond=found.due - left.due + max(0, found.new - left.new),
    )
