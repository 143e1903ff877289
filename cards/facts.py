"""What a card is told about a case: the case, its policy and what the caller worked out."""

from dataclasses import dataclass
from datetime import datetime

from resolution.case import Case
from resolution.policy import Policy, Stage


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as it is now.

    `days_left` counts the working days to the open clock that falls due first: 0 today, -2 when two
    working days late, None when nothing waits or the policy gives no figure.
    """

    case: Case
    policy: Policy
    at: datetime
    team: str = ""  # the team's title
    days_left: int | None = None

    @property
    def ref(self) -> str:
        """The case's reference."""
        return self.case.ref

    @property
    def stage(self) -> Stage:
        """The stage that the case is at."""
        return self.policy.stage(self.case.stage_key)
