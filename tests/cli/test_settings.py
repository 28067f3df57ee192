"""`quizapp settings`."""

from __future__ import annotations

import json

from tests.cli.conftest import Quizapp


def _values(quizapp: Quizapp, *more: str) -> dict[str, object]:
    return {setting["key"]: setting["value"] for setting in json.loads(quizapp("settings", "--json", *more).out)}


def test_a_setting_is_kept_and_can_go_back(quizapp: Quizapp) -> None:
    """What was set is listed, and `default` restores the first value."""
    before = _values(quizapp)
    assert quizapp("settings", "set", "new_per_day", "7").code == 0
    assert _values(quizapp) == {**before, "new_per_day": 7}
    quizapp("settings", "set", "new_per_day", "default")
    assert _values(quizapp) == before


def test_a_deck_may_differ(quizapp: Quizapp) -> None:
    """What is set for one deck holds for it alone."""
    slug = json.loads(quizapp("decks", "list", "--json").out)[0]["slug"]
    quizapp("settings", "set", "retention", "95%", "--deck", slug)
    assert _values(quizapp, "--deck", slug)["retention"] == 0.95
    assert _values(quizapp)["retention"] == 0.9


def test_the_theme_is_a_setting_too(quizapp: Quizapp) -> None:
    """Settings of the program stand in the same list and are set by the same command."""
    quizapp("settings", "set", "theme", "light")
    assert _values(quizapp)["theme"] == "light"
    quizapp("settings", "set", "theme", "default")
    assert _values(quizapp)["theme"] == "dark"


def test_what_cannot_be_set_is_a_sentence(quizapp: Quizapp) -> None:
    """A wrong name is met with the right one, a wrong value with those there are."""
    assert "new_per_day" in quizapp("settings", "set", "new_a_day", "7").err
    wrong = quizapp("settings", "set", "retention", "2")
    assert wrong.code == 1
    assert "0.70" in wrong.err
    assert "dark or light" in quizapp("settings", "set", "theme", "pink").err


def test_a_negative_number_is_met_with_what_the_setting_takes(quizapp: Quizapp) -> None:
    """A value that begins with a minus is a value, and no option."""
    refused = quizapp("settings", "set", "new_per_day", "-1")
    assert refused.code == 1
    assert "whole number" in refused.err


def test_going_back_names_the_value(quizapp: Quizapp) -> None:
    """After `default` the sentence says what holds now."""
    assert "new_per_day is 20 now" in quizapp("settings", "set", "new_per_day", "default").err
    assert "theme is dark now" in quizapp("settings", "set", "theme", "default").err


def test_the_table_says_what_each_setting_means(quizapp: Quizapp) -> None:
    """The plain listing has a line for each setting, with its meaning."""
    table = quizapp("settings").out
    assert all(key in table for key in _values(quizapp))
    assert "still be known" in table
