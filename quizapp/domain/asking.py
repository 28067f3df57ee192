"""How a question is put and what its right answer is, as text: cloze prompts, the order of options, the answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import islice, product
from typing import assert_never

from quizapp.domain.question_format import GAP
from quizapp.domain.questions import (
    Basic,
    Choice,
    Cloze,
    Essay,
    Gap,
    Matching,
    Multiple,
    Option,
    Ordering,
    Question,
    TrueFalse,
    Typed,
)
from quizapp.domain.slugs import fresh_ids
from quizapp.domain.text import plain

_ALWAYS_LAST = frozenset({"none of these", "none of the above"})
_MOST_VARIANTS = 64


def cloze_prompt(question: Cloze, gap: int) -> str:
    """The prompt with the asked gap as `[…]` or `[hint]` and every other gap filled in; still deck text."""
    return _with_gaps(question, lambda each: f"[{each.hint or '…'}]" if each.number == gap else each.answer)


def gapped_prompt(question: Cloze) -> str:
    """The prompt with every gap as `[...]`; still deck text."""
    return _with_gaps(question, lambda _: "[...]")


def _with_gaps(question: Cloze, shown: Callable[[Gap], str]) -> str:
    # The gaps of a question stand in the order of its prompt.
    gaps = iter(question.gaps)
    return GAP.sub(lambda _: shown(next(gaps)), question.prompt)


def shuffled(options: Sequence[Option], seed: str) -> tuple[Option, ...]:
    """The options in an order that depends on the seed and their ids alone; "None of these" stays last."""

    def place(option: Option) -> tuple[bool, bytes]:
        return stays_last(option.text), _lot(seed, option.id)

    return tuple(sorted(options, key=place))


def stays_last(option: str) -> bool:
    """Whether an option says that the others are wrong, and so comes after them however they are shuffled."""
    # Looked at closely only where it may be so: this runs while the learner waits for the next card.
    return "none" in option.casefold() and plain(option).strip(" .").casefold() in _ALWAYS_LAST


def offered(question: Question, seed: str) -> tuple[str, ...]:
    """The ids of the items to order or the right-hand sides to match, as shuffled as options are.

    Items never stand in their right order. Nothing for the other kinds.
    """
    match question:
        case Ordering():
            right = tuple(item.id for item in question.items)
            order = tuple(sorted(right, key=lambda each: _lot(seed, each)))
            return order if order != right else (*right[1:], right[0])
        case Matching():
            return tuple(sorted(right_sides(question), key=lambda each: _lot(seed, each)))
        case _:
            return ()


def _lot(seed: str, id: str) -> bytes:
    return blake2b(f"{seed}/{id}".encode(), digest_size=8).digest()


def right_sides(question: Matching) -> dict[str, str]:
    """Every right-hand side by its id: that of its pair, or for a distractor one made of its text."""
    pairs = {pair.id: pair.right for pair in question.pairs}
    made = fresh_ids(question.distractors, [""] * len(question.distractors), "distractor", pairs)
    return {**pairs, **dict(zip(made, question.distractors, strict=True))}


def missed_first(question: Essay, recalled: Collection[str]) -> Essay:
    """The essay with the points of its outline that were not recalled before those that were."""
    return replace(question, outline=tuple(sorted(question.outline, key=lambda point: point.id in recalled)))


def gap_variants(question: Cloze, gap: int) -> tuple[str, ...]:
    """Every text that fills the gap, the written one first; a number used twice asks for both, in order."""
    # The same answer in two gaps of one number is asked for once.
    gaps = {each.answer: each for each in question.gaps if each.number == gap}.values()
    ways = product(*((each.answer, *each.accept) for each in gaps))
    return tuple(", ".join(map(plain, way)) for way in islice(ways, _MOST_VARIANTS))


def right_answer(question: Question, gap: int = 0) -> str:
    """The right answer in one plain text: of a cloze that of the gap, of other kinds all parts, one a line."""
    if isinstance(question, Cloze):
        return gap_variants(question, gap)[0]
    return "\n".join((plain(question.answer),) if isinstance(question, Typed) else right_answers(question))


def right_answers(question: Question) -> tuple[str, ...]:
    """The right answers in plain text: right options, accepted texts, gap answers, items in order, pairs, outline."""
    match question:
        case Choice() | Multiple():
            texts: Iterable[str] = (option.text for option in question.options if option.correct)
        case TrueFalse():
            texts = ("True" if question.answer else "False",)
        case Basic():
            texts = (question.answer,)
        case Typed():
            texts = (question.answer, *question.accept)
        case Cloze():
            texts = (gap.answer for gap in question.gaps)
        case Ordering():
            texts = (item.text for item in question.items)
        case Matching():
            texts = (f"{pair.left} – {pair.right}" for pair in question.pairs)
        case Essay():
            texts = (point.text for point in question.outline)
        case _:
            assert_never(question)
    return tuple(map(plain, texts))
