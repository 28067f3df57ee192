"""The result of a paper, its review, keys corrected and marks given by hand, on the real screens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from quizapp.domain.asking import right_answer
from quizapp.domain.drawing import draw
from quizapp.domain.exam_results import Filter
from quizapp.domain.marking import Outcome
from quizapp.domain.questions import Choice, Kind, Option, Typed, kind_of
from quizapp.tui.screens.exam_history import ExamHistoryScreen
from quizapp.tui.screens.exam_key import ExamKeyScreen
from quizapp.tui.screens.exam_result import ExamResultScreen
from quizapp.tui.screens.exam_result_words import everything
from quizapp.tui.screens.exam_review_words import question
from quizapp.tui.screens.writing_marking import MarkingScreen
from quizapp.tui.signs import ASCII, UNICODE, Signs
from quizapp.tui.widgets.passage import laid_out
from tests.exports.test_paper_html import every_kind
from tests.exports.test_result_pages import sat
from tests.support import sat_papers
from tests.support.clocks import SetClock
from tests.support.paper_banks import bank_of, one_section
from tests.tui.support import Hall, Person, RoomPaths
from tests.tui.test_hostile_text import CONTROL, hostile
from tests.tui.test_snapshots import SIZES, compare

ANSWERS = "r+ r+ wr? rw! r+ w? w -"


@pytest.fixture
def hall(tmp_path: Path, clock: SetClock) -> Hall:
    """Folders with a deck and two blueprints, and nothing sat yet."""
    paths = RoomPaths(tmp_path / "data", tmp_path / "config", tmp_path / "state", tmp_path / "cache")
    paths.create()
    sat_papers.lay_out(paths)
    return Hall(paths, clock)


def sit(hall: Hall, *papers: str, seed: int = 5) -> str:
    """Sit these papers, each two days after the one before, and return the id of the last."""
    services = hall.services()
    id = ""
    for place, answers in enumerate(papers):
        hall.clock.advance(days=2)
        id = sat_papers.sit(services, hall.clock, answers, seed=seed + place).id
    services.store.close()
    return id


def write_essay(hall: Hall, text: str) -> str:
    """Hand in a paper of one essay."""
    services = hall.services()
    sitting = services.exams.begin(services.papers.blueprint("essays"), 1)
    hall.clock.advance(minutes=20)
    services.exams.save_draft(sitting, 1, text)
    services.exams.hand_in(sitting)
    services.store.close()
    return sitting.id


async def open_result(person: Person, id: str) -> ExamResultScreen:
    """The result of a paper on the screen."""
    screen = ExamResultScreen(id)
    person.app.push_screen(screen)
    await person.settle()
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_how_a_result_looks(hall: Hall, size: str) -> None:
    """Marks against the line, sections, topics, attempts, luck, time and the schedule."""
    id = sit(hall, "w w r - r v r r", ANSWERS)
    async with hall.sits(size=SIZES[size]) as person:
        await open_result(person, id)
        compare(person, "exam-result", size)
        await person.press("pagedown")
        compare(person, "exam-result-below", size)


@pytest.mark.parametrize("size", SIZES)
async def test_how_a_review_looks(hall: Hall, size: str) -> None:
    """A wrong answer, the field for a doubt, the doubt, the key to correct, and what came of it."""
    id = sit(hall, ANSWERS)
    async with hall.sits(size=SIZES[size]) as person:
        await open_result(person, id)
        await person.press("w")
        compare(person, "exam-review", size)
        await person.press("d")
        await person.write("Which year")
        compare(person, "exam-review-note", size)
        await person.press("enter")
        await person.press("c")
        await person.press("down", "space")
        compare(person, "exam-key", size)
        await person.press("enter")
        await person.press("6")
        person.app.clear_notifications()
        await person.settle()
        compare(person, "exam-review-corrected", size)


@pytest.mark.parametrize("size", SIZES)
async def test_how_old_papers_look(hall: Hall, size: str) -> None:
    """The newest first, each with its day and its marks against the line."""
    write_essay(hall, "Dams give power.")
    sit(hall, "w w r - r v r r", ANSWERS)
    async with hall.sits(size=SIZES[size]) as person:
        person.app.push_screen(ExamHistoryScreen())
        await person.settle()
        compare(person, "exam-history", size)


async def test_the_signs_have_plain_letters_instead(hall: Hall) -> None:
    """A poor terminal sees bars, lines and signs of ASCII alone."""
    id = sit(hall, "w w r - r v r r", ANSWERS)
    async with hall.sits(hall.app(signs=ASCII)) as person:
        await open_result(person, id)
        for keys in ("pagedown", "pagedown", "w", "o"):
            assert all(letter.isascii() for letter in person.screen), person.screen
            await person.press(keys)


async def test_the_result_leads_to_what_was_wrong_and_back(hall: Hall) -> None:
    """Only wrong ones, one after the other; at the ends nothing happens; the filters are keys."""
    id = sit(hall, ANSWERS)
    async with hall.sits() as person:
        screen = await open_result(person, id)
        assert "What was wrong (4)" in person.lines[-1]
        await person.press("w")
        assert "question 4 of 8 (1 of 4 wrong)" in person.lines[0]
        await person.press("left")
        assert "(1 of 4 wrong)" in person.lines[0]
        for _ in range(5):
            await person.press("right")
        assert "question 8 of 8 (4 of 4 wrong)" in person.lines[0]
        assert "Left blank" in person.screen
        await person.press("5")
        assert "(2 of 2 unsure)" in person.lines[0]
        await person.press("4")
        assert "No question of this paper is among these." in person.screen
        await person.press("1", "home")
        assert "question 1 of 8" in person.lines[0]
        await person.press("escape")
        assert person.app.screen_stack == [person.app.home, screen]
        await person.press("escape")
        assert person.app.screen_stack == [person.app.home]


async def test_a_doubt_is_found_in_browse_and_can_be_taken_back(hall: Hall) -> None:
    """The note stands under the question; leaving the field keeps nothing."""
    id = sit(hall, ANSWERS)
    async with hall.sits() as person:
        assert person.app.services is not None
        browse = person.app.services.browse
        await open_result(person, id)
        await person.press("enter", "d")
        await person.write("[/] two")
        await person.press("escape")
        assert len(browse.find("is:flagged")) == 0
        await person.press("d")
        await person.write("[/] two")
        await person.press("enter")
        assert "Doubt [/] two" in person.screen
        assert "disputed 1" in person.screen
        assert len(browse.find("is:flagged")) == 1
        await person.press("D")
        assert "disputed 0" in person.screen
        assert len(browse.find("is:flagged")) == 0


async def test_a_corrected_key_marks_at_once(hall: Hall) -> None:
    """The answer is right from then on, the result says what it was; the deck's key put back takes it back."""
    id = sit(hall, "w r r r r r r r")
    async with hall.sits() as person:
        screen = await open_result(person, id)
        await person.press("enter", "c")
        assert isinstance(person.app.screen, ExamKeyScreen)
        await choose_own(person)
        await person.press("n")
        await person.write("As in the book")
        await person.press("enter")
        await person.settle()
        assert "Right" in person.screen
        assert "Wrong, 0, when the paper was handed in" in person.screen
        assert "As in the book" in person.screen
        await person.press("escape")
        assert screen.found is not None
        assert screen.found.now.total.marks == 8
        assert "7 of 8 then, 8 of 8 now" in person.screen
        await person.press("enter", "c")
        await choose_own(person)
        await person.press("enter")
        await person.settle()
        assert "when the paper was handed in" not in person.screen


