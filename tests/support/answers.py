"""Events as the study service writes them, for tests of what keeps them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from quizapp.domain.events import Event, EventType
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.log import new_event_id


def review(instant: datetime, number: int, *, card: str = "sample/q1", **fields: Any) -> Event:
    """The `number`-th review of a test, given at `instant`; a number always gives the same id."""
    values: dict[str, Any] = {
        "rating": 3,
        "verdict": "right",
        "kind": "study",
        "milliseconds": 2_500,
        "due_given": 20_000,
        "scheduler": "fsrs-6.3",
        "parameters": "",
        "response": {"wrote": f"تہران {number}"},
        "payload": {"counts": "step"},
    }
    return Event(
        id=new_event_id(instant, number.to_bytes(10, "big")),
        type=EventType.REVIEW,
        learner=DEFAULT_LEARNER,
        origin="",
        sequence=0,
        instant=instant,
        offset_minutes=300,
        day=20_000,
        card=card,
        **{**values, **fields},
    )
