"""Statements compiled once, for the paths where a person waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.sql import ClauseElement


class Prepared:
    """A Core statement compiled once for the database in use and given to the driver as text.

    Core's own `execute` looks the compiled form up and processes every value, which costs more than the statement
    itself; here values must be what the column stores (booleans as 0 and 1), and rows come back as the driver gives them.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {}

    def __call__(self, tx: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Run the statement with the values of its bind parameters, by name; raises KeyError for one that is missing."""
        text, names, constants = self._compiled.get(tx.dialect.name) or self._compile(tx)
        if constants:
            values = {**constants, **values}
        return tx.exec_driver_sql(text, tuple([values[name] for name in names]))

    def _compile(self, tx: Connection) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        compiled: Any = self._statement.compile(dialect=tx.dialect)
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        found = (compiled.string, tuple(compiled.positiontup), constants)
        self._compiled[tx.dialect.name] = found
        return found
