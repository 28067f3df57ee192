"""HTML made the small Markdown of deck texts: what it says stays, what it does is dropped and named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from itertools import groupby

from quizapp.domain.text import plain, visible

LONGEST = 64_000
"""Characters of one text: a hundred pages' worth of tags around what a question may say."""

_LONGEST_TAG = 4_000
_DEEPEST = 4  # levels of lists that are shown by their indentation
_MUTE = ("script", "style", "head", "title", "template", "noscript")
_EMBEDDED = {"audio": "sounds", "video": "videos", "object": "embedded pages", "iframe": "embedded pages",
             "svg": "drawings", "canvas": "drawings", "math": "formulas"}  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "header", "main", "nav", "section", "summary", "details", "table", "tbody", "thead", "tfoot",
    "caption",
))  # fmt: skip
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol", "table", "pre"))
_BOLD, _ITALIC, _CODE = frozenset(("b", "strong")), frozenset(("i", "em")), frozenset(("code", "kbd", "tt", "samp"))
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th"))
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

_SOUND = re.compile(r"\[sound:[^\[\]]*\]")
_SPOKEN = re.compile(r"\[/?anki:[a-z]+[^\[\]]*\]")
_LONG_TAG = re.compile(rf"<([a-zA-Z/])[^<>]{{{_LONGEST_TAG},}}>?")
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff]"
)
_WIDE = re.compile("[\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_SIGNS = re.compile(r"[*`]|\\(?=[\\*`.\-]|$)")


