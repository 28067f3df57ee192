"""Text to read: paragraphs with a label in front of a hanging body, wrapped to the width there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from quizapp.domain.values import dataclass
from quizapp.tui import text

NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text after a label; every line hangs by `indent` cells, its wrapped rest by `hang` more."""

    body: tuple[tuple[int, Content], ...]
    label: Content = NOTHING
    indent: int = 0
    space_before: int = 0


def prose(written: str, label: Content = NOTHING, *, indent: int = 0, space_before: int = 0) -> Paragraph:
    """A paragraph of deck text, inline Markdown and lists included."""
    return Paragraph(text.lines(written), label, indent, space_before)


def said(body: Content, label: Content = NOTHING, *, indent: int = 0, space_before: int = 0) -> Paragraph:
    """A paragraph of words already made into content."""
    lines = body.split(allow_blank=True) if "\n" in body.plain else [body]
    return Paragraph(tuple([(0, line) for line in lines]), label, indent, space_before)


def laid_out(paragraphs: Iterable[Paragraph], width: int) -> list[Content]:
    """The paragraphs as lines of at most `width` cells."""
    result: list[Content] = []
    for paragraph in paragraphs:
        result.extend([NOTHING] * paragraph.space_before)
        lead = paragraph.label.pad_right(max(0, paragraph.indent - paragraph.label.cell_length))
        for hang, line in paragraph.body:
            for wrapped in _hanging(line, max(4, width - paragraph.indent), hang):
                result.append(lead + wrapped)
                lead = Content(" " * paragraph.indent)
    return result


def _hanging(line: Content, width: int, hang: int) -> list[Content]:
    if line.cell_length <= width:
        return [line]
    if not hang or hang > width // 2:
        return line.wrap(width)
    lead, rest = line[:hang], line[hang:]
    pad = Content(" " * hang)
    return [(pad if number else lead) + part for number, part in enumerate(rest.wrap(width - hang))]


class Column(Vertical):
    """What stands on a page, one below the other; as high as it needs to be, found in one layout as in `Passage`."""

    virtual_size = Reactive(Size(0, 0))


class Passage(Widget):
    """Paragraphs to read, as high as they need to be."""

    DEFAULT_CSS = """
    Passage { width: 1fr; height: auto; }
    """

    virtual_size = Reactive(Size(0, 0))  # what it measures follows from the layout: Textual's own asks for a second one

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._laid_out: tuple[int, list[Content]] = (0, [])

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these paragraphs instead of those shown now."""
        if (now := tuple(paragraphs)) != self._paragraphs:
            self._paragraphs = now
            self._laid_out = (0, [])
            self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        if self._laid_out[0] != width:
            self._laid_out = (width, laid_out(self._paragraphs, width))
        return self._laid_out[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of lines the paragraphs take at this width."""
        return len(self._lines(width)) if width else 0

    def render(self) -> Content:
        """The paragraphs, wrapped."""
        return Content("\n").join(self._lines(self.content_size.width))
