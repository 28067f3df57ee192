"""Ids that stay for life: Anki knows a note by its guid, a note type by its number, a deck by its name.

None is made from a question's text, so a corrected question stays the note it was.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

_DECK_IDS = 1 << 50


def guid(deck: str, question: str) -> str:
    """The guid of the note of a question: sixteen characters, the same on every machine."""
    return urlsafe_b64encode(_digest("note", deck, question)[:12]).decode()


def deck_id(name: str) -> int:
    """The number of a deck in a package; Anki itself goes by the name."""
    return int.from_bytes(_digest("deck", name)[:6], "big") % _DECK_IDS + _DECK_IDS


def within(span: int, deck: str, question: str) -> int:
    """A number below `span` that spreads the questions evenly."""
    return int.from_bytes(_digest("place", deck, question)[:8], "big") % span


def _digest(*parts: str) -> bytes:
    # Each part with its length, so that no two lists of parts look the same.
    return sha256("".join(f"{len(part)}:{part}" for part in ("quizapp", *parts)).encode()).digest()