class TooLong(Exception):
    """The text is longer than any question."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as Markdown, the pictures in it as (name, words in its place), and what was dropped."""

    text: str
    pictures: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Line:
    lead: str = ""
    runs: list[tuple[str, bool, bool, bool]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not any(text.strip() for text, *_ in self.runs)


def clean(text: str) -> str:
    """The text without characters that nobody sees, letters composed, as deck files have it."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _WIDE.sub(" ", text)))


@lru_cache(64)  # a field is looked at for options, as a side, and for its name
def marked(html: str) -> Marked:
    """The HTML as Markdown; raises TooLong."""
    if "<" not in html and "&" not in html and "[" not in html and not _SIGNS.search(html):
        if len(html) > LONGEST:
            raise TooLong
        return Marked(clean(_SPACES.sub(" ", html)).strip())
    html = _LONG_TAG.sub(lambda tag: "" if tag[1] == "/" else "<img>", html)
    if len(html) > LONGEST:
        raise TooLong
    sounds = ["sounds"] * len(_SOUND.findall(html))
    reader = _Reader()
    reader.feed(_STRAY.sub("&lt;", _without_mute(_SPOKEN.sub("", _SOUND.sub("", html)), reader.dropped)))
    reader.close()
    return Marked("\n".join(_lines(reader.lines)), tuple(reader.pictures), (*sounds, *reader.dropped))


def _without_mute(html: str, dropped: list[str]) -> str:
    """The HTML without comments and without elements that are not text; each is looked for once."""
    for begin, end, name in (("<!--", "-->", ""), *((f"<{tag}", f"</{tag}>", tag) for tag in _MUTE)):
        low = html.lower()
        if begin not in low or len(low) != len(html):
            continue
        kept, at = [], 0
        while (start := low.find(begin, at)) >= 0:
            if name and low[start + len(begin) : start + len(begin) + 1].isalnum():  # `<header` is no `<head`
                kept.append(html[at : start + len(begin)])
                at = start + len(begin)
                continue
            kept.append(html[at:start])
            stop = low.find(end, start)
            at = len(html) if stop < 0 else stop + len(end)
            dropped += ["scripts"] if name == "script" else []
        html = "".join((*kept, html[at:]))
    return html


class _Reader(HTMLParser):
    """Gathers lines of runs, each with its style, from well-formed tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [_Line()]
        self.pictures: list[tuple[str, str]] = []
        self.dropped: list[str] = []
        self._open = {"bold": 0, "italic": 0, "code": 0, "pre": 0, "sup": 0, "sub": 0, "rt": 0, "hidden": 0}
        self._lists: list[int] = []  # the number of the last item, or -1 for bullets
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        if tag == "img":
            self._picture(dict(attrs))
        elif tag == "br":
            self.lines.append(_Line())
        elif tag in ("ul", "ol"):
            self._paragraph()
            self._lists.append(-1 if tag == "ul" else 0)
        elif tag == "li":
            self._item()
        elif tag == "tr":
            self._block()
            self._cells = 0
        elif tag in ("td", "th"):
            self._cells += 1
            if self._cells > 1:
                self._add(" | ")
        elif tag in _PARAGRAPHS:
            self._paragraph()
        elif tag in _BLOCKS:
            self._block()
        if tag in _EMBEDDED:
            self.dropped.append(_EMBEDDED[tag])
        self._style(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        self._style(tag, -1)
        if tag in _PARAGRAPHS and not self._lists:
            self._paragraph()
        elif tag in _BLOCKS or tag in ("li", "tr"):
            self._block()

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self._open["hidden"]:
            return
        if self._open["pre"]:
            first, *rest = clean(data.replace("\r\n", "\n").replace("\t", "    ")).split("\n")
            self._add(first)
            for line in rest:
                self.lines.append(_Line())
                self._add(line)
            return
        text = clean(_SPACES.sub(" ", data))
        if self._open["sup"] and text.strip():
            text = _scripted(text.strip(), _RAISED, "^")
        elif self._open["sub"] and text.strip():
            text = _scripted(text.strip(), _LOWERED, "_")
        elif self._open["rt"] and text.strip():
            text = f"({text.strip()})"
        self._add(text)

    def _style(self, tag: str, step: int) -> None:
        styles = (
            ("bold", tag in _BOLD or tag in _HEADS), ("italic", tag in _ITALIC), ("code", tag in _CODE or tag == "pre"),
            ("pre", tag == "pre"), ("sup", tag == "sup"), ("sub", tag == "sub"), ("rt", tag == "rt"),
            ("hidden", tag in _EMBEDDED and tag != "math"),
        )  # fmt: skip
        for name, concerned in styles:
            if concerned:
                self._open[name] = max(0, self._open[name] + step)

    def _add(self, text: str) -> None:
        if text:
            shown = self._open
            self.lines[-1].runs.append((text, shown["bold"] > 0, shown["italic"] > 0, shown["code"] > 0))

    def _block(self) -> None:
        if not self.lines[-1].empty or self.lines[-1].lead:
            self.lines.append(_Line())

    def _paragraph(self) -> None:
        self._block()
        if len(self.lines) > 1 and not self._lists:
            self.lines.append(_Line())

    def _item(self) -> None:
        self._block()
        if not self._lists:
            self._lists.append(-1)
        if self._lists[-1] >= 0:
            self._lists[-1] = min(self._lists[-1] + 1, 99)
        bullet = "-" if self._lists[-1] < 0 else f"{self._lists[-1]}."
        self.lines[-1].lead = "  " * min(len(self._lists) - 1, _DEEPEST) + bullet + " "

    def _picture(self, told: dict[str, str | None]) -> None:
        source = told.get("src") or ""
        if not source or ":" in source.partition("/")[0]:
            self.dropped.append("pictures that are not in the package")
        else:
            self.pictures.append((source, " ".join(clean(told.get("alt") or told.get("title") or "").split())))
        self._add(" ")


def _scripted(text: str, table: dict[int, int], sign: str) -> str:
    if all(ord(each) in table for each in text):
        return text.translate(table)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _lines(lines: Iterable[_Line]) -> Iterator[str]:
    """The lines written out, without empty ones at the ends or twice in a row."""
    waiting, begun = False, False
    for line in lines:
        if line.empty:
            waiting = begun
            continue
        if waiting:
            yield ""
        yield line.lead + _written(line.runs)
        waiting, begun = False, True


def _written(runs: Iterable[tuple[str, bool, bool, bool]]) -> str:
    """One line in Markdown that is read back as what it says; where that cannot be, without its styles."""
    merged = [("".join(text for text, *_ in group), style) for style, group in groupby(runs, lambda each: each[1:])]
    code = any(style[2] for _, style in merged)
    told = "".join(text for text, _ in merged)
    if not code:
        told = _SPACES.sub(" ", told)
    told = told.strip()
    if not any(any(style) for _, style in merged) and not _SIGNS.search(told):
        return told
    styled = "".join(_styled(text, *style) for text, style in merged)
    styled = (styled if code else _SPACES.sub(" ", styled)).strip()
    for candidate in (styled, _SIGNS.sub(r"\\\g<0>", told)):
        if plain(candidate) == visible(told):
            return candidate
    return told


def _styled(text: str, bold: bool, italic: bool, code: bool) -> str:
    inner = text.strip()
    if not inner:
        return text
    inner = f"`{inner}`" if code and "`" not in inner else _SIGNS.sub(r"\\\g<0>", inner)
    sign = "*" * (2 * bold + italic)
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{sign}{inner}{sign}{tail}"
