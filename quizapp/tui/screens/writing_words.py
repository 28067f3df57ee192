"""What the screens of written practice say: texts and points in, paragraphs and faces out."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from quizapp.domain.questions import Essay
from quizapp.domain.writing import Had, Points
from quizapp.tui import part_faces
from quizapp.tui.signs import Signs
from quizapp.tui.text import lines, words
from quizapp.tui.widgets.options import OptionFace
from quizapp.tui.widgets.passage import Paragraph, prose, said
from quizapp.tui.wording import counted

STYLES = {Had.FULL: "$right", Had.HALF: "$nearly", Had.NONE: "$wrong"}


def head(text: str, *, space_before: int = 0) -> Paragraph:
    """A heading."""
    return said(Content.styled(text, "bold $muted"), space_before=space_before)


def sign(had: Had, signs: Signs) -> str:
    """The sign of a grade."""
    return {Had.FULL: signs.right, Had.HALF: signs.partly, Had.NONE: signs.wrong}[had]


def own_text(question: Essay, text: str) -> Iterator[Paragraph]:
    """The question, and the learner's text letter for letter."""
    yield said(Content.styled(f"Essay, {counted(question.marks, 'mark')}", "$muted"))
    yield prose(question.prompt)
    yield head("YOUR TEXT", space_before=1)
    if text.strip():
        yield said(words(text.rstrip()))
    else:
        yield said(words("Nothing was typed. Mark what you have on paper.", "$muted"))


def marking_task(question: Essay) -> Iterator[Paragraph]:
    """What is to be done with the outline."""
    yield head("MODEL OUTLINE")
    asked = f"How far does your text make each of these {counted(len(question.outline), 'point')}?"
    yield said(words(asked, "$muted"))
    yield said(words(""))


def point_faces(question: Essay, points: Points, signs: Signs) -> list[OptionFace]:
    """The points of an outline in the order of the deck, each with how far it was there."""
    faces = []
    for number, point in enumerate(question.outline, start=1):
        had = points.get(point.id)
        mark = (f"{sign(had, signs)} {had.value}", STYLES[had]) if had is not None else ("", "")
        faces.append(OptionFace(str(number), lines(point.text), *mark))
    return faces


def rubric(question: Essay) -> Iterator[Paragraph]:
    """What earns full, half and no marks, and why the question is answered so."""
    yield head("RUBRIC", space_before=1)
    first, *rest = part_faces.rubric_of(question)
    yield Paragraph(first.body, first.label, first.indent)
    yield from rest
    if question.explanation:
        yield prose(question.explanation, space_before=1)


def marks_given(marks: float, out_of: float) -> str:
    """Marks as an examiner writes them: `13.5 of 20`."""
    return f"{marks:g} of {out_of:g} marks"


def marking_hint(looked: int, points: int, *, own: bool) -> str:
    """What to do next while marking."""
    if looked < points:
        return f"{looked} of {points} points looked at. Had is what is argued, not what is named."
    if own:
        return "Your own marks, by the rubric. Backspace goes back to those of the points."
    return "The marks of the points. Change them by half a mark as the rubric says."
