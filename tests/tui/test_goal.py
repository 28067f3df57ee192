"""An exam ahead: what Home promises, the plan made behind the app, the plan's own screen, and how goals are set."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from quizapp.domain.goals import Break, Goal
from quizapp.domain.plans import DayAhead, DayPlan, LeftOutTopic, Otherwise, PlannedCard, Promise, Why
from quizapp.domain.study_day import day_of
from quizapp.services import following
from quizapp.storage import plan_file
from tests.support.clocks import NOON
from tests.tui.support import Hall, Person
from tests.tui.test_snapshots import SIZES, compare

TODAY = day_of(NOON.date())
EXAM = date(2026, 4, 1)
GOAL = Goal(id="screening", exam="Screening test", paper="quick-ten", on=EXAM, minutes=(10,) * 7, target=7)
CARDS = ("geography/capital", "geography/nile", "geography/steps", "geography/source:1", "geography/largest")


def days_ahead(day: int, goal: Goal) -> tuple[DayAhead, ...]:
    """Every day until the exam: new questions first, later reviews alone, and none on a day off."""
    found = []
    for number in range(day_of(goal.on) - day):
        minutes = goal.minutes_on(goal.on - timedelta(days=day_of(goal.on) - day - number))
        share = min(1.0, 0.4 + number / 20)
        new = max(0, 9 - number) if minutes else 0
        found.append(DayAhead(day + number, minutes * share, minutes, minutes * 2 - new, new, 3 + 5.5 * share))
    return tuple(found)


def promise(goal: Goal) -> Promise:
    """Between the pass line and the target, by an average memory."""
    return Promise(
        goal=goal.id,
        exam=goal.exam,
        day=day_of(goal.on),
        mean=7.4,
        low=6.1,
        high=8.6,
        most=10,
        paper=10,
        today=3.1,
        needed=5,
        target=goal.target or 0,
        own=False,
    )


def planned(hall: Hall, goal: Goal = GOAL, cards: tuple[str, ...] = CARDS[:2], day: int | None = None) -> DayPlan:
    """Set the goal, and keep a plan for it as the planner would write it."""
    services = hall.services()
    services.goals.set(goal)
    settings = services.settings.get()
    today = services.today.overview().day if day is None else day
    plan = DayPlan(
        day=today,
        goals=following.fingerprint(settings, today),
        cards=len(CARDS),
        seconds=600,
        order=tuple([PlannedCard(card, 20.0, new=True) for card in cards]),
        planned=len(cards),
        why={card: Why("new", 0.0, 0.0, 0.86, 0.31, 20.0, goal.exam) for card in cards},
        days=days_ahead(today, goal),
        promises=(promise(goal),),
        otherwise=(Otherwise(-10, (5.2,)), Otherwise(10, (8.3,))),
        left_out=(LeftOutTopic("Rivers", 2, "no time"), LeftOutTopic("Capitals", 1, "no marks")),
    )
    plan_file.write(hall.paths.plan, plan)
    return plan


async def answered_once(hall: Hall) -> None:
    """Answer one question, so that the app opens at Home."""
    async with hall.sits() as person:
        await person.answer()


HALF_DONE = "import sys; print('0.25 trying 4 ways', flush=True); sys.stdin.close(); import time; time.sleep(600)"
FAILING = "print('0.10 reading'); import sys; sys.exit('quizapp: the paper `gone` is not there')"


async def at_home(person: Person) -> None:
    """Wait until everything that comes by itself is there."""
    await person.until(lambda: "practise these" in person.screen and "expected" in person.screen)


@pytest.mark.parametrize("size", SIZES)
async def test_home_with_an_exam_ahead(hall: Hall, size: str) -> None:
    """What to do by the plan, and the promise for the day of the exam in the place of the marks of today."""
    await answered_once(hall)
    planned(hall, cards=CARDS)
    async with hall.sits(size=SIZES[size]) as person:
        await at_home(person)
        assert "WILL I PASS" not in person.screen
        compare(person, "home-planned", size)


async def test_home_tells_when_the_plan_is_done_and_goes_on_all_the_same(hall: Hall) -> None:
    """Nothing is hidden: enter asks what the plan does not."""
    await answered_once(hall)
    planned(hall, cards=())
    hall.clock.advance(minutes=20)
    async with hall.sits() as person:
        await at_home(person)
        assert "1 question coming back" in person.screen
        await person.press("enter")
        await person.answer()
        await person.press("escape")
        await at_home(person)
        assert "The plan for today is done." in person.screen
        assert "4 more questions could be asked." in person.screen
        await person.press("enter")
        assert person.step.left.new == 4


async def test_a_day_off_is_called_one(hall: Hall) -> None:
    """With the day on which the plan goes on."""
    await answered_once(hall)
    planned(hall, replace(GOAL, minutes=(0, 10, 10, 10, 10, 10, 10)), cards=())
    hall.clock.advance(minutes=20)
    async with hall.sits() as person:
        await at_home(person)
        await person.press("enter")
        await person.answer()
        await person.press("escape")
        await at_home(person)
        assert "A day off." in person.screen
        assert "The plan continues tomorrow." in person.screen
    planned(hall, replace(GOAL, breaks=(Break(NOON.date(), NOON.date() + timedelta(2)),)), cards=())
    async with hall.sits() as person:
        await at_home(person)
        assert "The plan continues on Thu 5 Mar 2026." in person.screen


async def test_without_a_goal_home_is_as_it_was(hall: Hall) -> None:
    """Nothing of planning is loaded, and no plan that lies about is followed."""
    planned(hall)
    hall.services().goals.remove(GOAL.id)
    await answered_once(hall)
    async with hall.sits() as person:
        await person.until(lambda: "WILL I PASS" in person.screen)
        assert "by the plan" not in person.screen
        assert "planner" not in person.app.__dict__


async def test_a_plan_out_of_date_is_made_behind_the_app(hall: Hall) -> None:
    """Its progress is told; when it is there Home follows it."""
    plan = planned(hall, cards=CARDS[1:])
    kept = hall.paths.plan.read_text(encoding="utf-8")
    hall.paths.plan.unlink()
    await answered_once(hall)
    waiting = hall.paths.cache / "go"
    source = f"""
