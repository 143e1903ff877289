"""Work done once for a database, in a process of its own: what it imports would stay in memory.

Alembic and the package of bank holidays take more memory than all of the service's own code, and a
service that starts again needs neither.
"""

import subprocess
import sys
from datetime import UTC, date, datetime
from importlib.metadata import version

import orjson

from resolution.errors import Refused
from resolution.working_days import (
    FIRST_DAY,
    LAST_DAY,
    are_bank_holidays_known,
    bank_holidays,
    recall_bank_holidays,
)
from storage.documents import Documents
from storage.engine import Store, current_head, migration_of, open_store, reading_engine

_KIND = "bank_holidays"
_TABLES = "tables"
_SECONDS = 120.0


class _AnyTime:
    """The clock of a text that is true at any time."""

    def now(self) -> datetime:
        """The same moment always, so that storing the list twice is storing it once."""
        return datetime(1970, 1, 1, tzinfo=UTC)


def prepare(url: str, *, upgrade: bool = False) -> None:
    """Give a new embedded database its tables; any other only when asked to."""
    engine = reading_engine(url)
    found = migration_of(engine)
    engine.dispose()
    is_new = not found and url.startswith("sqlite")
    if is_new or (upgrade and found != current_head()):
        _in_a_process(url, _TABLES)


def recall(store: Store, url: str) -> None:
    """Take England's bank holidays from the database; whoever first needs them puts them there."""
    known = store.documents.current(_KIND, _edition())
    if known is None and are_bank_holidays_known():
        _store_bank_holidays(store.documents)
        return
    if known is None:
        _in_a_process(url, _KIND)
        known = store.documents.current(_KIND, _edition())
    if known is not None:
        named = orjson.loads(known.body)
        recall_bank_holidays({date.fromisoformat(day): name for day, name in named.items()})


def _edition() -> str:
    """Which list: another release of the package may know another day."""
    return f"{version('holidays')} {FIRST_DAY.year}-{LAST_DAY.year}"


def _in_a_process(url: str, what: str) -> None:
    # The address goes in by standard input: it may hold a password, and everybody sees arguments.
    words = [sys.executable, "-m", "bot.prepare", what]
    done = subprocess.run(
        words, input=url, text=True, capture_output=True, timeout=_SECONDS, check=False
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise Refused(f"The database could not be prepared: {said[-1] if said else 'no reason'}")


def _store_bank_holidays(documents: Documents) -> None:
    named = {day.isoformat(): name for day, name in bank_holidays().items()}
    documents.put(_KIND, _edition(), orjson.dumps(named).decode(), _AnyTime().now())


def main() -> int:
    """Prepare the database whose address stands on standard input."""
    url = sys.stdin.read().strip()
    if sys.argv[1:] == [_TABLES]:
        from storage.schema import upgrade

        upgrade(url)
    store = open_store(url, _AnyTime())
    try:
        _store_bank_holidays(store.documents)
    finally:
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
