"""Notes made of questions: their fields, tags and times, each the same on every machine that has the deck."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from pathlib import PurePath

from quizapp.domain.issuing import IssuedQuestion, guid
from quizapp.domain.questions import CardKey, gap_numbers, kind_of
from quizapp.domain.text import plain
from quizapp.exports.apkg.fields import Notices, fields_of
from quizapp.exports.apkg.identities import within
from quizapp.exports.apkg.note_types import NOTE_TYPES, OF_KIND, NoteType

ROOT = "quizapp"
"""The deck and the tag under which everything of ours stands."""

_DAY = 86_400_000
_IN_ORDER = {each.id: itemgetter(*each.fields) for each in NOTE_TYPES}
_RETIRED = "This question was withdrawn from its deck. Suspend or delete it: it is not asked any more."
_SPACES = re.compile(r"\s+")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands in a package. Times in seconds, `id` in milliseconds since 1970; `ords` are its cards."""

    id: int
    guid: str
    type: NoteType
    deck: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    modified: int
    position: int
    cards: Mapping[int, CardKey]
    media: str = ""


def note_of(issued: IssuedQuestion, position: int, titles: Mapping[str, str], today: date) -> Note:
    """The note of a question; `position` counts the cards before it, from 1, and orders what is new."""
    question, deck = issued.question, issued.deck
    type_ = OF_KIND[kind_of(question)]
    expired = issued.expired(today) and not issued.retired
    changed = issued.changed
    if expired and question.valid_until is not None:
        changed = max(changed, datetime.combine(question.valid_until + timedelta(days=1), time(), UTC))
    media = _media_name(issued)
    fields = fields_of(
        question,
        id=f"{deck.slug}/{question.id}",
        language=deck.language,
        titles=titles,
        image=media,
        issued=str(int(changed.timestamp())),
        notices=Notices(
            retired=_RETIRED if issued.retired else "",
            expired=f"The answer held until {question.valid_until}. Check it before you rely on it." if expired else "",
        ),
    )
    return Note(
        id=_id(issued),
        guid=guid(deck.slug, question.id),
        type=type_,
        deck=deck_name(deck.title, question.topic),
        fields=_IN_ORDER[type_.id](fields),
        tags=tuple(_tags(issued, expired)),
        modified=int(changed.timestamp()),
        position=position,
        cards={max(gap - 1, 0): CardKey(deck.slug, question.id, gap) for gap in gap_numbers(question)},
        media=media,
    )


@lru_cache(maxsize=1_024)
def deck_name(title: str, topic: str = "") -> str:
    """The name of a deck in Anki, which is what Anki knows it by: ours, the deck's title, the topic."""
    parts = (ROOT, *(_SPACES.sub(" ", plain(part).replace("::", ":")).strip() for part in (title, topic) if part))
    return "::".join(part.strip(":") or "-" for part in parts)


def _id(issued: IssuedQuestion) -> int:
    """Milliseconds of the day before the change, so that "added" is about right and never in the future."""
    day = int(issued.changed.timestamp()) * 1000 // _DAY * _DAY
    return day - _DAY + within(_DAY, issued.deck.slug, issued.question.id)


def _tags(issued: IssuedQuestion, expired: bool) -> Iterator[str]:
    question = issued.question
    yield _tag("topic", question.topic)
    yield _tag("kind", kind_of(question).value)
    yield _tag("difficulty", str(question.difficulty))
    for tag in question.tags:
        yield _tag("tag", tag)
    if issued.retired:
        yield _tag("retired")
    if expired:
        yield _tag("expired")


@lru_cache(maxsize=1_024)
def _tag(*parts: str) -> str:
    return "::".join((ROOT, *(_SPACES.sub("_", plain(part).strip().replace("::", ":")) for part in parts)))


def _media_name(issued: IssuedQuestion) -> str:
    """A name made of what is in the file: Anki keeps media by name and never replaces one."""
    if issued.picture is None or issued.question.image is None:
        return ""
    suffix = PurePath(issued.question.image.file).suffix.lower()
    return f"quizapp-{sha256(issued.picture).hexdigest()[:24]}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
