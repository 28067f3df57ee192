"""New decks, ids written into files, and corrections: the author's own text stays as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.errors import FilesInvalid, QuizError
from quizapp.services.decks import DeckService
from quizapp.storage.revisions import GONE, read_revisions, sidecar_of
from quizapp.storage.stamping import stamped
from tests.decks.conftest import Folders, basic, deck_text
from tests.support.clocks import SetClock

UNSTAMPED = """\
# A deck of mine
deck: mine   # the name
title: "Mine"
questions:

  # the first
  - kind: choice
    topic: T
    prompt: Which is it?   # a comment
    options:
      - text: This one
        correct: true
      - {text: That one, why: 'It is not.'}
      - id: own
        text: Another
  - {kind: basic, topic: T, prompt: Which is it?, answer: x}
  -   topic: T
      kind: typed
      prompt: |
        Two
        lines
      answer: y
"""
STAMPED = """\
# A deck of mine
deck: mine   # the name
title: "Mine"
questions:

  # the first
  - id: which-is-it
    kind: choice
    topic: T
    prompt: Which is it?   # a comment
    options:
      - id: this-one
        text: This one
        correct: true
      - {id: that-one, text: That one, why: 'It is not.'}
      - id: own
        text: Another
  - {id: which-is-it-2, kind: basic, topic: T, prompt: Which is it?, answer: x}
  -   id: two-lines
      topic: T
      kind: typed
      prompt: |
        Two
        lines
      answer: y
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_stamping_writes_ids_and_nothing_else(ending: str, mark: bytes) -> None:
    """Comments, quotes, spacing, line ends and the byte order mark stay; only ids are added."""
    content = mark + UNSTAMPED.replace("\n", ending).encode()
    fresh, count = stamped(content, "mine.yaml")
    assert fresh == mark + STAMPED.replace("\n", ending).encode()
    assert count == 5
    assert stamped(fresh, "mine.yaml") == (fresh, 0)


@given(st.lists(st.sampled_from(["Why?", "کیوں؟", "How is it?", "Why"]), max_size=6), st.booleans())
def test_stamping_twice_is_stamping_once(prompts: list[str], flow: bool) -> None:
    """The second time nothing is missing; every id is new, and taking the ids away gives the text back."""
    entry = (
        "{{kind: basic, topic: T, prompt: '{}', answer: A}}"
        if flow
        else ("kind: basic\n    topic: T\n    prompt: '{}'\n    answer: A")
    )
    content = deck_text("x", *[entry.format(prompt) for prompt in prompts]).encode()
    fresh, count = stamped(content, "x.yaml", frozenset({"why"}))
    assert stamped(fresh, "x.yaml") == (fresh, 0)
    ids = re.findall(r"\bid: ([a-z0-9-]+)", fresh.decode())
    assert len(set(ids)) == len(ids) == count == len(prompts)
    assert "why" not in ids
    assert re.sub(r"id: [a-z0-9-]+(, |\n    )", "", fresh.decode()) == content.decode()


def test_a_second_change_within_a_day_is_later_than_the_first(
    service: DeckService, folders: Folders, clock: SetClock
) -> None:
    """Times of change go down to the second; a question that left its deck gets the time it left, and keeps it."""
    path = folders.decks / "x.yaml"
    path.write_text(deck_text("x", basic("a"), basic("b")))
    service.stamp("x")
    clock.advance(minutes=5)
    path.write_text(deck_text("x", basic("a", "How?")))
    service.stamp("x")
    clock.advance(days=1)
    service.stamp("x")
    revisions, _ = read_revisions(sidecar_of(path))
    assert {id: (each.fingerprint == GONE, each.at) for id, each in revisions.items()} == {
        "a": (False, "2026-03-02T12:05:00Z"),
        "b": (True, "2026-03-02T12:05:00Z"),
    }


