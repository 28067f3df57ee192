"""How well the rules tell flawed questions from sound ones, held at what was reached."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.linting.cases import FOLDER, judge, read_cases, table

DOCUMENT = FOLDER.parents[1] / "docs" / "linting.md"


def test_the_sets_are_large_enough() -> None:
    """At least 120 labelled flaws in each set, and as many sound questions in both together as flawed in one."""
    for name in ("tuning.yaml", "judging.yaml"):
        cases = read_cases(name)
        assert sum(len(case.flaws) for case in cases) >= 120
        assert sum(len(case.questions) for case in cases if not case.flaws) >= 95


def test_on_the_tuning_set_everything_is_found_and_nothing_else() -> None:
    """Every rule finds all of its flaws there and is silent on all else."""
    score = judge(read_cases("tuning.yaml"))
    assert (score.missed, score.false) == ([], [])


def test_on_the_judging_set_the_levels_are_held() -> None:
    """The rules find 127 of 133 flaws, and nine times without a label, in one sound question."""
    cases = read_cases("judging.yaml")
    score = judge(cases)
    assert sum(score.hits.values()) >= 127
    assert sum(score.there.values()) == 133
    assert len(score.false) <= 9
    assert sum(bool(case.found()) for case in cases if not case.flaws) <= 1
    assert max(Counter(name for name, _ in score.missed).values()) <= 3


def test_on_the_set_of_another_writer_the_levels_are_held() -> None:
    """The rules find 67 of 70 flaws there, and three times without a label, in one of 74 sound cases."""
    cases = read_cases("judging_second.yaml")
    sound = [case for case in cases if not case.flaws]
    score = judge(cases)
    assert sum(score.hits.values()) >= 67
    assert sum(score.there.values()) == 70
    assert len(score.false) <= 3
    assert len(sound) == 74
    assert sum(bool(case.found()) for case in sound) <= 1
    assert max(Counter(name for name, _ in score.missed).values()) <= 2


def test_the_third_set_is_held_to_what_is_found_now() -> None:
    """The document tells, rule by rule, what was found there at the first run and what is found now."""
    section = DOCUMENT.read_text(encoding="utf-8").partition("### A blind trial")[2].partition("\n## ")[0]
    numbers = r"(\d+) of (\d+) \| (\d+)"
    rows = re.findall(rf"^\| ([a-z-]+) \| {numbers} \| {numbers} \|$", section, re.MULTILINE)
    told = {name: [int(figure) for figure in figures] for name, *figures in rows}
    cases = read_cases("judging_third.yaml")
    score = judge(cases)
    false = Counter(name for name, _ in score.false)
    for name in {*told, *score.there, *false}:
        there = score.there[name]
        found, first_there, alarms, *now = told.get(name, [there, there, 0, there, there, 0])
        assert (name, now) == (name, [score.hits[name], there, false[name]])
        assert (name, first_there) == (name, there)
        assert (name, now[0]) >= (name, found)
        assert (name, now[2]) <= (name, alarms)
    assert len(told) == 18
    assert sum(score.there.values()) == 113
    assert sum(there - found for found, there, *_ in told.values()) == 15
    assert sum(alarms for _, _, alarms, *_ in told.values()) == 13
    assert sum(score.hits.values()) >= 110
    assert len(score.false) <= 6
    sound = [case for case in cases if not case.flaws]
    assert (len(sound), sum(len(case.questions) for case in sound)) == (174, 200)
    assert sum(bool(case.found()) for case in sound) <= 1


@pytest.mark.parametrize("name", ["judging.yaml", "judging_second.yaml"])
def test_the_document_gives_the_figures(name: str) -> None:
    """The tables of hits and false alarms in docs/linting.md are those of the judging sets."""
    assert table(judge(read_cases(name))) in DOCUMENT.read_text(encoding="utf-8")
