"""The learner's choices about scheduling: read, changed with a sentence for what cannot be, and kept as events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quizapp.domain.clock import Clock
from quizapp.domain.events import EventType
from quizapp.domain.setting_rules import RULES, SettingRefused, chosen, default_of, rule_of
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment_by
from quizapp.services.recording import keep_parameters, plain_event
from quizapp.storage import agenda, choices, log
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice as it stands: its name, value, default, what it means and which values it takes."""

    key: str
    value: Any
    default: Any
    meaning: str
    values: str
    deck: str | None = None


class SettingsService:
    """Scheduling settings of a learner. A sitting under way keeps those it began with."""

    def __init__(self, store: Store, clock: Clock, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._learner = store, clock, learner

    def get(self) -> StudySettings:
        """All choices, with defaults for those never made."""
        with self._store.read() as tx:
            return choices.settings(tx, self._learner)

    def listing(self, deck: str | None = None) -> tuple[Setting, ...]:
        """Every choice that there is for all decks, or for one of them, with its meaning."""
        settings = self.get()
        held = settings if deck is None else settings.for_deck(deck)
        return tuple(
            Setting(key, getattr(held, key), default_of(key, deck), rule.meaning, rule.values, deck)
            for key, rule in RULES.items()
            if (rule.for_all if deck is None else rule.for_deck)
        )

    def set(self, key: str, value: object, deck: str | None = None) -> StudySettings:
        """Change one choice; None goes back to the default. Raises SettingRefused with the sentence to show."""
        read = None if value is None else rule_of(key, deck).value(key, value)
        if value is None:
            rule_of(key, deck)
        with self._store.write() as tx:
            if deck is not None and deck not in {row.slug for row in agenda.decks(tx)}:
                raise SettingRefused(f"There is no deck {deck!r}.")
            before = choices.settings(tx, self._learner)
            after = chosen(before, key, read, deck)
            if after == before:
                return before
            now = moment_by(self._clock, before.rollover_hour)
            payload = {"deck": deck or "", "key": key, "value": read}
            identifier = log.new_event_id(now.instant, self._store.entropy(10))
            log.append(tx, plain_event(EventType.SETTINGS, self._learner, now, identifier, payload=payload))
            choices.put_settings(tx, self._learner, after)
            if key == "parameters":
                keep_parameters(tx, after)
        return after
