"""Laws of the Anki package, each tried with Anki's own backend."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.decks import Deck
from quizapp.domain.errors import QuizError
from quizapp.domain.issuing import IssuedQuestion
from quizapp.domain.question_format import GapsBroken, read_gaps
from quizapp.domain.questions import Basic, Choice, Cloze, Option, Question
from quizapp.domain.text import plain
from quizapp.exports.apkg import note_types
from quizapp.exports.apkg.fields import Notices, fields_of
from quizapp.exports.apkg.note_types import CHANGED, NOTE_TYPES
from quizapp.exports.apkg.package import package
from quizapp.exports.html import to_html
from tests.support.anki_desk import AnkiDesk, Counts
from tests.support.every_kind import QUESTIONS

TODAY = date(2025, 12, 1)
MADE = datetime(2025, 11, 22, 6, 30, 15, tzinfo=UTC)
DECK = Deck("sample", "A *sample*: one", "About **it**.")
TITLES = {"css-essay-2025": "An essay"}


def issued(question: Question, *, changed: datetime = MADE, **how: object) -> IssuedQuestion:
    """A question of the sample deck as it is given out."""
    picture = b"a picture" if question.image else None
    return replace(IssuedQuestion(DECK, question, changed, picture=picture), **how)  # type: ignore[arg-type]


def made(*questions: Question, changed: datetime = MADE, today: date = TODAY, **how: object) -> bytes:
    """A package of these questions."""
    return package([issued(question, changed=changed, **how) for question in questions], TITLES, today)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AnkiDesk]:
    """An empty collection."""
    opened = AnkiDesk(tmp_path / "anki")
    yield opened
    opened.close()


def test_every_kind_becomes_a_note_with_its_cards(desk: AnkiDesk) -> None:
    """Nine questions are nine notes; a cloze has a card a gap, with the gap's own number; fronts differ from backs."""
    assert desk.take(made(*QUESTIONS)) == Counts(new=len(QUESTIONS))
    for question in QUESTIONS:
        cards = desk.cards(f"sample/{question.id}")
        assert [card.ord for card in cards] == ([0, 1] if isinstance(question, Cloze) else [0])
        for card in cards:
            shown = card.render_output()
            assert shown.question_text != shown.answer_text
            assert desk.collection.decks.name(card.did) == "quizapp::A sample: one::" + plain(question.topic)
    assert {"quizapp", "quizapp::A sample: one"} <= {each.name for each in desk.collection.decks.all_names_and_ids()}


def test_new_cards_come_in_the_order_of_the_deck(desk: AnkiDesk) -> None:
    """Each note's place among the new cards is the number of cards before it."""
    desk.take(made(*QUESTIONS))
    places = [desk.cards(f"sample/{question.id}")[0].due for question in QUESTIONS]
    assert places == [1, 2, 3, 4, 5, 7, 8, 9, 10]


def test_the_same_questions_make_the_same_bytes() -> None:
    """Whenever and wherever it is written; nothing of it is left uncompressed."""
    assert made(*QUESTIONS) == made(*QUESTIONS)
    with zipfile.ZipFile(io.BytesIO(made(*QUESTIONS))) as archive:
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        assert archive.namelist() == ["collection.anki2", "media", "0"]


def test_an_unchanged_question_leaves_the_learners_edit_alone(desk: AnkiDesk) -> None:
    """Importing the same package again touches nothing."""
    desk.take(made(*QUESTIONS))
    note = desk.note("sample/basic")
    note["Answer"] = "My own words"
    note.tags.append("mine")
    desk.collection.update_note(note)
    assert desk.take(made(*QUESTIONS)) == Counts(same=len(QUESTIONS))
    assert desk.note("sample/basic")["Answer"] == "My own words"
    assert "mine" in desk.note("sample/basic").tags


def test_a_changed_question_is_corrected_in_place(desk: AnkiDesk) -> None:
    """It stays the note it was, with its schedule, and a second correction on the same day arrives too."""
    desk.take(made(*QUESTIONS))
    card = desk.cards("sample/basic")[0]
    card.flags = 2
    desk.collection.update_card(card)
    for minutes, answer in ((10, "Better"), (20, "Best")):
        better = [replace(each, answer=answer) if isinstance(each, Basic) else each for each in QUESTIONS]
        at = MADE + timedelta(minutes=minutes)
        issue = [issued(each, changed=at if isinstance(each, Basic) else MADE) for each in better]
        assert desk.take(package(issue, TITLES, TODAY)) == Counts(updated=1, same=len(QUESTIONS) - 1)
        assert desk.note("sample/basic")["Answer"] == answer
    assert desk.cards("sample/basic")[0].id == card.id
    assert desk.cards("sample/basic")[0].user_flag() == 2


def test_a_new_question_arrives_beside_the_others(desk: AnkiDesk) -> None:
    """The rest is recognised."""
    desk.take(made(*QUESTIONS[:-1]))
    assert desk.take(made(*QUESTIONS)) == Counts(new=1, same=len(QUESTIONS) - 1)


