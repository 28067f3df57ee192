"""Browse finds what a reading of every question would find, and changes many cards in one step back and forth."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.answers import Rating
from quizapp.domain.events import EventType
from quizapp.domain.search_tokens import SearchRefused
from quizapp.domain.searching import parse
from quizapp.services.browse import BrowseService, NothingToTakeBack
from quizapp.storage.engine import Store
from tests.support.clocks import SetClock
from tests.support.naive_search import Library, keep, make_library
from tests.support.rooms import Room


@pytest.fixture
def browse(room: Room, tmp_path: Path) -> BrowseService:
    """Browse over a room with one deck of thirty questions."""
    return BrowseService(room.store, room.clock, tmp_path / "cache" / "search.db")


def names(service: BrowseService, query: str) -> list[str]:
    """The questions that a query finds."""
    return [row.card.question for row in service.search(query).rows]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of every kind of question and every state of a card."""
    return make_library(Store(tmp_path_factory.mktemp("library") / "quizapp.db", SetClock()))


_VALUES = ("river", "rivers", "treaty", "trea", '"river treaty"', "پاكستان", "cafe", "1949", "e", "counter-terrorism")
_TERMS = st.one_of(
    st.sampled_from([*_VALUES, "is:due", "is:new", "is:leech", "is:suspended", "is:flagged", "is:missed"]),
    st.sampled_from(["is:expired", "is:buried", "kind:choice", "kind:cloze", "kind:basic", "deck:second", "deck:sec"]),
    st.sampled_from(["is:weak", "difficulty:3", "difficulty:2"]),
    st.builds("{}:{}".format, st.sampled_from(["topic", "tag", "source", "deck"]), st.sampled_from(_VALUES)),
)
_QUERIES = st.recursive(
    _TERMS,
    lambda inner: st.one_of(
        st.builds("-({})".format, inner),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda each: f"({' or '.join(each)})"),
    ),
    max_leaves=5,
)


