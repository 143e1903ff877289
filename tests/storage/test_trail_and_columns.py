"""Verifying looks at all that lists, digests and rights to read go by, not at texts alone."""

from collections.abc import Mapping

import pytest
import sqlalchemy as sa

from storage.engine import Store
from storage.tables import case_people, cases
from tests.builders import REF
from tests.storage.authority import acknowledge, raise_challenge


@pytest.fixture
async def _a_case(store: Store) -> None:
    await store.writer.submit(raise_challenge())
    await store.writer.submit(acknowledge())


@pytest.mark.usefixtures("_a_case")
@pytest.mark.parametrize(
    "hidden",
    [{"status": "resolved"}, {"next_due_at": None}, {"owner_id": "x"}, {"team": "x"}],
    ids=lambda hidden: next(iter(hidden)),
)
async def test_a_case_that_was_hidden_from_the_lists_shows(
    store: Store, direct: sa.Connection, hidden: Mapping[str, object]
) -> None:
    assert store.trail.verify(REF).is_whole
    direct.execute(sa.update(cases).values(**hidden))
    direct.commit()
    (column,) = hidden
    assert store.trail.verify(REF).problems == (
        f"its column {column} does not say what the case says",
    )


@pytest.mark.usefixtures("_a_case")
async def test_somebody_taken_from_the_people_of_a_case_shows(
    store: Store, direct: sa.Connection
) -> None:
    direct.execute(sa.delete(case_people).where(case_people.c.role == "owner"))
    direct.commit()
    assert store.trail.verify(REF).problems == (
        "the people kept beside the case are not those of the case",
    )


@pytest.mark.usefixtures("_a_case")
async def test_what_cannot_be_read_is_a_finding_and_not_a_crash(
    store: Store, direct: sa.Connection
) -> None:
    await store.writer.submit(raise_challenge("TST-99999"))
    direct.execute(sa.update(cases).where(cases.c.ref == REF).values(body="{"))
    direct.commit()
    assert store.trail.verify(REF).problems == ("the record cannot be read: DecodeError",)
    assert store.trail.verify("TST-99999").is_whole
