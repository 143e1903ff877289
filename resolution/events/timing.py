"""What became due, was met in time or was not, and who was told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from resolution.events.fact import Assignment, Event
from resolution.policy import Must

EXTENDING = ("extension", "with_response")
"""Why a date moved when the owner gave more time: for itself, or for what it is due with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted(Event):
    """Something became due; `due_at` is None where the policy gives no figure."""

    clock_id: str
    key: str
    must: Must
    stage_key: str
    posts: tuple[str, ...]
    counted_from: datetime
    due_at: datetime | None
    target: bool = False
    route: str = ""
    remind_at: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMet(Event):
    """What a clock asked for was done."""

    clock_id: str
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped(Event):
    """A clock no longer matters: the case moved on, was resolved or withdrawn."""

    clock_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDateMoved(Event):
    """A due date changed: by extension, a new calendar, or a policy migration."""

    clock_id: str
    old_due_at: datetime
    new_due_at: datetime
    why: str  # extension | with_response | meeting | calendar | policy
    reason: str = ""
    benefit: str = ""
    enquiries: str = ""
    remind_at: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssigneeReminded(Event):
    """A reminder fell due; `sent` is False when its day had passed and it was dropped."""

    clock_id: str
    point: str
    sent: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLapsed(Event):
    """A clock ran out unanswered; `told` is the next manager."""

    clock_id: str
    stage_key: str
    due_at: datetime
    told: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalStarted(Event):
    """A limit over several stages began to run."""

    total_key: str
    due_at: datetime
    warn_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalWarned(Event):
    """A total is near its end, or past it."""

    total_key: str
    due_at: datetime
    passed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalMoved(Event):
    """A total's end changed with the calendar or the policy."""

    total_key: str
    old_due_at: datetime
    new_due_at: datetime
    warn_at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyMigrated(Event):
    """The case follows another version of its policy from now on."""

    old_policy_id: str
    new_policy_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeUndelivered(Event):
    """Somebody could not be reached; the others named here are told instead."""

    person_id: str
    name: str
    notice_key: str
    why: str
    told: tuple[Assignment, ...] = ()
