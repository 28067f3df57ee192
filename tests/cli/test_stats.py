"""`quizapp stats` and `quizapp report`: the figures of Insights for programs and as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quizapp.cli import stats_marks
from quizapp.cli.stats_json import plain
from quizapp.domain.calibration import Prediction, binned, corrected, tried
from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.fact_mastery import FactMastery
from quizapp.domain.insight import Insights, TopicMastery, forecast, heat, retention, time_spent
from quizapp.domain.leeches import Advice, Leech, Neighbour, Reason
from quizapp.domain.missed import Confusion, Missed
from quizapp.domain.outlook import Expectation, Outlook
from quizapp.domain.prospects import Calibration, Prospects, Sat
from quizapp.domain.questions import CardKey, Typed
from quizapp.exports.report_html import Report, report_page
from tests.cli.conftest import Quizapp

DOCUMENT = Path(__file__).parents[2] / "docs" / "insights.md"
HOSTILE = '<script>alert("x")</script>'
DAY = 20_000


def figures(text: str = "Astana") -> Report:
    """One of everything, told in these words."""
    found = Insights(
        day=DAY,
        wanted=0.9,
        forecast=forecast({DAY: 3}, DAY),
        retention=retention({}, DAY),
        heat=(*heat({}, DAY)[:-1], 4),
        topics=(TopicMastery("d", text, text, 4, 2, 0.5),),
        time=time_spent({}, DAY),
    )
    key = CardKey("d", "q")
    confusion = Confusion(text, "right", f"you take {text} for right", 2)
    question = Typed(id="q", topic=text, prompt=text, answer="right")
    advice = Advice(Reason.CONFUSED, text, Neighbour(2, key, text, text))
    return Report(
        found,
        (FactMastery("doc#f", "doc", text, text, text, True, 2, 1, 0.4, (1,)),),
        (Missed(1, key, question, text, 3, 2, DAY, confusion),),
        (Leech(1, key, text, text, 3, 2, confusion, False, advice),),
        (Attempt("id", text, datetime(2026, 3, 1, tzinfo=UTC), 12, 20, 8, True),),
    )


def paths(value: Any, before: str = "") -> Iterator[str]:
    """Every key of a value by the way that leads to it, dates and stretches by their names in the document."""
    if isinstance(value, list):
        for each in value:
            yield from paths(each, f"{before}[]")
    elif isinstance(value, dict):
        for key, inner in value.items():
            shown = re.sub(r"^\d{4}-\d\d-\d\d$", "<date>", key)
            shown = "<stretch>" if shown in ("day", "week", "month", "all") and before and "." not in before else shown
            path = f"{before}.{shown}" if before else shown
            if isinstance(inner, dict | list):
                yield from paths(inner, path)
            else:
                yield path


def documented() -> set[str]:
    """The ways to every key that the document names: a row has one or more, and words of code behind them."""
    found = set()
    section = DOCUMENT.read_text(encoding="utf-8").partition("## For other programs")[2]
    for names, told in re.findall(r"^\| (`.+?) \| (.+) \|$", section, re.MULTILINE):
        first, *others = re.findall(r"`([^`]+)`", names)
        starts = [first, *(other if "[" in other else first.rpartition(".")[0] + other for other in others)]
        inner = re.findall(r"`([a-z_]+)`", told)
        found |= {f"{start}.{name}" for start in starts for name in inner} if inner else set(starts)
    return {each for each in found if not re.search(r"\.confusion$", each)}


def test_the_figures_come_as_words_and_as_json(quizapp: Quizapp) -> None:
    """Before the first answer there is nothing to tell, and every topic is unseen."""
    words = quizapp("stats")
    assert words.code == 0
    assert "true retention" in words.out
    assert "minutes a day" in words.out
    found = json.loads(quizapp("stats", "--json").out)
    assert len(found["forecast"]) == 30
    assert found["true_retention"]["all"]["all"] == {"recalled": 0, "reviews": 0, "share": None}
    assert found["answers"] == {}
    assert all(topic["recall"] is None and topic["unseen"] == 1 for topic in found["topics"])
    assert found["topics"]
    assert found["facts"]
    assert (found["missed"], found["leeches"], found["papers"]) == ([], [], [])
    assert "marks to expect today" in words.out
    assert f"{len(found['topics'])} topics never met yet" in words.out
    assert f"{len(found['facts'])} facts never met yet" in words.out
    assert len(words.out.splitlines()) < 80
    assert "no prediction was tested by an answer yet" in words.out
    assert {each["paper"] for each in found["expected"]} >= {"mpt", "css-ca-part1"}
    assert found["calibration"] == {"tested": 0, "bins": [], "trial": None, "papers": []}


def marks() -> Prospects:
    """One of everything that is said of marks."""
    tested = [Prediction(0.9, 5, number % 10 > 0, when=number) for number in range(100)]
    part = Outlook("part-1", "Part I", 14.6, 20, 20, 1.7, 8, 0.999, 0.6)
    told = Calibration(100, binned(tested, lambda _: corrected(())), tried(tested), (Sat("id", "T", DAY, part, 15),))
    return Prospects((Expectation(part, (part, part)),), told)


def test_marks_are_said_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """The number, its interval, the line and the chance; then predictions against what came."""
    stats_marks.put_marks(marks())
    told = capsys.readouterr().out
    assert re.search(r"Part I +14\.6 +12\.9 to 16\.3 +20 +8 +over 99 % +-", told)
    assert re.search(r"90 % +90 % +100 +83 % to 94 %", told)
    assert "12.9 to 16.3 expected, 15 got, within" in told


def test_the_document_names_every_key_and_no_other() -> None:
    """Who reads docs/insights.md knows what `stats --json` prints."""
    report = figures()
    told = plain(report.found, report.facts, report.missed, report.leeches, report.papers) | stats_marks.plain(marks())
    assert set(paths(json.loads(json.dumps(told)))) == documented()


def test_a_report_is_one_page_that_loads_nothing_and_runs_nothing(quizapp: Quizapp, tmp_path: Path) -> None:
    """It is written whole, to the file that was named."""
    target = tmp_path / "report.html"
    outcome = quizapp("report", "-o", str(target))
    assert (outcome.code, outcome.out) == (0, "")
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<h2>Marks to expect</h2>" in page
    assert not re.search(r"<script|<link|<img|@import|url\(|src=|href=|https?:", page)
    assert quizapp("report").out.startswith("<!doctype html>")


@pytest.mark.parametrize("part", ["Topics", "Facts", "Most missed", "Leeches", "Last year", "True retention", "Coming"])
def test_a_report_has_every_part(part: str) -> None:
    """And the papers under their own title."""
    page = report_page(figures())
    assert f"<h2>{part}</h2>" in page
    assert "1 attempt; the latest 12 of 20 marks, passed. The line is 8 marks." in page
    assert "you take Astana for right, twice" in page


def test_what_decks_say_is_text_on_the_page() -> None:
    """Nothing a deck, a sheet or a blueprint says becomes a tag."""
    page = report_page(figures(HOSTILE))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page == report_page(figures(HOSTILE))
