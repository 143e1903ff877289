"""Nobody was imported yet: what cannot be done is said each minute in a word, not as a fault."""

import logging
from datetime import datetime
from typing import cast

import pytest

from bot.scheduler import Scheduler
from resolution.case import Case
from resolution.errors import Refused
from storage.timers import Timers
from tests.conftest import StoppedClock


async def test_a_chore_that_is_refused_is_no_fault(
    clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    async def refused(now: datetime) -> None:
        raise Refused("Nobody is known yet.")

    async def nothing(commands: object) -> list[Case | BaseException]:
        return []

    scheduler = Scheduler(cast("Timers", None), nothing, clock, (refused,))
    await scheduler.chores()
    (record,) = caplog.records
    assert (record.levelno, record.msg) == (logging.WARNING, "chore_refused")
    assert record.exc_info is None
