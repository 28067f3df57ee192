"""Cards in one line each: only the lines that are seen are read and drawn, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quizapp.tui.screens.browse_words import face
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined

if TYPE_CHECKING:
    from quizapp.storage.browsing import Row

_PAGE = 25
_KEPT = 40
"""So many pages of rows are kept, the latest; the others are read again when they come into sight."""

_LINES_KEPT = 1000
_TOPIC_FROM = 96
_TOPIC, _STATE = 24, 11


class CardList(ScrollView, can_focus=False):
    """A list with a pointer, and marks on the cards that were selected."""

    DEFAULT_CSS = """
    CardList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    class Pointed(Message):
        """The pointer is on another card."""

    class Opened(Message):
        """The card under the pointer was clicked once more."""

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="cards")
        self._signs = signs
        self._cards: Sequence[int] = ()
        self._read: Callable[[Collection[int]], tuple[Row, ...]] = lambda _: ()
        self._today = 0
        self._pages: dict[int, dict[int, Row]] = {}
        self._strips: dict[tuple[int, int, bool, bool], Strip] = {}
        self._at = 0
        self.selected: set[int] = set()

    @property
    def cards(self) -> Sequence[int]:
        """The cards of the list, by their keys."""
        return self._cards

    @property
    def place(self) -> int:
        """Where the pointer is, from 0."""
        return self._at

    @property
    def pointed(self) -> int | None:
        """The card under the pointer."""
        return self._cards[self._at] if self._cards else None

    def show(
        self, cards: Sequence[int], read: Callable[[Collection[int]], tuple[Row, ...]], today: int, *, keep: bool
    ) -> None:
        """Show these cards; with `keep` the pointer stays where it is when it can, else it goes to the first."""
        self._cards, self._read, self._today = cards, read, today
        self._at = min(self._at, max(0, len(cards) - 1)) if keep else 0
        self.virtual_size = Size(self.scrollable_content_region.width, len(cards))
        if not keep:
            self._pages.clear()
        self._strips.clear()
        self.refresh()
        self._keep_in_sight()
        self.post_message(self.Pointed())

    def begins(self, cards: Sequence[int]) -> bool:
        """Whether these cards begin with those of the list, which are more than none."""
        return bool(self._cards) and list(cards[: len(self._cards)]) == list(self._cards)

    def reread(self) -> None:
        """Read what is seen again, after something was done to the cards."""
        self._pages.clear()
        self._strips.clear()
        self.refresh()

    def point(self, at: int) -> None:
        """Put the pointer on this line, or on the nearest there is."""
        at = max(0, min(at, len(self._cards) - 1))
        if at != self._at:
            self.refresh_line(self._at)
            self._at = at
            self._keep_in_sight()
            self.refresh_line(at)
            self.post_message(self.Pointed())

    def switch(self) -> None:
        """Select the card under the pointer, or take it out again, and go on to the next."""
        if (card := self.pointed) is not None:
            self.selected ^= {card}
            self.refresh_line(self._at)
            self.point(self._at + 1)

    def _keep_in_sight(self) -> None:
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        if self._at < top or height <= 0:
            self.scroll_to(y=self._at, animate=False, immediate=True)
        elif self._at >= top + height:
            self.scroll_to(y=self._at - height + 1, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the pointer in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._cards))
        self._keep_in_sight()

    def notify_style_update(self) -> None:
        """Draw all lines anew, in the colours that there are now."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One card, or nothing below the last; drawn once for as long as it stays as it is."""
        place = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        here, picked = place == self._at, place < len(self._cards) and self._cards[place] in self.selected
        known = self._strips.get((place, width, here, picked))
        if known is None:
            if len(self._strips) > _LINES_KEPT:
                self._strips.clear()
            line = self._line(place, width) if place < len(self._cards) else Content(" " * width)
            known = Visual.to_strips(self, line, width, 1, self.visual_style)[0]
            self._strips[place, width, here, picked] = known
        return known

    def _line(self, place: int, width: int) -> Content:
        card = self._cards[place]
        row = self._rows(place // _PAGE).get(card)
        pointer = Content.styled(f"{self._signs.pointer if place == self._at else ' '} ", "$accent")
        picked = Content.styled(f"{self._signs.picked if card in self.selected else ' '} ", "$accent")
        columns = [pointer + picked]
        if row is None:
            columns.append(Content.styled("This card is gone.", "$muted"))
            room = 0
        else:
            shown = face(row, self._today, self._signs)
            topic = width >= _TOPIC_FROM
            room = max(8, width - 5 - _STATE - (_TOPIC if topic else 0))
            columns.append(_cut(shown.mark + shown.prompt, room - 1) + Content(" "))
            if topic:
                columns.append(_cut(shown.topic.stylize("$muted"), _TOPIC - 1) + Content(" "))
            state = shown.state.truncate(_STATE, ellipsis=True)
            columns.append(Content(" " * (_STATE - state.cell_length)) + state)
        line = joined(columns)
        line = line.pad_right(max(0, width - line.cell_length))
        return line.stylize("on $row") if place == self._at else line

    def _rows(self, page: int) -> dict[int, Row]:
        found = self._pages.pop(page, None)
        if found is None:
            found = {row.key: row for row in self._read(self._cards[page * _PAGE : (page + 1) * _PAGE])}
        self._pages[page] = found
        if len(self._pages) > _KEPT:
            del self._pages[next(iter(self._pages))]
        return found

    def on_click(self, event: Click) -> None:
        """Point at the card that was clicked; a click on the one under the pointer opens it."""
        place = self.scroll_offset.y + event.y
        if place < len(self._cards):
            if place == self._at:
                self.post_message(self.Opened())
            self.point(place)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move on three cards."""
        event.stop()
        self.point(self._at + 3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move back three cards."""
        event.stop()
        self.point(self._at - 3)


def _cut(text: Content, room: int) -> Content:
    short = text.truncate(room, ellipsis=True)
    return short.pad_right(max(0, room - short.cell_length))
