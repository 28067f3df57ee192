"""The words of the choice of a paper: what it is like, what it lacks, and how one did in it before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizapp.domain.values import dataclass
from quizapp.tui.screens.exam_words import time_of
from quizapp.tui.signs import Signs
from quizapp.tui.text import one_line, words
from quizapp.tui.widgets.passage import Paragraph, prose, said
from quizapp.tui.widgets.pick_list import PickRow
from quizapp.tui.wording import counted

if TYPE_CHECKING:
    from quizapp.domain.blueprints import Blueprint, Section
    from quizapp.domain.exam_sitting import ExamSitting
    from quizapp.domain.marking import Marks
    from quizapp.domain.papers import Paper

OPEN = "\N{BULLET}"
"""The key of the row of the paper that is under way: no blueprint can have it for an id."""

_LABEL = 11


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper as it would be drawn now, why it cannot be sat, and the marks it brought so far, newest first."""

    blueprint: Blueprint
    paper: Paper
    refused: str = ""
    attempts: tuple[Marks, ...] = ()

    @property
    def wanted(self) -> int:
        """How many questions the paper wants."""
        return len(self.paper.questions) + sum(each.wanted - each.found for each in self.paper.shortages)

    @property
    def best(self) -> Marks | None:
        """The attempt that brought the most, by its share of the marks."""
        return max(self.attempts, key=lambda each: each.marks / each.of if each.of else 0, default=None)


def rows(offers: Sequence[Offer], unfinished: ExamSitting | None, left: float | None, width: int) -> Iterator[PickRow]:
    """One line a paper: its title, its questions and time, the best marks."""
    room = max(24, width - 36)
    if unfinished is not None:
        yield PickRow("UNDER WAY")
        answered = f"{unfinished.tally.answered} of {len(unfinished.slots)} answered"
        state = "no clock" if left is None else "paused" if unfinished.paused else f"{time_of(left)} left"
        yield PickRow(_cut(unfinished.paper.blueprint.title, room), OPEN, f"{answered}, {state}")
        yield PickRow("")
        yield PickRow("PAPERS")
    for each in offers:
        time = f"{each.paper.blueprint.minutes} min" if each.paper.blueprint.minutes else "no clock"
        best = "lacks questions" if each.refused else f"best {marks_of(each.best)}" if each.best else ""
        figures = f"{len(each.paper.questions):>3} q  {time:>8}"
        yield PickRow(_cut(each.blueprint.title, room), each.blueprint.id, f"{figures}   {best}".rstrip())


def _cut(title: str, room: int) -> str:
    shown = one_line(title).truncate(room - 2, ellipsis=True)
    return shown.pad_right(room - shown.cell_length).plain


def marks_of(marks: Marks | None) -> str:
    """Marks of how many: `14 of 20`."""
    return f"{marks.marks:g} of {marks.of:g}" if marks else ""


def about(offer: Offer, signs: Signs) -> Iterator[Paragraph]:
    """What to know before one sits it."""
    paper, blueprint = offer.paper, offer.paper.blueprint
    if offer.refused:
        held = f"it wants {counted(offer.wanted, 'question')}, and your decks hold {len(paper.questions)}"
        yield said(words(f"{signs.wrong} It cannot be sat yet: {held}.", "$wrong"))
    else:
        yield said(words(f" {signs.dot} ".join(_figures(offer)), "bold"))
        yield said(words(" ".join(_rules(blueprint))))
    if offer.attempts:
        last = f", the last {marks_of(offer.attempts[0])}" if len(offer.attempts) > 1 else ""
        times = "once" if len(offer.attempts) == 1 else counted(len(offer.attempts), "time")
        yield said(words(f"{times}: best {marks_of(offer.best)}{last}."), words("Sat", "$muted"), indent=_LABEL)
    for shortage in paper.shortages:
        text = one_line(f"{shortage.title} has {shortage.found} of {counted(shortage.wanted, 'question')}.")
        yield said(text, words("Lacks", "$nearly"), indent=_LABEL)
    if blueprint.description:
        yield prose(blueprint.description, space_before=1)
    if blueprint.certainty:
        yield prose(blueprint.certainty, words("How sure", "$muted"), indent=_LABEL, space_before=1)


