"""The shelf: decks by subject with their topics and counts, read in a thread, and what is known of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.domain.errors import QuizError
from quizapp.tui import wording
from quizapp.tui.screens import decks_words
from quizapp.tui.screens.base import Page
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Paragraph, Passage
from quizapp.tui.widgets.shelf_list import ShelfList, columns

if TYPE_CHECKING:
    from quizapp.domain.errors import Problem
    from quizapp.services.shelving import Shelf, ShelfDeck, ShelvingService, Tally


class Heads(Widget):
    """The heads of the columns."""

    DEFAULT_CSS = """
    Heads { height: 1; padding: 0 2 0 1; color: $muted; }
    """

    def render(self) -> Content:
        """One line."""
        return columns(Content.styled("  DECKS", "bold"), decks_words.HEADS, self.content_size.width)


class ShelfScreen(Page[None]):
    """A tree of decks; everything that takes long is read in a thread."""

    shelf: reactive[Shelf | None] = reactive(None, bindings=True, repaint=False)

    class Filled(Message):
        """The shelf was read, with the topics of the decks that are open."""

        def __init__(self, shelf: Shelf, topics: dict[str, tuple[tuple[str, Tally], ...]]) -> None:
            super().__init__()
            self.shelf, self.topics = shelf, topics

    def __init__(self, shelving: ShelvingService) -> None:
        super().__init__()
        self._shelving = shelving
        self._open: set[str] = set()
        self._topics: dict[str, tuple[tuple[str, Tally], ...]] = {}
        self._found: dict[str, int] = {}
        self._written = ""

    def compose(self) -> ComposeResult:
        """Top line, the tree, what is known of the deck under the pointer, keys."""
        yield TopLine(words("Decks", "bold"))
        yield Heads()
        yield ShelfList(self.quiz.signs)
        yield Passage(id="about")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read again what the decks hold."""
        self.refill()

    def refill(self) -> None:
        """Read the shelf again and show it."""
        self.read()

    @property
    def rows(self) -> ShelfList:
        """The tree."""
        return self.query_one(ShelfList)

    @property
    def pointed(self) -> ShelfDeck | None:
        """The deck under the pointer, or that of the topic under it."""
        row = self.rows.pointed if self.is_mounted else None
        decks = self.shelf.decks if self.shelf else ()
        return next((each for each in decks if row and each.deck.slug == row.slug), None)

    @work(thread=True, exclusive=True, group="shelf")
    def read(self) -> None:
        """Read the shelf, and the topics of the decks that are open, in a thread."""
        try:
            shelf = self._shelving.shelf()
            topics = {slug: self._shelving.topics(slug) for slug in sorted(self._open)}
        except QuizError as error:
            self.app.call_from_thread(self.say, str(error), severity="error")
        else:
            self.post_message(self.Filled(shelf, topics))

    @on(Filled)
    def _fill(self, message: Filled) -> None:
        self._topics = message.topics
        self.shelf = message.shelf
        self._show_rows()

    def _show_rows(self) -> None:
        if self.shelf is None:
            return
        opened = {slug: topics for slug, topics in self._topics.items() if slug in self._open}
        self.rows.show(tuple(decks_words.rows(self.shelf, opened, self.quiz.signs)))
        if any(each.deck.slug == self._written for each in self.shelf.decks):
            self.rows.seek(self._written)
            self._written = ""
        cards = sum(each.deck.tally.cards for each in self.shelf.decks)
        number = wording.counted(len(self.shelf.decks), "deck")
        right = words(f"{number} {self.quiz.signs.dot} {wording.counted(cards, 'card')}", "$muted")
        self.query_one(TopLine).show(words("Decks", "bold"), right=right)
        self._show_about()

    @on(ShelfList.Pointed)
    def _show_about(self) -> None:
        if self.shelf is not None:
            self.query_one("#about", Passage).show(tuple(self._about()))
        self.refresh_bindings()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The errors of the file under the pointer, for which it was not taken in."""
        row = self.rows.pointed if self.is_mounted else None
        return self.shelf.faults.get(row.slug, ()) if self.shelf and row else ()

    def _about(self) -> Iterable[Paragraph]:
        each, faults = self.pointed, self.faults
        if each is not None:
            return decks_words.about(each, self.quiz.signs, self._found.get(each.deck.slug), len(faults))
        return decks_words.about_fault(faults) if faults else decks_words.none_yet()
