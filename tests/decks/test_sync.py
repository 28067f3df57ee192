"""Syncing: the database follows the files, and no history is ever lost."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from quizapp.domain.deck_sync import SyncPlan
from quizapp.domain.memories import CardState, Memory, Phase
from quizapp.domain.questions import CardKey
from quizapp.services.decks import DeckService
from quizapp.storage import log, memories
from quizapp.storage.asking import askable
from quizapp.storage.engine import Store
from quizapp.storage.tables import card, memory, question
from tests.decks.conftest import SHEET, Folders, basic, deck_text
from tests.support.answers import review
from tests.support.clocks import NOON, SetClock

CLOZE = "{{id: c, kind: cloze, topic: T, prompt: '{}'}}"


def cards(store: Store) -> dict[str, tuple[int, bool]]:
    """Every card by its id: its key, and whether it is retired."""
    with store.read() as tx:
        return {id: (key, retired) for id, key, retired in tx.execute(select(card.c.id, card.c.key, card.c.retired))}


def waiting(store: Store) -> dict[str, tuple[int, int]]:
    """The queue and due of every card that has a memory, by the card's id."""
    rows = select(card.c.id, memory.c.queue, memory.c.due).join_from(card, memory, memory.c.card == card.c.key)
    with store.read() as tx:
        return {id: (queue, due) for id, queue, due in tx.execute(rows)}


def summary(plan: SyncPlan) -> dict[str, list[int]]:
    """How many were added, changed, returned and retired, by deck."""
    return {
        each.slug: [len(each.added), len(each.changed), len(each.returned), len(each.retired)] for each in plan.decks
    }


def test_a_new_deck_is_taken_in(service: DeckService, store: Store, folders: Folders) -> None:
    """Its questions become cards, each waiting as new in the order of the deck."""
    (folders.decks / "x.yaml").write_text(deck_text("x", basic("a"), CLOZE.format("{{1::a}} {{2::b}}")))
    assert service.changed_on_disk()
    report = service.sync()
    assert summary(report.plan) == {"x": [2, 0, 0, 0]}
    assert waiting(store) == {"x/a": (0, 0), "x/c:1": (0, 1), "x/c:2": (0, 1)}
    key = cards(store)["x/c:2"][0]
    with store.read() as tx:
        loaded = askable(tx, "default", key)
    assert loaded is not None
    assert (loaded.id, loaded.line, loaded.deck_title) == (CardKey("x", "c", 2), 5, "A deck")


def test_syncing_twice_writes_nothing(service: DeckService, folders: Folders, store: Store) -> None:
    """The second time no file is read, and not a byte of the database changes."""
    (folders.decks / "x.yaml").write_text(deck_text("x", basic("a")))
    service.sync()
    before = store.path.read_bytes()
    report = service.sync()
    assert (report.plan, report.written, service.changed_on_disk()) == (SyncPlan(), False, False)
    assert store.path.read_bytes() == before


def test_a_touched_file_is_not_a_change(service: DeckService, folders: Folders) -> None:
    """A new time on the same bytes is remembered, and nothing else is done."""
    path = folders.decks / "x.yaml"
    path.write_text(deck_text("x", basic("a")))
    service.sync()
    path.touch()
    assert not service.sync().plan.changes
    assert not service.changed_on_disk()


def test_a_dry_run_changes_nothing(service: DeckService, folders: Folders, store: Store) -> None:
    """It says what a sync would do, and the sync then does it."""
    (folders.decks / "x.yaml").write_text(deck_text("x", basic("a")))
    dry = service.sync(dry_run=True)
    assert (summary(dry.plan), dry.written, cards(store)) == ({"x": [1, 0, 0, 0]}, False, {})
    assert service.sync().plan == dry.plan


