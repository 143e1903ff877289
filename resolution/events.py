"""What happened to a case: past-tense values. The trail is these, and folding them is the case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from resolution.commands import AgreedAction, Challenge
from resolution.people import Actor
from resolution.policy import CaseKind, Must


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One fact; `acting_for` names the person whose post the actor covered."""

    at: datetime
    by: Actor
    acting_for: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who holds a post's duty now; `person_id` is empty while the post is vacant."""

    post: str
    person_id: str
    name: str
    covering: str = ""  # the name of the absent holder


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeRaised(Event):
    """A case began under one pinned policy."""

    case_ref: str
    policy_id: str
    kind: CaseKind
    file_number: str
    initials: str
    team: str
    themes: tuple[str, ...]
    challenge: Challenge
    owner_post: str
    conditions: tuple[str, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOpened(Event):
    """A stage began; its clocks are the ClockStarted events that follow."""

    stage_key: str
    assignees: tuple[Assignment, ...]
    all_of: bool
    notified: tuple[Assignment, ...] = ()
    reason: str = ""
    bypassed: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    agreed_by: date | None = None


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
    why: str  # extension | calendar | policy
    reason: str = ""
    benefit: str = ""
    enquiries: str = ""
    remind_at: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEscalated(Event):
    """The case moved to a later stage; the old one keeps what it had."""

    from_stage: str
    to_stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    """The next stage's raiser was asked to raise it."""

    to_stage: str
    to: tuple[Assignment, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeAcknowledged(Event):
    """An assignee has seen the challenge."""

    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSent(Event):
    """The owner's written report went to the stage's responder."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSubmitted(Event):
    """An assignee answered."""

    post: str
    text: str
    actions: tuple[AgreedAction, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionConfirmed(Event):
    """An assignee confirmed that the agreed actions were completed."""

    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRejected(Event):
    """The owner was not satisfied."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingProposed(Event):
    """A time for the stage's meeting was proposed."""

    meeting_at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingConfirmed(Event):
    """The date of the stage's meeting is fixed."""

    meeting_at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecorded(Event):
    """The stage's meeting was held and summarised."""

    held_on: date
    summary: str
    actions: tuple[AgreedAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded(Event):
    """Somebody added to the record."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked(Event):
    """An assignee asked for more time."""

    wanted_on: date
    reason: str
    benefit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassigned(Event):
    """A duty on this case passed to another person."""

    post: str
    old: Assignment | None
    new: Assignment
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredToCafcass(Event):
    """The IRO referred the child's case to Cafcass."""

    reasons: str
    documents: str
    referred_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeResolved(Event):
    """The matter is settled."""

    outcome: str
    impact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeWithdrawn(Event):
    """The challenge is no longer pursued."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeReopened(Event):
    """A resolved case was taken up again at the level that it left."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCompleted(Event):
    """An agreed action was done, says its owner."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChecked(Event):
    """The case's owner checked an agreed action."""

    number: int
    achieved: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledOnRecord(Event):
    """A stage's text is on the child's file."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteOpened(Event):
    """A route of the policy began on this case."""

    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecorded(Event):
    """A step of a route was recorded."""

    route: str
    step: str
    values: Mapping[str, str]
    told: tuple[Assignment, ...] = ()
    closed: bool = False


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
class TotalWarned(Event):
    """A total is near its end, or past it."""

    total_key: str
    due_at: datetime
    passed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalStarted(Event):
    """A limit over several stages began to run."""

    total_key: str
    due_at: datetime
    warn_at: datetime


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
