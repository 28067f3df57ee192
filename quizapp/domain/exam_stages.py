"""The stages of a paper: what is open at the same time, and for how long."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quizapp.domain.blueprints import Blueprint
from quizapp.domain.values import dataclass

MINUTE = 60_000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Sections among which one moves freely; `length` is in milliseconds, None without a time of its own.

    A section that locks is a stage by itself, and when it is over nobody returns to it.
    """

    sections: tuple[str, ...]
    length: int | None
    locks: bool


def stages_of(blueprint: Blueprint, asked: Collection[str]) -> tuple[Stage, ...]:
    """The stages in their order; sections of which nothing is asked are left out.

    Sections that do not lock stand together as one stage. It has a time of its own where each of them has one and it is
    not the last, which goes on until the whole paper is over.
    """
    stages: list[Stage] = []
    free: list[tuple[str, int]] = []
    for section in blueprint.sections:
        if section.id not in asked:
            continue
        if not section.locks:
            free.append((section.id, section.minutes))
            continue
        stages += _free(free, last=False)
        free = []
        stages.append(Stage((section.id,), section.minutes * MINUTE or None, locks=True))
    return (*stages, *_free(free, last=True))


def _free(sections: Sequence[tuple[str, int]], *, last: bool) -> list[Stage]:
    if not sections:
        return []
    minutes = [minutes for _, minutes in sections]
    length = None if last or not all(minutes) else sum(minutes) * MINUTE
    return [Stage(tuple([id for id, _ in sections]), length, locks=False)]


def end_of(blueprint: Blueprint, stages: Sequence[Stage], stage: int, since: int) -> int | None:
    """When the whole paper is over, in milliseconds of its time; None when it has no clock.

    `stage` is the one that was begun last by hand, at `since`. When the last stage locks, its end is that of the paper.
    """
    whole = blueprint.minutes * MINUTE or None
    lengths = [each.length for each in stages[stage:]]
    if not (stages and stages[-1].locks) or any(length is None for length in lengths):
        return whole
    last = since + sum(length or 0 for length in lengths)
    return last if whole is None else min(whole, last)


def stage_at(stages: Sequence[Stage], stage: int, since: int, moment: int) -> tuple[int, int]:
    """Which stage it is at a moment, and since when, if `stage` was begun at `since` and none by hand after it."""
    while stage < len(stages) - 1:
        length = stages[stage].length
        if length is None or moment < since + length:
            break
        stage, since = stage + 1, since + length
    return stage, since
