"""What the study screen says beside the question: pauses, refusals, counters, and words for the footer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Claim, Rating
from quizapp.domain.questions import Kind
from quizapp.domain.sitting import Pause, Step
from quizapp.tui import wording
from quizapp.tui.signs import Signs
from quizapp.tui.text import words
from quizapp.tui.widgets.passage import Paragraph, prose, said

if TYPE_CHECKING:
    from quizapp.domain.clock import Clock
    from quizapp.domain.scheduling import Due


def progress(step: Step, pace: float, signs: Signs, *, answered: bool) -> Content:
    """How many cards are left with this one, how many of them are new, and about how long they take.

    Not of how many: what is met for the first time comes back, so that number grows and the end seems to go away.
    """
    minutes = max(1, round((step.left.total - answered) * pace))
    pieces = [f"{step.left.total} left"]
    if step.left.new:
        pieces.append(f"{step.left.new} new")
    pieces.append(f"{minutes} min")
    return words(f" {signs.dot} ".join(pieces), "$muted")


def pause(waiting: Pause, clock: Clock) -> list[Paragraph]:
    """Why there is no question now, and when the next one comes."""
    minutes = max(1, round((waiting.until - clock.now()).total_seconds() / 60))
    time = wording.clock_time(waiting.until, clock.offset_minutes(waiting.until))
    lines = [
        said(Content.styled("A short pause", "bold")),
        prose(
            f"{wording.counted(waiting.waiting, 'question')} you missed or met for the first time "
            f"{'comes' if waiting.waiting == 1 else 'come'} back at {time}, in {wording.counted(minutes, 'minute')}.",
        ),
        prose("Leave this open and the next question appears by itself, or come back later.", space_before=1),
    ]
    if waiting.may_go_on:
        lines.append(prose("You may also go on now: enter asks it early.", space_before=1))
    return lines


def not_saved(sentence: str, signs: Signs) -> list[Paragraph]:
    """Why an answer could not be saved; it stays on the screen."""
    return [
        said(Content.styled(f"{signs.wrong} Not saved", "bold $wrong")),
        said(words(sentence), space_before=1),
        said(words("Your answer is kept here: r saves it again.", "$muted"), space_before=1),
    ]


def due_labels(answered: Answered) -> dict[str, str]:
    """Footer words once there is a verdict."""
    due = answered.next_due
    labels = {"study.next": f"Next (in {wording.short_span(due)})"} if answered.counts else {}
    taken_back = {
        Claim.GUESSED: ("study.guessed", "No guess"),
        Claim.WAS_RIGHT: ("study.was-right", "It was not right"),
        Claim.WAS_WRONG: ("study.was-wrong", "It was not wrong"),
    }
    if answered.claim in taken_back:
        command, label = taken_back[answered.claim]
        labels[command] = label
    return labels


def grade_labels(outcomes: Mapping[Rating, Due]) -> dict[str, str]:
    """Footer words for the four grades, each with when the card would come back."""
    return {
        f"study.grade-{rating.value}": f"{wording.GRADES[rating]} {wording.short_span(due)}"
        for rating, due in outcomes.items()
    }


def answering(kind: Kind | None) -> str:
    """What the letters on offer do, in one word for the footer."""
    match kind:
        case Kind.MULTIPLE:
            return "Choose"
        case Kind.ORDERING:
            return "Place next"
        case Kind.MATCHING:
            return "Match"
        case _:
            return "Answer"


def how_to_answer(kind: Kind, offered: int, aim: str = "") -> str:
    """One line for whoever sees the first question ever; `aim` is the key by which one aims at an exam."""
    letters = f"a-{wording.LETTERS[max(0, offered - 1)]}"
    match kind:
        case Kind.CHOICE | Kind.TRUE_FALSE:
            return f"Press {letters} or 1-{offered}, or click an answer. {aim} aims at your exam day."
        case Kind.MULTIPLE:
            return f"Press {letters} for each that is right, then enter."
        case Kind.ORDERING:
            return f"Press {letters} in the right order, then enter; a letter again takes that one out."
        case Kind.MATCHING:
            return f"Press {letters} for what belongs to the row pointed at; 1, 2, 3 choose a row."
        case Kind.ESSAY:
            return "Once your outline is ready, space shows what belongs in it."
        case Kind.BASIC:
            return "Answer for yourself, then press space. {aim} aims at your exam day."
        case _:
            return "Type the answer and press enter; just enter when you do not know it."
