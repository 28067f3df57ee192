"""Help: every key in force, from the commands themselves, found by typing; what signs mean, and two short pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from quizapp.tui.commands import COMMANDS, Command, Place, bindings, help_lines, key_caps
from quizapp.tui.screens.base import Page
from quizapp.tui.screens.help_pages import SCHEDULING, VERDICTS, HelpPage, signs_page
from quizapp.tui.text import words
from quizapp.tui.widgets.field import AnswerField
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import NOTHING, Paragraph, Passage, said

_KEYS = 17


class HelpScreen(Page[None]):
    """All keys, the ones of the screen one came from first; typing leaves those that speak of what was typed."""

    PLACE = Place.HELP
    BINDINGS = bindings(Place.HELP)

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._page: HelpPage | None = None

    def compose(self) -> ComposeResult:
        """Top line, a field to search by, a text that scrolls, keys."""
        yield TopLine(words("Help", "bold"), right=words("type to search", "$muted"))
        yield AnswerField(id="help-search")
        with VerticalScroll(id="help", can_focus=False), Vertical(id="column"):
            yield Passage(id="all-keys")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the keys."""
        self._search.focus()
        self._show()

    @property
    def _search(self) -> AnswerField:
        return self.query_one("#help-search", AnswerField)

    def _show(self) -> None:
        passage = self.query_one("#all-keys", Passage)
        self._search.display = self._page is None
        if self._page is not None:
            passage.show(tuple(self._page.shown()))
        else:
            wanted, own = self._search.value, self.quiz.own_keys
            found = list(all_keys(self._place, own, wanted))
            if not wanted.strip():
                found += signs_page(self.quiz.signs)
            nothing = said(words(f"No command speaks of {wanted.strip()!r}.", "$muted"))
            passage.show(tuple(found) or (nothing,))
        self.query_one("#help", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll most of a page."""
        body = self.query_one("#help", VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 4), animate=False)

    def action_page(self, name: str) -> None:
        """Show one of the short pages, or the keys again when it is there."""
        page = VERDICTS if name == "verdicts" else SCHEDULING
        self._page = None if self._page is page else page
        if self._page is None:
            self._search.display = True
            self._search.focus()
        self._show()

    def action_close(self) -> None:
        """Leave the page, then the search, then Help."""
        if self._page is not None:
            self.action_page("verdicts" if self._page is VERDICTS else "scheduling")
        elif self._search.value:
            self._search.value = ""
        else:
            self.dismiss()


def all_keys(first: Place, own: Mapping[str, str], wanted: str = "") -> Iterator[Paragraph]:
    """The commands that speak of every word wanted, under the heading of their place."""
    terms = wanted.casefold().split()
    places = sorted(Place, key=lambda place: place is not first)
    any_before = False
    for place in places:
        speaking = {
            command.help
            for command in COMMANDS
            if command.place is place and all(term in _searched(command, own) for term in terms)
        }
        rows = [(keys, text) for keys, text in help_lines(place, own) if text in speaking]
        if rows:
            yield said(Content.styled(place.value, "bold $accent"), space_before=1 if any_before else 0)
        for keys, text in rows:
            any_before = True
            shown = Content.styled(keys, "bold $primary")
            if shown.cell_length >= _KEYS:  # on a line of their own: there is no room beside them
                yield said(shown)
                shown = NOTHING
            yield said(words(text), shown, indent=_KEYS)


def _searched(command: Command, own: Mapping[str, str]) -> str:
    return f"{command.place.value} {command.label} {key_caps(command, own)} {command.help}".casefold()
