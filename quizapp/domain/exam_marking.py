"""What a paper that was sat earns, and what it tells the scheduler; docs/ratings.md gives the rule and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quizapp.domain.answers import Claim, Picked, Rating, Response, Verdict, Wrote
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_changes import Correction, Ended
from quizapp.domain.exam_sitting import ExamSitting
from quizapp.domain.marking import PaperAnswer, Result, answers_of, score
from quizapp.domain.papers import PaperQuestion
from quizapp.domain.questions import CardKey, Choice, Cloze, Gap, Multiple, Question, TrueFalse, Typed
from quizapp.domain.shares import verdict_of
from quizapp.domain.values import dataclass

STEP = 0.5
"""Marks by hand are given in half steps."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What one answer of a paper tells the scheduler."""

    card: CardKey
    verdict: Verdict
    rating: Rating
    response: Response
    claim: Claim
    milliseconds: int


def result_of(sitting: ExamSitting, *, corrected: bool = True) -> Result:
    """The marks of the paper, by its corrected keys or as they were when it was sat."""
    return score(sitting.paper.blueprint, answers(sitting, corrected=corrected))


def answers(sitting: ExamSitting, *, corrected: bool = True) -> list[PaperAnswer]:
    """Every question of the paper with the share of its marks that was earned; None for a blank or an unmarked text."""
    corrections = sitting.corrections if corrected else {}
    responses = {number: slot.response for number, slot in enumerate(sitting.slots, 1) if slot.response is not None}
    shares = {number: slot.share for number, slot in enumerate(sitting.slots, 1) if slot.share is not None}
    shares |= {number: 1.0 for number, each in corrections.items() if each.cancelled}
    keyed = {number: each for number, each in corrections.items() if not each.cancelled}
    shares |= _both_hold(sitting, responses, keyed)
    questions = [_keyed(each, keyed.get(each.number)) for each in sitting.paper.questions]
    return answers_of(replace(sitting.paper, questions=tuple(questions)), responses, shares)


def with_key(question: Question, gap: int, correction: Correction) -> Question:
    """The question by another key; raises QuizError where its kind cannot have one, or a part is not there."""
    accept = correction.accept
    if not accept:
        raise QuizError("Say which answers count, or that the question is cancelled.")
    match question:
        case Choice(options=options) | Multiple(options=options):
            _known(accept, [option.id for option in options])
            return replace(question, options=tuple([replace(each, correct=each.id in accept) for each in options]))
        case TrueFalse():
            _known(accept, ["true", "false"])
            return replace(question, answer="true" in accept)
        case Typed():
            first = question.answer if question.answer in accept else min(accept)
            return replace(question, answer=first, accept=tuple(sorted(accept - {first})))
        case Cloze():
            return replace(question, gaps=tuple([_gap_with(each, gap, accept) for each in question.gaps]))
        case _:
            raise QuizError("A question of this kind has no other key; it can only be cancelled.")


def rated(sitting: ExamSitting) -> dict[int, Rated]:
    """What the answers of a paper that was handed in tell the scheduler, by number.

    What earned all its marks and was not unsure is Good; unsure makes it a lucky guess, and so Again; what earned less
    is Again. Texts are marked by hand, and rated by their share as in studying. Blanks, cancelled questions and texts
    without marks tell nothing.
    """
    if sitting.ended_by in (None, Ended.ABANDONED) or not sitting.counts:
        return {}
    found = {}
    for each in answers(sitting):
        slot, asked = sitting.slot(each.number), sitting.question(each.number)
        correction = sitting.corrections.get(each.number)
        if each.share is None or slot.response is None or (correction is not None and correction.cancelled):
            continue
        verdict, claim = verdict_of(each.share), Claim.NONE
        rating = Rating.GOOD if verdict is Verdict.RIGHT else Rating.AGAIN
        if sitting.is_text(each.number):
            rating = Rating.HARD if verdict is Verdict.PARTLY else rating
        elif verdict is Verdict.RIGHT and slot.sure is False:
            rating, claim = Rating.AGAIN, Claim.GUESSED
        found[each.number] = Rated(asked.card, verdict, rating, slot.response, claim, slot.milliseconds)
    return found


def _keyed(asked: PaperQuestion, correction: Correction | None) -> PaperQuestion:
    if correction is None:
        return asked
    return replace(asked, question=with_key(asked.question, asked.card.gap, correction))


def _both_hold(
    sitting: ExamSitting, responses: Mapping[int, Response], corrections: Mapping[int, Correction]
) -> dict[int, float]:
    """Statements of which both True and False count now: no question can say that, so its share does."""
    return {
        number: 1.0
        for number, each in corrections.items()
        if isinstance(sitting.question(number).question, TrueFalse)
        and each.accept == {"true", "false"}
        and isinstance(responses.get(number), Picked | Wrote)
    }


def _gap_with(each: Gap, gap: int, accept: frozenset[str]) -> Gap:
    if each.number != gap:
        return each
    first = each.answer if each.answer in accept else min(accept)
    return replace(each, answer=first, accept=tuple(sorted(accept - {first})))


def _known(accept: frozenset[str], parts: list[str]) -> None:
    if unknown := sorted(accept - set(parts)):
        raise QuizError(f"There is no option `{unknown[0]}`: there are {', '.join(parts)}.")
