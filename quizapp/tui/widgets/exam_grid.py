"""The map of a paper: every question as a sign, the one on the screen pointed at, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import ceil
from typing import NamedTuple

from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line
from quizapp.tui.widgets.passage import NOTHING

_GROUP = 5
"""Questions stand in groups of so many, which the eye counts without counting."""

_GROUPS_A_ROW = 8
_NUMBERED_WIDTH = 20
"""Groups in a row at most where only signs stand, and questions where their numbers do."""

_KEPT = 400
"""So many rows are kept as they were drawn."""


class Cell(IntEnum):
    """How a question stands."""

    EMPTY = 0
    ANSWERED = 1
    MARKED_EMPTY = 2
    MARKED = 3
    CLOSED_EMPTY = 4
    CLOSED = 5


_SIGNS = {True: "□■⚐⚑▫▪", False: ".#?!-="}
_STYLES = ("$muted", "$primary", "bold $accent", "bold $accent", "$muted", "$muted")
_WORDS = ((Cell.ANSWERED, "answered"), (Cell.EMPTY, "empty"), (Cell.MARKED, "for review"), (Cell.CLOSED, "closed"))


class Block(NamedTuple):
    """A section: its title and the numbers of its questions, from the first to the last."""

    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How the questions are laid out: for each row the numbers on it, none on a heading, which has a text."""

    rows: tuple[tuple[str, range], ...]
    numbered: bool
    digits: int

    def lead(self) -> int:
        """The cells before the first sign of a row without numbers."""
        return 0 if self.numbered else self.digits + 1

    def column(self, place: int) -> int:
        """The first cell of the question at this place of a row."""
        return place * (self.digits + 2) if self.numbered else self.lead() + place + place // _GROUP

    def at(self, x: int, y: int) -> int | None:
        """The question that is drawn there."""
        if not 0 <= y < len(self.rows):
            return None
        numbers = self.rows[y][1]
        width = self.digits + 2 if self.numbered else 1
        starts = [self.column(place) for place in range(len(numbers))]
        return next((numbers[place] for place, start in enumerate(starts) if start <= x < start + width), None)

    def row_of(self, number: int) -> int:
        """The row on which a question stands."""
        return next((row for row, (_, numbers) in enumerate(self.rows) if number in numbers), 0)


