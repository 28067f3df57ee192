"""Editing a question in its file: checked, never over somebody's newer version, and nothing around it moves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.errors import QuizError
from quizapp.domain.questions import Kind
from quizapp.services.decks import DeckService
from quizapp.services.editing import Conflict, EditingService, Saved, Unchanged, Unsound, digest_of
from quizapp.storage.deck_files import Surroundings, read_deck
from quizapp.storage.drafting import lifted
from quizapp.storage.question_templates import question_template
from tests.decks.conftest import Folders, basic, deck_text

DECK = """\
# A deck of mine
deck: mine   # the name
title: "Mine"
questions:

  # the first
  - id: first
    kind: choice
    topic: T
    prompt: Which is it?   # a comment
    options:
      - {id: this, text: This one, correct: true}
      # between
      - {id: that, text: That one, why: 'It is not.'}

  # the second
  - {id: second, kind: basic, topic: T, prompt: 'Why?',
     answer: x}
  -   id: third
      kind: typed
      topic: T
      prompt: |
        Two

        lines
      answer: y
  # at the end
licence: MIT  # of the deck
"""


@pytest.fixture
def editing(service: DeckService) -> EditingService:
    """An editing service on the folders of the test."""
    return EditingService(service)


@pytest.fixture
def mine(folders: Folders, service: DeckService) -> Path:
    """A deck with comments in every place, taken in."""
    path = folders.decks / "mine.yaml"
    path.write_text(DECK)
    service.sync()
    return path


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("id", ["first", "second", "third"])
def test_a_question_set_back_as_it_was_changes_no_byte(ending: str, mark: bytes, id: str) -> None:
    """What was lifted out fits in again, and begins with its hyphen at the left edge."""
    content = mark + DECK.replace("\n", ending).encode()
    part = lifted(content, id)
    assert part is not None
    assert part.frame.around(part.text) == content
    assert part.text.startswith("-")
    assert f"id: {id}" in part.text
    assert content.decode().splitlines()[part.frame.line - 1].strip().endswith(part.text.splitlines()[0].strip())


@given(st.text(st.sampled_from(" \n\r\t-#:{}[]'\"|abid"), max_size=60), st.integers(0, 3))
def test_lifting_out_of_any_text_loses_nothing(junk: str, place: int) -> None:
    """However broken a file is, the part and its frame are the file, up to its line ends."""
    lines = DECK.splitlines(keepends=True)
    text = "".join([*lines[: place * 6], junk, *lines[place * 6 :]])
    part = lifted(text.encode(), "third")
    if part is not None:
        again = part.frame.around(part.text).decode()
        assert again.split() == text.split()


def test_comments_between_questions_stay_where_they_are(mine: Path, editing: EditingService) -> None:
    """A whole question is rewritten; what stands around it is the same byte for byte."""
    draft = editing.open_question("mine", "second")
    assert (draft.line, draft.path) == (17, mine)
    outcome = editing.save(draft, "- id: second\n  kind: basic\n  topic: T\n  prompt: How?\n  answer: x")
    assert isinstance(outcome, Saved)
    before, _, rest = DECK.partition("  - {id: second")
    after = rest[rest.index("  -   id: third") :]
    assert mine.read_text() == f"{before}  - id: second\n    kind: basic\n    topic: T\n    prompt: How?\n" + (
        "    answer: x\n" + after
    )


def test_a_saved_question_is_in_the_database_at_once(mine: Path, editing: EditingService, service: DeckService) -> None:
    """The change is taken in as a change, so that its history stays."""
    draft = editing.open_question("mine", "first")
    outcome = editing.save(draft, draft.text.replace("Which is it?", "Which one is it?"))
    assert isinstance(outcome, Saved)
    assert [placed.question.id for deck in outcome.report.plan.decks for placed in deck.changed] == ["first"]
    assert service.show("mine")[1][0].prompt == "Which one is it?"
    assert mine.read_text() == DECK.replace("Which is it?", "Which one is it?")


def test_nothing_changed_writes_nothing(mine: Path, editing: EditingService) -> None:
    """The file keeps even its time."""
    before = mine.stat().st_mtime_ns
    draft = editing.open_question("mine", "first")
    assert editing.save(draft, draft.text) == Unchanged()
    assert mine.stat().st_mtime_ns == before


def test_errors_are_told_with_their_place_and_not_written(
    mine: Path, editing: EditingService, service: DeckService
) -> None:
    """The file and the database stay; asked to, the text is kept in the file and the database still stays."""
    draft = editing.open_question("mine", "first")
    text = draft.text.replace(", correct: true", "")
    outcome = editing.save(draft, text)
    assert isinstance(outcome, Unsound)
    assert [str(each) for each in outcome.problems] == [f"{mine}:12:7: no option is marked `correct: true`"]
    assert mine.read_text() == DECK
    assert isinstance(editing.save(draft, text, with_errors=True), Unsound)
    assert mine.read_text() == DECK.replace(", correct: true", "")
    service.sync()
    assert [each.id for each in service.show("mine")[1]] == ["first", "second", "third"]
    again = editing.open_question("mine", "first")
    assert again.text == text
    assert isinstance(editing.save(again, draft.text), Saved)
    assert mine.read_text() == DECK


def test_a_newer_version_is_never_overwritten(mine: Path, editing: EditingService) -> None:
    """Whoever saves second is told, sound or not, and the first version stays."""
    draft = editing.open_question("mine", "first")
    newer = DECK.replace("Why?", "Why then?")
    mine.write_text(newer)
    for text in (draft.text.replace("Which", "What"), draft.text.replace("correct", "korrect")):
        outcome = editing.save(draft, text, with_errors=True)
        assert isinstance(outcome, Conflict)
        assert "changed by another program" in outcome.sentence
    assert mine.read_text() == newer
    mine.unlink()
    assert isinstance(editing.save(draft, draft.text + "  # more"), Conflict)
    assert not mine.exists()


def test_a_bundled_question_is_edited_as_a_correction(
    folders: Folders, editing: EditingService, service: DeckService
) -> None:
    """Opening writes nothing, saving writes the user's file; the bundled one is only read."""
    bundled = folders.bundled_decks / "mine.yaml"
    bundled.write_text(DECK)
    service.sync()
    draft = editing.open_question("mine", "third")
    own = folders.decks / "mine.yaml"
    assert (draft.path, draft.before, own.exists()) == (own, None, False)
    assert isinstance(editing.save(draft, draft.text.replace("answer: y", "answer: z")), Saved)
    assert own.read_text().splitlines()[1] == "corrects: mine"
    assert bundled.read_text() == DECK
    assert [each.path for each in service.show("mine")[1]] == [str(bundled), str(bundled), str(own)]
    more = editing.open_question("mine", "first")
    assert isinstance(editing.save(more, more.text.replace("This one", "It")), Saved)
    assert own.read_text().count("id: third") == own.read_text().count("id: first") == 1


