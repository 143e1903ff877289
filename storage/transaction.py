"""One writing connection, and what it knows of the cases between its transactions."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any

import sqlalchemy as sa

from storage.ledger import Ledger
from storage.prepared import Cursor
from storage.rulebooks import Rulebooks
from storage.sights import Sights
from storage.statements import Statements
from storage.unit_of_work import UnitOfWork


class Transaction:
    """The transaction of one writer, begun again and again on one connection."""

    def __init__(self, engine: sa.Engine, statements: Statements, rulebooks: Rulebooks) -> None:
        self.sights = Sights(statements.see_cases)
        self._engine = engine
        self._statements = statements
        self._rulebooks = rulebooks
        self._connection: sa.Connection | None = None
        self._others_wrote = -1
        self.one_writer = engine.dialect.name == "sqlite"
        self._stored_documents = False
        self._owes = False

    def begin(self, refs: Collection[str]) -> None:
        """Begin, for commands on these cases."""
        if self._connection is None:
            self._connection = self._engine.connect()
        self._connection.begin()
        if self.one_writer:
            self._look_for_other_writers()
        else:
            # Other replicas write too: each case is read and held, in one statement for all.
            self.sights.lock(self._connection, refs)
            self._rulebooks.check(self._connection)

    def unit(self) -> UnitOfWork:
        """A unit of work inside this transaction."""
        assert self._connection is not None, "begin comes first"
        return UnitOfWork(self._connection, self.sights, self._rulebooks)

    def savepoint(self) -> AbstractContextManager[object]:
        """What fails inside leaves the rest of the transaction alone."""
        assert self._connection is not None, "begin comes first"
        return self._connection.begin_nested()

    def take(self, unit: UnitOfWork, ledger: Ledger) -> None:
        """Take up what a unit recorded, for the ledger and for the units after it."""
        for act in unit.acts:
            ledger.add(act)
            self.sights.accept(act.after, act.trail_hash)
        self._stored_documents |= unit.stored_documents
        self._owes |= unit.owes

    def write(self, ledger: Ledger) -> None:
        """Write a ledger; CaseMovedOn when another hand was on one of its cases."""
        if ledger.is_empty:
            return
        taken: list[Cursor] = []
        driver = self._driver()

        def cursor() -> Cursor:
            taken.append(driver.cursor())
            return taken[-1]

        try:
            with self._in_one_trip(driver):
                ledger.write(cursor, self._statements)
            ledger.check()
        finally:
            for each in taken:
                each.close()

    def commit(self) -> bool:
        """Make it last; whether something is owed now that was not owed before."""
        assert self._connection is not None, "begin comes first"
        self._connection.commit()
        self.sights.keep()
        if self._stored_documents:
            self._rulebooks.forget()
        owes = self._owes
        self._stored_documents = self._owes = False
        return owes

    def rollback(self) -> None:
        """Undo it; a connection that is broken is replaced by the next `begin`."""
        self._unlearn()
        if self._connection is None:
            return
        try:
            self._connection.rollback()
        except sa.exc.SQLAlchemyError:
            self.abandon()
        else:
            if self._connection.invalidated or self._connection.closed:
                self.close()

    def abandon(self) -> None:
        """Leave a connection whose commit failed: it may still hold what was not committed."""
        self._unlearn()
        if self._connection is not None:
            with suppress(sa.exc.SQLAlchemyError):
                self._connection.invalidate()
        self.close()

    def _unlearn(self) -> None:
        self.sights.undo()
        self._rulebooks.forget()
        self._others_wrote = -1
        self._stored_documents = self._owes = False

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            with suppress(sa.exc.SQLAlchemyError):
                self._connection.close()
            self._connection = None

    def _driver(self) -> Any:
        assert self._connection is not None, "begin comes first"
        return self._connection.connection.driver_connection

    def _in_one_trip(self, driver: Any) -> AbstractContextManager[object]:
        pipeline: Callable[[], AbstractContextManager[object]] | None
        pipeline = getattr(driver, "pipeline", None)
        return pipeline() if pipeline else nullcontext()

    def _look_for_other_writers(self) -> None:
        # Inside BEGIN IMMEDIATE nobody else can write, so what this says holds to the end.
        (now,) = self._driver().execute("PRAGMA data_version").fetchone()
        if now != self._others_wrote:
            self._others_wrote = now
            self.sights.forget()
            assert self._connection is not None, "begin comes first"
            self._rulebooks.check(self._connection)
