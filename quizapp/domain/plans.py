"""The plan of a day as it is kept: what to study, in which order, why, and what it leads to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from typing import NamedTuple

from quizapp.domain.values import dataclass

STALE_DAYS = 7
"""A plan as old as this is followed no more, if no newer one could be made."""


class PlannedCard(NamedTuple):
    """A card that may be studied today, and the seconds that it will take on average."""

    card: str
    seconds: float
    new: bool


class Why(NamedTuple):
    """Why a card is asked today, see `quizapp.planning.values.Reason`; `exam` is a goal's id."""

    kind: str
    recall: float
    without: float
    with_it: float
    marks: float
    seconds: float
    exam: str


class DayAhead(NamedTuple):
    """What a study day will hold on average; `marks` are those of the nearest exam if it were the next morning."""

    day: int
    minutes: float
    available: float
    reviews: float
    new: float
    marks: float


class Promise(NamedTuple):
    """The marks to expect of a goal's paper on its day: mean and bounds that hold four outcomes of five.

    `most` are the marks that questions of the decks stand for, out of the `paper` marks of the whole paper; `today` is
    what would be expected if nothing were studied any more. `needed` are the marks to pass, 0 without a line, and
    `target` those that are wanted, 0 without any. `own` says that the parameters are the learner's own.
    """

    goal: str
    exam: str
    day: int
    mean: float
    low: float
    high: float
    most: float
    paper: float
    today: float
    needed: float
    target: float
    own: bool

    @property
    def unknown(self) -> float:
        """The marks of the paper that no question of the decks stands for; with any, nothing is said about passing."""
        return self.paper - self.most if self.most < self.paper - 0.05 else 0.0


class Otherwise(NamedTuple):
    """What so many minutes a day more (or less) would change: the expected marks of each promise, in their order."""

    minutes: float
    marks: tuple[float, ...]


class LeftOutTopic(NamedTuple):
    """How many questions of a topic will not have been seen by the exam, and why."""

    topic: str
    questions: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """A plan for a study day. `goals` and `bank` are what it was made for: others make it out of date.

    `order` are the cards that may be studied today, best first; as many of them as the day's seconds hold are the plan.
    `seconds` are those of the whole day, `planned` is how many cards were planned for what was left of it, and
    `answered` how many had been answered by then.
    """

    day: int
    goals: str
    bank: str
    seconds: float
    order: tuple[PlannedCard, ...]
    planned: int = 0
    answered: int = 0
    why: Mapping[str, Why] = field(default_factory=dict)
    days: tuple[DayAhead, ...] = ()
    promises: tuple[Promise, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()
    left_out: tuple[LeftOutTopic, ...] = ()
    policy: tuple[str, tuple[float, ...], tuple[float, ...], int] | None = None

    def holds(self, day: int, goals: str) -> bool:
        """Whether this plan may be followed on a day: it was made for these goals, and not long ago."""
        return self.goals == goals and 0 <= day - self.day < STALE_DAYS

    def nearest(self, day: int) -> Promise | None:
        """The exam that the marks of a day ahead are of: the next one.

        Of two on one day the second stands for the planner on the day after.
        """
        at = -1
        for each in self.promises:
            at = max(each.day, at + 1)
            if at > day:
                return each
        return None

    def fitting(self, askable: Collection[str], seconds: float) -> list[PlannedCard]:
        """The cards to study in these seconds, in order, of those that can be asked; one that is too long ends it."""
        found = []
        for each in self.order:
            if each.card not in askable:
                continue
            if each.seconds > seconds:
                break
            seconds -= each.seconds
            found.append(each)
        return found
