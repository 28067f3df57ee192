"""What a seed draws for a blueprint."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.blueprints import Blueprint, Order, Part, Section
from quizapp.domain.drawing import draw
from quizapp.domain.papers import History, PaperTooShort, require
from quizapp.domain.question_format import read_gaps
from quizapp.domain.questions import Choice, Cloze, Kind, kind_of
from tests.support.paper_banks import HeldBank, bank_of, choice, essay, one_section, true_false

MANY = bank_of(*[choice(f"q{number}", f"Topic {number % 5}") for number in range(300)])


def ids(paper_of: Blueprint, seed: int, bank: HeldBank, history: History | None = None) -> list[str]:
    """The ids of the questions that are drawn, in their order."""
    return [each.card.question for each in draw(paper_of, seed, bank, history).questions]


@given(seed=st.integers(0, 10**9))
def test_a_seed_draws_one_paper(seed: int) -> None:
    """The same seed, bank and history give the same questions, order and options; another seed gives others."""
    blueprint = one_section(20)
    paper = draw(blueprint, seed, MANY)
    assert paper == draw(blueprint, seed, MANY)
    assert paper.questions != draw(blueprint, seed + 1, MANY).questions
    assert len({each.card for each in paper.questions}) == 20
    assert [each.number for each in paper.questions] == list(range(1, 21))


def test_a_paper_does_not_hang_on_the_numbers_of_the_bank() -> None:
    """Another machine with the same decks numbers its rows otherwise, and prints the same paper."""
    assert draw(one_section(20), 7, MANY) == draw(one_section(20), 7, HeldBank(MANY.held, first=70_000))


def test_what_a_seed_drew_stays_what_it_draws() -> None:
    """A printed seed is a promise beyond this version."""
    assert ids(one_section(5), 1, MANY) == ["q147", "q188", "q246", "q171", "q167"]


@given(facts=st.lists(st.integers(0, 12), max_size=40), wanted=st.integers(1, 30), seed=st.integers(0, 99))
def test_no_fact_is_asked_about_twice(facts: list[int], wanted: int, seed: int) -> None:
    """Questions that rest on the same first fact never meet, and none is left out for another reason."""
    bank = bank_of(*[choice(f"q{number}", fact=f"f{fact}") for number, fact in enumerate(facts)])
    paper = draw(one_section(wanted), seed, bank)
    drawn = [each.question.sources[0] for each in paper.questions]
    assert len(drawn) == len(set(drawn)) == min(wanted, len(set(facts)))


def test_a_fact_of_one_section_is_not_in_the_next() -> None:
    """The whole paper is one."""
    bank = bank_of(*[choice(f"q{number}", fact=f"f{number // 2}") for number in range(20)])
    part = Part(questions=5, kinds=(Kind.CHOICE,))
    sections = tuple(Section(id=id, title=id, parts=(part,), questions=5) for id in ("one", "two"))
    paper = draw(Blueprint(id="p", title="P", sections=sections), 3, bank)
    assert len({each.question.sources[0] for each in paper.questions}) == 10


@given(
    seen=st.dictionaries(st.integers(0, 29), st.integers(100, 110), max_size=30),
    wanted=st.integers(1, 30),
    seed=st.integers(0, 99),
)
def test_what_was_seen_longest_ago_comes_first(seen: dict[int, int], wanted: int, seed: int) -> None:
    """No question is drawn while one is left that was never seen, or was seen earlier."""
    bank = bank_of(*[choice(f"q{number}") for number in range(30)])
    bank.seen = {f"q{number}": day for number, day in seen.items()}
    drawn = set(ids(one_section(wanted), seed, bank))
    days = {f"q{number}": seen.get(number, 0) for number in range(30)}
    left = [day for id, day in days.items() if id not in drawn]
    assert len(drawn) == wanted
    assert not left or max(days[id] for id in drawn) <= min(left)


@given(
    papers=st.dictionaries(st.integers(0, 19), st.integers(1, 5), max_size=20),
    wanted=st.integers(1, 20),
    seed=st.integers(0, 99),
)
def test_the_last_papers_come_last(papers: dict[int, int], wanted: int, seed: int) -> None:
    """A question of the last papers stands in this one only when all others do, the oldest paper's first."""
    bank = bank_of(*[choice(f"q{number}") for number in range(20)])
    bank.seen = {f"q{number}": 5 for number in range(20) if number % 2}
    history = History({bank.number(f"q{number}"): ago for number, ago in papers.items()})
    drawn = set(ids(one_section(wanted), seed, bank, history))
    ago = {f"q{number}": papers.get(number, 99) for number in range(20)}
    left = [each for id, each in ago.items() if id not in drawn]
    assert len(drawn) == wanted
    assert not left or min(ago[id] for id in drawn) >= max(left)


def test_a_section_says_what_it_lacks() -> None:
    """A shortage names the section, what it wanted and what there was."""
    paper = draw(one_section(9), 1, bank_of(choice("a"), choice("b")))
    (short,) = paper.shortages
    assert (short.title, short.wanted, short.found) == ("All", 9, 2)
    with pytest.raises(PaperTooShort, match=r"A paper needs 9 questions, and there are 2: All 2 of 9\."):
        require(paper)
    assert require(draw(one_section(9, least_percent=20), 1, bank_of(choice("a"), choice("b")))).questions


