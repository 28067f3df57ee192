"""Laws of the door for text: nothing unseen passes, nothing is lost, a marker without its partner is a letter."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.text import Line, Span, parse_inline, plain, visible

HOSTILE = [
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1b]0;title\x1b\\",
    "\x1b[2J",
    "\x9b2J",
    "\x1b[6n",
    "abc\rdef",
    "a\bb",
    "\u202etxt.exe",
    "\u2066a\u2069",
    "\u200e\u200f\u061c",
    "zero\u200bwidth",
    "\u2028\u2029",
    "\ufeff",
    "\U000e0041\U000e007f",
    "\ud83d",
    "e\ufe0e\ufe0f",
    "a" + "\u0301" * 40,
    "[/]",
    "[@click=app.quit]x[/]",
]
SPICE = [
    *HOSTILE,
    "پاک\u200cستان",
    "क\u094d\u200dष",
    "👨\u200d👩\u200d👧",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "**",
    "*",
    "`",
    "\\",
    "- ",
    "1. ",
]
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))
HARD_TEXT = st.lists(st.one_of(st.sampled_from(SPICE), ANY_TEXT)).map("".join)
CLEAN_TEXT = st.text(
    st.one_of(st.characters(exclude_categories=["C", "Mn", "Me", "Zl", "Zp"]), st.sampled_from("\\*`-.1 \nاب"))
)
SHAPED_FORMATS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")


def escaped(text: str) -> str:
    """The text with a backslash before every marker."""
    return re.sub(r"([\\*`.\-])", r"\\\1", text)


def unseen(text: str) -> list[str]:
    """The characters of the text that no terminal shows, joiners and variation selectors in their places aside."""
    found = []
    for place, character in enumerate(text):
        if character == "\n" or SHAPED_FORMATS.match(character):
            continue
        around = text[place - 1 : place] + text[place + 1 : place + 2]
        if character in "\u200c\u200d":
            if len(around) < 2 or any(each.isascii() or each in "\u200c\u200d" for each in around):
                found.append(character)
        elif character in "\ufe0e\ufe0f":
            if text[place - 1 : place] in ("", "\ufe0e", "\ufe0f") or text[place - 1 : place].isalpha():
                found.append(character)
        elif unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            found.append(character)
    return found


@given(HARD_TEXT)
def test_nothing_unseen_passes_the_door(text: str) -> None:
    """No control, override, isolate, tag, half character or stray joiner is left in what is shown."""
    assert unseen(visible(text)) == []


@given(HARD_TEXT)
def test_no_span_and_no_plain_text_holds_anything_unseen(text: str) -> None:
    """Reading Markdown cannot bring back what the door took away."""
    spans = [span.text for line in parse_inline(text) for span in line.spans]
    assert unseen(plain(text)) == []
    assert not any("\n" in span for span in spans)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for span in spans for character in span)


@given(HARD_TEXT)
def test_showing_twice_is_showing_once(text: str) -> None:
    """What passed the door passes it again unchanged."""
    assert visible(visible(text)) == visible(text)


@given(CLEAN_TEXT)
def test_harmless_text_is_untouched(text: str) -> None:
    """Letters of any language, digits and punctuation are shown letter for letter."""
    shapeless = re.compile("[\u115f\u1160\u3164\uffa0]")
    assert visible(shapeless.sub("", text)) == shapeless.sub("", text)


@given(HARD_TEXT)
def test_escaped_text_reads_as_itself(text: str) -> None:
    """A backslash before every marker gives the text back letter for letter."""
    assert plain(escaped(text)) == visible(text)


@given(HARD_TEXT)
def test_markdown_loses_nothing_but_markers(text: str) -> None:
    """Every character that is not a marker is in a span, in its order."""
    markers = re.compile(r"[\\*`]")
    kept = "\n".join(
        (f"{' ' * line.indent}{line.bullet} " if line.bullet else "") + "".join(span.text for span in line.spans)
        for line in parse_inline(text)
    )
    assert markers.sub("", kept) == markers.sub("", visible(text))
    assert kept == plain(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b2J\x7f", "\\x9b2J\\x7f"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\r\nb\rc", "a\nb\\x0dc"),
        ("a\tb", "a    b"),
        ("a\u200db", "a<U+200D>b"),
        ("\ud83d", "<U+D83D>"),
        ("\U000e0041", "<U+E0041>"),
        ("x\ufe0f", "x<U+FE0F>"),
        ("\u2028", "<U+2028>"),
    ],
)
def test_the_unseen_is_named(text: str, shown: str) -> None:
    """A control is shown as its escape, any other unseen character by its number."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "র\u200d্য",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "👍🏽",
        "1\ufe0f\u20e3",
        "葛\U000e0100",
        "پاکستان کا مطلب",
        "naïve, Zürich, e\u0301",
    ],
)
def test_scripts_and_emoji_keep_what_they_need(text: str) -> None:
    """Joiners and selectors stay where they shape a word or an emoji."""
    assert visible(text) == text


def test_a_stack_of_marks_is_flattened() -> None:
    """Marks beyond eight on one letter are named, so that no line paints over another."""
    assert visible("a" + "\u0301" * 10) == "a" + "\u0301" * 8 + "<U+0301>" * 2


@pytest.mark.parametrize("word", ["a" * 10_000, "پ" * 10_000, "*" * 10_000, "\\" * 10_001])
def test_a_word_of_ten_thousand_letters_is_kept(word: str) -> None:
    """Nothing is cut for being long."""
    assert visible(word) == word
    assert plain(escaped(word)) == word


def spans(text: str) -> tuple[Span, ...]:
    """The spans of a text of one line."""
    (line,) = parse_inline(text)
    return line.spans


def test_bold_italic_and_code() -> None:
    """The three styles are read, alone and in one another."""
    assert spans("a **b** *c* `d*`") == (
        Span("a "),
        Span("b", bold=True),
        Span(" "),
        Span("c", italic=True),
        Span(" "),
        Span("d*", code=True),
    )
    assert spans("***x***") == (Span("x", bold=True, italic=True),)
    assert spans("**a *b***") == (Span("a ", bold=True), Span("b", bold=True, italic=True))
    assert spans("***a* b**") == (Span("a", bold=True, italic=True), Span(" b", bold=True))
    assert spans("**`x`**") == (Span("x", bold=True, code=True),)


@pytest.mark.parametrize(
    "text", ["**open", "a * b * c", "2*3*4", "2**3", "`open", "****", "*", "**", "``", "a_b_c", "C:\\Users", "[b]x[/b]"]
)
def test_a_marker_without_its_partner_is_a_letter(text: str) -> None:
    """What is no Markdown of ours is shown as it is."""
    assert spans(text) == (Span(text),)


def test_styles_do_not_cross_lines() -> None:
    """A style ends where its line ends."""
    assert plain("**a\nb**") == "**a\nb**"


def test_lists_paragraphs_and_line_breaks() -> None:
    """A line break is a line, a blank line has no spans, list items carry their bullet and indent."""
    assert parse_inline("one\n- two\n  10. three\n\n1947. four\n\\- five") == (
        Line(0, "", (Span("one"),)),
        Line(0, "-", (Span("two"),)),
        Line(2, "10.", (Span("three"),)),
        Line(0, "", ()),
        Line(0, "", (Span("1947. four"),)),
        Line(0, "", (Span("- five"),)),
    )
    assert plain("- **two**\n  1. x") == "- two\n  1. x"
