"""Simulations by cell, way of studying, learner and seed; what was simulated once is kept on disk."""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner import learning as learnt_by
from benchmarks.planner import planned as planned_by
from benchmarks.planner.ceiling import ceiling
from benchmarks.planner.exam import Cell, Exam
from benchmarks.planner.learners import DEFAULTS, Learner
from benchmarks.planner.learning import Learning
from benchmarks.planner.memory import Ints, Memory
from benchmarks.planner.planned import Planned
from benchmarks.planner.policies import SETTINGS, Cram, Fixed, OptimalRetention, anki
from benchmarks.planner.simulator import Outcome, Policy, simulate
from quizapp import planning

VERSION = 1
"""Part of the name under which results are kept: raise it whenever a change of the simulator changes results."""

KEPT = Path(tempfile.gettempdir()) / "quizapp-planner-benchmark"

_MANY, _SHORT, _LONG = 2000, 30, 60
_AT_ONCE = 400_000
"""Cards of all rows simulated together; more no longer pays and takes memory."""


@dataclass(frozen=True)
class Way:
    """A way of studying: what is believed, how many variants there are of it, and how to make it for some rows."""

    name: str
    cold: bool
    make: Callable[[Ints], Policy]
    """Given the variant of each row."""
    variants: int = 1
    version: str = "1"
    """Part of the name under which results are kept; empty: they are not."""


