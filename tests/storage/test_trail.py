"""The trail is append-only, every change of it shows, and its fold is the case."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from resolution.commands import AddNote
from resolution.errors import NoSuchCase
from resolution.folding import fold
from storage.engine import Store
from storage.tables import cases, trail
from tests.builders import REF
from tests.storage.authority import acknowledge, raise_challenge

Forge = Callable[[sa.Connection], object]


@pytest.fixture
async def version(store: Store) -> int:
    """A case with a few rows of trail; the number of its last one."""
    await store.writer.submit(raise_challenge())
    await store.writer.submit(acknowledge())
    by = raise_challenge().by
    return (await store.writer.submit(AddNote(case_ref=REF, by=by, text="A note."))).version


def forge(connection: sa.Connection, *changes: sa.Executable) -> None:
    """Change the trail as only somebody with the database's own password could."""
    postgres = connection.dialect.name == "postgresql"
    if postgres:
        connection.execute(sa.text("ALTER TABLE trail DISABLE TRIGGER ALL"))
    else:
        connection.execute(sa.text("DROP TRIGGER trail_refuses_update"))
        connection.execute(sa.text("DROP TRIGGER trail_refuses_delete"))
    for change in changes:
        connection.execute(change)
    if postgres:
        connection.execute(sa.text("ALTER TABLE trail ENABLE TRIGGER ALL"))
    connection.commit()


def problems(store: Store) -> tuple[str, ...]:
    return store.trail.verify(REF).problems


async def test_folding_the_trail_gives_the_stored_case(store: Store, version: int) -> None:
    assert fold(REF, store.trail.events(REF)) == store.cases.case(REF)
    assert store.cases.case(REF).version == version
    assert store.trail.verify(REF).is_whole


@pytest.mark.parametrize("statement", ["UPDATE trail SET by_name = ''", "DELETE FROM trail"])
async def test_the_database_refuses_to_change_the_trail(
    store: Store, direct: sa.Connection, version: int, statement: str
) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        direct.execute(sa.text(statement))

    direct.rollback()
    assert store.trail.verify(REF).is_whole


async def test_postgresql_refuses_to_empty_the_trail(
    store: Store, direct: sa.Connection, version: int
) -> None:
    statement = "TRUNCATE trail" if direct.dialect.name == "postgresql" else "DELETE FROM trail"

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        direct.execute(sa.text(statement))


async def test_a_changed_row_shows(store: Store, direct: sa.Connection, version: int) -> None:
    forge(direct, sa.update(trail).where(trail.c.seq == 2).values(by_name="Somebody else"))

    assert problems(store) == ("row 2 was changed after it was written",)


async def test_a_row_with_a_made_up_hash_shows(
    store: Store, direct: sa.Connection, version: int
) -> None:
    forge(direct, sa.update(trail).where(trail.c.seq == 2).values(hash="0" * 64))

    assert "row 2 was changed after it was written" in problems(store)
    assert "row 3 does not follow the row before it" in problems(store)


async def test_rows_in_another_order_show(
    store: Store, direct: sa.Connection, version: int
) -> None:
    steps = [(2, 100), (3, 2), (100, 3)]
    forge(direct, *(sa.update(trail).where(trail.c.seq == a).values(seq=b) for a, b in steps))

    assert "row 2 does not follow the row before it" in problems(store)


async def test_a_row_taken_out_shows(store: Store, direct: sa.Connection, version: int) -> None:
    forge(direct, sa.delete(trail).where(trail.c.seq == 2))

    assert "row 2 is missing" in problems(store)


async def test_a_trail_cut_off_shows(store: Store, direct: sa.Connection, version: int) -> None:
    forge(direct, sa.delete(trail).where(trail.c.seq == version))

    assert problems(store) == (
        f"the case has version {version}, but its trail has {version - 1} rows",
    )


async def test_a_trail_cut_off_together_with_the_version_shows(
    store: Store, direct: sa.Connection, version: int
) -> None:
    forge(
        direct,
        sa.delete(trail).where(trail.c.seq == version),
        sa.update(cases).values(version=version - 1),
    )

    assert problems(store) == ("the last row is not the one that the case ends with",)


async def test_a_changed_case_shows(store: Store, direct: sa.Connection, version: int) -> None:
    body = store.cases.case(REF)
    assert body.initials == "AB"
    forge(
        direct,
        sa.update(cases).values(
            body=sa.func.replace(cases.c.body, '"initials":"AB"', '"initials":"CD"')
        ),
    )

    assert problems(store) == ("the stored case is not the one that its trail makes",)


async def test_a_trail_without_its_case_shows(
    store: Store, direct: sa.Connection, version: int
) -> None:
    forge(direct, sa.delete(cases))

    assert store.trail.refs() == (REF,)
    assert problems(store) == ("the trail belongs to no stored case",)


async def test_every_case_has_a_trail_of_its_own(store: Store, version: int) -> None:
    await store.writer.submit(raise_challenge("TST-99999"))

    assert store.trail.refs() == (REF, "TST-99999")
    assert all(store.trail.verify(ref).is_whole for ref in store.trail.refs())


def test_an_unknown_reference_is_refused(store: Store) -> None:
    with pytest.raises(NoSuchCase, match="TST-22222"):
        store.trail.verify("TST-22222")