@given(query=_QUERIES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_search_finds_what_a_reading_of_every_question_finds(library: Library, query: str) -> None:
    """The index, the memories and the log agree with a filter that looks at one card after the other."""
    found = [str(row.card) for row in library.browse.search(query).rows]
    condition = parse(query)
    assert found == [card.id for card in library.cards if keep(condition, card, library.day)]


def test_cards_come_by_deck_and_in_its_order(library: Library) -> None:
    """Pages follow one another without a gap, and say how many cards there are in all."""
    whole = library.browse.search("")
    assert [str(row.card) for row in whole.rows] == [card.id for card in library.cards]
    pages = [library.browse.search("", offset, 7) for offset in range(0, whole.total, 7)]
    assert tuple(row for page in pages for row in page.rows) == whole.rows
    assert {page.total for page in pages} == {whole.total}


def test_before_there_is_an_index_the_first_cards_can_be_read(browse: BrowseService) -> None:
    """Something is there at once, without waiting for what only searching needs."""
    before = list(browse.first(12))
    assert len(browse.rows(before)) == 12
    assert before == list(browse.find(""))[:12] == list(browse.first(12))


def test_a_text_that_is_no_query_is_refused_before_anything_is_read(browse: BrowseService) -> None:
    """The sentence comes at once, even when the index has still to be made."""
    with pytest.raises(SearchRefused, match="Column 1"):
        browse.find("is:dew")
    assert not browse._index.path.exists()


def test_what_changes_in_the_bank_is_found_at_the_next_search(browse: BrowseService, room: Room) -> None:
    """A changed question is found by its new words and not by its old ones, a retired one not at all."""
    assert names(browse, "7") == ["q00007"]
    with room.store.write() as tx:
        changed = '{"prompt": "Where is the harbour?", "answer": "Gwadar"}'
        tx.exec_driver_sql("UPDATE question SET body = ?, fingerprint = 'x' WHERE id = 'q00007'", (changed,))
        tx.exec_driver_sql("UPDATE question SET retired = 1 WHERE id = 'q00008'")
        tx.exec_driver_sql("INSERT INTO deck_file (path, size, modified_ns, digest) VALUES ('a', 1, 1, 'a')")
    assert names(browse, "harbours") == ["q00007"]
    assert names(browse, '"question 7"') == names(browse, '"question 8"') == []
    assert len(names(browse, "")) == 29


def test_a_damaged_index_is_made_anew(browse: BrowseService) -> None:
    """Nothing a person has is in the index, so that it is thrown away when it cannot be used."""
    assert names(browse, "7") == ["q00007"]
    browse._index.path.write_bytes(b"no database at all, but long enough to be looked at")
    assert names(browse, "7") == ["q00007"]


def test_many_cards_are_put_aside_and_taken_back_at_once(browse: BrowseService, room: Room) -> None:
    """One transaction and one undo, whatever the number; cards that were aside already stay as they were."""
    before = room.cached()
    three = browse.find("")[:3]
    assert browse.change(three[:1], EventType.SUSPEND).cards == 1
    assert browse.change(browse.find(""), EventType.SUSPEND).cards == 29
    assert len(names(browse, "is:suspended")) == 30
    assert browse.undo().cards == 29
    assert len(names(browse, "is:suspended")) == 1
    assert browse.undo().cards == 1
    assert room.cached() == before == room.replayed()
    with pytest.raises(NothingToTakeBack, match="nothing to take back"):
        browse.undo()


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_to_many_the_log_and_the_memories_agree(browse: BrowseService, room: Room, seed: int) -> None:
    """Replaying the log gives the stored state after any changes and undos."""
    chance = Random(seed)
    cards = list(browse.find(""))
    for _ in range(12):
        what = chance.choice(
            [EventType.SUSPEND, EventType.RESUME, EventType.BURY, EventType.UNBURY, EventType.FLAG, EventType.UNFLAG]
        )
        browse.change(chance.sample(cards, chance.randint(1, 20)), what)
        if chance.random() < 0.4:
            with suppress(NothingToTakeBack):
                browse.undo()
    assert room.cached() == room.replayed()


def test_browse_does_not_take_back_an_answer(browse: BrowseService, room: Room) -> None:
    """An answer given since is not undone by a person who looks at a list."""
    sitting = room.study.begin()
    room.grade(sitting, room.ask(sitting))
    with pytest.raises(NothingToTakeBack, match="answer a question"):
        browse.undo()
    assert len(names(browse, "-is:new")) == 1


def test_studying_takes_back_what_was_done_to_many_and_asks_as_before(browse: BrowseService, room: Room) -> None:
    """The undo of the study screen knows a change of many as one."""
    browse.change(browse.find("")[10:20], EventType.SUSPEND)
    sitting = room.study.begin()
    after, card = room.study.undo(sitting)
    assert card is not None
    assert after == sitting
    assert names(browse, "is:suspended") == []


def test_a_flag_carries_a_note(browse: BrowseService) -> None:
    """The note stands with the card until the flag is taken off, and a new flag replaces it."""
    card = browse.find("")[4]
    browse.change([card], EventType.FLAG, "The date looks wrong.")
    detail = browse.detail(card)
    assert detail is not None
    assert (detail.state.flagged, detail.note) == (True, "The date looks wrong.")
    browse.change([card], EventType.FLAG, "Checked: it is 1948.")
    assert (found := browse.detail(card)) is not None
    assert found.note == "Checked: it is 1948."
    browse.undo()
    assert (found := browse.detail(card)) is not None
    assert found.note == "The date looks wrong."
    browse.change([card], EventType.UNFLAG)
    assert (found := browse.detail(card)) is not None
    assert (found.state.flagged, found.note) == (False, "")


def test_the_history_tells_every_answer_that_stands(browse: BrowseService, room: Room) -> None:
    """What was answered, what it was worth, and when the card came back; what was taken back is not told."""
    sitting = room.study.begin()
    step = room.ask(sitting)
    room.grade(sitting, step, Rating.AGAIN)
    sitting = room.grade(sitting, step, Rating.EASY).sitting
    sitting, _ = room.study.undo(sitting)
    room.clock.advance(hours=1)
    room.grade(sitting, step, Rating.GOOD)
    found = browse.detail(step.key)
    assert found is not None
    assert [(each.response, each.rating) for each in found.history] == [("Again", Rating.AGAIN), ("Good", Rating.GOOD)]
    assert all(each.interval is not None for each in found.history)
    assert names(browse, "is:missed") == [step.card.question]
