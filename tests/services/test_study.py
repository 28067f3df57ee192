"""Studying, from the first card to the last: drawn, answered once, gone on after a restart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Graded, Rating
from quizapp.domain.questions import Cloze
from quizapp.domain.scheduling import Due
from quizapp.domain.sitting import Finished, Left, Pause, Sitting, Step
from quizapp.services.study import StudyService
from quizapp.storage.failures import StoreUnavailable
from tests.support.rooms import Room, add_deck


def order_of(room: Room, sitting: Sitting) -> list[str]:
    """The cards of a sitting in the order in which they would be asked."""
    found = []
    for entry in sitting.queue[sitting.position :]:
        with room.store.read() as tx:
            found.append(tx.exec_driver_sql("SELECT id FROM card WHERE key = ?", (entry.card,)).scalar_one())
    return found


def study_through(room: Room, sitting: Sitting, rating: Rating = Rating.EASY, most: int = 1000) -> Sitting:
    """Answer all that is there, or some of it."""
    for _ in range(most):
        step = room.study.step(sitting)
        if not isinstance(step, Step):
            break
        sitting = room.grade(sitting, step, rating).sitting
    return sitting


def test_the_first_start_asks_the_first_new_card(room: Room) -> None:
    """Nothing was ever answered: twenty new cards wait, the deck's first at once."""
    overview = room.study.overview()
    assert (overview.first_time, overview.new, overview.due, overview.minutes) == (True, 20, 0, 7)
    step = room.ask(room.study.begin())
    assert (str(step.card), step.is_new, step.left) == ("history/q00000", True, Left(20, 0, 0))


def test_an_answer_is_scheduled_and_on_disk(room: Room) -> None:
    """The review, the memory and the tally are there after a restart."""
    sitting = room.study.begin()
    answered = room.grade(sitting, room.ask(sitting), Rating.EASY)
    again = room.restarted()
    assert answered.next_due.days is not None
    assert again.cached()["history/q00000"].memory.reps == 1
    assert again.study.overview().answered_today == 1
    assert again.study.overview().new == 19


def test_a_second_try_of_one_attempt_is_recorded_once(room: Room) -> None:
    """When the first try landed although it looked failed, the second finds it and says the same."""
    sitting = room.study.begin()
    step = room.ask(sitting)
    attempt = room.study.prepare(step)

    def answer() -> Answered:
        return room.study.answer(sitting, step, Graded(Rating.GOOD), milliseconds=3000, attempt=attempt)

    first = answer()
    before = {table: room.rows(table) for table in ("event", "memory", "tally")}
    assert answer() == first
    assert {table: room.rows(table) for table in ("event", "memory", "tally")} == before


def test_the_outcomes_shown_are_those_that_happen(room: Room) -> None:
    """Each of the four intervals is what answering so brings."""
    sitting = room.study.begin()
    for rating in Rating:
        step = room.ask(sitting)
        shown = room.study.outcomes(step)
        answered = room.grade(sitting, step, rating)
        assert answered.next_due == shown[rating]
        sitting = answered.sitting


def test_steps_come_back_when_their_time_has_come(room: Room) -> None:
    """A forgotten card waits a minute while others are asked, then it is first."""
    sitting = room.study.begin()
    first = room.ask(sitting)
    sitting = room.grade(sitting, first, Rating.AGAIN).sitting
    assert room.ask(sitting).card != first.card
    room.clock.advance(minutes=1)
    assert room.ask(sitting).card == first.card


def test_when_only_steps_remain_there_is_a_pause_that_may_be_cut_short(room: Room) -> None:
    """The pause says until when; within twenty minutes one may go on early."""
    room.settings.set("new_per_day", 1)
    sitting = room.study.begin()
    sitting = room.grade(sitting, room.ask(sitting), Rating.GOOD).sitting
    pause = room.study.step(sitting)
    assert pause == Pause(room.clock.now() + timedelta(minutes=10), 1, may_go_on=True)
    sitting = room.grade(sitting, room.ask(sitting, early=True), Rating.GOOD).sitting
    done = room.study.step(sitting)
    assert isinstance(done, Finished)
    assert (done.summary.answered, done.summary.new, done.summary.right) == (2, 1, 2)


