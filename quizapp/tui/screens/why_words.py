"""Why a card is asked today, in one sentence: by the plan until the exam, or by the schedule alone."""

from __future__ import annotations

from quizapp.domain.memories import Memory, Phase
from quizapp.domain.plans import Why
from quizapp.domain.recall import retrievability

_WORTH = 0.005
"""Fewer marks than this are not told."""


def planned(why: Why) -> str:
    """What the plan has of it, with what a review now changes on the day of the exam."""
    now, without, with_it = (_percent(each) for each in (why.recall, why.without, why.with_it))
    worth = f", worth {why.marks:.2f} marks" if why.marks >= _WORTH else ""
    match why.kind:
        case "new":
            return f"It is new, and there is time to make it last: {with_it} on the day of {why.exam}{worth}."
        case "fading":
            return (
                f"You would recall it with {now}, and with {without} on the day of {why.exam}; "
                f"asked today it will be {with_it}{worth}."
            )
        case "consolidating":
            return f"{why.exam} is near: asked today you will recall it there with {with_it}, not {without}{worth}."
        case _:
            return (
                f"You still recall it with {now}; asked today it lasts until {why.exam}: "
                f"{with_it} there instead of {without}{worth}."
            )


def scheduled(memory: Memory, day: int, decay: float, retention: float) -> str:
    """What the schedule has of it: how likely it is to be recalled, and the recall that is wanted."""
    if memory.phase is Phase.NEW or memory.stability is None or memory.last_day is None:
        return "It is new: never asked before, and next in the order of new questions."
    if memory.phase is not Phase.REVIEW:
        return "You met it or missed it a short while ago; it comes back until it stays."
    recall = retrievability(max(0, day - memory.last_day), memory.stability, decay)
    return f"You would recall it with {_percent(recall)}; the goal is {_percent(retention)}."


def _percent(share: float) -> str:
    return f"{min(99, round(share * 100))} %"
