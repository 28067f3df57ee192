"""Questions: nine kinds, as values. What a deck file says, already checked."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from quizapp.domain.values import dataclass


class Kind(StrEnum):
    """The nine kinds of question, by the words used in deck files."""

    CHOICE = "choice"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    BASIC = "basic"
    CLOZE = "cloze"
    TYPED = "typed"
    ORDERING = "ordering"
    MATCHING = "matching"
    ESSAY = "essay"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a key comes from: a source sheet and one of its facts."""

    document: str
    fact: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image beside the question: a file name next to the deck, and the words that stand in for it."""

    file: str
    alt: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer on offer; `why` says why it is wrong (or right)."""

    id: str
    text: str
    correct: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be put in order."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together."""

    id: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A cloze gap: siblings share a question, each gap number is one card; a number may occur more than once."""

    number: int
    answer: str
    hint: str = ""
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlinePoint:
    """One point that a good essay makes, with the facts it rests on."""

    id: str
    text: str
    facts: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """What an essay that earns full, half or no marks looks like."""

    full: str
    half: str
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    id: str
    topic: str
    prompt: str
    explanation: str = ""
    sources: tuple[Citation, ...] = ()
    difficulty: int = 2
    tags: tuple[str, ...] = ()
    as_of: str | None = None
    valid_until: date | None = None
    image: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(_Question):
    """One best answer of two to six options."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple(_Question):
    """Several right options, with partial credit."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(_Question):
    """A statement that holds or does not."""

    answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Basic(_Question):
    """A question and an answer to compare with one's own, graded by the learner."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(_Question):
    """A sentence with numbered gaps, written `{{1::answer::hint}}` in the prompt; one card a gap number."""

    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(_Question):
    """An answer to be written out; `accept` holds other ways to write it."""

    answer: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(_Question):
    """Items given in their right order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(_Question):
    """Pairs to be put together, and right-hand sides that belong to none."""

    pairs: tuple[Pair, ...]
    distractors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay(_Question):
    """A text to write: marks, the outline of a good one, and a rubric."""

    marks: int
    outline: tuple[OutlinePoint, ...]
    rubric: Rubric


Question = Choice | Multiple | TrueFalse | Basic | Cloze | Typed | Ordering | Matching | Essay

_KINDS: dict[type[_Question], Kind] = {
    Choice: Kind.CHOICE,
    Multiple: Kind.MULTIPLE,
    TrueFalse: Kind.TRUE_FALSE,
    Basic: Kind.BASIC,
    Cloze: Kind.CLOZE,
    Typed: Kind.TYPED,
    Ordering: Kind.ORDERING,
    Matching: Kind.MATCHING,
    Essay: Kind.ESSAY,
}


def kind_of(question: Question) -> Kind:
    """The word for the kind of this question."""
    return _KINDS[type(question)]


def gap_numbers(question: Question) -> tuple[int, ...]:
    """The card numbers of a question: its gap numbers in order, or just 0 for kinds that make one card."""
    if isinstance(question, Cloze):
        return tuple(sorted({gap.number for gap in question.gaps}))
    return (0,)


@dataclass(frozen=True, slots=True, order=True)
class CardKey:
    """The identity of a card for life: deck, question, and gap number (0 when the question is one card)."""

    deck: str
    question: str
    gap: int = 0

    def __str__(self) -> str:
        return f"{self.deck}/{self.question}:{self.gap}" if self.gap else f"{self.deck}/{self.question}"

    @classmethod
    def parse(cls, text: str) -> CardKey:
        """Read what `str()` wrote; raises ValueError for anything else."""
        deck, slash, rest = text.partition("/")
        question, colon, gap = rest.partition(":")
        if not (deck and slash and question) or (colon and not gap.isdecimal()):
            raise ValueError(f"not a card: {text!r}")
        return cls(deck, question, int(gap) if colon else 0)
