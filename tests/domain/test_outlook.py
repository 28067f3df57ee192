"""The marks to expect, worked out by hand: worth of a question, draws, lines, and what is not held."""

from __future__ import annotations

from dataclasses import replace
from math import erfc, sqrt
from typing import Any

import pytest

from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.calibration import Correction
from quizapp.domain.expecting import FirstSight, Knowledge, Pool, worth
from quizapp.domain.outlook import Z80, expected
from quizapp.domain.questions import Kind

SURE = Correction((0.0, 1.0, 0.0), ((0.0,) * 3,) * 3, 1_000)
KNOWN = Knowledge(SURE, SURE)


def pool(*chances: float, new: int = 0, **fields: Any) -> Pool:
    """Choice questions with these chances, and so many new ones."""
    about: dict[str, Any] = {"deck": "d", "subject": "s", "topic": "t", "kind": Kind.CHOICE, "guess": 0.25}
    made = Pool(**(about | fields), questions=len(chances) + new, new=new)
    for chance in chances:
        made.meet(chance)
    return made


def section(questions: int = 0, *parts: Part, **fields: Any) -> Section:
    """A section of choice questions."""
    given = parts or (Part(questions=questions),)
    about: dict[str, Any] = {"id": "a", "title": "A", "parts": given, "questions": questions}
    return Section(**(about | fields))


def paper(*sections: Section, **fields: Any) -> Blueprint:
    """A paper of these sections."""
    return Blueprint(id="p", title="P", sections=sections, **fields)


def test_all_questions_asked_leave_only_luck() -> None:
    """Ten questions of ten, each right with 0.8: eight marks, and the binomial's deviation."""
    found = expected(paper(section(10)), [pool(*[0.8] * 10)], KNOWN).total
    assert found.marks == pytest.approx(8)
    assert found.half == pytest.approx(Z80 * sqrt(10 * 0.16))
    assert (found.of, found.whole, found.unknown, found.met) == (10, 10, 0, 1)


def test_a_draw_from_unlike_questions_varies_until_all_are_drawn() -> None:
    """Half are known for certain and half are not known at all: of two of four, the hypergeometric variance."""
    surely = [1.0, 1.0, 0.0, 0.0]
    two = expected(paper(section(2)), [pool(*surely, kind=Kind.TRUE_FALSE, guess=0.0)], KNOWN).total
    assert two.marks == pytest.approx(1)
    assert (two.half / Z80) ** 2 == pytest.approx(2 * 0.25 * (1 - 2 / 4) * 4 / 3)
    four = expected(paper(section(4)), [pool(*surely, guess=0.0)], KNOWN).total
    assert four.half == pytest.approx(0, abs=1e-6)


def test_nobody_does_worse_than_guessing() -> None:
    """What is all but forgotten is worth a guess."""
    assert expected(paper(section(1)), [pool(0.1)], KNOWN).total.marks == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("negative", "p", "mean", "variance"),
    [
        (0.0, 0.25, 0.25, 0.1875),
        (0.25, 0.25, 0.0625, 1.25**2 * 0.1875),
        (0.25, 0.8, 0.8 - 0.2 * 0.25, 1.25**2 * 0.16),
        (1.0, 0.25, 0.0, 0.0),
        (1.0, 0.7, 0.6, 0.24),
        (1.0, 1.0, 1.0, 0.0),
    ],
)
def test_a_guess_is_taken_where_it_pays_and_a_blank_left_where_not(
    negative: float, p: float, mean: float, variance: float
) -> None:
    """Four options: a quarter off still pays; a whole mark off does not, and only what is known earns."""
    value = worth(section(1, negative=negative), 0.25)
    assert value.mean(p) == pytest.approx(mean)
    assert value.variance(p) == pytest.approx(variance)


def test_new_questions_are_worth_what_first_answers_were_shrunk_to_guessing() -> None:
    """None answered: a guess. 30 of 40 right at first sight: (30 + 10 / 4) / (40 + 10)."""
    assert expected(paper(section(4)), [pool(new=4)], KNOWN).total.marks == pytest.approx(1)
    first = FirstSight()
    for right in [1.0] * 30 + [0.0] * 10:
        first = first.with_answer(right, 0.25)
    told = expected(paper(section(4)), [pool(new=4)], replace(KNOWN, first_picked=first)).total
    assert told.marks == pytest.approx(4 * 32.5 / 50)
    assert told.met == 0


def test_two_options_are_guessed_more_easily_than_four() -> None:
    """What is known at first sight is the same; the luck differs."""
    first = FirstSight(400, 200.0, 300.0)
    known = replace(KNOWN, first_picked=first)
    share = first.known[0]
    for guess in (0.5, 0.25):
        told = expected(paper(section(1)), [pool(new=1, guess=guess)], known).total
        assert told.marks == pytest.approx(guess + (1 - guess) * share)


