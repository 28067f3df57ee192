"""How a question of a paper looks: what was answered and struck out, and never what is right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.domain.answers import Picked
from quizapp.tui import faces, part_faces, wording
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.options import OptionFace

if TYPE_CHECKING:
    from quizapp.domain.exam_sitting import Slot
    from quizapp.tui.drafts import Draft
    from quizapp.tui.exam_seat import Seat

_STRUCK = "strike $muted"


def options(seat: Seat, draft: Draft | None, signs: Signs) -> list[OptionFace]:
    """What is on offer, with what was chosen, placed or matched, and what was struck out."""
    slot = seat.slot
    if draft is not None:
        shown = part_faces.parts(seat.step, draft.response, signs)
        ids = seat.options
        # Lines of a matching question are its left-hand sides: nothing of them is struck out.
        return [_struck(face) if ids[place] in slot.struck else face for place, face in enumerate(shown)]
    chosen = slot.response.option if isinstance(slot.response, Picked) else ""
    bare = [replace(face, mark="", style="") for face in faces.options(seat.asked.question, signs)]
    return [_option(face, id, chosen, slot, signs) for face, id in zip(bare, seat.options, strict=True)]


def _option(face: OptionFace, id: str, chosen: str, slot: Slot, signs: Signs) -> OptionFace:
    if id == chosen:
        return replace(face, slot=f"({signs.picked})", style="bold $accent")
    if id in slot.struck:
        return _struck(replace(face, slot="( )"))
    return replace(face, slot="( )")


def _struck(face: OptionFace) -> OptionFace:
    return replace(face, style=_STRUCK)


def heading(seat: Seat, signs: Signs) -> tuple[Content, Content]:
    """Which question this is, and below it in words what was entered for it."""
    section, slot = seat.section, seat.slot
    marks = wording.counted(1, "mark") if section.marks == 1 else f"{section.marks:g} marks"
    title = Content.styled(f"Question {seat.number} of {seat.last}", "bold")
    title += Content.styled(f" {signs.dot} {marks}", "$muted")
    said = [words("answered", "$accent") if seat.is_answered else words("no answer yet", "$muted")]
    if letter := _letter(seat):
        said = [words(f"answer {letter}", "$accent")]
    if slot.sure is not None:
        said.append(words("sure" if slot.sure else "unsure", "$accent"))
    if slot.marked:
        said.append(words(f"{signs.flag} for review", "$accent"))
    if struck := [wording.LETTERS[place] for place, id in enumerate(seat.options) if id in slot.struck]:
        said.append(words(f"out: {', '.join(struck)}", "$muted"))
    return title, joined(said, f" {signs.dot} ")


def _letter(seat: Seat) -> str:
    response = seat.slot.response
    if isinstance(response, Picked) and response.option in seat.options:
        return wording.LETTERS[seat.options.index(response.option)]
    return ""


def section_of(seat: Seat, signs: Signs) -> Content:
    """The section the question stands in, where there are several."""
    return one_line(f" {signs.dot} {seat.section.title}") if len(seat.blocks) > 1 else Content("")
