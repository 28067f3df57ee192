"""Laws of asking: the gap asked is hidden, the others are filled, options keep their order for a seed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.asking import cloze_prompt, gapped_prompt, right_answer, shuffled
from quizapp.domain.question_format import read_gaps
from quizapp.domain.questions import Cloze, Multiple, Option

PROMPT = "RATS sits in {{1::Tashkent::city}}, {{2::Beijing}} hosts the rest of {{1::it}}."
CLOZE = Cloze(id="q", topic="t", prompt=PROMPT, gaps=read_gaps(PROMPT))
OPTIONS = tuple(Option(f"o{number}", f"Option {number}") for number in range(5))


def test_a_cloze_hides_the_gap_asked_and_fills_the_others() -> None:
    """The hint stands in the gap when there is one."""
    assert cloze_prompt(CLOZE, 1) == "RATS sits in [city], Beijing hosts the rest of […]."
    assert cloze_prompt(CLOZE, 2) == "RATS sits in Tashkent, […] hosts the rest of it."
    assert gapped_prompt(CLOZE) == "RATS sits in [...], [...] hosts the rest of [...]."


@given(st.text(), st.permutations(OPTIONS))
def test_the_order_depends_on_seed_and_ids_alone(seed: str, given_order: list[Option]) -> None:
    """The same seed gives the same order, whatever the order in the file; nothing is lost."""
    assert shuffled(given_order, seed) == shuffled(OPTIONS, seed)
    assert sorted(option.id for option in shuffled(OPTIONS, seed)) == [option.id for option in OPTIONS]


def test_over_many_seeds_every_option_stands_everywhere() -> None:
    """No place is favoured by more than a quarter over 2,000 seeds."""
    firsts = [shuffled(OPTIONS, f"card/{number}")[0].id for number in range(2000)]
    assert all(300 <= firsts.count(option.id) <= 500 for option in OPTIONS)


@given(st.text())
def test_none_of_these_stays_last(seed: str) -> None:
    """An option that speaks of the others comes after them."""
    assert shuffled((Option("z", "*None of these.*"), *OPTIONS), seed)[-1].id == "z"


def test_several_right_answers_come_one_a_line() -> None:
    """A question with several right options names them all."""
    options = (Option("a", "**One**", correct=True), Option("b", "Two"), Option("c", "Three", correct=True))
    assert right_answer(Multiple(id="q", topic="t", prompt="p", options=options)) == "One\nThree"
