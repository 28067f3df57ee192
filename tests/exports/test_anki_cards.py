"""Laws of the cards in a browser engine, as the apps show them: tapped, turned, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import pytest

from quizapp.domain.decks import Deck
from quizapp.domain.issuing import IssuedQuestion
from quizapp.domain.question_format import read_gaps
from quizapp.domain.questions import (
    Basic,
    Choice,
    Citation,
    Cloze,
    Essay,
    Item,
    Matching,
    Multiple,
    Option,
    Ordering,
    OutlinePoint,
    Pair,
    Question,
    Rubric,
    TrueFalse,
    Typed,
)
from quizapp.exports.apkg.package import package
from tests.support.anki_desk import AnkiDesk
from tests.support.browser import FAULTS, PROGRAM, Browser, Sides, browser, sides

needs_browser = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")

MADE = datetime(2025, 11, 22, tzinfo=UTC)
ENGLISH = Deck("sample", "Sample")
URDU = Deck("urdu", "Urdu", language="ur")
LONG = "Considering every meeting from 1996 on, which of these statements is the most accurate, and why? " * 4


def options(*texts: str, right: Sequence[int] = (0,)) -> tuple[Option, ...]:
    """Options with a reason against each wrong one."""
    return tuple(
        Option(f"o{place}", text, correct=place in right, why="" if place in right else f"Because of {text}.")
        for place, text in enumerate(texts)
    )


CITIES = options("Astana", "Beijing", "Bishkek", "Dushanbe", "Tashkent", "Moscow")
SEVERAL = options(*"ABCDEFGH", right=(0, 2, 5))
GAPS = "RATS sits in {{1::Tashkent::city}}."
QUESTIONS: tuple[Question, ...] = (
    Choice(id="choice", topic="t", prompt=LONG, options=CITIES, explanation="So it is.", valid_until=date(2025, 1, 1)),
    Choice(id="last", topic="t", prompt="p", options=options("One", "Two", "Three", "None of the above")),
    Multiple(id="multiple", topic="t", prompt="p", options=SEVERAL),
    TrueFalse(id="true-false", topic="t", prompt="p", answer=False),
    Basic(id="basic", topic="t", prompt="p", answer="An answer"),
    Cloze(id="cloze", topic="t", prompt=GAPS, gaps=read_gaps(GAPS)),
    Typed(id="typed", topic="t", prompt="p", answer="Tashkent", accept=("Toshkent",)),
    Ordering(id="ordering", topic="t", prompt="p", items=tuple(Item(f"i{n}", f"Step {n}") for n in range(1, 5))),
    Matching(
        id="matching",
        topic="t",
        prompt="p",
        pairs=tuple(Pair(f"p{n}", f"Left {n}", f"Right {n} Pakhtunkhwa") for n in range(1, 5)),
        distractors=("Neither",),
    ),
    Essay(
        id="essay",
        topic="t",
        prompt="p",
        marks=20,
        outline=tuple(OutlinePoint(f"o{n}", f"Point {n}", (Citation("d", "f"),)) for n in range(1, 5)),
        rubric=Rubric("All.", "Half.", "None."),
    ),
)
URDU_CHOICE = Choice(id="choice", topic="تاریخ", prompt="SCO کیا ہے؟", options=options("2017", "Peace", "منشور"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnkiDesk]:
    """A collection that has all sample questions; tests only look at it."""
    opened = AnkiDesk(tmp_path_factory.mktemp("anki"))
    issue = [IssuedQuestion(ENGLISH, question, MADE) for question in QUESTIONS]
    opened.take(package([*issue, IssuedQuestion(URDU, URDU_CHOICE, MADE)], {}, date(2025, 12, 1)))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def page() -> Iterator[Browser]:
    """A browser of the size of a phone."""
    with browser() as opened:
        opened.size(360, 640)
        yield opened


def card(desk: AnkiDesk, id: str, typed: str = "") -> Sides:
    """The sides of a question's card."""
    return sides(desk.collection, desk.cards(id)[0].id, typed)


def numbers(page: Browser, box: str = "#qz-options") -> list[int]:
    """The options on the screen by their numbers, in the order in which they stand."""
    found = page.run(f"[...document.querySelectorAll('{box} li[data-n]')].map(each => Number(each.dataset.n))")
    return [int(number) for number in found]


def classes(page: Browser, box: str) -> dict[int, str]:
    """How the entries are marked, by their numbers."""
    told = f"[...document.querySelectorAll('{box} li[data-n]')].map(each => [Number(each.dataset.n), each.className])"
    return {int(number): name for number, name in page.run(told)}


