"""Answer sheets and keys as a person types them: a row of letters, numbers with letters, or a table of both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from quizapp.domain.blueprints import Blueprint, Section
from quizapp.domain.errors import FilesInvalid, Problem, QuizError
from quizapp.domain.item_analysis import Given
from quizapp.domain.marking import PaperAnswer, Result, score
from quizapp.domain.values import dataclass

MOST = 1000
"""So many questions a paper may have."""

LETTERS = "ABCDEF"
"""The letters that options have."""
_BLANKS = "-_?."
_CANCELLED = "*"
_MOST_PROBLEMS = 20

_ENTRY = re.compile(
    r"""(?:[Qq](?:uestion|UESTION)?[ \t.]*)?(?P<number>\d+)
    (?:[ \t.():=,;]|-(?=[ \t]*[A-Fa-f]))*                     # 1.A  1) A  1 (A)  1: A  1-A  1,A
    (?P<mark>[A-Fa-f](?:/[A-Fa-f])*(?![A-Za-z])|[-_?*]|(?=[\s\d]|$))
    (?=[\s\d,;)Qq]|$)[\s,;)]*""",
    re.VERBOSE,
)
_WORD = re.compile(r"\S{1,20}")


class Written(NamedTuple):
    """A sheet or a key as it was read: the letters by number ("" for a blank), and whether it gave numbers."""

    marks: Mapping[int, str]
    numbered: bool

    @property
    def last(self) -> int:
        """The highest number."""
        return max(self.marks, default=0)


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored sheet; `cancelled` are the questions that the key gives to everybody, `sections` those it is about."""

    result: Result
    cancelled: tuple[int, ...]
    left_out: tuple[str, ...]


def read_answers(text: str, name: str) -> Written:
    """Read an answer sheet; raises FilesInvalid with every place (line and column) that cannot be read.

    `-`, `_`, `?` and `.` in a row of letters are blanks, as is a number with nothing behind it.
    """
    return _read(text, name, is_key=False)


def read_key(text: str, name: str) -> Written:
    """Read a key; `A/C` accepts either, `*` gives the question to everybody. Raises FilesInvalid as `read_answers`."""
    written = _read(text, name, is_key=True)
    unkeyed = [number for number in range(1, written.last + 1) if not written.marks.get(number)]
    if unkeyed:
        listed = ", ".join(map(str, unkeyed[:10])) + (" ..." if len(unkeyed) > 10 else "")
        sentence = f"the key says nothing of {listed}: write * for a question that was cancelled"
        raise FilesInvalid([Problem(name, 1, 1, sentence)])
    return written


def read_class(text: str, name: str, questions: int) -> dict[str, Written]:
    """Read the sheets of a class, a line each: a name, a comma, semicolon or tab, and a row of letters.

    Raises FilesInvalid with every place that cannot be read, a row of another length than `questions` among them.
    """
    found: dict[str, Written] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        who, row = (part.strip(' "') for part in _partition(line))
        if not line.strip():
            continue
        if not who or not row:
            problems.append(Problem(name, number, 1, "a line is a name, a comma and a row of letters: Ayesha, ABCD-A"))
        elif who in found:
            problems.append(Problem(name, number, 1, f"{who} stands here a second time"))
        else:
            # As many lines and columns before it as there are in the file, so that places are right.
            reader = _Reader("\n" * (number - 1) + " " * line.index(row, len(who)) + row, name, is_key=False)
            reader.read_row()
            problems += reader.problems
            found[who] = Written(reader.marks, numbered=False)
            if not reader.problems and found[who].last != questions:
                sentence = f"{who} has {found[who].last} answers, and the key has {questions}: write - for each blank"
                problems.append(Problem(name, number, 1, sentence))
    if not found and not problems:
        problems.append(Problem(name, 1, 1, "there is not one sheet here"))
    if problems:
        raise FilesInvalid(problems[:_MOST_PROBLEMS])
    return found


def attempts_of(sheets: Mapping[str, Written], key: Written) -> list[dict[str, Given]]:
    """The sheets of a class as attempts, for analysing the questions; cancelled ones are left out."""
    kept = [number for number in range(1, key.last + 1) if key.marks[number] != _CANCELLED]
    return [
        {
            str(number): Given(_share(sheet.marks[number], key.marks[number]) or 0.0, sheet.marks[number])
            for number in kept
        }
        for sheet in sheets.values()
    ]


def score_sheet(answers: Written, key: Written, blueprint: Blueprint) -> Scored:
    """Score a sheet by a key under a blueprint, section by section; sections that a person marks are left out.

    Raises QuizError when sheet, key and blueprint do not speak of the same number of questions.
    """
    sections = [section for section in blueprint.sections if not section.self_marked]
    places = _places(blueprint, sections)
    if key.last != len(places):
        raise QuizError(f"{blueprint.title} has {len(places)} questions of this kind, and the key has {key.last}.")
    if answers.last > key.last or (not answers.numbered and answers.last < key.last):
        hint = "" if answers.numbered else ": write - for each question left blank"
        raise QuizError(f"The answers go to {answers.last}, and the key goes to {key.last}{hint}.")
    answered = []
    for number, section in enumerate(places, 1):
        given, accepted = answers.marks.get(number, ""), key.marks[number]
        answered.append(PaperAnswer(number, section, section, _share(given, accepted)))
    scored = score(_only(blueprint, sections), answered)
    cancelled = tuple(number for number in range(1, key.last + 1) if key.marks[number] == _CANCELLED)
    left_out = tuple(section.title for section in blueprint.sections if section.self_marked)
    return Scored(scored, cancelled, left_out)


