"""Item analysis against examples worked out by hand."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.item_analysis import ENOUGH, Given, ItemFigures, Suspicion, analyse


def attempts_of(*rows: str) -> list[dict[str, Given]]:
    """One attempt a row: `1` right, `0` wrong, for the items x, y, z, w."""
    return [{item: Given(float(mark)) for item, mark in zip("xyzw", row, strict=False)} for row in rows]


def figures_of(item: str, attempts: list[dict[str, Given]], keys: dict[str, str] | None = None) -> ItemFigures:
    """The figures of one item."""
    return next(each for each in analyse(attempts, keys) if each.item == item)


def test_the_worked_example() -> None:
    """Marks of x are 1 1 0 0, those of the rest 3 1 2 0 of 3.

    Means 1/2 and 3/2; the products of the deviations add up to 3/4 - 1/4 - 1/4 + 3/4 = 1, so the covariance is 1/3;
    the variances are 1/3 and 5/3; the correlation is (1/3) / (√5/3) = 1/√5. Sorted, the products add up to 2: the
    greatest covariance is 2/3, and half of it is reached.
    """
    x = figures_of("x", attempts_of("1111", "1100", "0110", "0000"))
    assert (x.attempts, x.facility) == (4, 50)
    assert x.deviation == pytest.approx(100 * sqrt(1 / 3))
    assert x.discrimination == pytest.approx(100 / sqrt(5))
    assert x.efficiency == pytest.approx(50)


def test_a_question_that_the_better_ones_miss_is_negative() -> None:
    """Turned round, the example gives the same figures below zero; sorted marks are what they were."""
    x = figures_of("x", attempts_of("0111", "0100", "1110", "1000"))
    assert x.discrimination == pytest.approx(-100 / sqrt(5))
    assert x.efficiency == pytest.approx(-50)


@pytest.mark.parametrize(
    "rows",
    [("1111",), ("1111", "1000"), ("0111", "0000"), ("1110", "0110"), ("1", "0"), ("11", "10")],
    ids=["one attempt", "all right", "all wrong", "a rest alike", "nothing but x", "x always right"],
)
def test_what_is_undefined_is_none(rows: tuple[str, ...]) -> None:
    """Nothing is divided by a spread of zero, and a single attempt has no spread."""
    x = figures_of("x", attempts_of(*rows))
    assert (x.discrimination, x.efficiency) == (None, None)
    assert x.facility is not None


def test_partial_marks_count_as_what_they_are() -> None:
    """A share of one half is half a right answer: (1 + 1/2 + 0) / 3."""
    attempts = [{"x": Given(share), "y": Given(1)} for share in (1, 0.5, 0)]
    assert figures_of("x", attempts).facility == pytest.approx(50)


def test_options_are_counted_blanks_too() -> None:
    """How often each option was picked, under its id; a blank is the empty one."""
    attempts = [{"x": Given(float(option == "a"), option)} for option in ("a", "b", "b", "", "c")]
    assert figures_of("x", attempts).options == {"": 1, "a": 1, "b": 2, "c": 1}


def test_attempts_at_different_papers_go_together() -> None:
    """A question is judged by the attempts it was in, each beside the rest of its own paper."""
    first, second = attempts_of("11", "10"), [{"x": Given(1.0), "z": Given(1.0)}, {"x": Given(0.0), "z": Given(0.0)}]
    assert figures_of("x", [*first, *second]).attempts == 4
    assert figures_of("z", [*first, *second]).attempts == 2


def _class(picks: str) -> list[dict[str, Given]]:
    """A learner a letter, the best first: what each picked at x, whose key is `a`, and ever fewer right at the rest."""
    return [
        {
            "x": Given(float(pick == "a"), pick),
            **{f"r{n}": Given(float(n < len(picks) - place)) for n in range(len(picks))},
        }
        for place, pick in enumerate(picks)
    ]


def test_a_wrong_key_shows() -> None:
    """Where the better half picks another option than the key, both signs are raised."""
    x = figures_of("x", _class("bbbbbbaaacad"), {"x": "a"})
    assert set(x.suspicions) == {Suspicion.NEGATIVE, Suspicion.BEATEN}


def test_a_right_key_is_left_alone() -> None:
    """A hard question that the better ones get right is no fault, nor is anything said after a few attempts."""
    assert figures_of("x", _class("aaaabababdcb"), {"x": "a"}).suspicions == ()
    assert figures_of("x", _class("bbbbaaaa"), {"x": "a"}).suspicions == ()
    assert ENOUGH == 10


@given(st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=4, max_size=4), min_size=1, max_size=12))
def test_the_figures_stay_within_their_bounds(rows: list[list[float]]) -> None:
    """Facility lies between 0 and 100, the index between -100 and 100, and no efficiency is above 100."""
    for each in analyse([{item: Given(share) for item, share in zip("xyzw", row, strict=True)} for row in rows]):
        assert each.facility is not None
        assert 0 <= each.facility <= 100
        for value in (each.discrimination, each.efficiency):
            assert value is None or value <= 100.0001
        assert each.discrimination is None or each.discrimination >= -100.0001
