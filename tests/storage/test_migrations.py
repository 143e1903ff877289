"""The tables are what the migrations make, on both databases, forwards and back."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from resolution.errors import Refused
from storage import schema
from storage.engine import (
    check_migrations,
    current_head,
    open_store,
    reading_engine,
    writing_engine,
)
from storage.indexes import metadata
from storage.tables import conversations, documents, trail
from tests.conftest import StoppedClock

MIGRATIONS = Path(schema.__file__).parent / "migrations"
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_the_migrations_make_exactly_these_tables(database_url: str) -> None:
    engine = reading_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, metadata)
        indexes = {
            index["name"]
            for table in metadata.tables
            for index in sa.inspect(connection).get_indexes(table)
        }
    engine.dispose()

    assert differences == []
    assert indexes >= {index.name for table in metadata.tables.values() for index in table.indexes}


def test_partial_indexes_hold_what_the_tables_say(database_url: str) -> None:
    engine = reading_engine(database_url)
    with engine.connect() as connection:
        partial = {
            str(index["name"])
            for table in metadata.tables
            for index in sa.inspect(connection).get_indexes(table)
            if index["dialect_options"].get(f"{engine.dialect.name}_where") is not None
        }
    engine.dispose()

    assert partial == {
        index.name
        for table in metadata.tables.values()
        for index in table.indexes
        if index.dialect_options["sqlite"]["where"] is not None
    }
    assert "uq_outbox_lane_in_flight" in partial


def test_the_file_beside_the_migrations_names_their_only_head() -> None:
    script = ScriptDirectory(str(MIGRATIONS))

    assert script.get_heads() == [current_head()]


def test_a_database_that_is_behind_is_refused_with_what_to_do(
    bare_database_url: str, clock: StoppedClock
) -> None:
    with pytest.raises(Refused, match="resolution db upgrade"):
        open_store(bare_database_url, clock)

    schema.upgrade(bare_database_url, "0001")
    with pytest.raises(Refused, match="migration 0001"):
        open_store(bare_database_url, clock)

    schema.upgrade(bare_database_url)
    open_store(bare_database_url, clock).close()
    assert schema.current(bare_database_url) == (current_head(), current_head())


def test_going_back_and_forth_keeps_what_the_older_tables_hold(bare_database_url: str) -> None:
    schema.upgrade(bare_database_url)
    engine = writing_engine(bare_database_url)
    with engine.begin() as connection:
        text = {"kind": "calendar", "key": "", "digest": "d", "body": "b", "at": NOW}
        connection.execute(sa.insert(documents), text)
        connection.execute(sa.insert(conversations), a_conversation())

    schema.downgrade(bare_database_url, "0001")
    schema.upgrade(bare_database_url)

    with engine.connect() as connection:
        assert connection.execute(sa.select(documents.c.body, documents.c.at)).one() == ("b", NOW)
        assert connection.execute(sa.select(conversations)).all() == []
    engine.dispose()


def a_conversation() -> dict[str, object]:
    row: dict[str, object] = {column.name: "x" for column in conversations.c}
    return row | {"blocked": False, "updated_at": NOW}


def test_a_trail_is_not_dropped_by_going_back(bare_database_url: str) -> None:
    schema.upgrade(bare_database_url)
    engine = writing_engine(bare_database_url)
    with engine.begin() as connection:
        row: dict[str, object] = {column.name: "x" for column in trail.c}
        connection.execute(sa.insert(trail), row | {"seq": 1, "at": NOW})

    with pytest.raises(RuntimeError, match="not empty"):
        schema.downgrade(bare_database_url, "base")

    with engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(trail)).scalar() == 1
    engine.dispose()


def test_an_empty_database_goes_all_the_way_back(bare_database_url: str) -> None:
    schema.upgrade(bare_database_url)
    schema.downgrade(bare_database_url, "base")

    engine = reading_engine(bare_database_url)
    assert sa.inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_only_databases_that_keep_things_are_taken() -> None:
    with pytest.raises(Refused, match="memory"):
        reading_engine("sqlite://")
    with pytest.raises(Refused, match="mysql"):
        reading_engine("mysql://somewhere/base")


def test_a_database_out_of_reach_is_said_to_be_so_without_its_password() -> None:
    engine = reading_engine("postgresql://bot:secret@127.0.0.1:1/cases")
    with pytest.raises(Refused, match="cannot be opened") as refused:
        check_migrations(engine)
    engine.dispose()

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("given", ["resolution.db", "postgresql://bot:secret@host:port/cases"])
def test_an_address_that_is_none_is_refused_with_how_to_write_one(given: str) -> None:
    with pytest.raises(Refused, match=r"IRO_DATABASE.*sqlite:///FILE") as refused:
        reading_engine(given)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "minutes.docx"
    file.write_bytes(b"PK and no database at all. " * 200)
    engine = reading_engine(f"sqlite:///{file}")
    with pytest.raises(Refused, match="not a database"):
        check_migrations(engine)
    engine.dispose()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="cannot be made"):
        reading_engine(f"sqlite:///{tmp_path}/file/resolution.db")


def test_a_server_starts_without_the_tools_of_migration_and_of_other_databases() -> None:
    unused = {"alembic", "sqlalchemy.orm", "sqlalchemy.dialects.postgresql"}
    code = f"import sys, storage.engine; print({unused} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
