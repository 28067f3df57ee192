"""What the screens of written practice say: texts and points in, paragraphs and faces out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.domain.questions import Essay
from quizapp.domain.writing import Attempt, Had, Points, Stage, minutes_for, share_of, words_for
from quizapp.tui import part_faces
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, lines, one_line, words
from quizapp.tui.widgets.options import OptionFace
from quizapp.tui.widgets.passage import Paragraph, prose, said
from quizapp.tui.wording import counted, local, short_date, short_title

if TYPE_CHECKING:
    from quizapp.services.writing import EssayDesk

_GRADE = 10
"""Cells for how far a point was there, before its text."""

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


def asked(question: Essay) -> Iterator[Paragraph]:
    """The question with what it is worth, before it is planned."""
    yield said(words(worth(question), "$muted"))
    yield Paragraph(lines(question.prompt), space_before=1)
    if question.image:
        yield prose(question.image.alt, Content.styled("Picture", "$muted"), indent=9, space_before=1)


def asked_briefly(question: Essay) -> Iterator[Paragraph]:
    """The question above its text."""
    yield prose(question.prompt)


def worth(question: Essay) -> str:
    """What a question is worth: its marks, and the minutes and words that they deserve."""
    aim = words_for(question.marks)
    pieces = [
        counted(question.marks, "mark"),
        f"{minutes_for(question.marks):.0f} minutes",
        f"about {aim} words" if aim else "a paragraph",
        counted(len(question.outline), "point"),
    ]
    return ", ".join(pieces)


def plan_faces(question: Essay, attempt: Attempt, last: Attempt | None, signs: Signs) -> list[OptionFace]:
    """The points that were checked and the one to check now, in the order in which they are asked for."""
    texts = {point.id: point.text for point in question.outline}
    missed = set(last.missed()) if last is not None else set()
    faces = []
    for number, point in enumerate(attempt.outline[: len(attempt.plan) + 1], start=1):
        had = attempt.plan.get(point)
        text = lines(texts[point])
        if point in missed and had is None:
            text = (*text[:-1], (text[-1][0], text[-1][1] + Content.styled("  missed last time", "$nearly")))
        mark = (f"{sign(had, signs)} {had.value}", STYLES[had]) if had is not None else ("", "")
        faces.append(OptionFace(str(number), text, *mark))
    return faces


def after_plan(question: Essay, attempt: Attempt, *, shown: bool) -> Iterator[Paragraph]:
    """What stands below the points: what to do, or what the plan came to."""
    if not shown:
        yield said(words("Jot your outline down, or say it to yourself; then check it point by point.", "$muted"))
    elif attempt.is_planned:
        share = share_of(attempt.plan, attempt.outline)
        had = f"{share * len(attempt.outline):g} of {counted(len(attempt.outline), 'point')}"
        yield said(Content.styled(had, "bold"))
        yield said(words("Write it now, or leave it at the plan. Either way the question comes back.", "$muted"))
        yield from rubric(question)
    else:
        left = len(attempt.outline) - len(attempt.plan)
        yield said(words(f"Did you have this point? {left} to go.", "$muted"))


def plan_notes(question: Essay, attempt: Attempt, signs: Signs) -> Iterator[Paragraph]:
    """The plan beside the text: what was jotted down, and the points as they were checked."""
    if attempt.jotted.strip():
        yield head("JOTTED DOWN")
        yield said(words(attempt.jotted.strip()))
    if attempt.plan:
        yield head("POINTS", space_before=1 if attempt.jotted.strip() else 0)
        yield from _point_lines(question, attempt.plan, signs)


def _point_lines(question: Essay, points: Points, signs: Signs, before: Points | None = None) -> Iterator[Paragraph]:
    for point in question.outline:
        had = points.get(point.id)
        mark = words(signs.nothing, "$muted") if had is None else words(f"{sign(had, signs)} {had.value}", STYLES[had])
        was = before.get(point.id) if before else None
        text = lines(point.text)
        if was is not None and had is not None and was is not had:
            note = Content.styled(f"  {was.value} in the other", "$muted")
            text = (*text[:-1], (text[-1][0], text[-1][1] + note))
        yield Paragraph(text, mark, _GRADE)


def clock(milliseconds: float) -> str:
    """Minutes and seconds: `12:05`."""
    seconds = int(milliseconds // 1000)
    return f"{seconds // 60}:{seconds % 60:02}"


def progress(attempt: Attempt, signs: Signs, *, paused: bool) -> Content:
    """Words and minutes so far, beside those that the marks deserve; planning counts too."""
    aim, allowed = words_for(attempt.out_of), minutes_for(attempt.out_of) * 60_000
    written = f"{attempt.words:,} of {aim:,} words" if aim else counted(attempt.words, "word")
    spent = attempt.planning + attempt.writing
    over = spent > allowed
    time = f"{clock(spent - allowed)} over {clock(allowed)}" if over else f"{clock(spent)} of {clock(allowed)}"
    style = "$nearly" if paused else "bold $wrong" if over else "bold"
    return joined([words(written, "$muted"), words(f"paused {time}" if paused else time, style)], f" {signs.dot} ")


def result(attempt: Attempt) -> str:
    """What an attempt came to: `13.5 of 20 marks, 612 words, 31 minutes`."""
    pieces = []
    if attempt.marks is not None:
        pieces.append(marks_given(attempt.marks, attempt.out_of))
    elif attempt.is_planned:
        share = share_of(attempt.plan, attempt.outline) * len(attempt.outline)
        pieces.append(f"planned, {share:g} of {counted(len(attempt.outline), 'point')}")
    if attempt.words:
        pieces.append(counted(attempt.words, "word"))
    if attempt.minutes >= 0.5:
        pieces.append(counted(round(attempt.minutes), "minute"))
    return ", ".join(pieces)


def attempt_faces(attempts: Sequence[Attempt], offset: int) -> list[OptionFace]:
    """Attempts, newest first, a line each with their marks at the right."""
    faces = []
    for number, attempt in zip(range(len(attempts), 0, -1), attempts, strict=True):
        details = result(attempt).partition(" marks, ")[2] if attempt.is_marked else result(attempt)
        text = words(date_of(attempt, offset)) + words(f"  {details}", "$muted")
        mark = f"{attempt.marks:g} of {attempt.out_of}" if attempt.marks is not None else "not marked"
        faces.append(OptionFace(str(number), ((0, text),), mark, ""))
    return faces


def date_of(attempt: Attempt, offset: int) -> str:
    """The day of an attempt: `Sun 22 Nov 2026`."""
    return short_date(local(attempt.ended or attempt.begun, offset).date())


def essay_faces(desks: Sequence[EssayDesk], offset: int, signs: Signs) -> list[OptionFace]:
    """Essay questions with what each earned last time."""
    faces = []
    for desk in desks:
        last = desk.last
        if desk.unfinished is not None:
            state = words(f"not finished, {counted(desk.unfinished.words, 'word')}", "$nearly")
        elif last is None:
            state = words("not written yet", "$muted")
        else:
            times = counted(len(desk.attempts), "attempt")
            state = words(f"{times}, the last on {date_of(last, offset)}", "$muted")
        detail = [one_line(short_title(desk.deck_title), "$muted"), state]
        text = (*lines(desk.question.prompt), (0, joined(detail, f" {signs.dot} ")))
        earned = None if last is None or last.marks is None else f"{last.marks:g} of {last.out_of}"
        faces.append(OptionFace(" ", text, earned or counted(desk.question.marks, "mark")))
    return faces


def essay_summary(desk: EssayDesk) -> Iterator[Paragraph]:
    """One essay question before anything is done with it: none of its points is told."""
    yield from asked(desk.question)
    if desk.unfinished is not None:
        stage = {Stage.PLAN: "planning", Stage.WRITE: "writing", Stage.MARK: "marking"}[desk.unfinished.stage]
        done = f"An attempt is not finished: {stage}, {counted(desk.unfinished.words, 'word')} so far."
        yield said(words(done, "$nearly"), space_before=1)
    yield head("ATTEMPTS", space_before=1)
    if not desk.attempts:
        yield said(words("None yet.", "$muted"))


def attempt_sheet(
    question: Essay, attempt: Attempt, signs: Signs, offset: int, before: Attempt | None = None
) -> Iterator[Paragraph]:
    """All of an attempt: what it came to, its points, and its text."""
    yield said(Content.styled(date_of(attempt, offset), "bold"))
    yield said(words(result(attempt), "$muted"))
    given = attempt.marking if attempt.is_marked else attempt.plan
    was = None if before is None else before.marking if before.is_marked else before.plan
    yield head("POINTS IN THE TEXT" if attempt.is_marked else "POINTS IN THE PLAN", space_before=1)
    yield from _point_lines(question, given, signs, was)
    if attempt.is_marked and attempt.is_planned:
        share = share_of(attempt.plan, attempt.outline) * len(attempt.outline)
        yield said(words(f"The plan had {share:g} of {counted(len(attempt.outline), 'point')}.", "$muted"))
    if attempt.jotted.strip():
        yield head("JOTTED DOWN", space_before=1)
        yield said(words(attempt.jotted.strip()))
    yield head("TEXT", space_before=1)
    yield said(words(attempt.text.rstrip()) if attempt.text.strip() else words("Nothing was typed.", "$muted"))
