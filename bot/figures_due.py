"""The figures that a procedure has looked at in some months: owed on the first working day."""

import asyncio
import logging
from datetime import datetime

from bot.digests import is_time
from resolution.notices import Notice, NoticeKind, Recipient
from resolution.working_days import local_day
from storage.engine import Store

log = logging.getLogger(__name__)


class FiguresDue:
    """Looks each minute; the notice's key, of the month, makes a second one impossible.

    A first day that was slept through is made good on the next working day.
    """

    def __init__(self, store: Store, policy_id: str) -> None:
        self._store = store
        self._policy_id = policy_id
        self._owed_in = ""

    async def look(self, now: datetime) -> None:
        """Owe the figures to those who write of them, once a month that the policy names."""
        owed = await asyncio.to_thread(self._owed, now)
        if owed:
            await asyncio.to_thread(self._store.outbox.owe, owed, now)
            self._owed_in = f"{local_day(now):%Y-%m}"
            log.info("figures_owed", extra={"people": len(owed)})

    def _owed(self, now: datetime) -> list[Notice]:
        rulebook, today = self._store.rulebooks.get(self._policy_id), local_day(now)
        due, month = rulebook.policy.figures, f"{today:%Y-%m}"
        period = due.period(today)
        if period is None or self._owed_in == month or not is_time(rulebook, now):
            return []
        facts = {"first": period[0].isoformat(), "last": period[1].isoformat()}
        return [
            Notice(
                NoticeKind.FIGURES,
                Recipient(person.id),
                f"figures:{person.id}:{month}",
                facts=facts,
            )
            for person in rulebook.directory.people
            if not person.left and any(held.post in due.to for held in person.holdings)
        ]