def _figures(offer: Offer) -> Iterator[str]:
    paper, blueprint = offer.paper, offer.paper.blueprint
    found = counted(len(paper.questions), "question")
    yield found if len(paper.questions) == offer.wanted else f"{len(paper.questions)} of {offer.wanted} questions"
    yield counted(blueprint.minutes, "minute") if blueprint.minutes else "no clock"
    if blueprint.pass_percent:
        yield f"{paper.marks * blueprint.pass_percent / 100:g} of {paper.marks:g} marks pass"


def _rules(blueprint: Blueprint) -> Iterator[str]:
    if blueprint.minutes:
        yield "The clock can be stopped." if blueprint.pauses else "The clock cannot be stopped."
    by_key = [section for section in blueprint.sections if not section.self_marked]
    if by_key:
        yield _cost(by_key)
    for section in blueprint.sections[:-1]:
        if section.locks:
            yield f"{section.title} is taken away after {counted(section.minutes, 'minute')}."
    if len(by_key) < len(blueprint.sections):
        yield "You mark your texts yourself."


def _cost(sections: Sequence[Section]) -> str:
    costs = {section.negative for section in sections}
    if costs == {0}:
        return "Nothing is taken for a wrong answer."
    if len(costs) == 1:
        return f"A wrong answer costs {costs.pop():g}."
    return "In some sections a wrong answer costs marks."


def before(offer: Offer) -> Iterator[Paragraph]:
    """What is asked before the clock starts."""
    blueprint = offer.paper.blueprint
    yield said(one_line(f"Begin {blueprint.title}?", "bold"))
    number = counted(len(offer.paper.questions), "question")
    if not blueprint.minutes:
        yield said(words(f"{number}, as long as you like. Every key is on the disk at once.", ""), space_before=1)
        return
    stop = "and can be stopped" if blueprint.pauses else "and cannot be stopped, not even by closing quizapp"
    clock = f"The clock of {counted(blueprint.minutes, 'minute')} starts at once {stop}."
    yield said(words(f"{number}. {clock}"), space_before=1)
    yield said(
        words("Every key is on the disk at once: after a power cut you come back to the same question.", "$muted")
    )


def discarding(sitting: ExamSitting) -> Iterator[Paragraph]:
    """What is asked before a paper is discarded."""
    yield said(one_line(f"Discard {sitting.paper.blueprint.title}?", "bold"))
    answered = counted(sitting.tally.answered, "answer")
    yield said(words(f"{answered} would not be marked, and your schedule would not learn of them."), space_before=1)


def under_way(sitting: ExamSitting, left: float | None, key: str, signs: Signs) -> Iterator[Paragraph]:
    """That a paper waits, for Home and for the choice."""
    state = "it has no clock"
    if left is not None:
        state = f"its clock {'stands still' if sitting.paused else 'runs'}: {time_of(left)} left"
    where = f"question {sitting.at} of {len(sitting.slots)}, {state}"
    head = one_line(f"{signs.flag} {sitting.paper.blueprint.title}: {where}.", "bold $nearly")
    yield said(head + words(f"  {key} goes on with it" if key else "", "$muted"))
    if not key:
        tally = sitting.tally
        yield said(
            words(f"{tally.answered} answered, {tally.blank} blank, {tally.marked} marked for review."), space_before=1
        )
        begun = (
            "Begun on another machine: go on with it there."
            if sitting.elsewhere
            else "It is all there, as you left it."
        )
        yield said(words(begun, "$muted"))


def ran_out(sitting: ExamSitting, key: str) -> Paragraph:
    """That the time of a paper was over while nobody sat at it."""
    title = sitting.paper.blueprint.title
    told = f"The time of {title} ran out while you were away: it was handed in as it stood."
    return said(one_line(told, "bold $nearly") + words(f"  {key} shows the result", "$muted"))
