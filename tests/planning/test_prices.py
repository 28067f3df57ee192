"""Prices and stopping, against brute force on instances small enough for it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from quizapp.planning.collection import collected
from quizapp.planning.descent import least
from quizapp.planning.grid import Grid
from quizapp.planning.memory import Numbers
from quizapp.planning.planner import posed
from quizapp.planning.prices import Problem, resettled, settled, worth
from tests.planning.situations import belief, mixed_cards, new_cards, situation

DAYS = 5


def _one_new_card(seconds: float) -> Problem:
    grid = Grid(belief(), DAYS)
    nothing = np.zeros((grid.size, 1), np.float32)
    return Problem(grid, nothing, np.ones(1), np.full(DAYS, seconds), (DAYS,), np.ones((1, 1)))


def _brute_force(problem: Problem, prices: Numbers) -> tuple[float, list[float]]:
    """The best a card can bring less its price, by trying both choices in every state; and what to meet it each day is
    worth a second.
    """
    grid = problem.grid

    @cache
    def known(day: int, fresh: int, since: int) -> float:
        state = int(np.searchsorted(grid.days, since)) * grid.fresh + fresh
        if day == DAYS:
            return float(grid.recall[state])
        wait = known(day + 1, fresh, since + 1)
        after = sum(float(share) * known(day + 1, to, 1) for to, share in enumerate(grid.after[state]) if share)
        return max(wait, after - float(prices[day] * grid.seconds[state]))

    unseen, gains = 0.0, []
    for day in reversed(range(DAYS)):
        met = sum(float(share) * known(day + 1, to, 1) for to, share in enumerate(grid.met[0]) if share)
        gains.append((met - unseen) / grid.new_seconds)
        unseen = max(unseen, met - float(prices[day]) * grid.new_seconds)
    return unseen, gains[::-1]


@pytest.mark.parametrize("level", [0.0, 0.002, 0.01, 0.04])
def test_the_worth_of_a_card_is_that_of_trying_everything(level: float) -> None:
    """With given prices, the backward solution brings what the best of all choices brings."""
    prices = level * np.array([1.0, 0.5, 2.0, 0.1, 1.5])
    problem = _one_new_card(1.0)
    _, gains = _brute_force(problem, prices)
    assert worth(problem, prices).unseen[:, 0] == pytest.approx(gains, abs=1e-5)


def test_settled_prices_close_the_gap() -> None:
    """What the prices promise can hardly be beaten: no other prices that were tried promise less, so they are right."""
    problem = _one_new_card(9.0)
    prices = settled(problem)[-1][1]
    promise = _brute_force(problem, prices)[0] + float(prices @ problem.seconds)
    chance = np.random.default_rng(1)
    for _ in range(25):
        others = prices * np.exp(chance.normal(0, 0.4, DAYS))
        assert promise < _brute_force(problem, others)[0] + float(others @ problem.seconds) + 0.004


def test_prices_rise_where_time_is_short() -> None:
    """With a third of the time, a second costs more; with plenty of time it costs next to nothing."""
    tight, fair, ample = (settled(_one_new_card(seconds))[-1][1].mean() for seconds in (3.0, 9.0, 200.0))
    assert tight > 1.5 * fair > 3 * ample


def test_yesterdays_prices_lead_to_the_same() -> None:
    """From the prices of an earlier plan a few rounds lead to those that were found from nothing."""
    facing = situation(new_cards(200), 20, 300.0)
    problem = posed(facing, collected(facing.cards))
    for softness, prices in settled(problem)[:3]:
        again = resettled(problem, prices * 1.2, softness)
        assert np.abs(np.log(again / prices)).mean() < 0.01


def test_the_grid_carries_every_card() -> None:
    """Cards on the grid are as many as there are, whatever their state, and stay so as they age."""
    cards = collected(mixed_cards(60))
    grid = Grid(belief(), 40)
    seen, unseen = cards.on(grid)
    assert seen.sum() + unseen.sum() == pytest.approx(1.0, abs=1e-5)
    assert grid.aged(seen).sum() == pytest.approx(seen.sum(), abs=1e-5)
    assert grid.after.sum(axis=1) == pytest.approx(np.ones(grid.size), abs=1e-5)


def test_the_least_of_a_curved_valley_is_found() -> None:
    """L-BFGS on the function of Rosenbrock, whose least value is at (1, 1)."""

    def valley(at: Numbers) -> tuple[float, Numbers]:
        x, y = at
        slope = np.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])
        return float((1 - x) ** 2 + 100 * (y - x * x) ** 2), slope

    assert least(valley, np.array([-1.2, 1.0]), 200) == pytest.approx([1.0, 1.0], abs=1e-2)
