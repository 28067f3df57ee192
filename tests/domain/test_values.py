"""Values behave as the dataclasses of the standard library do, of which they are the quicker make."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from quizapp.domain.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two fields, one with a default."""

    first: int
    second: str = "b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What others add to."""

    name: str
    marks: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Base):
    """Fields of its own after those of its base."""

    hidden: int = field(default=0, repr=False, compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """What `Pair` is compared with."""

    first: int
    second: str = "b"


def test_values_are_equal_hashed_and_ordered_by_their_fields() -> None:
    """Equal fields make equal values of one class, and of no other."""
    others: list[object] = [Pair(2), Usual(1), (1, "b")]
    assert Pair(1) == Pair(1, "b")
    assert hash(Pair(1)) == hash(Pair(1, "b"))
    assert Pair(1) not in others
    assert Pair(1, "a") < Pair(1) <= Pair(1) < Pair(2)
    assert Pair(2) > Pair(1) >= Pair(1)
    assert Derived(name="x", hidden=1) == Derived(name="x", hidden=2)
    with pytest.raises(TypeError):
        assert Pair(1) < (2, "b")  # type: ignore[operator]


def test_values_never_change() -> None:
    """Neither a field nor anything else can be set or deleted."""
    value = Pair(1)
    for name in ("first", "third"):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, 2)
    with pytest.raises(FrozenInstanceError):
        del value.first
    assert not hasattr(value, "__dict__")


def test_values_are_made_as_their_fields_say() -> None:
    """Defaults, factories, names only, and a refusal of what does not fit."""
    one, other = Base(name="a"), Base(name="a")
    assert one.marks == []
    assert one.marks is not other.marks
    assert [each.name for each in fields(Derived)] == ["name", "marks", "hidden"]
    assert repr(Derived(name="x", marks=[1], hidden=5)) == "Derived(name='x', marks=[1])"
    assert repr(Pair(1)).replace("Pair", "Usual") == repr(Usual(1))
    makers: list[tuple[Callable[..., object], tuple[object, ...]]] = [(Pair, ()), (Pair, (1, "b", 3)), (Base, ("a",))]
    for make, given in makers:
        with pytest.raises(TypeError):
            make(*given)


def test_values_can_be_replaced_copied_and_pickled() -> None:
    """Everything that makes another value of one works on all of them."""
    value = Derived(name="x", marks=[1], hidden=5)
    assert replace(value, name="y") == Derived(name="y", marks=[1])
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value
        assert again.hidden == 5
    assert dataclasses.asdict(Pair(1)) == {"first": 1, "second": "b"}
    match Pair(1, "c"):
        case Pair(first, second):
            assert (first, second) == (1, "c")


def test_a_value_is_frozen_and_has_slots() -> None:
    """Anything else is a matter for the standard library."""
    with pytest.raises(TypeError):
        dataclass(frozen=True, slots=False)(Pair)