def test_stamping_keeps_the_days_of_what_did_not_change(
    service: DeckService, folders: Folders, clock: SetClock
) -> None:
    """A question's day moves when what it says changes; the sync then knows it."""
    path = folders.decks / "x.yaml"
    path.write_text(deck_text("x", basic("a"), basic("b")))
    assert service.stamp("x").dates == 2
    clock.advance(days=3)
    path.write_text("# a comment\n" + deck_text("x", basic("a", "How?"), basic("b")))
    report = service.stamp(path)
    assert (report.ids, report.dates) == (0, 1)
    service.sync()
    _, questions = service.show("x")
    assert [(each.id, each.changed_on) for each in questions] == [("a", "2026-03-05"), ("b", "2026-03-02")]
    assert service.stamp("x").dates == 0


def test_a_change_that_is_not_stamped_has_no_day(service: DeckService, folders: Folders) -> None:
    """A day that may be wrong is not given."""
    path = folders.decks / "x.yaml"
    path.write_text(deck_text("x", basic("a")))
    service.stamp("x")
    path.write_text(deck_text("x", basic("a", "How?")))
    service.sync()
    assert service.show("x")[1][0].changed_on == ""


def test_a_file_with_errors_is_not_stamped(service: DeckService, folders: Folders) -> None:
    """What is wrong is told, and the file stays as it is."""
    path = folders.decks / "x.yaml"
    text = deck_text("x", "{kind: basic, topic: T, prompt: P}")
    path.write_text(text)
    with pytest.raises(FilesInvalid, match="`answer` is missing"):
        service.stamp("x")
    assert path.read_text() == text


def test_a_new_deck_is_sound(service: DeckService) -> None:
    """It can be studied at once, and its examples too once they are no comments."""
    path = service.new("my-deck", 'Mine: "first" deck')
    assert service.checker.check([path]).problems == ()
    text = path.read_text()
    head, examples = text.split("the ids.\n  #\n")
    uncommented = re.sub(r"^  # ?", "  ", examples, flags=re.MULTILINE)
    path.write_text(head + "the ids.\n" + uncommented)
    assert service.stamp("my-deck").ids == 4
    assert service.checker.check([path]).problems == ()
    service.sync()
    assert [(deck.title, deck.questions, deck.cards) for deck in service.listing()] == [('Mine: "first" deck', 5, 6)]
    with pytest.raises(QuizError, match="already"):
        service.new("my-deck")
    with pytest.raises(QuizError, match="small letters"):
        service.new("My deck")


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("con", "`con` cannot be a file name on Windows: choose another."),
        ("a" * 65, "The name of a deck has at most 64 letters; this one has 65."),
        ("Indus_water", "joined by hyphens, not 'Indus_water'. Did you mean `indus-water`?"),
        ("دریا", "joined by hyphens, not 'دریا'."),
    ],
)
def test_a_name_that_no_deck_can_have_is_refused_with_the_reason(
    service: DeckService, slug: str, sentence: str
) -> None:
    """What is wrong with the name is said, and a name like it is offered."""
    with pytest.raises(QuizError) as refusal:
        service.new(slug)
    assert str(refusal.value).endswith(sentence)


def test_a_correction_begins_as_the_question_is(service: DeckService, folders: Folders) -> None:
    """The text is copied letter for letter, comments included; the bundled file is only read."""
    bundled = folders.bundled_decks / "mine.yaml"
    bundled.write_text(STAMPED)
    service.sync()
    first = service.correct("mine", "which-is-it")
    assert (first.path, first.line) == (folders.decks / "mine.yaml", 4)
    question = STAMPED.split("# the first\n")[1].split("  - {id: which-is-it-2")[0]
    assert first.path.read_text().endswith(f"corrects: mine\nquestions:\n{question}")
    assert service.sync().problems == ()
    assert service.correct("mine", "two-lines").line == 4
    assert service.correct("mine", "which-is-it-2").line == 4
    assert service.correct("mine", "which-is-it").line > 4
    assert bundled.read_text() == STAMPED
    report = service.sync()
    assert report.problems == ()
    assert [len(deck.changed) for deck in report.plan.decks] == [0]
    with pytest.raises(QuizError, match="no question"):
        service.correct("mine", "other")
