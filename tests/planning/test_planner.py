"""What every plan holds to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quizapp.planning.collection import collected
from quizapp.planning.futures import Futures
from quizapp.planning.memory import Memories
from quizapp.planning.planner import decided, plan, posed, reason
from quizapp.planning.prices import settled
from quizapp.planning.promising import common
from quizapp.planning.tournament import entrants, winner
from quizapp.planning.values import (
    ExamDay,
    LeftOutReason,
    Options,
    Plan,
    PlannedCard,
    ReasonKind,
    Situation,
)
from tests.planning.situations import mixed_cards, new_cards, situation

FEW = Options(paths=20, alternatives=())


@pytest.fixture(scope="module")
def mixed() -> tuple[Situation, Plan]:
    """A collection half seen, ten days before the exam."""
    facing = situation(mixed_cards(120), 10, 400.0, off=(4,))
    return facing, plan(facing, FEW)


def test_the_same_input_gives_the_same_plan(mixed: tuple[Situation, Plan]) -> None:
    """All but the workings, to the last digit."""
    facing, first = mixed
    again = plan(facing, FEW)
    assert replace(again, workings=None) == replace(first, workings=None)


def test_today_fits_in_the_time(mixed: tuple[Situation, Plan]) -> None:
    """The seconds of the day are never passed, and hardly any are left over."""
    _, made = mixed
    assert 380.0 < sum(task.seconds for task in made.today) <= 400.0


def test_siblings_never_share_a_day(mixed: tuple[Situation, Plan]) -> None:
    """Neither in the plan nor in what follows it; nor with one that was answered today."""
    facing, made = mixed
    groups = [facing.cards[card].sibling for card in made.order if facing.cards[card].sibling is not None]
    assert len(groups) == len(set(groups))
    card = next(card for card in made.order if facing.cards[card].sibling is not None)
    answered = replace(facing.cards[card], stability=3.0, difficulty=5.0, since=0)
    after = plan(with_card(facing, card, answered), FEW, made.policy)
    sibling = facing.cards[card].sibling
    assert not [each for each in after.order if facing.cards[each].sibling == sibling]


def test_far_from_the_exam_the_cards_answered_longest_ago_try_what_is_believed() -> None:
    """Even where new cards bring more; not in the last month or where time is short, never what no exam asks for."""
    seen = [PlannedCard(marks=(1.0,), stability=30.0, difficulty=5.0, since=since) for since in range(1, 31)]
    unasked = [replace(card, marks=(0.0,), since=40) for card in seen[:5]]
    cards = [*new_cards(900), *unasked, *seen]
    cards[-1] = replace(cards[-1], stability=9000.0)  # taken to be known well, so it would rest
    made = plan(situation(cards, 60, 600.0), FEW)
    assert {task.card for task in made.today[:2]} == {933, 934}
    assert made.today[2].new
    assert reason(made, 934).marks >= 0
    assert plan(situation(cards, 30, 900.0), FEW).today[0].new
    assert plan(situation([*new_cards(400), *cards], 60, 600.0), FEW).today[0].new


def test_a_day_off_is_empty(mixed: tuple[Situation, Plan]) -> None:
    """No card on it, today or ahead."""
    facing, made = mixed
    assert (made.outlook[4].seconds, made.outlook[4].reviews, made.outlook[4].new) == (0.0, 0.0, 0.0)
    resting = replace(facing, seconds=(0.0, *facing.seconds[1:]))
    assert plan(resting, FEW, made.policy).today == ()


def test_an_answered_card_leaves_the_day(mixed: tuple[Situation, Plan]) -> None:
    """A plan made after an answer, for what is left of the time, is without it."""
    facing, made = mixed
    done = made.today[0].card
    facing = with_card(facing, done, replace(facing.cards[done], stability=4.0, difficulty=5.0, since=0))
    after = plan(replace(facing, seconds=(200.0, *facing.seconds[1:])), FEW, made.policy)
    assert done not in after.order
    assert sum(task.seconds for task in after.today) <= 200.0


def with_card(facing: Situation, place: int, card: PlannedCard) -> Situation:
    """The situation with another card in this place."""
    return replace(facing, cards=[*facing.cards[:place], card, *facing.cards[place + 1 :]])


def test_intervals_hold_the_mean_and_stay_within_the_marks(mixed: tuple[Situation, Plan]) -> None:
    """Low, mean, high in this order; studying is worth more than not."""
    _, made = mixed
    (expected,) = made.expected
    assert 0 < expected.unplanned < expected.low < expected.mean < expected.high <= expected.most


def test_few_questions_widen_the_interval(mixed: tuple[Situation, Plan]) -> None:
    """A paper of ten questions is more a matter of luck than one that asks everything."""
    facing, made = mixed
    short = plan(replace(facing, exams=(ExamDay(10, 10),)), FEW, made.policy)
    assert short.expected[0].high - short.expected[0].low > made.expected[0].high - made.expected[0].low


def test_the_tournament_never_adopts_a_worse_one() -> None:
    """The winner brings the simulated learners at least what each plain setting brings them."""
    facing = situation(new_cards(80), 8, 200.0)
    cards = collected(facing.cards)
    problem = posed(facing, cards)
    taking_part = entrants(problem, settled(problem), Memories(facing.belief.parameters))
    futures = Futures(cards, common(facing, FEW, 8))
    best, marks = winner(taking_part, futures)
    assert futures.under(best.way).marks.sum(axis=0).mean() == marks.mean(axis=1).max()


def test_who_forgets_far_faster_than_was_believed_gets_another_policy() -> None:
    """Time that was ample has become short: even a quick plan tries all ways again."""
    cards = [PlannedCard(marks=(1.0,), stability=2.0, difficulty=5.0, since=1) for _ in range(60)]
    facing = situation(cards, 20, 300.0)
    before = decided(facing, FEW).policy
    parameters = (0.02, 0.05, 0.1, 0.3, *facing.belief.parameters[4:])
    forgetful = [replace(card, stability=0.1, difficulty=9.0) for card in cards]
    facing = replace(facing, belief=replace(facing.belief, parameters=parameters), cards=forgetful)
    quick, full = (decided(facing, each, before) for each in (replace(FEW, quick=True), FEW))
    assert quick.policy == full.policy


def test_ample_time_is_enough() -> None:
    """Where each card can be seen many times, nearly all will be known."""
    facing = situation(new_cards(60), 20, 900.0)
    (expected,) = plan(facing, FEW).expected
    assert expected.mean > 0.97 * expected.most


def test_what_there_is_no_time_for_is_said() -> None:
    """Cards that will not be seen are named, with the reason."""
    cards = [*new_cards(150, 1.0), *new_cards(20, 0.0)]
    made = plan(situation(cards, 6, 200.0), FEW)
    reasons = {each.card: each.reason for each in made.left_out}
    assert sum(reason is LeftOutReason.NO_TIME for reason in reasons.values()) > 60
    assert all(reasons[card] is LeftOutReason.NO_MARKS for card in range(150, 170) if card in reasons)


def test_cards_of_more_marks_come_first() -> None:
    """Of new cards that differ in nothing else, the ones that bring more are learnt first."""
    cards = [*new_cards(30, 1.0), *new_cards(30, 3.0)]
    made = plan(situation(cards, 10, 200.0), FEW)
    assert all(task.card >= 30 for task in made.today)


def test_the_last_days_consolidate() -> None:
    """Most new cards are met well before the exam; its last two days are for reviews."""
    made = plan(situation(new_cards(100), 20, 400.0), FEW)
    new = np.array([day.new for day in made.outlook])
    assert new[:10].sum() > 4 * new[-5:].sum()
    assert made.outlook[-1].reviews > 5 * made.outlook[-1].new


def test_two_exams_are_both_prepared() -> None:
    """Cards of the nearer exam come first, and those of the later one are not forgotten."""
    near = [PlannedCard(marks=(1.0, 0.0)) for _ in range(40)]
    far = [PlannedCard(marks=(0.0, 1.0)) for _ in range(40)]
    both = replace(situation([*near, *far], 20, 150.0), exams=(ExamDay(6), ExamDay(20)))
    made = plan(both, FEW)
    assert [each.mean > 0.7 * each.most for each in made.expected] == [True, True]
    assert sum(task.card < 40 for task in made.today) > len(made.today) / 2


def test_why_says_what_a_card_gains(mixed: tuple[Situation, Plan]) -> None:
    """A review today leaves more on the day of the exam than none; a new card says that it is new."""
    facing, made = mixed
    for task in made.today:
        why = reason(made, task.card)
        assert why.with_it > why.without
        assert (why.kind is ReasonKind.NEW) == (facing.cards[task.card].stability is None)


def test_more_minutes_bring_more() -> None:
    """Five minutes a day less bring fewer marks than usual, five more bring more."""
    facing = situation(new_cards(100), 8, 400.0)
    made = plan(facing, Options(paths=20, alternatives=(-5.0, 5.0)))
    less, more = (each.marks[0] for each in made.alternatives)
    assert less < made.expected[0].mean < more


def test_most_new_is_kept() -> None:
    """No more new cards a day than are wanted."""
    made = plan(situation(new_cards(100), 8, 900.0), replace(FEW, most_new=7))
    assert len(made.today) == 7


@pytest.mark.parametrize("exams", [(), (ExamDay(0),), (ExamDay(5), ExamDay(3))])
def test_a_plan_needs_an_exam_ahead(exams: tuple[ExamDay, ...]) -> None:
    """No exam, or one that is over, or in the wrong order, is refused."""
    with pytest.raises(ValueError, match="exams ahead"):
        plan(replace(situation(new_cards(5), 3, 60.0), exams=exams))
