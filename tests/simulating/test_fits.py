"""The benchmark of fits: logs as learners would write them, and predictions of what came next."""

from __future__ import annotations

import json
from itertools import pairwise
from statistics import mean

import pytest

from benchmarks import fits
from benchmarks.planner.learners import made_up


def test_logs_are_in_order_and_begin_with_a_first_look() -> None:
    """Days never run backwards, a lapse is relearnt on its day, and a first look is no answer to learn from."""
    (log,) = fits.logs(made_up()[:1], 300)
    assert all(one.instant <= other.instant for (_, one), (_, other) in pairwise(log))
    assert all(answer.answers[0][0] == 0 and answer.answers[-1][0] > 0 for _, answer in log)
    assert any(later == (0, 3) for _, answer in log for now, later in pairwise(answer.answers) if now[1] == 1)


def test_a_shrunk_fit_to_a_short_log_predicts_better_than_the_defaults_and_the_plain_fit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On average over the made-up learners, after 200 reviews."""
    assert fits.main(["--sizes", "200", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["200"]
    loss = {way: mean(each[way] for each in found) for way in ("defaults", "plain", "shrunk", "truth")}
    assert loss["truth"] < loss["shrunk"] < min(loss["defaults"], loss["plain"])
