"""Findings in deck files: their places, and those that an author allows with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.errors import Problem
from quizapp.domain.linting.catalogue import RULES, chosen
from quizapp.services.deck_linting import findings
from quizapp.storage.deck_files import read_deck
from quizapp.storage.question_places import QuestionPlaces

TODAY = date(2026, 1, 1)
BUNDLED = sorted((Path(__file__).parents[2] / "decks").glob("*.yaml"))
CLANG = """\
deck: pacts
title: Pacts
{head}questions:
  - id: pact
    kind: choice
    topic: Pacts
    prompt: Which pact was signed at Shanghai?
{question}    options:
      - {{text: Charter of Ufa, why: It is a charter.}}
      - {{text: Act of Astana, why: It is an act.}}
      - text: Shanghai Convention
        correct: true
    explanation: It was signed on the first day.
    sources: [notes#pact]
"""


def found(text: str, *codes: str) -> list[Problem]:
    """What the rules find in this deck."""
    reading = read_deck(text.encode(), "f.yaml")
    assert reading.problems == []
    return findings([reading], TODAY, chosen(codes) if codes else RULES)


def clang(head: str = "", question: str = "") -> str:
    """A deck with one clang, and these lines in its head or question."""
    return CLANG.format(head=head, question=question)


def test_a_finding_stands_at_its_field() -> None:
    """The line and column are those of the value that is at fault, the code and severity those of the rule."""
    (problem,) = found(clang())
    assert str(problem).startswith("f.yaml:11:15: Q301 the stem's “Shanghai” returns in the key")
    assert problem.severity == "warning"


def test_an_author_allows_a_finding_with_a_reason() -> None:
    """At the question, or for the whole deck, the finding is then not told."""
    assert found(clang(question="    allow: {Q301: That is the name it has.}\n")) == []
    assert found(clang(head="allow:\n  Q301: These names are what they are.\n")) == []


def test_an_allowance_that_nothing_needs_is_told() -> None:
    """It would hide the next flaw; but not where its rule was not followed."""
    unused = clang(question="    allow: {Q301: A name., Q302: No need.}\n")
    assert [str(problem) for problem in found(unused)] == [
        "f.yaml:8:34: Q901 nothing here needs Q302 (absolute-distractor): remove it from `allow`"
    ]
    assert found(unused, "Q301", "Q9") == []
    unknown = clang(question="    allow: {Q301: A name., Q777: What is this?}\n")
    assert "there is no rule Q777" in str(found(unknown)[0])


@pytest.mark.parametrize(
    ("allow", "sentence"),
    [
        ("{Q301: ''}", "Q301 is allowed without a reason: write why it does no harm here"),
        ("{clang: A name.}", "'clang' is not the code of a rule, such as Q301: `quizapp decks rules` lists them"),
        ("[Q301]", "`allow` must be a mapping with keys, not a list"),
    ],
)
def test_an_allowance_needs_a_code_and_a_reason(allow: str, sentence: str) -> None:
    """What is allowed without a reason is an error of the format, with a sentence."""
    problems = read_deck(clang(question=f"    allow: {allow}\n").encode(), "f").problems
    assert [problem.sentence for problem in problems] == [sentence]


def test_what_is_allowed_is_no_part_of_the_question() -> None:
    """Its fingerprint stays, so that nobody is told that the question changed."""
    plain = read_deck(clang().encode(), "f").questions[0]
    allowed = read_deck(clang(question="    allow: {Q301: That is its name.}\n").encode(), "f").questions[0]
    assert (plain.fingerprint, plain.body) == (allowed.fingerprint, allowed.body)


MEETING = """\
{head}: {slug}
{title}questions:
  - id: {id}
    kind: typed
    topic: Pacts
    prompt: {prompt}
    answer: {answer}
    explanation: It was so.
    sources: [notes#pact]
"""


def meeting(id: str, prompt: str, answer: str, slug: str = "meetings", head: str = "deck") -> str:
    """A deck of one typed question."""
    title = "title: Meetings\n" if head == "deck" else ""
    return MEETING.format(head=head, slug=slug, title=title, id=id, prompt=prompt, answer=answer)


def found_together(*texts: str) -> list[str]:
    """What the rules find in these decks when they are checked at once."""
    readings = [read_deck(text.encode(), f"{place}.yaml") for place, text in enumerate(texts)]
    assert [reading.problems for reading in readings] == [[] for _ in texts]
    return [str(problem) for problem in findings(readings, TODAY, RULES)]


WHERE, TWICE = "In which city does the Secretariat of SAARC sit?", "The Secretariat of SAARC sits in which city?"
SAID = "When was the Secretariat of SAARC, which sits in the city of Kathmandu, opened?"


def test_decks_of_one_check_are_compared() -> None:
    """A question that another deck asks too, and a stem that tells its answer, are found with the other's deck."""
    one = meeting("seat", WHERE, "Kathmandu", "bodies")
    assert found_together(one, meeting("again", TWICE, "Kathmandu")) == [
        "1.yaml:7:13: Q104 this asks the same as `bodies/seat`"
    ]
    assert found_together(one, meeting("opened", SAID, "1987")) == [
        "1.yaml:7:13: Q105 the stem says “Kathmandu”, the answer to `bodies/seat`"
    ]
    assert found_together(one, meeting("opened", "When was SAARC founded?", "1985")) == []


def test_what_is_found_across_decks_can_be_allowed() -> None:
    """At the question where it is told; and the allowance is not called unused."""
    again = meeting("again", TWICE, "Kathmandu").replace("    kind:", "    allow: {Q104: A drill.}\n    kind:")
    assert found_together(meeting("seat", WHERE, "Kathmandu", "bodies"), again) == []
    assert "Q901" in found_together(again)[0]


def test_a_correction_is_no_second_question() -> None:
    """It stands for the question that it corrects, and is compared in its place."""
    base = meeting("seat", WHERE, "Kathmandu", "bodies")
    correction = meeting("seat", TWICE, "Kathmandu", "bodies", head="corrects")
    assert found_together(base, correction) == []
    other = meeting("again", WHERE, "Kathmandu", "more")
    assert len(found_together(base, correction, other)) == 1


def test_keys_are_counted_over_all_decks_where_none_shows_it_alone() -> None:
    """Each of three small decks has its keys first by chance, perhaps; all together do not."""
    decks = [
        f"deck: d{deck}\ntitle: D\nquestions:\n"
        + "".join(
            f"  - {{id: q{deck}{n}, kind: choice, topic: T, prompt: Which river waters plain {word}?, sources: [n#f],\n"
            "     explanation: So., options: [{text: Ravi, correct: true}, {text: Swat, why: No.},\n"
            "     {text: Zhob, why: No.}]}\n"
            for n, word in enumerate(words)
        )
        for deck, words in enumerate((("Abo", "Bec", "Cid"), ("Dor", "Ede", "Fan"), ("Gor", "Hil", "Ida")))
    ]
    assert found_together(decks[0]) == []
    (problem,) = found_together(*decks)
    assert "Q102 in all 3 decks together the key of 3 options stands first" in problem


FLOW = "deck: f\ntitle: F\nquestions: [{id: a, kind: basic, topic: T, prompt: P, answer: A},\n {id: b, kind: basic, topic: T, prompt: P, answer: B}]\n"  # noqa: E501
LOOSE = "deck: f\ntitle: F\nquestions:\n-\n    id: a\n    kind: basic\n    topic: T\n    prompt: P\n    answer: A\n- id: b\n  kind: basic\n  topic: T\n  prompt: P\n  answer: B\ndescription: D\n"  # noqa: E501


@pytest.mark.parametrize(
    "text", [*[path.read_text(encoding="utf-8") for path in BUNDLED], FLOW, LOOSE, clang()], ids=lambda text: text[:20]
)
def test_places_found_alone_are_those_of_the_whole_file(text: str) -> None:
    """However a question is written, reading it alone finds its fields where a reading of all finds them."""
    reading = read_deck(text.encode(), "f").reading
    places = QuestionPlaces(reading)
    for number, entry in enumerate(reading.value["questions"]):
        for steps in [(), *_steps(entry)]:
            assert places.place(number, steps) == reading.place(("questions", number, *steps)), (number, steps)


def _steps(value: Any, base: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [step for key, each in pairs for step in ((*base, key), *_steps(each, (*base, key)))]