def test_a_retired_question_returns_with_its_memory(service: DeckService, folders: Folders, store: Store) -> None:
    """Gone from the file it is put aside, not deleted; back in the file it is due as if it had never gone."""
    path = folders.decks / "x.yaml"
    both = deck_text("x", basic("a"), basic("b"))
    path.write_text(both)
    service.sync()
    key = cards(store)["x/b"][0]
    with store.write() as tx:
        learnt = {"phase": int(Phase.REVIEW), "due_day": 20_500, "queue": 2, "due": 20_500, "reps": 3}
        tx.execute(memory.update().where(memory.c.card == key).values(**learnt))
    path.write_text(deck_text("x", basic("a")))
    assert summary(service.sync().plan) == {"x": [0, 0, 0, 1]}
    assert cards(store)["x/b"] == (key, True)
    assert waiting(store)["x/b"][0] == memories.Queue.RETIRED
    path.write_text(both)
    assert summary(service.sync().plan) == {"x": [0, 0, 1, 0]}
    assert cards(store)["x/b"] == (key, False)
    assert waiting(store)["x/b"] == (2, 20_500)


def test_a_gap_taken_away_retires_its_card_alone(service: DeckService, folders: Folders, store: Store) -> None:
    """Its siblings keep theirs, and the gap finds its card again when it is put back."""
    path = folders.decks / "x.yaml"
    both = deck_text("x", CLOZE.format("{{1::a}} {{2::b}}"))
    path.write_text(both)
    service.sync()
    before = cards(store)
    path.write_text(deck_text("x", CLOZE.format("{{1::a}} b")))
    service.sync()
    assert {id for id, (_, retired) in cards(store).items() if retired} == {"x/c:2"}
    path.write_text(both)
    service.sync()
    assert cards(store) == before


def test_a_deck_that_is_gone_returns_whole(service: DeckService, folders: Folders, store: Store) -> None:
    """A file that is taken away and put back leaves everything as it was."""
    path = folders.decks / "x.yaml"
    path.write_text(deck_text("x", basic("a")))
    service.sync()
    before = (cards(store), waiting(store))
    path.unlink()
    assert service.changed_on_disk()
    service.sync()
    assert service.listing() == ()
    path.write_text(deck_text("x", basic("a")))
    service.sync()
    assert (cards(store), waiting(store)) == before
    assert [deck.slug for deck in service.listing()] == ["x"]


def test_a_deck_with_errors_stays_as_it_was(service: DeckService, folders: Folders) -> None:
    """The others are taken in; the refused one is told of once, and read again when it changes."""
    path = folders.decks / "x.yaml"
    path.write_text(deck_text("x", basic("a")))
    service.sync()
    path.write_text(deck_text("x", basic("a"), "{id: b, kind: basic, topic: T, prompt: P}"))
    (folders.decks / "y.yaml").write_text(deck_text("y", basic("a")))
    report = service.sync()
    assert report.refused == ("x",)
    assert [str(problem) for problem in report.problems] == [f"{path}:5:5: `answer` is missing"]
    assert [(deck.slug, deck.questions) for deck in service.listing()] == [("x", 1), ("y", 1)]
    assert not service.changed_on_disk()
    path.write_text(deck_text("x", basic("a"), basic("b")))
    assert service.changed_on_disk()
    assert not service.sync().refused


def test_a_correction_is_laid_over_a_bundled_deck(service: DeckService, folders: Folders, store: Store) -> None:
    """It replaces the question of its id where that stood, adds others at the end, and outlives an upgrade."""
    bundled, own = folders.bundled_decks / "x.yaml", folders.decks / "x.yaml"
    bundled.write_text(deck_text("x", basic("a"), basic("b")))
    service.sync()
    own.write_text(f"corrects: x\nquestions:\n  - {basic('a', 'Why now?')}\n  - {basic('n')}\n")
    assert summary(service.sync().plan) == {"x": [1, 1, 0, 0]}
    bundled.write_text(deck_text("x", basic("a", "Why then?"), basic("b", "How?")))
    service.sync()
    _, questions = service.show("x")
    assert [(each.id, each.prompt, each.path, each.line) for each in questions] == [
        ("a", "Why now?", str(own), 3),
        ("b", "How?", str(bundled), 5),
        ("n", "Why?", str(own), 4),
    ]
    assert not any(retired for _, retired in cards(store).values())


