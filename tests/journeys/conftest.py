"""The councils of the journeys, each on a fresh database of either kind."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.harness import POLICIES, Council, a_council

Open = Callable[..., AbstractAsyncContextManager[Council]]

#: For journeys of which every step is written as another journey's is, which runs on both.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(params=POLICIES)
async def council(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path
) -> AsyncIterator[Council]:
    """A council under each of the five policies, on each kind of database."""
    async with a_council(request.param, database_url, tmp_path) as one:
        yield one


@pytest.fixture
async def one_council(database_url: str, tmp_path: Path) -> AsyncIterator[Council]:
    """One council, for what does not depend on the policy; on each kind of database."""
    async with a_council("brighton-and-hove", database_url, tmp_path) as one:
        yield one


@pytest.fixture
def a_council_of(database_url: str, tmp_path: Path) -> Open:
    """Opens a council under one policy, with changes."""

    def open_one(policy: str, **changes: Any) -> AbstractAsyncContextManager[Council]:
        return a_council(policy, database_url, tmp_path, **changes)

    return open_one
