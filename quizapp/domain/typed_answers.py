"""Judging what was typed: right, nearly right, or wrong; never right by likeness alone.

One threshold of likeness is always wrong ("guilty" is very like "not guilty"), so an answer is right when its reading
equals that of an accepted one, and nearly right when only letters of its words, their order or small words differ.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizapp.domain.answers import Verdict
from quizapp.domain.typed_differences import Difference, differences
from quizapp.domain.typed_readings import Token, read
from quizapp.domain.typed_words import CONNECTING, are_opposed

_MOST_CHARACTERS = 200
_MOST_TOKENS = 40


@dataclass(frozen=True, slots=True)
class TypedVerdict:
    """The verdict on a typed answer, the accepted text it was compared with, and what differs when it is not right."""

    verdict: Verdict
    expected: str
    differences: tuple[Difference, ...] = ()


def judge_typed(typed: str, accepted: Sequence[str], *, rivals: Sequence[str] = (), asked: str = "") -> TypedVerdict:
    """Compare what was typed with the accepted texts, the first being the one to show; all are plain text.

    `rivals` are answers that would be wrong here, such as those of other gaps: what is nearer to one of them is wrong.
    `asked` is the question's text: an acronym stands for its full name only when the question shows neither.
    """
    wrong = TypedVerdict(Verdict.WRONG, accepted[0])
    if not typed.strip() or len(typed) > max(_MOST_CHARACTERS, 2 * max(map(len, accepted))):
        return wrong
    answer = _Answer.of(typed, asked)
    if any(answer.equals(each, asked) for each in accepted):
        return TypedVerdict(Verdict.RIGHT, accepted[0])
    written = answer.letter_by_letter
    if not written or len(written) > _MOST_TOKENS or any(answer.equals(rival, asked) for rival in rivals):
        return wrong
    readings = [(each, read(each)) for each in accepted]
    near = [(_distance(tokens, written), each, tokens) for each, tokens in readings if _is_near(tokens, written)]
    if not near:
        return TypedVerdict(Verdict.WRONG, accepted[0], differences(readings[0][1], written, _are_like))
    distance, text, tokens = min(near, key=lambda found: found[0])
    if any(_distance(read(rival), written) < distance for rival in rivals):
        return wrong
    return TypedVerdict(Verdict.NEARLY, text, differences(tokens, written, _are_like))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was typed, read once in every way that counts."""

    text: str
    letter_by_letter: tuple[Token, ...]
    shortened: tuple[Token, ...]
    turned: tuple[Token, ...]

    @classmethod
    def of(cls, text: str, asked: str) -> _Answer:
        surname, comma, names = text.partition(",")
        inverted = comma and "," not in names and names.strip() and len(surname.split()) == 1
        turned = read(f"{names} {surname}") if inverted else ()
        return cls(text, read(text), read(text, asked), () if any(token.exact for token in turned) else turned)

    def equals(self, expected: str, asked: str) -> bool:
        """Whether it means the same as the expected text: "Khan, Liaquat Ali" is "Liaquat Ali Khan"."""
        full = read(expected)
        if not full or not self.letter_by_letter:
            # Signs alone have no reading: they are compared as they stand.
            return _bare(self.text) == _bare(expected)
        if _run(full) == _run(self.letter_by_letter) or _run(read(expected, asked)) == _run(self.shortened):
            return True
        return bool(self.turned) and "," not in expected and _run(full) == _run(self.turned)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _run(tokens: Sequence[Token]) -> str:
    """The keys in a row: words run together ("counter terrorism" is "counterterrorism"), what is exact stands apart."""
    return "".join(
        f"|{token.negation} {token.key}|" if token.exact or token.negation else token.key for token in tokens
    )


def _osa(one: str, other: str) -> int:
    # Imported on the first answer that is not simply right: it costs 25 ms.
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other)


def _distance(one: Sequence[Token], other: Sequence[Token]) -> int:
    return _osa(_run(one), _run(other))


def _is_near(expected: Sequence[Token], written: Sequence[Token]) -> bool:
    if not expected or len(expected) > _MOST_TOKENS or not _exact_parts_agree(expected, written):
        return False
    left = [token for token in expected if not token.exact]
    over = [token for token in written if not token.exact]
    if len(left) != len(over) and _is_near_run(expected, written):
        return True
    _strike_pairs(left, over, Token.says_the_same_as)
    _strike_pairs(left, over, _are_like)
    return all(token.key in CONNECTING and not token.negation for token in left + over)


def _exact_parts_agree(expected: Sequence[Token], written: Sequence[Token]) -> bool:
    """Numbers, dates, signs and negations are the same in the same order; a unit may be left out, not exchanged."""

    def parts(tokens: Sequence[Token]) -> list[tuple[str, str]]:
        return [(token.negation, token.key) for token in tokens if token.exact and not token.unit]

    def units(tokens: Sequence[Token]) -> Counter[str]:
        return Counter(token.key for token in tokens if token.unit)

    if parts(expected) != parts(written):
        return False
    return not units(expected) or not units(written) or units(expected) == units(written)


def _is_near_run(expected: Sequence[Token], written: Sequence[Token]) -> bool:
    """Whether one slip separates the answers when word boundaries are left aside."""
    one, other = _run(expected), _run(written)
    return min(len(one), len(other)) > 8 and not are_opposed(one, other) and _osa(one, other) <= 1


def _strike_pairs(left: list[Token], over: list[Token], match: Callable[[Token, Token], bool]) -> None:
    """Take every expected token that matches a written one out of both lists, in any order."""
    for token in tuple(left):
        partner = next((each for each in over if match(token, each)), None)
        if partner is not None:
            left.remove(token)
            over.remove(partner)


def _are_like(expected: Token, written: Token) -> bool:
    """Whether only a slip of the pen separates two words: none in short words, one letter, two in long words."""
    if expected.negation != written.negation or expected.exact or written.exact:
        return False
    if len(expected.key) <= 4:
        return False
    slips = 2 if min(len(expected.key), len(written.key)) > 8 else 1
    if abs(len(expected.key) - len(written.key)) > slips or are_opposed(expected.key, written.key):
        return False
    return _osa(expected.key, written.key) <= slips
