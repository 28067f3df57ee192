"""A new question: into which deck, about what, of which kind; then its template opens in the editor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quizapp.domain.questions import Kind
from quizapp.domain.slugs import slugified
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import FooterItem, KeyLine, TopLine

KINDS = {
    Kind.CHOICE: "one best answer of two to six options",
    Kind.MULTIPLE: "several right options",
    Kind.TRUE_FALSE: "a statement that holds or does not",
    Kind.TYPED: "an answer to be written out",
    Kind.CLOZE: "a sentence with gaps",
    Kind.BASIC: "a question and an answer to compare with one's own",
    Kind.ORDERING: "things to be put in order",
    Kind.MATCHING: "pairs that belong together",
    Kind.ESSAY: "points that a good essay makes",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written; `title` is of a deck that is to be begun."""

    deck: str
    title: str
    kind: Kind
    topic: str


class NewQuestionScreen(Page[Wanted | None]):
    """Asks for deck, topic and kind; what is known already is filled in."""

    PLACE = Place.NEW
    BINDINGS = bindings(Place.NEW)

    def __init__(self, decks: Mapping[str, str], deck: str = "", topic: str = "") -> None:
        """`decks` are titles by slug."""
        super().__init__()
        self._decks, self._deck, self._topic = decks, deck, topic

    def compose(self) -> ComposeResult:
        """Two fields and a list."""
        yield TopLine(words("New question", "bold") if self._deck else words("New deck", "bold"))
        with Vertical(id="new"), Vertical(id="column"):
            yield Static(joined([words("Deck", "bold"), quiet("  its title; a new one begins a deck")]), markup=False)
            field = AnswerField(id="deck")
            field.suggester = SuggestFromList(self._decks.values(), case_sensitive=False)
            yield field
            yield Static(joined([words("Topic", "bold"), quiet("  what the question is about")]), markup=False)
            yield AnswerField(id="topic")
            yield Static(joined([words("Kind", "bold"), quiet("  enter opens its template")]), markup=False)
            faces = [joined([words(f"{kind.value:<12}"), quiet(meaning)]) for kind, meaning in KINDS.items()]
            yield OptionList(*[Option(face, kind.value) for face, kind in zip(faces, KINDS, strict=True)], id="kinds")
            yield Static(id="refusal", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with what is missing."""
        self.query_one("#deck", AnswerField).value = self._decks.get(self._deck, "")
        self.query_one("#topic", AnswerField).value = self._topic
        kinds = self.query_one(OptionList)
        kinds.highlighted = 0
        missing = "#deck" if not self._deck else "#topic" if not self._topic else "#kinds"
        self.query_one(missing).focus()

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """Field and list take enter for themselves, so the screen names it."""
        last = isinstance(self.focused, OptionList)
        return (
            FooterItem("enter", words("Write it" if last else "Next"), ""),
            FooterItem("tab", words("Next field"), ""),
        )

    @on(Input.Submitted)
    def _go_on(self) -> None:
        self.focus_next()

    @on(OptionList.OptionSelected)
    def _choose(self, message: OptionList.OptionSelected) -> None:
        written = " ".join(self.query_one("#deck", AnswerField).value.split())
        known = {title.casefold(): slug for slug, title in self._decks.items()}
        slug = known.get(written.casefold()) or (written if written in self._decks else slugified(written, 64))
        if not slug:
            sentence = "Give the deck a name with Latin letters or digits in it: its file is called after it."
            self.query_one("#refusal", Static).update(one_line(sentence, "$wrong"))
            self.query_one("#deck").focus()
            return
        topic = self.query_one("#topic", AnswerField).value
        self.dismiss(Wanted(slug, written, Kind(message.option.id or ""), topic))

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)
