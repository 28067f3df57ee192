"""The one door for text: what may be shown, and the small inline Markdown that deck texts may use.

Nothing a deck, a learner or a file says reaches a terminal except through `visible()`: neither Textual nor Rich
removes escape sequences, bidirectional overrides or zero-width characters from what they are given.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from functools import cache

from quizapp.domain.values import dataclass

_TAB = "    "
_STACK = 8

_INVISIBLE = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 except newline, DEL, C1
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners and fillers without a shape
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\uffa0"  # zero-width, marks, separators, overrides, isolates
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff"  # variation selectors, BOM, annotations, no characters
    "\ud800-\udfff"  # halves of characters
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # format controls of rare scripts and of music
    "\U000e0000-\U000e0fff"  # tags and more variation selectors
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u08d3-\u08ff"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
_CLEAN = re.compile(r"[\n -~]*")
_SUSPECT = re.compile(f"[{_INVISIBLE}]|[{_MARKS}]{{{_STACK + 1}}}")

# Joiners and selectors are looked at so seldom that plain ranges serve better than patterns, which take milliseconds
# to compile at every start.
_Ranges = tuple[tuple[str, str], ...]
_JOINING: _Ranges = (("\u0600", "\u08ff"), ("\u1820", "\u18aa"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufefc"))
_INDIC: _Ranges = (
    ("\u0900", "\u0dff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17b3"),
    ("\u17b6", "\u17dd"),
    ("\ua8e0", "\ua8ff"),
)
_HAN: _Ranges = (
    ("\u2e80", "\u2fdf"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_EMOJI: _Ranges = (
    *((each, each) for each in "\u00a9\u00ae\u203c\u2049\u2122\u2139\u24c2\u3030\u303d\u3297\u3299"),
    ("\u2190", "\u21ff"),
    ("\u2300", "\u23ff"),
    ("\u25a0", "\u27bf"),
    ("\u2900", "\u297f"),
    ("\u2b00", "\u2bff"),
    ("\U0001f000", "\U0001faff"),
)


def _is_in(ranges: _Ranges, character: str) -> bool:
    return any(first <= character <= last for first, last in ranges)


@cache
def _repairs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns for texts that need work; compiled when the first one comes."""
    return re.compile(f"([{_MARKS}]{{{_STACK}}})([{_MARKS}]+)"), re.compile(f"\r\n|[{_INVISIBLE}]")


def visible(text: str) -> str:
    r"""Make every character of the text harmless and seen; a newline is the only control that stays.

    Controls become `\x1b`, overrides, zero-width and other unseen characters `<U+202E>`, a tab becomes four spaces and
    CR LF a newline. Joiners stay where a script or an emoji needs them, variation selectors after what they vary.
    Nothing else is changed or cut; doing it twice changes nothing more.
    """
    if _CLEAN.fullmatch(text) or _SUSPECT.search(text) is None:
        return text
    tall_stack, invisible = _repairs()
    return invisible.sub(_shown, tall_stack.sub(_flattened, text))


def _flattened(stack: re.Match[str]) -> str:
    # More marks on one letter than any script uses paint over the lines above and below.
    return stack[1] + "".join(map(_named, stack[2]))


def _named(character: str) -> str:
    return f"<U+{ord(character):04X}>"


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    if character == "\r\n":
        return "\n"
    if character == "\t":
        return _TAB
    code = ord(character)
    if code < 0xA0:
        return f"\\x{code:02x}"
    before = found.string[max(0, found.start() - 2) : found.start()]
    after = found.string[found.end() : found.end() + 1]
    if character in "\u200c\u200d":
        needed = _joins_script(before[-1:], after) or (character == "\u200d" and _joins_emoji(before, after))
    elif character in "\ufe0e\ufe0f":
        needed = _is_in(_EMOJI, before[-1:]) or (before[-1:] in set("0123456789#*") and after == "\u20e3")
    else:
        needed = 0xE0100 <= code <= 0xE01EF and _is_in(_HAN, before[-1:])
    return character if needed else _named(character)


def _joins_script(before: str, after: str) -> bool:
    if _is_in(_JOINING, before) and _is_in(_JOINING, after):
        return unicodedata.category(before)[0] in "LM" and unicodedata.category(after)[0] == "L"
    if _is_in(_INDIC, before) and _is_in(_INDIC, after):
        return unicodedata.category(before)[0] in "LM" and unicodedata.category(after)[0] in "LM"
    return False