def test_a_name_claimed_twice_is_explained(service: DeckService, folders: Folders) -> None:
    """Both files are named, and both ways out."""
    for folder in (folders.bundled_decks, folders.decks):
        (folder / "x.yaml").write_text(deck_text("x", basic("a")))
    (folders.decks / "y.yaml").write_text(deck_text("x", basic("a")))
    first, second = service.sync().problems
    bundled, own = folders.bundled_decks / "x.yaml", folders.decks / "x.yaml"
    assert str(first) == (
        f"{own}:1:7: `x` is the deck of {bundled} already: write `corrects: x` to correct it, "
        "or choose another name for this deck and its file"
    )
    assert str(second) == (
        f"{folders.decks / 'y.yaml'}:1:7: {own} is the file of `x` already: two files cannot claim one name, "
        "change either"
    )


def test_a_changed_sheet_is_held_against_the_decks(service: DeckService, folders: Folders) -> None:
    """A fact that is gone makes the question that cites it an error, though the deck did not change."""
    (folders.decks / "x.yaml").write_text(deck_text("x", basic("a")[:-1] + ", sources: [notes#rats]}"))
    assert service.sync().problems == ()
    (folders.bundled_seeds / "notes.yaml").write_text(SHEET.replace("id: rats", "id: structure"))
    (problem,) = service.sync().problems
    assert problem.sentence == "the source sheet `notes` has no fact `rats`"


def test_a_position_moves_the_new_cards(service: DeckService, folders: Folders, store: Store) -> None:
    """A question set before others is asked before them."""
    path = folders.decks / "x.yaml"
    path.write_text(deck_text("x", basic("a")))
    service.sync()
    path.write_text(deck_text("x", basic("b"), basic("a")))
    assert summary(service.sync().plan) == {"x": [1, 0, 0, 0]}
    assert waiting(store) == {"x/a": (0, 1), "x/b": (0, 0)}


@pytest.mark.parametrize("seed", range(4))
def test_no_edit_unlinks_a_card(seed: int, service: DeckService, folders: Folders, store: Store) -> None:
    """Over a thousand random edits every card keeps its key, and exactly those of the file are in use."""
    chance = random.Random(seed)
    entries = {f"q{number}": "Why?" for number in range(12)}
    path, known = folders.decks / "x.yaml", dict[str, int]()
    for step in range(0, 250, 5):
        for edit in range(5):
            _edit(entries, chance, step + edit)
        order = chance.sample(sorted(entries), len(entries)) if chance.random() < 0.2 else list(entries)
        path.write_text(deck_text("x", *[_entry(id, entries[id]) for id in order]))
        service.sync()
        found = cards(store)
        assert all(found[id][0] == key for id, key in known.items())
        known = {id: key for id, (key, _) in found.items()}
        assert {id for id, (_, retired) in found.items() if not retired} == _card_ids(entries)
    with store.read() as tx:
        assert tx.execute(select(question.c.id)).scalars().all()
    assert waiting(store).keys() == known.keys()


def _edit(entries: dict[str, str], chance: random.Random, step: int) -> None:
    id = f"q{chance.randrange(16)}"
    if chance.random() < 0.3 and len(entries) > 1:
        entries.pop(id, None)
    elif chance.random() < 0.3:
        entries[id] = "".join(f"{{{{{gap}::word}}}} " for gap in chance.sample(range(1, 5), 2))
    else:
        entries[id] = f"Why {step}?"


def _entry(id: str, prompt: str) -> str:
    kind = "cloze" if "{{" in prompt else "basic"
    answer = "" if kind == "cloze" else ", answer: Because."
    return f"{{id: {id}, kind: {kind}, topic: T, prompt: '{prompt}'{answer}}}"


def _card_ids(entries: dict[str, str]) -> set[str]:
    found = set()
    for id, prompt in entries.items():
        gaps = [gap for gap in range(1, 5) if f"{{{{{gap}::" in prompt]
        found |= {f"x/{id}:{gap}" for gap in gaps} or {f"x/{id}"}
    return found


