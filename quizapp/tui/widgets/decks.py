"""The decks on Home: title, due, new and total, with a pointer; "All decks" first when there are several."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.widget import Widget

from quizapp.domain.values import dataclass
from quizapp.tui.signs import Signs
from quizapp.tui.text import one_line, words

_NUMBER = 7


@dataclass(frozen=True, slots=True)
class DeckFace:
    """One row: the decks it stands for (none for all), its title and counts."""

    slugs: tuple[str, ...]
    title: str
    due: int
    new: int
    total: int


class DeckList(Widget):
    """Rows of decks, one under the pointer."""

    DEFAULT_CSS = """
    DeckList { width: 1fr; height: auto; text-wrap: nowrap; }
    """

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="decks")
        self._signs = signs
        self._rows: tuple[DeckFace, ...] = ()
        self._pointed = 0

    @property
    def chosen(self) -> tuple[str, ...]:
        """The slugs under the pointer; empty for all decks."""
        return self._rows[self._pointed].slugs if self._rows else ()

    def show(self, rows: Sequence[DeckFace]) -> None:
        """Show these rows; the pointer stays on the deck it was on."""
        before = self.chosen
        self._rows = tuple(rows)
        self._pointed = next((place for place, row in enumerate(self._rows) if row.slugs == before), 0)
        self.refresh(layout=True)

    def point(self, by: int) -> int:
        """Move the pointer, round the ends, and return the line it is on."""
        if self._rows:
            self._pointed = (self._pointed + by) % len(self._rows)
            self.refresh()
        return self._pointed + 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line a deck, and the heads of the columns."""
        return len(self._rows) + 1 if self._rows else 0

    def render(self) -> Content:
        """The table."""
        width = self.content_size.width
        heads = self._row(Content.styled("DECKS", "bold $muted"), ("due", "new", "cards"), width).stylize("$muted")
        return Content("\n").join([heads, *(self._face(place, width) for place in range(len(self._rows)))])

    def _face(self, place: int, width: int) -> Content:
        row, pointed = self._rows[place], place == self._pointed and len(self._rows) > 1
        lead = Content.styled(f"{self._signs.pointer if pointed else ' '} ", "$accent")
        numbers = [str(number) if number else self._signs.dash for number in (row.due, row.new, row.total)]
        line = self._row(lead + one_line(row.title), numbers, width)
        return line.stylize("on $row") if pointed else line

    def _row(self, title: Content, numbers: Sequence[str], width: int) -> Content:
        room = max(8, width - _NUMBER * len(numbers))
        title = title.truncate(room, ellipsis=True)
        columns = "".join(number.rjust(_NUMBER) for number in numbers)
        return title.pad_right(max(0, room - title.cell_length)) + words(columns)

    def on_click(self, event: Click) -> None:
        """Point at the deck that was clicked."""
        if 0 < event.y <= len(self._rows):
            self._pointed = event.y - 1
            self.refresh()
