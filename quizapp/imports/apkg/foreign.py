"""A whole package of somebody else's notes made new decks of ours, with the history of their cards."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from quizapp.domain.homecoming import Homecoming, PhoneCard, PhoneMark
from quizapp.domain.issuing import guid
from quizapp.domain.question_format import filled_in
from quizapp.domain.questions import CardKey
from quizapp.domain.slugs import DEVICE_NAMES, fresh_ids
from quizapp.domain.taking_over import ForeignPackage, LeftOut, NewDeck, NewQuestion
from quizapp.domain.text import plain
from quizapp.imports.apkg.archive import Package, PackageRefused
from quizapp.imports.apkg.collection import AnkiCollection, CardRow, NoteRow
from quizapp.imports.apkg.homecoming import is_suspended, reviews_of
from quizapp.imports.apkg.notes import Draft, Untaken, drafts
from quizapp.imports.markup import clean, marked

MOST_NOTES = 100_000
MOST_TEXT = 64 * 1024 * 1024  # characters
MOST_IN_A_DECK = 15_000
"""A deck file may hold 20,000 questions, and 16 MB."""
MOST_SIZE = 8 * 1024 * 1024  # characters
MOST_PICTURE = 5 * 1024 * 1024
MOST_PICTURES = 256 * 1024 * 1024
TITLE, TOPIC = 120, 80

_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
)
_NAMELESS = ("", "Default")


@dataclass(slots=True)
class _Pile:
    """The questions of one new deck as they are found."""

    title: str
    drafts: list[tuple[int, str, Draft]] = field(default_factory=list)
    """Each with the note it is made of and its topic."""


class _Pictures:
    """The pictures of a package, each read once to know what it is."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._members = package.media()
        self._known: dict[str, tuple[str, str]] = {}
        self._size = 0

    def find(self, name: str) -> tuple[str, str]:
        """Our name of a picture and the member it stands in, or "" and the reason why it is not taken."""
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> tuple[str, str]:
        spellings = (name, unquote(name), unicodedata.normalize("NFC", unquote(name)))
        member = next((self._members[each] for each in spellings if each in self._members), None)
        if member is None:
            return "", "pictures that are not in the package"
        try:
            content = self._package.medium(member)
        except PackageRefused:
            return "", "pictures that are damaged or too large"
        ending = next((ending for pattern, ending in _SIGNATURES if pattern.match(content)), "")
        if not ending:
            return "", "pictures of other kinds than PNG, JPEG, GIF and WebP"
        self._size += len(content)
        if len(content) > MOST_PICTURE or self._size > MOST_PICTURES:
            return "", "pictures that are damaged or too large"
        return hashlib.sha256(content).hexdigest()[:20] + ending, member


class _Gathering:
    """Goes through the notes of a collection and gathers the questions they make, deck by deck."""

    def __init__(self, package: Package, collection: AnkiCollection, name: str) -> None:
        self.collection = collection
        self.pictures = _Pictures(package)
        self.left_out: list[LeftOut] = []
        self.lost: Counter[str] = Counter()
        self.piles: dict[str, _Pile] = {}
        self.cards: dict[int, dict[int, CardRow]] = {}
        self._name, self._size = name, 0
        for card in collection.cards():
            self.cards.setdefault(card.note, {})[card.ord] = card

    def gather(self, ours: Collection[str]) -> list[_Pile]:
        """The questions of all notes by their decks at the top, but for notes whose guid is one of ours."""
        types, names = self.collection.types(), self.collection.decks()
        for number, note in enumerate(self.collection.notes()):
            if number >= MOST_NOTES or self._size > MOST_TEXT:
                raise PackageRefused(f"{self.collection.name}: it holds more notes than can be taken over at once")
            if note.guid in ours:
                self._leave(note, "it is yours already: `quizapp anki merge` brings its reviews")
                continue
            cards = self.cards.get(note.id, {})
            for each in drafts(note, types.get(note.type), cards):
                reason = each if isinstance(each, Untaken) else _pictured(each, self.pictures)
                if isinstance(each, Untaken) or reason:
                    self._leave(note, str(reason))
                else:
                    first = cards[min(each.cards.values(), default=min(cards))]
                    self._keep(note, each, names.get(first.deck, ""))
        return list(self.piles.values())

    def _leave(self, note: NoteRow, reason: str) -> None:
        self.left_out.append(LeftOut(_name(note), reason))

    def _keep(self, note: NoteRow, draft: Draft, deck: str) -> None:
        self.lost.update(draft.lost)
        self._size += draft.size
        top, topic = _levels(deck, self._name)
        self.piles.setdefault(top, _Pile(top)).drafts.append((note.id, topic, draft))


