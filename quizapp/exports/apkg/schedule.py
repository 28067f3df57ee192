"""Schedules in a package: what Anki keeps of a card with FSRS on, and its review log.

Anki takes them only for cards that it does not have yet, and only when asked to import learning progress.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from quizapp.domain.memories import Memory, Phase
from quizapp.domain.progress import CardProgress, GivenAnswer, Progress, interval
from quizapp.domain.questions import CardKey
from quizapp.domain.study_day import SECONDS_A_DAY, to_milliseconds

_FIRST_DAY = 16_332
"""The study day from which a package counts: 2014-09-19, as genanki has it."""

_TYPES = {Phase.NEW: 0, Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 3}
_KINDS = {Phase.NEW: 0, Phase.LEARNING: 0, Phase.REVIEW: 1, Phase.RELEARNING: 2}
_CRAMMED = 3
_SUSPENDED, _WITHIN_THE_DAY, _BY_DAYS = -1, 1, 2
_RED = 1

_CARD = (
    "UPDATE cards SET type = :type, queue = :queue, due = :due, ivl = :ivl, factor = :factor, reps = :reps, "
    "lapses = :lapses, left = :left, flags = :flags, data = :data WHERE id = :id"
)
_MARK = "UPDATE cards SET queue = ?, flags = ? WHERE id = ?"


def write_progress(cursor: sqlite3.Cursor, cards: Iterable[tuple[int, CardKey]], progress: Progress) -> None:
    """Give the cards of a collection, by their ids there, the schedule and the history that they have here."""
    _write_timing(cursor, progress)
    known = [(id, found) for id, key in cards if (found := progress.cards.get(key)) is not None]
    cursor.executemany(_MARK, [_mark(id, each) for id, each in known if each.state.memory.phase is Phase.NEW])
    cursor.executemany(
        _CARD, [_card(id, each, progress) for id, each in known if each.state.memory.phase is not Phase.NEW]
    )
    used: set[int] = set()
    rows = sorted(((answer, id) for id, each in known for answer in each.answers), key=lambda row: row[0].instant)
    cursor.executemany("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)", [_line(id, a, used) for a, id in rows])


def _write_timing(cursor: sqlite3.Cursor, progress: Progress) -> None:
    """Let the days of the package be the learner's: due dates are days since it began."""
    (told,) = cursor.execute("SELECT conf FROM col").fetchone()
    conf: dict[str, Any] = json.loads(told)
    conf |= {"schedVer": 2, "creationOffset": -progress.offset_minutes, "rollover": progress.rollover_hour}
    began = _FIRST_DAY * SECONDS_A_DAY + progress.rollover_hour * 3_600 - progress.offset_minutes * 60
    cursor.execute("UPDATE col SET conf = ?, crt = ?", (json.dumps(conf), began))


def _mark(id: int, each: CardProgress) -> tuple[int, int, int]:
    return _SUSPENDED if each.state.suspended else 0, _RED if each.state.flagged else 0, id


def _card(id: int, each: CardProgress, progress: Progress) -> Mapping[str, object]:
    memory = each.state.memory
    if memory.due_at is not None:
        queue, due = _WITHIN_THE_DAY, to_milliseconds(memory.due_at) // 1000
    else:
        queue, due = _BY_DAYS, (memory.due_day or 0) - _FIRST_DAY
    return {
        "id": id,
        "type": _TYPES[memory.phase],
        "queue": _SUSPENDED if each.state.suspended else queue,
        "due": due,
        # A card that is being learnt again comes back after a day when its steps are done.
        "ivl": 1 if memory.phase is Phase.RELEARNING else max(0, interval(memory)),
        "factor": _factor(memory),
        "reps": memory.reps,
        "lapses": memory.lapses,
        "left": int(memory.due_at is not None),
        "flags": _RED if each.state.flagged else 0,
        "data": _data(each, progress.decay),
    }


def _data(each: CardProgress, decay: float) -> str:
    """What Anki keeps of a card's memory, rounded as Anki rounds it."""
    memory = each.state.memory
    if memory.stability is None or memory.difficulty is None or memory.last is None:
        return ""
    told = {
        "s": round(memory.stability, 4),
        "d": round(memory.difficulty, 3),
        "dr": round(each.retention, 2),
        "decay": round(decay, 3),
        "lrt": to_milliseconds(memory.last) // 1000,
    }
    return json.dumps(told, separators=(",", ":"))


def _factor(memory: Memory) -> int:
    """The difficulty, 1 to 10, as Anki's log has it: 100 to 1100."""
    return 0 if memory.difficulty is None else round((memory.difficulty - 1) / 9 * 1000) + 100


def _line(id: int, answer: GivenAnswer, used: set[int]) -> tuple[int, ...]:
    """A row of the review log; its id is the instant, or the next free one: Anki's log has one answer a millisecond."""
    instant = answer.instant
    while instant in used:
        instant += 1
    used.add(instant)
    if not answer.counts:  # as Anki has answers in a filtered deck that leave the schedule alone
        kept = interval(answer.before)
        return instant, id, answer.rating, kept, kept, 0, answer.milliseconds, _CRAMMED
    kind = _KINDS[answer.before.phase]
    before, after = interval(answer.before), interval(answer.after)
    return instant, id, answer.rating, after, before, _factor(answer.after), answer.milliseconds, kind