async def test_a_question_that_is_right_now_stays_in_view(hall: Hall) -> None:
    """Corrected while only wrong ones are looked at, it can be read; from there it goes on to the next wrong one."""
    id = sit(hall, "r w r w r r r r")
    async with hall.sits() as person:
        await open_result(person, id)
        await person.press("w")
        assert "question 2 of 8 (1 of 2 wrong)" in person.lines[0]
        await person.press("c")
        await choose_own(person)
        await person.press("enter")
        await person.settle()
        assert "question 2 of 8" in person.lines[0]
        assert "Wrong, 0, when the paper was handed in" in person.screen
        await person.press("right")
        assert "question 4 of 8 (1 of 1 wrong)" in person.lines[0]
        await person.press("left")
        assert "question 4 of 8" in person.lines[0]


async def choose_own(person: Person) -> None:
    """Let the option count that was picked, or let it count no more."""
    screen = person.app.screen
    assert isinstance(screen, ExamKeyScreen)
    picked = screen._each.response.option  # type: ignore[union-attr]
    for _ in range(6):
        row = screen._rows.pointed
        if row is not None and row.key == picked:
            break
        await person.press("down")
    await person.press("space")


async def test_a_key_needs_an_option_and_a_cancelled_question_pays_all(hall: Hall) -> None:
    """With nothing chosen enter does nothing; cancelled, even a blank has its marks; leaving changes nothing."""
    id = sit(hall, "- r r r r r r r")
    async with hall.sits() as person:
        await open_result(person, id)
        await person.press("enter", "c")
        screen = person.app.screen
        assert isinstance(screen, ExamKeyScreen)
        while (row := screen._rows.pointed) is not None and not row.picked:
            await person.press("down")
        await person.press("space")
        assert "Mark again" not in person.lines[-1]
        await person.press("enter")
        assert person.app.screen is screen
        await person.press("escape")
        assert "Left blank" in person.screen
        await person.press("c", *["down"] * 5, "space", "enter")
        await person.settle()
        assert "My key  cancelled" in person.screen
        assert "Right" in person.screen


