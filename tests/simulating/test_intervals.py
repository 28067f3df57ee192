"""The benchmark of intervals: what was promised on some days, beside what came of it."""

from __future__ import annotations

import pytest

from benchmarks import intervals


def test_the_interval_gets_narrower_as_answers_come_in(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each day on which something was promised before the exam."""
    assert intervals.main(["--cells", "40/12/3", "--users", "1-3", "--seeds", "1"]) == 0
    lines = [
        line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines() if line[:3].strip("| ").isdigit()
    ]
    days, answers, held, width = zip(*(line[:4] for line in lines), strict=True)
    assert days == ("0", "5", "11")
    assert answers[0] == "0"
    assert int(answers[1]) < int(answers[2])
    assert float(width[0]) > float(width[1]) > float(width[2])
    assert all(0 <= float(each.rstrip("%")) <= 100 for each in held)
