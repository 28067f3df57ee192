"""What can be done at each stage of a question; the study screen, its footer and the palette all ask here."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from quizapp.domain.answers import Verdict
from quizapp.domain.questions import Kind
from quizapp.domain.values import dataclass
from quizapp.tui.drafts import Draft, Pairing


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
SWITCHED = frozenset({Kind.MULTIPLE, Kind.ORDERING})
_LISTED = PICKED | SWITCHED
_MATCHED = frozenset({Kind.MATCHING})
_CHECKED = frozenset({Kind.BASIC, Kind.ESSAY})
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
    draft: Draft | None = None

    @property
    def has_pointer(self) -> bool:
        """Whether arrow keys move a pointer among options now."""
        return self._asks(_LISTED)

    @property
    def may_jot(self) -> bool:
        """Whether an outline may be jotted down now."""
        return self.stage is Stage.ASKING and self.kind is Kind.ESSAY

    def allows(self, action: str, parameters: tuple[object, ...] = ()) -> bool:
        """Whether the study screen's action can be done now; leaving and scrolling always can."""
        match action:
            case "pick":
                return self._asks(_LISTED) and self._offers(parameters)
            case "match":
                return self._asks(_MATCHED) and self._offers(parameters)
            case "left":
                return self._asks(_MATCHED) and self._has_left(parameters)
            case "switch_pointed" | "shift":
                wanted = SWITCHED if action == "switch_pointed" else frozenset({Kind.ORDERING})
                return self._asks(wanted) and self.pointed
            case "back":
                return self.stage in (Stage.ASKING, Stage.REVEALED) and self.draft is not None and self.draft.begun
            case "pick_pointed":
                return self._asks(PICKED) and self.pointed
            case "submit":
                return self._asks(WRITTEN) or self._may_check_parts()
            case "commands":
                return self._asks(WRITTEN) or self.may_jot
            case "reveal":
                return self._asks(_CHECKED) and not self.typing
            case "grade":
                return self.stage is Stage.REVEALED and self.kind is Kind.BASIC
            case "check":
                return self.stage is Stage.REVEALED and self.kind is Kind.ESSAY
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
            case "why" | "flag" | "bury" | "suspend" | "edit":
                return self.stage in _QUESTION
            case _:
                return True

    def _offers(self, parameters: tuple[object, ...]) -> bool:
        return isinstance(parameters[0], int) and parameters[0] < self.options

    def _has_left(self, parameters: tuple[object, ...]) -> bool:
        lefts = self.draft.lefts if isinstance(self.draft, Pairing) else ()
        return isinstance(parameters[0], int) and parameters[0] < len(lefts)

    def _may_check_parts(self) -> bool:
        return self._asks(SWITCHED | _MATCHED) and self.draft is not None and self.draft.ready

    def _asks(self, kinds: frozenset[Kind]) -> bool:
        return self.stage is Stage.ASKING and self.kind in kinds

    def _can_claim(self, action: str) -> bool:
        match action:
            case "guessed":
                return self.verdict in (Verdict.RIGHT, Verdict.PARTLY) and self.kind not in _CHECKED
            case "was_right":
                return self.kind in WRITTEN and self.verdict in (Verdict.NEARLY, Verdict.WRONG)
            case _:
                return self.kind in WRITTEN and self.verdict is Verdict.NEARLY


class Allowing(Protocol):
    """A standing, of whichever screen."""

    def allows(self, action: str, parameters: tuple[object, ...] = ()) -> bool:
        """Whether the action is possible now."""
        ...


def clicked(source: str, index: int, standing: Allowing) -> str:
    """The action that a click on a row of a list asks for; none where it is not possible now."""
    if source == "sides":
        action = "match"
    else:
        action = "left" if source == "options" and standing.allows("left", (index,)) else "pick"
    return action if standing.allows(action, (index,)) else ""
