"""Attempts as values: marks in half steps, words, what was missed, and back from plain values."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Recalled
from quizapp.domain.judging import judge
from quizapp.domain.questions import CardKey, Essay, OutlinePoint, Rubric
from quizapp.domain.responses import response_from_plain, response_to_plain
from quizapp.domain.shares import share_recalled
from quizapp.domain.writing import (
    Attempt,
    Had,
    Stage,
    attempt_from_plain,
    attempt_to_plain,
    marks_for,
    minutes_for,
    recalled,
    share_of,
    stepped,
    words_for,
    words_in,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
grades = st.sampled_from(list(Had))
points = st.dictionaries(st.sampled_from("abcdef"), grades)


def essay(*ids: str, marks: int = 20) -> Essay:
    """An essay with these points."""
    outline = tuple(OutlinePoint(each, each.upper()) for each in ids)
    return Essay(id="e", topic="", prompt="Why?", marks=marks, outline=outline, rubric=Rubric("f", "h", "n"))


def attempt(*ids: str) -> Attempt:
    """An attempt at it."""
    return Attempt(id="x", card=CardKey("d", "e"), begun=NOW, outline=ids, out_of=20)


def test_marks_deserve_the_minutes_of_the_written_paper() -> None:
    """Four questions of 20 marks have 150 minutes."""
    assert minutes_for(20) * 4 == 150
    assert words_for(20) == 800
    assert words_for(10) == 400
    assert words_for(4) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), (" \n ", 0), ("One, two.", 2), ("well-known – it's 3.5 %", 3), ("پاکستان اور چین", 3), ("-- *** ...", 0)],
)
def test_a_word_has_a_letter_or_a_digit(text: str, words: int) -> None:
    """Dashes and bullets are no words."""
    assert words_in(text) == words


@given(points, st.integers(1, 100))
def test_marks_of_points_are_half_steps_and_never_rounded_up(given_points: dict[str, Had], out_of: int) -> None:
    """By the points nobody gets more than the share earns, nor half a mark less."""
    share = share_of(given_points, "abcdef")
    marks = marks_for(share, out_of)
    assert marks * 2 == int(marks * 2)
    assert 0 <= marks <= out_of
    assert share * out_of - 0.5 < marks <= share * out_of + 1e-6


@given(st.floats(0, 20), st.integers(-50, 50))
def test_steps_stay_within_what_can_be_had(marks: float, by: int) -> None:
    """No key leads below nothing or above full marks."""
    assert 0 <= stepped(marks, by, 20) <= 20


@given(points)
def test_the_share_of_points_is_what_the_card_is_judged_by(given_points: dict[str, Had]) -> None:
    """Marking and the schedule count alike, half points too, through the log and back."""
    question = essay(*"abcdef")
    response = recalled(given_points)
    assert response_from_plain(response_to_plain(response)) == response
    assert share_recalled(question, response) == pytest.approx(share_of(given_points, "abcdef"))
    assert judge(question, 0, response).share == share_recalled(question, response)


def test_a_point_is_not_had_and_half_had() -> None:
    """Such a response is refused."""
    with pytest.raises(ValueError, match="twice"):
        share_recalled(essay("a", "b"), Recalled(frozenset({"a"}), halves=frozenset({"a"})))


def test_points_are_checked_in_order_and_taken_back() -> None:
    """The plan is over when all were checked; after that nothing more is."""
    made = attempt("a", "b").checked(Had.FULL)
    assert not made.is_planned
    assert made.unchecked().plan == {}
    made = made.checked(Had.NONE)
    assert made.is_planned
    assert made.checked(Had.FULL) == made
    assert made.missed() == ("b",)


def test_memory_is_told_by_the_plan_before_the_text() -> None:
    """After a plan the points were seen, so the text says nothing of memory; without one it does."""
    planned = attempt("a").checked(Had.NONE)
    marked = replace(planned, marking={"a": Had.FULL}, marks=20.0)
    assert marked.recall == {"a": Had.NONE}
    assert replace(marked, plan={}).recall == {"a": Had.FULL}
    assert attempt("a").recall is None
    assert marked.missed() == ()


def test_another_outline_is_checked_anew_and_the_text_stays() -> None:
    """The deck was changed while an essay was in the making."""
    made = replace(attempt("a", "b").checked(Had.FULL), text="Long.")
    assert made.fitted(essay("b", "a"), ("b", "a")) == made
    fitted = made.fitted(essay("a", "c"), ("a", "c"))
    assert (fitted.plan, fitted.text, fitted.outline) == ({}, "Long.", ("a", "c"))


@given(points, points, st.text(), st.sampled_from(Stage), st.one_of(st.none(), st.integers(0, 40)))
def test_an_attempt_comes_back_from_plain_values(
    plan: dict[str, Had], marking: dict[str, Had], text: str, stage: Stage, halves: int | None
) -> None:
    """As JSON has it, whatever the text holds."""
    made = replace(
        attempt(*"abcdef"), plan=plan, marking=marking, text=text, stage=stage, planning=5, writing=7, jotted=text[:3],
        marks=None if halves is None else halves / 2,
    )  # fmt: skip
    plain = json.loads(json.dumps(attempt_to_plain(made), ensure_ascii=False))
    assert attempt_from_plain("x", "d/e", plain) == made


@pytest.mark.parametrize("field", ["begun", "outline", "plan", "marks", "stage"])
def test_what_is_no_attempt_is_refused(field: str) -> None:
    """A mapping that lacks a field, or holds something else there, raises what the reader expects."""
    plain = attempt_to_plain(attempt("a"))
    with pytest.raises(KeyError):
        attempt_from_plain("x", "d/e", {key: value for key, value in plain.items() if key != field})
    with pytest.raises((AttributeError, TypeError, ValueError)):
        attempt_from_plain("x", "d/e", {**plain, field: "nonsense" if field != "outline" else 3})
