"""What of each deck a plan depends on, as a short print: kept when the deck is written, never recounted."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from quizapp.storage.statements import Prepared
from quizapp.storage.tables import card, deck, question, store

_PREFIX = "deck/"

difficulty = func.coalesce(func.json_extract(question.c.body, "$.difficulty"), 2)
options = func.coalesce(func.json_array_length(question.c.body, "$.options"), 0)
_subject = Prepared(select(func.json_extract(deck.c.body, "$.subject")).where(deck.c.key == bindparam("deck")))
_asked = Prepared(
    select(
        card.c.id,
        question.c.kind,
        question.c.topic,
        difficulty,
        options,
    )
    .join_from(question, card, card.c.question == question.c.key)
    .where(question.c.deck == bindparam("deck"), question.c.retired == 0, card.c.retired == 0)
    .order_by(card.c.id)
)
_kept = Prepared(select(store.c.key, store.c.value).where(store.c.key >= _PREFIX, store.c.key < f"{_PREFIX}~"))


def keep(tx: Connection, key: int, slug: str) -> None:
    """Remember what the cards of this deck ask for; a mended spelling leaves it as it was. About 5 us a card."""
    summed = sha256(repr(_subject(tx, {"deck": key}).fetchone()[0]).encode())
    for row in _asked(tx, {"deck": key}):
        summed.update(repr(tuple(row)).encode())
    kept = insert(store).values(key=f"{_PREFIX}{slug}", value=summed.hexdigest()[:16])
    tx.execute(kept.on_conflict_do_update(index_elements=["key"], set_={"value": kept.excluded.value}))


def kept(tx: Connection) -> dict[str, str]:
    """The prints by the slugs of their decks; one that was not written since prints are kept has none."""
    return {key.removeprefix(_PREFIX): value for key, value in _kept(tx, {})}
