"""An open store on either database, with an invented authority in it."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from storage.engine import Store
from tests.conftest import StoppedClock
from tests.storage.authority import a_store


@pytest.fixture
def store(database_url: str, clock: StoppedClock) -> Iterator[Store]:
    opened = a_store(database_url, clock)
    yield opened
    opened.close()


@pytest.fixture
def direct(store: Store) -> Iterator[sa.Connection]:
    """A hand that reaches past the writer, as another program might."""
    with store.engines[1].connect() as connection:
        yield connection