def test_an_editor_that_changes_nothing_leaves_no_trace(folders: Folders, editing: EditingService) -> None:
    """The copy of a bundled question that was laid out for it is taken away again."""
    (folders.bundled_decks / "mine.yaml").write_text(DECK)
    draft = editing.open_question("mine", "first")
    editing.lay_out(draft)
    assert draft.path.read_text().splitlines()[draft.line - 1] == "  - id: first"
    assert editing.returned(draft) == Unchanged()
    assert not draft.path.exists()


def test_what_an_editor_brings_back_is_checked_and_can_be_taken_back(mine: Path, editing: EditingService) -> None:
    """Errors keep the database as it was; undone, the file is as before, unless it changed once more."""
    draft = editing.open_question("mine", "first")
    editing.lay_out(draft)
    broken = DECK.replace("kind: choice", "kind: chioce")
    mine.write_text(broken)
    outcome = editing.returned(draft)
    assert isinstance(outcome, Unsound)
    assert "did you mean `choice`" in str(outcome.problems[0])
    mine.write_text(broken + "# somebody\n")
    assert isinstance(editing.take_back(draft, outcome.digest), Conflict)
    mine.write_text(broken)
    assert editing.take_back(draft, outcome.digest) is None
    assert mine.read_text() == DECK
    mine.write_text(DECK.replace("Which", "What"))
    assert isinstance(editing.returned(draft), Saved)


def test_a_question_that_an_editor_deletes_or_renames_is_gone(mine: Path, editing: EditingService) -> None:
    """It is told, since its history goes with its id."""
    draft = editing.open_question("mine", "first")
    editing.lay_out(draft)
    mine.write_text(DECK.replace("id: first", "id: erste"))
    outcome = editing.returned(draft)
    assert isinstance(outcome, Saved)
    assert outcome.gone


FILLED = {
    Kind.TRUE_FALSE: {"answer:": "answer: true"},
    Kind.CLOZE: {'""': '"It is {{1::so}}."'},
    Kind.MULTIPLE: {},
}


@pytest.mark.parametrize("kind", list(Kind))
def test_the_template_of_every_kind_lacks_only_words(kind: Kind) -> None:
    """Filled in where it is empty, it is a sound question."""
    lines, number = [], 0
    for line in question_template(kind, "Rivers: great ones").splitlines():
        text, _, _ = line.partition("  #")
        for old, new in FILLED.get(kind, {}).items():
            text = text.replace(old, new)
        if text.rstrip().endswith(
            ("text:", "prompt:", "answer:", "why:", "left:", "right:", "full:", "half:", "none:")
        ):
            number += 1
            text = f"{text.rstrip()} Word {number}"
        lines.append(f"  {text}" if text.strip() else "")
    content = "deck: x\ntitle: X\nquestions:\n" + "\n".join(lines) + "\n"
    result = read_deck(content.encode(), "x.yaml", Surroundings(ids_required=False))
    assert [str(problem) for problem in result.problems] == []
    assert len(result.plains) == 1


