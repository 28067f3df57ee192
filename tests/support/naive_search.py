"""Searching by reading one card after the other: slow, and plain enough to be right."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from quizapp.domain.events import EventType
from quizapp.domain.memories import CardState, Memory, Phase
from quizapp.domain.search_words import BREAK, question_words, source_words, tag_words, word_forms
from quizapp.domain.searching import AllOf, AnyOf, Condition, Is, Not, OfDifficulty, OfKind, State, Where, Words
from quizapp.domain.study_day import day_of
from quizapp.services.browse import BrowseService
from quizapp.storage import log, memories, tables
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from tests.support.answers import review
from tests.support.clocks import NOON, SetClock

_WORDS = ("river", "rivers", "treaty", "Treaties", "Café", "پاکستان", "1949", "counter-terrorism", "e", "rivet", "sea")


@dataclass(frozen=True)
class KnownCard:
    """Everything that a query can ask of a card."""

    id: str
    deck: tuple[str, str]
    kind: str
    topic: str
    plain: dict[str, Any]
    question: str
    state: CardState
    missed: bool


@dataclass(frozen=True)
class Library:
    """Cards in the order shown, and Browse over them."""

    browse: BrowseService
    cards: tuple[KnownCard, ...]
    day: int


def keep(condition: Condition, card: KnownCard, day: int) -> bool:
    """Whether a card is found."""
    match condition:
        case AllOf(conditions):
            return all(keep(each, card, day) for each in conditions)
        case AnyOf(conditions):
            return any(keep(each, card, day) for each in conditions)
        case Not(inner):
            return not keep(inner, card, day)
        case OfKind(kind):
            return card.kind == kind
        case OfDifficulty(difficulty):
            return bool(card.plain.get("difficulty", 2) == difficulty)
        case Is(state):
            return _is(state, card, day)
        case Words(where):
            texts = {
                Where.ANYWHERE: lambda: [question_words(card.question, card.topic, card.plain)],
                Where.TOPIC: lambda: [word_forms(card.topic)],
                Where.TAG: lambda: [tag_words(card.plain)],
                Where.SOURCE: lambda: [source_words(card.plain)],
                Where.DECK: lambda: [word_forms(name) for name in card.deck],
            }
            return any(_stand(condition, text) for text in texts[where]())


def _stand(words: Words, text: list[str]) -> bool:
    wanted = " ".join(words.forms)
    for part in " ".join(text).split(BREAK):
        padded = f" {' '.join(part.split())} "
        begun = " ".join((*words.forms[:-1], words.beginning))
        if f" {wanted} " in padded or (words.beginning and f" {begun}" in padded):
            return True
    return False


def _is(state: State, card: KnownCard, day: int) -> bool:
    known, memory = card.state, card.state.memory
    buried = known.buried_until > day
    match state:
        case State.DUE:
            waits = memory.due_at is not None or (memory.due_day is not None and memory.due_day <= day)
            return memory.phase is not Phase.NEW and waits and not known.suspended and not buried
        case State.NEW:
            return memory.phase is Phase.NEW
        case State.LEECH:
            return known.leech
        case State.SUSPENDED:
            return known.suspended
        case State.BURIED:
            return buried
        case State.FLAGGED:
            return known.flagged
        case State.MISSED:
            return card.missed
        case State.WEAK:
            return memory.stability is not None and memory.stability < 7
        case State.EXPIRED:
            return bool(card.plain.get("valid_until")) and card.plain["valid_until"] < "2026-03-02"


def make_library(store: Store) -> Library:
    """Sixty cards in two decks, the same every time."""
    chance, cards, day = Random(5), [], day_of(NOON.date())
    with store.write() as tx:
        for number, (slug, title) in enumerate((("first", "Rivers of the world"), ("second", "Treaty law")), 1):
            tx.execute(
                insert(tables.deck).values(
                    key=number, slug=slug, title=title, body="{}", bundled=False, path=slug, retired=False
                )
            )
            for place in range(24):
                cards += _write(tx, chance, number, (slug, title), place, day)
    browse = BrowseService(store, SetClock(), Path(store.path.parent / "cache" / "search.db"))
    return Library(browse, tuple(cards), day)


def _write(tx: Any, chance: Random, deck: int, names: tuple[str, str], place: int, day: int) -> list[KnownCard]:
    def text(words: int) -> str:
        return " ".join(chance.choices(_WORDS, k=words))

    kind = chance.choice(["choice", "basic", "cloze"])
    plain: dict[str, Any] = {"prompt": text(3), "tags": [text(1), text(2)], "sources": [f"{text(1)}#{text(1)}"]}
    gaps: tuple[int, ...] = (0,)
    if kind == "choice":
        plain["options"] = [{"id": "a", "text": text(2), "correct": True}, {"id": "b", "text": text(1), "why": text(2)}]
    elif kind == "basic":
        plain["answer"] = text(2)
    else:
        plain["prompt"], gaps = f"{text(1)} {{{{1::{text(1)}::{text(1)}}}}} {{{{2::{text(2)}}}}}", (1, 2)
    if chance.random() < 0.4:
        plain["valid_until"] = chance.choice(["2026-03-01", "2026-03-02", "2027-01-01"])
    if chance.random() < 0.4:
        plain["difficulty"] = chance.choice([1, 3])
    key, topic, id = deck * 1000 + place, text(2), f"q{place:02}"
    tx.execute(
        insert(tables.question).values(
            key=key, deck=deck, id=id, kind=kind, topic=topic, position=place, body=json.dumps(plain),
            fingerprint=str(key), changed_on="", line=1, path=names[0], retired=False,
        )
    )  # fmt: skip
    found = []
    for gap in gaps:
        card_id = f"{names[0]}/{id}:{gap}" if gap else f"{names[0]}/{id}"
        values: dict[str, Any] = {"key": key * 10 + gap, "question": key, "gap": gap, "id": card_id, "retired": False}
        tx.execute(insert(tables.card).values(**values))
        state, missed = _state(chance, day), chance.random() < 0.2
        memories.put(tx, DEFAULT_LEARNER, memories.Place(values["key"], deck, place), state)
        if missed:
            log.append(tx, review(NOON, values["key"], card=card_id, rating=1))
        elif chance.random() < 0.2:
            taken_back = review(NOON, values["key"], card=card_id, rating=1)
            undo = replace(review(NOON, 10**6 + values["key"], card=card_id), type=EventType.UNDO, rating=None)
            log.append(tx, taken_back, replace(undo, target=taken_back.id))
        found.append(KnownCard(card_id, names, kind, topic, plain, id, state, missed))
    return found


def _state(chance: Random, day: int) -> CardState:
    phase = chance.choice(list(Phase))
    memory = Memory(
        phase=phase,
        stability=None if phase is Phase.NEW else chance.choice([0.5, 6.9, 7.0, 40.0]),
        due_day=day + chance.randint(-2, 2) if phase is Phase.REVIEW else None,
        due_at=NOON + timedelta(minutes=5) if phase in (Phase.LEARNING, Phase.RELEARNING) else None,
    )
    rare = [chance.random() < 0.2 for _ in range(4)]
    return CardState(memory, rare[0], day + 1 if rare[1] else chance.choice([0, day]), rare[2], rare[3])
