"""YAML as plain text values, read by events: nothing is guessed, nothing is lost without a word, nothing can crash.

Every scalar stays text. Duplicate keys, tags, anchors, aliases, merge keys, further documents, bad UTF-8, control
characters, and files that are too long or too deep are refused with their place. libyaml parses events without
recursion, so hostile nesting is met by our own cap (composing nodes would overflow the C stack).
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any, NoReturn

from quizapp.domain.errors import Problem, Severity

if TYPE_CHECKING:
    from quizapp.storage.yaml_places import Place

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 12
MAX_EVENTS = 2_000_000
MAX_PROBLEMS = 200
MAX_KEYS = 100

Step = str | int
Value = Any  # dict[str, Value] | list[Value] | str | None

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LOST = re.compile(r"[ \t](#[^\r\n]*)")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Reading:
    """What a file says: plain dict, list and str (None when there is nothing to read), and what is wrong with it.

    `lines` holds, for each list right under the top mapping, the lines (from 1) on which its mappings start, by index.
    """

    path: str
    text: str = ""
    value: Value = None
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[Severity, int] = field(default_factory=dict)
    _places: Place | None = None

    def place(self, steps: tuple[Step, ...], *, key: bool = False) -> tuple[int, int]:
        """Line and column (from 1) of the value at these steps, or of its key; of the deepest step that exists.

        Places are found by a second reading, since nearly every file has nothing to complain about.
        """
        if self._places is None:
            from quizapp.storage.yaml_places import locate

            self._places = locate(self.text)
        found = self._places.find(steps, key=key)
        return found.line, found.column

    def refuse(
        self, steps: tuple[Step, ...], sentence: str, *, key: bool = False, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a problem at the value (or the key) that these steps lead to."""
        line, column = self.place(steps, key=key)
        self.note(Problem(self.path, line, column, sentence, severity))

    def note(self, problem: Problem) -> None:
        """Keep a problem, up to MAX_PROBLEMS of each severity: more would help nobody, and cost much."""
        room = MAX_PROBLEMS - self.counts.get(problem.severity, 0)
        if room > 0:
            self.counts[problem.severity] = MAX_PROBLEMS - room + 1
            self.problems.append(problem)

    @property
    def full(self) -> bool:
        """True when so many errors are noted that reading on makes no sense."""
        return self.counts.get(Severity.ERROR, 0) >= MAX_PROBLEMS

    @property
    def sound(self) -> bool:
        """True when no error was found; warnings do not count."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def read_yaml(content: bytes, path: str) -> Reading:
    """Read the bytes of one file; whatever they are, the answer is a value or problems with places, never an error."""
    reading = Reading(path)
    text = _decode(content, reading)
    if text is None:
        return reading
    reading.text = text
    with collector_still():
        _Walk(reading).run()
    if reading.sound and reading.value is None:
        reading.problems.append(Problem(path, 1, 1, "the file is empty"))
    return reading


def new_loader(text: str) -> Any:
    """The event source over a text: libyaml's where PyYAML has it, else the ten times slower one in Python."""
    import yaml  # 21 ms; not needed before a deck file has changed

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return loader(text)


