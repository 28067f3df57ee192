"""A paper as a page: everything on it once, nothing of a deck as markup, and a key that scores the paper in full."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answer_sheets import read_answers, read_key, score_sheet
from quizapp.domain.drawing import draw
from quizapp.domain.papers import Paper
from quizapp.domain.questions import Kind
from quizapp.exports.paper_html import key_row, paper_page
from tests.support.every_kind import QUESTIONS
from tests.support.paper_banks import bank_of, choice, one_section, true_false

VOID = {"meta", "br"}


class Tree(HTMLParser):
    """Reads a page and holds its text, its tags and what was never closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Note a tag."""
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Tags close in the order in which they were opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.said += data


def every_kind() -> Paper:
    """A paper with a question of each kind."""
    return draw(one_section(9, kinds=tuple(Kind), minutes=10, pass_percent=50), 3, bank_of(*QUESTIONS))


def test_every_kind_can_be_printed() -> None:
    """The page is whole, says what it is, and holds every question and its answer."""
    tree = Tree(paper_page(every_kind(), {"css-essay-2025": "An essay"}))
    assert tree.open == []
    assert "Paper 3 · 9 questions · 9 marks · 10 minutes · 4.5 marks to pass" in tree.said
    for words in (
        "Put in order.",
        "More than one may be right.",
        "Discuss.",
        "Full marks:",
        "An essay",
        "Picture: A *map*",
    ):
        assert words in tree.said, words
    assert [int(number) for number in re.findall(r"(\d+)\.(?=</div>)", paper_page(every_kind(), {}))] == [
        *range(1, 10)
    ] * 2


def test_the_key_does_not_stand_among_the_questions() -> None:
    """Before the key there is neither a right answer marked nor a reason."""
    page = paper_page(every_kind(), {})
    questions, _, key = page.partition('<section class="key">')
    assert "Because" not in questions
    assert "Because" in key
    assert ".key { break-before: page" in page


def test_the_same_paper_is_the_same_page() -> None:
    """Byte for byte."""
    assert paper_page(every_kind(), {}) == paper_page(every_kind(), {})


def test_no_network_is_needed() -> None:
    """The page loads nothing and runs nothing."""
    page = paper_page(every_kind(), {})
    assert not re.search(r"<script|<link|<img|url\(|@import|src=|href=", page)


@given(
    st.text(max_size=40),
    st.sampled_from(["<script>alert(1)</script>", "</p>", '"><b onclick=x>', "\x1b[31m", "{{c1::x}}"]),
)
def test_what_a_deck_says_is_never_markup(text: str, hostile: str) -> None:
    """Prompt, options, reasons and titles leave as text."""
    hostile = text + hostile
    question = choice("q")
    options = tuple(replace(each, text=hostile + each.id, why=hostile) for each in question.options)
    paper = draw(one_section(1), 1, bank_of(replace(question, prompt=hostile, explanation=hostile, options=options)))
    tree = Tree(paper_page(replace(paper, blueprint=replace(paper.blueprint, title=hostile)), {"doc": hostile}))
    assert tree.open == []
    assert not tree.tags & {"script", "img", "a", "iframe"}
    assert "\x1b" not in tree.said


@pytest.mark.parametrize("seed", range(5))
def test_the_printed_key_scores_the_printed_paper(seed: int) -> None:
    """The row above the key is a key that `quizapp exam score` reads: answered by it, every question is right."""
    bank = bank_of(*[choice(f"c{n}") for n in range(9)], true_false("t"), true_false("f", answer=False))
    paper = draw(one_section(11, kinds=(Kind.CHOICE, Kind.TRUE_FALSE)), seed, bank)
    row = key_row(paper)
    assert score_sheet(read_answers(row, "a"), read_key(row, "k"), paper.blueprint).result.total.right == 11
