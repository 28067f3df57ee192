"""Practice: chosen with the keyboard alone, asked against the clock, and marked with every reason."""

from __future__ import annotations

import pytest

from quizapp.domain.answers import Verdict
from quizapp.domain.events import EventType, ReviewKind
from quizapp.domain.practising import Only
from quizapp.storage import log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.practice import PracticeScreen
from quizapp.tui.screens.practice_result import PracticeResultScreen
from quizapp.tui.screens.practice_setup import PracticeSetupScreen
from tests.tui.support import ALL, CHOICE, PARTS, TRUE_FALSE, TYPED, Hall, Person
from tests.tui.test_snapshots import SIZES, compare


async def set_up(person: Person) -> PracticeSetupScreen:
    """Go to the choice, by Home."""
    if not isinstance(person.app.screen, HomeScreen):
        await person.press("escape")
        await person.settle()
    await person.press("p")
    await person.settle()
    assert isinstance(person.app.screen, PracticeSetupScreen)
    return person.app.screen


async def go_to(person: Person, name: str) -> None:
    """Put the pointer on the row with this name."""
    await person.press(*["up"] * 12)
    for _ in range(12):
        if f"▸ {name}" in person.screen:
            return
        await person.press("down")
    raise AssertionError(person.screen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_choice_a_list_a_question_and_the_result(hall: Hall, size: str) -> None:
    """How practice looks from the choice to the result."""
    hall.write(CHOICE, TRUE_FALSE, TYPED)
    async with hall.sits(size=SIZES[size]) as person:
        await set_up(person)
        compare(person, "practice", size)
        await go_to(person, "Topics")
        await person.press("space", "down", "space")
        await person.settle()
        compare(person, "practice-topics", size)
        await person.press("space", "enter")
        await go_to(person, "Time")
        await person.press("right", "right")
        await person.settle()
        await person.press("enter")
        compare(person, "practice-asked", size)
        for _ in range(3):
            hall.clock.advance(seconds=8)
            await person.answer(rightly=person.step.card.question == "nile")
        assert isinstance(person.app.screen, PracticeResultScreen)
        compare(person, "practice-result", size)


async def test_choosing_narrows_what_there_is_to_choose_from(hall: Hall) -> None:
    """The number follows every choice, and the choice is there again when one comes back."""
    async with hall.sits() as person:
        screen = await set_up(person)
        assert screen.matching == 5
        await go_to(person, "Topics")
        await person.press("space", "down", "space")
        await person.settle()
        assert "3 questions to choose from" in person.screen
        await person.press("escape")
        assert "Rivers" in person.lines[person.row("Topics")]
        await go_to(person, "Kinds")
        await person.press("right")
        await person.settle()
        assert "no question is like that" in person.screen
        await person.press("enter")
        assert person.app.screen is screen
        await person.press("left")
        await go_to(person, "Search")
        await person.press("space")
        await person.write("is:dew")
        await person.press("enter")
        await person.settle()
        assert "there is no state “dew”; did you mean “is:new”?" in person.screen
        await person.press("escape")
        await person.settle()
        assert isinstance(person.app.screen, HomeScreen)
        again = await set_up(person)
        assert again.practice.words == "is:dew"
        await person.press("r")
        await person.settle()
        assert again.matching == 5


async def test_wrong_ones_come_first_with_their_reasons_and_can_be_practised_again(hall: Hall) -> None:
    """One key asks what was not right again, and nothing else."""
    hall.write(*ALL)
    async with hall.sits() as person:
        await set_up(person)
        await person.press("enter")
        await person.settle()
        for _ in range(5):
            await person.answer(rightly=person.step.card.question != "capital")
        assert "4 of 5 questions right" in person.screen
        assert person.row("TO LOOK AT AGAIN") < person.row("capital of Australia") < person.row("compromise")
        assert "✗ yours" in person.screen
        await person.press("pagedown")
        assert "An atlas, fact capitals" in person.screen
        await person.press("w")
        assert isinstance(person.app.screen, PracticeScreen)
        assert person.step.card.question == "capital"
        await person.answer()
        assert "1 of 1 question right" in person.screen
        assert "Practise" not in person.lines[-1]
        await person.press("enter")
        await person.settle()
        assert isinstance(person.app.screen, HomeScreen)
    with hall.services().store.read() as tx:
        reviews = log.of_types(tx, DEFAULT_LEARNER, [EventType.REVIEW])
    assert {review.kind for review in reviews} == {ReviewKind.PRACTICE.value}
    assert len(reviews) == 6


@pytest.mark.parametrize("question", [*ALL, *PARTS])
async def test_when_time_is_over_it_counts_as_not_answered(hall: Hall, question: str) -> None:
    """Every kind is wrong then, shows why, and the practice goes on."""
    hall.write(question)
    async with hall.sits() as person:
        screen = await set_up(person)
        await go_to(person, "Time")
        await person.press("right", "enter")
        await person.settle()
        assert "15 s left" in person.lines[0]
        hall.clock.advance(seconds=12)
        person.study.tick()
        assert "3 s left" in person.screen
        hall.clock.advance(seconds=4)
        person.study.tick()
        await person.pilot.pause()
        assert screen.practice.seconds == 15
        if isinstance(person.app.screen, PracticeScreen):
            assert person.study.standing.verdict is Verdict.WRONG
            assert "left" not in person.lines[0]
            hall.clock.advance(seconds=60)
            person.study.tick()
            await person.press("enter")
        assert isinstance(person.app.screen, PracticeResultScreen)
        assert "0 of 1 question right" in person.screen
        await person.press("pagedown", "pagedown")


async def test_it_need_not_count(hall: Hall) -> None:
    """Nothing says when a question comes back, because nothing moves; undo asks it again."""
    async with hall.sits() as person:
        screen = await set_up(person)
        await go_to(person, "Schedule")
        await person.press("space")
        await go_to(person, "Only")
        await person.press("right")
        await person.settle()
        assert (screen.practice.counts, screen.practice.only) == (False, Only.NEW)
        await go_to(person, "Kinds")
        await person.press("right", "enter")
        await person.settle()
        await person.press(person.wrong_letter)
        assert "comes back" not in person.screen
        assert "enter Next " in person.lines[-1]
        await person.press("enter")
        assert "Nothing moved" in person.screen
        await person.press("u")
        assert isinstance(person.app.screen, PracticeScreen)
        await person.press("escape")
        await person.settle()
        assert isinstance(person.app.screen, HomeScreen)
        assert "5 new questions" in person.screen


async def test_leaving_early_shows_what_was_answered(hall: Hall) -> None:
    """The result of one question, and Home from there."""
    async with hall.sits() as person:
        await set_up(person)
        await person.press("enter")
        await person.settle()
        await person.answer()
        await person.press("tab") if person.study.standing.typing else None
        await person.press("escape")
        assert "1 of 1 question right" in person.screen


async def test_the_command_opens_the_choice_with_its_query(hall: Hall) -> None:
    """`quizapp practice topic:rivers` narrows it to begin with, and the first start ever does not lead elsewhere."""
    app = hall.app()
    app._practice = "topic:rivers"
    async with hall.sits(app) as person:
        assert isinstance(person.app.screen, PracticeSetupScreen)
        assert "3 questions to choose from" in person.screen
        assert "topic:rivers" in person.screen


@pytest.mark.parametrize("place", ["home", "insights"])
async def test_one_key_practises_the_weakest_topics(hall: Hall, place: str) -> None:
    """Only what was met before is asked, and what was chosen for other practices stays chosen."""
    hall.write(CHOICE, TRUE_FALSE, TYPED)
    async with hall.sits() as person:
        await person.press("escape")
        await person.settle()
        assert "practise these" not in person.screen
        await person.press("w", "enter")
        assert person.step.card.question == "capital"
        await person.answer(rightly=False)
        await person.press("escape")
        await person.settle()
        if place == "insights":
            await person.press("i")
            await person.settle()
            assert "w Practise weakest" in person.lines[-1]
        else:
            await person.until(lambda: "practise these" in person.screen)
            assert "▸ w  practise these" in person.screen
        await person.press("w")
        await person.settle()
        await person.until(lambda: isinstance(person.app.screen, PracticeScreen))
        assert "1 of 1" in person.lines[0]
        assert person.step.card.question == "capital"
        assert person.app.services is not None
        assert person.app.services.practice.last.topics == ()


async def test_weakest_topics_that_are_put_aside_are_not_practised(hall: Hall) -> None:
    """It is said instead."""
    hall.write(CHOICE)
    async with hall.sits() as person:
        await person.answer(rightly=False)
        await person.press("escape")
        await person.until(lambda: "practise these" in person.screen)
        assert person.app.services is not None
        browse = person.app.services.browse
        browse.change(browse.first(10), EventType.SUSPEND)
        await person.press("w")
        await person.until(lambda: "put aside" in "".join(each.message for each in person.app._notifications))
