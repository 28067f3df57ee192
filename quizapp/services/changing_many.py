"""Putting many cards aside, or flagging them, at once: one event a card, all of one transaction and one undo."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from quizapp.domain.events import Event, EventType, derived_id
from quizapp.domain.memories import CardState, Moment
from quizapp.domain.replaying import applied
from quizapp.services import recording
from quizapp.storage import log, memories, undoing
from quizapp.storage.browsing import places_of
from quizapp.storage.transactions import Transaction

CHANGES = frozenset(
    {EventType.SUSPEND, EventType.RESUME, EventType.BURY, EventType.UNBURY, EventType.FLAG, EventType.UNFLAG}
)
"""What can be done to many cards at once."""


def change(
    tx: Transaction,
    learner: str,
    cards: Collection[int],
    what: EventType,
    when: Moment,
    identifier: str,
    note: str | None = None,
) -> int:
    """Do this to all cards that it would change, and return how many those are; `note` goes with a flag."""
    wanted = []
    for card_id, place in places_of(tx, cards):
        state = memories.read(tx, learner, place.card)
        if not place.retired and (note is not None or not _is_so(state, what, when)):
            wanted.append((card_id, place, state))
    payload: dict[str, Any] = {} if note is None else {"note": note}
    if len(wanted) > 1:
        payload["together"] = [identifier, len(wanted)]
    events = [
        recording.plain_event(
            what, learner, when, derived_id(identifier, card_id), card=card_id, payload=payload or None
        )
        for card_id, _, _ in wanted
    ]
    for event, (_, place, state) in zip(log.append(tx, *events), wanted, strict=True):
        memories.put(tx, learner, place, applied(state, event, {}))
    return len(wanted)


def done_together(tx: Transaction, event: Event) -> tuple[Event, ...]:
    """All events that were done at once with this one, the last of them; only itself when it was done alone."""
    together = (event.payload or {}).get("together")
    if not together:
        return (event,)
    found = undoing.between(tx, event.sequence - together[1] + 1, event.sequence)
    return tuple([each for each in found if (each.payload or {}).get("together") == together])


def _is_so(state: CardState, what: EventType, when: Moment) -> bool:
    match what:
        case EventType.SUSPEND | EventType.RESUME:
            return state.suspended is (what is EventType.SUSPEND)
        case EventType.BURY | EventType.UNBURY:
            return (state.buried_until > when.day) is (what is EventType.BURY)
        case _:
            return state.flagged is (what is EventType.FLAG)
