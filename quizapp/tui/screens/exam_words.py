"""The words of the exam room: the clock, what is said before handing in, and what stands in place of a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.domain.questions import Kind
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, words
from quizapp.tui.widgets.passage import Paragraph, said
from quizapp.tui.wording import LETTERS, counted

if TYPE_CHECKING:
    from quizapp.domain.blueprints import Section
    from quizapp.tui.exam_seat import Seat

WARNED_AT = (600, 300, 60)
"""Seconds before the end at which the candidate is warned."""

_NAMED = 12
"""So many questions are named by their numbers; more are only counted."""


def time_of(seconds: float) -> str:
    """A time as a clock shows it: `2:05:09`, `21:48`, `0:07`; a second that has begun counts whole."""
    whole = ceil(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"


def clock(left: float | None, section_left: float | None, signs: Signs) -> Content:
    """The time that is left, of the section too where it ends before the paper; the last minutes stand out in words."""
    if left is None and section_left is None:
        return words("no clock", "$muted")
    face = words("\N{WHITE CIRCLE WITH UPPER RIGHT QUADRANT} " if signs.unicode else "", "$muted")
    pieces = []
    if section_left is not None and (left is None or section_left < left):
        pieces.append(_time(section_left, "left here"))
    if left is not None:
        pieces.append(_time(left, "in all" if pieces else "left", quiet=bool(pieces)))
    return face + joined(pieces, f" {signs.dot} ")


def _time(seconds: float, word: str, *, quiet: bool = False) -> Content:
    if quiet:
        return words(f"{time_of(seconds)} {word}", "$muted")
    if seconds <= WARNED_AT[2]:
        return words(f"LAST MINUTE {time_of(seconds)} {word}", "bold reverse $wrong")
    style = "bold $nearly" if seconds <= WARNED_AT[0] else "bold"
    hurry = "! " if seconds <= WARNED_AT[1] else ""
    return words(f"{hurry}{time_of(seconds)} {word}", style)


def warning(seconds: int, blank: int, of: str = "") -> str:
    """What is said when so little time is left."""
    left = "The last minute" if seconds <= WARNED_AT[2] else f"{counted(seconds // 60, 'minute')} left"
    whose = f" of {of}" if of else ""
    rest = f"{counted(blank, 'question')} without an answer." if blank else "Every question is answered."
    return f"{left}{whose}: {rest}"


def numbers(of: Sequence[int]) -> str:
    """The numbers of questions, those in a row as a span: `4, 7-9`; many are cut short."""
    spans: list[list[int]] = []
    for number in of:
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    shown = [f"{span[0]}-{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    return ", ".join(shown[:_NAMED]) + (", and more" if len(shown) > _NAMED else "")


def handing_in(seat: Seat, section: Section | None, signs: Signs) -> Iterator[Paragraph]:
    """What to know before handing in: the whole paper, or only the section in view.

    What is blank or marked is named only where one can still go: not in a section that was taken away.
    """
    asked = [each.number for each in seat.sitting.paper.questions if section is None or each.section == section.id]
    blank = sum(seat.is_empty(number) for number in asked)
    stage = seat.sitting.stage_at(seat.now)[0]
    kept = [number for number in asked if seat.sitting.stage_of(number) >= stage]
    empty = [number for number in kept if seat.is_empty(number)]
    marked = [number for number in kept if seat.sitting.slot(number).marked]
    unsure = [number for number in asked if seat.sitting.slot(number).sure is False]
    name = "the paper" if section is None else section.title
    yield said(words(f"Hand in {name}?", "bold"))
    done = f"{len(asked) - blank} of {counted(len(asked), 'question')} answered"
    yield said(words(f"{done}, {len(unsure)} of them unsure." if unsure else f"{done}."), space_before=1)
    if empty:
        head = f"{signs.flag} {len(empty)} blank: {numbers(empty)}."
        yield said(words(head, "bold $nearly"), space_before=1)
        costs: dict[str, list[str]] = {}
        for each in _sections(seat, empty):
            costs.setdefault(_cost(each), []).append(each.title)
        for text, titles in costs.items():
            whose = f"{', '.join(titles)}: " if len(costs) > 1 else ""
            yield said(words(whose + text))
    if marked:
        yield said(words(f"{len(marked)} marked for review: {numbers(marked)}."), space_before=1)
    after = "it is marked, and nothing in it can be changed" if section is None else "nobody comes back to it"
    yield said(words(f"Once it is handed in, {after}.", "$muted"), space_before=1)


def _sections(seat: Seat, of: Sequence[int]) -> Iterator[Section]:
    found = {seat.sitting.question(number).section for number in of}
    return (section for section in seat.sitting.paper.blueprint.sections if section.id in found)


def _cost(section: Section) -> str:
    """What a blank costs beside a wrong answer."""
    if section.self_marked:
        return "What is not written earns nothing."
    if section.negative:
        taken = f"{section.negative:g} {'mark' if section.negative == 1 else 'marks'}"
        return f"A blank costs nothing, a wrong answer {taken}: guess only where you can strike options out."
    return "A blank costs as much as a wrong answer: nothing is taken for guessing."


def how_to_begin(key_of: Callable[[str], str]) -> str:
    """One line for the first question of a paper."""
    ways = (("room.map", "the map"), ("room.empty", "next empty"), ("room.go", "to a number"))
    return ", ".join(f"{key_of(key)} {way}" for key, way in ways) + "; ? lists all keys"


def how_to_answer(kind: Kind, offered: int, key: str) -> str:
    """One line on how a question is answered that is not answered by one letter; `key` leads to where one writes."""
    letters = f"a-{LETTERS[max(0, offered - 1)]}"
    match kind:
        case Kind.CHOICE | Kind.TRUE_FALSE:
            return ""
        case Kind.MULTIPLE:
            return f"Press {letters} for each that is right."
        case Kind.ORDERING:
            return f"Press {letters} in the right order; a letter again takes that one out."
        case Kind.MATCHING:
            return f"Press {letters} for what belongs to the row pointed at; 1, 2, 3 choose a row."
        case _:
            return f"Press {key} to write the answer, and {key} again when it is done."


def written(text: str, key: str, *, typing: bool) -> str:
    """How much was written on a page, and the key that leads to it or away from it."""
    about = f"{counted(len(text.split()), 'word')}; kept as you write"
    return f"{about}. {key} when it is done." if typing else f"{about}. {key} to write."


def paused(seat: Seat, left: float | None) -> Iterator[Paragraph]:
    """The question is hidden while the clock stands still."""
    yield said(words("Paused", "bold"))
    time = "" if left is None else f" at {time_of(left)}"
    yield said(
        words(f"The clock stands still{time}. Your answers are on the disk: quizapp can be closed."), space_before=1
    )
    answered = seat.sitting.tally.answered
    yield said(words(f"{answered} of {counted(seat.last, 'question')} answered.", "$muted"), space_before=1)


def turned(seat: Seat, ended: Section, *, by_time: bool, left: float | None) -> Iterator[Paragraph]:
    """A section is over, another has begun."""
    asked = [each.number for each in seat.sitting.paper.of(ended.id)]
    answered = sum(not seat.is_empty(number) for number in asked)
    why = "its time is over" if by_time else "handed in"
    yield said(words(f"{ended.title}: {why}", "bold"))
    yield said(words(f"{answered} of {counted(len(asked), 'question')} answered. It was taken away."), space_before=1)
    section = seat.section
    number = len(seat.sitting.paper.of(section.id))
    yield said(words(f"{section.title}: {counted(number, 'question')}", "bold"), space_before=2)
    marks = "mark" if section.marks == 1 else "marks"
    time = "without a clock" if left is None else f"{time_of(left)} left; the clock is running"
    yield said(words(f"{section.marks:g} {marks} each, {time}."), space_before=1)