import pathlib, time
print('0.25 trying 4 ways', flush=True)
while not pathlib.Path({str(waiting)!r}).exists(): time.sleep(0.01)
pathlib.Path({str(hall.paths.plan)!r}).write_text({kept!r}, encoding='utf-8')
"""
    app = hall.app()
    app.plan_command = (sys.executable, "-c", source)
    async with app.run_test(size=(80, 24)) as pilot:
        person = Person(app, pilot)
        await person.until(lambda: "planning: trying 4 ways, 25%" in person.screen)
        assert "by the plan" not in person.screen
        waiting.touch()
        await person.until(lambda: "expected 7.4 of 10" in person.screen)
        await person.until(lambda: "by the plan" in person.screen)
        assert len(plan.order) == 4


async def test_a_plan_that_cannot_be_made_is_one_quiet_sentence(hall: Hall) -> None:
    """Study goes on as without one."""
    planned(hall)
    hall.paths.plan.unlink()
    await answered_once(hall)
    app = hall.app()
    app.plan_command = (sys.executable, "-c", FAILING)
    async with app.run_test(size=(80, 24)) as pilot:
        person = Person(app, pilot)
        await person.until(lambda: "There is no new plan: the paper `gone` is not there" in person.screen)
        assert not person.app._notifications


async def test_no_planner_outlives_the_app(hall: Hall) -> None:
    """Leaving ends it at once, however long it would take."""
    planned(hall)
    hall.paths.plan.unlink()
    await answered_once(hall)
    app = hall.app()
    app.plan_command = (sys.executable, "-c", HALF_DONE)
    async with app.run_test(size=(80, 24)) as pilot:
        person = Person(app, pilot)
        await person.until(lambda: "25%" in person.screen)
        await pilot.press("q")


async def test_other_goals_stop_what_is_planned_for_those_before(hall: Hall) -> None:
    """One planner at a time, and it plans for what is wanted now."""
    planned(hall)
    hall.paths.plan.unlink()
    await answered_once(hall)
    app = hall.app()
    app.plan_command = (sys.executable, "-c", HALF_DONE)
    async with app.run_test(size=(80, 24)) as pilot:
        person = Person(app, pilot)
        await person.until(lambda: "25%" in person.screen)
        planned(hall, replace(GOAL, minutes=(20,) * 7), cards=CARDS)
        app.refresh_home()
        await person.until(lambda: "expected 7.4 of 10" in person.screen and "planning" not in person.screen)
