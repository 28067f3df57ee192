"""Rooms to study in: a store, a clock and the services over them."""

from __future__ import annotations

import pytest

from quizapp.storage.engine import Store
from tests.support.clocks import SetClock
from tests.support.rooms import Room, add_deck, room_over


@pytest.fixture
def empty(store: Store, clock: SetClock) -> Room:
    """A room without any deck."""
    return room_over(store, clock)


@pytest.fixture
def room(empty: Room) -> Room:
    """A room with one deck of thirty questions."""
    with empty.store.write() as tx:
        add_deck(tx, 1, "history", 30)
    return empty
