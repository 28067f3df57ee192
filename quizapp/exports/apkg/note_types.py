"""The note types, frozen for life: their numbers, their fields and the numbers of these never change.

Anki refuses to update the notes of a learner whose note type has other fields, so nothing is ever added here: five
spare fields wait at the end of each. Templates and styles may change; `CHANGED` then says when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from quizapp.domain.questions import Kind

CHANGED = datetime(2026, 11, 22, tzinfo=UTC)
"""When a template or the style last changed; a test holds it to what they are."""

_SCRIPT = re.compile(r'<script src="([a-z]+\.js)"></script>')
_TEMPLATES = Path(__file__).with_name("templates")
_COMMON = (
    *(
        "Image",
        "Explanation",
        "Source",
        "Topic",
        "Difficulty",
        "As of",
        "Expired",
        "Retired",
        "Language",
        "Id",
        "Issued",
    ),
    *(f"Spare {number}" for number in range(1, 6)),
)


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type: its number, its own fields before those that all have, and whether it makes gaps."""

    id: int
    name: str
    template: str
    own: tuple[str, ...]
    cloze: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """All field names, in the order for life."""
        return (*self.own, *_COMMON)

    @property
    def front(self) -> str:
        """The question side, as an Anki template."""
        return _side(self.template, "front")

    @property
    def back(self) -> str:
        """The answer side, as an Anki template."""
        return _side(self.template, "back")


CHOICE = NoteType(
    1_763_800_001, "quizapp choice", "choice", ("Question", "Options", "Answer", "Reasons", "Key", "Mode")
)
BASIC = NoteType(1_763_800_002, "quizapp basic", "basic", ("Question", "Answer"))
CLOZE = NoteType(1_763_800_003, "quizapp cloze", "cloze", ("Text", "Also accepted"), cloze=True)
TYPED = NoteType(1_763_800_004, "quizapp typed", "typed", ("Question", "Answer", "Also accepted"))
ORDERING = NoteType(1_763_800_005, "quizapp ordering", "ordering", ("Question", "Items", "Answer"))
MATCHING = NoteType(1_763_800_006, "quizapp matching", "matching", ("Question", "Left", "Right", "Answer"))
ESSAY = NoteType(1_763_800_007, "quizapp essay", "essay", ("Question", "Marks", "Outline", "Rubric"))

NOTE_TYPES = (CHOICE, BASIC, CLOZE, TYPED, ORDERING, MATCHING, ESSAY)

OF_KIND = {
    Kind.CHOICE: CHOICE,
    Kind.MULTIPLE: CHOICE,
    Kind.TRUE_FALSE: CHOICE,
    Kind.BASIC: BASIC,
    Kind.CLOZE: CLOZE,
    Kind.TYPED: TYPED,
    Kind.ORDERING: ORDERING,
    Kind.MATCHING: MATCHING,
    Kind.ESSAY: ESSAY,
}


def style() -> str:
    """The style sheet of all note types."""
    return _read("card.css")


def _side(template: str, side: str) -> str:
    """A side of a card: its own part within the frame that all cards share, with its scripts written into it."""
    framed = _read(f"{side}.html").replace("<!-- card -->", _read(f"{template}.{side}.html").rstrip("\n"))
    return _SCRIPT.sub(lambda found: f"<script>\n{_read(found[1])}</script>", framed)


@cache
def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
