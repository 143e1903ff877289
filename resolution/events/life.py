"""What people did with a challenge, from raising it to its end."""

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import field

from resolution.commands import AgreedAction, Challenge
from resolution.events.fact import Assignment, Event
from resolution.policy import CaseKind


class ChallengeRaised(Event, frozen=True, kw_only=True):
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


class StageOpened(Event, frozen=True, kw_only=True):
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
    actions: tuple[AgreedAction, ...] = ()


class StageEscalated(Event, frozen=True, kw_only=True):
    """The case moved to a later stage; the old one keeps what it had."""

    from_stage: str
    to_stage: str
    reason: str
    people: Mapping[str, str] = field(default_factory=dict)  # chosen among several holders
    left: Mapping[str, str] = field(default_factory=dict)  # what came of the stage that is left
    without_meeting: str = ""


class ConsultationRecorded(Event, frozen=True, kw_only=True):
    """Before a stage, the raiser consulted these posts, or says why not; they are told of it."""

    posts: tuple[str, ...]
    advice: str = ""
    without_why: str = ""
    consulted_on: date | None = None
    told: tuple[Assignment, ...] = ()


class HandedOver(Event, frozen=True, kw_only=True):
    """The next stage's raiser was asked to raise it."""

    to_stage: str
    to: tuple[Assignment, ...]
    note: str


class ChallengeAcknowledged(Event, frozen=True, kw_only=True):
    """An assignee has seen the challenge."""

    post: str


class ReportDrafted(Event, frozen=True, kw_only=True):
    """The owner kept an unfinished report."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


class ReportSent(Event, frozen=True, kw_only=True):
    """The owner's written report went to the stage's responder."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


class ResponseSubmitted(Event, frozen=True, kw_only=True):
    """An assignee answered."""

    post: str
    text: str
    actions: tuple[AgreedAction, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    late: bool = False


class CompletionConfirmed(Event, frozen=True, kw_only=True):
    """An assignee confirmed that the agreed actions were completed."""

    post: str


class ResponseRejected(Event, frozen=True, kw_only=True):
    """The owner was not satisfied."""

    reason: str


class ResponseAccepted(Event, frozen=True, kw_only=True):
    """One of several judges is satisfied; the others are still to say so."""

    post: str
    outcome: str = ""
    impact: str = ""


class MeetingProposed(Event, frozen=True, kw_only=True):
    """A time for the stage's meeting was proposed; `further` people come beside those named."""

    meeting_at: datetime
    place: str = ""
    further: tuple[Assignment, ...] = ()
    others: str = ""
    instead_of: datetime | None = None  # the moment that was fixed, which is open again


class MeetingConfirmed(Event, frozen=True, kw_only=True):
    """The date of the stage's meeting is fixed; `token` opens its calendar file."""

    meeting_at: datetime
    place: str = ""
    token: str = ""
    further: tuple[Assignment, ...] = ()
    others: str = ""
    added: tuple[Assignment, ...] | None = None  # who comes new to a date that stays as it was


class MeetingRecorded(Event, frozen=True, kw_only=True):
    """A stage's meeting was held and summarised; `visit` 0 is the stage of that moment."""

    held_on: date
    summary: str
    actions: tuple[AgreedAction, ...] = ()
    present: str = ""
    visit: int = 0


class MeetingCalledOff(Event, frozen=True, kw_only=True):
    """A meeting will not be held: its stage was left, the case has ended or another team leads it.

    `told` are those who come no longer, where the meeting still stands for others.
    """

    stage_key: str
    meeting_at: datetime
    confirmed: bool = True
    told: tuple[Assignment, ...] | None = None


class NoteAdded(Event, frozen=True, kw_only=True):
    """Somebody added to the record."""

    text: str


class ExtensionAsked(Event, frozen=True, kw_only=True):
    """An assignee asked for more time."""

    wanted_on: date
    reason: str
    benefit: str
    enquiries: str = ""


class Reassigned(Event, frozen=True, kw_only=True):
    """A duty on this case passed to another person."""

    post: str
    old: Assignment | None
    new: Assignment
    reason: str


class ChallengeResolved(Event, frozen=True, kw_only=True):
    """The matter is settled."""

    outcome: str
    impact: str
    without_meeting: str = ""


class ChallengeWithdrawn(Event, frozen=True, kw_only=True):
    """The challenge is no longer pursued."""

    reason: str


class ChallengeReopened(Event, frozen=True, kw_only=True):
    """A resolved case was taken up again at the level that it left."""

    reason: str
