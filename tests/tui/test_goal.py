"""An exam ahead: what Home promises, the plan made behind the app, the plan's own screen, and how goals are set."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from quizapp.cli import plan_words
from quizapp.domain.goals import Break, Goal
from quizapp.domain.memories import Memory, Phase
from quizapp.domain.plans import DayAhead, DayPlan, LeftOutTopic, Otherwise, PlannedCard, Promise, Why
from quizapp.domain.study_day import day_of
from quizapp.services import following
from quizapp.storage import plan_file
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.tui.screens import ahead_words, goal_words, why_words
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.signs import ASCII
from quizapp.tui.widgets.passage import laid_out
from quizapp.tui.widgets.promise_bar import promise_bar
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
    with services.store.read() as tx:
        bank = following.bank_print(tx, DEFAULT_LEARNER, settings, [services.papers.blueprint(goal.paper)])
    plan = DayPlan(
        day=today,
        goals=following.fingerprint(settings, today),
        bank=bank,
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


async def test_who_sets_an_exam_before_the_first_answer_sees_its_promise(hall: Hall) -> None:
    """Home follows the plan from the start, though there is nothing yet to be said of weak topics."""
    planned(hall, cards=CARDS[1:])
    async with hall.sits() as person:
        hall.clock.advance(minutes=1)
        await person.press("escape")
        await person.until(lambda: "expected 7.4 of 10" in person.screen and "4 new questions" in person.screen)
        assert "WEAKEST" not in person.screen


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


@pytest.mark.parametrize(
    ("goal", "sentence"),
    [
        (GOAL, "is over; the plan takes up the rest tomorrow."),
        (replace(GOAL, minutes=(10, 0, 0, 10, 0, 0, 0)), "is over; the plan takes up the rest on Thu 5 Mar 2026."),
        (replace(GOAL, on=NOON.date() + timedelta(1)), "is over, and no day is left before the exam."),
        (replace(GOAL, minutes=(0, 10, 10, 10, 10, 10, 10)), "A day off: the plan asks for nothing today."),
    ],
)
def test_the_summary_names_the_day_on_which_the_plan_goes_on(hall: Hall, goal: Goal, sentence: str) -> None:
    """Which need not be tomorrow, and need not be at all."""
    overview = replace(hall.services().today.overview(), new=0, due=0, learning=0, beyond=0, goals=(goal,))
    (said,) = laid_out(goal_words.ended(overview, ASCII, "s", is_over=True), 90)[-1:]
    assert sentence in said.plain


async def test_home_knows_the_day_of_the_exam(hall: Hall) -> None:
    """Nothing is planned for it any more; the day after nothing is said of it."""
    await answered_once(hall)
    planned(hall, replace(GOAL, on=NOON.date() + timedelta(1), exam="[b]MPT[/b]"))
    hall.clock.advance(days=1)
    async with hall.sits() as person:
        await person.until(lambda: "WILL I PASS" in person.screen)
        assert "[b]MPT[/b] is today. All the best!" in person.screen
        assert "by the plan" not in person.screen
    hall.clock.advance(days=1)
    async with hall.sits() as person:
        await person.until(lambda: "WILL I PASS" in person.screen)
        assert "MPT" not in person.screen


async def test_without_a_goal_home_is_as_it_was(hall: Hall) -> None:
    """Nothing of planning is loaded, and no plan that lies about is followed."""
    planned(hall)
    hall.services().goals.remove(GOAL.id)
    await answered_once(hall)
    async with hall.sits() as person:
        await person.until(lambda: "WILL I PASS" in person.screen)
        assert "by the plan" not in person.screen
        assert "planner" not in person.app.__dict__


@asynccontextmanager
async def planning(hall: Hall, source: str) -> AsyncIterator[Person]:
    """A person before the app, which has no plan any more; this program makes the next one."""
    hall.paths.plan.unlink()
    await answered_once(hall)
    app = hall.app()
    app.plan_command = (sys.executable, "-c", source)
    async with app.run_test(size=(80, 24)) as pilot:
        yield Person(app, pilot)


async def test_a_plan_out_of_date_is_made_behind_the_app(hall: Hall) -> None:
    """Its progress is told; when it is there Home follows it."""
    plan = planned(hall, cards=CARDS[1:])
    kept = hall.paths.plan.read_text(encoding="utf-8")
    waiting = hall.paths.cache / "go"
    source = f"""
