"""The one door to HTML: whatever a deck says leaves here as text, with the small inline Markdown as tags."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from quizapp.domain.text import Line, Span, parse_inline, visible

# What Anki would act on inside a field: template and cloze braces, [sound:] and [latex] brackets, MathJax delimiters.
_ACTED_ON = str.maketrans({"{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;"})
_MATHS = re.compile(r"\\(?=\(|\)|&#9[13];)")


# Most texts of a deck: words in Latin letters, nothing that HTML or Markdown would read, no bullet at the beginning.
_AS_IT_IS = re.compile(r"(?:[A-Za-z](?:[A-Za-z0-9 ,.;:!?()/%+=#-]*[A-Za-z0-9,.;:!?)%])?)?")


def escaped(text: str) -> str:
    """The text as the HTML of an element that shows it letter for letter."""
    if _AS_IT_IS.fullmatch(text):
        return text
    shown = html.escape(visible(text)).translate(_ACTED_ON)
    return _MATHS.sub(r"<span>\\</span>", shown) if "\\" in shown else shown


@lru_cache(maxsize=256)  # an option stands in several fields, a topic on many cards
def to_html(text: str) -> str:
    """A deck's text as HTML: bold, italic and code, lists as lists, line breaks as `<br>`; everything else escaped."""
    if _AS_IT_IS.fullmatch(text):
        return text
    pieces: list[str] = []
    lists: list[str] = []
    for line in parse_inline(text):
        kind = ("ul" if line.bullet == "-" else "ol") if line.bullet else ""
        while lists and lists[-1] != kind:
            pieces.append(f"</{lists.pop()}>")
        if kind:
            if not lists:
                lists.append(kind)
                pieces.append(_opening(kind, line.bullet))
            pieces.append(f"<li>{_spans(line)}</li>")
        else:
            if pieces and not pieces[-1].endswith(("</ul>", "</ol>")):
                pieces.append("<br>")
            pieces.append(_spans(line))
    pieces.extend(f"</{kind}>" for kind in reversed(lists))
    return "".join(pieces)


def _opening(kind: str, bullet: str) -> str:
    return f'<ol start="{int(bullet[:-1])}">' if kind == "ol" and bullet != "1." else f"<{kind}>"


def _spans(line: Line) -> str:
    return "".join(map(_span, line.spans))


def _span(span: Span) -> str:
    text = escaped(span.text)
    for wanted, tag in ((span.code, "code"), (span.italic, "i"), (span.bold, "b")):
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    return text
