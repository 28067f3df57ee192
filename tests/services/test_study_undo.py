"""Taking back: undo and answer are nothing together, claims replace ratings, cards are put aside and return."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from quizapp.domain.answers import Claim, Rating
from quizapp.domain.memories import Phase
from quizapp.domain.questions import CardKey
from quizapp.domain.sitting import Finished, Sitting
from quizapp.services.amending import NotThere
from quizapp.storage.failures import Reason, StoreUnavailable
from quizapp.storage.transactions import Transaction
from tests.support.rooms import Room, add_deck

TABLES = ("memory", "setting", "card")


def snapshot(room: Room) -> list[object]:
    """All that an undo must give back, tallies of nothing left out."""
    tallies = [row for row in room.rows("tally") if any(row[3:])]
    overview = room.study.overview()
    return [*[room.rows(table) for table in TABLES], tallies, overview.decks, overview.answered_today]


@pytest.mark.parametrize("rating", list(Rating))
def test_undo_after_answer_is_as_if_nothing_had_been_answered(room: Room, rating: Rating) -> None:
    """Memory, tally, counts and the card to ask: all as before."""
    sitting = room.study.begin()
    for _ in range(3):
        sitting = room.grade(sitting, room.ask(sitting), Rating.GOOD).sitting
    before, asked, left = snapshot(room), room.ask(sitting).card, sitting.left
    after = room.grade(sitting, room.ask(sitting), rating).sitting
    back, card = room.study.undo(after)
    assert (card, room.ask(back).card, back.left, back.marks) == (asked, asked, left, sitting.marks)
    assert snapshot(room) == before


def test_undo_reaches_across_a_restart_and_a_day(room: Room) -> None:
    """Three answers are taken back the next day, the last first, each to be asked next."""
    cards = []
    empty = snapshot(room)
    sitting = room.study.begin()
    for _ in range(3):
        step = room.ask(sitting)
        cards.append(step.card)
        sitting = room.grade(sitting, step, Rating.EASY).sitting
    room.clock.advance(days=1)
    again = room.restarted()
    sitting = again.study.begin()
    for card in reversed(cards):
        sitting, back = again.study.undo(sitting)
        assert (back, again.ask(sitting).card) == (card, card)
    assert snapshot(again)[0] == empty[0]
    assert again.study.undo(sitting) == (sitting, None)


def test_undo_stops_after_thirty_days(room: Room) -> None:
    """An answer of 31 days ago stands."""
    sitting = room.study.begin()
    room.grade(sitting, room.ask(sitting))
    room.clock.advance(days=31)
    assert room.study.undo(room.study.begin())[1] is None


def test_a_guess_replaces_the_rating_by_events(room: Room) -> None:
    """The first review is undone, the second has the same response, instant and time taken, and the memory follows."""
    sitting = room.study.begin()
    answered = room.grade(sitting, room.ask(sitting), Rating.EASY)
    room.clock.advance(seconds=20)
    guessed = room.study.claim(answered.sitting, answered, Claim.GUESSED)
    assert (guessed.rating, guessed.claim) == (Rating.AGAIN, Claim.GUESSED)
    assert guessed.review_id != answered.review_id
    assert room.cached() == room.replayed()
    assert guessed.sitting.summary().answered == 1
    assert guessed.sitting.left.learning == 1
    assert room.study.overview().answered_today == 1
    with room.store.read() as tx:
        reviews = tx.exec_driver_sql("SELECT instant, milliseconds FROM event WHERE type = 'review'").fetchall()
    assert reviews[0] == reviews[1]


def test_a_claim_of_a_claim_and_back_is_the_answer_itself(room: Room) -> None:
    """Guessed, then not guessed after all."""
    sitting = room.study.begin()
    answered = room.grade(sitting, room.ask(sitting), Rating.EASY)
    before = snapshot(room)
    guessed = room.study.claim(answered.sitting, answered, Claim.GUESSED)
    back = room.study.claim(guessed.sitting, guessed, Claim.NONE)
    assert (back.rating, back.next_due, back.sitting.left) == (
        answered.rating,
        answered.next_due,
        answered.sitting.left,
    )
    assert snapshot(room) == before


def test_undo_after_a_claim_takes_the_whole_answer_back(room: Room) -> None:
    """One undo, and the card is new again."""
    before = snapshot(room)
    sitting = room.study.begin()
    answered = room.grade(sitting, room.ask(sitting))
    guessed = room.study.claim(answered.sitting, answered, Claim.GUESSED)
    back, card = room.study.undo(guessed.sitting)
    assert card == answered.step.card
    assert snapshot(room) == before
    assert room.study.undo(back)[1] is None


def test_a_second_try_of_a_claim_changes_nothing(room: Room) -> None:
    """A claim that landed although it looked failed is found again."""
    sitting = room.study.begin()
    answered = room.grade(sitting, room.ask(sitting))
    first = room.study.claim(answered.sitting, answered, Claim.GUESSED)
    events = room.rows("event")
    assert room.study.claim(answered.sitting, answered, Claim.GUESSED) == first
    assert room.rows("event") == events


def test_an_answer_taken_back_cannot_be_claimed(room: Room) -> None:
    """The sentence says that it is gone."""
    sitting = room.study.begin()
    answered = room.grade(sitting, room.ask(sitting))
    room.study.undo(answered.sitting)
    with pytest.raises(NotThere, match="taken back"):
        room.study.claim(answered.sitting, answered, Claim.GUESSED)


def test_a_buried_card_returns_the_next_day(room: Room) -> None:
    """And an undo brings it back at once."""
    sitting = room.study.begin()
    step = room.ask(sitting)
    buried = room.study.bury(sitting, step)
    assert room.ask(buried).card != step.card
    assert buried.left.new == sitting.left.new - 1
    assert step.key not in {entry.card for entry in room.study.begin().queue}
    back, card = room.study.undo(buried)
    assert (card, room.ask(back).card, back.left) == (step.card, step.card, sitting.left)
    room.study.bury(back, step)
    room.clock.advance(days=1)
    assert room.ask(room.study.begin()).card == step.card


def test_a_suspended_card_returns_when_it_is_resumed(room: Room) -> None:
    """Not the next day, not after a month."""
    sitting = room.study.begin()
    step = room.ask(sitting)
    room.study.suspend(sitting, step)
    room.clock.advance(days=30)
    assert room.ask(room.study.begin()).card != step.card
    room.study.suspend(room.study.begin(), step)
    assert room.ask(room.study.begin()).card == step.card
    assert room.cached() == room.replayed()


def test_a_flag_is_a_mark_and_nothing_else(room: Room) -> None:
    """The card stays where it is; a second press or an undo takes the flag away."""
    sitting = room.study.begin()
    step = room.ask(sitting)
    assert room.study.flag(sitting, step) == sitting
    assert room.ask(sitting).flagged
    room.study.flag(sitting, step)
    assert not room.ask(sitting).flagged
    assert room.study.undo(sitting) == (sitting, step.card)
    assert room.ask(sitting).flagged


def lapse(room: Room, times: int) -> list[bool]:
    """Forget the only card so many times, and say when it was marked."""
    marked: list[bool] = []
    sitting: Sitting = room.study.begin()
    sitting = room.grade(sitting, room.ask(sitting), Rating.EASY).sitting
    while len(marked) < times:
        room.clock.advance(days=40)
        sitting = room.study.begin()
        if not sitting.left.total:
            break
        answered = room.grade(sitting, room.ask(sitting), Rating.AGAIN)
        marked.append(answered.leech_now)
        room.clock.advance(minutes=11)
        if isinstance(room.study.step(answered.sitting), Finished):
            break
        room.grade(answered.sitting, room.ask(answered.sitting), Rating.EASY)
    return marked


def test_a_card_that_is_forgotten_again_and_again_is_marked(empty: Room) -> None:
    """At the fourth lapse and then at every second, as chosen."""
    with empty.store.write() as tx:
        add_deck(tx, 1, "one", 1)
    empty.settings.set("leech_after", 4)
    assert lapse(empty, 6) == [False, False, False, True, False, True]
    state = empty.cached()["one/q00000"]
    assert (state.leech, state.suspended, state.memory.lapses) == (True, False, 6)
    assert empty.cached() == empty.replayed()


def test_a_leech_is_suspended_only_when_so_chosen(empty: Room) -> None:
    """Then it is asked no more."""
    with empty.store.write() as tx:
        add_deck(tx, 1, "one", 1)
    empty.settings.set("leech_after", 2)
    empty.settings.set("suspend_leeches", "yes")
    assert lapse(empty, 6) == [False, True]
    state = empty.cached()["one/q00000"]
    assert (state.leech, state.suspended, state.memory.phase) == (True, True, Phase.RELEARNING)
    assert empty.cached() == empty.replayed()


def test_the_undone_card_is_named(room: Room) -> None:
    """So that the screen can say which."""
    sitting = room.study.begin()
    answered = room.grade(sitting, room.ask(sitting))
    assert room.study.undo(answered.sitting)[1] == CardKey("history", "q00000")


@contextmanager
def landing_unsaid(room: Room, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Within the block the disk keeps what is written, and reports an error all the same."""
    kept = room.store.write

    @contextmanager
    def failing() -> Iterator[Transaction]:
        with kept() as tx:
            yield tx
        raise StoreUnavailable(Reason.FAILING, room.store.path)

    with monkeypatch.context() as patch:
        patch.setattr(room.store, "write", failing)
        yield


