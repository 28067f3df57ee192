"""What the learner chose about scheduling, and the scheduler's numbers, kept beside the log that says since when."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from quizapp.domain.settings import DeckSettings, NewOrder, StudySettings
from quizapp.storage.tables import parameter_set, setting


def settings(tx: Connection, learner: str) -> StudySettings:
    """What the learner chose, with defaults for the rest; a choice that this version does not know is passed over."""
    chosen: dict[str, dict[str, Any]] = {}
    for slug, key, value in tx.execute(
        select(setting.c.deck, setting.c.key, setting.c.value).where(setting.c.learner == learner)
    ):
        chosen.setdefault(slug, {})[key] = json.loads(value)
    everywhere = chosen.pop("", {})
    decks = {slug: DeckSettings(**_known(DeckSettings, own)) for slug, own in chosen.items()}
    return StudySettings(**_known(StudySettings, everywhere), decks=decks)


def put_settings(tx: Connection, learner: str, chosen: StudySettings) -> None:
    """Keep what the learner chose where it differs from the defaults."""
    tx.execute(delete(setting).where(setting.c.learner == learner))
    for slug, name, value in _rows(chosen):
        tx.execute(insert(setting).values(learner=learner, deck=slug, key=name, value=json.dumps(value)))


def are_kept(tx: Connection, learner: str, chosen: StudySettings) -> bool:
    """Whether these choices and no others are what is kept of the learner's."""
    return sorted(_rows(settings(tx, learner)), key=str) == sorted(_rows(chosen), key=str)


def keep_parameters(tx: Connection, fingerprint: str, scheduler: str, parameters: Collection[float]) -> None:
    """Keep the numbers behind a fingerprint that events name."""
    values = {"fingerprint": fingerprint, "scheduler": scheduler, "parameters": json.dumps(list(parameters))}
    tx.execute(insert_or(parameter_set).values(values).on_conflict_do_nothing())


def parameters(tx: Connection, fingerprint: str) -> tuple[float, ...] | None:
    """The numbers behind a fingerprint, if they were kept."""
    kept = select(parameter_set.c.parameters).where(parameter_set.c.fingerprint == fingerprint)
    found = tx.execute(kept).scalar_one_or_none()
    return None if found is None else tuple(json.loads(found))


def _rows(chosen: StudySettings) -> list[tuple[str, str, Any]]:
    """Deck, name and value of every choice that differs from the default."""
    rows = [("", name, _plain(name, value)) for name, value in _differing(chosen, StudySettings()) if name != "decks"]
    return rows + [(slug, *pair) for slug, own in chosen.decks.items() for pair in _differing(own, DeckSettings())]


def _plain(name: str, value: Any) -> Any:
    if name != "goals":
        return value
    from quizapp.domain.goals import goals_to_plain  # here, not above: most starts have no goal to read

    return goals_to_plain(value)


def _goals(value: Any) -> Any:
    from quizapp.domain.goals import goals_from_plain  # here, not above: see `_plain`

    return goals_from_plain(value)


def _known(kind: type[StudySettings | DeckSettings], chosen: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    readers: dict[str, Callable[[Any], Any]] = {
        "new_order": NewOrder,
        "learning_steps": tuple,
        "relearning_steps": tuple,
        "parameters": tuple,
        "goals": _goals,
    }
    return {name: readers.get(name, _same)(value) for name, value in chosen.items() if name in names}


def _same(value: Any) -> Any:
    return value


def _differing(chosen: StudySettings | DeckSettings, default: StudySettings | DeckSettings) -> list[tuple[str, Any]]:
    names = [field.name for field in fields(chosen)]
    return [(name, getattr(chosen, name)) for name in names if getattr(chosen, name) != getattr(default, name)]
