"""What pydantic finds wrong with a mapping, in sentences of our own at the deepest place that is at fault."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from quizapp.storage.deck_spec import SAID
from quizapp.storage.yaml_events import Reading, Step, shortened

_COUNTED = {"too_short": "min_length", "too_long": "max_length"}


def report(error: ValidationError, reading: Reading, base: tuple[Step, ...], model: type[BaseModel]) -> None:
    """Note every finding of a failed validation of `model` against the value at `base`."""
    for found in error.errors(include_url=False):
        if reading.full:
            return
        steps = base + tuple(found["loc"])
        kind = found["type"]
        if kind == "extra_forbidden":
            _report_unknown(found, reading, steps, model)
        else:
            said = _of_an_entry(kind, steps, found["input"])
            reading.refuse(steps, said or sentence(kind, str(steps[-1]), found.get("ctx", {}), found["input"]))


def nearest(word: str, known: Iterable[str]) -> str:
    """` (did you mean `x`?)` when a known word is much like this one, else nothing."""
    close = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f": did you mean `{close[0]}`?" if close else ""


def _of_an_entry(kind: str, steps: tuple[Step, ...], given: Any) -> str:
    """What to write in place of a bare text in a list of a question, or for a gap; "" for any other error."""
    if len(steps) < 2 or not isinstance(given, str) or not given:
        return ""
    holder, text = steps[-2], shortened(given)
    if kind == "list_type" and holder == "accept":
        return f"the answers for gap {steps[-1]} must be a list, such as [{text}]"
    if kind in ("model_type", "model_attributes_type") and holder in ("options", "items", "outline"):
        return f"an entry of `{holder}` has keys: write `text: {text}`"
    if kind in ("model_type", "model_attributes_type") and holder == "pairs":
        return f"an entry of `pairs` has keys: write `left: {text}` and `right:` below it"
    return ""


def _report_unknown(found: Any, reading: Reading, steps: tuple[Step, ...], model: type[BaseModel]) -> None:
    word = shortened(str(steps[-1]))
    if found["input"] == "" and isinstance(found["loc"][-1], str) and " " in found["loc"][-1]:
        reading.refuse(steps, f"`{word}` is no key: a text inside {{ }} that holds a comma needs quotes", key=True)
        return
    known = sorted(_fields_at(model, found["loc"][:-1]))
    hint = nearest(word, known) or f" (it may be {', '.join(known)})"
    reading.refuse(steps, f"the key `{word}` is unknown here{hint}", key=True)


def _fields_at(model: type[BaseModel], loc: tuple[Step, ...]) -> Iterable[str]:
    """The keys that the mapping at `loc` within the model may have."""
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return model.model_fields


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_in(part)
        if found is not None:
            return found
    return None


def sentence(kind: str, name: str, context: Mapping[str, Any], given: Any) -> str:
    """The sentence for one type of pydantic error about the field `name`."""
    if name.isdecimal():
        name = f"entry {int(name) + 1}"
    match kind:
        case "said":
            return str(context["sentence"])
        case "missing":
            return f"`{name}` is missing"
        case "string_type":
            return f"`{name}` must be a text, not {_shape(given)}"
        case "string_too_short":
            return f"`{name}` is empty"
        case "string_too_long":
            return f"`{name}` is {len(given):,} characters long; at most {context['max_length']:,} are allowed"
        case "string_pattern_mismatch":
            return _pattern_sentence(name, given)
        case "too_short":
            entries = "entry" if context["min_length"] == 1 else "entries"
            return f"`{name}` needs at least {context['min_length']} {entries}, and has {context['actual_length']}"
        case "too_long":
            return f"`{name}` may have at most {context['max_length']} entries"
        case "list_type":
            such = f"such as [{shortened(given)}]" if isinstance(given, str) and given else f"not {_shape(given)}"
            return f"`{name}` must be a list, {such}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"`{name}` must be a mapping with keys, not {_shape(given)}"
        case "literal_error":
            return f"`{name}` must be {context['expected']}, not {_shape(given)}"
    return _number_sentence(kind, name, context, given)


def _number_sentence(kind: str, name: str, context: Mapping[str, Any], given: Any) -> str:
    if kind.startswith("bool"):
        return f"`{name}` must be true or false, not {_shape(given)}"
    if kind.startswith("int"):
        return f"`{name}` must be a whole number, not {_shape(given)}"
    if kind == "greater_than_equal":
        return f"`{name}` must be at least {context['ge']}, not {_shape(given)}"
    if kind == "less_than_equal":
        return f"`{name}` must be at most {context['le']}, not {_shape(given)}"
    return f"`{name}` cannot be {_shape(given)}"


def _pattern_sentence(name: str, given: str) -> str:
    if name == "language":
        return f"`language` must be a language code such as en, ur or en-GB, not {_shape(given)}"
    if not given:
        return f"`{name}` is empty"
    return f"`{name}` must be small letters and digits joined by hyphens (like sco-summit-2024), not {_shape(given)}"


def _shape(given: Any) -> str:
    if isinstance(given, dict):
        return "a mapping"
    if isinstance(given, list):
        return "a list"
    return f"`{shortened(str(given))}`" if given not in ("", None) else "empty"


assert SAID == "said"