def test_after_a_restart_the_rest_comes_in_the_same_order(room: Room) -> None:
    """Reviews and new cards, some answered: the queue drawn anew is the old one without them."""
    with room.store.write() as tx:
        add_deck(tx, 2, "geography", 60)
    study_through(room, room.study.begin())
    for _ in range(2):
        room.clock.advance(days=9)
        study_through(room, room.study.begin())
    room.clock.advance(days=12)
    sitting = room.study.begin()
    assert sitting.left_new > 0
    assert sitting.left_reviews > 0
    for count in (1, 4, 9):
        sitting = study_through(room, sitting, most=count)
        again = room.restarted()
        assert order_of(again, again.study.begin()) == order_of(room, sitting)


@pytest.mark.parametrize("order", ["deck", "random", "topics"])
def test_new_cards_keep_their_order_over_the_day(room: Room, order: str) -> None:
    """In each order, what is left after an answer is what was left before it."""
    room.settings.set("new_order", order)
    sitting = room.study.begin()
    drawn = order_of(room, sitting)
    study_through(room, sitting, most=5)
    assert order_of(room, room.study.begin()) == drawn[5:]
    if order == "topics":
        assert drawn[:4] == ["history/q00000", "history/q00010", "history/q00020", "history/q00001"]


def test_limits_hold_by_deck_and_in_all_and_over_sittings(room: Room) -> None:
    """What was done today counts against the limits, whichever sitting it was in."""
    with room.store.write() as tx:
        add_deck(tx, 2, "geography", 40)
    room.settings.set("new_per_day", 12)
    room.settings.set("new_per_day", 3, deck="geography")
    decks = [name.split("/")[0] for name in order_of(room, room.study.begin())]
    assert (decks.count("geography"), decks.count("history")) == (3, 9)
    study_through(room, room.study.begin(["geography"]))
    assert room.study.begin(["geography"]).queue == ()
    assert room.study.begin().left_new == 9
    assert [deck.new for deck in room.study.overview().decks] == [0, 9]


def test_a_deck_switched_off_is_not_asked(room: Room) -> None:
    """Nor counted."""
    room.settings.set("enabled", "no", deck="history")
    assert room.study.begin().queue == ()
    assert room.study.overview().new == 0


def test_siblings_come_on_different_days(empty: Room) -> None:
    """Of a question with three gaps one card a day is asked, also after a restart."""
    with empty.store.write() as tx:
        add_deck(tx, 1, "clozes", 5, gaps=3)
    sitting = empty.study.begin()
    assert len({entry.question for entry in sitting.queue}) == len(sitting.queue) == 5
    study_through(empty, sitting)
    assert empty.restarted().study.begin().queue == ()
    empty.clock.advance(days=1)
    step = empty.ask(empty.study.begin())
    assert isinstance(step.question, Cloze)


def test_siblings_may_come_together_when_so_chosen(empty: Room) -> None:
    """With `bury_siblings` off all three gaps are asked."""
    with empty.store.write() as tx:
        add_deck(tx, 1, "clozes", 5, gaps=3)
    empty.settings.set("bury_siblings", "off")
    assert empty.study.begin().left_new == 15


def test_the_most_overdue_for_its_interval_comes_first(room: Room) -> None:
    """Two days late on three counts more than two days late on thirty."""
    room.settings.set("new_per_day", 2)
    sitting = room.study.begin()
    short, long = room.ask(sitting), None
    sitting = room.grade(sitting, short, Rating.HARD).sitting
    long = room.ask(sitting)
    sitting = room.grade(sitting, long, Rating.EASY).sitting
    room.clock.advance(minutes=20)
    sitting = room.grade(sitting, room.ask(sitting), Rating.GOOD).sitting
    room.clock.advance(minutes=20)
    sitting = room.grade(sitting, room.ask(sitting), Rating.GOOD).sitting
    room.settings.set("new_per_day", 0)
    room.clock.advance(days=20)
    assert order_of(room, room.study.begin()) == [str(short.card), str(long.card)]


