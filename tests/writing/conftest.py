"""A desk to write at: real services over a deck with two essays and a question of another kind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.bootstrap import Services
from quizapp.domain.questions import CardKey
from quizapp.domain.writing import Attempt, Had, Stage
from quizapp.services.writing import WritingService
from tests.support.clocks import SetClock
from tests.tui.support import CHOICE, ESSAY, SHEET, Hall, RoomPaths

DAMS = CardKey("geography", "dams")
BORDERS = CardKey("geography", "borders")
SECOND = """\
  - id: borders
    kind: essay
    topic: Borders
    prompt: Discuss how rivers serve as borders.
    marks: 4
    outline:
      - {id: ease, text: They are easy to see.}
      - {id: move, text: They move.}
    rubric: {full: Both with cases., half: One with a case., none: No case.}
    sources: [atlas#rivers]
"""


@dataclass
class Desk:
    """Where one person writes."""

    hall: Hall
    services: Services

    @property
    def clock(self) -> SetClock:
        """The clock, to be set."""
        return self.hall.clock

    @property
    def writing(self) -> WritingService:
        """The use cases."""
        return self.services.writing

    def again(self) -> Desk:
        """The same desk after the program was left and started again."""
        self.services.store.close()
        return Desk(self.hall, self.hall.services())

    def planned(self, *had: Had, card: CardKey = DAMS) -> Attempt:
        """An attempt whose plan is complete, or as far as told."""
        attempt = self.writing.begin(self.writing.essay(card), Stage.PLAN)
        for each in had:
            attempt = attempt.checked(each)
        return attempt


def hall_in(folder: Path, clock: SetClock) -> Hall:
    """A person's folders with the decks in them."""
    paths = RoomPaths(folder / "data", folder / "config", folder / "state", folder / "cache")
    paths.create()
    (paths.seeds / "atlas.yaml").write_text(SHEET, encoding="utf-8")
    hall = Hall(paths, clock)
    hall.write(CHOICE, ESSAY, SECOND)
    return hall


@pytest.fixture
def hall(tmp_path: Path, clock: SetClock) -> Hall:
    """Folders with the decks in them."""
    return hall_in(tmp_path, clock)


@pytest.fixture
def desk(hall: Hall) -> Desk:
    """A desk to write at."""
    return Desk(hall, hall.services())