def test_what_the_decks_do_not_hold_is_not_told_of() -> None:
    """Two sections, one without questions: marks of half the paper, and no chance to pass the whole."""
    here = section(4, Part(questions=4, subjects=("s",)))
    there = section(4, Part(questions=4, subjects=("other",)), id="b")
    found = expected(paper(here, there, pass_percent=50), [pool(*[0.5] * 8)], KNOWN)
    assert (found.total.marks, found.total.of, found.total.whole, found.total.unknown) == pytest.approx((2, 4, 8, 4))
    assert found.total.chance is None
    assert [each.of for each in found.sections] == pytest.approx([4, 0])
    assert found.sections[1].marks == 0


def test_a_scaled_paper_is_whole_with_what_there_is() -> None:
    """Cut down to the decks it has a line of its own."""
    found = expected(paper(section(10), scaled=True, pass_percent=50), [pool(*[0.5] * 4)], KNOWN).total
    assert (found.of, found.whole, found.needed) == pytest.approx((4, 4, 2))
    assert found.chance == pytest.approx(0.5 * erfc((1.5 - 2) / sqrt(2)))


def test_weights_say_where_questions_come_from_and_others_fill_what_is_lacking() -> None:
    """Three to one of ten; when the first has but two questions, the second gives eight."""
    parts = Part(weight=3, topics=("x",)), Part(weight=1, topics=("y",))
    known, unknown = pool(*[1.0] * 20, topic="x"), pool(*[0.25] * 20, topic="y")
    blueprint = paper(section(10, *parts))
    assert expected(blueprint, [known, unknown], KNOWN).total.marks == pytest.approx(8 + 2 * 0.25)  # 7.5 rounds to 8
    few = pool(1.0, 1.0, topic="x")
    assert expected(blueprint, [few, unknown], KNOWN).total.marks == pytest.approx(2 + 8 * 0.25)


def test_two_of_every_topic() -> None:
    """A part by topic asks as many as there are, up to its number."""
    pools = [pool(*[0.5] * 9, topic="x"), pool(0.5, topic="y"), pool(*[0.5] * 3, topic="x", deck="e")]
    found = expected(paper(section(0, Part(per_topic=2))), pools, KNOWN).total
    assert (found.of, found.whole) == pytest.approx((5, 6))


def test_a_question_is_asked_once_in_a_paper() -> None:
    """Two sections share six questions: the second gets what the first leaves."""
    found = expected(paper(section(4), section(4, id="b")), [pool(*[0.5] * 6)], KNOWN)
    assert [each.of for each in found.sections] == pytest.approx([4, 2])


def test_essays_go_by_shares_and_nothing_is_told_before_the_first() -> None:
    """Twenty marks at 0.6, with the spread of two points; without any attempt the section is unknown."""
    written = section(1, Part(questions=1, kinds=(Kind.ESSAY,)), marks=20)
    essays = pool(0.6, kind=Kind.ESSAY, guess=0.0)
    assert expected(paper(written), [essays], KNOWN).total.of == 0
    told = expected(paper(written), [essays], replace(KNOWN, essays=FirstSight(1, 0.6, 1.0))).total
    assert told.marks == pytest.approx(12)
    assert told.half / Z80 == pytest.approx(20 * sqrt(0.24 / 2))


def test_what_is_not_known_of_the_learner_widens_the_interval_with_the_paper() -> None:
    """Luck grows with the root of the number of questions, a wrong belief with the number."""
    unsure = Correction((0.0, 1.0, 0.0), ((0.25, 0.0, 0.0), (0.0,) * 3, (0.0,) * 3), 10)
    many = Pool("d", "s", "t", Kind.CHOICE, 0.25, questions=400)
    for _ in range(400):
        many.meet(*unsure.chance(0.9, 5))
    halves = [expected(paper(section(n)), [many], Knowledge(unsure, unsure)).total.half for n in (20, 320)]
    assert halves[1] > 8 * halves[0]


def test_every_line_has_to_be_reached() -> None:
    """A section with a line of its own lowers the chance."""
    pools = [pool(*[0.5] * 10, topic="x"), pool(*[0.5] * 10, topic="y")]
    one, two = section(10, Part(questions=10, topics=("x",))), section(10, Part(questions=10, topics=("y",)), id="b")
    alone = expected(paper(one, two, pass_percent=40), pools, KNOWN).total.chance
    strict = expected(paper(replace(one, pass_percent=50), two, pass_percent=40), pools, KNOWN).total.chance
    assert alone is not None
    assert strict is not None
    assert strict < alone
