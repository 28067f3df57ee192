"""What the learner's memory may truly be like, beside what is believed of it.

While the learner's own parameters are not known, other people's are: their spread about what is typical. Once there are
answers, the doubt is about the learner's own parameters, and shrinks as more come in.
"""

from __future__ import annotations

import numpy as np

from quizapp.planning.learning import TYPICAL, among_learners
from quizapp.planning.memory import Memories, Numbers
from quizapp.planning.values import Belief, Certainty

_LOWEST = np.array([*np.log([0.01] * 4), 1, 0.001, 0.001, 0.001, 0, 0, 0.001, *[0.001] * 4, 0, 1, 0, 0, 0, 0.1])
_HIGHEST = np.array([*np.log([100.0] * 4), 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8])

_ONE_LEARNER_S = 150.0
"""So many answers halve the variance of the doubt about one's own parameters."""


def truths(belief: Belief, learners: int, seed: int) -> Numbers:
    """Parameters that so many learners may have, of whom this is believed: (learners, 21)."""
    drawn = np.random.default_rng(seed).standard_normal((learners, 21))
    drawn -= drawn.mean(axis=0)
    warm = belief.certainty is Certainty.WARM
    covariance = np.array(belief.doubt) if belief.doubt else among_learners()
    if warm and not belief.doubt:
        covariance *= _ONE_LEARNER_S / (_ONE_LEARNER_S + belief.answers)
    centre = _logged(belief.parameters if warm or belief.doubt else TYPICAL)
    moved = drawn @ np.linalg.cholesky(covariance).T
    found = np.clip(centre + moved, _LOWEST, _HIGHEST)
    found[:, :4] = np.exp(found[:, :4])
    return found


def _logged(parameters: tuple[float, ...]) -> Numbers:
    own = np.array(parameters, np.float64)
    return np.concatenate([np.log(np.maximum(own[:4], 0.01)), own[4:]])


def stretches(belief: Belief, learners: Numbers) -> Numbers:
    """How much longer the stabilities of cards already seen are for these learners than believed.

    Half of what their first stabilities say, since later answers have corrected the rest.
    """
    believed = Memories(belief.parameters).w[2]
    found: Numbers = np.sqrt(learners[:, 2] / believed)
    return found
