"""Frozen dataclasses that are quick to make: a start makes a hundred of them while a person waits.

`dataclasses.dataclass(frozen=True, slots=True)` compiles seven methods for each class, which takes a millisecond; this
one compiles the initialiser alone. What comes out is a dataclass like any other: `replace` and `fields` know it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter, eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False, order: bool = False) -> Callable[[type], type]:
        """As `dataclasses.dataclass`, for values only: both `frozen` and `slots` have to be asked for."""
        if not (frozen and slots):
            raise TypeError("a value is frozen and has slots")
        bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
        return lambda cls: _with_methods(bare(cls), order)


def _with_methods(cls: type[Any], order: bool) -> type[Any]:
    made = fields(cls)
    names = [each.name for each in made if each.compare]
    compared, kept = _values_of(names), _values_of([each.name for each in made])

    methods: dict[str, Callable[..., Any]] = {
        "__init__": _initialiser(made, hasattr(cls, "__post_init__")),
        "__eq__": _comparing(eq, compared),
        "__hash__": lambda self: hash(compared(self)),
        "__repr__": _representation,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": lambda self: kept(self),
        "__setstate__": _restore,
    }
    if order:
        methods |= {f"__{each.__name__}__": _comparing(each, compared) for each in (lt, le, gt, ge)}
    for name, method in methods.items():
        if vars(cls).get(name) is None:  # what the class defines itself stays
            setattr(cls, name, method)
    return cls


def _comparing(compare: Callable[[Any, Any], bool], compared: Callable[[Any], Any]) -> Callable[[Any, object], Any]:
    def is_so(self: Any, other: object) -> Any:
        return compare(compared(self), compared(other)) if other.__class__ is self.__class__ else NotImplemented

    return is_so


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes these values out of an object, as a tuple also where it is one or none."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])


def _initialiser(made: tuple[Field[Any], ...], finishes: bool) -> Callable[..., None]:
    """The one method that is compiled for each class, because it runs for every object."""
    scope: dict[str, Any] = {"put": object.__setattr__, "missing": MISSING}
    positional, named, body = ["self"], list[str](), list[str]()
    for each in made:
        name = each.name
        default = ""
        if each.default is not MISSING:
            scope[f"default_{name}"] = each.default
            default = f"=default_{name}"
        elif each.default_factory is not MISSING:
            scope[f"new_{name}"] = each.default_factory
            default = "=missing"
        (named if each.kw_only else positional).append(name + default)
        value = f"new_{name}() if {name} is missing else {name}" if default == "=missing" else name
        body.append(f" put(self, {name!r}, {value})")
    parameters = [*positional, *(["*", *named] if named else [])]
    body += [" self.__post_init__()"] if finishes else []
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(body) or " pass"), scope)
    return scope["__init__"]  # type: ignore[no-any-return]


def _representation(self: Any) -> str:
    shown = ", ".join([f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr])
    return f"{self.__class__.__qualname__}({shown})"


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"{name!r} of {self.__class__.__qualname__} stays as it is")


def _restore(self: Any, state: tuple[Any, ...]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
