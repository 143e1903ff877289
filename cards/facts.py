"""What a card is told about a case: the case, its policy and what the caller worked out."""

from dataclasses import dataclass
from datetime import datetime

from resolution.case import Case, RunningClock, Visit
from resolution.policy import Policy, Responders, Stage


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
        """The stage that the case is at; a record of its own has its route in place of one."""
        if self.case.matter:
            route = self.policy.route(self.case.matter)
            return Stage(route.key, route.title, False, (), Responders(()), route.cite)
        return self.policy.stage(self.case.stage_key)

    @property
    def visit(self) -> Visit | None:
        """The stage as the case goes through it; None for a record of its own."""
        return self.case.visits[-1] if self.case.visits else None

    @property
    def main_clock(self) -> RunningClock | None:
        """The clock that a card leads with: the stage's own before an agreed action's."""
        stage, rest = self.case.stage_clocks if self.case.visits else (), self.case.open_clocks
        return next((clock for clock in (*stage, *rest) if clock.due_at is not None), None)

    @property
    def is_first_due(self) -> bool:
        """Whether the clock that leads is the one that `days_left` counts to."""
        due = [clock for clock in self.case.open_clocks if clock.due_at is not None]
        return bool(due) and due[0] is self.main_clock
