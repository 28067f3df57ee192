"""One question lifted out of a deck file to be edited, and set back in without a change to anything around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.domain.errors import QuizError
from quizapp.storage.stamping import BOM
from quizapp.storage.yaml_places import Place, locate


@dataclass(frozen=True, slots=True)
class Frame:
    """A deck file without the part that is edited: all before and behind it, and how far that part is indented."""

    head: str
    tail: str
    indent: int = 0
    line_break: str = "\n"
    mark: bytes = b""

    @property
    def line(self) -> int:
        """The line (from 1) on which the part begins."""
        return len(re.split(r"\r\n|\r|\n", self.head))

    def around(self, text: str) -> bytes:
        """The whole file with this text, written from the left edge on, as its part."""
        pad = " " * self.indent
        lines = [pad + line if line else line for line in text.rstrip("\n").split("\n")]
        return self.mark + (self.head + self.line_break.join(lines) + self.tail).encode()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file, shown from the left edge on, in its frame. `whole` says that it is the whole file."""

    frame: Frame
    text: str
    whole: bool = False


def lifted(content: bytes, id: str) -> Part | None:
    """The question of that id as its author wrote it; the whole file where it cannot be lifted out; None without it."""
    text, mark = _decoded(content)
    root = locate(text)
    for place in root.find(("questions",)).items:
        if _id_of(place, text) == id:
            return _cut(text, mark, place) or _whole(text, mark)
    named = re.search(rf"\bid: *[\"']?{re.escape(id)}(?![\w-])", text)
    return _whole(text, mark) if named else None


def line_of(content: bytes, id: str) -> int | None:
    """The line on which the question of that id begins, also in a file with errors; None without it."""
    text, _ = _decoded(content)
    for place in locate(text).find(("questions",)).items:
        if _id_of(place, text) == id:
            return place.line
    named = re.search(rf"\bid: *[\"']?{re.escape(id)}(?![\w-])", text)
    return text.count("\n", 0, named.start()) + 1 if named else None


def room_behind(content: bytes, path: str) -> Frame:
    """The frame for one more question behind those of the file; raises QuizError where there is no place for it."""
    text, mark = _decoded(content)
    line_break = "\r\n" if "\r\n" in text else "\n"
    questions = locate(text).find(("questions",))
    if not questions.items:
        return _first_room(text, mark, line_break, path)
    last = _cut(text, mark, questions.items[-1])
    if last is None:
        raise QuizError(f"{path}: write the questions as a list, each begun by a hyphen on a line of its own")
    between = line_break * 2 if re.search(r"\n[ \t]*\r?\n", text[questions.start :]) else line_break
    head = text[: len(text) - len(last.frame.tail)] + between
    return Frame(head, last.frame.tail or line_break, _hyphen_column(text, questions.items[-1]), line_break, mark)


def _first_room(text: str, mark: bytes, line_break: str, path: str) -> Frame:
    match = re.search(r"^questions:[ \t]*(\[[ \t]*\])?[ \t]*(?=\r?\n|\Z)", text, re.MULTILINE)
    if match is None:
        raise QuizError(f"{path}: write `questions:` at the left edge, with nothing behind it")
    tail = text[match.end() :]
    return Frame(f"{text[: match.start()]}questions:{line_break}", tail or line_break, 2, line_break, mark)


def _decoded(content: bytes) -> tuple[str, bytes]:
    mark = BOM if content.startswith(BOM) else b""
    try:
        return content[len(mark) :].decode(), mark
    except UnicodeDecodeError as error:
        raise QuizError("This file is not UTF-8 text: save it as UTF-8 first.") from error


def _id_of(place: Place, text: str) -> str:
    found = place.fields.get("id")
    return "" if found is None else text[found[1].start : found[1].end].strip().strip("\"'")


def _hyphen_column(text: str, place: Place) -> int:
    """How many spaces stand before the hyphen that begins the entry."""
    line = text[text.rfind("\n", 0, place.start) + 1 : place.start]
    return len(line) - len(line.lstrip(" "))


def _cut(text: str, mark: bytes, place: Place) -> Part | None:
    """The entry with its hyphen; None unless the hyphen stands before it on its line, with nothing else."""
    start = text.rfind("\n", 0, place.start) + 1
    if not re.fullmatch(r" *- +", text[start : place.start]):
        return None
    indent = _hyphen_column(text, place)
    end = _end_of(text, text.find("\n", place.end if place.flow else place.start), indent)
    shown = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    line_break = "\r\n" if "\r\n" in text else "\n"
    lines = shown.split("\n")
    if all(line.startswith(" " * indent) and line != " " * indent for line in lines if line):
        shown = "\n".join(line[indent:] for line in lines)
    else:
        indent = 0
    return Part(Frame(text[:start], text[end:], indent, line_break, mark), shown)


def _end_of(text: str, first_break: int, indent: int) -> int:
    """The end of the last line that belongs to an entry whose hyphen stands behind `indent` spaces.

    Comments and empty lines between two entries belong to the next, so that they stay where they are.
    """
    if first_break < 0:
        return len(text)
    end, position = first_break, first_break + 1
    while position < len(text):
        following = text.find("\n", position)
        following = len(text) if following < 0 else following
        line = text[position:following]
        body = line.strip()
        deeper = len(line) - len(line.lstrip(" ")) > indent
        if body and not deeper and not body.startswith("#"):
            break
        if body and deeper:
            end = following
        position = following + 1
    return end - 1 if text[end - 1 : end] == "\r" else end


def _whole(text: str, mark: bytes) -> Part:
    line_break = "\r\n" if "\r\n" in text else "\n"
    kept = text.replace("\r\n", "\n").rstrip("\n")
    return Part(Frame("", line_break, 0, line_break, mark), kept, whole=True)
