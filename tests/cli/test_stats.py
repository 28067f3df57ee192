"""`quizapp stats`."""

from __future__ import annotations

import json

from tests.cli.conftest import Quizapp


def test_the_figures_come_as_words_and_as_json(quizapp: Quizapp) -> None:
    """Before the first answer there is nothing to tell, and every topic is unseen."""
    words = quizapp("stats")
    assert words.code == 0
    assert "true retention" in words.out
    assert "minutes a day" in words.out
    found = json.loads(quizapp("stats", "--json").out)
    assert len(found["forecast"]) == 30
    assert found["true_retention"]["all"]["all"] == {"recalled": 0, "reviews": 0, "share": None}
    assert found["answers"] == {}
    assert all(topic["recall"] is None and topic["unseen"] == 1 for topic in found["topics"])
    assert found["topics"]
