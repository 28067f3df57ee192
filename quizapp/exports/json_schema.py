"""The pieces that the JSON Schemas of exports are made of."""

from __future__ import annotations

from typing import Any

TEXT, WHOLE, NUMBER, TRUTH = ({"type": name} for name in ("string", "integer", "number", "boolean"))


def record(**properties: Any) -> dict[str, Any]:
    """An object that has all of these keys."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def records(**properties: Any) -> dict[str, Any]:
    """A list of such objects."""
    return {"type": "array", "items": record(**properties)}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The same, or null."""
    return {"anyOf": [{"type": "null"}, schema]}
