"""What Browse says: a card in one line, and all about one card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.domain.answers import Claim
from quizapp.domain.asking import cloze_prompt, right_answer, right_answers
from quizapp.domain.events import EventType, ReviewKind
from quizapp.domain.memories import Phase
from quizapp.domain.questions import Choice, Cloze, Multiple, Typed, kind_of
from quizapp.domain.scheduling import Due
from quizapp.domain.study_day import date_of
from quizapp.domain.text import plain
from quizapp.domain.values import dataclass
from quizapp.tui import faces, wording
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, lines, one_line, words
from quizapp.tui.widgets.passage import Paragraph, prose, said

if TYPE_CHECKING:
    from quizapp.domain.card_history import Happening
    from quizapp.services.browse import Detail
    from quizapp.storage.browsing import Row

_LABEL = 9

DONE = {
    EventType.SUSPEND: "put aside for good",
    EventType.RESUME: "brought back",
    EventType.BURY: "put aside until tomorrow",
    EventType.UNBURY: "brought back for today",
    EventType.FLAG: "flagged",
    EventType.UNFLAG: "no longer flagged",
    EventType.RESET: "forgotten on the phone",
}
"""What was done to cards, after "5 cards are"."""


@dataclass(frozen=True, slots=True)
class Face:
    """One card as its line shows it."""

    mark: Content
    prompt: Content
    topic: Content
    state: Content


def face(row: Row, today: int, signs: Signs) -> Face:
    """The line of a card: a flag, the question without its Markdown, its topic, and when it comes."""
    mark = Content.styled(f"{signs.flag} ", "$nearly") if row.flagged else Content("")
    prompt = one_line(" ".join(plain(row.prompt).split()))
    return Face(mark, prompt, one_line(row.topic), _state(row, today))


def _state(row: Row, today: int) -> Content:
    if row.suspended:
        return words("suspended", "$muted")
    if row.buried_until > today:
        return words("buried", "$muted")
    if row.is_new:
        return words("new", "$primary")
    if row.is_due(today):
        return words("learning" if row.due_at is not None else "due", "$accent")
    return words(wording.short_span(Due(days=(row.due_day or today) - today)))


def about(detail: Detail, signs: Signs, offset_minutes: int) -> Iterator[Paragraph]:
    """All about a card: the question with its answer and reasons, where it stands, and what happened to it."""
    question = detail.question
    place = [one_line(detail.deck_title), one_line(question.topic), words(kind_of(question).value)]
    yield said(joined(place, f" {signs.dot} ").stylize("$muted"))
    text = cloze_prompt(question, detail.card.gap) if isinstance(question, Cloze) else question.prompt
    yield Paragraph(tuple([(hang, line.stylize("bold")) for hang, line in lines(text)]), space_before=1)
    yield from _answer(detail, signs)
    if question.explanation:
        yield prose(question.explanation, _label("Why"), indent=_LABEL, space_before=1)
    yield from _origin(detail, signs)
    yield from _standing(detail, signs)
    yield from _history(detail, signs, offset_minutes)


def _label(text: str) -> Content:
    return Content.styled(text, "$muted")


def _answer(detail: Detail, signs: Signs) -> Iterator[Paragraph]:
    question = detail.question
    if isinstance(question, Choice | Multiple):
        for number, option in enumerate(question.options):
            letter = Content.styled(f"   {wording.LETTERS[number]}", "bold $primary")
            style = "$right" if option.correct else ""
            text = tuple([(hang, line.stylize(style) if style else line) for hang, line in lines(option.text)])
            if option.correct:
                text = (*text[:-1], (text[-1][0], text[-1][1] + words(f"  {signs.right} right", "$right")))
            yield Paragraph(text, letter, _LABEL, space_before=0 if number else 1)
            if option.why:
                yield prose(option.why, indent=_LABEL + 2)
        return
    answers = [right_answer(question, detail.card.gap)] if isinstance(question, Cloze) else right_answers(question)
    for number, answer in enumerate(answers):
        label = "" if number else "Answer"
        if isinstance(question, Typed) and number == 1:
            label = "or"
        yield Paragraph(
            tuple([(0, words(line)) for line in answer.split("\n")]), _label(label), _LABEL, 0 if number else 1
        )


def _origin(detail: Detail, signs: Signs) -> Iterator[Paragraph]:
    question = detail.question
    pieces = [faces.citations(question.sources, detail.titles)] if question.sources else []
    if question.as_of:
        pieces.append(words(f"as of {wording.as_of(question.as_of)}"))
    if question.valid_until:
        expired = question.valid_until < date_of(detail.today)
        day = f"valid until {wording.short_date(question.valid_until)}"
        pieces.append(words(f"{day}, so no longer", "$wrong") if expired else words(day))
    if pieces:
        yield said(joined(pieces, f" {signs.dot} "), _label("Source"), indent=_LABEL, space_before=1)
    if question.tags:
        yield said(one_line(", ".join(question.tags)), _label("Tags"), indent=_LABEL)
    yield said(one_line(f"{PurePath(detail.path).name}, line {detail.line}"), _label("Written"), indent=_LABEL)


def _standing(detail: Detail, signs: Signs) -> Iterator[Paragraph]:
    state, memory = detail.state, detail.state.memory
    pieces = [words(_next(detail))]
    if memory.reps:
        pieces.append(words(f"answered {_times(memory.reps)}"))
        pieces.append(words(f"forgotten {_times(memory.lapses)}" if memory.lapses else "never forgotten"))
    if state.leech:
        pieces.append(words("a leech: missed again and again", "$nearly"))
    yield said(joined(pieces, f" {signs.dot} "), _label("Next"), indent=_LABEL, space_before=1)
    if state.flagged:
        note = detail.note or "flagged, without a note"
        yield Paragraph(
            tuple([(0, words(line)) for line in note.split("\n")]), words(f"{signs.flag} Flag", "$nearly"), _LABEL
        )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def _next(detail: Detail) -> str:
    state, memory = detail.state, detail.state.memory
    if state.suspended:
        return "suspended: not asked until it is brought back"
    if state.buried_until > detail.today:
        return "put aside until tomorrow"
    if memory.phase is Phase.NEW:
        return "new: not asked yet"
    if memory.due_day is None:
        return "within its steps of today"
    days = memory.due_day - detail.today
    if days > 0:
        return f"{wording.long_span(Due(days=days))}, on {wording.short_date(date_of(memory.due_day))}"
    return "today" if days == 0 else f"today, overdue by {wording.counted(-days, 'day')}"


def _history(detail: Detail, signs: Signs, offset_minutes: int) -> Iterator[Paragraph]:
    if not detail.history:
        return
    yield said(Content.styled("HISTORY", "bold $muted"), space_before=1)
    for each in reversed(detail.history):
        day = wording.local(each.instant, offset_minutes)
        when = wording.short_date(day.date()).partition(" ")[2]
        label = words(f"{when} {day:%H:%M}", "$muted")
        yield said(_happening(each, signs), label, indent=19)


def _happening(each: Happening, signs: Signs) -> Content:
    if each.what is not EventType.REVIEW:
        did = DONE.get(each.what, each.what.value)
        return words(f"{did}: {each.note}" if each.note else did, "$muted")
    pieces = []
    if each.verdict is not None:
        verdict = f"{signs.verdict(each.verdict)} {wording.VERDICTS[each.verdict]}"
        pieces.append(words(verdict, faces.STYLES[each.verdict]))
    if each.claim is not Claim.NONE:
        pieces.append(words(f"({each.claim.value})", "$muted"))
    said_words = one_line(each.response) if each.response else words("")
    rated = f"rated {wording.GRADES[each.rating]}" if each.rating else ""
    back = f"back {wording.long_span(each.interval)}" if each.interval else ""
    where = "practice" if each.kind is ReviewKind.PRACTICE else ""
    seconds = f"{max(1, round(each.milliseconds / 1000))} s" if each.milliseconds else ""
    rest = ", ".join(filter(None, (where, rated, back, seconds)))
    return joined([joined(pieces, " "), said_words, words(rest, "$muted")], f" {signs.dot} ")
