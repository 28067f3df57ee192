"""The reader of YAML: text stays text, and every fault has its place and a sentence."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.storage import yaml_events
from quizapp.storage.yaml_events import read_yaml

FAULTS = [
    (b"a: b: c", "1:5: a colon stands inside the text: put the whole text in quotes"),
    (
        "a: “b: c”".encode(),
        '1:6: a colon stands inside the text, and curly quotes are part of it: put "straight quotes" around the text',
    ),
    (b"a: @home", "1:4: a text that begins with @ must be put in quotes"),
    (b"a: `x`", "1:4: a text that begins with ` must be put in quotes"),
    (b"a: %5", "1:4: a text that begins with % must be put in quotes"),
    (b"a: > 50% of", "1:6: a text that begins with > or | must be put in quotes"),
    (b"a: {{1::x}} y", "1:5: a text that begins with { or [ must be put in quotes"),
    (b"a: [Fill] the", "1:11: more text follows the closing bracket: put the whole text in quotes"),
    (b"a: *b", "1:4: YAML takes a text that begins with * for an alias: put the text in quotes"),
    (b"a: &b c", "1:4: YAML takes a text that begins with & for an anchor: put the text in quotes"),
    (b"a: !b c", "1:4: YAML takes a text that begins with ! for a tag: put the text in quotes"),
    (b"a: 'x", "1:4: the quote that opens here is never closed"),
    (b"a: 'it's'", "1:8: more text follows the closing quote: inside 'single quotes' write '' for an apostrophe"),
    (b'a: "\\d"', "1:5: a backslash inside \"double quotes\" is special: use 'single quotes' instead"),
    (b"a:\n\t- b", "2:1: a tab cannot indent a line: use spaces"),
    (b"a: - b", "1:4: a list must begin on a line of its own, or the text needs quotes"),
    (b"a: [1, 2", "2:1: a comma or the closing ] is missing, or a text inside [ ] needs quotes"),
    (b"- a\nb: c", "2:1: this line does not belong to the list above: check its indentation"),
    (b"a: 1\nb: 2\na: 3", "3:1: the key `a` stands twice here: keep one of them"),
    (b"<<: {a: 1}", "1:1: merge keys (<<) are not part of the format: write the fields out"),
    (b"a: 1\n---\nb: 2", "2:1: a second document begins here: a file holds one, remove the line ---"),
    (b"", "1:1: the file is empty"),
    (b"# only a comment\n", "1:1: the file is empty"),
    (b"a:\n  b: \xff", "2:6: this is not UTF-8 text (byte 0xff): save the file as UTF-8"),
    (b"a: b\nc: d\x00", "2:5: the control character U+0000 may not stand in a deck: delete it"),
    (b'a: "\\0"', "1:4: the control character U+0000 may not stand in a deck: delete it"),
    (b'a: "\\e[2J"', "1:4: the control character U+001B may not stand in a deck: delete it"),
    (b"a: \x1b[2J", "1:4: the control character U+001B may not stand in a deck: delete it"),
    (
        "a: b\u2028c".encode(),
        "1:5: the invisible line separator U+2028 stands here: replace it with an ordinary line break",
    ),
    (b"[" * 100_000, "1:13: this is nested more than 12 levels deep: a deck needs no more than 6"),
    (b"[1, " * 100_000, "1:49: this is nested more than 12 levels deep: a deck needs no more than 6"),
    (b"- " * 100_000, "1:25: this is nested more than 12 levels deep: a deck needs no more than 6"),
]


@pytest.mark.parametrize(("content", "expected"), FAULTS, ids=[fault[0][:20].decode("latin-1") for fault in FAULTS])
def test_a_fault_is_told_with_its_place(content: bytes, expected: str) -> None:
    """The sentence says what to do, and points to where it is to be done."""
    assert [str(problem) for problem in read_yaml(content, "f").problems] == [f"f:{expected}"]


def test_every_scalar_stays_text() -> None:
    """What other readers turn into numbers, dates and truth stays as it was written."""
    content = b"a: no\nb: 12:30\nc: 0123\nd: 1947-08-14\ne: 1_000\nf: null\ng: ~\n"
    expected = {"a": "no", "b": "12:30", "c": "0123", "d": "1947-08-14", "e": "1_000", "f": "null", "g": "~"}
    assert read_yaml(content, "f").value == expected


@pytest.mark.parametrize(
    ("content", "places"),
    [
        (b"a: Who wrote it # 1949?\n", ["1:17"]),
        (b"a: #1949\n", ["1:4"]),
        (b"a: two spaces  # a comment\n", []),
        (b"a: 'quoted' # a comment\n", []),
        (b"a: 'text # quoted'\n", []),
        (b"a: # a comment\n  - b\n", []),
        (b"# a comment\na: C#\n", []),
        (b"a: |\n  block # text\n", []),
    ],
)
def test_lost_text_is_a_warning(content: bytes, places: list[str]) -> None:
    """One space and a # after unquoted text lose what follows; two spaces show that a comment is meant."""
    problems = read_yaml(content, "f").problems
    assert [f"{problem.line}:{problem.column}" for problem in problems] == places
    assert all(problem.severity == "warning" for problem in problems)


