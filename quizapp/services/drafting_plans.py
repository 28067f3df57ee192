"""From a situation to the plan of a day: asks the planner, and keeps of its answer what will be shown and followed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from quizapp.domain.plans import DayAhead, DayPlan, LeftOutTopic, Otherwise, PlannedCard, Promise, Why
from quizapp.domain.scheduling import parameter_bounds
from quizapp.domain.study_day import day_of
from quizapp.planning import learning, planner
from quizapp.planning.values import Certainty, Options, OutlookDay, Plan, Policy, Progress, Reason
from quizapp.services.situations import Gathered

KEPT = 600
"""So many cards of the order are kept: more than anybody answers on a day."""

EXPLAINED = 150
"""For so many of them it is kept why they are asked."""

TOURNAMENT_DAYS = 7
"""So many days a policy is kept before all candidates are tried against each other again."""


def believed(found: Gathered) -> Gathered:
    """The same with what the answers so far teach of the learner's memory, and the cards as this belief has them."""
    learnt = learning.learnt([*found.histories, *found.others], parameter_bounds())
    situation = found.situation
    cards = [
        card if memory is None or card.stability is None else replace(card, stability=memory[0], difficulty=memory[1])
        for card, memory in zip(situation.cards, learnt.memories, strict=False)  # those of the others are not planned
    ]
    belief = replace(
        situation.belief,
        parameters=learnt.parameters,
        doubt=learnt.doubt,
        certainty=learnt.certainty,
        answers=learnt.answers,
    )
    return replace(found, situation=replace(situation, belief=belief, cards=cards))


def drafted(found: Gathered, before: DayPlan | None, goals: str, progress: Progress | None) -> Plan:
    """The planner's answer; quick where the plan before was made for the same goals not long ago."""
    policy = _aged(found.day, before, goals)
    quick = is_quick(found.day, before, goals)
    return planner.plan(found.situation, Options(seed=found.day, quick=quick), policy, progress)


def is_quick(day: int, before: DayPlan | None, goals: str) -> bool:
    """Whether the plan of this day goes on with the policy of the plan before, where it still fits."""
    policy = _aged(day, before, goals)
    return policy is not None and policy.made < TOURNAMENT_DAYS


def _aged(day: int, before: DayPlan | None, goals: str) -> Policy | None:
    if before is None or before.policy is None or not before.holds(day, goals):
        return None
    return Policy(*before.policy).aged(day - before.day)


def kept(plan: Plan, found: Gathered, goals: str, bank: str) -> DayPlan:
    """What is kept of a plan: cards by their ids, days and exams by their names."""
    rows, situation = found.cards, found.situation
    seconds = {task.card: task.seconds for task in plan.today}
    usual = _usual_seconds(found)
    order = [*(task.card for task in plan.today), *(card for card in plan.order if card not in seconds)][:KEPT]
    policy, most = plan.policy, max(situation.seconds) / 60
    return DayPlan(
        day=found.day,
        goals=goals,
        bank=bank,
        seconds=found.seconds_today,
        planned=len(plan.today),
        answered=found.answered_today,
        order=tuple(
            [
                PlannedCard(rows[card].id, round(seconds.get(card, usual[new]), 1), new)
                for card in order
                for new in [situation.cards[card].stability is None]
            ]
        ),
        why={rows[card].id: _why(planner.reason(plan, card), found) for card in order[:EXPLAINED]},
        days=tuple([_ahead(each, found.day) for each in plan.outlook]),
        promises=_promises(plan, found),
        otherwise=tuple([Otherwise(each.minutes, each.marks) for each in plan.alternatives if most + each.minutes > 0]),
        left_out=_left_out(plan, found),
        policy=(policy.kind, policy.settings, policy.prices, policy.made),
    )


def _ahead(each: OutlookDay, today: int) -> DayAhead:
    # Where few simulated cards stand for many, the last of them passes the end of the day.
    minutes = min(each.seconds, each.available) / 60
    return DayAhead(today + each.day, minutes, each.available / 60, each.reviews, each.new, each.marks)


def _usual_seconds(found: Gathered) -> dict[bool, float]:
    """What a new card (True) and a review (False) take on average."""
    believed = found.situation.belief
    new = sum(share * seconds for share, seconds in zip(believed.first, believed.new_seconds, strict=True))
    good = sum(share * seconds for share, seconds in zip(believed.passed, believed.review_seconds, strict=True))
    return {True: new, False: good}


def _why(reason: Reason, found: Gathered) -> Why:
    goal = found.aims[reason.exam].goal
    return Why(
        kind=str(reason.kind),
        recall=round(reason.recall, 4),
        without=round(reason.without, 4),
        with_it=round(reason.with_it, 4),
        marks=round(reason.marks, 5),
        seconds=round(reason.seconds, 1),
        exam=goal.exam,
    )


def _promises(plan: Plan, found: Gathered) -> tuple[Promise, ...]:
    return tuple(
        [
            Promise(
                goal=aim.goal.id,
                exam=aim.goal.exam,
                day=day_of(aim.goal.on),
                mean=each.mean,
                low=each.low,
                high=each.high,
                most=each.most,
                paper=whole,
                today=each.unplanned,
                needed=whole * aim.blueprint.pass_percent / 100,
                target=aim.goal.target or 0.0,
                own=each.certainty is Certainty.WARM,
            )
            for aim, each in zip(found.aims, plan.expected, strict=True)
            # One that shrinks to what the decks hold is passed by its share of that.
            for whole in [round(each.most, 6) if aim.blueprint.scaled or not aim.marks else aim.marks]
        ]
    )


def _left_out(plan: Plan, found: Gathered) -> tuple[LeftOutTopic, ...]:
    """What will not have been seen by the exams, by topic and reason, the most first."""
    counted: Counter[tuple[str, str]] = Counter()
    for each in plan.left_out:
        counted[found.cards[each.card].topic, str(each.reason)] += 1
    counted.update((row.topic, "no time") for row in found.too_many if row.last_day is None)
    counted.update((row.topic, "no marks") for row in found.without_marks if row.last_day is None)
    return tuple([LeftOutTopic(topic, number, reason) for (topic, reason), number in counted.most_common()])
