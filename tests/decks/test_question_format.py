"""Questions as plain mappings and back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain import questions as q
from quizapp.domain.question_format import (
    GapsBroken,
    body_of,
    filled_in,
    fingerprint_of,
    question_from_plain,
    question_to_plain,
    read_gaps,
)
from quizapp.domain.slugs import SLUG, fresh_ids, slugified
from quizapp.storage.deck_files import Surroundings, read_deck

SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5})?", fullmatch=True)
WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "M"], exclude_characters="{}\u2028\u2029"),
    min_size=1,
    max_size=30,
).filter(lambda text: text == text.strip() and text)
CITED = st.builds(q.Citation, SLUGS, SLUGS)


def several(item: st.SearchStrategy[str], least: int = 0, most: int = 4) -> st.SearchStrategy[tuple[str, ...]]:
    """A tuple of different texts."""
    return st.lists(item, min_size=least, max_size=most, unique=True).map(tuple)


COMMON = {
    "id": SLUGS,
    "topic": WORDS,
    "prompt": WORDS,
    "explanation": st.just("") | WORDS,
    "sources": st.lists(CITED, max_size=3).map(tuple),
    "difficulty": st.integers(1, 3),
    "tags": several(WORDS),
    "as_of": st.none() | st.sampled_from(["2021", "2021-10", "2021-10-04"]),
    "valid_until": st.none() | st.dates(date(2022, 1, 1), date(2100, 1, 1)),
    "image": st.none() | st.builds(q.Picture, WORDS, WORDS),
}
OPTIONS = several(SLUGS, 2, 6).flatmap(
    lambda ids: st.tuples(*[st.builds(q.Option, st.just(id), WORDS, st.booleans(), st.just("") | WORDS) for id in ids])
)
GAPS = st.lists(st.tuples(st.integers(1, 4), SLUGS, st.just("") | SLUGS), min_size=1, max_size=4)


def _cloze(common: dict[str, object], gaps: list[tuple[int, str, str]], accepted: tuple[str, ...]) -> q.Cloze:
    written = [f"{{{{{number}::{answer}{'::' + hint if hint else ''}}}}}" for number, answer, hint in gaps]
    accept = {number: accepted for number, _, _ in gaps}
    values = [q.Gap(number, answer, hint, accept[number]) for number, answer, hint in gaps]
    return q.Cloze(**{**common, "prompt": f"Of {' and '.join(written)}."}, gaps=tuple(values))  # type: ignore[arg-type]


QUESTIONS = st.one_of(
    st.builds(q.Choice, options=OPTIONS, **COMMON),
    st.builds(q.Multiple, options=OPTIONS, **COMMON),
    st.builds(q.TrueFalse, answer=st.booleans(), **COMMON),
    st.builds(q.Basic, answer=WORDS, **COMMON),
    st.builds(_cloze, st.fixed_dictionaries(COMMON), GAPS, several(WORDS)),
    st.builds(q.Typed, answer=WORDS, accept=several(WORDS), **COMMON),
    st.builds(q.Ordering, items=st.lists(st.builds(q.Item, SLUGS, WORDS), min_size=3).map(tuple), **COMMON),
    st.builds(
        q.Matching,
        pairs=st.lists(st.builds(q.Pair, SLUGS, WORDS, WORDS), min_size=2).map(tuple),
        distractors=several(WORDS),
        **COMMON,
    ),
    st.builds(
        q.Essay,
        marks=st.integers(1, 100),
        outline=st.lists(
            st.builds(q.OutlinePoint, SLUGS, WORDS, st.lists(CITED, max_size=2).map(tuple)), min_size=1
        ).map(tuple),
        rubric=st.builds(q.Rubric, WORDS, WORDS, WORDS),
        **COMMON,
    ),
)


@given(QUESTIONS)
def test_reading_what_was_written_gives_the_question(question: q.Question) -> None:
    """The two directions are inverse, also by way of the JSON that the database keeps."""
    plain = json.loads(body_of(question_to_plain(question)))
    assert question_from_plain(question.id, q.kind_of(question), question.topic, plain) == question
    assert question_to_plain(question_from_plain(question.id, q.kind_of(question), question.topic, plain)) == plain


@given(
    st.builds(q.Choice, options=OPTIONS, **COMMON) | st.builds(q.Typed, answer=WORDS, accept=several(WORDS), **COMMON)
)
def test_a_deck_file_and_the_domain_agree_on_the_fingerprint(question: q.Question) -> None:
    """What a file yields and what the domain makes of it are the same mapping, so a fingerprint means one thing."""
    entry = {"id": question.id, "kind": str(q.kind_of(question)), "topic": question.topic}
    entry.update(question_to_plain(question))
    text = json.dumps({"deck": "x", "title": "T", "questions": [entry]}, ensure_ascii=False)
    result = read_deck(text.encode(), "f", Surroundings())
    for found in result.questions:
        read = question_from_plain(found.id, found.kind, found.topic, json.loads(found.body))
        assert fingerprint_of(read) == found.fingerprint


def test_the_fingerprint_sees_every_part() -> None:
    """Another kind or topic is another question, even with the same words."""
    one = q.Basic(id="a", topic="T", prompt="P", answer="A")
    assert len({fingerprint_of(each) for each in (
        one,
        q.Basic(id="a", topic="U", prompt="P", answer="A"),
        q.Typed(id="a", topic="T", prompt="P", answer="A"),
        q.Basic(id="a", topic="T", prompt="P", answer="B"),
    )}) == 4  # fmt: skip
    assert fingerprint_of(one) == fingerprint_of(q.Basic(id="b", topic="T", prompt="P", answer="A"))


def test_gaps_are_read() -> None:
    """Number, answer and hint; single braces may stand in an answer."""
    assert read_gaps("{{1:: Tashkent ::city}} and {{2::f{x}}}", {"1": ["Toshkent"]}) == (
        q.Gap(1, "Tashkent", "city", ("Toshkent",)),
        q.Gap(2, "f{x}"),
    )


@pytest.mark.parametrize(
    "prompt", ["", "{{1::}}", "{{::a}}", "{{1:a}}", "{{1::a::b::c}}", "{{1::a", "a}}", "{{100::a}}"]
)
def test_broken_gaps_are_refused(prompt: str) -> None:
    """Every way to write a gap wrongly has a sentence."""
    with pytest.raises(GapsBroken):
        read_gaps(prompt)


@given(st.text(max_size=60))
def test_a_derived_id_is_a_slug(text: str) -> None:
    """Whatever a text is, the id made of it is one that a deck file may hold."""
    slug = slugified(text)
    assert slug == "" or (SLUG.match(slug) and len(slug) <= 40)


@given(st.lists(st.text(max_size=10), max_size=8))
def test_fresh_ids_differ_and_are_the_same_again(texts: list[str]) -> None:
    """No two texts share an id, and the same texts get the same ids."""
    given_ids = ["" for _ in texts]
    ids = fresh_ids(texts, given_ids, "option")
    assert len(set(ids)) == len(ids)
    assert fresh_ids(texts, given_ids, "option") == ids
    assert all(SLUG.match(id) for id in ids)


@pytest.mark.parametrize(
    ("prompt", "filled"),
    [("The {{1::Ravi::river}} in {{2::Lahore}}.", "The Ravi in Lahore."), ("What is {{x}} here?", "What is x here?")],
)
def test_gaps_are_filled_in_and_other_braces_left_empty(prompt: str, filled: str) -> None:
    """Only a cloze has gaps; double braces may stand in any prompt."""
    assert filled_in(prompt) == filled
