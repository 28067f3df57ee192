"""Written practice over a real database: kept, filed once, scheduled by what was recalled, and exchanged."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from quizapp.domain.answering import ClockDoubtful
from quizapp.domain.answers import Rating
from quizapp.domain.events import Event, EventType
from quizapp.domain.questions import CardKey
from quizapp.domain.replaying import standing
from quizapp.domain.writing import MOST_CHARACTERS, Had, Stage, attempt_to_text
from quizapp.services.writing import NoSuchEssay, OpenElsewhere, TooLong
from quizapp.storage import log, rebuilding
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.tui.manuscripts import Manuscript
from tests.support.clocks import SetClock
from tests.tui.support import CHOICE
from tests.writing.conftest import BORDERS, DAMS, SECOND, Desk, hall_in


def events(desk: Desk, card: CardKey = DAMS) -> tuple[Event, ...]:
    """What the log has of a card and stands."""
    with desk.services.store.read() as tx:
        return tuple(standing(log.of_card(tx, DEFAULT_LEARNER, str(card))))


def sound(desk: Desk) -> bool:
    """Whether what is remembered is what the log amounts to."""
    with desk.services.store.read() as tx:
        return not any(rebuilding.differences(tx))


def test_essays_not_written_for_longest_come_first_and_unfinished_ones_before_them(desk: Desk) -> None:
    """Never written, then the oldest; what is in the making leads."""
    assert [each.card for each in desk.writing.essays()] == [DAMS, BORDERS]
    desk.writing.file(desk.planned(Had.FULL, Had.FULL, Had.FULL, Had.FULL))
    assert [each.card for each in desk.writing.essays()] == [BORDERS, DAMS]
    desk.clock.advance(days=1)
    desk.writing.file(desk.planned(Had.FULL, Had.FULL, card=BORDERS))
    assert [each.card for each in desk.writing.essays()] == [DAMS, BORDERS]
    desk.writing.save(desk.planned(Had.FULL, card=BORDERS))
    assert [each.card for each in desk.writing.essays()] == [BORDERS, DAMS]


def test_an_unfinished_attempt_is_there_after_a_restart_as_it_was(desk: Desk) -> None:
    """Text, plan, time and stage."""
    attempt = replace(desk.planned(Had.FULL, Had.HALF), text="Dams \x1b[2J پاکستان", writing=61_000, stage=Stage.WRITE)
    desk.writing.save(attempt)
    desk.writing.save(replace(attempt, text=attempt.text + "!"))
    found = desk.again().writing.essay(DAMS)
    assert found.unfinished == replace(attempt, text=attempt.text + "!")
    assert found.attempts == ()


def test_a_plan_schedules_the_card_by_its_share_once(desk: Desk) -> None:
    """Two and a half of four points are partly right, hence Hard, by one review however often it is told."""
    attempt = desk.planned(Had.FULL, Had.FULL, Had.HALF, Had.NONE)
    due = desk.writing.settle_plan(attempt)
    assert due is not None
    desk.writing.settle_plan(attempt)
    filed = desk.writing.file(replace(attempt, text="A text.", marking={"power": Had.FULL}, marks=20.0))
    assert [event.type for event in events(desk)] == [EventType.REVIEW, EventType.WRITING]
    review = events(desk)[0]
    assert review.rating == Rating.HARD
    assert review.response == {"recalled": ["floods", "power"], "half": ["silt"]}
    assert filed.due == due
    assert sound(desk)


def test_an_incomplete_plan_schedules_nothing(desk: Desk) -> None:
    """Leaving in the middle says nothing of memory yet."""
    assert desk.writing.settle_plan(desk.planned(Had.FULL)) is None
    assert events(desk) == ()


@pytest.mark.parametrize(
    ("points", "rating"),
    [
        ([Had.FULL] * 4, Rating.GOOD),
        ([Had.FULL, Had.FULL, Had.NONE, Had.NONE], Rating.HARD),
        ([Had.FULL, Had.HALF, Had.NONE, Had.NONE], Rating.AGAIN),
    ],
)
def test_a_text_without_a_plan_schedules_by_what_it_had(desk: Desk, points: list[Had], rating: Rating) -> None:
    """The rule of docs/ratings.md, by the points of the text; the marks do not matter."""
    attempt = desk.writing.begin(desk.writing.essay(DAMS), Stage.WRITE)
    marking = dict(zip(("power", "floods", "silt", "people"), points, strict=True))
    filed = desk.writing.file(replace(attempt, text="A text.", marking=marking, marks=3.5, writing=600_000))
    review, essay = events(desk)
    assert review.rating == rating
    assert essay.milliseconds == 600_000
    assert filed.due is not None
    kept = desk.writing.essay(DAMS)
    assert kept.unfinished is None
    assert kept.last == filed.attempt
    assert sound(desk)


def test_filing_twice_is_filing_once(desk: Desk) -> None:
    """A retry after a doubtful failure changes nothing."""
    attempt = desk.planned(Had.FULL, Had.FULL, Had.FULL, Had.FULL)
    first = desk.writing.file(attempt)
    desk.clock.advance(minutes=3)
    assert desk.writing.file(attempt).attempt == first.attempt
    assert len(events(desk)) == 2


def test_what_was_missed_comes_first_the_next_time(desk: Desk) -> None:
    """In the order of the deck otherwise."""
    desk.writing.file(desk.planned(Had.FULL, Had.HALF, Had.FULL, Had.NONE))
    assert desk.writing.essay(DAMS).outline == ("floods", "people", "power", "silt")


def test_undo_takes_the_review_back_and_leaves_the_essay(desk: Desk) -> None:
    """The text is kept whatever becomes of the schedule."""
    desk.writing.file(desk.planned(Had.FULL, Had.FULL, Had.FULL, Had.FULL))
    study = desk.services.study
    study.undo(study.begin())
    assert [event.type for event in events(desk)] == [EventType.WRITING]
    assert len(desk.writing.essay(DAMS).attempts) == 1
    assert sound(desk)


def test_the_outline_is_told_next_time_by_what_study_knows_too(desk: Desk) -> None:
    """Studying the essay after it was written reads the review as any other."""
    desk.writing.file(desk.planned(Had.FULL, Had.NONE, Had.FULL, Had.FULL))
    desk.clock.advance(days=30)
    study = desk.services.study
    sitting = study.begin()
    step = study.step(sitting)
    while step.card != DAMS:  # type: ignore[union-attr]
        sitting = study.bury(sitting, step)  # type: ignore[arg-type]
        step = study.step(sitting)
    assert step.recalled == frozenset({"power", "silt", "people"})  # type: ignore[union-attr]


def test_throwing_away_leaves_nothing(desk: Desk) -> None:
    """Neither in the drafts nor in the log."""
    desk.writing.save(replace(desk.planned(Had.FULL), text="Not good."))
    found = desk.writing.essay(DAMS).unfinished
    assert found is not None
    desk.writing.discard(found)
    assert desk.writing.essay(DAMS).unfinished is None
    assert events(desk) == ()


def test_a_changed_outline_is_checked_anew_and_the_text_stays(desk: Desk) -> None:
    """The deck of an essay in the making was edited."""
    desk.writing.save(replace(desk.planned(Had.FULL, card=BORDERS), text="Long."))
    desk.hall.write(CHOICE, SECOND.replace("{id: move, text: They move.}", "{id: silt, text: They silt up.}"))
    found = desk.again().writing.essay(BORDERS).unfinished
    assert found is not None
    assert (found.text, found.plan, found.outline) == ("Long.", {}, ("ease", "silt"))


def test_a_text_that_is_no_essay_any_more_is_refused_not_cut(desk: Desk) -> None:
    """The log takes lines of a limited length."""
    attempt = replace(desk.planned(Had.FULL), text="x" * (MOST_CHARACTERS + 1))
    with pytest.raises(TooLong, match="100,000 characters"):
        desk.writing.file(attempt)
    desk.writing.save(attempt)
    assert desk.writing.essay(DAMS).unfinished == attempt


def test_a_doubtful_clock_is_asked_about_before(desk: Desk) -> None:
    """As before studying."""
    desk.writing.file(desk.planned(Had.FULL, Had.FULL, Had.FULL, Had.FULL))
    desk.clock.advance(days=-2)
    with pytest.raises(ClockDoubtful):
        desk.writing.begin(desk.writing.essay(DAMS), Stage.PLAN)


def test_essays_are_named_by_deck_and_question_or_by_question_alone(desk: Desk) -> None:
    """What is no essay has no name here."""
    assert desk.writing.named("geography/dams") == desk.writing.named("dams") == DAMS
    for name in ("capital", "geography/capital", "nothing"):
        with pytest.raises(NoSuchEssay, match=name):
            desk.writing.named(name)
    with pytest.raises(NoSuchEssay):
        desk.writing.essay(CardKey("geography", "capital"))


def test_two_windows_do_not_write_over_each_other(desk: Desk) -> None:
    """Whoever saves what the other has not seen is told so; the newest text stays, and what is filed stays filed."""
    begun = desk.writing.begin(desk.writing.essay(DAMS), Stage.WRITE)
    first = Manuscript(desk.writing, desk.writing.essay(DAMS), begun)
    first.change(text="One.")
    first.save()
    page = desk.writing.essay(DAMS)
    assert page.unfinished is not None
    second = Manuscript(desk.writing, page, page.unfinished)
    second.change(text="One. Two.")
    second.save()
    first.change(text="One. Three.", marks=9.0)
    with pytest.raises(OpenElsewhere):
        first.save()
    with pytest.raises(OpenElsewhere):
        first.file()
    assert desk.writing.essay(DAMS).unfinished == second.attempt
    second.change(marks=10.0)
    second.file()
    with pytest.raises(OpenElsewhere):
        first.save()
    with pytest.raises(OpenElsewhere):
        first.file()
    assert [each.text for each in desk.writing.essay(DAMS).attempts] == ["One. Two."]


def test_a_save_of_which_nobody_knows_whether_it_arrived_is_no_other_window(desk: Desk) -> None:
    """The disk reports a failure after the text was written; the next save goes on from either."""
    page = desk.writing.essay(DAMS)
    manuscript = Manuscript(desk.writing, page, desk.writing.begin(page, Stage.WRITE))
    manuscript.change(text="One.")
    desk.writing.save(manuscript.attempt)
    manuscript._drafts = {None, attempt_to_text(manuscript.attempt)}
    manuscript.change(text="One. Two.")
    manuscript.save()
    manuscript.change(text="One. Two. Three.")
    manuscript.save()
    assert desk.writing.essay(DAMS).unfinished == manuscript.attempt


def test_another_machine_gets_what_is_finished_and_no_more(desk: Desk, tmp_path: Path) -> None:
    """Texts and marks by the exchange of logs; a text in the making stays where it is written."""
    attempt = replace(desk.planned(*[Had.FULL] * 4), text='Dams "give"\n\n\\ power. ' * 2000, marks=13.5)
    filed = desk.writing.file(attempt)
    desk.writing.save(replace(desk.planned(Had.FULL, card=BORDERS), text="Not yet."))
    lines: list[str] = []
    desk.services.exchange.export(lines.append)
    other = Desk(there := hall_in(tmp_path / "there", SetClock()), there.services())
    other.clock.instant = desk.clock.instant
    report = other.services.exchange.merge(BytesIO("".join(lines).encode()), "progress.jsonl")
    assert report.events == 2
    assert other.writing.essay(DAMS).attempts == (filed.attempt,)
    assert other.writing.essay(BORDERS).unfinished is None
    assert sound(other)


def test_a_history_tells_of_essays(desk: Desk) -> None:
    """Browse names the writing beside the review."""
    desk.writing.file(replace(desk.planned(*[Had.FULL] * 4), marks=12.5))
    card = desk.services.browse.find("dams")[0]
    detail = desk.services.browse.detail(card)
    assert detail is not None
    assert [each.what for each in detail.history] == [EventType.REVIEW, EventType.WRITING]
    assert detail.history[1].note == "12.5 of 20 marks"