def _code(*modules: ModuleType) -> str:
    """A name for what the planner and these modules are at the moment."""
    paths = [*Path(planning.__path__[0]).glob("*.py"), *(Path(module.__file__ or "") for module in modules)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()


def _nobody(_: Ints) -> Policy:
    raise NotImplementedError("nobody studies by what cannot be exceeded")


def _fixed(mixed: bool) -> Callable[[Ints], Policy]:
    retentions = np.array([retention for retention, _ in SETTINGS], np.float32)
    new = np.array([new for _, new in SETTINGS])
    return lambda variant: Fixed(retentions[variant], new[variant], mixed)


ANKI = Way("anki", True, lambda _: anki())
BEST_FIXED = Way("fixed-mixed", False, _fixed(True), len(SETTINGS))
"""The fixed settings in Anki's order, each with the learner's true parameters."""
BEST_REVIEWS_FIRST = Way("fixed-reviews-first", False, _fixed(False), len(SETTINGS))
CEILING = Way("ceiling", False, _nobody, version=_code())
"""What no way can exceed; nothing is simulated for it."""


def believing(cold: bool) -> tuple[Way, ...]:
    """The other baselines, which believe the defaults (cold) or the learner's own parameters."""
    optimal, word = OptimalRetention(), "cold" if cold else "warm"
    return Way(f"optimal-{word}", cold, lambda _: optimal), Way(f"cram-{word}", cold, lambda _: Cram(), version="2")


def planner(cold: bool, every: int) -> Way:
    """The planner of quizapp, planning anew every so many days (0: never); results are kept for the code as it is."""
    planned = Planned(cold, every)
    return Way(f"planner-{'cold' if cold else 'warm'}", cold, lambda _: planned, version=f"{_code(planned_by)} {every}")


def learning() -> Way:
    """The planner of quizapp that knows nothing of the learner at first, and learns week by week."""
    return Way("learning", True, lambda _: Learning(), version=f"{_code(planned_by, learnt_by)}")


@dataclass
class Runs:
    """The learners, how many seeds each has at least, and the share of days they miss.

    The best of several variants is chosen by `hindsight` seeds, whatever the number that is told of.
    """

    learners: Sequence[Learner]
    least_seeds: int
    hindsight: int = 20
    missed: float = 0.1
    keep: bool = True
    simulated: int = 0
    seconds: float = 0.0
    _defaults: NDArray[np.float64] = field(default_factory=lambda: np.array(DEFAULTS))

    def seeds(self, cell: Cell) -> int:
        """How many exams of each learner are simulated: more where they are short and luck counts more."""
        if cell.days > _LONG:
            return self.least_seeds
        return self.least_seeds * (2 if cell.cards < _MANY or cell.days <= _SHORT else 1)

    def of(self, cell: Cell, way: Way, seeds: int) -> NDArray[np.float64]:
        """What became of them: (learners, seeds, variants, fields of Outcome)."""
        found = {each.user: self._kept(cell, way, each, seeds) for each in self.learners}
        missing = [each for each in self.learners if found[each.user] is None]
        if missing:
            for each, outcome in zip(missing, self._simulated(cell, way, missing, seeds), strict=True):
                found[each.user] = outcome
                self._put(cell, way, each, outcome)
        return np.stack([outcome for outcome in found.values() if outcome is not None])

    def recall(self, cell: Cell, way: Way, together: bool = False) -> NDArray[np.float64]:
        """Recall on the day by (learners, seeds), of the variant that is best in hindsight for each learner.

        Or of the one that is best for all of them `together`.
        """
        seeds = self.seeds(cell)
        recall = self.of(cell, way, seeds if way.variants == 1 else max(seeds, self.hindsight))[..., 0]
        each = recall.mean(axis=1)
        best = np.full(len(each), each.mean(axis=0).argmax()) if together else each.argmax(axis=1)
        return np.take_along_axis(recall[:, :seeds], best[:, None, None], axis=2)[..., 0]

    def _simulated(self, cell: Cell, way: Way, learners: Sequence[Learner], seeds: int) -> NDArray[np.float64]:
        if way is CEILING:
            exam = Exam(cell, self.missed)
            numbers = np.arange(seeds)
            return np.array([ceiling(exam, each, each.user * 1000 + numbers) for each in learners])[..., None, None]
        return self._studied(cell, way, learners, seeds)

    def _studied(self, cell: Cell, way: Way, learners: Sequence[Learner], seeds: int) -> NDArray[np.float64]:
        """Rows are learners x seeds x variants, in pieces that fit the processor's cache."""
        shape = (len(learners), seeds, way.variants)
        who, seed, variant = (axis.ravel() for axis in np.indices(shape))
        users = np.array([each.user for each in learners])
        true = np.array([each.parameters for each in learners])
        pieces = []
        start = time.process_time()
        for rows in np.array_split(np.arange(len(who)), max(1, len(who) * cell.cards // _AT_ONCE)):
            truth = Memory(true[who[rows]])
            belief = Memory(np.tile(self._defaults, (len(rows), 1))) if way.cold else truth
            luck = users[who[rows]] * 1000 + seed[rows]
            pieces.append(simulate(Exam(cell, self.missed), truth, belief, way.make(variant[rows]), luck))
        self.seconds += time.process_time() - start
        self.simulated += len(who)
        return np.stack(astuple(Outcome.joined(pieces)), axis=-1).reshape(*shape, -1)

    def _file(self, cell: Cell, way: Way, learner: Learner) -> Path:
        name = json.dumps([VERSION, self.missed, learner.user, learner.parameters])
        digest = hashlib.sha256(f"{way.version} {way.variants} {name}".encode()).hexdigest()[:24]
        return KEPT / way.name / str(cell).replace("/", "-") / f"{digest}.npy"

    def _kept(self, cell: Cell, way: Way, learner: Learner, seeds: int) -> NDArray[np.float64] | None:
        path = self._file(cell, way, learner)
        if not (self.keep and way.version and path.exists()):
            return None
        read: NDArray[np.float64] = np.load(path)
        return read[:seeds] if len(read) >= seeds else None

    def _put(self, cell: Cell, way: Way, learner: Learner, outcome: NDArray[np.float64]) -> None:
        if self.keep and way.version:
            path = self._file(cell, way, learner)
            path.parent.mkdir(parents=True, exist_ok=True)
            np.save(path, outcome)
