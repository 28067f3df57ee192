"""What can be done at each stage of a question; the study screen, its footer and the palette all ask here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.answers import Verdict
from quizapp.domain.questions import Kind


class Stage(StrEnum):
    """Where the study screen stands with the question it shows."""

    OPENING = "opening"
    ASKING = "asking"
    REVEALED = "revealed"
    UNSAVED = "unsaved"
    JUDGED = "judged"
    PAUSED = "paused"


WRITTEN = frozenset({Kind.TYPED, Kind.CLOZE})
PICKED = frozenset({Kind.CHOICE, Kind.TRUE_FALSE})
_QUESTION = frozenset({Stage.ASKING, Stage.REVEALED, Stage.JUDGED})


@dataclass(frozen=True, slots=True)
class Standing:
    """All that decides which commands are possible. `options` counts those on offer, `pointed` says one is marked."""

    stage: Stage = Stage.OPENING
    kind: Kind | None = None
    options: int = 0
    pointed: bool = False
    typing: bool = False
    verdict: Verdict | None = None
    may_go_on: bool = False

    def allows(self, action: str, parameters: tuple[object, ...] = ()) -> bool:
        """Whether the study screen's action can be done now; leaving and scrolling always can."""
        match action:
            case "pick":
                return self._asks(PICKED) and isinstance(parameters[0], int) and parameters[0] < self.options
            case "pick_pointed":
                return self._asks(PICKED) and self.pointed
            case "submit":
                return self._asks(WRITTEN)
            case "commands":
                return self._asks(WRITTEN)
            case "reveal":
                return self._asks(frozenset({Kind.BASIC}))
            case "grade":
                return self.stage is Stage.REVEALED
            case "move":
                return not self.typing
            case "next":
                return self.stage is Stage.JUDGED
            case "guessed" | "was_right" | "was_wrong":
                return self.stage is Stage.JUDGED and self._can_claim(action)
            case "retry":
                return self.stage is Stage.UNSAVED
            case "early":
                return self.stage is Stage.PAUSED and self.may_go_on
            case "undo":
                return self.stage in _QUESTION or self.stage is Stage.PAUSED
            case "flag" | "bury" | "suspend":
                return self.stage in _QUESTION
            case _:
                return True

    def _asks(self, kinds: frozenset[Kind]) -> bool:
        return self.stage is Stage.ASKING and self.kind in kinds

    def _can_claim(self, action: str) -> bool:
        match action:
            case "guessed":
                return self.verdict is Verdict.RIGHT and self.kind is not Kind.BASIC
            case "was_right":
                return self.kind in WRITTEN and self.verdict in (Verdict.NEARLY, Verdict.WRONG)
            case _:
                return self.kind in WRITTEN and self.verdict is Verdict.NEARLY
