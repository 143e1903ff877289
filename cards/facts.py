"""What a card is told about a case: the case, its policy and what the caller worked out."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from msgspec import Struct, field

from resolution.answered import still_wanted
from resolution.case import Case, RunningClock, Visit
from resolution.events import Assignment
from resolution.policy import Must, Policy, Responders, Stage


class CaseFacts(Struct, frozen=True, dict=True):
    """A case as it is now.

    `days_left` counts the working days to the open clock that falls due first: 0 today, -2 when two
    working days late, None when nothing waits or the policy gives no figure. `meeting` holds who
    arranges, chairs, attends and records the stage's meeting, while it is still to come. `above`
    holds who is told when nobody answers in time, where a message says so.
    """

    case: Case
    policy: Policy
    at: datetime
    team: str = ""  # the team's title
    days_left: int | None = None
    meeting: Mapping[str, tuple[Assignment, ...]] = field(default_factory=dict)
    unsatisfied: tuple[str, ...] = ()  # judges still to be satisfied, where all of them must be
    above: tuple[Assignment, ...] = ()
    public_url: str = ""  # where a meeting's calendar file is; without it no link is drawn

    @property
    def ref(self) -> str:
        """The case's reference."""
        return self.case.ref

    @cached_property
    def stage(self) -> Stage:
        """The stage that the case is at; a record of its own has its route in place of one."""
        if self.case.matter:
            route = self.policy.route(self.case.matter)
            return Stage(route.key, route.title, False, (), Responders(()), route.cite)
        return self.policy.stage(self.case.stage_key)

    @cached_property
    def visit(self) -> Visit | None:
        """The stage as the case goes through it; None for a record of its own."""
        return self.case.visits[-1] if self.case.visits else None

    @cached_property
    def main_clock(self) -> RunningClock | None:
        """The clock that a card leads with: the stage's own before an agreed action's."""
        due = [clock for clock in self.open_clocks if clock.due_at is not None]
        here = f"{len(self.case.visits)}."
        return next((clock for clock in due if clock.id.startswith(here)), due[0] if due else None)

    def wanted(self, clock: RunningClock) -> Must:
        """The act that a clock waits for now."""
        return still_wanted(clock, self.visit, self.stage) if self.visit else clock.must

    @cached_property
    def open_clocks(self) -> tuple[RunningClock, ...]:
        """What waits, the first due first."""
        return self.case.open_clocks

    @cached_property
    def is_first_due(self) -> bool:
        """Whether the clock that leads is the one that `days_left` counts to."""
        first = next((clock for clock in self.open_clocks if clock.due_at is not None), None)
        return first is not None and first is self.main_clock