def test_a_withdrawn_question_says_so_on_the_phone(desk: AnkiDesk) -> None:
    """Both sides show the notice, the front nothing else; a tag finds all of them."""
    desk.take(made(*QUESTIONS))
    later = MADE + timedelta(days=1)
    gone = [issued(each, changed=later, retired=True) for each in QUESTIONS]
    assert desk.take(package(gone, TITLES, TODAY)) == Counts(updated=len(QUESTIONS))
    for question in QUESTIONS:
        shown = desk.cards(f"sample/{question.id}")[0].render_output()
        assert "was withdrawn" in shown.question_text
        assert "was withdrawn" in shown.answer_text
        assert "qz-question" not in shown.question_text
    assert len(desk.collection.find_notes("tag:quizapp::retired")) == len(QUESTIONS)


def test_an_answer_that_no_longer_holds_warns(desk: AnkiDesk) -> None:
    """The day after `valid_until` the package corrects the note by itself, once."""
    (question,) = [each for each in QUESTIONS if each.valid_until]
    assert question.valid_until is not None
    before, after = (question.valid_until + timedelta(days=days) for days in (0, 1))
    desk.take(made(question, today=before))
    assert desk.note("sample/choice")["Expired"] == ""
    assert desk.take(made(question, today=after)) == Counts(updated=1)
    assert "held until 2027-01-01" in desk.note("sample/choice")["Expired"]
    assert desk.take(made(question, today=after + timedelta(days=30))) == Counts(same=1)


def test_the_same_question_twice_is_refused() -> None:
    """Anki would make two notes of it."""
    with pytest.raises(QuizError, match="`basic` of sample is there twice"):
        made(*QUESTIONS, QUESTIONS[3])


def test_pictures_travel_under_names_of_their_content(desk: AnkiDesk) -> None:
    """So a changed picture never hides behind the name of the old one."""
    desk.take(made(*QUESTIONS))
    name = f"quizapp-{sha256(b'a picture').hexdigest()[:24]}.png"
    assert name in desk.note("sample/choice")["Image"]
    assert (Path(desk.collection.media.dir()) / name).read_bytes() == b"a picture"


def test_note_types_are_frozen() -> None:
    """Numbers and fields stand for life; templates and style may change, and then their day does."""
    fields = repr([(each.id, each.name, each.fields, each.cloze) for each in NOTE_TYPES])
    assert sha256(fields.encode()).hexdigest()[:16] == "66f28657e666b9de"
    looks = "".join((note_types.style(), *(each.front + each.back for each in NOTE_TYPES)))
    assert (sha256(looks.encode()).hexdigest()[:16], CHANGED.date()) == ("9882a528285045e3", date(2026, 11, 22))


class _Seen(HTMLParser):
    """What an HTML reader makes of a field: its text, and the tags in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"start", "data-n", "class"}


@given(st.text() | st.sampled_from(["<b onclick=x>", "{{c1::x}}", "[sound:a.mp3]", "\\(x\\)", "<!--", "&lt;", "a*b*"]))
def test_a_deck_text_is_text_in_html(text: str) -> None:
    """Nothing in it becomes a tag, a template, a sound or a formula; what is read is what was written."""
    html = to_html(text)
    seen = _Seen(html)
    assert seen.tags <= {"b", "i", "code", "br", "ul", "ol", "li", "span"}
    assert "".join(seen.text.split()) == "".join(plain(text).split()) or "<li>" in html
    assert not {"{", "}", "[", "]"} & set(html)
    assert "\\(" not in html


@given(st.text("ab1 ,.;:!?()/%+=#-", max_size=12))
def test_a_plain_text_is_its_own_html(text: str) -> None:
    """What is let through at once is what the reading of Markdown and the escaping would have made of it."""
    marked = f"{text}\n\\*"  # never let through at once
    assert to_html(marked).removesuffix("<br>*") == to_html(text) or "<li>" in to_html(text)


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3))
def test_a_gap_ends_where_it_should(answers: list[str]) -> None:
    """Colons, braces and brackets of an answer never end its gap or begin another."""
    prompt = " ".join(f"x {{{{{number}::{answer}}}}}" for number, answer in enumerate(answers, 1))
    try:
        gaps = read_gaps(prompt)
    except GapsBroken:
        return
    cloze = Cloze(id="c", topic="t", prompt=prompt, gaps=gaps)
    text = fields_of(cloze, id="d/c", language="en", titles={}, image="", issued="", notices=Notices())["Text"]
    assert text.count("{{") == text.count("}}") == len(gaps)
    assert text.count("::") == sum(2 if gap.hint else 1 for gap in gaps)


def test_options_keep_their_reasons(desk: AnkiDesk) -> None:
    """Even with scripts off the back gives the answer and why each other option is wrong."""
    options = (Option("a", "One", correct=True), Option("b", "Two", why="It is the second."))
    desk.take(made(Choice(id="c", topic="t", prompt="Which?", options=options)))
    assert _Seen(desk.note("sample/c")["Reasons"]).text == "TwoIt is the second."
    assert desk.note("sample/c")["Answer"] == "One"
