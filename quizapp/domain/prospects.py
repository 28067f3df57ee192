"""What stands before the learner in all papers, how papers went against what was expected, and how predictions did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizapp.domain.blueprints import Blueprint, Section
from quizapp.domain.calibration import Bin, Trial, binned, tried
from quizapp.domain.exam_luck import chance_of
from quizapp.domain.expecting import Evidence, Knowledge, Pool, Sum
from quizapp.domain.outlook import Expectation, Outlook, outlook, step
from quizapp.domain.questions import Question, kind_of
from quizapp.domain.values import dataclass

WARM = 100
"""From so many tested predictions on a correction says more of the learner than of learners at large."""


@dataclass(frozen=True, slots=True)
class Sat:
    """A paper that was sat on a study day: what was to be expected of its questions when it began, and what was got."""

    id: str
    title: str
    day: int
    expected: Outlook
    got: float

    @property
    def within(self) -> bool:
        """Whether the marks were within the interval."""
        return self.expected.low - 1e-9 <= self.got <= self.expected.high + 1e-9


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predictions against what came, from answers and from papers; `trial` is None while there are too few."""

    tested: int
    bins: tuple[Bin, ...]
    trial: Trial | None
    sat: tuple[Sat, ...] = ()

    @property
    def is_warm(self) -> bool:
        """Whether the correction rests on the learner's own answers more than on what is usual."""
        return self.tested >= WARM


@dataclass(frozen=True, slots=True)
class Prospects:
    """The marks to expect of every paper today, and how such numbers did so far."""

    papers: tuple[Expectation, ...]
    calibration: Calibration


def calibration(evidence: Evidence, known: Knowledge, sat: Iterable[Sat] = ()) -> Calibration:
    """How predictions did, those of answers picked from options and of produced ones together."""
    tested = evidence.predictions
    bins = binned(tested, lambda each: known.picked if each.picked else known.produced)
    return Calibration(len(tested), bins, tried(tested), tuple(sat))


Asked = tuple[Section, Question, tuple[float, int] | None]
"""A question of a paper: its section, itself, and the recall and days of its memory; None when it was new."""


def foreseen(blueprint: Blueprint, asked: Sequence[Asked], known: Knowledge) -> Outlook:
    """What was to be expected of a paper whose questions are given."""
    found = Sum()
    for section, question, memory in asked:
        kind = kind_of(question)
        pool = Pool("", "", "", kind, chance_of(question), questions=1, new=int(memory is None))
        if memory is not None:
            pool.meet(*known.correction(kind).chance(*memory))
        if (one := pool.one(section, known)) is not None:
            found.add(one[0])
    sections = [section for section in blueprint.sections if any(section is each for each, *_ in asked)]
    return outlook(blueprint.id, blueprint.title, found, found.of, 0, known, step(sections))
