"""What happened to a card, told from the log: every answer in words with what became of it, and notes on flags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import assert_never

from quizapp.domain.answers import (
    Chose,
    Claim,
    Graded,
    Matched,
    Ordered,
    Picked,
    Rating,
    Recalled,
    Response,
    Verdict,
    Wrote,
)
from quizapp.domain.asking import right_sides
from quizapp.domain.events import Event, EventType, ReviewKind
from quizapp.domain.memories import CardState
from quizapp.domain.questions import Choice, Essay, Matching, Multiple, Ordering, Question
from quizapp.domain.replaying import Correction, applied, in_order, moves_memory, settings_of, standing
from quizapp.domain.responses import claim_from_plain, response_from_plain
from quizapp.domain.scheduling import Due, due_after
from quizapp.domain.study_day import moment
from quizapp.domain.text import plain
from quizapp.domain.values import dataclass

NOT_KNOWN = "I do not know"
"""The words for an answer that was left empty."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a card and stands; the fields of an answer are empty for everything else."""

    what: EventType
    instant: datetime
    offset_minutes: int
    response: str = ""
    verdict: Verdict | None = None
    rating: Rating | None = None
    claim: Claim = Claim.NONE
    milliseconds: int = 0
    interval: Due | None = None
    note: str = ""
    kind: ReviewKind = ReviewKind.STUDY


def history(
    question: Question,
    events: Iterable[Event],
    corrections: Sequence[Correction] = (),
    parameter_sets: Mapping[str, tuple[float, ...]] | None = None,
) -> tuple[Happening, ...]:
    """What happened to a card and was not taken back, oldest first; an answer with the interval that it led to."""
    state = CardState()
    found = []
    for event in in_order(standing(events), corrections):
        state = applied(state, event, parameter_sets or {})
        if event.type is EventType.REVIEW:
            found.append(_answer(question, event, state, parameter_sets or {}))
        elif event.type is not EventType.UNKNOWN:
            found.append(Happening(event.type, event.instant, event.offset_minutes, note=note_of(event)))
    return tuple(found)


def flag_note(happenings: Sequence[Happening]) -> str:
    """The note on the flag that stands; empty when the card is not flagged, or was without a note."""
    flags = [each for each in happenings if each.what in (EventType.FLAG, EventType.UNFLAG)]
    return flags[-1].note if flags and flags[-1].what is EventType.FLAG else ""


def note_of(event: Event) -> str:
    """The note that a flag was given, or the marks that an essay earned."""
    kept = event.payload or {}
    if event.type is EventType.WRITING and isinstance(marks := kept.get("marks"), int | float):
        return f"{marks:g} of {kept.get('out_of')} marks"
    return str(kept.get("note", ""))


def _answer(
    question: Question, event: Event, state: CardState, parameter_sets: Mapping[str, tuple[float, ...]]
) -> Happening:
    settings, _ = settings_of(event, parameter_sets)
    when = moment(event.instant, event.offset_minutes, settings.rollover_hour)
    response = event.response or {}
    return Happening(
        what=event.type,
        instant=event.instant,
        offset_minutes=event.offset_minutes,
        response=in_words(question, response_from_plain(response)) if response else "",
        verdict=Verdict(event.verdict) if event.verdict else None,
        rating=Rating(event.rating) if event.rating else None,
        claim=claim_from_plain(response),
        milliseconds=event.milliseconds or 0,
        interval=due_after(state.memory, when) if moves_memory(event) else None,
        kind=ReviewKind(event.kind) if event.kind else ReviewKind.STUDY,
    )


def in_words(question: Question, response: Response) -> str:
    """A response as plain text on one line; a part that the question no longer has is named by its id."""
    parts = _parts(question)
    match response:
        case Picked(option):
            named = [parts.get(option, option)]
        case Wrote(text):
            named = [text] if text.strip() else []
        case Graded(rating):
            return rating.name.capitalize()
        case Chose(chosen) | Recalled(chosen):
            halves = response.halves if isinstance(response, Recalled) else frozenset[str]()
            named = [text for part, text in parts.items() if part in chosen]
            named += [f"{text} (half)" for part, text in parts.items() if part in halves]
            named += sorted((chosen | halves) - parts.keys())
        case Ordered(items):
            named = [parts.get(item, item) for item in items]
        case Matched(pairs):
            sides = right_sides(question) if isinstance(question, Matching) else {}
            named = [f"{parts.get(left, left)} – {sides.get(right, right)}" for left, right in sorted(pairs)]
        case _:
            assert_never(response)
    between = " › " if isinstance(response, Ordered) else "; "
    return between.join(" ".join(plain(text).split()) for text in named) or NOT_KNOWN


def _parts(question: Question) -> dict[str, str]:
    """The text of every part of a question that a response can name, by its id."""
    match question:
        case Choice() | Multiple():
            return {option.id: option.text for option in question.options}
        case Ordering():
            return {item.id: item.text for item in question.items}
        case Matching():
            return {pair.id: pair.left for pair in question.pairs}
        case Essay():
            return {point.id: point.text for point in question.outline}
        case _:
            return {"true": "True", "false": "False"}
