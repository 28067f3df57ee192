"""Questions for an issue: those in use and those withdrawn, each with when it last changed."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from quizapp.domain.decks import Deck
from quizapp.domain.question_format import question_from_plain
from quizapp.domain.questions import Question
from quizapp.storage.revisions import GONE, Revision, read_revisions, sidecar_of
from quizapp.storage.tables import deck, question


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """A question as stored, its fingerprint, and the deck file it came from last."""

    deck: Deck
    question: Question
    fingerprint: str
    retired: bool
    path: Path


def stored_issues(tx: Connection, slugs: Collection[str] = ()) -> list[StoredIssue]:
    """Every question of decks in use, withdrawn ones too, deck by deck in their order; of all decks for no slug."""
    wanted = (
        select(
            *(deck.c.slug, deck.c.title, deck.c.body, question.c.id, question.c.kind, question.c.topic),
            *(question.c.body.label("plain"), question.c.fingerprint, question.c.retired, question.c.path),
        )
        .join_from(question, deck, deck.c.key == question.c.deck)
        .where(deck.c.retired.is_(False))
        .order_by(deck.c.slug, question.c.retired, question.c.position, question.c.id)
    )
    if slugs:
        wanted = wanted.where(deck.c.slug.in_(list(slugs)))
    heads: dict[str, Deck] = {}
    found = []
    for slug, title, head, id, kind, topic, body, print_, retired, path in tx.execute(wanted):
        if slug not in heads:
            heads[slug] = Deck.from_plain(slug, title, json.loads(head))
        asked = question_from_plain(id, kind, topic, json.loads(body))
        found.append(StoredIssue(heads[slug], asked, print_, bool(retired), Path(path)))
    return found


class Revisions:
    """When questions changed, by the sidecars of the files that make a deck: its own and those of corrections."""

    def __init__(self, folders: Collection[Path]) -> None:
        self._folders = folders
        self._read: dict[str, list[dict[str, Revision]]] = {}

    def last(self, issue: StoredIssue) -> Revision | None:
        """The latest that any sidecar says of the question as it is now; None when none knows it."""
        slug = issue.deck.slug
        if slug not in self._read:
            files = [folder / f"{slug}.yaml" for folder in self._folders]
            self._read[slug] = [read_revisions(sidecar_of(file))[0] for file in files]
        # A correction that was taken back left its time: the bundled question came back then.
        as_it_is = {issue.fingerprint, GONE}
        known = [each.get(issue.question.id) for each in self._read[slug]]
        return max(
            (each for each in known if each is not None and each.fingerprint in as_it_is),
            key=lambda each: each.instant,
            default=None,
        )
