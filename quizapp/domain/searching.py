"""The search language of Browse: words, fields, negation, `or`, quotation marks and parentheses, read into a tree."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import NoReturn

from quizapp.domain.questions import Kind
from quizapp.domain.search_tokens import SearchRefused, Token, refuse_wordless, tokens
from quizapp.domain.search_words import BREAK, plain_words, word_form
from quizapp.domain.values import dataclass

MOST_NESTED = 40


class Where(StrEnum):
    """Which words of a question a condition looks at; `ANYWHERE` is everything it says, topic and tags included."""

    ANYWHERE = "anywhere"
    TOPIC = "topic"
    DECK = "deck"
    TAG = "tag"
    SOURCE = "source"


class State(StrEnum):
    """What `is:` can ask of a card; docs/searching.md says what each means."""

    DUE = "due"
    NEW = "new"
    LEECH = "leech"
    SUSPENDED = "suspended"
    BURIED = "buried"
    FLAGGED = "flagged"
    MISSED = "missed"
    WEAK = "weak"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Words:
    """These words stand next to each other; each in its form, the last also as a `beginning` unless that is empty."""

    where: Where
    forms: tuple[str, ...]
    beginning: str = ""


@dataclass(frozen=True, slots=True)
class OfKind:
    """The question is of this kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class OfDifficulty:
    """The question was written to be this hard: 1 easy, 2 middling, 3 hard."""

    difficulty: int


@dataclass(frozen=True, slots=True)
class Is:
    """The card is in this state."""

    state: State


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every condition holds; with none, everything is found."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple[Condition, ...]


Condition = Words | OfKind | OfDifficulty | Is | Not | AllOf | AnyOf

EVERYTHING = AllOf(())
"""The query that finds all cards."""


def parse(text: str) -> Condition:
    """Read a query; raises SearchRefused with one sentence for a text that is none."""
    found = tokens(text)
    return _Parser(found, len(text) + 1).whole() if found else EVERYTHING


class _Parser:
    """Recursive descent: `or` binds least, then words side by side, then `-` and parentheses."""

    def __init__(self, tokens: list[Token], end: int) -> None:
        self._tokens, self._end = tokens, end
        self._at = self._depth = 0

    def whole(self) -> Condition:
        """The whole query."""
        found = self._any_of()
        if (token := self._next()) is not None:
            raise SearchRefused(token.column, "this parenthesis closes nothing.")
        return found

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _any_of(self) -> Condition:
        found = [self._all_of()]
        while (token := self._next()) is not None and token.sign == "or":
            self._at += 1
            found.append(self._all_of(token))
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def _all_of(self, after: Token | None = None) -> Condition:
        found: list[Condition] = []
        while (token := self._next()) is not None and token.sign not in ("or", ")"):
            if token.sign == "and":
                self._at += 1
            else:
                found.append(self._one())
        if not found:
            self._refuse_nothing(after, token)
        return found[0] if len(found) == 1 else AllOf(tuple(found))

    def _refuse_nothing(self, before: Token | None, after: Token | None) -> NoReturn:
        joining = before or (after if after and after.sign == "or" else None)
        if joining is not None:
            raise SearchRefused(joining.column, "“or” needs something to look for on both sides.")
        if after is not None and after.sign == ")" and not self._depth:
            raise SearchRefused(after.column, "this parenthesis closes nothing.")
        raise SearchRefused(after.column if after else self._end, "there is nothing to look for here.")

    def _one(self) -> Condition:
        token = self._tokens[self._at]
        self._at += 1
        if token.sign not in ("-", "("):
            return _condition(token)
        if self._depth >= MOST_NESTED:
            raise SearchRefused(token.column, "this search is nested too deeply.")
        self._depth += 1
        found = self._negated(token) if token.sign == "-" else self._enclosed(token)
        self._depth -= 1
        return found

    def _negated(self, minus: Token) -> Condition:
        token = self._next()
        if token is None or token.sign in ("or", "and", ")"):
            raise SearchRefused(minus.column, "“-” needs something right after it to leave out.")
        found = self._one()
        return found.condition if isinstance(found, Not) else Not(found)

    def _enclosed(self, opening: Token) -> Condition:
        found = self._any_of()
        if self._next() is None:
            raise SearchRefused(opening.column, "this parenthesis is not closed.")
        self._at += 1
        return found


def _condition(token: Token) -> Condition:
    match token.field:
        case "is":
            return Is(State(_one_of(token, [state.value for state in State], "state")))
        case "kind":
            return OfKind(Kind(_one_of(token, [kind.value for kind in Kind], "kind")))
        case "difficulty":
            return OfDifficulty(int(_one_of(token, ["1", "2", "3"], "difficulty")))
        case field:
            return _words(Where(field or Where.ANYWHERE), token)


def _one_of(token: Token, known: list[str], noun: str) -> str:
    value = token.text.strip().lower()
    if value in known:
        return value
    near = get_close_matches(value, known, 1, 0.6)
    hint = f"did you mean “{token.field}:{near[0]}”?" if near else f"there are {', '.join(known)}."
    raise SearchRefused(token.column, f"there is no {noun} “{token.text}”; {hint}")


def _words(where: Where, token: Token) -> Words:
    plain = [word for word in plain_words(token.text) if word != BREAK]
    if not plain:
        refuse_wordless(token)
    last = plain[-1]
    return Words(where, tuple(map(word_form, plain)), "" if token.quoted or len(last) < 2 else last)