def test_only_the_kinds_that_were_asked_for_are_in_a_paper() -> None:
    """An objective section holds what is answered by picking; essays stand where a blueprint wants them."""
    bank = bank_of(*[choice(f"c{n}") for n in range(9)], *[essay(f"e{n}") for n in range(9)], true_false("t"))
    plain = Section(id="one", title="One", parts=(Part(questions=10),), questions=10)
    written = Section(id="two", title="Two", parts=(Part(questions=3, kinds=(Kind.ESSAY,)),), questions=3)
    paper = draw(Blueprint(id="p", title="P", sections=(plain, written)), 1, bank)
    assert {kind_of(each.question) for each in paper.of("one")} == {Kind.CHOICE, Kind.TRUE_FALSE}
    assert {kind_of(each.question) for each in paper.of("two")} == {Kind.ESSAY}
    assert (len(paper.of("one")), len(paper.of("two"))) == (10, 3)


def test_a_cloze_is_one_question_with_one_gap() -> None:
    """The seed says which of the gaps is asked."""
    text = "{{1::One}} and {{2::two}} and {{3::three}}."
    cloze = Cloze(id="c", topic="T", prompt=text, gaps=read_gaps(text))
    blueprint = one_section(1, kinds=(Kind.CLOZE,))
    gaps = {draw(blueprint, seed, bank_of(cloze)).questions[0].card.gap for seed in range(40)}
    assert gaps == {1, 2, 3}


def test_weights_divide_a_section_and_a_lack_is_made_up_by_others() -> None:
    """Syllabus weights of 20, 40 and 40 of 20 questions are 4, 8 and 8; what one lacks others give."""
    parts = tuple(
        Part(weight=weight, topics=(topic,), kinds=(Kind.CHOICE,))
        for topic, weight in (("A", 20), ("B", 40), ("C", 40))
    )
    section = Section(id="all", title="All", parts=parts, questions=20, order=Order.PARTS)
    blueprint = Blueprint(id="p", title="P", sections=(section,))
    for held, expected in (({"A": 30, "B": 30, "C": 30}, [4, 8, 8]), ({"A": 30, "B": 3, "C": 30}, [9, 3, 8])):
        bank = bank_of(*[choice(f"{topic}{n}", topic) for topic, count in held.items() for n in range(count)])
        topics = [each.question.topic for each in draw(blueprint, 5, bank).questions]
        assert [topics.count(topic) for topic in "ABC"] == expected
        assert topics == sorted(topics)


def test_every_topic_gives_as_many_as_are_asked_of_each() -> None:
    """A diagnostic leaves no topic out; a topic without a question of the kind asks for none."""
    bank = bank_of(*[choice(f"{topic}{n}", topic) for topic in "ABC" for n in range(5)], essay("e", "D"))
    blueprint = one_section(0, questions=0, per_topic=2)
    topics = [each.question.topic for each in draw(blueprint, 5, bank).questions]
    assert [topics.count(topic) for topic in "ABCD"] == [2, 2, 2, 0]


def test_decks_subjects_topics_and_difficulty_narrow_a_part() -> None:
    """What a part names alone serves; subjects and topics are compared without their case."""
    held = [
        (deck, subject, choice(f"{deck}-{topic}-{level}", topic, difficulty=level))
        for deck, subject in (("one", "Civics"), ("two", "Urdu"))
        for topic in ("Rivers", "Cities")
        for level in (1, 2, 3)
    ]
    blueprint = one_section(9, decks=("one",), subjects=("civics",), topics=("rivers",), difficulties=(1, 3))
    assert sorted(ids(blueprint, 1, HeldBank(held))) == ["one-Rivers-1", "one-Rivers-3"]


def test_a_section_by_difficulty_begins_with_what_is_easy() -> None:
    """The order is that of the difficulty, and chance within it."""
    bank = bank_of(*[choice(f"q{n}", difficulty=n % 3 + 1) for n in range(30)])
    levels = [each.question.difficulty for each in draw(one_section(20, order=Order.DIFFICULTY), 1, bank).questions]
    assert levels == sorted(levels)


def test_options_stand_as_the_seed_or_as_the_author_says() -> None:
    """The same options in another order, or in the written one where a blueprint does not shuffle."""
    orders = {
        tuple(option.id for option in each.question.options)
        for each in draw(one_section(50), 1, MANY).questions
        if isinstance(each.question, Choice)
    }
    assert len(orders) > 10
    assert {tuple(sorted(order)) for order in orders} == {("a", "b", "c", "d")}
    for each in draw(one_section(50, shuffle=False), 1, MANY).questions:
        assert isinstance(each.question, Choice)
        assert [option.id for option in each.question.options] == ["a", "b", "c", "d"]


def test_a_scaled_paper_takes_the_time_of_what_was_found() -> None:
    """Half of the questions, half of the minutes; without scaling the time stays."""
    bank = bank_of(*[choice(f"q{n}") for n in range(5)])
    blueprint = one_section(10, minutes=15, scaled=True)
    assert draw(blueprint, 1, bank).blueprint.minutes == 8
    assert draw(replace(blueprint, scaled=False), 1, bank).blueprint.minutes == 15
    assert draw(blueprint, 1, bank).blueprint.questions == 5


def test_a_great_bank_is_not_read_for_a_small_paper() -> None:
    """Of ten thousand questions no more are read than the paper needs, and a few more."""
    bank = bank_of(*[choice(f"q{n}") for n in range(10_000)])
    draw(one_section(20), 1, bank)
    assert bank.read_so_far <= 30
