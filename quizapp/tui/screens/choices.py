"""The rows of the settings screen: how one studies, how quizapp looks, and every key, each with its explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.setting_rules import GOALS, RULES, written
from quizapp.domain.settings import NewOrder
from quizapp.settings import PREFERENCES, Preferences
from quizapp.tui.commands import COMMANDS, Command, Place, key_caps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizapp.domain.goals import Goal
    from quizapp.services.settings import Setting

NAMES = {
    "retention": "Wanted recall",
    "new_per_day": "New questions a day",
    "reviews_per_day": "Reviews a day",
    "new_order": "Order of new questions",
    "learning_steps": "Steps of new questions",
    "relearning_steps": "Steps of forgotten ones",
    "maximum_interval": "Longest interval",
    "rollover_hour": "Day begins at",
    "bury_siblings": "Gaps on different days",
    "leech_after": "Leech after lapses",
    "suspend_leeches": "Put leeches aside",
    "parameters": "Numbers of the model",
    "theme": "Theme",
}
"""What a choice is called here; one that is missing goes by its name in `quizapp settings`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One choice: `options` are its values where they are few, `command` the one whose keys it is."""

    key: str
    label: str
    value: str
    default: str
    meaning: str
    values: str
    kept: str
    options: tuple[str, ...] = ()
    command: Command | None = None

    @property
    def changed(self) -> bool:
        """Whether it is not what it was at first."""
        return self.value != self.default


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


def study_group(settings: Iterable[Setting], goals: Iterable[Goal] = ()) -> Group:
    """The choices that move due days, and the exams to aim at; they are kept with the answers."""
    return Group("HOW YOU STUDY", (*[_study(setting) for setting in settings], _aim(goals)))


def _aim(goals: Iterable[Goal]) -> Row:
    return Row(
        GOALS,
        "Exams to aim at",
        ", ".join([f"{goal.exam} {goal.on}" for goal in goals]) or "none",
        "none",
        "The exams ahead, each with its day, its paper and the minutes there are; with one, each day is planned for "
        "the most marks.",
        "a form of its own, or the plan where there is one",
        "in your log of answers",
    )


def _study(setting: Setting) -> Row:
    key = setting.key
    options: tuple[str, ...] = ()
    if isinstance(setting.default, bool):
        options = ("yes", "no")
    elif isinstance(setting.default, NewOrder):
        options = tuple([order.value for order in NewOrder])
    return Row(
        key,
        NAMES.get(key, key),
        written(setting.value),
        written(setting.default),
        setting.meaning,
        RULES[key].values,
        "in your log of answers",
        options,
    )


def looks_group(preferences: Preferences, path: object) -> Group:
    """The choices about the program."""
    default = Preferences()
    rows = [
        Row(
            key,
            NAMES.get(key, key),
            str(getattr(preferences, key)),
            str(getattr(default, key)),
            preference.meaning,
            " or ".join(preference.values),
            f"in {path}",
            preference.values,
        )
        for key, preference in PREFERENCES.items()
    ]
    return Group("HOW QUIZAPP LOOKS", tuple(rows))


def key_groups(own: Mapping[str, str], path: object) -> Iterator[Group]:
    """Every command with its keys, by the place where it works."""
    for place in Place:
        rows = [
            Row(
                command.id,
                command.label,
                key_caps(command, own),
                key_caps(command),
                command.help,
                "any key that no other command of the screen has",
                f"in {path}, table keys, as {command.id}",
                command=command,
            )
            for command in COMMANDS
            if command.place is place
        ]
        if rows:
            yield Group(f"KEYS: {place.value.upper()}", tuple(rows))
