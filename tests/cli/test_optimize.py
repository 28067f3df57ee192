"""`quizapp optimize`."""

from __future__ import annotations

import json

from tests.cli.conftest import Quizapp


def test_a_short_log_changes_nothing(quizapp: Quizapp) -> None:
    """Before there is enough to learn from, the numbers stay, and a sentence says how much it takes."""
    told = quizapp("optimize")
    assert told.code == 0
    assert told.out == ""
    assert "0 answers to learn from" in told.err
    found = json.loads(quizapp("optimize", "--json").out)
    assert (found["outcome"], found["taken"], len(found["parameters"]["before"])) == ("too few answers", False, 21)


def test_what_was_taken_can_be_taken_back(quizapp: Quizapp) -> None:
    """Undo goes back to the numbers before the last change, and says so when there was none."""
    refused = quizapp("optimize", "--undo")
    assert refused.code == 1
    assert "never changed" in refused.err
    before = json.loads(quizapp("optimize", "--json").out)["parameters"]["before"]
    changed = [round(before[0] / 2, 4), *before[1:]]
    assert quizapp("settings", "set", "parameters", ", ".join(map(str, changed))).code == 0
    assert json.loads(quizapp("optimize", "--json").out)["parameters"]["before"] == changed
    assert quizapp("optimize", "--undo").code == 0
    assert json.loads(quizapp("optimize", "--json").out)["parameters"]["before"] == before