def test_all_faults_are_told_at_once() -> None:
    """One look at the list is enough to mend a file that can be read to its end."""
    problems = read_yaml(b"a: *x\na: !y z\nb: &c d\n", "f").problems
    assert [problem.line for problem in problems] == [1, 2, 2, 3]


def test_text_is_composed() -> None:
    """Letters written with combining marks become the letters they look like, quoted or not."""
    assert read_yaml('a: e\u0301\nb: "e\\u0301"\n'.encode(), "f").value == {"a": "é", "b": "é"}


def test_an_over_long_file_is_refused() -> None:
    """16 MB is more than any deck; more is not even decoded."""
    problems = read_yaml(b" " * (yaml_events.MAX_BYTES + 1), "f").problems
    assert len(problems) == 1
    assert "split the deck" in problems[0].sentence


def test_hostile_merge_keys_cost_nothing() -> None:
    """A few hundred bytes of anchors and merges, which take other readers half a minute, are refused at once."""
    lines = ["a0: &a0 {k: v}"] + [f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]" for n in range(1, 25)]
    start = time.process_time()
    assert not read_yaml("\n".join(lines).encode(), "f").sound
    assert time.process_time() - start < 1


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@example(b"\xef\xbb\xbf")
@example(b"? [a]\n: b")
@example(b"{" * 500)
@example(b"&a [*a]")
@example(b"%YAML 9.9\n---\n")
@example(b'a: "\\uD800"')
def test_any_bytes_give_a_value_or_problems(content: bytes) -> None:
    """Whatever the bytes are, nothing is raised, and no value comes without being sound."""
    reading = read_yaml(content, "f")
    assert reading.problems or reading.value is not None
    assert reading.place(("no", 3, "where")) >= (1, 1)


YAML_SIGNS = st.text(alphabet=list("ab:-?[]{},#&*!|>'\"%@` \n\t\\0é"), max_size=80)


@given(YAML_SIGNS)
def test_signs_of_yaml_never_crash_the_reader(text: str) -> None:
    """Texts made of the signs that YAML gives a meaning to are read or refused by both parsers alike."""
    reading = read_yaml(text.encode(), "f")
    assert reading.problems or reading.value is not None


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml, its slower parser gives the same values, lines and refusals."""
    content = "deck: x  # c\nquestions:\n  - a: 'b'\n    c: [d, {e: f}]\n  - g: é # h\n".encode()
    fast = read_yaml(content, "f")
    monkeypatch.delattr(yaml, "CBaseLoader")
    slow = read_yaml(content, "f")
    assert (slow.value, slow.lines, slow.problems) == (fast.value, fast.lines, fast.problems)
    assert not read_yaml(b"[" * 100_000, "f").sound