def test_a_new_question_stands_behind_the_others_with_its_ids(
    mine: Path, editing: EditingService, service: DeckService
) -> None:
    """What follows the questions in the file stays behind it; left empty, it is refused with places."""
    draft = editing.new_question("mine", Kind.CHOICE, "T")
    empty = editing.save(draft, draft.text + " ")
    assert isinstance(empty, Unsound)
    assert all(each.line >= draft.line for each in empty.problems)
    text = "- kind: basic\n  topic: T\n  prompt: Who?\n  answer: He"
    assert isinstance(editing.save(draft, text), Saved)
    added = "\n\n  - id: who\n    kind: basic\n    topic: T\n    prompt: Who?\n    answer: He\n  # at the end\n"
    assert mine.read_text() == DECK.replace("\n  # at the end\n", added)
    assert [each.id for each in service.show("mine")[1]] == ["first", "second", "third", "who"]


def test_ids_are_written_into_the_new_question_alone(folders: Folders, editing: EditingService) -> None:
    """Options of others that have no ids stay as their author wrote them."""
    path = folders.decks / "x.yaml"
    other = "{id: a, kind: choice, topic: T, prompt: P, options: [{text: A, correct: true}, {text: B}]}"
    path.write_text(deck_text("x", other))
    draft = editing.new_question("x", Kind.CHOICE)
    text = "- kind: choice\n  topic: T\n  prompt: Q\n  options:\n    - {text: C, correct: true}\n    - text: D"
    assert isinstance(editing.save(draft, text), Saved)
    assert other in path.read_text()
    assert "- {id: c, text: C, correct: true}\n      - id: d\n        text: D\n" in path.read_text()


def test_a_new_deck_begins_with_its_first_question(
    folders: Folders, editing: EditingService, service: DeckService
) -> None:
    """The file appears when the question is sound, not before, with the schema its first line names."""
    draft = editing.new_question("fresh", Kind.TRUE_FALSE, "T", title="Fresh: a deck")
    assert not draft.path.exists()
    outcome = editing.save(draft, "- kind: true-false\n  topic: T\n  prompt: It is so.\n  answer: yes")
    assert isinstance(outcome, Saved)
    assert [(deck.slug, deck.title, deck.questions) for deck in service.listing()] == [("fresh", "Fresh: a deck", 1)]
    assert (folders.decks / "deck.schema.json").exists()
    with pytest.raises(QuizError, match="small letters"):
        editing.new_question("Not a name", Kind.BASIC)


@pytest.mark.parametrize("ending", ["questions:", "questions: []", "questions:\nlicence: MIT"])
def test_a_deck_without_questions_has_room_for_one(folders: Folders, editing: EditingService, ending: str) -> None:
    """However its empty list is written."""
    (folders.decks / "x.yaml").write_text(f"deck: x\ntitle: X\n{ending}")
    draft = editing.new_question("x", Kind.BASIC)
    assert isinstance(editing.save(draft, f"- {basic('a')}"), Saved)


def test_editing_notes_the_day_where_days_are_kept(mine: Path, editing: EditingService, service: DeckService) -> None:
    """A deck that was stamped stays stamped."""
    service.stamp("mine")
    draft = editing.open_question("mine", "first")
    assert isinstance(editing.save(draft, draft.text.replace("Which", "What")), Saved)
    assert service.show("mine")[1][0].changed_on == "2026-03-02"


KILLED = """\
import os, signal, sys
from pathlib import Path
from quizapp.bootstrap import services_on
from quizapp.settings import Paths
services = services_on(Paths.find(os.environ))
draft = services.editing.open_question("x", "a")
calls = int(sys.argv[1])
def watch(frame, event, argument):
    global calls
    if event.startswith("c_") and argument in (os.open, os.chmod, os.fsync, os.replace):
        calls -= 1
        if calls == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(watch)
services.editing.save(draft, "- {id: a, kind: basic, topic: T, prompt: 'Changed', answer: Because.}")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_while_saving_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """Whichever call of the system it hits, the file is whole."""
    home = tmp_path / "home"
    path = home / "data" / "decks" / "x.yaml"
    path.parent.mkdir(parents=True)
    old = deck_text("x", basic("a"), basic("b"))
    new = old.replace("Why?", "Changed", 1)
    seen = set()
    for calls in range(1, 15, 2):
        path.write_text(old)
        run = subprocess.run(
            [sys.executable, "-c", KILLED, str(calls)],
            env={**os.environ, "QUIZAPP_HOME": str(home)},
            capture_output=True,
            check=False,
        )
        assert run.returncode in (0, -signal.SIGKILL), run.stderr
        assert path.read_text() in (old, new)
        seen.add(path.read_text())
    assert seen == {old, new}


def test_no_file_has_no_digest() -> None:
    """So a file that appears meanwhile is told from none."""
    assert digest_of(None) == "" != digest_of(b"")


def test_the_beginning_of_an_id_names_no_question() -> None:
    """Ids are compared whole, also where a file is too broken to be taken apart."""
    from quizapp.storage.drafting import lifted, line_of

    content = b"deck: x\nquestions:\n  - id: rats-seat\n    kind: basic\n"
    assert lifted(content, "rats") is None
    assert line_of(content, "rats") is None
    assert line_of(content + b"  - [", "rats-seat") == 3
