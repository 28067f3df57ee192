"""The one door by which text of decks, files and people reaches the screen: as `Content`, never as markup."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content, Span

if TYPE_CHECKING:
    from quizapp.domain.text import Line
    from quizapp.tui.signs import Signs

_CODE = "$accent"


def words(text: str, style: str = "") -> Content:
    """Text letter for letter in one style, on as many lines as it has; what would act on a terminal is made visible."""
    from quizapp.domain.text import visible  # here, not above: 10 ms of patterns that the first paint does without

    shown = visible(text)
    return Content(shown, [Span(0, len(shown), style)] if style and shown else None)


def one_line(text: str, style: str = "") -> Content:
    """Text letter for letter on a single line: line breaks become spaces."""
    return words(text.replace("\n", " "), style)


def cut(text: Content, width: int, signs: Signs) -> Content:
    """A text in so many cells at most, with a sign at the end of one that is longer."""
    if text.cell_length <= width:
        return text
    return text.truncate(max(0, width - len(signs.ellipsis))) + Content(signs.ellipsis)


def joined(pieces: Iterable[Content], between: str = "") -> Content:
    """Pieces in a row, with plain text of our own between them."""
    return Content(between).join(pieces)


@lru_cache(maxsize=256)
def lines(text: str) -> tuple[tuple[int, Content], ...]:
    """The lines of deck text with inline Markdown as styles, each with the cells by which its wrapped rest hangs."""
    from quizapp.domain.text import parse_inline  # here, not above: see `words`

    return tuple(_line(line) for line in parse_inline(text))


def content(text: str) -> Content:
    """Deck text with its inline Markdown as styles."""
    return joined([line for _, line in lines(text)], "\n")


def _line(line: Line) -> tuple[int, Content]:
    lead = " " * line.indent + (line.bullet + " " if line.bullet else "")
    text = lead
    styles: list[Span] = []
    for span in line.spans:
        names = [name for name, wanted in (("bold", span.bold), ("italic", span.italic), (_CODE, span.code)) if wanted]
        if names:
            styles.append(Span(len(text), len(text) + len(span.text), " ".join(names)))
        text += span.text
    return len(lead), Content(text, styles)
