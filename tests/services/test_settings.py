"""Scheduling settings: checked, explained, kept as events."""

from __future__ import annotations

import pytest

from quizapp.domain.scheduling import parameters_in_force
from quizapp.domain.setting_rules import RULES, SettingRefused
from quizapp.domain.settings import NewOrder, StudySettings
from tests.support.rooms import Room


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("retention", "0.85", 0.85),
        ("retention", "92%", 0.92),
        ("new_per_day", "0", 0),
        ("learning_steps", "1 10 60", (1, 10, 60)),
        ("relearning_steps", "", ()),
        ("new_order", "topics", NewOrder.TOPICS),
        ("bury_siblings", "No", False),
        ("rollover_hour", 3, 3),
        ("learning_steps", (5, 20), (5, 20)),
    ],
)
def test_a_choice_is_read_and_kept(room: Room, key: str, given: object, value: object) -> None:
    """As text from the command line or as a value, also after a restart."""
    assert getattr(room.settings.set(key, given), key) == value
    assert getattr(room.restarted().settings.get(), key) == value


@pytest.mark.parametrize(
    ("key", "given", "sentence"),
    [
        ("retention", "0.99", "retention takes a number from 0.70 to 0.97, not '0.99'"),
        ("retention", "nan", "retention takes"),
        ("new_per_day", "-1", "new_per_day takes a whole number from 0 to 9999"),
        ("learning_steps", "10, 1", "in rising order"),
        ("new_order", "reverse", "deck, random or topics"),
        ("parameters", "1 2 3", "21 numbers"),
        ("retension", "0.9", "Did you mean retention"),
        ("enabled", "yes", "one deck at a time"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(room: Room, key: str, given: str, sentence: str) -> None:
    """And nothing is recorded."""
    with pytest.raises(SettingRefused, match=sentence):
        room.settings.set(key, given)
    assert room.rows("event") == []


def test_a_deck_has_its_own_choice_or_that_for_all(room: Room) -> None:
    """None goes back to the choice for all decks."""
    room.settings.set("retention", "0.8")
    room.settings.set("retention", "0.95", deck="history")
    assert room.settings.get().for_deck("history").retention == 0.95
    room.settings.set("retention", None, deck="history")
    assert room.settings.get().for_deck("history").retention == 0.8
    with pytest.raises(SettingRefused, match="no deck 'atlantis'"):
        room.settings.set("retention", "0.9", deck="atlantis")
    with pytest.raises(SettingRefused, match="for all decks together"):
        room.settings.set("leech_after", "3", deck="history")


def test_each_change_is_one_event_and_no_change_is_none(room: Room) -> None:
    """Setting what is set already says nothing new."""
    room.settings.set("retention", "0.8")
    room.settings.set("retention", "0.8")
    assert len(room.rows("event")) == 1


def test_every_choice_says_what_it_means(room: Room) -> None:
    """The listing has a sentence, a default and the values for each field of the settings."""
    listed = {setting.key: setting for setting in room.settings.listing()}
    assert set(listed) == {name for name in StudySettings.__dataclass_fields__ if name not in {"decks", "goals"}}
    assert all(setting.meaning.endswith(".") and setting.value == setting.default for setting in listed.values())
    assert set(RULES) == set(listed) | {"enabled"}


def test_own_parameters_are_used_and_kept(room: Room) -> None:
    """Twenty-one numbers within the model's bounds."""
    numbers = (0.5, *parameters_in_force(())[1:])
    room.settings.set("parameters", numbers)
    sitting = room.study.begin()
    room.grade(sitting, room.ask(sitting))
    assert room.restarted().settings.get().parameters == numbers
    assert len(room.rows("parameter_set")) == 1
    assert room.cached() == room.replayed()
