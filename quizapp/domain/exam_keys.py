"""Keys of papers that were sat: what counts as right now, and a key of one's own as a person writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quizapp.domain.asking import gap_variants, right_answers
from quizapp.domain.errors import QuizError
from quizapp.domain.exam_changes import Correction
from quizapp.domain.papers import Paper
from quizapp.domain.questions import (
    CardKey,
    Choice,
    Cloze,
    Essay,
    Matching,
    Multiple,
    Ordering,
    Question,
    TrueFalse,
    Typed,
    gap_numbers,
)

CANCELLED = "cancelled"
"""How a key says that everybody has the marks of a question."""

_LETTERS = "abcdefgh"


def option_ids(question: Question) -> tuple[str, ...]:
    """The ids of what can be picked, in the order shown; none for kinds without options."""
    match question:
        case Choice() | Multiple():
            return tuple([option.id for option in question.options])
        case TrueFalse():
            return ("true", "false")
        case _:
            return ()


def right_ids(question: Question) -> frozenset[str]:
    """The ids of the options that are right by the deck."""
    match question:
        case Choice() | Multiple():
            return frozenset([option.id for option in question.options if option.correct])
        case TrueFalse():
            return frozenset(["true" if question.answer else "false"])
        case _:
            return frozenset()


def right_now(question: Question, correction: Correction | None) -> frozenset[str]:
    """The ids of the options that count as right: those of the correction, else those of the deck."""
    if correction is None or correction.cancelled:
        return right_ids(question)
    return correction.accept & frozenset(option_ids(question))


def as_now(paper: Paper, bank: Mapping[CardKey, Question]) -> Paper:
    """The paper with its questions as their decks have them now, where the answers given still say the same.

    Options stay in the order that was shown. A question with other parts than it had, or that is gone, stays as it was.
    """
    questions = []
    for each in paper.questions:
        found = bank.get(each.card)
        fits = found is not None and _parts(found) == _parts(each.question)
        questions.append(
            replace(each, question=_in_order(found, each.question)) if found is not None and fits else each
        )
    return replace(paper, questions=tuple(questions))


def _parts(question: Question) -> tuple[object, ...]:
    """The kind of a question and all that an answer to it can name."""
    match question:
        case Choice() | Multiple():
            parts = [option.id for option in question.options]
        case Ordering():
            parts = [item.id for item in question.items]
        case Matching():
            parts = [pair.id for pair in question.pairs] + list(question.distractors)
        case Essay():
            parts = [point.id for point in question.outline]
        case Cloze():
            parts = [str(number) for number in gap_numbers(question)]
        case _:
            parts = []
    return type(question), frozenset(parts)


def _in_order(question: Question, shown: Question) -> Question:
    if isinstance(question, Choice | Multiple) and isinstance(shown, Choice | Multiple):
        places = {option.id: place for place, option in enumerate(shown.options)}
        return replace(question, options=tuple(sorted(question.options, key=lambda option: places[option.id])))
    return question


def accepted(question: Question, gap: int) -> frozenset[str]:
    """The words that count as right by the deck, where words are written."""
    match question:
        case Typed():
            return frozenset(right_answers(question))
        case Cloze():
            return frozenset(gap_variants(question, gap))
        case _:
            return frozenset()


def read_key(question: Question, gap: int, text: str, note: str = "") -> Correction:
    """What a person wrote for a key: letters as shown on the paper (`b`, `b/c`), `cancelled`, or words that count too.

    Raises QuizError, with a sentence that says what can be written for this question.
    """
    written = text.strip()
    if written.casefold() in (CANCELLED, "*"):
        return Correction(cancelled=True, note=note)
    ids = option_ids(question)
    if isinstance(question, Typed | Cloze):
        if not written:
            raise QuizError(f"Write the words that count as right, or `{CANCELLED}`.")
        return Correction(accepted(question, gap) | {written}, note=note)
    if not ids:
        raise QuizError(f"A question of this kind has no key of letters: it can only be `{CANCELLED}`.")
    letters = _LETTERS[: len(ids)]
    given = [each.strip().casefold() for each in written.replace(",", "/").split("/")]
    if any(len(each) != 1 or each not in letters for each in given):
        wanted = f"letters from {letters[0]} to {letters[-1]} as on the paper, such as b or b/c, or `{CANCELLED}`"
        raise QuizError(f"`{written}` is no key for this question: write {wanted}.")
    return Correction(frozenset([ids[letters.index(each)] for each in given]), note=note)


def key_in_words(question: Question, correction: Correction) -> str:
    """A corrected key as a person writes it."""
    if correction.cancelled:
        return CANCELLED
    ids = option_ids(question)
    letters = [letter for letter, id in zip(_LETTERS, ids, strict=False) if id in correction.accept]
    return "/".join(letters) if ids else " / ".join(sorted(correction.accept))
