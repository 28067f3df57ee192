"""`quizapp exam results`, `result` and `correct`."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from quizapp.bootstrap import services_on
from quizapp.domain.exam_keys import option_ids
from quizapp.settings import Paths
from tests.cli.conftest import Quizapp
from tests.support import sat_papers
from tests.support.clocks import SetClock


@pytest.fixture
def sat(home: Path, clock: SetClock) -> list[str]:
    """Two papers that were handed in, the older first: their ids."""
    paths = Paths.find(os.environ)
    paths.create()
    sat_papers.lay_out(paths)
    services = services_on(paths, clock)
    services.decks.sync()
    ids = []
    for seed, answers in ((1, "w r r r w w w w"), (2, "r r r r r r+ w+ w?")):
        ids.append(sat_papers.sit(services, clock, answers, seed=seed).id)
        clock.advance(days=2)
    services.store.close()
    return ids


def marks(quizapp: Quizapp) -> list[float]:
    """The marks of all papers, the newest first."""
    return [each["marks"] for each in json.loads(quizapp("exam", "results", "--json").out)]


def test_without_a_paper_it_is_said(quizapp: Quizapp) -> None:
    """The list is empty, and there is no latest result."""
    outcome = quizapp("exam", "results")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "No paper was handed in yet.\n")
    assert json.loads(quizapp("exam", "results", "--json").out) == []
    outcome = quizapp("exam", "result")
    assert (outcome.code, outcome.out) == (1, "")
    assert "No paper was handed in yet." in outcome.err


def test_papers_are_listed(quizapp: Quizapp, sat: list[str]) -> None:
    """The newest first, with an id that names each of them."""
    lines = quizapp("exam", "results").out.splitlines()
    ids = [line.split()[0] for line in lines[1:]]
    assert len(ids) == 2
    assert [json.loads(quizapp("exam", "result", id, "--json").out)["id"] for id in ids] == sat[::-1]
    assert re.search(r"2026-03-04 +5.5 of 8 +passed +Class test", lines[1])
    assert "not passed" in lines[2]


def test_the_latest_result_in_words_and_in_json(quizapp: Quizapp, sat: list[str]) -> None:
    """Marks by section and topic, luck, time, what was wrong, the schedule."""
    out = quizapp("exam", "result").out
    for words in (
        "5.5 of 8 marks: passed, 1.5 to spare.",
        "Answers, sure: 1 of 2 right, +0.75 marks.",
        "Not right though sure: 7.",
        "Time: 6:00 of 10:00 (",
        "Not right: 7, 8.",
        "Schedule: ",
    ):
        assert words in out, out
    assert re.search(r"^Rivers +4 +4 +4 ", out, re.M)
    plain = json.loads(quizapp("exam", "result", "latest", "--json").out)
    assert (plain["total"]["marks"], plain["passed"], len(plain["questions"])) == (5.5, True, 8)
    assert [each["marks"] for each in plain["attempts"]] == [2, 5.5]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("result", "zzzz"), "There is no paper `zzzz`: `quizapp exam results` lists"),
        (("correct", "latest", "99", "--key", "b"), "no question 99: they are numbered from 1 to 8"),
        (("correct", "latest", "1", "--key", "z"), "`z` is no key for this question: write letters from a to d"),
        (("correct", "latest", "1", "--undo"), "there is nothing to take back"),
    ],
)
def test_what_cannot_be_is_a_sentence(quizapp: Quizapp, sat: list[str], arguments: tuple[str, ...], words: str) -> None:
    """Nothing on stdout, nothing changed, and what to do."""
    before = marks(quizapp)
    outcome = quizapp("exam", *arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert words in outcome.err
    assert marks(quizapp) == before


def test_a_key_or_its_undoing_must_be_said(quizapp: Quizapp, sat: list[str]) -> None:
    """Neither or both is a misuse."""
    assert quizapp("exam", "correct", "latest", "1").code == 2
    assert quizapp("exam", "correct", "latest", "1", "--key", "a", "--undo").code == 2


def test_a_corrected_key_marks_all_papers_and_is_taken_back(quizapp: Quizapp, sat: list[str]) -> None:
    """A cancelled question pays in both papers; the note is kept; undone, all is as it was."""
    before = marks(quizapp)
    outcome = quizapp("exam", "correct", "latest", "7", "--key", "cancelled", "--note", "Two are \x1b[2J right")
    assert outcome.code == 0
    assert "marked again" in outcome.err
    after = marks(quizapp)
    assert after[0] == before[0] + 1.25
    plain = json.loads(quizapp("exam", "result", "--json").out)
    assert plain["then"]["changed"] == [7]
    assert plain["questions"][6]["correction"] == {"key": "cancelled", "note": "Two are \\x1b[2J right"}
    assert "Question 7: wrong then, right now." in quizapp("exam", "result").out
    assert "\x1b" not in quizapp("exam", "result").out
    changed = json.loads(quizapp("exam", "correct", sat[1], "7", "--undo", "--json").out)
    assert sat[1] in [each["id"] for each in changed]
    assert marks(quizapp) == before


def test_a_key_that_changes_nothing_says_so(quizapp: Quizapp, sat: list[str]) -> None:
    """The deck's own key as a correction."""
    plain = json.loads(quizapp("exam", "result", "--json").out)
    assert plain["questions"][0]["outcome"] == "right"
    picked = plain["questions"][0]["response"]["picked"]
    services = services_on(Paths.find(os.environ))
    letter = "abcd"[option_ids(services.exams.sitting(sat[1]).question(1).question).index(picked)]
    services.store.close()
    outcome = quizapp("exam", "correct", "latest", "1", "--key", letter)
    assert (outcome.code, outcome.out) == (0, "")
    assert "No marks change by that." in outcome.err


def test_the_page_is_written_whole(quizapp: Quizapp, sat: list[str], tmp_path: Path) -> None:
    """To a file, or to stdout as it is."""
    file = tmp_path / "result.html"
    outcome = quizapp("exam", "result", "-o", file)
    assert (outcome.code, outcome.out) == (0, "")
    assert quizapp("exam", "result", "-o", "-").out.encode() == file.read_bytes()
    assert "<!doctype html>" in file.read_text(encoding="utf-8")


def test_the_schema_is_printed(quizapp: Quizapp) -> None:
    """Its title says what it is of."""
    assert json.loads(quizapp("schema", "result").out)["title"] == "The result of a paper sat in quizapp"
