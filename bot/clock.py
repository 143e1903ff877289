"""The only place that asks what time it is."""

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


class ShiftedClock:
    """The machine's clock moved forward, for the local demo; the caller keeps the offset."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """The present moment of the demo, aware, in UTC."""
        return datetime.now(UTC) + self.offset

    def forward_to(self, moment: datetime) -> timedelta:
        """Move on to a later moment; an earlier one changes nothing, for time never runs back."""
        self.offset = max(self.offset, moment - datetime.now(UTC))
        return self.offset


def unix_time() -> float:
    """Seconds since 1970: what the expiry of tokens is measured in, never shifted by a demo."""
    return time.time()
