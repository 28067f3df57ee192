"""Studying, as a person does it: keys in, words on the screen, answers on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.events import Key

from quizapp.domain.answers import Claim, Picked, Rating, Verdict
from quizapp.domain.events import EventType
from quizapp.storage import log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.tui import faces
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.stages import Stage
from tests.tui.support import BASIC, CHOICE, CLOZE, TRUE_FALSE, TYPED, Hall, Person


def reviews(hall: Hall) -> list[tuple[int | None, str | None]]:
    """Rating and verdict of every review in the log, in order."""
    with hall.services().store.read() as tx:
        events = log.of_types(tx, DEFAULT_LEARNER, [EventType.REVIEW])
        return [(event.rating, event.verdict) for event in events]


async def test_the_first_start_leads_to_the_first_question_with_nothing_in_between(hall: Hall) -> None:
    """Whoever starts quizapp for the first time sees a question and one line how to answer it."""
    async with hall.sits() as person:
        assert "Which city is the capital of Australia?" in person.screen
        assert "Press a-d or 1-4" in person.screen
        await person.press(person.right_letter, "enter")
        assert "Press a-b" not in person.screen


async def test_later_starts_lead_home(hall: Hall) -> None:
    """Home says what is due, and enter starts."""
    async with hall.sits() as person:
        await person.answer()
    async with hall.sits() as person:
        assert isinstance(person.app.screen, HomeScreen)
        assert "1 question coming back" in person.screen
        assert "4 new questions" in person.screen
        await person.press("enter")
        assert person.is_at(Stage.ASKING)


@pytest.mark.parametrize("digits", [True, False])
async def test_digits_and_letters_choose_an_option_at_once(hall: Hall, digits: bool) -> None:
    """The verdict comes with the key, in a word and a sign, and the answer is in the log by then."""
    async with hall.sits() as person:
        letter = person.right_letter
        await person.press(str("abcdef".index(letter) + 1) if digits else letter)
        assert "✓ Right" in person.screen
        assert "✓ yours" in person.lines[person.row("Canberra")]
        assert "compromise" in person.screen
        assert reviews(hall) == [(Rating.GOOD, Verdict.RIGHT)]


async def test_a_wrong_answer_shows_which_was_yours_and_which_is_right(hall: Hall) -> None:
    """Each says it in words, and every wrong option says why."""
    async with hall.sits() as person:
        await person.press(person.letter("sydney"))
        assert "✗ Wrong" in person.screen
        assert "✗ yours" in person.lines[person.row("  Sydney")]
        assert "✓ right" in person.lines[person.row("  Canberra")]
        await person.press("pagedown")
        assert "The seat of parliament until 1927." in person.screen
        assert "atlas, fact capitals · as of Jan 2025" in person.screen


async def test_options_keep_their_place_when_the_verdict_comes(hall: Hall) -> None:
    """Nothing above the verdict moves: prompt, options, rules and footer stay on their lines."""
    cities = ("Which city", "Canberra", "Sydney", "Melbourne", "Perth")
    async with hall.sits() as person:
        before = [person.row(city) for city in cities]
        frame = [number for number, line in enumerate(person.lines) if line.startswith("───")]
        await person.press(person.wrong_letter)
        assert [person.row(city) for city in cities] == before
        assert [number for number, line in enumerate(person.lines) if line.startswith("───")] == frame


async def test_the_pointer_and_enter_choose(hall: Hall) -> None:
    """Arrow keys move a pointer, enter takes what it is on."""
    async with hall.sits() as person:
        await person.press("down", "down")
        row = next(number for number, line in enumerate(person.lines) if "▸ b" in line)
        await person.press("enter")
        assert "yours" in person.lines[row]


async def test_a_click_chooses_and_the_footer_is_clickable(hall: Hall) -> None:
    """The mouse does what the keys do."""
    async with hall.sits() as person:
        await person.pilot.click("#options", offset=(20, 1))
        await person.pilot.pause()
        assert person.is_at(Stage.JUDGED)
        await person.pilot.click("#keys", offset=(2, 1))
        await person.pilot.pause()
        assert person.is_at(Stage.ASKING)


async def test_only_letters_on_offer_choose_and_the_rest_are_commands(hall: Hall) -> None:
    """With four options `f` flags before the verdict; with six it is the sixth option."""
    six = CHOICE.replace(
        "      - {id: perth", "      - {id: e, text: Darwin}\n      - {id: f, text: Hobart}\n      - {id: perth"
    )
    hall.write(six, TRUE_FALSE)
    async with hall.sits() as person:
        await person.press("f")
        assert person.is_at(Stage.JUDGED)
        await person.press("enter", "f")
        assert person.is_at(Stage.ASKING)
        assert "⚑ flagged" in person.lines[0]
        await person.press("f")
        assert "flagged" not in person.lines[0]


async def test_a_lucky_guess_can_be_marked_and_taken_back(hall: Hall) -> None:
    """`g` after a right answer replaces its rating by events; a second `g` takes that back."""
    async with hall.sits() as person:
        await person.press(person.right_letter, "g")
        assert "but a guess" in person.screen
        assert person.was_rated(Rating.AGAIN)
        await person.press("g")
        assert "but a guess" not in person.screen
        assert person.claims(Claim.NONE)
        assert person.was_rated(Rating.GOOD)


async def test_a_guess_is_only_offered_after_a_right_answer(hall: Hall) -> None:
    """What was wrong is asked again soon anyway."""
    async with hall.sits() as person:
        await person.press("g")
        assert person.is_at(Stage.ASKING)
        await person.press(person.wrong_letter, "g")
        assert "guess" not in person.screen.lower()


async def test_true_or_false_is_answered_like_a_choice(hall: Hall) -> None:
    """Two options, the statement under the question."""
    hall.write(TRUE_FALSE)
    async with hall.sits() as person:
        assert "True or false?" in person.screen
        await person.press("a")
        assert "✓ Right" in person.screen
        assert "It leaves the lake at Jinja." in person.screen


async def test_a_basic_question_shows_its_answer_and_four_intervals(hall: Hall) -> None:
    """Space reveals, the footer says when each grade brings the question back, a digit grades and goes on."""
    hall.write(BASIC, TRUE_FALSE)
    async with hall.sits() as person:
        assert "Zanskar" not in person.screen
        await person.press("3")
        assert person.is_at(Stage.ASKING)
        await person.press("space")
        assert "3. Zanskar" in person.screen
        for grade in ("1 Again 1 min", "2 Hard 6 min", "3 Good 10 min", "4 Easy"):
            assert grade in person.lines[-1]
        await person.press("4")
        assert "White Nile" in person.screen
        assert reviews(hall) == [(Rating.EASY, Verdict.RIGHT)]


async def test_a_gap_is_filled_by_typing(hall: Hall) -> None:
    """The gap stands in the sentence with its hint; enter checks what was typed."""
    hall.write(CLOZE)
    async with hall.sits() as person:
        assert "The Danube rises in the [mountains]." in person.screen
        await person.write("black forest")
        await person.press("enter")
        assert "✓ Right" in person.screen


async def test_nearly_shows_the_difference_and_the_learner_decides(hall: Hall) -> None:
    """A likeness is not accepted silently: y counts it as right, pressing it again takes that back, n as wrong."""
    hall.write(TYPED)
    async with hall.sits() as person:
        await person.write("Astanna")
        await person.press("enter")
        assert "≈ Nearly" in person.screen
        assert "Answer  Astana" in person.screen
        assert "Yours   Astanna" in person.screen
        await person.press("y")
        assert person.was_rated(Rating.GOOD)
        assert "counted as right" in person.screen
        await person.press("y")
        assert person.claims(Claim.NONE)
        await person.press("n")
        assert person.was_rated(Rating.AGAIN)


async def test_enter_without_text_means_i_do_not_know(hall: Hall) -> None:
    """An empty answer is wrong, and the right one is shown."""
    hall.write(TYPED)
    async with hall.sits() as person:
        await person.press("enter")
        assert "✗ Wrong" in person.screen
        assert "Answer  Astana" in person.screen


async def test_letters_are_typed_while_the_field_has_the_focus_and_commands_after_tab(hall: Hall) -> None:
    """`f` is a letter of the answer; tab makes it a command, and back."""
    hall.write(TYPED)
    async with hall.sits() as person:
        await person.press("f")
        assert person.study.card.field.value == "f"
        assert "Flag" not in person.lines[-1]
        await person.press("tab", "f")
        assert "flagged" in person.lines[0]
        await person.press("tab", "x")
        assert person.study.card.field.value == "fx"


async def test_undo_asks_the_last_question_again(hall: Hall) -> None:
    """Nothing of the answer stays, and the same question comes."""
    async with hall.sits() as person:
        await person.press(person.right_letter, "enter")
        assert "White Nile" in person.screen
        await person.press("u")
        assert "capital of Australia" in person.screen
        assert person.is_at(Stage.ASKING)


async def test_undo_reaches_across_a_restart(hall: Hall) -> None:
    """Home takes back an answer from before the program was closed, and asks that question."""
    async with hall.sits() as person:
        await person.answer()
    async with hall.sits() as person:
        await person.press("u")
        assert "capital of Australia" in person.screen


@pytest.mark.parametrize("key", ["minus", "at"])
async def test_a_question_put_aside_gives_way_and_undo_brings_it_back(hall: Hall, key: str) -> None:
    """Bury and suspend go on to the next question; undo asks the one put aside."""
    async with hall.sits() as person:
        await person.press(key)
        assert "White Nile" in person.screen
        await person.press("u")
        assert "capital of Australia" in person.screen


async def test_a_sitting_ends_with_a_summary_and_the_summary_leads_home(hall: Hall) -> None:
    """A pause while steps are due, then figures, weak topics and the way home."""
    hall.write(CHOICE, TRUE_FALSE)
    async with hall.sits() as person:
        await person.answer(rightly=False)
        hall.clock.advance(seconds=20)
        await person.answer()
        for _ in range(20):
            if person.is_at(Stage.PAUSED):
                hall.clock.advance(minutes=15)
                person.study.tick()
                await person.pilot.pause()
            await person.answer()
            if isinstance(person.app.screen, SummaryScreen):
                break
        assert "✓ right" in person.screen
        assert "1  ✗ wrong" in person.screen
        assert "Weak in   Capitals" in person.screen
        await person.settle()
        await person.press("enter")
        assert isinstance(person.app.screen, HomeScreen)
        assert "Done for today." in person.screen
        assert "answers today" in person.screen


async def test_a_pause_says_when_it_ends_and_can_be_cut_short(hall: Hall) -> None:
    """When only steps of later today are left the screen says so; enter asks early."""
    hall.write(CHOICE)
    async with hall.sits() as person:
        await person.answer()
        assert "A short pause" in person.screen
        assert "12:10" in person.screen
        await person.press("enter")
        assert "capital of Australia" in person.screen


async def test_who_does_not_wait_is_not_asked_again_after_every_question(hall: Hall) -> None:
    """One pause until all that waits was asked; what was just answered does not come again at once."""
    hall.write(CHOICE, TRUE_FALSE, BASIC)
    async with hall.sits() as person:
        for _ in range(3):
            await person.answer(rightly=False)
        assert person.is_at(Stage.PAUSED)
        await person.press("enter")
        first = person.step.card
        await person.answer(rightly=False)
        assert person.is_at(Stage.ASKING)
        assert person.step.card != first
        await person.press("at")
        assert person.is_at(Stage.ASKING)
        if person.step.card == first:
            await person.answer(rightly=False)
        await person.press("at")
        assert person.is_at(Stage.ASKING)
        await person.answer(rightly=False)
        assert person.is_at(Stage.PAUSED)


async def test_an_answer_that_could_not_be_saved_stays_on_the_screen(hall: Hall) -> None:
    """A refusing disk gives a sentence; `r` saves the same attempt once there is room, and only once."""
    async with hall.sits() as person:
        letter = person.right_letter
        with a_refusing_disk():
            await person.press(letter)
            assert "✗ Not saved" in person.screen
            assert "r saves it again" in person.screen
            assert "yours" in person.lines[person.row("  Canberra")]
            await person.press("r")
            assert "✗ Not saved" in person.screen
        await person.press("r")
        assert "✓ Right" in person.screen
        assert reviews(hall) == [(Rating.GOOD, Verdict.RIGHT)]


@contextmanager
def a_refusing_disk() -> Iterator[None]:
    """No file of this process may grow past 100 bytes: SQLite is refused its journal, as on a full disk."""
    resource = pytest.importorskip("resource", reason="limits on file sizes are a thing of POSIX")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_leaving_and_coming_back_goes_on_where_it_was(hall: Hall) -> None:
    """Escape leads home, enter to the question that was on the screen."""
    async with hall.sits() as person:
        await person.answer()
        await person.press("escape")
        assert isinstance(person.app.screen, HomeScreen)
        await person.press("enter")
        assert "White Nile" in person.screen


async def test_a_clock_that_went_back_is_asked_about_before_anything_is_recorded(hall: Hall) -> None:
    """The dialog says what is wrong; `n` changes nothing, `y` goes on."""
    async with hall.sits() as person:
        await person.answer()
    hall.clock.advance(days=-30)
    async with hall.sits() as person:
        await person.press("enter")
        assert "Is the clock right?" in person.screen
        await person.press("n")
        assert isinstance(person.app.screen, HomeScreen)
        await person.press("enter", "y")
        assert person.is_at(Stage.ASKING)


def burst(person: Person, *keys: str) -> None:
    """Press keys faster than a screen is mounted."""
    for key in keys:
        person.app.post_message(Key(key, key if len(key) == 1 else None))


async def test_keys_pressed_while_the_first_question_is_mounted_are_kept(hall: Hall) -> None:
    """The option pressed early is the one that is chosen."""
    hall.write(CHOICE)
    async with hall.sits() as person:
        await person.press("escape")
        await person.settle()
        burst(person, "enter", "b")
        await person.until(lambda: isinstance(person.app.screen, StudyScreen) and person.is_at(Stage.JUDGED))
        assert person.study.desk.response == Picked(faces.option_ids(person.step.question)[1])


async def test_letters_pressed_before_a_field_has_the_focus_are_typed_in_order(hall: Hall) -> None:
    """None of them is taken for a command: neither on the way to the first question nor to the next."""
    hall.write(TYPED, CLOZE)
    async with hall.sits() as person:
        await person.press("tab", "escape")
        await person.settle()
        burst(person, "enter", "f", "u", "f")
        await person.until(lambda: isinstance(person.app.screen, StudyScreen) and person.study.card.field.value != "")
        await person.settle()
        assert person.study.card.field.value == "fuf"
        assert not person.step.flagged
        await person.press("enter")
        burst(person, "enter", "e", "f", "u")
        await person.settle()
        assert person.study.card.field.value == "efu"
        assert reviews(hall) == [(1, "wrong")]


async def test_a_second_enter_on_home_answers_nothing(hall: Hall) -> None:
    """It would say "I do not know" to a question that was never seen."""
    hall.write(TYPED)
    async with hall.sits() as person:
        await person.press("tab", "escape")
        await person.settle()
        burst(person, "enter", "enter", "enter")
        await person.settle()
        assert person.is_at(Stage.ASKING)
        assert reviews(hall) == []
