"""What is entered while a paper is sat, as the log keeps it, and the sitting that a log amounts to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from quizapp.domain.answers import Recalled
from quizapp.domain.blueprints import Blueprint
from quizapp.domain.events import Event, EventType
from quizapp.domain.exam_changes import (
    Answer,
    Change,
    Clear,
    Corrected,
    Correction,
    Counted,
    Disputed,
    Ended,
    Graded,
    Mark,
    Pause,
    Refused,
    Remark,
    Strike,
    Sure,
    Turn,
)
from quizapp.domain.exam_papers import paper_from_plain
from quizapp.domain.exam_sitting import ExamSitting, Slot, sitting_of
from quizapp.domain.replaying import Correction as ClockCorrection
from quizapp.domain.replaying import corrected, in_order
from quizapp.domain.responses import response_from_plain, response_to_plain
from quizapp.domain.values import dataclass

Act = Change | Pause | Turn
"""What an entry does beside telling where the candidate is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a sitting: when (in milliseconds of the paper's time), which question is in view, how long each was
    looked at since the entry before, and what was done, if anything, to the question of a number.
    """

    moment: int
    at: int
    spent: tuple[tuple[int, int], ...] = ()
    number: int = 0
    act: Act | None = None


def entry_now(sitting: ExamSitting, now: datetime, number: int = 0, act: Act | None = None) -> Entry:
    """The entry to write for an act, or for nothing but where the candidate is."""
    moment = sitting.moment_of(now)
    spent: Counter[int] = Counter()
    for place, milliseconds in (*sitting.unsaved, (sitting.at, 0 if sitting.paused else moment - sitting.since)):
        spent[place] += milliseconds
    return Entry(moment, sitting.at, tuple([each for each in spent.items() if each[1] > 0]), number, act)


def followed(sitting: ExamSitting, entry: Entry) -> ExamSitting:
    """The sitting after an entry; raises Refused when the rules of the paper forbid it."""
    now = sitting.instant_of(entry.moment)
    at = entry.at if 1 <= entry.at <= len(sitting.slots) else sitting.at
    slots = list(sitting.slots)
    if isinstance(entry.act, Pause | Turn):
        sitting = replace(sitting, at=at).turned(entry.act, now)
        at = sitting.at
    elif entry.act is not None:
        slots[entry.number - 1] = sitting.slot_after(entry.number, entry.act, now)
    for number, milliseconds in entry.spent:
        was = slots[number - 1]
        spent = was.milliseconds + milliseconds
        slots[number - 1] = Slot(was.response, was.marked, was.struck, was.sure, spent, was.share)
    moment = max(sitting.moment, entry.moment)
    return replace(sitting, at=at, slots=tuple(slots), moment=moment, since=moment, unsaved=())


def remarked(sitting: ExamSitting, number: int, remark: Remark) -> ExamSitting:
    """The sitting after something was said of it."""
    match remark:
        case Graded(share):
            slot = replace(sitting.slot(number), share=share)
            return replace(sitting, slots=(*sitting.slots[: number - 1], slot, *sitting.slots[number:]))
        case Disputed(note):
            return replace(sitting, disputes=_with(sitting.disputes, number, note))
        case Corrected(correction):
            return replace(sitting, corrections=_with(sitting.corrections, number, correction))
        case Counted(on):
            return replace(sitting, counts=on)


def _with(known: Mapping[int, Any], number: int, value: Any | None) -> dict[int, Any]:
    kept = {place: each for place, each in known.items() if place != number}
    return kept if value is None else {**kept, number: value}


def replayed(
    paper: Event, events: Iterable[Event], here: str, corrections: Sequence[ClockCorrection] = ()
) -> ExamSitting:
    """The sitting that a `paper` event and those about it amount to, in any order; `here` is this machine's origin.

    While it was sat, only the machine on which it was begun could write; what was said of it afterwards may come from
    any. What makes no sense is passed over, as an entry would have been that came too late.
    """
    paper, *moved = corrected([paper, *events], corrections)
    sitting = sitting_of(paper.id, paper_from_plain(paper.payload or {}), paper.instant)
    own = sorted((each for each in moved if each.origin == paper.origin), key=lambda each: each.sequence)
    end = next((each for each in own if each.type is EventType.HANDED_IN), None)
    for event in own:
        if event is end:
            break
        if event.type is EventType.ENTRY:
            sitting = _after(sitting, event)
    if end is None:
        return replace(sitting, elsewhere=paper.origin != here)
    sitting = handed_in(sitting, end)
    for event in in_order(each for each in moved if each.type is EventType.ENTRY):
        sitting = _after_remark(sitting, event)
    return sitting


_STRANGE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading an event can raise that a newer program wrote, or a person."""


def _after(sitting: ExamSitting, event: Event) -> ExamSitting:
    try:
        entry = entry_from_plain(event.payload or {})
        return sitting if entry is None else followed(sitting, entry)
    except (Refused, *_STRANGE):
        return sitting


def _after_remark(sitting: ExamSitting, event: Event) -> ExamSitting:
    try:
        remark = remark_from_plain(event.payload or {})
        return sitting if remark is None else remarked(sitting, *remark)
    except _STRANGE:
        return sitting


def handed_in(sitting: ExamSitting, end: Event) -> ExamSitting:
    """The sitting after its `handed-in` event."""
    kept = end.payload or {}
    last = followed(sitting, Entry(kept["t"], sitting.at, _spent(kept)))
    slots = list(last.slots)
    for number, text in kept.get("texts", {}).items():
        slots[int(number) - 1] = replace(slots[int(number) - 1], response=Recalled(frozenset(), text))
    return replace(last, slots=tuple(slots), ended=end.instant, ended_by=Ended(kept["why"]), paused=False)


def entry_to_plain(entry: Entry) -> dict[str, Any]:
    """The entry as the payload of its event."""
    plain: dict[str, Any] = {"t": entry.moment, "at": entry.at}
    if entry.spent:
        plain["spent"] = {str(number): milliseconds for number, milliseconds in entry.spent}
    if entry.number:
        plain["n"] = entry.number
    match entry.act:
        case Answer(response):
            plain["answer"] = response_to_plain(response)
        case Clear():
            plain["clear"] = True
        case Mark(on):
            plain["mark"] = on
        case Strike(option, on):
            plain |= {"strike": option, "on": on}
        case Sure(sure):
            plain["sure"] = sure
        case Pause(on):
            plain["pause"] = on
        case Turn(stage):
            plain["stage"] = stage
        case None:
            pass
    return plain


def end_to_plain(blueprint: Blueprint, last: Entry, by: Ended, texts: Mapping[int, str]) -> dict[str, Any]:
    """The payload of the event that ends a sitting, with what a list of papers shows of it."""
    plain = {"why": by.value, "paper": blueprint.id, "title": blueprint.title, **entry_to_plain(last)}
    return plain | ({"texts": {str(number): text for number, text in texts.items()}} if texts else {})


def entry_from_plain(plain: Mapping[str, Any]) -> Entry | None:
    """The inverse of `entry_to_plain`; None for what is no entry. An act of a newer version is left out."""
    if "t" not in plain:
        return None
    act: Act | None = None
    if "answer" in plain:
        act = Answer(response_from_plain(plain["answer"]))
    elif "clear" in plain:
        act = Clear()
    elif "mark" in plain:
        act = Mark(plain["mark"])
    elif "strike" in plain:
        act = Strike(plain["strike"], plain["on"])
    elif "sure" in plain:
        act = Sure(plain["sure"])
    elif "pause" in plain:
        act = Pause(plain["pause"])
    elif "stage" in plain:
        act = Turn(plain["stage"])
    return Entry(plain["t"], plain["at"], _spent(plain), plain.get("n", 0), act)


def _spent(plain: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple([(int(number), milliseconds) for number, milliseconds in plain.get("spent", {}).items()])


def remark_to_plain(number: int, remark: Remark) -> dict[str, Any]:
    """What was said of a paper, as the payload of its event."""
    match remark:
        case Graded(share):
            return {"n": number, "share": share}
        case Disputed(note):
            return {"n": number, "dispute": note}
        case Corrected(None):
            return {"n": number, "key": None}
        case Corrected(Correction(accept, cancelled, note)):
            return {"n": number, "key": {"accept": sorted(accept), "cancelled": cancelled, "note": note}}
        case Counted(on):
            return {"counts": on}
    raise TypeError(f"not a remark: {remark!r}")


def is_remark(event: Event) -> bool:
    """Whether the event says something of a paper that was handed in."""
    return event.type is EventType.ENTRY and "t" not in (event.payload or {})


def remark_from_plain(plain: Mapping[str, Any]) -> tuple[int, Remark] | None:
    """The inverse of `remark_to_plain`; None for what is no remark that this version knows."""
    number = plain.get("n", 0)
    if "counts" in plain:
        return number, Counted(plain["counts"])
    if "share" in plain:
        return number, Graded(plain["share"])
    if "dispute" in plain:
        return number, Disputed(plain["dispute"])
    if "key" in plain:
        key = plain["key"]
        correction = None if key is None else Correction(frozenset(key["accept"]), key["cancelled"], key["note"])
        return number, Corrected(correction)
    return None
