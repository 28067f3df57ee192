"""The marks to expect: pictures that tell the same without colour, on Home and in Insights."""

from __future__ import annotations

from random import Random

import pytest

from quizapp.domain.calibration import Prediction, binned, corrected, tried
from quizapp.domain.outlook import Expectation, Outlook
from quizapp.domain.prospects import Calibration, Prospects, Sat
from quizapp.domain.study_day import day_of
from quizapp.tui.screens import marks_words
from quizapp.tui.screens.insights import PAGES, InsightsScreen
from quizapp.tui.screens.marks_pages import MarksPage
from quizapp.tui.signs import ASCII, UNICODE, Signs
from quizapp.tui.widgets.marks_bar import against, marks_bar
from quizapp.tui.widgets.passage import Paragraph, laid_out
from tests.support.clocks import NOON
from tests.tui.support import Hall
from tests.tui.test_snapshots import SIZES, compare

TODAY = day_of(NOON.date())
PART_ONE = Outlook("css-ca-part1", "CSS Current Affairs, Part I", 14.6, 20, 20, 1.7, 8, 0.996, 0.6)
MPT = Outlook("mpt", "MPT, the screening test of CSS", 38.2, 50, 200, 4.3, 16.5, None, 0.6)
LACKING = Outlook("urdu", "Urdu", 0, 0, 20, 0)
HELD = Outlook("knowledge", "General Knowledge", 38.2, 50, 50, 4.3)


def prospects(answers: int = 1_200) -> Prospects:
    """A learner who is right a little less often than predicted, and sat two papers."""
    chance, tested = Random(1), []
    for number in range(answers):
        recall = min(0.99, max(0.3, chance.gauss(0.88, 0.08)))
        tested.append(Prediction(round(recall, 4), 5, chance.random() < recall - 0.05, when=number))
    correction = corrected(tested)
    ten = Outlook("quick-ten", "A quick ten", 7, 10, 10, 1.5)
    sat = (Sat("b", PART_ONE.title, TODAY - 2, PART_ONE, 15), Sat("a", ten.title, TODAY - 9, ten, 9))
    told = Calibration(answers, binned(tested, lambda _: correction), tried(tested), sat if answers else ())
    return Prospects((Expectation(PART_ONE, (PART_ONE,), answers), Expectation(MPT, (LACKING, HELD), answers)), told)


def text(paragraphs: list[Paragraph], width: int = 76) -> list[str]:
    """The lines as they are read without colour."""
    return [line.plain.rstrip() for line in laid_out(paragraphs, width)]


@pytest.mark.parametrize("size", SIZES)
async def test_how_it_looks(hall: Hall, size: str) -> None:
    """The page, and what stands below."""
    async with hall.sits(size=SIZES[size]) as person:
        await person.press("escape")
        await person.settle()
        await person.press("i")
        await person.settle()
        screen = person.app.screen
        assert isinstance(screen, InsightsScreen)
        screen.action_show(PAGES.index(MarksPage))
        await person.settle()
        page = screen.page
        assert isinstance(page, MarksPage)
        page.post_message(page.Reckoned(prospects()))
        await person.settle()
        compare(person, "marks", size)
        await person.press("pagedown")
        compare(person, "marks-below", size)


def test_home_says_it_in_two_lines() -> None:
    """The paper, then the marks with their interval, the bar with its line, and the chance."""
    found = marks_words.will_i_pass(Expectation(PART_ONE, (), 500), UNICODE)
    assert text(found) == [
        "WILL I PASS  CSS Current Affairs, Part I",
        "expected 14.6 of 20  12.9 to 16.3  ██████│████▒▒▒░░░  pass 8: over 99 %",
    ]


def test_an_interval_ends_where_the_marks_do() -> None:
    """Nobody gets less than nothing where nothing is taken away, nor more than all."""
    few = Outlook("p", "P", 5.4, 80, 80, 11.5, 26.4, 0.001)
    told = text(marks_words.will_i_pass(Expectation(few, (), 500), UNICODE))[1]
    assert "5.4 of 80  0 to 17  " in told
    assert told.endswith("pass 26.4: under 1 %")


def test_what_is_not_held_is_said_to_be_unknown() -> None:
    """No chance and no line are given for a paper of which the decks hold a part."""
    line = text(marks_words.will_i_pass(Expectation(MPT, (), 500), UNICODE))[1]
    assert line.startswith("expected 38.2 of 50  34 to 42")
    assert line.endswith("150 more unknown")
    assert "│" not in line


def test_few_answers_are_said_to_be_few() -> None:
    """On Home and on the page."""
    assert "rough, after few answers" in text(marks_words.will_i_pass(Expectation(PART_ONE, (), 99), UNICODE))[0]
    told = "\n".join(text(list(marks_words.marks(prospects(40), UNICODE))))
    assert "Only 40 predictions were tested by an answer of yours so far" in told
    assert "Only" not in "\n".join(text(list(marks_words.marks(prospects(), UNICODE))))


def test_before_the_first_answer_there_is_nothing_to_calibrate() -> None:
    """And no picture of nothing."""
    told = text(list(marks_words.calibration(prospects(0).calibration, UNICODE)))
    assert any("No prediction was tested" in line for line in told)
    assert "None yet." in told


@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_every_line_fits_a_terminal_of_80_columns(signs: Signs) -> None:
    """Nothing is wrapped, whatever it says; in ASCII nothing else is needed."""
    found = prospects()
    paragraphs = [*marks_words.marks(found, signs), *marks_words.calibration(found.calibration, signs)]
    lines = text(paragraphs, 200)
    assert max(map(len, lines)) <= 74
    if signs is ASCII:
        assert all(line.isascii() for line in lines)


def test_the_bar_shows_interval_and_line() -> None:
    """Full to the low end, half full to the high one; the line between two cells."""
    assert marks_bar(PART_ONE, ASCII, 20).plain == "########" + "|" + "#####" + "===" + "...."
    assert marks_bar(HELD, ASCII, 10).plain == "#######=.."


def test_a_prediction_outside_its_interval_is_told_in_words_too() -> None:
    """Said 90 %, came 70 of 100: fewer; and the marks stand apart in the picture."""
    low, said, high = binned(
        [Prediction(0.9, 5, n < 70) for n in range(100)] + [Prediction(0.65, 5, n < 93) for n in range(100)]
        + [Prediction(0.82, 5, n < 82) for n in range(100)],
        lambda _: corrected(()),
    )  # fmt: skip
    assert [marks_words.verdict(each) for each in (low, said, high)] == ["more", "as said", "fewer"]
    assert against(0.9, 0.7, 0.6, 0.78, ASCII, first=0.5, width=11).plain == "..[-*-].|.."
    assert against(0.7, 0.7, 0.6, 0.8, ASCII, first=0.5, width=11).plain == "..[-#-]...."


async def test_home_tells_it_a_moment_later_and_keeps_the_room(hall: Hall) -> None:
    """Nothing before the first answer; then two lines that stand where the number will be, and the number in them."""
    async with hall.sits() as person:
        await person.press("escape")
        await person.settle()
        assert "WILL I PASS" not in person.screen
    async with hall.sits() as person:
        await person.answer()
        await person.press("escape")
        await person.until(lambda: "WILL I PASS" in person.screen)
        line = next(number for number, each in enumerate(person.lines) if "WILL I PASS" in each)
        await person.until(lambda: "expected" in person.screen)
        assert "WILL I PASS" in person.lines[line]
        assert "expected" in person.lines[line + 1]
