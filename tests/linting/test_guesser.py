"""The guesser who knows only tests: it finds what a biased deck gives away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.guesser import LIMIT, guess, main
from quizapp.domain.linting.values import Conditions, Examined
from quizapp.domain.questions import Choice, Option

BUNDLED = sorted((Path(__file__).parents[2] / "decks").glob("*.yaml"))


def test_a_deck_with_long_keys_is_seen_through() -> None:
    """Where every key is the longest, so does that way of guessing find it, and the mix learns it."""
    shares = {result.way: result.share for result in guess([_telling(number) for number in range(20)])}
    assert shares["longest option"] == 1
    assert shares["middle value"] == 0.25
    assert next(share for way, share in shares.items() if way.startswith("a mix")) > 0.9


def _telling(number: int) -> Examined:
    texts = ["Ravi", "Swat", "Zhob", "Indus and its delta"]
    right = number % 4
    texts[3], texts[right] = texts[right], texts[3]
    options = tuple(Option(f"o{place}", text, place == right) for place, text in enumerate(texts))
    question = Choice(id=f"q{number}", topic="T", prompt="Which river?", options=options)
    return Examined(question, number, Conditions(date(2026, 1, 1)))


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Every way has its row, with the share that chance would give; the exit code says whether the limit is kept."""
    code = main([str(BUNDLED[0])])
    printed = capsys.readouterr().out
    assert "| longest option |" in printed
    assert f"the limit is {LIMIT:.0%}" in printed
    best = int(printed.rpartition("is right in ")[2].partition("%")[0])
    assert code == (best > 100 * LIMIT)
