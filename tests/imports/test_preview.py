"""Laws of the preview: it says of each note what Anki's own importer then does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.domain.decks import Deck
from quizapp.domain.issuing import IssuedQuestion
from quizapp.domain.questions import Basic
from quizapp.exports.apkg.package import package
from quizapp.imports.apkg.archive import opened
from quizapp.imports.apkg.collection import reading
from quizapp.imports.apkg.preview import Fate, Preview, preview
from tests.support.anki_desk import AnkiDesk, Counts
from tests.support.every_kind import QUESTIONS

MADE = datetime(2025, 11, 22, tzinfo=UTC)
ALL = len(QUESTIONS)
DECK = Deck("sample", "Sample")


def made(*, changed: datetime = MADE, answer: str = "", without: int = 0, retired: bool = False) -> bytes:
    """A package of every kind; with `answer` the basic question says something else, since `changed`."""
    issued = []
    for question in QUESTIONS[: ALL - without]:
        at = MADE
        if answer and isinstance(question, Basic):
            question, at = replace(question, answer=answer), changed
        issued.append(IssuedQuestion(DECK, question, at, retired, b"x" if question.image else None))
    return package(issued, {}, date(2025, 12, 1))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AnkiDesk]:
    """An empty collection."""
    opened_ = AnkiDesk(tmp_path / "anki")
    yield opened_
    opened_.close()


def seen(desk: AnkiDesk, package_: bytes) -> Preview:
    """The preview of a package against what the collection exports now."""
    file = desk.folder / "next.apkg"
    file.write_bytes(package_)
    with opened(file) as new, reading(new) as coming, opened(desk.give()) as old, reading(old) as there:
        return preview(coming, there)


def counted(found: Preview) -> Counts:
    """The preview in the words of the importer."""
    sizes = {fate: len(found.notes.get(fate, ())) for fate in Fate}
    return Counts(
        new=sizes[Fate.NEW],
        updated=sizes[Fate.UPDATED] + sizes[Fate.OVERWRITES],
        same=sizes[Fate.UNCHANGED] + sizes[Fate.YOURS_NEWER],
        conflicting=sizes[Fate.CONFLICTING],
    )


def _edit(desk: AnkiDesk) -> None:
    note = desk.note("sample/basic")
    note["Answer"] = "My own words"
    desk.collection.update_note(note)


def _add_field(desk: AnkiDesk) -> None:
    models = desk.collection.models
    type_ = models.by_name("quizapp basic")
    assert type_ is not None
    models.add_field(type_, models.new_field("Mine"))
    models.update_dict(type_)


def _rename_field(desk: AnkiDesk) -> None:
    models = desk.collection.models
    type_ = models.by_name("quizapp basic")
    assert type_ is not None
    models.rename_field(type_, type_["flds"][1], "Reply")
    models.update_dict(type_)


def _restyle(desk: AnkiDesk) -> None:
    models = desk.collection.models
    type_ = models.by_name("quizapp basic")
    assert type_ is not None
    type_["css"] = ".card { color: red; }"
    models.update_dict(type_)


def _delete(desk: AnkiDesk) -> None:
    desk.collection.remove_notes([desk.note("sample/basic").id])


def _nothing(desk: AnkiDesk) -> None:
    assert desk.note("sample/basic")["Answer"]


LATER = datetime.now(UTC) + timedelta(hours=1)


@pytest.mark.parametrize(
    ("did", "next_", "fate"),
    [
        (_nothing, {}, Fate.UNCHANGED),
        (_nothing, {"answer": "Better", "changed": MADE + timedelta(seconds=1)}, Fate.UPDATED),
        (_nothing, {"answer": "Better", "changed": MADE}, Fate.UNCHANGED),
        (_nothing, {"answer": "Better", "changed": MADE - timedelta(days=1)}, Fate.YOURS_NEWER),
        (_edit, {}, Fate.YOURS_NEWER),
        (_edit, {"answer": "Better", "changed": MADE + timedelta(days=1)}, Fate.YOURS_NEWER),
        (_edit, {"answer": "Better", "changed": LATER}, Fate.OVERWRITES),
        (_add_field, {}, Fate.CONFLICTING),
        (_add_field, {"answer": "Better", "changed": LATER}, Fate.CONFLICTING),
        (_rename_field, {"answer": "Better", "changed": LATER}, None),
        (_restyle, {"answer": "Better", "changed": LATER}, Fate.UPDATED),
        (_delete, {}, Fate.NEW),
        (_nothing, {"without": 3}, Fate.UNCHANGED),
    ],
)
def test_the_preview_is_what_anki_does(
    desk: AnkiDesk, did: Callable[[AnkiDesk], None], next_: dict[str, object], fate: Fate | None
) -> None:
    """For each thing that a learner or an author may have done, note by note."""
    desk.take(made())
    did(desk)
    coming = made(**next_)  # type: ignore[arg-type]
    found = seen(desk, coming)
    assert desk.take(coming) == counted(found)
    if fate is not None:
        assert "sample/basic" in found.notes[fate]


def test_a_package_alone_is_all_new(tmp_path: Path) -> None:
    """Without a collection to compare with, everything arrives."""
    file = tmp_path / "first.apkg"
    file.write_bytes(made())
    with opened(file) as package_, reading(package_) as coming:
        found = preview(coming)
    assert len(found.notes[Fate.NEW]) == ALL
    assert "quizapp::Sample" in found.decks
    assert found.retired == 0


def test_withdrawn_questions_are_counted(tmp_path: Path) -> None:
    """A notice will stand on their cards."""
    file = tmp_path / "last.apkg"
    file.write_bytes(made(retired=True))
    with opened(file) as package_, reading(package_) as coming:
        assert preview(coming).retired == ALL
