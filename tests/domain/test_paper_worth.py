"""What a question is worth in papers of a kind."""

from __future__ import annotations

import pytest

from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.paper_worth import Drawable, guess, weighed
from quizapp.domain.questions import Kind


def question(topic: str, kind: Kind = Kind.CHOICE, difficulty: int = 2) -> Drawable:
    """A question of a topic, in the one deck there is."""
    return Drawable("deck", "Current Affairs", topic, kind, difficulty)


def paper(*parts: Part, questions: int = 0, marks: float = 1.0) -> Blueprint:
    """A paper of one section."""
    section = Section(id="one", title="One", parts=parts, questions=questions, marks=marks)
    return Blueprint(id="paper", title="Paper", sections=(section,))


def test_every_question_that_may_be_drawn_has_the_same_chance() -> None:
    """Ten of forty, two marks each: half a mark for every one that serves, nothing for the others."""
    bank = [question("A")] * 40 + [question("A", Kind.ESSAY)]
    values = weighed(paper(Part(questions=10), questions=10, marks=2.0), bank).marks
    assert values[:40] == [pytest.approx(0.5)] * 40
    assert values[40] == 0


def test_a_paper_that_is_not_filled_is_worth_what_there_is() -> None:
    """Of twenty wanted five are there: each is asked for certain."""
    blueprint = paper(Part(questions=20), questions=20)
    assert weighed(blueprint, [question("A")] * 5).marks == [1.0] * 5
    assert weighed(blueprint, [question("A")] * 5).asked == 5
    assert weighed(blueprint, [question("A")] * 50).asked == 20


def test_what_a_weighted_part_lacks_the_others_give() -> None:
    """Half and half of ten, but only two of the one topic: the other gives eight."""
    blueprint = paper(Part(weight=1, topics=("A",)), Part(weight=1, topics=("B",)), questions=10)
    values = weighed(blueprint, [question("A")] * 2 + [question("B")] * 40).marks
    assert values[:2] == [pytest.approx(1.0)] * 2
    assert sum(values[2:]) == pytest.approx(8.0)


def test_parts_by_topic_take_so_many_of_each() -> None:
    """One of each topic, whatever its size."""
    values = weighed(paper(Part(per_topic=1)), [question("A")] * 4 + [question("B")] * 2).marks
    assert values == [pytest.approx(0.25)] * 4 + [pytest.approx(0.5)] * 2


def test_difficulty_is_asked_about_where_a_part_names_it() -> None:
    """Hard ones only."""
    values = weighed(paper(Part(questions=1, difficulties=(3,))), [question("A"), question("A", difficulty=3)]).marks
    assert values == [0.0, 1.0]


@pytest.mark.parametrize(
    ("kind", "options", "negative", "share"),
    [
        (Kind.CHOICE, 4, 0.0, 0.25),
        (Kind.CHOICE, 5, 0.0, 0.2),
        (Kind.CHOICE, 4, 0.25, 0.0625),
        (Kind.CHOICE, 4, 1.0, 0.0),
        (Kind.TRUE_FALSE, 0, 0.0, 0.5),
        (Kind.TYPED, 0, 0.0, 0.0),
    ],
)
def test_a_guess_earns_what_chance_gives_less_what_it_costs(
    kind: Kind, options: int, negative: float, share: float
) -> None:
    """And nothing where it would lose marks: who knows that leaves the question blank."""
    assert guess(kind, options, negative) == pytest.approx(share)
