"""The questions one may ask of the planner; imports numpy, which takes 100 ms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quizapp.planning.collection import Collection, collected
from quizapp.planning.futures import Futures
from quizapp.planning.grid import Grid
from quizapp.planning.memory import Memories, Numbers
from quizapp.planning.prices import Problem, resettled, settled
from quizapp.planning.promising import common, promised, seconds_ahead
from quizapp.planning.reasons import reason_for
from quizapp.planning.today import expected_seconds, ranked
from quizapp.planning.tournament import Candidate, entrants, plain_way, priced_way, winner
from quizapp.planning.values import Options, Plan, Policy, Progress, Reason, Situation

_LEARNERS = 24
_CARDS = 150
"""A tournament is played by so many simulated learners with so many cards, which stand for all."""


_MOVED = 1.5
"""Where a second has become so many times dearer or cheaper, the policy is chosen anew.

It happens when the answers show a memory far from what was believed: another policy may be best then, and from prices
that were right for another memory a few rounds do not lead to those that are right now."""

_WORTHLESS = 0.005
"""A second that costs less than this share of all marks by all seconds costs nothing."""


@dataclass(frozen=True)
class _Workings:
    """What a plan remembers to answer further questions."""

    situation: Situation
    cards: Collection
    seconds: Numbers


def plan(
    situation: Situation,
    options: Options | None = None,
    before: Policy | None = None,
    progress: Progress | None = None,
) -> Plan:
    """The plan for today and what it leads to; the same input gives the same plan.

    `before` is the policy of an earlier plan, aged by the days that have passed since: with it planning is quicker.
    Raises ValueError where there is no card, or no exam ahead, or the exams are not in the order of their days.
    """
    options, tell = options or Options(), progress or _silent
    _check(situation)
    cards = collected(situation.cards)
    found = _decided(situation, cards, options, before, tell)
    way = found.way
    tell(0.6, "looking ahead")
    promise = promised(situation, cards, way, options)
    tell(1.0, "looking ahead")
    seconds, exam = seconds_ahead(situation), situation.exams[0].day
    ranking = ranked(cards, situation.belief, way, seconds, exam, options.most_new)
    return Plan(
        today=ranking.tasks,
        order=ranking.order,
        worth=ranking.worth.tolist(),
        outlook=promise.outlook,
        expected=promise.expected,
        alternatives=promise.alternatives,
        left_out=promise.left_out,
        policy=found.policy,
        workings=_Workings(situation, cards, expected_seconds(cards, situation.belief)),
    )


def decided(situation: Situation, options: Options, before: Policy | None = None) -> Candidate:
    """The policy to follow from today on, and the way to choose that it means. Raises ValueError as `plan` does."""
    _check(situation)
    return _decided(situation, collected(situation.cards), options, before, _silent)


def reason(plan: Plan, card: int) -> Reason:
    """Why this card would be studied today."""
    made: _Workings = plan.workings
    return reason_for(card, made.situation, made.cards, float(plan.worth[card]), float(made.seconds[card]))


def posed(situation: Situation, cards: Collection) -> Problem:
    """The problem of the prices, for a collection of one card's worth."""
    exams = tuple(exam.day for exam in situation.exams)
    grid = Grid(situation.belief, exams[-1] + int(cards.since.max()))
    seen, unseen = cards.on(grid)
    return Problem(grid, seen, unseen, seconds_ahead(situation) / len(cards), exams, cards.kinds.T)


def _decided(
    situation: Situation, cards: Collection, options: Options, before: Policy | None, tell: Progress
) -> Candidate:
    problem = posed(situation, cards)
    if options.quick and before is not None:
        kept = _kept(situation, problem, before)
        if not _has_moved(problem, before, kept.policy):
            return kept
    return _best(situation, cards, problem, options, tell)


def _best(situation: Situation, cards: Collection, problem: Problem, options: Options, tell: Progress) -> Candidate:
    """The policy that wins the tournament on this collection."""
    steps = settled(problem, lambda share: tell(0.3 * share, "settling prices"))
    futures = Futures(cards.sampled(_CARDS), common(situation, options, _LEARNERS))
    taking_part = entrants(problem, steps, Memories(situation.belief.parameters))
    return winner(taking_part, futures, lambda share: tell(0.3 + 0.3 * share, "trying policies"))[0]


def _kept(situation: Situation, problem: Problem, before: Policy) -> Candidate:
    """The policy of an earlier plan with the prices of today."""
    memory = Memories(situation.belief.parameters)
    if before.kind != "priced":
        return Candidate(before, plain_way(before, memory, problem.days))
    prices = resettled(problem, np.array(before.prices), before.settings[0])
    policy = Policy(before.kind, before.settings, tuple(prices.tolist()), before.made)
    return Candidate(policy, priced_way(policy, memory, problem))


def _has_moved(problem: Problem, before: Policy, now: Policy) -> bool:
    """Whether a second costs so much more or less than it did that the policy should be chosen anew."""
    days = min(len(before.prices), problem.days)
    seconds = problem.seconds[:days]
    if not seconds.any():
        return False
    nothing = _WORTHLESS / problem.seconds.sum()  # all marks together are 1
    was, costs = (max(np.average(each.prices[:days], weights=seconds), nothing) for each in (before, now))
    return not was / _MOVED < costs < was * _MOVED


def _silent(_share: float, _doing: str) -> None:
    """Nobody wants to know how far it is."""


def _check(situation: Situation) -> None:
    days = [exam.day for exam in situation.exams]
    if not situation.cards or not days or days[0] < 1 or days != sorted(set(days)):
        raise ValueError("a plan needs cards, and exams ahead in the order of their days, one a day")
