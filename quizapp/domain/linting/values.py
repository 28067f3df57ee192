"""What a rule is, what it finds, and the question as rules see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from quizapp.domain.errors import Severity
from quizapp.domain.linting.words import WORD, content
from quizapp.domain.question_format import GAP
from quizapp.domain.questions import Choice, Cloze, Multiple, Option, Question

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule found: the steps to the field within its question, and why it is one, as a sentence.

    `number` is the place of the question in its deck, None speaks of the deck itself; `deck` is the place of the deck
    among those that are looked at together.
    """

    steps: Steps
    sentence: str
    number: int | None = None
    deck: int = 0


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a question is judged against besides itself."""

    today: date
    fpsc: bool = False
    slug: str = ""
    deck: int = 0


class Examined:
    """A question prepared for the rules: each view of it is made once, when the first rule asks."""

    def __init__(self, question: Question, number: int, conditions: Conditions) -> None:
        self.question, self.number, self.conditions = question, number, conditions
        self.deck = conditions.deck

    def flaw(self, steps: Steps, sentence: str) -> Flaw:
        """A flaw at this question, for a survey."""
        return Flaw(steps, sentence, self.number, self.deck)

    def name_beside(self, other: Examined) -> str:
        """How a sentence at another question names this one: with its deck where that is another one."""
        return self.question.id if self.deck == other.deck else f"{self.conditions.slug}/{self.question.id}"

    @cached_property
    def prompt(self) -> str:
        """The prompt without Markdown; gaps of a cloze are left out."""
        text = self.question.prompt
        if isinstance(self.question, Cloze):
            text = GAP.sub(" ", text)
        return text.replace("*", "").replace("`", "") if "*" in text or "`" in text else text

    @cached_property
    def lowered(self) -> str:
        """The prompt in small letters."""
        return self.prompt.lower()

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """All words of the prompt in small letters, in their order."""
        return tuple(WORD.findall(self.lowered))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the prompt in small letters: a rule looks here before it searches for a pattern."""
        return frozenset(self.spoken)

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """The options of a choice or multiple question; none for other kinds."""
        return self.question.options if isinstance(self.question, (Choice, Multiple)) else ()

    @cached_property
    def texts(self) -> list[str]:
        """The texts of the options."""
        return [option.text for option in self.options]

    @cached_property
    def key(self) -> int | None:
        """The place of the right option, where there is exactly one."""
        right = [place for place, option in enumerate(self.options) if option.correct]
        return right[0] if len(right) == 1 else None

    @cached_property
    def prompt_words(self) -> frozenset[str]:
        """The content words of the prompt."""
        return frozenset([found for word in self.spoken if (found := content(word))])

    @cached_property
    def option_spoken(self) -> list[list[str]]:
        """All words of each option in small letters, in their order."""
        return [WORD.findall(text.lower()) for text in self.texts]

    @cached_property
    def option_words(self) -> list[frozenset[str]]:
        """The content words of each option."""
        return [frozenset([found for word in spoken if (found := content(word))]) for spoken in self.option_spoken]


Questions = list[Examined]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `bad` and `good` show it: options parted by |, the right one with *, an explanation after //.

    `examine` looks at one question, `survey` at all of a deck, `compare` at all of several decks: it finds what none
    of them shows by itself.
    """

    code: str
    name: str
    severity: Severity
    reason: str
    bad: str
    good: str
    examine: Callable[[Examined], Iterable[Flaw]] | None = field(default=None, repr=False)
    survey: Callable[[Questions], Iterable[Flaw]] | None = field(default=None, repr=False)
    compare: Callable[[Questions], Iterable[Flaw]] | None = field(default=None, repr=False)