async def test_a_key_is_chosen_by_its_letters(hall: Hall) -> None:
    """As an answer is; in the note letters are only letters."""
    id = sit(hall, "- r r r r r r r")
    async with hall.sits() as person:
        await open_result(person, id)
        await person.press("enter", "c")
        screen = person.app.screen
        assert isinstance(screen, ExamKeyScreen)
        before = set(screen._right)
        await person.press("a", "2", "h")
        assert screen._right == before ^ set(screen._ids[:2])
        await person.press("n", "a", "b", "escape", "b", "a")
        assert screen._right == before
        assert screen._note.value == "ab"


async def test_an_essay_is_marked_beside_its_outline(hall: Hall) -> None:
    """The result says that it waits; marked by its points, it has its marks, and can be marked again."""
    id = write_essay(hall, "Dams give power.\nThey fill with silt.")
    async with hall.sits(size=(120, 40)) as person:
        screen = await open_result(person, id)
        assert "Waiting for marks from you: 1" in person.screen
        assert "1 question still without marks" in person.screen
        await person.press("g")
        await person.settle()
        assert isinstance(person.app.screen, MarkingScreen)
        assert "They fill with silt." in person.screen
        await person.press("y", "h", "enter")
        await person.settle()
        assert person.app.screen_stack[-1] is screen
        assert "15 of 20 marks" in person.screen
        assert "passed, 7 to spare" in person.screen
        await person.press("enter")
        assert "Dams give power." in person.screen
        await person.press("g")
        await person.settle()
        assert isinstance(person.app.screen, MarkingScreen)
        await person.press("escape", "escape")
        assert "15 of 20" in person.screen


async def test_an_essay_earns_the_marks_of_its_paper(hall: Hall) -> None:
    """Where the paper gives eight marks for what its deck thinks worth twenty, half of the points make four."""
    text = sat_papers.ESSAYS.replace("marks: 20", "marks: 8")
    (hall.paths.papers / "essays.yaml").write_text(text, encoding="utf-8")
    id = write_essay(hall, "Dams give power.")
    async with hall.sits(size=(120, 40)) as person:
        await open_result(person, id)
        await person.press("g")
        await person.settle()
        await person.press("y", "n", "right", "enter")
        await person.settle()
        assert "4.5 of 8 marks" in person.screen


async def test_the_schedule_is_taken_back_and_given_again(hall: Hall) -> None:
    """One key each way, and the page says how it stands."""
    id = sit(hall, "w w w w r r r r")
    async with hall.sits(size=(120, 40)) as person:
        await open_result(person, id)
        assert "4 answers of this paper are in the schedule; 4 questions come back soon." in person.screen
        await person.press("t")
        await person.settle()
        assert "were taken out of the schedule again" in person.screen
        await person.press("t")
        await person.settle()
        assert "4 answers of this paper are in the schedule" in person.screen


async def test_old_papers_lead_to_their_results(hall: Hall) -> None:
    """From the list to the older one, and back."""
    sit(hall, "w w w w w w w w", "r r r r r r r r")
    async with hall.sits() as person:
        person.app.push_screen(ExamHistoryScreen())
        await person.settle()
        await person.press("down", "enter")
        await person.settle()
        assert isinstance(person.app.screen, ExamResultScreen)
        assert "not passed" in person.lines[3]
        await person.press("escape")
        assert isinstance(person.app.screen, ExamHistoryScreen)


