"""Where everything stands in a YAML text: read only when there is something to say about it, or to write into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from quizapp.storage.yaml_events import MAX_DEPTH, MAX_EVENTS, Step, new_loader


@dataclass(slots=True)
class Place:
    """Where one value stands: line and column count from 1; `start` and `end` are character indexes in the text."""

    line: int = 1
    column: int = 1
    start: int = 0
    end: int = 0
    flow: bool = False
    fields: dict[str, tuple[Place, Place]] = field(default_factory=dict)
    items: list[Place] = field(default_factory=list)

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
    from yaml import AliasEvent, CollectionEndEvent, CollectionStartEvent, MappingStartEvent, ScalarEvent

    stack: list[tuple[Place, bool]] = []
    current, in_mapping = root, False
    key: tuple[str, Place] | None = None
    for _ in range(MAX_EVENTS):
        event: Any = loader.get_event()
        if event is None:
            return
        kind = type(event)
        if issubclass(kind, CollectionEndEvent):
            current.end = event.end_mark.index
            current, in_mapping = stack.pop()
        elif issubclass(kind, (ScalarEvent, AliasEvent, CollectionStartEvent)):
            start, end = event.start_mark, event.end_mark
            flow = bool(getattr(event, "flow_style", False))
            place = Place(start.line + 1, start.column + 1, start.index, end.index, flow)
            if in_mapping and key is None:
                key = (getattr(event, "value", ""), place)
            elif key is not None:
                current.fields.setdefault(key[0], (key[1], place))
                key = None
            else:
                current.items.append(place)
            if issubclass(kind, CollectionStartEvent):
                stack.append((current, in_mapping))
                if len(stack) > MAX_DEPTH:
                    return
                current, in_mapping = place, kind is MappingStartEvent
