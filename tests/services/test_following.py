"""Following the plan of the day: its cards in its order, within its minutes, and everything as before without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from quizapp.domain.answers import Rating
from quizapp.domain.goals import Goal
from quizapp.domain.memories import Phase
from quizapp.domain.plans import DayPlan, PlannedCard
from quizapp.domain.sitting import Finished, Step
from quizapp.services import following
from quizapp.services.study import StudyService
from quizapp.storage import choices, plan_file
from quizapp.storage.creation import DEFAULT_LEARNER
from tests.support.rooms import Room, add_deck

EXAM = date(2026, 4, 1)


@dataclass
class Planned:
    """A room with a goal and a place for its plan."""

    room: Room
    path: Path

    @property
    def day(self) -> int:
        """The study day of now."""
        return self.room.study.overview().day

    def aim(self, minutes: int = 10, on: date = EXAM) -> None:
        """Set the goal."""
        goal = Goal(id="exam", exam="Exam", paper="quick-ten", on=on, minutes=(minutes,) * 7)
        with self.room.store.write() as tx:
            settings = choices.settings(tx, DEFAULT_LEARNER)
            choices.put_settings(tx, DEFAULT_LEARNER, replace(settings, goals=(goal,)))

    def plan(self, cards: Sequence[str], seconds: float = 60.0, planned: int | None = None) -> None:
        """Keep a plan of these cards, each of which takes so long."""
        settings = self.room.settings.get()
        kept = DayPlan(
            day=self.day,
            goals=following.fingerprint(settings, self.day),
            bank="",
            seconds=600,
            order=tuple([PlannedCard(card, seconds, new=True) for card in cards]),
            planned=len(cards) if planned is None else planned,
        )
        plan_file.write(self.path, kept)


@pytest.fixture
def planned(room: Room, tmp_path: Path) -> Planned:
    """A room that follows the plan in a file."""
    path = tmp_path / "plan.json"
    room.study = StudyService(room.store, room.clock, plan=path)
    return Planned(room, path)


def asked(room: Room, rating: Rating = Rating.EASY, seconds: int = 5) -> list[str]:
    """Study to the end; the cards in the order in which they came."""
    sitting, found = room.study.begin(), []
    while isinstance(step := room.study.step(sitting), Step):
        found.append(str(step.card))
        sitting = room.grade(sitting, step, rating, seconds * 1_000).sitting
    return found


CARDS = [f"history/q{number:05}" for number in range(30)]


def test_study_follows_the_plan(planned: Planned) -> None:
    """Its cards in its order; Home counts the same and says how much more there is."""
    planned.aim()
    planned.plan([CARDS[7], CARDS[3], CARDS[21]])
    overview = planned.room.study.overview()
    assert (overview.new, overview.due, overview.minutes, overview.beyond) == (3, 0, 3, 17)
    assert asked(planned.room) == [CARDS[7], CARDS[3], CARDS[21]]
    after = planned.room.study.overview()
    assert (after.new, after.due, after.answered_today) == (0, 0, 3)


def test_after_the_plan_everything_else_is_there(planned: Planned) -> None:
    """Nothing due is hidden: who goes on gets what FSRS has."""
    planned.aim()
    planned.plan([CARDS[7]])
    asked(planned.room)
    assert len(asked(planned.room)) == 19


def test_a_plan_asks_before_a_card_is_due(planned: Planned) -> None:
    """A review on the day that is best for the exam counts like any other, and is not asked twice that day."""
    planned.aim()
    planned.plan([CARDS[0]])
    asked(planned.room)
    planned.room.clock.advance(days=1)
    planned.plan([CARDS[0]])
    state = planned.room.cached()[CARDS[0]].memory
    assert state.due_day is not None
    assert state.due_day > planned.day
    assert asked(planned.room) == [CARDS[0]]
    assert planned.room.cached()[CARDS[0]].memory.reps == 2
    assert planned.room.cached() == planned.room.replayed()


def test_the_minutes_end_the_plan(planned: Planned) -> None:
    """Ten minutes hold ten cards of a minute; a slow learner gets fewer, and the rest waits."""
    planned.aim(minutes=10)
    planned.plan(CARDS[:20], seconds=60, planned=10)
    assert asked(planned.room, seconds=200) == CARDS[:3]
    sitting = planned.room.study.begin()
    assert not sitting.planned


def test_the_end_does_not_recede(planned: Planned) -> None:
    """Who is quicker than expected has done the plan when its cards are answered."""
    planned.aim(minutes=10)
    planned.plan(CARDS[:20], seconds=60, planned=10)
    assert asked(planned.room, seconds=1) == CARDS[:10]
    assert planned.room.study.overview().new == 0


def test_what_comes_back_within_the_day_is_asked_when_the_minutes_are_over(planned: Planned) -> None:
    """A card that was forgotten is not left at that."""
    planned.aim(minutes=1)
    planned.plan(CARDS[:1], seconds=60)
    sitting = planned.room.study.begin()
    sitting = planned.room.grade(sitting, planned.room.ask(sitting), Rating.AGAIN, 70_000).sitting
    planned.room.clock.advance(minutes=2)
    assert str(planned.room.ask(sitting).card) == CARDS[0]


def test_a_plan_for_other_goals_or_of_last_month_is_not_followed(planned: Planned) -> None:
    """Nor is one that cannot be read: then it is as without a plan."""
    planned.aim()
    planned.plan([CARDS[7]])
    planned.aim(minutes=20)
    assert not planned.room.study.begin().planned
    planned.plan([CARDS[7]])
    assert planned.room.study.begin().planned
    planned.room.clock.advance(days=3)
    assert planned.room.study.begin().planned
    planned.room.clock.advance(days=5)
    assert not planned.room.study.begin().planned
    planned.path.write_text("{", encoding="utf-8")
    assert planned.room.study.overview().beyond is None


def test_without_a_goal_and_after_the_exam_everything_is_as_fsrs_has_it(planned: Planned) -> None:
    """A plan that lies about moves nothing; only the day of the exam is known."""
    plain = replace(planned.room.study.overview(), exams_today=("Exam",))
    planned.aim()
    planned.plan([CARDS[7]])
    planned.aim(on=date(2026, 3, 2))
    assert not planned.room.study.begin().planned
    assert planned.room.study.overview() == plain


def test_decks_and_topics_that_are_chosen_are_studied_as_chosen(planned: Planned) -> None:
    """The plan is for who leaves the choice to it."""
    planned.aim()
    planned.plan([CARDS[7]])
    assert not planned.room.study.begin(["history"]).planned
    assert not planned.room.study.begin(topic="Topic 1").planned


def test_cards_put_aside_or_gone_are_passed_over(planned: Planned) -> None:
    """The plan is of this morning; what was suspended since is not asked."""
    planned.aim()
    planned.plan([CARDS[7], "history/gone", CARDS[3]])
    sitting = planned.room.study.begin()
    planned.room.study.suspend(sitting, planned.room.ask(sitting))
    assert asked(planned.room) == [CARDS[3]]


def test_a_deck_that_was_switched_off_is_passed_over(planned: Planned) -> None:
    """At once, and as long as no newer plan is there: with all of them off there can be none."""
    with planned.room.store.write() as tx:
        add_deck(tx, 2, "rivers", 3)
    planned.aim()
    planned.plan([CARDS[7], "rivers/q00000", CARDS[3]])
    planned.room.settings.set("enabled", False, "history")
    assert planned.room.study.overview().new == 1
    assert asked(planned.room) == ["rivers/q00000"]
    planned.room.settings.set("enabled", False, "rivers")
    assert planned.room.study.overview().to_ask == 0
    assert asked(planned.room) == []


def test_siblings_are_not_asked_on_one_day(planned: Planned) -> None:
    """Also when a plan names both."""
    with planned.room.store.write() as tx:
        add_deck(tx, 2, "gaps", 2, gaps=2)
    planned.aim()
    planned.plan(["gaps/q00000:1", "gaps/q00000:2", "gaps/q00001:1"])
    with planned.room.store.read() as tx:
        ids: dict[int, str] = dict(tx.exec_driver_sql("SELECT key, id FROM card").fetchall())
    queue = [ids[entry.card] for entry in planned.room.study.begin().queue]
    assert queue == ["gaps/q00000:1", "gaps/q00001:1"]


def test_a_sibling_waits_for_a_card_within_its_steps(planned: Planned) -> None:
    """That one comes back by itself; it may have been answered first on the day before."""
    with planned.room.store.write() as tx:
        add_deck(tx, 2, "gaps", 2, gaps=2)
    planned.aim()
    planned.plan(["gaps/q00000:1"])
    sitting = planned.room.study.begin()
    planned.room.grade(sitting, planned.room.ask(sitting), Rating.GOOD)
    planned.room.clock.advance(days=1)
    planned.plan(["gaps/q00000:2", "gaps/q00001:1"])
    assert planned.room.study.overview().new == 1
    assert asked(planned.room) == ["gaps/q00000:1", "gaps/q00001:1"]


def test_an_answer_within_a_plan_can_be_taken_back(planned: Planned) -> None:
    """The card is new again, and the next to be asked."""
    planned.aim()
    planned.plan([CARDS[7], CARDS[3]])
    sitting = planned.room.study.begin()
    sitting = planned.room.grade(sitting, planned.room.ask(sitting), Rating.EASY).sitting
    sitting, card = planned.room.study.undo(sitting)
    assert str(card) == CARDS[7]
    assert str(planned.room.ask(sitting).card) == CARDS[7]
    assert planned.room.cached()[CARDS[7]].memory.phase is Phase.NEW


def test_the_summary_of_a_planned_sitting_counts_its_answers(planned: Planned) -> None:
    """As of any other."""
    planned.aim()
    planned.plan([CARDS[7]])
    sitting = planned.room.study.begin()
    sitting = planned.room.grade(sitting, planned.room.ask(sitting), Rating.EASY).sitting
    end = planned.room.study.step(sitting)
    assert isinstance(end, Finished)
    assert end.summary.answered == 1


def test_after_the_exam_what_is_overdue_comes_back_bit_by_bit(planned: Planned) -> None:
    """A minute a day held five reviews; so many come on each day after it, the rest on the next ones."""
    planned.aim(minutes=1, on=date(2026, 3, 5))
    assert len(asked(planned.room, Rating.EASY)) == 20
    planned.room.clock.advance(days=60)
    assert planned.room.study.overview().due == 5
    assert len(planned.room.study.begin().queue) == 5 + 10
