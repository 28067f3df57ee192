"""The result of a paper as a page and as JSON: whole, self-contained, and nothing of a deck or a note as markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Picked, Recalled, Response, Wrote
from quizapp.domain.exam_changes import Correction, Ended
from quizapp.domain.exam_luck import Switches
from quizapp.domain.exam_results import ExamResult, exam_result
from quizapp.domain.exam_sitting import Slot, sitting_of
from quizapp.domain.marking import Marks
from quizapp.domain.papers import Paper
from quizapp.domain.practising import not_answered
from quizapp.domain.questions import Basic, Choice, Essay
from quizapp.exports.result_html import result_page
from quizapp.exports.result_json import plain_result, result_schema
from quizapp.tui.screens.exam_result_words import WIDTH, everything
from quizapp.tui.signs import UNICODE
from quizapp.tui.widgets.passage import laid_out
from tests.exports.test_json_export import TYPES, faults
from tests.exports.test_paper_html import Tree, every_kind

BEGUN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def sat(paper: Paper, note: str = "", text: str = "A text") -> ExamResult:
    """The paper handed in: what can be picked is picked, an essay is written, everything is doubted and corrected."""
    sitting = sitting_of("one", paper, BEGUN)
    slots = []
    for each in paper.questions:
        response: Response = not_answered(each.question)
        if isinstance(each.question, Choice):
            response = Picked(each.question.options[0].id)
        elif isinstance(response, Wrote):
            response = Wrote(text)
        elif isinstance(each.question, Essay):
            response = Recalled(frozenset(), text)
        slots.append(Slot(response, marked=True, sure=True, milliseconds=30_000))
    numbers = [each.number for each in paper.questions]
    keyed = [each.number for each in paper.questions if not isinstance(each.question, Essay | Basic)][:2]
    ended = replace(
        sitting,
        slots=tuple(slots),
        ended=BEGUN + timedelta(minutes=9),
        ended_by=Ended.PERSON,
        disputes=dict.fromkeys(numbers, note),
        corrections={number: Correction(cancelled=True, note=note) for number in keyed},
    )
    found = exam_result(ended, switched=Switches(1, 2, 0))
    earlier = replace(found.attempt(), id="before", title=note)
    return replace(found, attempts=(earlier, found.attempt()))


def test_the_page_is_whole_and_loads_nothing() -> None:
    """Every tag is closed, every question is there, and nothing comes from anywhere else."""
    page = result_page(sat(every_kind(), "A note"), {"css-essay-2025": "An essay"})
    tree = Tree(page)
    assert tree.open == []
    assert "script" not in tree.tags
    assert "img" not in tree.tags
    assert not re.search(r"(?:src|href)\s*=|url\(|@import", page)
    assert all(f'<div class="number">{number}.</div>' in page for number in range(1, 10))
    for words in (
        "Marked again",
        "Topics",
        "Every time it was sat",
        "Luck",
        "Time",
        "My key: cancelled: A note",
        "A text",
    ):
        assert words in tree.said, words
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_what_is_partly_right_has_a_column_where_there_is_any() -> None:
    """On the page and in the program; the lines keep their width."""
    found = sat(every_kind())
    one = Marks("t", "Rivers", 4, 80, right=0, partly=7, wrong=0, blank=3, lost=0)
    for part, shown in ((one, True), (replace(one, partly=0), False)):
        told = replace(found, now=replace(found.now, sections=(), topics=(part,)))
        assert ("<th>partly right</th>" in result_page(told, {})) is shown
        lines = [line.plain for line in laid_out(list(everything(told, UNICODE)), 76)]
        (head,) = [line for line in lines if line.startswith("TOPICS")]
        (row,) = [line for line in lines if line.startswith("Rivers")]
        assert ("part " in head) is shown
        assert (" 7 " in row) is shown
        assert len(head.rstrip()) == len(row.rstrip()) <= WIDTH + 4


def test_the_same_result_gives_the_same_bytes() -> None:
    """Nothing of the moment is on the page."""
    assert result_page(sat(every_kind()), {}) == result_page(sat(every_kind()), {})


@given(evil=st.one_of(st.text(max_size=60), st.just("</style><script>alert(1)</script>"), st.just('"><img src=x>')))
def test_whatever_was_noted_or_written_is_only_text(evil: str) -> None:
    """Notes, texts, titles of documents and papers: no tag of theirs gets through."""
    paper = every_kind()
    title = replace(paper.blueprint, title=evil or "x")
    found = sat(replace(paper, blueprint=title), evil, evil)
    tree = Tree(result_page(found, {"css-essay-2025": evil}))
    assert tree.open == []
    assert tree.tags <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "span", "b", "i", "ul", "ol", "li", "em"),
        *("table", "thead", "tbody", "tr", "th", "td", "div", "br", "code"),
    }
    json.dumps(plain_result(found))


def with_floats(schema: Any) -> Any:
    """The schema with each number as what Python reads: an integer or a float."""
    if isinstance(schema, dict):
        if schema == {"type": "number"}:
            return {"anyOf": [{"type": "integer"}, {"type": "float"}]}
        return {name: with_floats(each) for name, each in schema.items()}
    return [with_floats(each) for each in schema] if isinstance(schema, list) else schema


def test_the_json_follows_its_schema() -> None:
    """With every kind of question, doubts and corrections; and without any of it."""
    TYPES["float"] = float
    schema = with_floats(result_schema())
    for found in (sat(every_kind(), "A note"), replace(sat(every_kind()), switches=None, attempts=(), luck=())):
        document = json.loads(json.dumps(plain_result(found)))
        assert faults(document, schema) == []
        broken = {name: value for name, value in document.items() if name != "questions"}
        assert faults(broken, schema) != []


def test_the_json_has_every_question_with_what_became_of_it() -> None:
    """Responses as they are kept and in words, the key, marks, time and what was said."""
    document = plain_result(sat(every_kind(), "A note"))
    by_kind = {each["kind"]: each for each in document["questions"]}
    assert len(by_kind) == 9
    assert by_kind["essay"]["waits"] is True
    assert by_kind["essay"]["response_text"] == "A text"
    assert all(each["dispute"] == "A note" and each["said"] == "sure" for each in document["questions"])
    assert len(document["then"]["changed"]) >= 1
