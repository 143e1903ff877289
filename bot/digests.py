"""The morning list of each channel: owed once a working day, when there is something to say."""

import asyncio
import logging
from datetime import date, datetime

from bot.channels import Channels
from bot.drawing import listed
from resolution.notices import Notice, NoticeKind, Recipient
from resolution.ports import Rulebook
from resolution.working_days import LONDON, local_day
from storage.engine import Store

log = logging.getLogger(__name__)


class Digests:
    """Looks each minute whether it is time; the notice's key makes a second one impossible."""

    def __init__(self, store: Store, channels: Channels, policy_id: str) -> None:
        self._store = store
        self._channels = channels
        self._policy_id = policy_id
        self._looked_on: dict[str, date] = {}

    async def look(self, now: datetime) -> None:
        """Owe today's digests when their hour has come."""
        owed = await asyncio.to_thread(self._owed, now)
        if owed:
            await asyncio.to_thread(self._store.outbox.owe, owed, now)
            log.info("digests_owed", extra={"channels": len(owed)})

    def _owed(self, now: datetime) -> list[Notice]:
        rulebook = self._store.rulebooks.get(self._policy_id)
        if not is_time(rulebook, now):
            return []
        today = local_day(now)
        self._channels.load()
        owed = []
        for channel in self._channels.with_digest(rulebook.directory):
            if self._looked_on.get(channel.key) == today:
                continue
            self._looked_on[channel.key] = today
            if listed(self._store.cases, rulebook, channel, now):
                owed.append(
                    Notice(
                        kind=NoticeKind.DIGEST,
                        to=Recipient(channel=channel.key),
                        key=f"digest:{channel.key}:{today}",
                        facts={"on": today.isoformat()},
                    )
                )
        return owed


def is_time(rulebook: Rulebook, now: datetime) -> bool:
    """Whether a digest may go out: a working day, from the policy's hour until offices close."""
    local = now.astimezone(LONDON)
    if not rulebook.calendar.is_working_day(local.date()):
        return False
    return rulebook.policy.digest_at <= local.time() < rulebook.policy.hours.closes
