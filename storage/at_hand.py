"""Reads a case by its reference from a database file beside us, without waiting for anybody."""

import sqlite3
from threading import Lock

import sqlalchemy as sa

_ASKED = "SELECT body FROM cases WHERE ref = ?"


class AtHand:
    """One connection of its own, straight to the driver: a dozen microseconds for a case.

    A server's database is a journey away, so of it nothing is at hand.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._file = engine.url.database if engine.dialect.name == "sqlite" else None
        self._connection: sqlite3.Connection | None = None
        self._one_at_a_time = Lock()

    def body(self, ref: str) -> str | None:
        """The case as it is written; None when there is none, or it would have to be waited for."""
        if self._file is None:
            return None
        try:
            with self._one_at_a_time:
                found = self._open(self._file).execute(_ASKED, (ref,)).fetchone()
        except sqlite3.OperationalError:
            return None
        return None if found is None else str(found[0])

    def close(self) -> None:
        """Let go of the file."""
        with self._one_at_a_time:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self, file: str) -> sqlite3.Connection:
        if self._connection is None:
            # No transaction is ever begun and no lock waited for: the caller must not stand still.
            self._connection = sqlite3.connect(
                file, timeout=0, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA query_only = ON")
        return self._connection
