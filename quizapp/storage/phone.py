"""What is kept of the phone besides the events that came from it: our cards, and what came last with which files."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from quizapp.domain.events import EventType
from quizapp.domain.homecoming import ORIGIN
from quizapp.domain.questions import CardKey
from quizapp.storage.tables import card, event, store

_MERGE, _IMPORT, _ISSUED = "last-merge", "last-import", "first-issued"


def card_keys(tx: Connection) -> Iterator[CardKey]:
    """Every card that ever was, withdrawn ones too."""
    return (CardKey.parse(id) for (id,) in tx.execute(select(card.c.id)))


def known(tx: Connection) -> dict[str, set[int]]:
    """What came from phones already: the sequences by origin, of cards of which nothing was ever taken back."""
    undone = select(event.c.card).where(event.c.type == str(EventType.UNDO), event.c.card.is_not(None))
    here = select(event.c.origin, event.c.sequence).where(
        event.c.origin > ORIGIN, event.c.origin < ORIGIN + "~", event.c.card.not_in(undone)
    )
    found: dict[str, set[int]] = {}
    for origin, sequence in tx.execute(here):
        found.setdefault(origin, set()).add(sequence)
    return found


def keep_last_merge(tx: Connection, events: Collection[str]) -> None:
    """Remember which events a merge added, so that it can be taken back."""
    _keep(tx, _MERGE, list(events))


def last_merge(tx: Connection) -> list[str]:
    """The events that the last merge added; none when it was taken back, or there was none."""
    return [str(each) for each in _kept(tx, _MERGE) or ()]


def forget_last_merge(tx: Connection) -> None:
    """There is no merge to take back any more."""
    _forget(tx, _MERGE)


def keep_last_import(tx: Connection, events: Collection[str], files: Mapping[str, str]) -> None:
    """Remember which events an import added, and which files it wrote, each with the digest of what it said."""
    _keep(tx, _IMPORT, [list(events), dict(files)])


def last_import(tx: Connection) -> tuple[list[str], dict[str, str]] | None:
    """The events and files of the last import; None when it was taken back, or there was none."""
    kept = _kept(tx, _IMPORT)
    return None if kept is None else (list(kept[0]), dict(kept[1]))


def forget_last_import(tx: Connection) -> None:
    """There is no import to take back any more."""
    _forget(tx, _IMPORT)


def first_issued(tx: Connection) -> dict[str, str]:
    """When each deck was first given out from here, by its slug, in ISO format."""
    return dict(_kept(tx, _ISSUED) or {})


def keep_first_issued(tx: Connection, issued: Mapping[str, str]) -> None:
    """Remember when decks were first given out."""
    _keep(tx, _ISSUED, dict(issued))


def _keep(tx: Connection, key: str, value: Any) -> None:
    kept = insert(store).values(key=key, value=json.dumps(value))
    tx.execute(kept.on_conflict_do_update(index_elements=["key"], set_={"value": kept.excluded.value}))


def _kept(tx: Connection, key: str) -> Any:
    kept = tx.execute(select(store.c.value).where(store.c.key == key)).scalar_one_or_none()
    return None if kept is None else json.loads(kept)


def _forget(tx: Connection, key: str) -> None:
    tx.execute(delete(store).where(store.c.key == key))
