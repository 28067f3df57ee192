"""Questions that are missed again and again, and what is taken for the right answer: a confusion, from the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from quizapp.domain.answers import Chose, Claim, Matched, Ordered, Picked, Rating, Response, Verdict, Wrote
from quizapp.domain.asking import cloze_prompt, gap_variants, right_sides
from quizapp.domain.events import Event, EventType
from quizapp.domain.questions import (
    CardKey,
    Choice,
    Cloze,
    Matching,
    Multiple,
    Option,
    Ordering,
    Question,
    TrueFalse,
    Typed,
)
from quizapp.domain.replaying import Correction, in_order, standing
from quizapp.domain.responses import claim_from_plain, response_from_plain
from quizapp.domain.text import plain
from quizapp.domain.values import dataclass

_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer to a card that stands: what was given (None where the log does not say), and whether it was missed.

    A right answer that the learner calls a guess is not missed: nothing was taken for something else.
    """

    day: int
    response: Response | None
    missed: bool


@dataclass(frozen=True, slots=True)
class Confusion:
    """What was given instead of the right answer, how often, and the sentence for it.

    `option` is the id of an option that was taken for the right one; "" where there is none.
    """

    taken: str
    right: str
    sentence: str
    times: int
    option: str = ""

    def often(self, misses: int) -> str:
        """The sentence with how many of the misses it was: `..., 3 of 4 times`."""
        many = {1: "once", 2: "twice"}.get(misses, f"all {misses} times")
        return f"{self.sentence}, {many if self.times == misses else f'{self.times} of {misses} times'}"


@dataclass(frozen=True, slots=True)
class Missed:
    """A card that was answered wrongly, how often of how many times, and with what; `key` names it in the store."""

    key: int
    card: CardKey
    question: Question
    deck_title: str
    answers: int
    misses: int
    last_day: int
    confusion: Confusion | None
    put_aside: bool = False

    @property
    def prompt(self) -> str:
        """What is asked, on one line of plain text."""
        return prompt_of(self.question, self.card.gap)

    @property
    def share(self) -> float:
        """Which part of the answers was missed."""
        return self.misses / self.answers


def prompt_of(question: Question, gap: int) -> str:
    """What a card asks, on one line of plain text."""
    return told(cloze_prompt(question, gap) if isinstance(question, Cloze) else question.prompt)


def told(text: str) -> str:
    """A deck's text on one line, without its Markdown."""
    return " ".join(plain(text).split())


def named(text: str) -> str:
    """An answer within a sentence: in quotation marks when it is a longer one."""
    return f"“{text}”" if len(text.split()) > _FEW_WORDS else text


def tries(events: Iterable[Event], corrections: Sequence[Correction] = ()) -> tuple[Tried, ...]:
    """The answers to one card that stand, oldest first, from all its events."""
    reviews = [event for event in standing(events) if event.type is EventType.REVIEW]
    return tuple([_tried(event) for event in in_order(reviews, corrections)])


def _tried(event: Event) -> Tried:
    kept = event.response or {}
    again = (event.rating or Rating.AGAIN) == Rating.AGAIN
    guessed = event.verdict == Verdict.RIGHT or (bool(kept) and claim_from_plain(kept) is Claim.GUESSED)
    return Tried(event.day, response_from_plain(kept) if kept else None, again and not guessed)


def most_missed(found: Iterable[Missed]) -> tuple[Missed, ...]:
    """Those missed most often first; of equals the one missed in the larger part of its answers, then the latest."""
    return tuple(sorted(found, key=lambda each: (-each.misses, -each.share, -each.last_day, str(each.card))))


def confusion(question: Question, gap: int, tried: Iterable[Tried]) -> Confusion | None:
    """What was most often given where a card was missed; None where the log does not say.

    Of equals the latest counts. An empty answer is no confusion, and neither is an option that is gone.
    """
    given: Counter[Confusion] = Counter()
    for each in reversed(list(tried)):
        if each.missed and each.response is not None:
            given.update(dict.fromkeys(_mistakes(question, gap, each.response), 1))
    if not given:
        return None
    most, times = given.most_common(1)[0]
    return Confusion(most.taken, most.right, most.sentence, times, most.option)


def _mistakes(question: Question, gap: int, response: Response) -> Iterator[Confusion]:
    """Every mistake of one answer, each counted as none yet."""
    match question, response:
        case Choice(), Picked(picked):
            yield from _option_taken(question.options, picked)
        case TrueFalse(), Picked("true" | "false" as picked):
            held, right = ("true", "false") if picked == "true" else ("false", "true")
            yield Confusion(held, right, f"you hold it {held}", 0, picked)
        case Multiple(), Chose(chosen):
            yield from _choices_wrong(question.options, chosen)
        case Typed() | Cloze(), Wrote(text) if text.strip():
            right = told(gap_variants(question, gap)[0] if isinstance(question, Cloze) else question.answer)
            yield Confusion(told(text), right, f"you write “{told(text)}” for “{right}”", 0)
        case Matching(), Matched(pairs):
            yield from _pairs_wrong(question, pairs)
        case Ordering(), Ordered(items):
            yield from _order_wrong(question, items)
        case _:
            return


def _option_taken(options: Sequence[Option], picked: str) -> Iterator[Confusion]:
    taken = next((told(option.text) for option in options if option.id == picked and not option.correct), "")
    right = next((told(option.text) for option in options if option.correct), "")
    if taken and right:
        yield Confusion(taken, right, f"you take {named(taken)} for {named(right)}", 0, picked)


def _choices_wrong(options: Sequence[Option], chosen: frozenset[str]) -> Iterator[Confusion]:
    if not chosen:
        return
    for option in options:
        text = told(option.text)
        if option.correct and option.id not in chosen:
            yield Confusion("", text, f"you leave out {named(text)}", 0, option.id)
        elif not option.correct and option.id in chosen:
            yield Confusion(text, "", f"you choose {named(text)}, which is none of them", 0, option.id)


def _pairs_wrong(question: Matching, pairs: frozenset[tuple[str, str]]) -> Iterator[Confusion]:
    sides, lefts = right_sides(question), {pair.id: pair for pair in question.pairs}
    for left, side in sorted(pairs):
        if left != side and left in lefts and side in sides and sides[side] != lefts[left].right:
            taken, right = told(sides[side]), told(lefts[left].right)
            sentence = f"you put {named(taken)} beside {named(told(lefts[left].left))}, not {named(right)}"
            yield Confusion(taken, right, sentence, 0)


def _order_wrong(question: Ordering, items: Sequence[str]) -> Iterator[Confusion]:
    """Neighbours of the right order that were given the other way round."""
    texts, place = {item.id: told(item.text) for item in question.items}, {each: at for at, each in enumerate(items)}
    for earlier, later in zip(question.items, question.items[1:], strict=False):
        if earlier.id in place and later.id in place and place[later.id] < place[earlier.id]:
            first, second = texts[earlier.id], texts[later.id]
            yield Confusion(second, first, f"you put {named(second)} before {named(first)}", 0)