def foreign_package(
    package: Package, collection: AnkiCollection, name: str, ours: Collection[str], slug: str = ""
) -> ForeignPackage:
    """All of a package that becomes questions; `name` is what a deck without one is called.

    Each deck at the top becomes one of ours, or all of them the one called `slug`. Notes whose guid is in `ours` stay.
    """
    name = _cut(" ".join(clean(name).split()), TITLE)
    gathering = _Gathering(package, collection, "" if slug else name or "Anki")
    piles = gathering.gather(ours)
    if slug:
        piles = [_Pile(name, [each for pile in piles for each in pile.drafts])]
    parts = [part for pile in piles for part in _parts(pile)]
    given = [slug, *[""] * (len(parts) - 1)][: len(parts)]
    slugs = fresh_ids([slug or part.title for part in parts], given, "anki-deck", DEVICE_NAMES)
    decks: list[NewDeck] = []
    keys: dict[int, PhoneCard] = {}
    for part, own in zip(parts, slugs, strict=True):
        deck, known = _deck(part, own, gathering)
        decks.append(deck)
        keys.update(known)
    reviews = tuple(reviews_of(collection.reviews(keys), keys))
    cards = (card for of_note in gathering.cards.values() for card in of_note.values() if card.id in keys)
    marks = tuple(PhoneMark(keys[card.id], is_suspended(card), card.flag != 0) for card in cards)
    home = Homecoming(reviews, marks, collection.offset_minutes, collection.rollover_hour)
    lost = {what: count for what, count in gathering.lost.items() if count}
    return ForeignPackage(tuple(decks), home, tuple(gathering.left_out), lost)


def _pictured(draft: Draft, pictures: _Pictures) -> str | None:
    """Give the draft our name of its picture; the reason to leave it out when it is nothing without one."""
    if not draft.picture:
        return None
    file, reason = pictures.find(draft.picture)
    if file:
        return None
    draft.lost[reason] += 1
    draft.picture = ""
    return (
        "its picture cannot be taken: it is not there, too large, or of an unknown kind"
        if draft.needs_picture
        else None
    )


def _levels(name: str, otherwise: str) -> tuple[str, str]:
    """The title of the deck at the top, and the levels below it as a topic."""
    top, *rest = [" ".join(clean(level).split()) for level in name.split("::")]
    if not otherwise:
        top, rest = "", [level for level in (top, *rest) if level not in _NAMELESS]
    elif top in _NAMELESS:
        top = otherwise
    return _cut(top, TITLE), _cut(" / ".join(filter(None, rest)), TOPIC)


def _parts(pile: _Pile) -> Iterator[_Pile]:
    """The pile, in several where one file cannot hold it; what one note makes stays together."""
    part, size = _Pile(pile.title), 0
    for note, topic, draft in pile.drafts:
        full = len(part.drafts) >= MOST_IN_A_DECK or size + draft.size > MOST_SIZE
        if full and part.drafts[-1][0] != note:
            yield part
            part, size = _Pile(pile.title), 0
        part.drafts.append((note, topic, draft))
        size += draft.size
    if part.drafts:
        yield part


def _deck(pile: _Pile, slug: str, gathering: _Gathering) -> tuple[NewDeck, dict[int, PhoneCard]]:
    """The deck of a pile, and which of Anki's cards each of its cards is."""
    prompts = [plain(filled_in(draft.plain["prompt"])) for _, _, draft in pile.drafts]
    ids = fresh_ids(prompts, [""] * len(prompts), "question")
    title = pile.title or slug
    questions: list[NewQuestion] = []
    files: dict[str, str] = {}
    keys: dict[int, PhoneCard] = {}
    for (note, topic, draft), id in zip(pile.drafts, ids, strict=True):
        whole: dict[str, Any] = dict(draft.plain)
        if draft.picture:
            file, member = gathering.pictures.find(draft.picture)
            files[f"{slug}/{file}"] = member
            whole["image"] = {"file": f"{slug}/{file}", "alt": _cut(draft.alt, 500) or "A picture from the Anki deck"}
        questions.append(NewQuestion(id, draft.kind.value, topic or _cut(title, TOPIC), whole))
        for gap, ord in draft.cards.items():
            key = CardKey(slug, id, gap)
            # The same names as when the deck goes out to Anki again, so that what comes back is known.
            keys[gathering.cards[note][ord].id] = PhoneCard(key, guid(slug, id), max(gap - 1, 0))
    return NewDeck(slug, title, tuple(questions), files), keys


def _name(note: NoteRow) -> str:
    """What a person knows the note by."""
    for text in _texts(note.fields[:10]):
        if text:
            return _cut(text, 60)
    return _cut(clean(note.guid), 60)


def _texts(fields: Iterable[str]) -> Iterator[str]:
    for html in fields:
        yield " ".join(plain(marked(html[:2_000]).text).split())


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
