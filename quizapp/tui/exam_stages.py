"""What can be done in the exam room now; its screen, its footer and the palette all ask here."""

from __future__ import annotations

from enum import StrEnum

from quizapp.domain.questions import Kind
from quizapp.domain.values import dataclass
from quizapp.tui.drafts import Draft, Pairing
from quizapp.tui.stages import PICKED, SWITCHED, WRITTEN

_LISTED = PICKED | SWITCHED
_STRUCK = PICKED | {Kind.MULTIPLE}


class View(StrEnum):
    """What the room shows: a question, all of them, what is asked before handing in, or why there is no question."""

    QUESTION = "question"
    MAP = "map"
    HANDING_IN = "handing in"
    PAUSED = "paused"
    TURNED = "turned"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class RoomStanding:
    """All that decides which commands are possible.

    `pointed` says that an option is under the pointer that may still be chosen, `striking` that a letter strikes out,
    `going` that a number is typed, `in_section` that only a section is handed in.
    """

    view: View = View.OVER
    kind: Kind | None = None
    options: int = 0
    is_text: bool = False
    typing: bool = False
    going: bool = False
    pointed: bool = False
    striking: bool = False
    answered: bool = False
    unsure: bool = False
    pauses: bool = False
    empty: bool = False
    marked: bool = False
    in_section: bool = False
    draft: Draft | None = None

    @property
    def asks(self) -> bool:
        """Whether a question is in view and letters are commands."""
        return self.view is View.QUESTION and not self.typing and not self.going

    def allows(self, action: str, parameters: tuple[object, ...] = ()) -> bool:
        """Whether the room's action can be done now; leaving always can."""
        maps = self.view is View.MAP and not self.going
        match action:
            case "pick":
                return self.asks and self.kind in _LISTED and self._offers(parameters)
            case "match":
                return self.asks and self.kind is Kind.MATCHING and self._offers(parameters)
            case "left":
                lefts = self.draft.lefts if isinstance(self.draft, Pairing) else ()
                return self.asks and isinstance(parameters[0], int) and parameters[0] < len(lefts)
            case "choose_pointed":
                return maps or (self.asks and self.kind in _LISTED and self.pointed)
            case "shift":
                return self.asks and self.kind is Kind.ORDERING and self.pointed
            case "strike":
                return self.asks and self.kind in _STRUCK and self._offers(parameters)
            case "strike_pointed":
                return self.asks and self.kind in _STRUCK
            case "sure" | "clear":
                return self.asks and self.answered and not self.is_text
            case "mark":
                return self.asks
            case "write":
                return self.view is View.QUESTION and not self.going and (self.kind in WRITTEN or self.is_text)
            case "find_empty":
                return (self.asks or maps) and self.empty
            case "find_marked":
                return (self.asks or maps) and self.marked
            case "turn" | "move" | "page" | "end" | "map" | "hand_in" | "go":
                return self.asks or maps
            case "pause":
                return (self.asks or maps) and self.pauses
            case "yes":
                return self.view is View.HANDING_IN
            case "whole":
                return self.view is View.HANDING_IN and self.in_section
            case "carry_on":
                return self.view in (View.PAUSED, View.TURNED)
            case _:
                return True

    def _offers(self, parameters: tuple[object, ...]) -> bool:
        return isinstance(parameters[0], int) and parameters[0] < self.options
