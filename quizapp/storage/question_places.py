"""Where a field of a question stands, found by reading that question alone: a large file is not read twice."""

from __future__ import annotations

import re
from functools import cached_property

from quizapp.storage.yaml_events import Reading, Step
from quizapp.storage.yaml_places import Place, locate

_HYPHEN = re.compile(r"[ ]*-[ ]+(?=[^\s#-])")


class QuestionPlaces:
    """The places in one file that was read; the last question asked for is kept."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._starts = reading.lines.get("questions", {})
        self._next = dict(zip(self._starts, [*list(self._starts.values())[1:], 0], strict=True))
        self._kept: tuple[int, Place | None] = (-1, None)

    def place(self, number: int | None, steps: tuple[Step, ...]) -> tuple[int, int]:
        """Line and column (from 1) of a field of the question with this number, or of the deck's head for None."""
        if number is None:
            return self._in_head(steps)
        whole = ("questions", number, *steps)
        line = self._starts.get(number, 0)
        hyphen = _HYPHEN.match(self._lines[line - 1]) if line else None
        if hyphen is None:
            return self.reading.place(whole)
        if not steps:
            return line, hyphen.end() + 1
        found = self._question(number)
        if found is None:
            return self.reading.place(whole)
        place = found.find(steps)
        return place.line + line - 1, place.column

    def _in_head(self, steps: tuple[Step, ...]) -> tuple[int, int]:
        if steps == ("questions",):
            for number, text in enumerate(self._lines, 1):
                if text.startswith(("questions:", "questions ")):
                    return number, 1
        return self.reading.place(steps)

    @cached_property
    def _lines(self) -> list[str]:
        return self.reading.text.splitlines(keepends=True)

    def _question(self, number: int) -> Place | None:
        """The places in one question, its lines counted from 1; None when it cannot be read alone."""
        if self._kept[0] != number:
            start, end = self._starts[number] - 1, self._next[number] - 1
            root = locate("".join(self._lines[start : end if end > start else None]))
            self._kept = number, root.items[0] if root.items and root.items[0].fields else None
        return self._kept[1]