async def test_without_papers_the_list_says_so(hall: Hall) -> None:
    """And a result that is none is a sentence."""
    async with hall.sits() as person:
        person.app.push_screen(ExamHistoryScreen())
        await person.settle()
        assert "No paper was handed in yet." in person.screen
        assert "Result" not in person.lines[-1]
        await person.press("escape")
        await open_result(person, "nothing")
        assert "There is no paper `nothing`" in person.screen


async def test_a_deck_that_is_corrected_meanwhile_marks_the_paper_again(hall: Hall) -> None:
    """The result on the screen follows the file."""
    id = sit(hall, "r r r r r r r r")
    async with hall.sits() as person:
        screen = await open_result(person, id)
        hall.clock.advance(minutes=1)
        (hall.paths.decks / "world.yaml").write_text(sat_papers.deck({"rivers-2": "b"}), encoding="utf-8")
        assert person.app.services is not None
        person.app.services.decks.sync()
        screen.decks_changed()
        await person.settle()
        assert "MARKED AGAIN" in person.screen
        assert "8 of 8 then" in person.screen


async def test_hostile_text_is_only_text(hall: Hall) -> None:
    """Prompts, options, topics and notes that look like markup or escapes are shown letter for letter."""
    deck = sat_papers.deck(word="[/] [@click=app.quit]x[/] \\\\x1b[2J \\u202E **a**")
    (hall.paths.decks / "world.yaml").write_text(deck, encoding="utf-8")
    id = sit(hall, ANSWERS)
    async with hall.sits() as person:
        await open_result(person, id)
        await person.press("w")
        assert "[/] [@click=app.quit]x[/]" in person.screen
        await person.press("d")
        await person.write("[/]")
        await person.press("enter", "c")
        assert "[@click=app.quit]" in person.screen
        assert not any(CONTROL.search(line) for line in person.lines)


async def test_every_filter_has_its_key(hall: Hall) -> None:
    """The number before its name."""
    id = sit(hall, ANSWERS)
    async with hall.sits() as person:
        await open_result(person, id)
        await person.press("enter")
        for number, wanted in enumerate(Filter, 1):
            await person.press(str(number))
            assert f"{number}[{wanted.value} " in person.lines[2]


async def test_old_papers_are_found_where_papers_are_chosen(hall: Hall) -> None:
    """One key in the choice of a paper, and back to it."""
    sit(hall, "r r r r r r r r")
    async with hall.sits() as person:
        await person.press("e")
        await person.settle()
        await person.press("o")
        await person.settle()
        assert isinstance(person.app.screen, ExamHistoryScreen)
        assert "8 of 8" in person.screen
        await person.press("escape")
        assert "Exam room" in person.lines[0]


@pytest.mark.parametrize("signs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_kind_can_be_reviewed(signs: Signs) -> None:
    """Prompt, what was given, the key and the reasons of all nine kinds, answered or not, at a narrow width too."""
    found = sat(every_kind(), "A note", "A text")
    kinds = set()
    for each in found.questions:
        kinds.add(kind_of(each.question))
        for left in (each, replace(each, response=None, outcome=Outcome.BLANK)):
            shown = "\n".join(line.plain for width in (20, 75) for line in laid_out(question(left, signs, {}), width))
            assert "A note" in shown
            assert right_answer(each.question, each.card.gap).split("\n")[0].split()[0] in shown
    assert kinds == set(Kind)


@given(hostile)
@settings(max_examples=40)
def test_no_text_of_a_paper_is_anything_but_text(evil: str) -> None:
    """Titles, topics, options, notes and what was written come through the one door, on every page of a result."""
    options = (Option("a", evil, correct=True), Option("b", evil, why=evil))
    asked = (
        Choice(id="q", topic=evil, prompt=evil, explanation=evil, options=options),
        Typed(id="t", topic=evil, prompt=evil, answer="x"),
    )
    paper = draw(one_section(2, kinds=tuple(Kind), pass_percent=50), 1, bank_of(*asked))
    found = sat(replace(paper, blueprint=replace(paper.blueprint, title=evil)), evil, evil)
    pages = [everything(found, UNICODE), *[question(each, UNICODE, {}) for each in found.questions]]
    for page in pages:
        assert not any(CONTROL.search(line.plain) for line in laid_out(page, 75))
