"""Which way to choose the cards is best for this collection: tried on simulated learners, the same for each way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from quizapp.planning.futures import Futures
from quizapp.planning.memory import Memories, Numbers
from quizapp.planning.policies import Cram, Fixed, Priced, Way
from quizapp.planning.prices import Problem, Settled, worth
from quizapp.planning.values import Policy

_FIXED = ((0.7, 0), (0.8, 0), (0.8, 20), (0.9, 0), (0.9, 10), (0.9, 20), (0.95, 0), (0.95, 20))
"""Plain settings that take part: retention, and new cards a day (0: all there is time for)."""


@dataclass(frozen=True)
class Candidate:
    """A policy and the way to choose that it means."""

    policy: Policy
    way: Way


def entrants(problem: Problem, settled: Settled, memory: Memories) -> list[Candidate]:
    """The priced ways from the most definite to the softest, the plain settings, the cram."""
    priced = [
        Candidate(policy, priced_way(policy, memory, problem))
        for softness, prices in reversed(settled)
        for policy in [Policy("priced", (softness,), tuple(prices.tolist()))]
    ]
    plain = [Policy("fixed", setting, priced[0].policy.prices) for setting in _FIXED]
    cram = Policy("cram", (), priced[0].policy.prices)
    return [*priced, *(Candidate(policy, plain_way(policy, memory, problem.days)) for policy in (*plain, cram))]


def plain_way(policy: Policy, memory: Memories, days: int) -> Way:
    """The way that a policy without prices means."""
    if policy.kind == "cram":
        return Cram(memory, days)
    retention, new = policy.settings
    return Fixed(memory, retention, int(new) or None)


def priced_way(policy: Policy, memory: Memories, problem: Problem) -> Way:
    """The way that a policy of prices means."""
    return Priced(problem.grid, worth(problem, np.array(policy.prices)), memory, problem.exams)


def winner(
    taking_part: list[Candidate], futures: Futures, progress: Callable[[float], None] | None = None
) -> tuple[Candidate, Numbers]:
    """The one that brings the most marks on average, the first of equals, and what each brings to each future."""
    marks = []
    for done, entrant in enumerate(taking_part):
        marks.append(futures.under(entrant.way).marks.sum(axis=0))
        if progress is not None:
            progress((done + 1) / len(taking_part))
    found = np.array(marks)
    return taking_part[int(found.mean(axis=1).argmax())], found
