"""What is kept of the phone besides the events that came from it: our cards, and what the last merge added."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from quizapp.domain.questions import CardKey
from quizapp.storage.tables import card, store

_LAST = "last-merge"


def card_keys(tx: Connection) -> Iterator[CardKey]:
    """Every card that ever was, withdrawn ones too."""
    return (CardKey.parse(id) for (id,) in tx.execute(select(card.c.id)))


def keep_last_merge(tx: Connection, events: Collection[str]) -> None:
    """Remember which events a merge added, so that it can be taken back."""
    kept = insert(store).values(key=_LAST, value=json.dumps(list(events)))
    tx.execute(kept.on_conflict_do_update(index_elements=["key"], set_={"value": kept.excluded.value}))


def last_merge(tx: Connection) -> list[str]:
    """The events that the last merge added; none when it was taken back, or there was none."""
    kept = tx.execute(select(store.c.value).where(store.c.key == _LAST)).scalar_one_or_none()
    return [] if kept is None else [str(each) for each in json.loads(kept)]


def forget_last_merge(tx: Connection) -> None:
    """There is no merge to take back any more."""
    tx.execute(delete(store).where(store.c.key == _LAST))
