"""Laws of a paper being sat, without any disk: what may be done when, and that a replay is what was lived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Chose, Ordered, Picked, Recalled, Wrote
from quizapp.domain.blueprints import Blueprint, Part, Section
from quizapp.domain.drawing import draw
from quizapp.domain.events import Event, EventType
from quizapp.domain.exam_changes import (
    Answer,
    Clear,
    Ended,
    Mark,
    Pause,
    Refused,
    Strike,
    Sure,
    Turn,
    Why,
)
from quizapp.domain.exam_entries import (
    Act,
    Entry,
    end_to_plain,
    entry_from_plain,
    entry_now,
    entry_to_plain,
    followed,
    replayed,
)
from quizapp.domain.exam_papers import paper_from_plain, paper_to_plain
from quizapp.domain.exam_sitting import ExamSitting, Slot, entered, sitting_of
from quizapp.domain.questions import Kind
from tests.support.every_kind import QUESTIONS as EVERY_KIND
from tests.support.exam_rooms import TWO_PARTS, bare
from tests.support.paper_banks import bank_of, choice, essay, one_section, true_false

BEGUN = datetime(2027, 1, 9, 9, 0, tzinfo=UTC)
CHOICES = bank_of(*[choice(f"c{number}") for number in range(9)], essay("e1"), essay("e2"), true_false("t"))


def sat(blueprint: Blueprint) -> ExamSitting:
    """A paper of the bank that has just begun."""
    return sitting_of("sitting", draw(blueprint, 7, CHOICES), BEGUN)


def after(minutes: float) -> datetime:
    """The instant so many minutes after the beginning."""
    return BEGUN + timedelta(minutes=minutes)


def refusal(sitting: ExamSitting, number: int, minutes: float) -> Why:
    """Why a mark cannot be set."""
    with pytest.raises(Refused) as told:
        entered(sitting, number, Mark(True), after(minutes))
    return told.value.why


def part(number: int, id: str, **fields: object) -> Section:
    """A section of choice questions."""
    parts = (Part(questions=number, kinds=(Kind.CHOICE,)),)
    return Section(id=id, title=id, parts=parts, questions=number, **fields)  # type: ignore[arg-type]


def test_each_change_says_how_its_question_is_afterwards() -> None:
    """Doing it twice changes nothing more, and other questions stay as they are."""
    sitting = sat(one_section(3, minutes=10))
    for change in (Answer(Picked("a")), Mark(True), Strike("b", True), Sure(True)):
        once = entered(sitting, 2, change, after(1))
        assert entered(once, 2, change, after(2)) == once != sitting
        assert (once.slot(1), once.slot(3)) == (sitting.slot(1), sitting.slot(3))
        sitting = once
    assert sitting.slot(2) == Slot(Picked("a"), True, frozenset("b"), True)
    assert sitting.tally == (1, 1, 2)


def test_another_answer_takes_back_that_one_was_sure() -> None:
    """What was said of one answer says nothing of the next, nor of a blank; marks and strikes stay."""
    sitting = sat(one_section(3, minutes=10))
    for change in (Answer(Picked("a")), Sure(False), Mark(True), Strike("c", True)):
        sitting = entered(sitting, 1, change, after(1))
    assert entered(sitting, 1, Answer(Picked("a")), after(2)).slot(1).sure is False
    assert entered(sitting, 1, Answer(Picked("b")), after(2)).slot(1).sure is None
    assert entered(sitting, 1, Clear(), after(2)).slot(1) == Slot(None, True, frozenset("c"), None)
    assert entered(sitting, 1, Answer(Picked("")), after(2)).slot(1).response is None


def test_what_cannot_answer_a_question_is_refused() -> None:
    """An option that is not there, or an answer of another kind; a text only answers what is written."""
    sitting = sat(TWO_PARTS)
    for response in (Picked("z"), Chose(frozenset("a")), Wrote("a"), Ordered(("a",))):
        with pytest.raises(Refused, match="no answer to this question"):
            entered(sitting, 1, Answer(response), after(1))
    with pytest.raises(Refused):
        entered(sitting, 4, Answer(Picked("a")), after(31))
    assert entered(sitting, 4, Answer(Recalled(frozenset(), "Text")), after(31)).tally.answered == 1


def test_a_section_that_locks_opens_the_next_when_its_time_is_over() -> None:
    """To the millisecond: before, only the first; from then on, only the second, which ends with the whole."""
    sitting = sat(TWO_PARTS)
    last = after(30) - timedelta(milliseconds=1)
    assert sitting.open(1, last)
    assert not sitting.open(4, last)
    assert refusal(sitting, 4, 29) is Why.NOT_YET
    assert not sitting.open(1, after(30))
    assert sitting.open(4, after(30))
    assert refusal(sitting, 1, 30) is Why.LOCKED
    assert (sitting.section_left(after(10)), sitting.left(after(10))) == (1200, 10_200)
    assert (sitting.section_left(after(40)), sitting.left(after(40))) == (None, 8400)
    assert sitting.open(5, after(180) - timedelta(milliseconds=1))
    assert refusal(sitting, 5, 180) is Why.OVER
    assert sitting.brought_up(after(31)).at == 4


def test_a_section_handed_in_early_gives_its_time_to_the_next() -> None:
    """The next begins at once and lasts until the whole is over; the first stays locked."""
    sitting = sat(TWO_PARTS).turned(Turn(1), after(12))
    assert sitting.at == 4
    assert sitting.section == "two"
    assert sitting.open(4, after(12))
    assert refusal(sitting, 1, 13) is Why.LOCKED
    assert sitting.left(after(12)) == 168 * 60
    with pytest.raises(Refused, match="hand the paper in"):
        sitting.turned(Turn(2), after(20))
    assert sitting.turned(Turn(1), after(14)) == sitting


def test_sections_that_do_not_lock_are_open_together() -> None:
    """One moves freely among them; minutes that are said for each make the time of all of them."""
    blueprint = Blueprint(
        id="p", title="P", sections=(part(2, "a", minutes=5), part(2, "b", minutes=5), part(2, "c", locks=True,
        minutes=10), part(2, "d")), minutes=60,
    )  # fmt: skip
    sitting = sat(blueprint)
    assert [sitting.open(number, after(9)) for number in range(1, 9)] == [True] * 4 + [False] * 4
    assert [sitting.open(number, after(11)) for number in range(1, 9)] == [True] * 6 + [False] * 2
    assert [sitting.open(number, after(21)) for number in range(1, 9)] == [True] * 4 + [False] * 2 + [True] * 2
    assert [sitting.section_left(after(minutes)) for minutes in (9, 11, 21)] == [60, 540, None]


def test_when_the_last_section_locks_the_paper_is_over_with_it() -> None:
    """Handing sections in early brings the end of the whole forward."""
    blueprint = Blueprint(
        id="p", title="P", sections=(part(2, "a", minutes=5, locks=True), part(2, "b", minutes=5, locks=True)),
        minutes=60,
    )  # fmt: skip
    sitting = sat(blueprint)
    assert sitting.left(BEGUN) == 600
    assert sitting.is_over(after(10))
    turned = sitting.turned(Turn(1), after(2))
    assert turned.left(after(2)) == 300
    assert turned.is_over(after(7))


def test_sections_without_questions_are_no_stage() -> None:
    """A paper cut down to what the decks hold does not wait for what it lacks."""
    blueprint = Blueprint(
        id="p", title="P", sections=(replace(part(2, "a", minutes=5, locks=True), parts=(Part(questions=2, kinds=(
        Kind.MATCHING,)),)), part(2, "b")), minutes=60,
    )  # fmt: skip
    sitting = sat(blueprint)
    assert len(sitting.stages) == 1
    assert sitting.open(1, BEGUN)


def test_a_paper_without_a_clock_is_never_over() -> None:
    """It has no time left, and none is asked for."""
    sitting = sat(one_section(3))
    assert (sitting.left(after(9999)), sitting.section_left(after(9999))) == (None, None)
    assert sitting.open(3, after(9999))


def test_a_paused_paper_takes_nothing_until_it_goes_on() -> None:
    """Where it may be paused at all."""
    sitting = sat(one_section(3, minutes=10)).turned(Pause(True), after(1))
    assert refusal(sitting, 1, 1) is Why.PAUSED
    assert sitting.turned(Pause(False), after(1)).open(1, after(1))
    with pytest.raises(Refused, match="cannot be stopped"):
        sat(TWO_PARTS).turned(Pause(True), after(1))


def test_a_paper_is_read_back_as_it_was_drawn() -> None:
    """Whatever its questions and its blueprint: all kinds, parts, orders and shortages."""
    bank = bank_of(*EVERY_KIND)
    for kinds in (tuple(Kind), (Kind.CHOICE,)):
        paper = draw(replace(one_section(12, kinds=kinds, minutes=5), sources=("a", "b")), 3, bank)
        assert paper_from_plain(paper_to_plain(paper)) == paper
    assert paper_from_plain(paper_to_plain(draw(TWO_PARTS, 3, CHOICES))) == draw(TWO_PARTS, 3, CHOICES)


NUMBERS = st.integers(1, 5)
CHANGES: st.SearchStrategy[Act] = st.one_of(
    st.builds(Answer, st.builds(Picked, st.sampled_from(["a", "b", ""]))),
    st.just(Clear()),
    st.builds(Mark, st.booleans()),
    st.builds(Strike, st.sampled_from("abcd"), st.booleans()),
    st.builds(Sure, st.sampled_from([True, False, None])),
    st.builds(Pause, st.booleans()),
    st.builds(Turn, st.integers(0, 2)),
)
DEEDS = st.lists(st.tuples(NUMBERS, st.one_of(st.none(), CHANGES), st.integers(0, 40 * 60_000)), max_size=14)
PAPERS = [TWO_PARTS, replace(TWO_PARTS, pauses=True), one_section(5, minutes=60)]


def event(place: int, type: EventType, payload: dict[str, object], target: str | None = "sitting") -> Event:
    """An event of the machine on which the paper was begun."""
    return Event(
        id=f"e{place}", type=type, learner="default", origin="here", sequence=place + 1, instant=BEGUN,
        offset_minutes=0, day=0, target=target, payload=payload,
    )  # fmt: skip


def lived(sitting: ExamSitting, deeds: Sequence[tuple[int, Act | None, int]]) -> list[tuple[Entry, ExamSitting]]:
    """Every entry that the rules let through, with the sitting after it; moves alone are not written."""
    entries = []
    moment = 0
    for number, act, passed in deeds:
        moment += 0 if sitting.paused else passed
        now = sitting.instant_of(moment)
        try:
            if act is None:
                sitting = sitting.moved(number, now)
                continue
            entry = entry_now(sitting, now, number, act)
            sitting = followed(sitting, entry)
        except Refused:
            continue
        entries.append((entry, sitting))
    return entries


@given(st.sampled_from(PAPERS), DEEDS)
def test_any_prefix_of_the_entries_replays_to_what_was_lived(
    blueprint: Blueprint, deeds: list[tuple[int, Act | None, int]]
) -> None:
    """After each entry, a program that was killed there comes back to the same sitting, whatever was done."""
    begun = sat(blueprint)
    paper = event(0, EventType.PAPER, paper_to_plain(begun.paper), None)
    paper = replace(paper, id="sitting")
    events: list[Event] = []
    for place, (entry, live) in enumerate(lived(begun, deeds), 1):
        plain = entry_to_plain(entry)
        assert entry_from_plain(plain) == entry
        events.append(event(place, EventType.ENTRY, plain))
        found = replayed(paper, reversed(events), "here")
        assert bare(found) == bare(live)
        assert sum(slot.milliseconds for slot in live.slots) <= live.moment
        assert 1 <= live.at <= len(live.slots)
        end = event(
            place + 1, EventType.HANDED_IN, end_to_plain(blueprint, Entry(live.moment, live.at), Ended.PERSON, {})
        )
        done = replayed(paper, [*events, end], "here")
        assert (done.slots, done.ended_by) == (live.slots, Ended.PERSON)


def test_what_makes_no_sense_is_passed_over() -> None:
    """An entry that came too late, of a newer program or of another machine changes nothing; the rest counts."""
    begun = sat(TWO_PARTS)
    paper = replace(event(0, EventType.PAPER, paper_to_plain(begun.paper), None), id="sitting")
    good = event(1, EventType.ENTRY, {"t": 1000, "at": 2, "n": 1, "mark": True})
    strange = [
        event(2, EventType.ENTRY, {"t": 31 * 60_000, "at": 1, "n": 1, "clear": True}),
        event(3, EventType.ENTRY, {"t": 2000, "at": 1, "n": 99, "mark": True}),
        event(4, EventType.ENTRY, {"t": 2000, "at": 1, "n": 1, "answer": {"sung": "a"}}),
        event(5, EventType.ENTRY, {"scent": 3}),
        replace(event(6, EventType.ENTRY, {"t": 3000, "at": 3, "n": 1, "mark": False}), origin="there"),
        event(7, EventType.UNKNOWN, {"t": 3000, "at": 3, "n": 1, "mark": False}),
    ]
    assert replayed(paper, [good, *strange], "here") == replayed(paper, [good], "here")
    assert replayed(paper, [good], "there").elsewhere
