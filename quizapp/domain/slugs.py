"""Ids made of words: what they look like, and fresh ones derived from a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")

DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names that Windows keeps for devices: no file may be called so there."""


def slugified(text: str, limit: int = 40) -> str:
    """Lower-case words of the text joined by hyphens, at most `limit` characters; "" when no Latin letter is in it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:limit]
        if len(longer) > limit:
            break
        slug = longer
    return slug


def fresh_ids(texts: Iterable[str], given: Iterable[str], fallback: str, taken: Collection[str] = ()) -> list[str]:
    """An id for each text: the one given, or else (where it is "") one made of the text that no other has.

    The same texts always yield the same ids, so an id that is not written down yet is known before it is.
    """
    given = list(given)
    used = {*given, *taken}
    found = []
    for number, (text, own) in enumerate(zip(texts, given, strict=True), 1):
        if not own:
            stem = slugified(text) or f"{fallback}-{number}"
            own = next(name for name in _numbered(stem) if name not in used)
            used.add(own)
        found.append(own)
    return found


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