@contextmanager
def collector_still() -> Iterator[None]:
    """Keep the cyclic collector still while millions of small values are built: it halves the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _decode(content: bytes, reading: Reading) -> str | None:
    if len(content) > MAX_BYTES:
        size = f"{len(content):,} bytes long; at most {MAX_BYTES:,} are read"
        reading.problems.append(Problem(reading.path, 1, 1, f"the file is {size}: split the deck into two files"))
        return None
    body = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        line, column = _place_after(before)
        sentence = f"this is not UTF-8 text (byte 0x{body[error.start]:02x}): save the file as UTF-8"
        reading.problems.append(Problem(reading.path, line, column, sentence))
        return None
    for count, match in enumerate(_FORBIDDEN.finditer(text)):
        if count == 20:
            break
        line, column = _place_after(text[: match.start()])
        reading.problems.append(Problem(reading.path, line, column, forbidden_sentence(match.group())))
    return text if not reading.problems else None


def forbidden_sentence(character: str) -> str:
    """Why a character may not stand in a file."""
    code = f"U+{ord(character):04X}"
    if character in "\x85\u2028\u2029":
        return f"the invisible line separator {code} stands here: replace it with an ordinary line break"
    return f"the control character {code} may not stand in a deck: delete it"


def _place_after(before: str) -> tuple[int, int]:
    line_starts = re.split(r"\r\n|\r|\n", before)
    return len(line_starts), len(line_starts[-1]) + 1


class _Stop(Exception):
    """The rest of the file cannot be made sense of; the problem is noted already."""


class _Walk:
    """One pass over the events of a text, filling a Reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        text = reading.text
        self.hash_lines = _lines_with_hash(text)
        self.compose = not unicodedata.is_normalized("NFC", text)

    def run(self) -> None:
        loader: Any = None
        try:
            loader = new_loader(self.reading.text)
            self._values(loader)
        except _Stop:
            self.reading.value = None
        except Exception as error:  # PyYAML lets ValueError, IndexError and others escape on hostile text
            from quizapp.storage.yaml_sentences import explain

            self.reading.value = None
            self.reading.problems.append(explain(error, self.reading.path, self.reading.text))
        finally:
            if loader is not None:
                loader.dispose()

    def _values(self, loader: Any) -> None:  # one loop on purpose: it turns 60 times a question
        from yaml import (
            AliasEvent,
            DocumentStartEvent,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
            StreamEndEvent,
        )

        next_event = loader.get_event
        careful, hashes, lines = self.compose, self.hash_lines, self.reading.lines
        top: list[Value] = []
        current: Any = top
        stack: list[Any] = []
        in_mapping = False
        key: str | None = None
        section = ""
        for _ in repeat(None, MAX_EVENTS):
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                value: Value = event.value
                if event.tag is not None or event.anchor is not None:
                    self._refuse_marks(event)
                if careful or event.style == '"':
                    value = self._cleaned(value, event)
                if hashes and not event.style and event.end_mark.line in hashes:
                    self._warn_lost(event)
                if not in_mapping:
                    current.append(value)
                elif key is None:
                    key = value
                    if key in current or key == "<<":
                        self._refuse_key(value, event)
                else:
                    current[key] = value
                    key = None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                current = stack.pop()
                in_mapping = type(current) is dict
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.tag is not None or event.anchor is not None:
                    self._refuse_marks(event)
                value = {} if kind is MappingStartEvent else []
                if not in_mapping:
                    if len(stack) == 2:
                        lines.setdefault(section, {})[len(current)] = event.start_mark.line + 1
                    current.append(value)
                elif key is None:
                    self._stop(event, "a text that begins with { or [ must be put in quotes")
                else:
                    current[key] = value
                    if len(stack) == 1:
                        section = key
                    key = None
                stack.append(current)
                if len(stack) > MAX_DEPTH:
                    self._stop(event, f"this is nested more than {MAX_DEPTH} levels deep: a deck needs no more than 6")
                current, in_mapping = value, kind is MappingStartEvent
            elif kind is AliasEvent:
                self._refuse(event, "YAML takes a text that begins with * for an alias: put the text in quotes")
                if in_mapping and key is None:
                    raise _Stop
                self._put("", current, key)
                key = None
            elif kind is DocumentStartEvent:
                if top:
                    self._stop(event, "a second document begins here: a file holds one, remove the line ---")
            elif kind is StreamEndEvent:
                break
        else:
            self._stop(event, "the file holds too many values: split the deck into several files")
        self.reading.value = top[0] if top else None

    @staticmethod
    def _put(value: str, current: Any, key: str | None) -> None:
        if key is None:
            current.append(value)
        else:
            current[key] = value

    def _cleaned(self, value: str, event: Any) -> str:
        """The scalar in NFC; what an escape in quotes smuggles in is refused."""
        found = _FORBIDDEN.search(value)
        if found:
            self._refuse(event, forbidden_sentence(found.group()))
        return unicodedata.normalize("NFC", value)

    def _warn_lost(self, event: Any) -> None:
        """Warn when one space and a # follow unquoted text; two spaces show that a comment is meant."""
        end = event.end_mark
        match = _LOST.match(self.reading.text, end.index)
        if match is None:
            return
        sentence = (
            f"everything from here is left out as a comment: {match.group(1)[:40]!r}; put the text in quotes, "
            "or two spaces before a comment"
        )
        place = (end.line + 1, end.column + 2)
        self.reading.note(Problem(self.reading.path, *place, sentence, Severity.WARNING))

    def _refuse_key(self, key: str, event: Any) -> None:
        if key == "<<":
            self._refuse(event, "merge keys (<<) are not part of the format: write the fields out")
        else:
            self._refuse(event, f"the key `{shortened(key)}` stands twice here: keep one of them")

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "YAML takes a text that begins with & for an anchor: put the text in quotes")
        if event.tag is not None:
            self._refuse(event, "YAML takes a text that begins with ! for a tag: put the text in quotes")

    def _refuse(self, event: Any, sentence: str) -> None:
        mark = event.start_mark
        self.reading.note(Problem(self.reading.path, mark.line + 1, mark.column + 1, sentence))
        if self.reading.full:
            raise _Stop

    def _stop(self, event: Any, sentence: str) -> NoReturn:
        self._refuse(event, sentence)
        raise _Stop


def shortened(text: str, limit: int = 40) -> str:
    """The text on one line and not longer than `limit` characters, for use within a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _lines_with_hash(text: str) -> frozenset[int]:
    """Lines (from 0) where a # after a single space, or right after a colon, may cut a text short."""
    returns = "\r" in text
    found, line, seen = set(), 0, 0
    at = text.find("#", 1)
    while at > 0:
        if text[at - 1] in " \t" and not (at > 1 and text[at - 2] in " \t"):
            line += len(_BREAK.findall(text, seen, at - 1)) if returns else text.count("\n", seen, at - 1)
            seen = at - 1
            found.add(line)
        at = text.find("#", at + 1)
    return frozenset(found)