import pathlib, time
print('0.25 trying 4 ways', flush=True)
while not pathlib.Path({str(waiting)!r}).exists(): time.sleep(0.01)
pathlib.Path({str(hall.paths.plan)!r}).write_text({kept!r}, encoding='utf-8')
"""
    async with planning(hall, source) as person:
        await person.until(lambda: "planning: trying 4 ways, 25%" in person.screen)
        assert "by the plan" not in person.screen
        waiting.touch()
        await person.until(lambda: "expected 7.4 of 10" in person.screen)
        await person.until(lambda: "by the plan" in person.screen)
        assert len(plan.order) == 4


async def test_a_plan_that_cannot_be_made_is_one_quiet_sentence(hall: Hall) -> None:
    """Study goes on as without one."""
    planned(hall)
    async with planning(hall, FAILING) as person:
        await person.until(lambda: "No new plan. The paper `gone` is not there" in person.screen)
        assert not person.app._notifications


async def test_a_planner_that_is_killed_leaves_a_sentence(hall: Hall) -> None:
    """It had no time to say anything itself."""
    planned(hall)
    async with planning(hall, "import os; print('0.25 trying 4 ways', flush=True); os.kill(os.getpid(), 9)") as person:
        await person.until(lambda: "No new plan. The planner was ended before it was done." in person.screen)


async def test_no_planner_outlives_the_app(hall: Hall) -> None:
    """Leaving ends it at once, however long it would take."""
    planned(hall)
    async with planning(hall, HALF_DONE) as person:
        await person.until(lambda: "25%" in person.screen)
        await person.pilot.press("q")


async def test_other_goals_stop_what_is_planned_for_those_before(hall: Hall) -> None:
    """One planner at a time, and it plans for what is wanted now."""
    planned(hall)
    async with planning(hall, HALF_DONE) as person:
        await person.until(lambda: "25%" in person.screen)
        planned(hall, replace(GOAL, minutes=(20,) * 7), cards=CARDS)
        person.app.refresh_home()
        await person.until(lambda: "expected 7.4 of 10" in person.screen and "planning" not in person.screen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_plan_has_a_screen(hall: Hall, size: str) -> None:
    """The promise, what other minutes bring, the weeks as a picture, the next days, and what is left out."""
    await answered_once(hall)
    minutes, rest = (10, 10, 10, 10, 0, 20, 10), Break(date(2026, 3, 10), date(2026, 3, 12))
    planned(hall, replace(GOAL, minutes=minutes, breaks=(rest,)), cards=CARDS)
    async with hall.sits(size=SIZES[size]) as person:
        await at_home(person)
        await person.press("g")
        await person.settle()
        compare(person, "plan-ahead", size)
        await person.press("pagedown")
        compare(person, "plan-ahead-below", size)
        await person.press("enter")
        await person.settle()
        await person.write("x")
        await person.press("ctrl+s")
        await person.settle()
        compare(person, "goal-form", size)


def test_an_exam_of_which_the_decks_hold_nothing_is_told_so(hall: Hall) -> None:
    """No bar, and no marks of none: on Home, in the plan and on the command line."""
    plan = planned(hall)
    nothing = plan.promises[0]._replace(mean=0, low=0, high=0, most=0, paper=20, needed=10)
    plan = replace(plan, promises=(nothing,), otherwise=(Otherwise(10, (0.0,)),))
    lines = [
        *goal_words.promised(plan, (GOAL,), NOON.date(), ASCII, "g"),
        *ahead_words.promise(nothing, ASCII),
        *ahead_words.otherwise(plan, 0),
    ]
    shown = "\n".join(line.plain for line in laid_out(lines, 90))
    for told in (shown, plan_words.marks_line(nothing)):
        assert "none of" in told
        assert not [word for word in ("expected", " 0", "min a day", "passing") if word in told]


def test_of_a_paper_that_is_not_held_nothing_is_said_about_passing() -> None:
    """Neither on the plan nor by the command, whatever the line is; the bar has no line."""
    part = promise(GOAL)._replace(paper=40)
    shown = "\n".join(line.plain for line in laid_out(list(ahead_words.promise(part, ASCII)), 76))
    told = f"{plan_words.marks_line(part)}\n{shown}"
    assert "the decks hold 10 of 40 marks, so nothing is said about passing" in told
    assert "Your decks hold 10 of the paper's 40 marks" in told
    assert not any(word in told for word in ("To pass", "reach", "to pass", "your target"))
    assert "|" not in promise_bar(part, ASCII, 20).plain


async def test_the_plan_without_letters_beyond_ascii(hall: Hall) -> None:
    """Everything is told by a terminal that has no others, and fits into 80 columns."""
    await answered_once(hall)
    planned(hall, replace(GOAL, minutes=(10, 10, 10, 10, 0, 20, 10)), cards=CARDS)
    async with hall.sits(hall.app(signs=ASCII)) as person:
        await at_home(person)
        assert "expected 7.4 of 10  6.1 to 8.6  #########|##==T==...  pass 5, target 7" in person.screen
        await person.press("g")
        await person.settle()
        assert all(line.isascii() for line in person.lines[2:-2]), person.screen


async def test_a_goal_is_set_from_home(hall: Hall) -> None:
    """Where there is none the form comes first, then the plan; a sentence stands beside what cannot be."""
    await answered_once(hall)
    async with hall.sits() as person:
        await person.press("g")
        await person.settle()
        await person.write("2026-02-30")
        await person.press("enter", "ctrl+s")
        await person.settle()
        assert "is no date" in person.screen
        await person.write("2026-02-28")
        await person.press("ctrl+s")
        assert "is not ahead" in person.screen
        await person.press(*["backspace"] * 5)
        await person.write("05-28")
        await person.press("down")
        await person.write("45,sun=90")
        await person.press("down")
        await person.write("MPT style")
        await person.press("down")
        await person.settle()
        assert "MPT style, as far as the" in person.screen
        await person.press("down")
        await person.write("fri")
        await person.press("ctrl+s")
        await person.settle()
        assert "MPT style  Thu 28 May 2026" in person.screen
        (goal,) = hall.services().goals.goals()
        assert (goal.id, goal.paper, goal.minutes) == ("mpt-style", "mpt-style", (45, 45, 45, 45, 0, 45, 90))
        await person.press("escape")
        await person.until(lambda: "MPT style  28 May 2026" in person.screen)


async def test_a_goal_that_cannot_be_kept_stays_in_the_form(hall: Hall) -> None:
    """With the reason beside it: the database may be gone or spoilt meanwhile."""
    await answered_once(hall)
    async with hall.sits() as person:
        await person.press("g")
        await person.settle()
        await person.write("2026-05-01")
        hall.paths.database.write_bytes(b"x" * 8_192)
        await person.press("ctrl+s")
        await person.until(lambda: "is not a quizapp" in " ".join(person.screen.split()))
        assert "2026-05-01" in person.screen


async def test_a_narrow_terminal_shows_what_is_refused_and_why(hall: Hall) -> None:
    """Each sentence has a line of its own there, and is scrolled to."""
    await answered_once(hall)
    async with hall.sits(size=(40, 10)) as person:
        await person.press("g")
        await person.settle()
        assert "such as 2027-02-21" in person.screen
        await person.write("2026-05-01")
        await person.press(*["down"] * 6)
        await person.write("lots")
        await person.press("enter")
        await person.until(lambda: "'lots' is no number of marks" in person.screen)
        assert "lots" in person.screen


async def test_home_stands_one_below_the_other_on_a_narrow_terminal(hall: Hall) -> None:
    """Beside the weakest topics there is no room for a word."""
    await answered_once(hall)
    planned(hall)
    async with hall.sits(size=(40, 24)) as person:
        await at_home(person)
        assert "1 question coming back" in person.screen
        assert person.screen.index("coming back") < person.screen.index("WEAKEST")


async def test_a_paper_is_chosen_from_those_there_are(hall: Hall) -> None:
    """What was chosen by hand stays when the exam is called otherwise, and a goal that is changed keeps its id."""
    await answered_once(hall)
    planned(hall)
    async with hall.sits() as person:
        await person.press("g")
        await person.settle()
        await person.press("enter")
        await person.settle()
        await person.press("up")
        await person.press("down", "down", "down")
        await person.press("end")
        await person.write("!")
        await person.press("down", "space", "left", "right")
        await person.settle()
        await person.press("ctrl+s")
        await person.settle()
        (goal,) = hall.services().goals.goals()
        assert goal.id == GOAL.id
        assert goal.exam == "Screening test!"
        assert goal.paper != GOAL.paper


async def test_a_goal_is_given_up_when_asked_twice(hall: Hall) -> None:
    """Then Home is as without one."""
    await answered_once(hall)
    planned(hall)
    async with hall.sits() as person:
        await at_home(person)
        await person.press("g")
        await person.settle()
        await person.press("x")
        assert hall.services().goals.goals()
        await person.press("x")
        await person.settle()
        assert "No exam is ahead." in person.screen
        assert not hall.services().goals.goals()
        await person.press("escape")
        await person.until(lambda: "WILL I PASS" in person.screen)
        assert "Screening test" not in person.screen


async def test_several_exams_are_shown_one_at_a_time(hall: Hall) -> None:
    """Home tells that there are more."""
    await answered_once(hall)
    hall.services().goals.set(replace(GOAL, id="later", exam="Later one", on=date(2026, 6, 1)))
    planned(hall)
    async with hall.sits() as person:
        await person.until(lambda: "+1 exam" in person.screen)
        await person.press("g")
        await person.settle()
        assert "1 of 2 exams" in person.screen
        await person.press("right")
        assert "Later one" in person.screen


def test_the_marks_of_a_week_are_those_of_the_exam_that_comes_next(hall: Hall) -> None:
    """Named where it changes, and drawn as a share of what that one holds; the day of an exam tells of the next one."""
    later = replace(GOAL, id="later", exam="Later [b]one", on=EXAM + timedelta(days=10))
    plan = planned(hall)
    second = promise(later)._replace(most=100, paper=100)
    days = tuple([each._replace(marks=50.0) if each.day >= day_of(EXAM) else each for each in days_ahead(TODAY, later)])
    plan = replace(plan, promises=(promise(GOAL), second), days=days)
    lines = [line.plain for line in laid_out(ahead_words.weeks(plan, (GOAL, later), NOON.date(), ASCII), 78)]
    assert any("marks if the next exam were the morning after" in line for line in lines)
    named = [number for number, line in enumerate(lines) if line.startswith("Marks of")]
    assert [lines[number] for number in named] == ["Marks of Screening test, of 10", "Marks of Later [b]one, of 100"]
    exam_week = next(number for number, line in enumerate(lines) if line.startswith("30 Mar"))
    assert exam_week < named[1]
    assert "##############" not in lines[exam_week + 2]
    assert lines[exam_week + 2].endswith("#######....... 50.0")
    assert not lines[exam_week].endswith("50.0")
    same_day = replace(plan, promises=(promise(GOAL), promise(GOAL)._replace(goal="other"), second))
    nearest = [found.goal for day in (-1, 0, 1) if (found := same_day.nearest(day_of(EXAM) + day))]
    assert nearest == ["screening", "other", "later"]
    assert same_day.nearest(second.day) is None


async def test_settings_lead_to_the_exam(hall: Hall) -> None:
    """A row like any other, found by a word."""
    await answered_once(hall)
    async with hall.sits() as person:
        await person.press("comma", "slash")
        await person.write("aim at")
        await person.press("escape", "enter")
        await person.settle()
        assert "Day of the exam" in person.screen
        await person.write("2026-05-28")
        await person.press("ctrl+s")
        await person.settle()
        await person.press("escape")
        await person.settle()
        assert "My exam 2026-05-28" in person.screen


async def test_the_first_question_offers_to_aim_and_is_not_in_the_way(hall: Hall) -> None:
    """Two questions on one screen, and one key to pass over them; the question stays where it was."""
    async with hall.sits() as person:
        assert "ctrl+g aims at your exam day" in person.screen
        await person.press("ctrl+g")
        await person.settle()
        assert "Day of the exam" in person.screen
        assert "Days off" not in person.screen
        await person.press("escape")
        assert "capital of Australia" in person.screen
        await person.press("ctrl+g")
        await person.settle()
        await person.write("2026-05-28")
        await person.press("enter", "enter")
        await person.settle()
        assert "capital of Australia" in person.screen
        (goal,) = hall.services().goals.goals()
        assert (goal.on, goal.minutes) == (date(2026, 5, 28), (30,) * 7)


async def test_a_card_tells_why_it_is_asked(hall: Hall) -> None:
    """By the plan where it is followed, by the schedule elsewhere."""
    planned(hall, cards=CARDS[:1])
    async with hall.sits() as person:
        assert person.study.desk.sitting.planned
        await person.press("w")
        told = [note.message for note in person.app._notifications]
        assert told == [
            "It is new, and there is time to make it last: 86 % on the day of Screening test, worth 0.31 marks."
        ]
        await person.answer()
    hall.services().goals.remove(GOAL.id)
    hall.clock.advance(days=3)
    async with hall.sits(hall.app(decks=())) as person:
        await person.press("w")
        (note,) = person.app._notifications
        assert note.message.startswith("You met it or missed it a short while ago")


def test_every_reason_is_one_sentence() -> None:
    """With the recall of today, and what the answer changes on the day of the exam."""
    why = Why("fading", 0.84, 0.41, 0.88, 0.05, 12.0, "the MPT")
    assert why_words.planned(why) == (
        "You would recall it with 84 %, and with 41 % on the day of the MPT; "
        "asked today it will be 88 %, worth 0.05 marks."
    )
    assert "You still recall it with 84 %" in why_words.planned(why._replace(kind="lasting"))
    assert why_words.planned(why._replace(kind="consolidating", marks=0.001)).endswith("with 88 %, not 41 %.")
    memory = Memory(phase=Phase.REVIEW, stability=10.0, last_day=100, due_day=110)
    assert why_words.scheduled(memory, 110, 0.15, 0.9) == "You would recall it with 90 %; the goal is 90 %."


async def test_the_summary_says_when_the_plan_is_done(hall: Hall) -> None:
    """And one may go on."""
    planned(hall, cards=CARDS[1:2])
    async with hall.sits() as person:
        await person.answer()
        hall.clock.advance(minutes=11)
        person.study.tick()
        await person.pilot.pause()
        await person.answer()
        await person.settle()
        assert "The plan for today is done." in person.screen
        assert "4 more questions could be asked." in person.screen
        await person.press("s")
        await person.settle()
        assert person.step.left.new == 4


async def test_the_summary_says_when_the_minutes_are_over(hall: Hall) -> None:
    """Whoever was slower finds the rest tomorrow."""
    planned(hall, replace(GOAL, minutes=(1,) * 7), cards=CARDS[1:])
    async with hall.sits() as person:
        hall.clock.advance(seconds=70)
        for _ in range(9):
            if isinstance(person.app.screen, SummaryScreen):
                break
            await person.answer()
            hall.clock.advance(minutes=11)
            if isinstance(person.app.screen, StudyScreen):
                person.study.tick()
            await person.pilot.pause()
        await person.settle()
        assert "Today's time of 1 minute is over" in person.screen
