"""The lines at the edges of a screen: what it is about on top, what the keys do below."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from quizapp.tui.widgets.passage import NOTHING

_LEAST_TITLE = 12
"""So many cells of a title are kept before what follows it is cut."""


class TopLine(Widget):
    """One line: what this is about at the left, where one stands at the right."""

    DEFAULT_CSS = """
    TopLine { height: 2; padding: 0 1; border-bottom: solid $rule; text-wrap: nowrap; }
    """

    def __init__(self, title: Content = NOTHING, detail: Content = NOTHING, right: Content = NOTHING) -> None:
        super().__init__(id="top")
        self._pieces = (title, detail, right)

    def show(self, title: Content, detail: Content = NOTHING, right: Content = NOTHING) -> None:
        """Show these instead of those shown now."""
        if (title, detail, right) != self._pieces:
            self._pieces = (title, detail, right)
            self.refresh()

    def render(self) -> Content:
        """Both ends; when there is too little room the title is cut first, then the detail after it."""
        width = self.content_size.width
        title, detail, right = self._pieces
        right = right.truncate(width, ellipsis=True)
        room = max(0, width - right.cell_length - 2)
        title = title.truncate(max(min(room, _LEAST_TITLE), room - detail.cell_length), ellipsis=True)
        left = (title + detail).truncate(room, ellipsis=True)
        return left + Content(" " * max(0, width - left.cell_length - right.cell_length)) + right


_GAP = 2
"""Cells between two keys."""


@dataclass(frozen=True, slots=True)
class FooterItem:
    """One key and what it does now; `action` is run by the screen, and nothing is when it is empty.

    `instead` is the label of the last key where others before it have no room.
    """

    key: str
    label: Content
    action: str
    instead: Content = NOTHING


class KeyLine(Widget):
    """The footer: the keys that do something now, each a button for the mouse; those that do not fit stay away."""

    DEFAULT_CSS = """
    KeyLine { height: 2; padding: 0 0 0 1; border-top: solid $rule; text-wrap: nowrap; }
    """

    @dataclass
    class Chosen(Message):
        """A key of the footer was clicked."""

        action: str

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._items: tuple[FooterItem, ...] = ()

    def show(self, items: tuple[FooterItem, ...]) -> None:
        """Show these keys instead of those shown now; the last is always kept."""
        if items != self._items:
            self._items = items
            self.refresh()

    def _fitting(self) -> list[tuple[FooterItem, Content]]:
        faces = [(item, _face(item, item.label)) for item in self._items]
        if sum(face.cell_length + _GAP for _, face in faces) - _GAP <= self.content_size.width:
            return faces
        last = self._items[-1]
        end = (last, _face(last, last.instead or last.label))
        room = self.content_size.width - end[1].cell_length
        kept: list[tuple[FooterItem, Content]] = []
        for item, face in faces[:-1]:
            if face.cell_length + _GAP > room:
                break
            kept.append((item, face))
            room -= face.cell_length + _GAP
        return [*kept, end]

    def render(self) -> Content:
        """The keys that fit."""
        return Content(" " * _GAP).join([face for _, face in self._fitting()])

    def on_click(self, event: Click) -> None:
        """Do what the clicked key does."""
        at = event.get_content_offset(self)
        if at is None:
            return
        start = 0
        for item, face in self._fitting():
            if start <= at.x < start + face.cell_length and item.action:
                self.post_message(self.Chosen(item.action))
                return
            start += face.cell_length + _GAP


def _face(item: FooterItem, label: Content) -> Content:
    return Content.assemble((item.key, "bold $primary"), " ", label)
