"""Keys of one's own: which of them can be, what they clash with, and how they reach the screens.

Textual's `set_keymap` is not used: it takes a key that is given anew away from every other command, also from those
that share it because they are never possible together, and does its work again at every key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingsMap
from textual.keys import _character_to_key

from quizapp.tui.commands import BY_ID, COMMANDS, Command, Place, key_cap, keys_of

if TYPE_CHECKING:
    from textual.dom import DOMNode

_NAME = re.compile(r"((ctrl|shift|alt|super|hyper|meta)\+)*([A-Za-z0-9_]|[a-z][a-z0-9_]+)\Z")


def accepted(written: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """The keys of a configuration that can be used, and a sentence for each command whose keys cannot."""
    own: dict[str, str] = {}
    faults = []
    for identity, value in written.items():
        command = BY_ID.get(identity)
        if command is None:
            faults.append(f"keys: {identity!r} is given one, and there is no such command; docs/keys.md lists all.")
            continue
        keys = [normal(key) for key in (value if isinstance(value, list | tuple) else str(value).split(","))]
        wrong = [key for key in keys if not is_key(key)]
        if wrong or not keys:
            faults.append(f"keys: {identity}: {wrong[0] if wrong else ''!r} is not a key. It keeps its usual keys.")
            continue
        clash = next((found for key in keys for found in clashes(command, key, own)), None)
        if clash is not None:
            faults.append(f"keys: {identity}: {refusal(command, ','.join(keys), clash)} It keeps its usual keys.")
            continue
        own[identity] = ",".join(keys)
    return own, faults


def normal(key: object) -> str:
    """A key by Textual's name: `?` is `question_mark`, a letter is itself."""
    name = str(key).strip()
    return _character_to_key(name) if len(name) == 1 else name


def is_key(name: str) -> bool:
    """Whether this can be the name of a key."""
    return _NAME.match(name) is not None


def clashes(command: Command, key: str, own: Mapping[str, str]) -> list[Command]:
    """The commands that this key would take away from, or be taken from.

    Those are what may be possible at the same time: commands of the same screen, or of every screen. Two that share a
    usual key are never possible together, so they may share another one.
    """
    usual = set(command.keys.split(","))
    everywhere = Place.EVERYWHERE
    return [
        other
        for other in COMMANDS
        if other.id != command.id
        and (other.place in (command.place, everywhere) or command.place is everywhere)
        and key in keys_of(other, own).split(",")
        and not (other.place is command.place and usual & set(other.keys.split(",")))
        and other.action != command.action
    ]


def refusal(command: Command, keys: str, clash: Command) -> str:
    """Why a command cannot have a key."""
    caps = " / ".join(key_cap(key) for key in keys.split(","))
    return f"{command.label} cannot have {caps}: {clash.label} ({clash.place.value}) has it."


def rebind(node: DOMNode, places: Iterable[Place], own: Mapping[str, str]) -> None:
    """Give a screen, or the app, the keys in force; those that are not of our commands stay as they are."""
    # Two private names of Textual: what its class declares, and what this one screen goes by. It offers no other way.
    declared = type(node)._merged_bindings
    if declared is None:
        return
    commands = [command for place in places for command in COMMANDS if command.place is place]
    ids = {command.id for command in commands}
    kept = {
        key: left
        for key, bound in declared.key_to_bindings.items()
        if (left := [binding for binding in bound if binding.id not in ids])
    }
    mine: dict[str, list[Binding]] = {}
    for command in commands:
        for binding in Binding.make_bindings([replace(command, keys=keys_of(command, own)).binding()]):
            mine.setdefault(binding.key, []).append(binding)
    node._bindings = BindingsMap.from_keys({**kept, **mine})
