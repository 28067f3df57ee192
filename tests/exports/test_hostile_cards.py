"""Laws of cards whose deck was written to harm: all of it is text, in Anki's fields and in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quizapp.domain.decks import Deck
from quizapp.domain.issuing import IssuedQuestion
from quizapp.domain.question_format import read_gaps
from quizapp.domain.questions import (
    Basic,
    Choice,
    Citation,
    Cloze,
    Essay,
    Item,
    Matching,
    Multiple,
    Option,
    Ordering,
    OutlinePoint,
    Pair,
    Picture,
    Question,
    Rubric,
    TrueFalse,
    Typed,
)
from quizapp.exports.apkg.note_types import NOTE_TYPES
from quizapp.exports.apkg.package import package
from tests.support.anki_desk import AnkiDesk
from tests.support.browser import PROGRAM, Sides, browser, sides

MADE = datetime(2025, 11, 22, tzinfo=UTC)
EVIL = (
    '</div></style></script><script src="http://evil.example/x.js">document.title="evil"</script>'
    '<img src="//evil.example/a.png" onerror="document.title=\'evil\'"><iframe src="https://evil.example"></iframe>'
    '" onload="x" style="background:url(http://evil.example/b)" <svg/onload=1> {{Answer}} {{/Image}} {{#Retired}} '
    "[sound:http://evil.example/c.mp3] \\(\\href{javascript:x}{y}\\) <a href='javascript:x'>k</a> "
    "<base href=//evil.example>"
)
HOSTILE: tuple[Question, ...] = (
    Choice(
        id="choice",
        topic=EVIL,
        prompt=EVIL,
        options=(Option("a", EVIL + "1", correct=True, why=EVIL), Option("b", EVIL + "2", why=EVIL)),
        explanation=EVIL,
        as_of="2021",
        image=Picture("a.png", EVIL),
        sources=(Citation("doc", "f"),),
    ),
    Multiple(id="multiple", topic=EVIL, prompt=EVIL, options=(Option("a", EVIL, correct=True), Option("b", "- x"))),
    TrueFalse(id="true-false", topic=EVIL, prompt=EVIL, answer=True),
    Basic(id="basic", topic=EVIL, prompt=EVIL, answer=EVIL),
    Cloze(
        id="cloze",
        topic=EVIL.replace("{{", "{"),
        prompt=EVIL.replace("{{", "{") + "{{1::<script>x</script>::<img src=//evil.example>}}",
        gaps=read_gaps("{{1::<script>x</script>::<img src=//evil.example>}}", {"1": [EVIL]}),
    ),
    Typed(id="typed", topic=EVIL, prompt=EVIL, answer=EVIL, accept=(EVIL,)),
    Ordering(id="ordering", topic=EVIL, prompt=EVIL, items=(Item("a", EVIL), Item("b", "- 1. x"), Item("c", "1. y"))),
    Matching(
        id="matching", topic=EVIL, prompt=EVIL, pairs=(Pair("a", EVIL, "r"), Pair("b", "l", EVIL)), distractors=(EVIL,)
    ),
    Essay(
        id="essay",
        topic=EVIL,
        prompt=EVIL,
        marks=20,
        outline=(OutlinePoint("a", EVIL, (Citation("doc", "f"),)),),
        rubric=Rubric(EVIL, EVIL, EVIL),
    ),
)


def card(desk: AnkiDesk, id: str) -> Sides:
    """The sides of a question's card, answered with harm too."""
    return sides(desk.collection, desk.cards(id)[0].id, EVIL)


class _Active(HTMLParser):
    """Everything in some HTML that could run or ask for something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts: list[str] = []
        self._script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        if tag in {"iframe", "object", "embed", "svg", "base", "link", "meta", "form", "a", "audio", "video"}:
            self.found.append(tag)
        for name, value in attrs:
            local = tag == "img" and name == "src" and (value or "").startswith("quizapp-")
            if name.startswith("on") or (name in {"src", "href", "style", "srcset"} and not local):
                if (tag, name) in {("input", "style"), ("div", "style")} and value in _ANKIS_OWN:
                    continue
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._script = False


_ANKIS_OWN = {"font-family: 'Arial'; font-size: 20px;", "font-family: 'Arial'"}


def test_nothing_of_a_hostile_deck_becomes_active(tmp_path: Path) -> None:
    """No field and no side has a tag, an attribute, a sound, a formula or a script that is not ours."""
    ours = {part for each in NOTE_TYPES for part in _Active(each.front + each.back).scripts}
    with_picture = [
        IssuedQuestion(Deck("evil", EVIL, EVIL, language="en"), each, MADE, picture=b"x" if each.image else None)
        for each in HOSTILE
    ]
    desk = AnkiDesk(tmp_path / "anki")
    for retired in (False, True):
        issue = [replace(each, retired=retired, changed=MADE.replace(day=23 + retired)) for each in with_picture]
        desk.take(package(issue, {"doc": EVIL}, date(2025, 12, 1)))
        for each in HOSTILE:
            note = desk.note(f"evil/{each.id}")
            for field in note.fields:
                seen = _Active(field)
                assert (seen.found, seen.scripts) == ([], [])
            for side in card(desk, f"evil/{each.id}"):
                seen = _Active(side)
                assert seen.found == []
                assert set(seen.scripts) <= ours
            shown = desk.cards(f"evil/{each.id}")[0].render_output()
            assert (shown.question_av_tags, shown.answer_av_tags) == ([], [])
    desk.close()


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")
def test_a_hostile_deck_does_nothing_in_a_browser(tmp_path: Path) -> None:
    """No script of it runs, no address is asked for, and lists in options do not confuse the taps."""
    desk = AnkiDesk(tmp_path / "anki")
    desk.take(package([IssuedQuestion(Deck("evil", EVIL), each, MADE) for each in HOSTILE], {"doc": EVIL}, MADE.date()))
    with browser() as page:
        for each in HOSTILE:
            for side in card(desk, f"evil/{each.id}"):
                page.show(side)
                assert page.run("document.title") != "evil"
                assert page.run("document.querySelectorAll('iframe, svg, a, base, img').length") == 0
        page.show(card(desk, "evil/ordering").front)
        assert page.run("document.querySelectorAll('#qz-items [role=button]').length") == 3
        assert [url for url in page.asked if not url.startswith("file:")] == []
    desk.close()