@pytest.mark.parametrize("press", ["bury", "suspend", "flag"])
def test_a_second_try_of_a_press_is_not_a_second_press(room: Room, monkeypatch: pytest.MonkeyPatch, press: str) -> None:
    """The disk reports an error although the bury, suspension or flag landed; trying again does not take it back."""
    sitting = room.study.begin()
    step = room.ask(sitting)
    with landing_unsaid(room, monkeypatch), pytest.raises(StoreUnavailable):
        getattr(room.study, press)(sitting, step)
    after = getattr(room.study, press)(sitting, step)
    state = room.cached()[str(step.card)]
    assert state.suspended or state.flagged or state.buried_until > sitting.day
    assert (room.ask(after).card == step.card) is (press == "flag")
    assert len(room.rows("event")) == 1
    getattr(room.study, press)(after, step)
    assert len(room.rows("event")) == 2
    assert room.cached() == room.replayed()


def test_a_second_try_of_an_undo_takes_back_no_more(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk reports an error although the undo landed; trying again says the same card and undoes nothing else."""
    sitting = room.study.begin()
    for _ in range(3):
        sitting = room.grade(sitting, room.ask(sitting), Rating.EASY).sitting
    with landing_unsaid(room, monkeypatch), pytest.raises(StoreUnavailable):
        room.study.undo(sitting)
    back, card = room.study.undo(sitting)
    assert (card, room.ask(back).card) == (CardKey("history", "q00002"), CardKey("history", "q00002"))
    assert room.study.overview().answered_today == 2
    assert room.cached() == room.replayed()
    assert room.study.undo(back)[1] == CardKey("history", "q00001")