def _partition(line: str) -> tuple[str, str]:
    """The line before and after its first comma, semicolon or tab."""
    found = re.search(r"[,;\t]", line)
    return (line[: found.start()], line[found.end() :]) if found else (line, "")


def _share(given: str, accepted: str) -> float | None:
    if accepted == _CANCELLED:
        return 1.0
    return None if not given else float(given in accepted.split("/"))


def _places(blueprint: Blueprint, sections: list[Section]) -> list[str]:
    """The section of each number; raises QuizError where the numbers depend on the decks."""
    if any(section.questions == 0 for section in sections):
        raise QuizError(f"{blueprint.title} takes its questions by topic: no real paper can be scored by it.")
    if not sections:
        raise QuizError(f"{blueprint.title} has no section that a key can mark.")
    return [section.id for section in sections for _ in range(section.questions)]


def _only(blueprint: Blueprint, sections: list[Section]) -> Blueprint:
    """The blueprint with these sections; without all of them there is no line of the whole."""
    whole = len(sections) == len(blueprint.sections)
    return replace(blueprint, sections=tuple(sections), pass_percent=blueprint.pass_percent if whole else 0)


def _read(text: str, name: str, *, is_key: bool) -> Written:
    text = text.removeprefix("\ufeff").replace('"', " ")  # tables may quote what they hold
    reader = _Reader(text, name, is_key)
    numbered = any(character.isdecimal() for character in text)
    if numbered:
        reader.read_numbered()
    else:
        reader.read_row()
    if not reader.problems and not reader.marks:
        reader.refuse(0, "there is not one letter here")
    if reader.problems:
        raise FilesInvalid(reader.problems)
    return Written(reader.marks, numbered)


class _Reader:
    """Reads one text and notes what cannot be read at its place."""

    def __init__(self, text: str, name: str, is_key: bool) -> None:
        self.text, self.name, self.is_key = text, name, is_key
        self.marks: dict[int, str] = {}
        self.problems: list[Problem] = []

    def refuse(self, at: int, sentence: str) -> None:
        """Note a problem at an index of the text."""
        if not self._full:
            before = self.text[:at]
            line = before.count("\n")
            self.problems.append(Problem(self.name, line + 1, at - (before.rfind("\n") + 1) + 1, sentence))

    @property
    def _full(self) -> bool:
        """Whether so much is wrong that reading on helps nobody."""
        return len(self.problems) >= _MOST_PROBLEMS

    def read_row(self) -> None:
        """Letters one after the other; blanks between them mean nothing, so that they may stand in groups."""
        joins = False
        for at, character in enumerate(self.text):
            if self._full:
                return
            if character.isspace() or character in ",;":
                continue
            if character == "/" and self.is_key and self.marks.get(len(self.marks), "") not in ("", _CANCELLED):
                joins = True
            elif joins and character.upper() in LETTERS:
                self.marks[len(self.marks)] += f"/{character.upper()}"
                joins = False
            else:
                self._put(len(self.marks) + 1, character, at)

    def read_numbered(self) -> None:
        """Numbers, each with its letter; a table may have a line of heads."""
        first = self.text.partition("\n")[0]
        is_head = re.search(r"[,;\t]", first) and not re.search(r"\d", first)
        at = len(first) if is_head else 0
        while at < len(self.text) and not self._full:
            if self.text[at].isspace():
                at += 1
                continue
            entry = _ENTRY.match(self.text, at)
            if entry is None:
                at = self._refuse_entry(at)
                continue
            self._put(int(entry["number"][:9]), entry["mark"], at)
            at = entry.end()

    def _put(self, number: int, mark: str, at: int) -> None:
        if not 1 <= number <= MOST:
            self.refuse(at, f"there is no question {number}: they go from 1 to {MOST:,}")
        elif number in self.marks:
            self.refuse(at, f"question {number} stands here a second time")
        elif mark in _BLANKS:  # an empty one too
            self.marks[number] = ""
        elif all(letter and letter.upper() in LETTERS for letter in mark.split("/")) and (
            "/" not in mark or self.is_key
        ):
            self.marks[number] = mark.upper()
        elif mark == _CANCELLED and self.is_key:
            self.marks[number] = mark
        else:
            self.marks[number] = ""
            self.refuse(at, f"`{mark}` is no answer: {self._wanted}")

    def _refuse_entry(self, at: int) -> int:
        """Say what is wrong with an entry, and where the next one may begin."""
        found = _WORD.match(self.text, at)
        word = found.group() if found else self.text[at]
        if word[0].isdecimal():
            self.refuse(at, f"`{word}` cannot be read: write a number and its letter, such as 12.A; {self._wanted}")
        else:
            self.refuse(at, f"`{word}` has no number: either every letter has one, as in 12.A, or none has")
        return at + len(word)

    @property
    def _wanted(self) -> str:
        if self.is_key:
            return "a letter from A to F, A/C where both count, or * for a question that was cancelled"
        return "a letter from A to F, or - for a blank"
