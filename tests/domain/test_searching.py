"""The search language: what a query means, and what is said of a text that is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.questions import Kind
from quizapp.domain.search_tokens import SearchRefused
from quizapp.domain.search_words import word_form, word_forms
from quizapp.domain.searching import EVERYTHING, AllOf, AnyOf, Is, Not, OfKind, State, Where, Words, parse

PIECES = st.sampled_from(
    ["treaty", '"', "(", ")", "-", " ", " or ", " and ", "topic:", "is:", "due", "kind:choice", "tag:", "پاكستان", "?"]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_is_a_query_or_is_refused_in_one_sentence(text: str) -> None:
    """Whatever is typed, there is a tree or a sentence that names a column within the text or right after it."""
    refused = None
    try:
        parse(text)
    except SearchRefused as error:
        refused = error
    if refused is not None:
        assert re.match(r"Column \d+: .*[.?]$", str(refused), re.DOTALL)
        assert 1 <= refused.column <= len(text) + 1


def _word(text: str) -> Words:
    return Words(Where.ANYWHERE, (word_form(text),), text if len(text) > 1 else "")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", EVERYTHING),
        ("  ", EVERYTHING),
        ("treaty", _word("treaty")),
        ("treaty river", AllOf((_word("treaty"), _word("river")))),
        ("treaty and river", AllOf((_word("treaty"), _word("river")))),
        ("treaty or river summit", AnyOf((_word("treaty"), AllOf((_word("river"), _word("summit")))))),
        ("-treaty", Not(_word("treaty"))),
        ("--treaty", _word("treaty")),
        ("-(a or b)", Not(AnyOf((_word("a"), _word("b"))))),
        ("is:due", Is(State.DUE)),
        ("IS:Due", Is(State.DUE)),
        ("kind:true-false", OfKind(Kind.TRUE_FALSE)),
        ('"joint exercises"', Words(Where.ANYWHERE, ("joint", "exercis"))),
        ("topic:rivers", Words(Where.TOPIC, ("river",), "rivers")),
        ("topic:is:due", Words(Where.TOPIC, ("is", "due"), "due")),
        ("tag:-x", Words(Where.TAG, ("x",))),
        ('"or"', Words(Where.ANYWHERE, ("or",))),
        ("counter-terrorism", Words(Where.ANYWHERE, ("counter", "terrorism"), "terrorism")),
        ("India - Pakistan", AllOf((_word("india"), _word("pakistan")))),
        ("2:255", Words(Where.ANYWHERE, ("2", "255"), "255")),
    ],
)
def test_a_query_means_this(text: str, meaning: object) -> None:
    """Words side by side all have to be found; `or` binds least, and quotation marks keep words from completion."""
    assert parse(text) == meaning


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a or", "Column 3: “or” needs something to look for on both sides."),
        ("or a", "Column 1: “or” needs something to look for on both sides."),
        ("a (b", "Column 3: this parenthesis is not closed."),
        ("a) b", "Column 2: this parenthesis closes nothing."),
        ("()", "Column 2: there is nothing to look for here."),
        ('a "b', "Column 3: this quotation mark is not closed."),
        ("a is:dew", "Column 3: there is no state “dew”; did you mean “is:new”?"),
        ("kind:riddle", "Column 1: there is no kind “riddle”; there are choice, multiple, true-false, basic, cloze, "
         "typed, ordering, matching, essay."),
        ("topc:x", "Column 1: there is no “topc:”; did you mean “topic:”, or put the text in quotation marks."),
        ("topic:", "Column 1: “topic:” needs a word right after it."),
        ("topic:(a)", "Column 1: “topic:” needs a word right after it."),
        ("???", "Column 1: “???” has no letter and no digit to look for."),
        ("a" * 501, "Column 501: a search may have 500 characters at most."),
        ("(" * 60, "Column 41: this search is nested too deeply."),
    ],
)  # fmt: skip
def test_a_broken_query_is_refused_where_it_breaks(text: str, sentence: str) -> None:
    """The sentence names the column of what cannot be read, and what would do."""
    with pytest.raises(SearchRefused) as refused:
        parse(text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "forms",
    [
        ("treaty", "treaties", "Treaty's"),
        ("exercise", "exercises", "exercising", "exercised"),
        ("centre", "center", "Centres"),
        ("organisation", "organizations"),
        ("stopped", "stops", "stopping"),
        ("church", "churches"),
        ("pass", "passes", "passed"),
        ("café", "cafe", "CAFÉS"),
        ("پاکستان", "پاكستان", "پاکِستان"),
        ("۱۹۴۷", "1947"),
        ("news",),
        ("crisis",),
    ],
)
def test_forms_of_one_word_are_found_as_one(forms: tuple[str, ...]) -> None:
    """Endings, spellings, accents, vowel signs and kinds of one Arabic letter do not count."""
    assert len({tuple(word_forms(form)) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("new", "news"), ("unit", "united"), ("river", "rivet"), ("19", "1947")])
def test_different_words_stay_different(one: str, other: str) -> None:
    """What only begins alike is another word."""
    assert word_forms(one) != word_forms(other)