def words(page: Browser, selector: str = "#qa") -> str:
    """What can be read in an element."""
    return str(page.run(f"document.querySelector('{selector}').innerText"))


def key_of(shown: Sides) -> set[int]:
    """The numbers of the right options."""
    return {int(each) for each in shown.back.split('data-key="')[1].split('"')[0].split()}


@needs_browser
@pytest.mark.parametrize("by_page", [True, False], ids=["pages", "one page"])
def test_the_order_of_options_stays_when_the_card_is_turned(desk: AnkiDesk, page: Browser, by_page: bool) -> None:
    """Whether the app loads a page a side or puts one in the place of the other; and each showing has its own order."""
    orders = set()
    for _ in range(8):
        shown = card(desk, "sample/choice")
        page.show(shown.front)
        before = numbers(page)
        page.show(shown.back) if by_page else page.swap(shown.back)
        assert numbers(page) == before
        orders.add(tuple(before))
    assert len(orders) > 3
    assert all(sorted(order) == [1, 2, 3, 4, 5, 6] for order in orders)


@needs_browser
def test_none_of_the_above_stays_last(desk: AnkiDesk, page: Browser) -> None:
    """However often the options are shuffled; True always stands before False."""
    shown, lasts = card(desk, "sample/last"), set()
    for _ in range(6):
        page.show(shown.front)
        lasts.add(words(page, "#qz-options li:last-child"))
    assert lasts == {"None of the above"}
    page.show(card(desk, "sample/true-false").front)
    assert words(page, "#qz-options").split() == ["True", "False"]


@needs_browser
@pytest.mark.parametrize("turn", ["showAnswer", "pycmd"])
def test_the_right_option_is_marked_whatever_was_tapped(desk: AnkiDesk, page: Browser, turn: str) -> None:
    """A tap asks the app for the answer; what was tapped is named beside the right one, and nothing else is marked."""
    shown = card(desk, "sample/choice")
    (right,) = key_of(shown)
    for tapped in (None, *range(1, 7)):
        page.show(shown.front, turn=turn)
        if tapped is not None:
            page.tap(f'#qz-options li[data-n="{tapped}"]')
        assert page.run("turned") == (tapped is not None)
        page.show(shown.back, turn=turn)
        marked = {number: name for number, name in classes(page, "#qz-options").items() if name}
        assert marked == {right: "qz-key"} | ({tapped: "qz-slip"} if tapped not in (None, right) else {})
        verdict = "" if tapped is None else "✓ Right" if tapped == right else "✗ Wrong"
        assert words(page, "#qz-verdict") == verdict
        assert words(page).count("Your answer") == (tapped is not None)
        assert words(page).count("Because of ") == 5


@needs_browser
def test_several_options_are_chosen_and_taken_back(desk: AnkiDesk, page: Browser) -> None:
    """The card is not turned by a tap, and the verdict counts every option that was rightly chosen or left."""
    shown = card(desk, "sample/multiple")
    right = sorted(key_of(shown))
    (wrong, *_) = sorted(set(range(1, 9)) - set(right))
    page.show(shown.front)
    hint = page.run("getComputedStyle(document.querySelector('#qz-options'), '::before').content")
    assert hint == '"Choose all that are right."'
    for number in (right[0], wrong, right[1], right[1]):
        page.tap(f'#qz-options li[data-n="{number}"]')
    assert page.run("turned") == 0
    page.show(shown.back)
    marked = {number for number, name in classes(page, "#qz-options").items() if name == "qz-key"}
    assert marked == set(right)
    assert words(page, "#qz-verdict") == "◐ 5 of 8 right"
    assert words(page).count("You left it out") == 2


@needs_browser
def test_items_are_put_in_order_by_tapping(desk: AnkiDesk, page: Browser) -> None:
    """The last tap turns the card; what stood at its place is right, the rest says where it was put."""
    shown = card(desk, "sample/ordering")
    page.show(shown.front)
    assert numbers(page, "#qz-items") != [1, 2, 3, 4]
    for number in (4, 4, 1, 3, 2, 4):
        page.tap(f'#qz-items li[data-n="{number}"]')
    assert page.run("turned") == 1
    page.show(shown.back)
    assert classes(page, "#qz-order") == {1: "qz-key", 2: "qz-slip", 3: "qz-slip", 4: "qz-key"}
    assert "You put it at 3" in words(page, '#qz-order li[data-n="2"]')
    assert words(page, "#qz-verdict") == "◐ 2 of 4 right"


