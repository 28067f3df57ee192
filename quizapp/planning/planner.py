"""The questions one may ask of the planner; imports numpy, which takes 100 ms."""

from __future__ import annotations

from quizapp.planning.values import Changed, Options, Plan, Policy, Progress, Reason, Situation


def plan(
    situation: Situation,
    options: Options | None = None,
    before: Policy | None = None,
    progress: Progress | None = None,
) -> Plan:
    """The plan for today and what it leads to; the same input gives the same plan.

    `before` is the policy of an earlier plan, aged by the days that have passed since: with it planning is quicker.
    """
    raise NotImplementedError


def rank(plan: Plan, changed: Changed, seconds_left: float) -> Plan:
    """The plan after answers: `today`, `order` and `worth` anew for the cards that changed, in a few milliseconds.

    The rest of the plan (outlook, expectations) stays as it was computed.
    """
    raise NotImplementedError


def reason(plan: Plan, card: int) -> Reason:
    """Why this card would be studied today."""
    raise NotImplementedError
