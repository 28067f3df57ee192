"""Deck files: every fault of a question has its place and a sentence, and a sound one says what was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.storage.deck_files import Surroundings, read_deck
from quizapp.storage.deck_spec import deck_schema
from quizapp.storage.source_sheets import read_sheet, source_schema
from tests.decks.conftest import SHEET, basic, deck_text

OPTIONS = "options: [{text: A, correct: true}, {text: B}]"
FAULTS = [
    ("{id: a, kind: ^basci, topic: T, prompt: P, answer: A}",
     "there is no kind `basci`: did you mean `basic`?"),
    ("^{id: a, topic: T, prompt: P, answer: A}",
     "`kind` is missing: one of choice, multiple, true-false, basic, cloze, typed, ordering, matching, essay"),
    ("{id: a, kind: basic, topic: T, ^promt: P, prompt: P, answer: A}",
     "the key `promt` is unknown here: did you mean `prompt`?"),
    ("^{id: a, kind: basic, topic: T, prompt: P}",
     "`answer` is missing"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: ^}",
     "`answer` is empty"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: ^[b]}",
     "`answer` must be a text, not a list"),
    ("{id: ^A b, kind: basic, topic: T, prompt: P, answer: A}",
     "`id` must be small letters and digits joined by hyphens (like sco-summit-2024), not `A b`"),
    ("^{kind: basic, topic: T, prompt: P, answer: A}",
     "the question has no `id`: `quizapp decks stamp` writes one"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, difficulty: ^4}",
     "`difficulty` must be at most 3, not `4`"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, difficulty: ^hard}",
     "`difficulty` must be a whole number, not `hard`"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, as_of: ^2021-13}",
     "'2021-13' is not a date of the calendar"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, valid_until: ^soon}",
     "'soon' is not a date: write it as 2027-01-31"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, as_of: 2027, valid_until: ^2026-01-01}",
     "`valid_until` lies before `as_of`"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, sources: [^rats]}",
     "a source is written `document#fact`, such as css-essay-2025#pabbi-2021"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, sources: [^note#rats]}",
     "there is no source sheet `note`: did you mean `notes`?"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, sources: [^notes#rast]}",
     "the source sheet `notes` has no fact `rast`: did you mean `rats`?"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, sources: [notes#rats, ^notes#rats]}",
     "this source repeats entry 1: each must differ"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, tags: ^x}",
     "`tags` must be a list, such as [x]"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, image: {file: ^../x.png, alt: M}}",
     "an image is named by a plain path inside the deck's folder, such as maps/sco.png"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, image: {file: ^x.png, alt: M}}",
     "there is no image `x.png` in the deck's folder"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, image: {file: ^x.svg, alt: M}}",
     "an image file ends in .gif, .jpeg, .jpg, .png, .webp"),
    ("{id: a, kind: basic, topic: T, prompt: P, answer: A, image: ^{file: x.png}}",
     "`alt` is missing"),
    ("{id: a, kind: true-false, topic: T, prompt: P, answer: ^maybe}",
     "`answer` must be true or false, not `maybe`"),
    ("{id: a, kind: choice, topic: T, prompt: P, options: ^[{text: A}, {text: B}]}",
     "no option is marked `correct: true`"),
    ("{id: a, kind: choice, topic: T, prompt: P, options: [{text: A, correct: true}, {text: B, correct: "
     "^yes}]}",
     "a second option is marked `correct: true`; a choice question has one best answer"),
    ("{id: a, kind: choice, topic: T, prompt: P, options: ^[{text: A, correct: true}]}",
     "`options` needs at least 2 entries, and has 1"),
    ("{id: a, kind: choice, topic: T, prompt: P, options: [{text: A, correct: true}, {text: ^' a '}]}",
     "this option text repeats entry 1: each must differ"),
    ("{id: a, kind: choice, topic: T, prompt: P, options: [{id: x, text: A, correct: true}, {id: ^x, "
     "text: B}]}",
     "this option id repeats entry 1: each must differ"),
    ("{id: a, kind: choice, topic: T, prompt: P, options: [{text: A, correct: true}, ^B]}",
     "an entry of `options` has keys: write `text: B`"),
    ("{id: a, kind: ordering, topic: T, prompt: P, items: [{text: A}, {text: C}, ^B]}",
     "an entry of `items` has keys: write `text: B`"),
    ("{id: a, kind: matching, topic: T, prompt: P, pairs: [{left: A, right: C}, ^B]}",
     "an entry of `pairs` has keys: write `left: B` and `right:` below it"),
    ("{id: a, kind: cloze, topic: T, prompt: 'a {{1::b}}', accept: {1: ^c}}",
     "the answers for gap 1 must be a list, such as [c]"),
    ("{id: a, kind: choice, topic: T, prompt: P, options: [{text: A, correct: true}, {text: one, ^two or "
     "three}]}",
     "`two or three` is no key: a text inside { } that holds a comma needs quotes"),
    ("{id: a, kind: cloze, topic: T, prompt: ^'no gap'}",
     "a cloze prompt needs a gap: write {{1::answer}} around what is to be produced"),
    ("{id: a, kind: cloze, topic: T, prompt: ^'a {{1::b'}",
     "a gap opens with {{ and is not closed, or holds another gap: write {{1::answer}}"),
    ("{id: a, kind: cloze, topic: T, prompt: ^'{{1::a {{2::b}} c}}'}",
     "a gap opens with {{ and is not closed, or holds another gap: write {{1::answer}}"),
    ("{id: a, kind: cloze, topic: T, prompt: ^'a {{0::b}}'}",
     "the gap {{0::b}} needs a number from 1 to 99 first: {{1::answer}}"),
    ("{id: a, kind: cloze, topic: T, prompt: 'a {{1::b}}', accept: {^2: [c]}}",
     "the prompt has no gap `2` (its gaps: 1)"),
    ("^just words",
     "a question is a mapping with `id`, `kind`, `topic`, `prompt` and so on"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), FAULTS, ids=[fault[1][:60] for fault in FAULTS])
def test_a_fault_of_a_question_is_told_with_its_place(question: str, expected: str, tmp_path: Path) -> None:
    """The place (here behind ^) is the deepest at fault; the words are for an author, not for a programmer."""
    text = deck_text("x", question.replace("^", ""), basic("sound"))
    result = read_deck(text.encode(), "f", Surroundings({"notes": {"rats"}}, tmp_path))
    column = len("  - ") + question.index("^") + 1
    assert [str(problem) for problem in result.problems] == [f"f:4:{column}: {expected}"]
    assert [each.id for each in result.questions] == ["sound"]


HEADS = [
    ("deck: x\nquestions: []", "1:1: `title` is missing"),
    ("deck: x\ntitel: A\ntitle: B\nquestions: []", "2:1: the key `titel` is unknown here: did you mean `title`?"),
    ("deck: X y\ntitle: A\nquestions: []", "1:7: `deck` must be small letters and digits joined by hyphens (like "
     "sco-summit-2024), not `X y`"),
    ("deck: con\ntitle: A\nquestions: []", "1:7: `con` cannot be a file name on Windows: choose another"),
    ("deck: x\ntitle: A\nlanguage: English\nquestions: []", "3:11: `language` must be a language code such as en, ur "
     "or en-GB, not `English`"),
    ("deck: x\ntitle: A\nstyle: [loud]\nquestions: []", "3:9: `entry 1` must be 'fpsc', not `loud`"),
    ("deck: x\ntitle: A", "1:1: `questions` is missing: the list of the deck's questions"),
    ("deck: x\ntitle: A\nquestions: none", "3:12: `questions` must be a list: each question begins with a hyphen"),
    ("- a", "1:1: a deck file is a mapping: it begins with `deck:`, `title:` and `questions:`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADS, ids=[head[1][:50] for head in HEADS])
def test_a_fault_of_the_head_is_told_with_its_place(text: str, expected: str) -> None:
    """The head of a deck is held to its format as strictly as the questions."""
    problems = read_deck(text.encode(), "f").problems
    assert [str(problem) for problem in problems if problem.severity == "error"] == [f"f:{expected}"]


def test_an_image_of_other_capitals_is_named_as_it_is(tmp_path: Path) -> None:
    """A file that some systems would find and others not is refused everywhere, with the name it has."""
    (tmp_path / "map.png").write_bytes(b"")
    question = "{id: a, kind: basic, topic: T, prompt: P, answer: A, image: {file: Map.PNG, alt: M}}"
    result = read_deck(deck_text("x", question).encode(), "f", Surroundings({}, tmp_path))
    assert [each.sentence for each in result.problems] == [
        "there is no image `Map.PNG` in the deck's folder: did you mean `map.png`?"
    ]


def test_two_questions_of_one_id_are_told_apart_by_line() -> None:
    """The second is refused, and the sentence leads to the first."""
    problems = read_deck(deck_text("x", basic("a"), basic("a", "How?")).encode(), "f").problems
    assert [str(problem) for problem in problems] == ["f:5:10: the id `a` is that of the question on line 4 already"]


def test_text_becomes_values() -> None:
    """Truth and numbers are read from words; options without ids get those that stamping would write."""
    options = "[{text: 'Yes, it is', correct: yes}, {text: 'No', why: ' because '}]"
    question = f"{{id: a, kind: choice, topic: T, prompt: P, options: {options}, difficulty: 3}}"
    (found,) = read_deck(deck_text("x", question).encode(), "f").questions
    assert json.loads(found.body) == {
        "prompt": "P",
        "options": [
            {"id": "yes-it-is", "text": "Yes, it is", "correct": True},
            {"id": "no", "text": "No", "why": "because"},
        ],
        "difficulty": 3,
    }
    assert (found.line, found.gaps) == (4, (0,))


def test_a_source_may_be_a_mapping() -> None:
    """Both ways to cite a fact mean the same."""
    ways = ("notes#rats", "{document: notes, fact: rats}")
    texts = [basic("a")[:-1] + f", sources: [{way}]}}" for way in ways]
    first, second = [read_deck(deck_text("x", text).encode(), "f").questions[0] for text in texts]
    assert first.fingerprint == second.fingerprint


def test_each_gap_is_a_card() -> None:
    """A number that occurs twice is one card; numbers need not be without holes, so that a gap may be taken away."""
    question = "{id: a, kind: cloze, topic: T, prompt: '{{3::a}} {{1::b::hint}} {{3::c}}'}"
    assert read_deck(deck_text("x", question).encode(), "f").questions[0].gaps == (1, 3)


DECKISH = st.recursive(
    st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "kind", "topic", "prompt", "options", "text", "correct", "answer", "accept", "sources"]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(st.lists(DECKISH, max_size=3), st.sampled_from(["choice", "cloze", "essay", "matching", "typed", "ordering"]))
def test_any_structure_gives_questions_or_problems(entries: list[object], kind: str) -> None:
    """Whatever a file's values are, nothing is raised."""
    questions = [{**entry, "kind": kind} if isinstance(entry, dict) else entry for entry in entries]
    text = json.dumps({"deck": "x", "title": "T", "questions": questions}, ensure_ascii=True)
    result = read_deck(text.encode(), "f", Surroundings({"notes": {"rats"}}, Path("/nowhere")))
    assert result.problems or len(result.questions) == len(entries)


def test_a_source_sheet_is_held_to_its_format() -> None:
    """Faults of facts have their places too, and the ids that can be read may be cited."""
    text = SHEET + "  - {id: rats, text: Again., locator: p. 2}\n  - {id: x, txt: y, locator: p. 3}\n"
    result = read_sheet(text.encode(), "notes.yaml")
    assert [str(problem) for problem in sorted(result.problems)] == [
        "notes.yaml:9:10: the id `rats` is that of the fact on line 8 already",
        "notes.yaml:10:5: `text` is missing",
        "notes.yaml:10:13: the key `txt` is unknown here: did you mean `text`?",
    ]
    assert result.sheet is None
    assert result.ids == {"rats", "x"}


def test_the_schemas_name_what_the_reader_knows() -> None:
    """Editors are told of all nine kinds, and let numbers and truth stand where text is meant."""
    schema = deck_schema()
    kinds = {
        model["properties"]["kind"]["const"] for model in schema["$defs"].values() if "kind" in model["properties"]
    }
    assert len(kinds) == 9
    assert schema["$defs"]["OptionSpec"]["properties"]["text"]["type"] == ["string", "number", "boolean"]
    assert "facts" in source_schema()["properties"]
