"""Where everything stands in a YAML text: read only when there is something to say about it, or to write into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from quizapp.storage.yaml_events import MAX_DEPTH, MAX_EVENTS, Step, new_loader

_NO_FIELDS: Mapping[str, Any] = MappingProxyType({})


@dataclass(slots=True)
class Place:
    """Where one value stands: line and column count from 1; `start` and `end` are character indexes in the text."""

    line: int = 1
    column: int = 1
    start: int = 0
    end: int = 0
    flow: bool = False
    fields: Mapping[str, tuple[Place, Place]] = field(default_factory=lambda: _NO_FIELDS)
    items: Sequence[Place] = ()

    def find(self, steps: tuple[Step, ...], *, key: bool = False) -> Place:
        """The value that the steps lead to, or its key; the deepest one there is when they lead nowhere."""
        here = self
        for number, step in enumerate(steps):
            if isinstance(step, int):
                if not 0 <= step < len(here.items):
                    return here
                here = here.items[step]
            else:
                if step not in here.fields:
                    return here
                here = here.fields[step][0 if key and number == len(steps) - 1 else 1]
        return here


def locate(text: str) -> Place:
    """The places of all values; of those before the fault when the text is broken."""
    root = Place()
    try:
        _fill(root, new_loader(text))
    except Exception:  # the first reading has said what is wrong; the places up to there are what is wanted
        return root.items[0] if root.items else root
    return root.items[0] if root.items else root


def _fill(root: Place, loader: Any) -> None:
    from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

    stack: list[tuple[Place, Any, bool]] = []
    current, in_mapping = root, False
    holder: Any = []
    root.items = holder
    key: tuple[str, Place] | None = None
    for _ in range(MAX_EVENTS):
        event: Any = loader.get_event()
        if event is None:
            return
        kind = type(event)
        is_leaf = kind is ScalarEvent or kind is AliasEvent
        if is_leaf or kind is MappingStartEvent or kind is SequenceStartEvent:
            start = event.start_mark
            place = Place(start.line + 1, start.column + 1, start.index, event.end_mark.index)
            if not in_mapping:
                holder.append(place)
            elif key is None:
                key = (event.value if kind is ScalarEvent else "", place)
            else:
                holder.setdefault(key[0], (key[1], place))
                key = None
            if is_leaf:
                continue
            place.flow = bool(event.flow_style)
            stack.append((current, holder, in_mapping))
            if len(stack) > MAX_DEPTH:
                return
            current, in_mapping = place, kind is MappingStartEvent
            if in_mapping:
                holder = place.fields = {}
            else:
                holder = place.items = []
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            current.end = event.end_mark.index
            current, holder, in_mapping = stack.pop()
