"""Text is only ever text: no string of a deck, a file or a person is markup, a key or an escape to the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizapp.domain.answers import Matched, Picked
from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.goals import Goal
from quizapp.domain.memories import Memory, Phase
from quizapp.domain.plans import LeftOutTopic
from quizapp.domain.questions import CardKey, Choice, Citation, Kind, Matching, Option, Pair, TrueFalse
from quizapp.domain.sitting import Left, Step, Summary, TopicResult
from quizapp.domain.text import plain, visible
from quizapp.storage.browsing import Row
from quizapp.tui import faces, part_faces, text, widgets
from quizapp.tui.screens import choices, goal_words
from quizapp.tui.screens.ahead_words import aimed, left_out
from quizapp.tui.screens.summary import figures
from quizapp.tui.signs import UNICODE
from quizapp.tui.theme import DARK
from quizapp.tui.widgets.card import CardView
from quizapp.tui.widgets.card_list import CardList
from quizapp.tui.widgets.choice_list import ChoiceList
from quizapp.tui.widgets.decks import DeckFace, DeckList
from quizapp.tui.widgets.essay_area import EssayArea
from quizapp.tui.widgets.exam_grid import Block, Cell, ExamGrid
from quizapp.tui.widgets.exam_sheet import Script
from quizapp.tui.widgets.jotting import Jotting
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine
from quizapp.tui.widgets.options import Options
from quizapp.tui.widgets.paper_choice import PaperChoice
from quizapp.tui.widgets.paper_list import PaperList
from quizapp.tui.widgets.passage import Passage, laid_out, prose, said
from quizapp.tui.widgets.pick_list import PickList, PickRow
from quizapp.tui.widgets.ranking import Ranking
from quizapp.tui.widgets.shelf_list import ShelfList, ShelfRow
from quizapp.tui.widgets.tabs import TabLine
from quizapp.tui.widgets.yaml_area import YamlArea
from tests.tui.support import Hall, screen_lines

PIECES = [
    "[/]", "[/b]", "[@click=app.quit]x[/]", "[red]", "[$x]", "[", "]", "\\[", "f[x=1]", "{{1::a}}", "**", "`", "*a*",
    "\x1b[2J", "\x1b]52;c;aGk=\x07", "\x1b]0;title\x07", "\x9b6n", "\x00", "\x07", "\x08", "\r", "\t", "\n", "\n\n",
    "\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\U000e0041", "e\u0301" * 3, "پاکستان", "नमस्ते", "👩‍👩‍👧", "中文",
    "- a", "1. b", "word", " ", "W" * 200, "a" * 10_000,
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), min_size=1, max_size=8).map("".join)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def letters(shown: str) -> str:
    """The text without white space, which wrapping may change."""
    return re.sub(r"\s+", "", shown)


@given(hostile)
@settings(max_examples=100)
def test_content_is_the_visible_text_letter_for_letter(hostile_text: str) -> None:
    """The door adds nothing, loses nothing and lets no control through, whatever the width."""
    assert text.words(hostile_text).plain == visible(hostile_text)
    assert letters(text.content(hostile_text).plain) == letters(plain(hostile_text))
    for width in (1, 7, 40):
        wrapped = laid_out([prose(hostile_text), said(text.words(hostile_text))], width)
        shown = "".join(line.plain for line in wrapped)
        assert letters(shown) == letters(plain(hostile_text)) + letters(visible(hostile_text))
        assert not CONTROL.search(shown)


def step_of(evil: str) -> Step:
    """A card every text of which is this."""
    options = (Option("a", evil, correct=True), Option("b", evil, why=evil), Option("c", "plain", why="plain"))
    cited = (Citation(evil, evil),)
    question = Choice(
        id="q", topic=evil, prompt=evil, explanation=evil, sources=cited, as_of=evil, options=options
    )  # fmt: skip
    return Step(
        card=CardKey("d", "q"), key=1, question=question, question_key=1, gap=0, memory=Memory(), deck_title=evil,
        deck_key=1, position=0, place=1, left=Left(1, 0, 0), flagged=True, leech=True, suspended=False, path=evil,
        line=1,
    )  # fmt: skip


class Wall(App[None]):
    """Every widget of our own, each showing the same text."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        """One of each."""
        yield TopLine()
        yield CardView(UNICODE)
        yield Passage(id="figures")
        yield DeckList(UNICODE)
        yield Options(UNICODE, id="more")
        yield PickList(UNICODE, id="picks")
        yield ChoiceList(UNICODE)
        yield ShelfList(UNICODE)
        yield CardList(UNICODE)
        yield PaperList(UNICODE)
        yield PaperChoice(UNICODE)
        yield Passage(id="promised")
        yield Ranking(UNICODE)
        yield TabLine(("one", "two"), UNICODE)
        yield YamlArea("", first_line=1)
        yield Jotting()
        yield EssayArea("")
        yield Script("")
        yield ExamGrid(UNICODE)
        yield Static(id="hint", markup=False)
        yield KeyLine()

    def show(self, evil: str) -> None:
        """Show this text everywhere, as a title, a border and a notification too."""
        step = step_of(evil)
        card = self.query_one(CardView)
        card.ask(step)
        card.choose(step, Picked("b"))
        card.explain(faces.reasons(step, Picked("b"), None, UNICODE))
        self.query_one(TopLine).show(*faces.where(step, UNICODE), text.one_line(evil))
        self.query_one(ExamGrid).show([Block(evil, 1, 2), Block(evil, 3, 3)], [Cell.EMPTY] * 3, 1)
        self.query_one(Script).text = evil
        summary = Summary(2, 1, 0, 0, 1, 1, 9000, 1, (TopicResult(evil, 2, 1),))
        self.query_one("#figures", Passage).show(tuple(figures(summary, UNICODE)))
        self.query_one(DeckList).show([DeckFace(("d",), evil, 1, 2, 3), DeckFace(("e",), evil, 1, 2, 3)])
        statement = TrueFalse(id="q", topic="", prompt=evil, answer=True)
        pairs = Matching(id="q", topic="", prompt=evil, pairs=(Pair("a", evil, evil), Pair("b", "B", "2")))
        matching, given = replace(step, question=pairs, offered=("b", "a")), Matched(frozenset({("a", "b")}))
        parts = part_faces.parts(matching, given, UNICODE, judged=True)
        more = [*faces.options(statement, UNICODE), *parts, *part_faces.sides(matching, given)]
        self.query_one("#more", Options).show(more)
        self._show_lists(evil)
        self.query_one("#hint", Static).update(text.words(evil))
        self.query_one(KeyLine).show((FooterItem("x", text.one_line(evil), ""),))
        card.border_title = text.one_line(evil)
        self.title = text.one_line(evil).plain
        self.clear_notifications()
        self.notify(text.words(evil).plain, markup=False)

    def _show_lists(self, evil: str) -> None:
        """The same text in every column of every list, and in the editor."""
        picks = (
            PickRow(evil),
            PickRow(evil, "a", picked=True),
            PickRow(evil, "b", evil),
            PickRow(evil, "c", evil, False),
        )
        self.query_one(PickList).show(picks)
        setting = choices.Row("a", evil, evil, evil, evil, evil, evil)
        self.query_one(ChoiceList).show((choices.Group(evil, (setting, replace(setting, key="b", default="x"))),))
        shelf = (ShelfRow(evil), ShelfRow(evil, "d", None, (1, 2, 3, 4)), ShelfRow(evil, "d", evil, is_off=True))
        self.query_one(ShelfList).show(shelf)
        row = Row(1, CardKey("d", "q"), Kind.BASIC, evil, evil, Phase.NEW, None, None, 0, False, True, True)
        self.query_one(CardList).show((1,), lambda _: (row,), 0, keep=False)
        sat = Attempt("x", evil, datetime(2026, 3, 2, tzinfo=UTC), 1, 2, 1, None)
        self.query_one(PaperList).show((sat,))
        self.query_one(PaperChoice).offer({"a": evil}, "a")
        goal = Goal(id="a", exam=evil, paper=evil, on=date(2026, 4, 1), minutes=(10,) * 7)
        today = date(2026, 3, 2)
        lines = [*goal_words.promised(None, (goal,), today, UNICODE, "g", evil), *aimed(goal, today, UNICODE)]
        self.query_one("#promised", Passage).show([*lines, *left_out([LeftOutTopic(evil, 1, "no time")])])
        self.query_one(Ranking).show([lambda _: [text.one_line(evil)]])
        self.query_one(YamlArea).text = evil
        self.query_one(Jotting).text = evil
        self.query_one(EssayArea).text = evil


async def test_no_widget_raises_or_acts_on_the_terminal_whatever_it_shows() -> None:
    """Every piece alone and joined with others: no exception, no control character in any strip, no action link."""
    app = Wall()
    async with app.run_test(size=(60, 100)) as pilot:
        for evil in [*PIECES, "".join(PIECES[:30]), " ".join(PIECES), "]" * 50 + "[" * 50]:
            app.show(evil)
            await pilot.pause()
            for line in screen_lines(app):
                assert not CONTROL.search(line), repr(evil)
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    assert segment.style is None or "@click" not in segment.style.meta, repr(evil)


async def test_a_hostile_deck_can_be_studied(hall: Hall) -> None:
    """The whole app over a deck of hostile texts: it is shown, answered and left, and nothing in it is obeyed."""
    nasty = "[/] [@click=app.quit]x[/] \\\\x1b[2J [red] **a** \\u202E " + "W" * 400
    hall.write(
        f'  - {{id: a, kind: choice, topic: "[/b]", prompt: "{nasty}", explanation: "{nasty}", options: ['
        f'{{id: x, text: "[/]", correct: true}}, {{id: y, text: "{nasty}", why: "[$x]"}}]}}\n',
        f'  - {{id: b, kind: typed, topic: T, prompt: "{nasty}", answer: "[/]"}}\n',
        title='"[/] [@click=app.quit]x"',
    )
    async with hall.sits() as person:
        assert "[@click=app.quit]x[/]" in person.screen
        assert "<U+202E>" in person.screen
        await person.press(person.wrong_letter, "pagedown", "pagedown", "enter")
        await person.write("[/]")
        await person.press("enter", "ctrl+p")
        await person.until(lambda: "Search for commands" in person.screen)
        await person.press("escape", "escape")
        await person.settle()
        assert "[/] [@click=app.quit]x" in person.screen
        assert not any(CONTROL.search(line) for line in person.lines)


async def test_what_cannot_be_read_does_not_get_into_the_field(hall: Hall) -> None:
    """A pasted escape sequence is dropped; letters that need joiners keep them."""
    from tests.tui.support import TYPED

    hall.write(TYPED)
    async with hall.sits() as person:
        person.study.card.field.value = "می\u200cروم"
        assert person.study.card.field.value == "می\u200cروم"
        person.study.card.field.value = "As\x1b[2Jta\u202ena"
        assert person.study.card.field.value == "As[2Jtana"


TUI = sorted((Path(__file__).parents[2] / "quizapp" / "tui").rglob("*.py"))


@pytest.mark.parametrize("path", TUI, ids=lambda path: path.name)
def test_no_string_put_together_reaches_a_widget(path: Path) -> None:
    """Static, Label, update, notify and titles get `Content` or a constant, never an f-string."""
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(Static|Label|update|notify|Button|Option)\(\s*f[\"']", source)
    assert not re.search(r"(border_title|border_subtitle|tooltip)\s*=\s*f[\"']", source)
    assert "from_markup" not in source
    assert not re.search(r"#[0-9a-fA-F]{6}\b", source) or path.name == "theme.py"


def test_styles_name_no_colour_by_its_value() -> None:
    """Colours stand in theme.py alone."""
    for path in (Path(__file__).parents[2] / "quizapp" / "tui" / "styles").glob("*.tcss"):
        assert not re.search(r":[^;]*#[0-9a-fA-F]{3,6}\b", path.read_text(encoding="utf-8"))


def test_every_widget_of_ours_is_on_the_wall() -> None:
    """A new widget is added to the hostile test, or it fails."""
    for module in iter_modules(widgets.__path__, f"{widgets.__name__}."):
        import_module(module.name)
    ours = {found for found in _subclasses(Widget) if found.__module__.startswith("quizapp.tui.widgets")}
    assert {found.__name__ for found in ours} == {
        "AnswerField", "CardList", "CardView", "ChoiceList", "Column", "DeckList", "KeyLine", "Options", "Passage",
        "EssayArea", "ExamGrid", "Jotting", "PaperChoice", "PaperList", "PickList", "PictureFrame", "PlainArea",
        "Promised", "Ranking", "Script", "Sheet", "ShelfList", "TabLine", "TopLine", "WaitingPaper", "WillIPass",
        "YamlArea",
    }  # fmt: skip


def _subclasses(base: type[Widget]) -> set[type[Widget]]:
    return {found for child in base.__subclasses__() for found in (child, *_subclasses(child))}


def test_the_door_returns_content_only() -> None:
    """What comes through is never a plain string, which Textual would parse."""
    for made in (text.words("[/]"), text.one_line("[/]"), text.content("[/]"), text.joined([text.words("[/]")])):
        assert isinstance(made, Content)
        assert made.plain == "[/]"