def planned(blocks: Sequence[Block], width: int, height: int) -> Plan:
    """Numbers with signs, or signs alone, under headings where there is room; of the last way a part may be seen."""
    last = blocks[-1].last if blocks else 0
    digits = len(str(last))
    per_row = min(_NUMBERED_WIDTH, max(1, width // (digits + 2)))
    per_row = per_row // _GROUP * _GROUP or per_row
    groups = max(1, min(_GROUPS_A_ROW, (width - digits) // (_GROUP + 1)))
    signs = groups // 2 * 2 * _GROUP if groups > 1 else _GROUP  # rows that begin with 1, 11, 21 are easily read
    whole = [Block("", 1, last)] if last else []
    for numbered, size, of in ((True, per_row, blocks), (True, per_row, whole), (False, signs, blocks)):
        rows = tuple(_rows(of, size))
        if len(rows) <= height:
            return Plan(rows, numbered, digits)
    return Plan(tuple(_rows(whole, signs)), False, digits)


def _rows(blocks: Sequence[Block], size: int) -> Iterator[tuple[str, range]]:
    for block in blocks:
        if len(blocks) > 1:
            yield block.title, range(0)
        for row in range(ceil((block.last - block.first + 1) / size)):
            first = block.first + row * size
            yield "", range(first, min(first + size, block.last + 1))


class ExamGrid(Widget):
    """All questions in one widget, drawn row by row and again only where something changed."""

    DEFAULT_CSS = """
    ExamGrid { width: 29; height: 1fr; padding: 1 0 0 1; border-left: solid $rule; }
    """

    @dataclass
    class Chosen(Message):
        """The question was clicked."""

        number: int

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="grid")
        self._signs = signs
        self._blocks: tuple[Block, ...] = ()
        self._cells: tuple[Cell, ...] = ()
        self._at = 1
        self._plan = Plan((), numbered=True, digits=1)
        self._legend: list[Content] = []
        self._top = 0
        self._strips: dict[tuple[object, ...], Strip] = {}

    @property
    def at(self) -> int:
        """The question that is pointed at."""
        return self._at

    @property
    def plan(self) -> Plan:
        """How the questions are laid out now."""
        return self._plan

    def show(self, blocks: Sequence[Block], cells: Sequence[Cell], at: int) -> None:
        """Show these questions, and point at one of them; only the rows that are others now are drawn again."""
        before, was, top, legend = self._cells, self._at, self._top, self._legend
        self._cells, self._at = tuple(cells), at
        if tuple(blocks) != self._blocks or len(before) != len(self._cells):
            self._blocks = tuple(blocks)
            self._lay_out()
            return
        self._legend = self._counted()
        self._keep_in_sight()
        if self._top != top or len(legend) != len(self._legend):
            self.refresh()
            return
        changed = {number + 1 for number, pair in enumerate(zip(before, cells, strict=True)) if pair[0] is not pair[1]}
        changed |= {was, at} if was != at else set()
        rows = {self._plan.row_of(number) - self._top for number in changed}
        if legend != self._legend:
            rows |= set(range(self._legend_from, self._legend_from + len(self._legend)))
        if rows:
            self.refresh(*[Region(0, row, self.content_size.width, 1) for row in rows])

    def point(self, at: int) -> None:
        """Point at another question."""
        self.show(self._blocks, self._cells, max(1, min(at, len(self._cells))))

    def beside(self, by: int) -> int:
        """The question so many rows below the one pointed at, or above it; the nearest there is."""
        row, place = self._place(self._at)
        rows = [number for number, (_, numbers) in enumerate(self._plan.rows) if numbers]
        found = self._plan.rows[rows[max(0, min(len(rows) - 1, rows.index(row) + by))]][1]
        return found[min(place, len(found) - 1)]

    def _place(self, number: int) -> tuple[int, int]:
        row = self._plan.row_of(number)
        return row, self._plan.rows[row][1].index(number)

    def on_resize(self, _: Resize) -> None:
        """Lay the questions out in the room that there is now."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Draw all rows anew, in the colours that there are now."""
        self._strips.clear()
        super().notify_style_update()

    def _lay_out(self) -> None:
        self._legend = self._counted()
        width, height = self.content_size
        self._plan = planned(self._blocks, width, max(1, height - len(self._legend) - 1))
        self._top = 0
        self._keep_in_sight()
        self._strips.clear()
        self.refresh()

    def _keep_in_sight(self) -> None:
        room = max(1, self.content_size.height - len(self._legend) - 1)
        row = self._plan.row_of(self._at)
        self._top = max(0, min(max(self._top, row - room + 1), row, max(0, len(self._plan.rows) - room)))

    @property
    def _legend_from(self) -> int:
        """The line on which the meaning of the signs begins, below the questions and one empty line."""
        room = self.content_size.height - len(self._legend)
        return max(0, min(len(self._plan.rows) + 1, room))

    def _counted(self) -> list[Content]:
        """What the signs mean, with how many there are of each; nothing of what there is nowhere."""
        numbers = {
            Cell.ANSWERED: sum(cell in (Cell.ANSWERED, Cell.MARKED) for cell in self._cells),
            Cell.EMPTY: sum(cell in (Cell.EMPTY, Cell.MARKED_EMPTY) for cell in self._cells),
            Cell.MARKED: sum(cell in (Cell.MARKED, Cell.MARKED_EMPTY) for cell in self._cells),
            Cell.CLOSED: sum(cell in (Cell.CLOSED, Cell.CLOSED_EMPTY) for cell in self._cells),
        }
        digits = len(str(len(self._cells)))
        lines = []
        for cell, word in _WORDS:
            if numbers[cell] or cell is not Cell.CLOSED:
                second = {Cell.MARKED: Cell.MARKED_EMPTY, Cell.CLOSED: Cell.CLOSED_EMPTY}.get(cell)
                sign = self._sign(cell) + (self._sign(second) if second is not None else Content(" "))
                lines.append(sign + Content.styled(f" {numbers[cell]:>{digits}} {word}", "$muted"))
        return lines

    def _sign(self, cell: Cell) -> Content:
        return Content.styled(_SIGNS[self._signs.unicode][cell], _STYLES[cell])

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One row of questions, a heading, or a line of what the signs mean; drawn once for as long as it stays."""
        width = self.content_size.width
        legend, row = y - self._legend_from, self._top + y
        if legend >= 0:
            line = self._legend[legend] if legend < len(self._legend) else NOTHING
            return self._strip(line, width)
        if row >= len(self._plan.rows) or legend == -1:
            return self._strip(NOTHING, width)
        title, numbers = self._plan.rows[row]
        if not numbers:
            return self._strip(one_line(title, "$muted").truncate(width, ellipsis=True), width)
        key = (row, self._at if self._at in numbers else 0, self._cells[numbers[0] - 1 : numbers[-1]])
        if key not in self._strips:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            self._strips[key] = self._strip(self._row(numbers), width)
        return self._strips[key]

    def _strip(self, line: Content, width: int) -> Strip:
        return Visual.to_strips(self, line, width, 1, self.visual_style)[0]

    def _row(self, numbers: range) -> Content:
        digits, pointer = self._plan.digits, Content.styled(self._signs.pointer, "bold $accent")
        if self._plan.numbered:
            pieces = []
            for number in numbers:
                here = number == self._at
                label = Content.styled(f"{number:>{digits}}", "bold $accent" if here else "$muted")
                pieces.append((pointer if here else Content(" ")) + label + self._sign(self._cells[number - 1]))
            return joined(pieces)
        signs = [pointer if number == self._at else self._sign(self._cells[number - 1]) for number in numbers]
        groups = [joined(signs[start : start + _GROUP]) for start in range(0, len(signs), _GROUP)]
        return Content.styled(f"{numbers[0]:>{digits}} ", "$muted") + joined(groups, " ")

    def on_click(self, event: Click) -> None:
        """Go to the question that was clicked."""
        at = event.get_content_offset(self)
        if at is not None and at.y < self._legend_from - 1:
            number = self._plan.at(at.x, self._top + at.y)
            if number is not None:
                self.post_message(self.Chosen(number))
