"""Signs that stand beside words, and plain ASCII for terminals that lack them."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.answers import Verdict
from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """One set of signs; a sign never stands without a word that says the same."""

    right: str
    nearly: str
    partly: str
    wrong: str
    pointer: str
    picked: str
    dot: str
    dash: str
    more: str
    flag: str
    nothing: str
    ellipsis: str
    bars: str
    unicode: bool

    def verdict(self, verdict: Verdict) -> str:
        """The sign of a verdict."""
        match verdict:
            case Verdict.RIGHT:
                return self.right
            case Verdict.PARTLY:
                return self.partly
            case Verdict.NEARLY:
                return self.nearly
            case Verdict.WRONG:
                return self.wrong


UNICODE = Signs(
    right="✓",
    nearly="≈",
    partly="◐",
    wrong="✗",
    pointer="▸",
    picked="●",
    dot="·",
    dash="–",
    more="▾",
    flag="⚑",
    nothing="·",
    ellipsis="…",
    bars="▁▂▃▄▅▆▇█",
    unicode=True,
)

ASCII = Signs(
    right="+",
    nearly="~",
    partly="/",
    wrong="x",
    pointer=">",
    picked="*",
    dot="|",
    dash="-",
    more="v",
    flag="!",
    nothing=".",
    ellipsis="...",
    bars="12345678",
    unicode=False,
)

_POOR_TERMINALS = frozenset({"dumb", "linux", "vt100", "vt102", "vt220", "ansi"})


def signs_for(environment: Mapping[str, str]) -> Signs:
    """The signs that the terminal described by the environment can show.

    A locale that names another encoding, or a console known to lack the glyphs, gets ASCII; no locale at all does not.
    """
    if environment.get("TERM", "") in _POOR_TERMINALS:
        return ASCII
    locale = next((environment[key] for key in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(key)), "")
    speaks_utf8 = not locale or "utf8" in locale.lower().replace("-", "")
    return UNICODE if speaks_utf8 else ASCII