@needs_browser
def test_pairs_are_joined_parted_and_told(desk: AnkiDesk, page: Browser) -> None:
    """What belongs together bears the same letter and the same colour; one right side never serves two left ones."""
    shown = card(desk, "sample/matching")
    page.show(shown.front)
    pairs = [(1, 1), (2, 2), (3, 0), (3, 3), (4, 0)]
    for left, right in pairs[:3]:
        page.tap(f'.qz-left li[data-n="{left}"]')
        page.tap(f'.qz-right li[data-n="{right}"]')
    place = numbers(page, ".qz-right").index(1)
    letter = page.run("document.querySelector('.qz-left li[data-n=\"1\"]').dataset.place")
    assert letter == "ABCDE"[place]
    colours = "['.qz-left', '.qz-right'].map(side => getComputedStyle(document.querySelector("
    colours += "side + ' li[data-n=\"1\"]'), '::before').backgroundColor)"
    assert len(set(page.run(colours))) == 1
    page.tap('.qz-left li[data-n="4"]')
    page.tap('.qz-right li[data-n="2"]')
    assert page.run("document.querySelector('.qz-left li[data-n=\"2\"]').dataset.place") == ""
    for left, right in ((2, 4), (3, 3)):
        page.tap(f'.qz-left li[data-n="{left}"]')
        page.tap(f'.qz-right li[data-n="{right}"]')
    assert page.run("turned") >= 1
    page.show(shown.back)
    assert classes(page, "#qz-pairs") == {1: "qz-key", 2: "qz-slip", 3: "qz-key", 4: "qz-slip"}
    assert "You chose: Right 4" in words(page, '#qz-pairs li[data-n="2"]')


@needs_browser
def test_an_outline_comes_point_by_point(desk: AnkiDesk, page: Browser) -> None:
    """None at first, one more a tap, and the button is gone after the last."""
    page.show(card(desk, "sample/essay").back)
    for shown in range(5):
        assert words(page, "#qz-outline").count("Point ") == shown
        if shown < 4:
            page.tap(".qz-next")
    assert page.run("document.querySelector('.qz-next').offsetParent") is None


@needs_browser
def test_without_scripts_everything_can_be_read(desk: AnkiDesk, page: Browser) -> None:
    """The question on the front; on the back the answer, every option and every reason."""
    page.scripts(False)
    try:
        for id in ("choice", "multiple", "true-false", "ordering", "matching", "essay"):
            shown = card(desk, f"sample/{id}")
            page.show(shown.front)
            front = words(page)
            page.show(shown.back)
            back = words(page)
            for said in _said(next(each for each in QUESTIONS if each.id == id)):
                assert said in back
            assert "Because of" not in front
        page.show(card(desk, "sample/choice").back)
        assert words(page, ".qz-answer") == "Astana"
        page.show(card(desk, "sample/true-false").back)
        assert words(page, ".qz-answer") == "False"
    finally:
        page.scripts(True)


def _said(question: Question) -> list[str]:
    match question:
        case Choice() | Multiple():
            return [text for option in question.options for text in (option.text, option.why)]
        case Ordering():
            return [item.text for item in question.items]
        case Matching():
            return [text for pair in question.pairs for text in (pair.left, pair.right)]
        case Essay():
            return [point.text for point in question.outline]
        case _:
            return ["True", "False"]


@needs_browser
@pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
def test_cards_are_fit_for_a_phone(desk: AnkiDesk, page: Browser, night: bool) -> None:
    """At 360 pixels nothing scrolls sideways, what is tapped is large enough, and every text stands out (4.5 to 1)."""
    for id in (*(f"sample/{each.id}" for each in QUESTIONS), "urdu/choice"):
        shown = card(desk, id, typed="Tashkant")
        for side in shown:
            page.show(side, night=night)
            assert page.run(FAULTS) == [], id
            for tapped in (".qz-options li[data-n='2']", ".qz-right li[data-n='2']", ".qz-next"):
                if page.run(f'document.querySelector("{tapped}") !== null'):
                    page.tap(tapped)
            assert page.run(FAULTS) == [], id


@needs_browser
def test_urdu_runs_from_the_right_on_every_line(desk: AnkiDesk, page: Browser) -> None:
    """Badges stand on the right of all options, of those in Latin letters or digits too, in any order."""
    shown = card(desk, "urdu/choice")
    for side in (shown.front, shown.back) * 3:
        page.show(side)
        ways = page.run(
            "[...document.querySelectorAll('.qz-card, [data-n]')].map(each => getComputedStyle(each).direction)"
        )
        assert set(ways) == {"rtl"}
    page.show(card(desk, "sample/choice").front)
    assert page.run("getComputedStyle(document.querySelector('.qz-card')).direction") == "ltr"
