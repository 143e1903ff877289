"""Core statements compiled once and run by the driver itself: for the few that every act needs.

Core's own work, about 0.1 ms a statement, would otherwise bound how many acts a second fit.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

Row = dict[str, Any]


class Cursor(Protocol):
    """What the SQLite and PostgreSQL drivers have in common."""

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        ...

    def execute(self, sql: str, parameters: Any = ..., /) -> Any:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Any, /) -> Any:
        """Run one statement for each row of parameters."""
        ...

    def fetchall(self) -> Sequence[Any]:
        """The rows of the last statement."""
        ...

    def close(self) -> None:
        """Give the cursor back."""
        ...


class Prepared:
    """One statement as this database spells it."""

    __slots__ = ("_converters", "sql")

    def __init__(self, statement: sa.ClauseElement, dialect: Dialect) -> None:
        spelling = sqlite.dialect(paramstyle="named") if dialect.name == "sqlite" else dialect
        compiled = statement.compile(dialect=spelling)
        self.sql = str(compiled)
        binds: Mapping[str, sa.BindParameter[Any]] = getattr(compiled, "binds", {})
        self._converters: dict[str, Callable[[Any], Any]] = {}
        for name, bind in binds.items():
            assert bind.required, "every value is given with the row, none is part of the statement"
            convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if convert is not None:
                self._converters[name] = convert

    def run(self, cursor: Cursor, row: Row) -> None:
        """Run it for one row of parameters."""
        self._convert(row)
        cursor.execute(self.sql, row)

    def run_many(self, cursor: Cursor, rows: Sequence[Row]) -> None:
        """Run it for each row of parameters, in order."""
        for row in rows:
            self._convert(row)
        cursor.executemany(self.sql, rows)

    def _convert(self, row: Row) -> None:
        for name, convert in self._converters.items():
            row[name] = convert(row[name])


def insert(table: sa.Table, dialect: Dialect) -> "postgresql.Insert | sqlite.Insert":
    """An INSERT that can say what to do on a conflict."""
    if dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # 3 MB that an embedded database never needs

    return postgresql.insert(table)


def named(*columns: sa.Column[Any]) -> dict[str, sa.BindParameter[Any]]:
    """A parameter for each column, under the column's name."""
    return {column.name: sa.bindparam(column.name, type_=column.type) for column in columns}
