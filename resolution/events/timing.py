"""What became due, was met in time or was not, and who was told."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import field

from resolution.events.fact import Assignment, Event
from resolution.policy import Must

EXTENDING = ("extension", "with_response")
"""Why a date moved when the owner gave more time: for itself, or for what it is due with."""

LATE_RESPONSE = "late_response"
"""Why a close-out moved whose response came after the day on which both were due."""

PROPOSED = "proposed"
"""Why the day of a fixed meeting moved when another was proposed, which is not confirmed yet."""


class ClockStarted(Event, frozen=True, kw_only=True):
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
    fixed: bool = False  # due on the very day that was fixed for a meeting


class ClockMet(Event, frozen=True, kw_only=True):
    """What a clock asked for was done."""

    clock_id: str
    late: bool = False


class ClockStopped(Event, frozen=True, kw_only=True):
    """A clock no longer matters: the case moved on, was resolved or withdrawn."""

    clock_id: str


class ClockResumed(Event, frozen=True, kw_only=True):
    """A clock runs on to its date: the answer that met it was found not to be enough."""

    clock_id: str
    remind_at: Mapping[str, datetime] = field(default_factory=dict)


class DueDateMoved(Event, frozen=True, kw_only=True):
    """A due date changed: by extension, a new calendar, or a policy migration."""

    clock_id: str
    old_due_at: datetime
    new_due_at: datetime
    why: str  # extension | with_response | late_response | meeting | proposed | calendar | policy
    reason: str = ""
    benefit: str = ""
    enquiries: str = ""
    satisfied: bool = False
    remind_at: Mapping[str, datetime] = field(default_factory=dict)


class AssigneeReminded(Event, frozen=True, kw_only=True):
    """A reminder fell due; `sent` is False when its day had passed and it was dropped."""

    clock_id: str
    point: str
    sent: bool = True


class StageLapsed(Event, frozen=True, kw_only=True):
    """A clock ran out unanswered; `told` is the next manager."""

    clock_id: str
    stage_key: str
    due_at: datetime
    told: tuple[Assignment, ...] = ()


class TotalStarted(Event, frozen=True, kw_only=True):
    """A limit over several stages began to run."""

    total_key: str
    due_at: datetime
    warn_at: datetime


class TotalWarned(Event, frozen=True, kw_only=True):
    """A total is near its end, or past it."""

    total_key: str
    due_at: datetime
    passed: bool = False


class TotalMoved(Event, frozen=True, kw_only=True):
    """A total's end changed with the calendar or the policy."""

    total_key: str
    old_due_at: datetime
    new_due_at: datetime
    warn_at: datetime
    why: str


class PolicyMigrated(Event, frozen=True, kw_only=True):
    """The case follows another version of its policy from now on."""

    old_policy_id: str
    new_policy_id: str


class NoticeUndelivered(Event, frozen=True, kw_only=True):
    """Somebody could not be reached; the others named here are told instead."""

    person_id: str
    name: str
    notice_key: str
    why: str
    told: tuple[Assignment, ...] = ()
