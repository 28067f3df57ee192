"""Numbers that stay for life, made of names; none is made from a question's text."""

from __future__ import annotations

from quizapp.domain.issuing import digest

_DECK_IDS = 1 << 50


def deck_id(name: str) -> int:
    """The number of a deck in a package; Anki itself goes by the name."""
    return int.from_bytes(digest("deck", name)[:6], "big") % _DECK_IDS + _DECK_IDS


def within(span: int, deck: str, question: str) -> int:
    """A number below `span` that spreads the questions evenly."""
    return int.from_bytes(digest("place", deck, question)[:8], "big") % span