UNCHANGED = """
import sys
from pathlib import Path
from quizapp.services.decks import DeckService
from quizapp.storage.engine import Store
from tests.decks.conftest import Folders
from tests.support.clocks import SetClock

folders = Folders(*map(Path, sys.argv[2:]))
service = DeckService(Store(Path(sys.argv[1]), SetClock()), folders, SetClock())
assert not service.changed_on_disk() and not service.sync().plan.changes
sys.exit([name for name in ("yaml", "pydantic", "alembic", "fsrs", "rapidfuzz") if name in sys.modules] or 0)
"""


def test_an_unchanged_sync_needs_no_reader(service: DeckService, store: Store, folders: Folders) -> None:
    """Nothing that reads decks is imported when nothing changed: starting stays quick."""
    (folders.decks / "x.yaml").write_text(deck_text("x", basic("a")))
    service.sync()
    places = [store.path, folders.bundled_decks, folders.decks, folders.bundled_seeds, folders.seeds]
    command = [sys.executable, "-c", UNCHANGED, *map(str, places)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (result.returncode, result.stderr) == (0, "")


def test_a_file_that_cannot_be_read_hides_no_other(service: DeckService, folders: Folders) -> None:
    """A folder named like a deck, or a file without permission, is a problem of its own."""
    (folders.decks / "x.yaml").mkdir()
    (folders.decks / "y.yaml").write_text(deck_text("y", basic("a")))
    report = service.sync()
    assert report.refused == ("x",)
    assert [problem.path for problem in report.problems] == [str(folders.decks / "x.yaml")]
    assert [deck.slug for deck in service.listing()] == ["y"]
    assert not service.changed_on_disk()


def test_a_card_takes_up_what_the_log_says_of_it_already(
    service: DeckService, store: Store, folders: Folders, clock: SetClock
) -> None:
    """Where the log is older than the deck, as after two logs became one, a new card is what its events amount to."""
    with store.write() as tx:
        regime = {"retention": 0.9, "steps": [1, 10], "again": [10], "counts": "new"}
        log.append(tx, review(NOON, 1, card="x/a", rating=4, payload=regime))
    (folders.decks / "x.yaml").write_text(deck_text("x", basic("a"), basic("b")))
    service.sync()
    keys = cards(store)
    with store.read() as tx:
        known = memories.read(tx, "default", keys["x/a"][0])
        assert (known.memory.phase, known.memory.reps) == (Phase.REVIEW, 1)
        assert memories.read(tx, "default", keys["x/b"][0]).memory.phase is Phase.NEW
    assert waiting(store)["x/a"] == (2, known.memory.due_day)


def test_every_learner_and_queue_follows_the_bank(
    service: DeckService, store: Store, folders: Folders, clock: SetClock
) -> None:
    """Whatever is edited, the queues are those that a bank and log read anew give, for each learner."""
    with store.write() as tx:
        tx.exec_driver_sql("INSERT INTO learner (id, name) VALUES ('second', '')")
    chance, path = random.Random(5), folders.decks / "x.yaml"
    for turn in range(12):
        names = chance.sample("abcdef", chance.randint(2, 6))
        path.write_text(deck_text("x", *[basic(name, f"{turn % 3}?") for name in names]))
        service.sync()
        with store.write() as tx:
            for number, name in enumerate(chance.sample(names, 2)):
                place = memories.place_of(tx, f"x/{name}")
                assert place is not None
                state = CardState(Memory(Phase.REVIEW, due_day=turn, reps=1), suspended=bool(number))
                memories.put(tx, "second", place, state)
        kept = queues(store)
        with store.write() as tx:
            for who in ("default", "second"):
                memories.follow_bank(tx, who)
        assert queues(store) == kept


def queues(store: Store) -> list[tuple[object, ...]]:
    """Where every learner's cards wait."""
    with store.read() as tx:
        rows = tx.exec_driver_sql("SELECT learner, card, deck, queue, due FROM memory ORDER BY learner, card")
        return [tuple(row) for row in rows]
