"""Studying the kinds with partial credit: judged by share, kept in the log, and asked again as they should be."""

from __future__ import annotations

import pytest

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Chose, Claim, Matched, Ordered, Rating, Recalled, Response, Verdict
from quizapp.domain.questions import (
    Essay,
    Item,
    Matching,
    Multiple,
    Option,
    Ordering,
    OutlinePoint,
    Pair,
    Question,
    Rubric,
)
from quizapp.domain.sitting import Sitting, Step
from quizapp.storage import log
from tests.support.banks import add_questions
from tests.support.rooms import Room

ESSAY = Essay(
    id="prospects",
    topic="Rivers",
    prompt="Discuss the rivers.",
    marks=20,
    outline=tuple(OutlinePoint(id, id.title()) for id in ("source", "course", "mouth", "use")),
    rubric=Rubric("All of it.", "Half of it.", "None of it."),
)
OPTIONS = (Option("indus", "Indus", correct=True), Option("ravi", "Ravi", correct=True), Option("nile", "Nile"))
ALL: tuple[tuple[Question, Response, Response], ...] = (
    (
        Multiple(id="q", topic="Rivers", prompt="Which?", options=OPTIONS),
        Chose(frozenset({"indus", "ravi"})),
        Chose(frozenset({"indus"})),
    ),
    (
        Ordering(id="q", topic="Rivers", prompt="Order?", items=(Item("a", "1"), Item("b", "2"), Item("c", "3"))),
        Ordered(("a", "b", "c")),
        Ordered(("b", "a", "c")),
    ),
    (
        Matching(id="q", topic="Rivers", prompt="Where?", pairs=(Pair("a", "A", "1"), Pair("b", "B", "2"))),
        Matched(frozenset({("a", "a"), ("b", "b")})),
        Matched(frozenset({("a", "a")})),
    ),
    (ESSAY, Recalled(frozenset({"source", "course", "mouth", "use"})), Recalled(frozenset({"source", "mouth"}))),
)


def put(room: Room, question: Question) -> Sitting:
    """A sitting over a bank of this question alone."""
    with room.store.write() as tx:
        add_questions(tx, [question])
    return room.study.begin()


def give(room: Room, sitting: Sitting, step: Step, response: Response) -> Answered:
    """Answer with this response."""
    attempt = room.study.prepare(step)
    return room.study.answer(sitting, step, response, milliseconds=5000, attempt=attempt)


def outline(step: Step) -> list[str]:
    """The points of the essay in the order in which they come."""
    assert isinstance(step.question, Essay)
    return [point.id for point in step.question.outline]


@pytest.mark.parametrize(("question", "right", "other"), ALL, ids=lambda value: type(value).__name__)
def test_each_kind_is_scheduled_by_its_share_and_replays(
    empty: Room, question: Question, right: Response, other: Response
) -> None:
    """All of it is Good, the rest by the share; undone and answered anew, the log gives the stored memory."""
    sitting = put(empty, question)
    first = give(empty, sitting, empty.ask(sitting), right)
    assert (first.verdict, first.rating) == (Verdict.RIGHT, Rating.GOOD)
    sitting, card = empty.study.undo(first.sitting)
    assert card == first.step.card
    second = give(empty, sitting, empty.ask(sitting), other)
    by_share = {Verdict.PARTLY: Rating.HARD, Verdict.WRONG: Rating.AGAIN}
    assert second.rating is by_share[second.verdict]
    assert empty.cached() == empty.replayed()
    with empty.store.read() as tx:
        kept = log.find(tx, second.review_id)
    assert kept is not None
    assert kept.verdict == second.verdict.value


def test_a_guess_takes_the_credit_back(empty: Room) -> None:
    """A claim is an event over the same response, in these kinds too."""
    question, right, _ = ALL[0]
    sitting = put(empty, question)
    answered = give(empty, sitting, empty.ask(sitting), right)
    claimed = empty.study.claim(answered.sitting, answered, Claim.GUESSED)
    assert claimed.rating is Rating.AGAIN
    assert empty.study.claim(claimed.sitting, claimed, Claim.NONE).rating is Rating.GOOD


def test_what_was_missed_comes_first_next_time(empty: Room) -> None:
    """Missed points lead in the order of the outline, those recalled follow; so it is after a restart."""
    sitting = put(empty, ESSAY)
    step = empty.ask(sitting)
    assert (outline(step), step.recalled) == (["source", "course", "mouth", "use"], None)
    give(empty, sitting, step, Recalled(frozenset({"source", "mouth"})))
    empty.clock.advance(days=9)
    again = empty.restarted()
    step = again.ask(again.study.begin())
    assert outline(step) == ["course", "use", "source", "mouth"]
    assert step.recalled == frozenset({"source", "mouth"})


def test_the_points_keep_their_order_when_the_deck_is_read_again_under_the_verdict(empty: Room) -> None:
    """What was just answered is not yet what was missed last time."""
    sitting = put(empty, ESSAY)
    step = empty.ask(sitting)
    given = give(empty, sitting, step, Recalled(frozenset({"mouth"})))
    assert empty.study.reread(given.sitting, step) == step


def test_an_answer_taken_back_is_not_what_was_missed_last_time(empty: Room) -> None:
    """After an undo the outline stands as it stood before."""
    sitting = put(empty, ESSAY)
    answered = give(empty, sitting, empty.ask(sitting), Recalled(frozenset({"use"})))
    sitting, _ = empty.study.undo(answered.sitting)
    step = empty.ask(sitting)
    assert (outline(step), step.recalled) == (["source", "course", "mouth", "use"], None)


@pytest.mark.parametrize(
    ("question", "unknown"), [(ALL[1][0], Ordered(())), (ALL[2][0], Matched(frozenset()))], ids=["ordering", "matching"]
)
def test_items_and_sides_are_offered_in_another_order_each_time(
    empty: Room, question: Question, unknown: Response
) -> None:
    """The order depends on how often the card was answered, so places are not learnt; asked twice, it is the same."""
    sitting = put(empty, question)
    orders = set()
    for _ in range(12):
        step = empty.ask(sitting)
        assert empty.ask(sitting).offered == step.offered
        orders.add(step.offered)
        sitting = give(empty, sitting, step, unknown).sitting
        empty.clock.advance(minutes=2)
    assert len(orders) > 1