def test_another_window_is_noticed(room: Room) -> None:
    """A card answered elsewhere meanwhile is passed over, not asked twice."""
    sitting = room.study.begin()
    other = room.study.begin()
    first = room.ask(other)
    room.grade(other, first, Rating.EASY)
    assert room.ask(sitting).card != first.card


def test_a_store_that_fails_keeps_the_answer_for_another_try(room: Room) -> None:
    """The attempt that failed for a full disk goes through once there is room."""
    sitting = room.study.begin()
    step = room.ask(sitting)
    attempt = room.study.prepare(step)
    room.store.path.rename(room.store.path.with_suffix(".away"))
    with pytest.raises(StoreUnavailable):
        room.study.answer(sitting, step, Graded(Rating.GOOD), milliseconds=1, attempt=attempt)
    room.store.path.with_suffix(".away").rename(room.store.path)
    answered = room.study.answer(sitting, step, Graded(Rating.GOOD), milliseconds=1, attempt=attempt)
    assert answered.next_due == Due(minutes=10)
    assert len(room.rows("event")) == 1


def test_nothing_due_says_when_something_will_be(room: Room) -> None:
    """Home names the next day, and the pace of late gives the minutes."""
    room.settings.set("new_per_day", 3)
    study_through(room, room.study.begin())
    overview = room.study.overview()
    assert overview.to_ask == 0
    assert overview.next_due is not None
    assert overview.weeks[-1] == overview.answered_today == 3
    assert isinstance(room.study, StudyService)


def test_one_topic_is_studied_within_the_limits_of_its_deck(room: Room) -> None:
    """New cards in the order of the deck, as many as the day still gives; those of other topics stay away."""
    room.settings.set("new_per_day", "4", "history")
    sitting = room.study.begin(["history"], topic="Topic 1")
    assert order_of(room, sitting) == [f"history/q{number:05}" for number in range(10, 14)]
    assert room.study.begin(["history"], topic="Nothing").queue == ()
    room.grade(sitting, room.ask(sitting), Rating.EASY)
    assert room.study.begin(["history"], topic="Topic 2").left == Left(3, 0, 0)


def test_what_comes_back_in_one_topic_is_asked_when_it_is_studied(room: Room) -> None:
    """Steps of today and reviews of later days, also in a deck that is studied in the order of its topics."""
    sitting = room.study.begin(["history"], topic="Topic 1")
    again = room.grade(sitting, room.ask(sitting), Rating.AGAIN).sitting
    room.grade(again, room.ask(again), Rating.EASY)
    assert room.study.begin(["history"], topic="Topic 2").steps == ()
    assert [pending.card for pending in room.study.begin(["history"], topic="Topic 1").steps] == [1_000_100]
    room.clock.advance(days=40)
    fresh = room.study.begin(["history"], topic="Topic 1")
    assert fresh.left == Left(8, 1, 1)
    assert room.study.begin(["history"], topic="Topic 2").left == Left(10, 0, 0)


def test_a_sibling_of_what_was_asked_today_is_not_asked_in_its_topic(empty: Room) -> None:
    """The other gap of a text waits for tomorrow there as well."""
    with empty.store.write() as tx:
        add_deck(tx, 1, "gaps", 2, gaps=2, topics=1)
    sitting = empty.study.begin(["gaps"], topic="Topic 0")
    assert sitting.left.new == 2
    empty.grade(sitting, empty.ask(sitting), Rating.EASY)
    assert empty.study.begin(["gaps"], topic="Topic 0").left.new == 1
