"""Decks: what a deck file says about itself, and the questions it brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Deck:
    """The head of a deck file; `style` holds flags such as `fpsc`."""

    slug: str
    title: str
    description: str = ""
    language: str = "en"
    subject: str = ""
    licence: str = ""
    style: tuple[str, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """All but slug and title, in the shape of the deck file."""
        return {
            "description": self.description,
            "language": self.language,
            "subject": self.subject,
            "licence": self.licence,
            "style": list(self.style),
        }

    @classmethod
    def from_plain(cls, slug: str, title: str, plain: Mapping[str, Any]) -> Deck:
        """The inverse of `to_plain`."""
        style = tuple(plain["style"])
        return cls(slug, title, plain["description"], plain["language"], plain["subject"], plain["licence"], style)
