"""What people did with a challenge, from raising it to its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from resolution.commands import AgreedAction, Challenge
from resolution.events.fact import Assignment, Event
from resolution.policy import CaseKind


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
class StageEscalated(Event):
    """The case moved to a later stage; the old one keeps what it had."""

    from_stage: str
    to_stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationRecorded(Event):
    """Before a stage, the raiser consulted these posts, or says why not."""

    posts: tuple[str, ...]
    advice: str = ""
    without_why: str = ""


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
class ReportDrafted(Event):
    """The owner kept an unfinished report."""

    text: str


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
class ResponseAccepted(Event):
    """One of several judges is satisfied; the others are still to say so."""

    post: str
    outcome: str = ""
    impact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingProposed(Event):
    """A time for the stage's meeting was proposed."""

    meeting_at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingConfirmed(Event):
    """The date of the stage's meeting is fixed; `token` opens its calendar file."""

    meeting_at: datetime
    place: str = ""
    token: str = ""


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
