"""What a sync is to change: the decks found on disk against those stored. Pure, and printed as it is by a dry run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace

from quizapp.domain.decks import Deck
from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question as a file has it: `body` is the JSON the database keeps, `gaps` the numbers of its cards."""

    id: str
    kind: str
    topic: str
    body: str
    fingerprint: str
    gaps: tuple[int, ...]
    path: str
    line: int
    changed_on: str = ""


@dataclass(frozen=True, slots=True)
class FoundDeck:
    """A deck as the files have it, corrections laid over; questions stand in their order."""

    deck: Deck
    bundled: bool
    path: str
    questions: tuple[FoundQuestion, ...]


@dataclass(frozen=True, slots=True)
class StoredQuestion:
    """What the database knows of a question; `gaps` are the numbers of its cards that are not retired."""

    key: int
    fingerprint: str
    position: int
    path: str
    line: int
    changed_on: str
    retired: bool
    gaps: frozenset[int]


@dataclass(frozen=True, slots=True)
class StoredDeck:
    """What the database knows of a deck, its questions by id."""

    key: int
    deck: Deck
    bundled: bool
    path: str
    retired: bool
    questions: Mapping[str, StoredQuestion] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placed:
    """A found question and its place in the deck, counted from 0."""

    position: int
    question: FoundQuestion


@dataclass(frozen=True, slots=True)
class DeckPlan:
    """What becomes of one deck. `moved` questions say the same as before and only stand elsewhere."""

    slug: str
    found: FoundDeck | None
    new: bool = False
    head_changed: bool = False
    returns: bool = False
    added: tuple[Placed, ...] = ()
    changed: tuple[Placed, ...] = ()
    returned: tuple[Placed, ...] = ()
    moved: tuple[Placed, ...] = ()
    retired: tuple[str, ...] = ()
    unchanged: int = 0

    @property
    def changes(self) -> bool:
        """True when something is to be written."""
        questions = self.added or self.changed or self.returned or self.moved or self.retired
        return bool(questions or self.new or self.head_changed or self.returns or self.found is None)


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """All that a sync will write, deck by deck in the order of their slugs."""

    decks: tuple[DeckPlan, ...] = ()

    @property
    def changes(self) -> bool:
        """True when something is to be written."""
        return any(deck.changes for deck in self.decks)


def overlaid(base: FoundDeck, corrections: Iterable[FoundQuestion]) -> FoundDeck:
    """The deck with a user's corrections: those of a known id stand where the original stood, new ones at the end."""
    own = {question.id: question for question in corrections}
    kept = [own.pop(question.id, question) for question in base.questions]
    return replace(base, questions=(*kept, *own.values()))


def plan_sync(stored: Mapping[str, StoredDeck], found: Iterable[FoundDeck], gone: Collection[str] = ()) -> SyncPlan:
    """Compare what was found with what is stored; decks in neither `found` nor `gone` are left as they are.

    A question that is gone is retired, never deleted, and returns under its id with all its history.
    """
    plans = [_plan_deck(stored.get(deck.deck.slug), deck) for deck in found]
    for slug in gone:
        deck = stored.get(slug)
        if deck is not None and not deck.retired:
            retired = tuple(id for id, question in deck.questions.items() if not question.retired)
            plans.append(DeckPlan(slug, None, retired=retired))
    return SyncPlan(tuple(sorted(plans, key=lambda plan: plan.slug)))


def _plan_deck(stored: StoredDeck | None, found: FoundDeck) -> DeckPlan:
    slug = found.deck.slug
    if stored is None:
        added = tuple([Placed(position, question) for position, question in enumerate(found.questions)])
        return DeckPlan(slug, found, new=True, added=added)
    piles: dict[str, list[Placed]] = {"added": [], "changed": [], "returned": [], "moved": []}
    unchanged = 0
    left = dict(stored.questions)
    for position, question in enumerate(found.questions):
        pile = _pile(left.pop(question.id, None), question, position)
        if pile in ("", "moved"):
            unchanged += 1
        if pile:
            piles[pile].append(Placed(position, question))
    return DeckPlan(
        slug,
        found,
        head_changed=(stored.deck, stored.bundled, stored.path) != (found.deck, found.bundled, found.path),
        returns=stored.retired,
        retired=tuple(id for id, question in left.items() if not question.retired),
        unchanged=unchanged,
        added=tuple(piles["added"]),
        changed=tuple(piles["changed"]),
        returned=tuple(piles["returned"]),
        moved=tuple(piles["moved"]),
    )


def _pile(stored: StoredQuestion | None, found: FoundQuestion, position: int) -> str:
    if stored is None:
        return "added"
    if stored.retired:
        return "returned"
    if stored.fingerprint != found.fingerprint or stored.gaps != frozenset(found.gaps):
        return "changed"
    place = (stored.position, stored.path, stored.line, stored.changed_on)
    return "moved" if place != (position, found.path, found.line, found.changed_on) else ""
