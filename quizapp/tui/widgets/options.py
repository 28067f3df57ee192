"""The options of a question: a letter, the text, and after the verdict a mark in a column of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content
from textual.events import Click, Leave, MouseMove
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from quizapp.tui.signs import Signs
from quizapp.tui.widgets.passage import NOTHING, Paragraph, laid_out

_LEAD = 8
_MARK = 10


@dataclass(frozen=True, slots=True)
class OptionFace:
    """One option as shown: its lines of text, and a mark with its style once there is a verdict.

    The slot before the text says what was given; those of one question are equally wide.
    """

    letter: str
    text: tuple[tuple[int, Content], ...]
    mark: str = ""
    style: str = ""
    slot: str = ""

    @property
    def bare(self) -> OptionFace:
        """The option without what changes while it is answered."""
        return replace(self, mark="", style="", slot="")


class Options(Widget):
    """All options of a question; they keep their place and their height when the marks come."""

    DEFAULT_CSS = """
    Options { width: 1fr; height: auto; }
    """

    @dataclass
    class Picked(Message):
        """The option was chosen with the mouse, in the list with this id."""

        index: int
        source: str

    def __init__(self, signs: Signs, *, id: str) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._faces: tuple[OptionFace, ...] = ()
        self._pointed: int | None = None
        self._hovered: int | None = None
        self._laid_out: tuple[int, list[tuple[int, Content]]] = (0, [])
        self._wrapped: dict[int, tuple[object, list[Content]]] = {}
        self.mark_room = _MARK
        """So many cells are kept for the mark after each option."""

    @property
    def pointed(self) -> int | None:
        """The option under the pointer, from 0."""
        return self._pointed

    def show(self, faces: Sequence[OptionFace], pointed: int | None = None) -> None:
        """Show these options instead of those shown now."""
        relaid = [face.bare for face in faces] != [face.bare for face in self._faces]
        self._faces, self._pointed = tuple(faces), pointed
        self._laid_out = (0, [])
        self.refresh(layout=relaid)

    def point(self, by: int) -> int | None:
        """Move the pointer by so many options, round the ends, and return the first line of the one it is on."""
        if not self._faces:
            return None
        start = -1 if self._pointed is None and by > 0 else self._pointed or 0
        self._pointed = (start + by) % len(self._faces)
        self._laid_out = (0, [])
        self.refresh()
        return self.first_line(self._pointed)

    def first_line(self, option: int | None) -> int | None:
        """The line on which an option begins, from 0; None when there is no such option."""
        rows = self._lines(self.content_size.width)
        return next((number for number, (index, _) in enumerate(rows) if index == option), None)

    def _lines(self, width: int) -> list[tuple[int, Content]]:
        if self._laid_out[0] != width:
            rows = [(index, line) for index in range(len(self._faces)) for line in self._option(index, width)]
            self._laid_out = (width, rows)
        return self._laid_out[1]

    def _option(self, index: int, width: int) -> list[Content]:
        """The lines of one option; those that did not change since the last key are not wrapped again."""
        look = (self._faces[index], index == self._pointed, index == self._hovered, width)
        known = self._wrapped.get(index)
        if known is None or known[0] != look:
            known = self._wrapped[index] = (look, self._wrap(index, width))
        return known[1]

    def _wrap(self, index: int, width: int) -> list[Content]:
        face = self._faces[index]
        pointer = self._signs.pointer if index == self._pointed else " "
        label = Content.assemble((f"   {pointer} ", "$accent"), (face.letter, "bold $primary"))
        lead = _LEAD
        if face.slot:
            filled = Content.styled(face.slot, "$muted" if face.slot[1:-1].isspace() else "bold $accent")
            label, lead = label + " " + filled, _LEAD + len(face.slot)
        room = max(8, width - self.mark_room)
        rows = laid_out([Paragraph(face.text, label, lead)], room - 1)
        mark = Content.styled(face.mark, face.style) if face.mark else NOTHING
        rows[0] = rows[0].pad_right(max(0, room - rows[0].cell_length)) + mark
        if face.style:
            rows = [row.stylize(face.style, lead) for row in rows]
        if index in (self._pointed, self._hovered) and not face.mark:
            rows = [row.pad_right(max(0, width - row.cell_length)).stylize("on $row") for row in rows]
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of lines the options take at this width."""
        return len(self._lines(width)) if width else 0

    def render(self) -> Content:
        """The options, wrapped."""
        return Content("\n").join(line for _, line in self._lines(self.content_size.width))

    def _option_at(self, row: int) -> int | None:
        rows = self._lines(self.content_size.width)
        return rows[row][0] if 0 <= row < len(rows) else None

    def on_click(self, event: Click) -> None:
        """Choose the option that was clicked."""
        if (index := self._option_at(event.y)) is not None:
            self.post_message(self.Picked(index, self.id or ""))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Light up the option under the mouse."""
        self._hover(self._option_at(event.y))

    def on_leave(self, _: Leave) -> None:
        """Put the light out when the mouse leaves."""
        self._hover(None)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self._laid_out = (0, [])
            self.refresh()
