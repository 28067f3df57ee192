"""The plan of the day in a file of the cache: made anew when it is missing, damaged or out of date."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from quizapp.domain.plans import DayAhead, DayPlan, LeftOutTopic, Otherwise, PlannedCard, Promise, Why
from quizapp.storage.failures import unavailable
from quizapp.storage.files import private_folder, replacing

_FORMAT = 3


def write(path: Path, plan: DayPlan) -> None:
    """Keep a plan in the place of the one before; raises StoreUnavailable when the file cannot be written."""
    plain: dict[str, Any] = {"format": _FORMAT} | {name: getattr(plan, name) for name in plan.__slots__}
    text = json.dumps(plain, default=dict)
    try:
        private_folder(path.parent)
        with replacing(path, mode=0o600) as scratch:
            scratch.write_text(f"{_sum(text)}\n{text}", encoding="utf-8")
    except OSError as error:
        raise unavailable(error, path) from error


def read(path: Path) -> DayPlan | None:
    """The plan that was kept, or None when there is none that can be read."""
    try:
        said, _, text = path.read_text(encoding="utf-8").partition("\n")
        if said != _sum(text):
            return None
        plain = json.loads(text)
        if plain.pop("format") != _FORMAT:
            return None
        policy = plain.pop("policy")
        return DayPlan(
            day=plain["day"],
            goals=plain["goals"],
            bank=plain["bank"],
            seconds=plain["seconds"],
            order=tuple([PlannedCard(*each) for each in plain["order"]]),
            planned=plain["planned"],
            answered=plain["answered"],
            why={card: Why(*each) for card, each in plain["why"].items()},
            days=tuple([DayAhead(*each) for each in plain["days"]]),
            promises=tuple([Promise(*each) for each in plain["promises"]]),
            otherwise=tuple([Otherwise(minutes, tuple(marks)) for minutes, marks in plain["otherwise"]]),
            left_out=tuple([LeftOutTopic(*each) for each in plain["left_out"]]),
            policy=None if policy is None else (policy[0], tuple(policy[1]), tuple(policy[2]), policy[3]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None  # a cache that is not as it was written is none


def _sum(text: str) -> str:
    """What stands in the first line, so that a number that was spoilt is not planned by."""
    return sha256(text.encode()).hexdigest()
