"""Another program holds the database: who asks something is answered all the same."""

import asyncio
from typing import Any

import pytest

from bot import turns
from tests.bot.conftest import Bench
from tests.fakes import activities as teams


async def test_that_we_cannot_note_where_somebody_speaks_does_not_hold_up_their_answer(
    edge: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def waits(*_: Any) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(turns, "INVOKE_SECONDS", 0.05)
    monkeypatch.setattr(edge.memory, "met", waits)
    async with asyncio.timeout(5):
        assert (await edge.post(teams.message("help"))).status == 200
    assert len(edge.channel.delivered()) == 1
