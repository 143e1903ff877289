"""Opens the database: engines, the writer and everything that can be asked."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from resolution.casework import handle
from resolution.errors import Refused
from resolution.ports import Clock
from storage.cases import Cases
from storage.conversations import Conversations
from storage.documents import Documents
from storage.group import Handle
from storage.outbox import Outbox
from storage.posts import Posts
from storage.rulebooks import Rulebooks
from storage.statements import Statements
from storage.timers import Timers
from storage.trail import Trails
from storage.transaction import Transaction
from storage.writer import Writer

HEAD = Path(__file__).parent / "migrations" / ".current-head"
BUSY_SECONDS = 15  # SQLite: how long to wait for a command line that is writing
POSTGRES_WRITERS = 4


class Store(Struct, frozen=True):
    """Everything that the service keeps, with one road in and a question for each need."""

    writer: Writer
    cases: Cases
    trail: Trails
    timers: Timers
    outbox: Outbox
    posts: Posts
    conversations: Conversations
    documents: Documents
    rulebooks: Rulebooks
    engines: tuple[sa.Engine, ...]

    def close(self) -> None:
        """Write all that waits, then let go of the database."""
        self.writer.close_here()
        self.cases.close()
        for engine in self.engines:
            engine.dispose()


def open_store(url: str, clock: Clock, handle: Handle = handle) -> Store:
    """The store at this address; Refused when its tables are not those of this release."""
    reading, writing = reading_engine(url), writing_engine(url)
    try:
        check_migrations(reading)
    except BaseException:
        reading.dispose()
        writing.dispose()
        raise
    rulebooks = Rulebooks(reading)
    statements = Statements(writing.dialect)
    writers = 1 if writing.dialect.name == "sqlite" else POSTGRES_WRITERS
    writer = Writer(
        [Transaction(writing, statements, rulebooks) for _ in range(writers)], clock, handle
    )
    return Store(
        writer=writer,
        cases=Cases(reading),
        trail=Trails(reading),
        timers=Timers(reading, writer),
        outbox=Outbox(reading, writer),
        posts=Posts(reading, writer),
        conversations=Conversations(reading, writer),
        documents=Documents(reading, writer),
        rulebooks=rulebooks,
        engines=(reading, writing),
    )


def reading_engine(url: str) -> sa.Engine:
    """Connections for questions; they see what was committed and hold up nobody."""
    return _engine(url, begin="BEGIN")


def writing_engine(url: str) -> sa.Engine:
    """Connections for the writer; on SQLite a transaction holds the one right to write."""
    return _engine(url, begin="BEGIN IMMEDIATE")


def current_head() -> str:
    """The migration that this release expects the database to be at."""
    return HEAD.read_text(encoding="ascii").strip()


def migration_of(engine: sa.Engine) -> str:
    """The migration that the database is at, empty before the first; Refused when out of reach."""
    try:
        with engine.connect() as connection:
            if not engine.dialect.has_table(connection, "alembic_version"):
                return ""
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except sa.exc.DatabaseError as error:  # not there, not let in, or a file that is something else
        where = engine.url.render_as_string(hide_password=True)
        raise Refused(f"The database {where} cannot be opened: {error.orig}") from error
    return str(found or "")


def check_migrations(engine: sa.Engine) -> None:
    """Refused when the database is not at the migration that this release expects."""
    found, expected = migration_of(engine), current_head()
    if found != expected:
        raise Refused(
            f"The database is at migration {found or 'none'}, this release needs {expected}: "
            "run `resolution db upgrade` first."
        )


def _engine(url: str, begin: str) -> sa.Engine:
    try:
        address = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        # What was given is not repeated: it may hold a password.
        raise Refused(
            "IRO_DATABASE is not a database's address; write it as in sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/NAME."
        ) from error
    if address.get_backend_name() == "sqlite":
        return _sqlite(address, begin)
    if address.get_backend_name() not in ("postgresql", "postgres"):
        raise Refused(
            f"Only sqlite: and postgresql: databases are known, not {address.drivername}:"
        )
    try:
        return sa.create_engine(
            address.set(drivername="postgresql+psycopg"),
            connect_args={"options": "-c timezone=UTC", "application_name": "resolution"},
            pool_size=8,
            pool_pre_ping=begin == "BEGIN",
        )
    except ModuleNotFoundError as error:
        raise Refused(
            "PostgreSQL needs its driver: install iro-resolution with the postgres extra."
        ) from error


def _sqlite(address: sa.URL, begin: str) -> sa.Engine:
    if not address.database or address.database == ":memory:":
        raise Refused("A database in memory would lose every case; give a file: sqlite:///FILE.")
    _make_folder(Path(address.database).parent)
    address = address.set(drivername="sqlite")
    engine = sa.create_engine(address, connect_args={"check_same_thread": False})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN, not the driver
        for pragma in (
            f"busy_timeout = {BUSY_SECONDS * 1000}",
            "journal_mode = WAL",
            "synchronous = FULL",  # a commit that was answered survives a power cut
            # Pages: 16 MB of log before it is copied back. Fewer pauses, for what many acts touch
            # is copied once, and little to read at a start.
            "wal_autocheckpoint = 4000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror
        raise Refused(f"The database's folder {folder} cannot be made: {why}.") from error