def _joins_emoji(before: str, after: str) -> bool:
    base = before[:1] if before.endswith("\ufe0f") else before[-1:]
    return _is_in(_EMOJI, base) and _is_in(_EMOJI, after)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line as written: `indent` spaces and a `bullet` (`-` or `1.`) when it is a list item; no spans when blank."""

    indent: int
    bullet: str
    spans: tuple[Span, ...]


_ESCAPABLE = frozenset("\\*`-.")
_LIST_ITEM = re.compile(r"( {0,8})(-|[0-9]{1,2}\.) (?=\S)")
_PIECE = re.compile(r"\\[\\*`.\-]|`[^`]+`|\*+|[^\\*`]+|[\\`]")
_MARKED = re.compile(r"[\\*`]")


def parse_inline(text: str) -> tuple[Line, ...]:
    """Read the inline Markdown of a deck text: bold, italic, code, list items and line breaks, made visible.

    A marker without its partner on the same line is shown as it is, and so is a star between two letters or digits.
    """
    return tuple(_line(line) for line in visible(text).split("\n"))


def plain(text: str) -> str:
    """The text without its inline Markdown, made visible; line breaks and list bullets stay."""
    shown = visible(text)
    if _MARKED.search(shown) is None:
        return shown
    return "\n".join(_plain_line(line) for line in map(_line, shown.split("\n")))


def _plain_line(line: Line) -> str:
    lead = f"{' ' * line.indent}{line.bullet} " if line.bullet else ""
    return lead + "".join(span.text for span in line.spans)


def _line(line: str) -> Line:
    item = _LIST_ITEM.match(line)
    indent, bullet = (len(item[1]), item[2]) if item else (0, "")
    rest = line[item.end() :] if item else line
    if _MARKED.search(rest) is None:
        return Line(indent, bullet, (Span(rest),) if rest else ())
    return Line(indent, bullet, _spans(_matched(_pieces(rest))))


@dataclasses.dataclass(slots=True)
class _Piece:
    text: str
    code: bool = False
    opens: bool = False
    closes: bool = False
    role: int = 0  # 1 when it opens a style, -1 when it closes one, 0 when it is only text


def _pieces(line: str) -> list[_Piece]:
    pieces = []
    for found in _PIECE.finditer(line):
        text = found[0]
        if text[0] == "\\" and text[1:] in _ESCAPABLE:
            pieces.append(_Piece(text[1:]))
        elif text[0] == "`" and len(text) > 1:
            pieces.append(_Piece(text[1:-1], code=True))
        elif text[0] == "*" and len(text) <= 3:
            pieces.extend(_stars(text, line[: found.start()][-1:], line[found.end() : found.end() + 1]))
        else:
            pieces.append(_Piece(text))
    return pieces


def _stars(run: str, before: str, after: str) -> list[_Piece]:
    inside_word = before.isalnum() and after.isalnum()
    opens = bool(after) and not after.isspace() and not inside_word
    closes = bool(before) and not before.isspace() and not inside_word
    if len(run) < 3:
        return [_Piece(run, opens=opens, closes=closes)]
    # Three stars are bold and italic at once: the outer pair is bold, whichever end is read.
    sizes = ("**", "*") if opens and not closes else ("*", "**")
    return [_Piece(size, opens=opens, closes=closes) for size in sizes]


def _matched(pieces: list[_Piece]) -> list[_Piece]:
    opened: list[_Piece] = []
    waiting = {"*": 0, "**": 0}
    for piece in pieces:
        if piece.closes and waiting[piece.text]:
            # What was opened in between and never closed is text.
            while (last := opened.pop()).text != piece.text:
                waiting[last.text] -= 1
            waiting[piece.text] -= 1
            last.role, piece.role = 1, -1
        elif piece.opens:
            opened.append(piece)
            waiting[piece.text] += 1
    return pieces


def _spans(pieces: list[_Piece]) -> tuple[Span, ...]:
    runs: list[tuple[list[str], tuple[bool, bool, bool]]] = []
    depth = {"*": 0, "**": 0}
    for piece in pieces:
        if piece.role:
            depth[piece.text] += piece.role
            continue
        style = (depth["**"] > 0, depth["*"] > 0, piece.code)
        if runs and runs[-1][1] == style:
            runs[-1][0].append(piece.text)
        else:
            runs.append(([piece.text], style))
    return tuple(Span("".join(texts), *style) for texts, style in runs)
