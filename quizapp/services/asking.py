"""From a card in the store to the step that a screen shows, and from a recorded review to what it says then."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.agenda import Entry
from quizapp.domain.answering import Answered
from quizapp.domain.answers import Claim, Graded, Rating, Recalled, Response, Verdict
from quizapp.domain.asking import missed_first, offered, shuffled
from quizapp.domain.events import ReviewKind
from quizapp.domain.judging import Judgement, rate
from quizapp.domain.memories import Moment, Phase
from quizapp.domain.questions import Choice, Essay, Multiple, Question, kind_of
from quizapp.domain.replaying import standing
from quizapp.domain.responses import response_from_plain
from quizapp.domain.scheduling import due_after
from quizapp.domain.sitting import Mark, Pending, Sitting, Step
from quizapp.domain.study_day import to_milliseconds
from quizapp.services.recording import Recorded
from quizapp.storage import log
from quizapp.storage.asking import Askable
from quizapp.storage.transactions import Transaction

_CLAIMED = {Claim.WAS_RIGHT: Verdict.RIGHT, Claim.WAS_WRONG: Verdict.WRONG}


def is_askable(found: Askable, place: Entry | Pending, today: int, sitting: Sitting) -> bool:
    """Whether a card is still what the queue took it for: another window may have answered it or put it aside."""
    state, day = found.state, max(today, sitting.day)
    if found.retired or state.suspended or state.buried_until > day:
        return False
    if sitting.kind is not ReviewKind.STUDY:
        return True
    memory = state.memory
    if isinstance(place, Pending):
        return memory.due_at is not None and to_milliseconds(memory.due_at) == place.due
    if place in sitting.ahead:
        return True
    if place.fresh:
        return memory.phase is Phase.NEW
    if sitting.planned:
        return memory.last_day is None or memory.last_day < day
    return memory.due_day is not None and memory.due_day <= day


def recalled_last(tx: Transaction, learner: str, found: Askable) -> frozenset[str] | None:
    """The points recalled when the essay was last answered, None when it never was and for other kinds."""
    if not isinstance(found.question, Essay):
        return None
    given = [event.response for event in standing(log.of_card(tx, learner, str(found.id))) if event.response]
    last = response_from_plain(given[-1]) if given else None
    return last.points if isinstance(last, Recalled) else None


def step_of(found: Askable, sitting: Sitting, recalled: frozenset[str] | None) -> Step:
    """The step that asks a card; the order of what it offers changes from one showing to the next.

    `recalled` are the points of an essay that were recalled when it was last answered: the others are asked first.
    """
    seed = f"{found.id}/{found.state.memory.reps}"
    return Step(
        card=found.id,
        key=found.key,
        question=_shown(found.question, seed, recalled),
        question_key=found.question_key,
        deck_key=found.deck_key,
        position=found.position,
        gap=found.id.gap,
        memory=found.state.memory,
        deck_title=found.deck_title,
        place=len(sitting.marks) + 1,
        left=sitting.left,
        flagged=found.state.flagged,
        leech=found.state.leech,
        suspended=found.state.suspended,
        path=found.path,
        line=found.line,
        changed_on=found.changed_on,
        offered=offered(found.question, seed),
        recalled=recalled,
    )


def rating_of(question: Question, verdict: Verdict, response: Response, claim: Claim, milliseconds: int) -> Rating:
    """What the scheduler is told, by the table of ratings and the learner's own grade where they gave one."""
    own = response.rating if isinstance(response, Graded) else None
    return rate(kind_of(question), verdict, claim, milliseconds, own)


def answered(
    sitting: Sitting, step: Step, judgement: Judgement, claim: Claim, recorded: Recorded, now: Moment
) -> Answered:
    """What the screen learns of an answer that is on disk, with the sitting after it."""
    event, state = recorded.event, recorded.state
    due = due_after(state.memory, now)
    mark = Mark(
        event=event.id,
        card=step.key,
        topic=step.question.topic,
        verdict=_CLAIMED.get(claim, judgement.verdict),
        fresh=step.is_new,
        milliseconds=event.milliseconds or 0,
        due=due,
    )
    following = sitting.with_answer(mark, step.question_key, state.memory)
    return Answered(
        sitting=following.put_aside(step.key) if state.suspended else following,
        step=step,
        verdict=judgement.verdict,
        judgement=judgement,
        rating=Rating(event.rating or Rating.AGAIN),
        claim=claim,
        review_id=event.id,
        next_due=due,
        leech_now=recorded.leech_now,
        counts=sitting.counts,
    )


def _shown(question: Question, seed: str, recalled: frozenset[str] | None) -> Question:
    if isinstance(question, Choice | Multiple):
        return replace(question, options=shuffled(question.options, seed))
    if isinstance(question, Essay) and recalled is not None:
        return missed_first(question, recalled)
    return question
