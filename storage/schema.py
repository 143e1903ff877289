"""Brings a database to this release's tables; the only module that needs alembic."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config

from storage.engine import current_head, migration_of, reading_engine, writing_engine


def upgrade(url: str, revision: str = "head") -> None:
    """Create the tables, or bring them to a later migration."""
    with _config(url) as config:
        command.upgrade(config, revision)


def downgrade(url: str, revision: str) -> None:
    """Take the tables back to an earlier migration."""
    with _config(url) as config:
        command.downgrade(config, revision)


def current(url: str) -> tuple[str, str]:
    """The migration that the database is at, and the one that this release expects."""
    engine = reading_engine(url)
    try:
        return migration_of(engine), current_head()
    finally:
        engine.dispose()


@contextmanager
def _config(url: str) -> Iterator[Config]:
    engine = writing_engine(url)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            yield config
    finally:
        engine.dispose()
