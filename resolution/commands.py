"""What a person, or time, asks of a case: imperative values, taken on one road by casework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from resolution.people import SYSTEM, Actor
from resolution.policy import CaseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An act on one case; `seen_version` is the version that the person was looking at."""

    case_ref: str
    by: Actor = SYSTEM
    seen_version: int | None = None


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """Something that somebody will do by a day."""

    what: str
    owner: str
    by_on: date


@dataclass(frozen=True, slots=True)
class Challenge:
    """What an IRO raises: the worry, what was tried, the impact and what needs to happen."""

    worry: str
    tried: str
    impact: str
    needed: str
    needed_by: date
    child_knows: bool
    child_knows_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseChallenge(Command):
    """Begin a case at a stage; a later first stage needs a reason (IRO Handbook 6.2)."""

    policy_id: str
    kind: CaseKind
    file_number: str
    initials: str
    team: str
    themes: tuple[str, ...]
    challenge: Challenge
    stage_key: str
    bypass_reason: str = ""
    conditions: tuple[str, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)  # post → chosen person id
    facts: Mapping[str, str] = field(default_factory=dict)  # the stage's extra fields
    agreed_by: date | None = None  # a negotiated timescale


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecord(Command):
    """Begin a record of its own that is no challenge: praise, a change, a concern about an IRO."""

    policy_id: str
    route: str
    values: Mapping[str, str]
    team: str
    kind: CaseKind = CaseKind.LOOKED_AFTER
    file_number: str = ""
    initials: str = ""
    people: Mapping[str, str] = field(default_factory=dict)  # post → chosen person id


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge(Command):
    """The assignee has seen the challenge; stops no clock but its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport(Command):
    """The owner keeps a report that is not finished; nobody else sees it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport(Command):
    """The owner sends the written report of a stage (Durham §5.3)."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitResponse(Command):
    """The assignee's answer at a stage."""

    text: str
    actions: tuple[AgreedAction, ...] = ()
    completed: bool = False  # confirms that the agreed actions are done (Bradford stage 1)
    meeting_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmCompletion(Command):
    """The assignee confirms that the agreed actions have been completed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeMeeting(Command):
    """Somebody who arranges the stage's meeting proposes when and where."""

    at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMeeting(Command):
    """Fix the date of the stage's meeting; `token` opens its calendar file without a login."""

    at: datetime
    place: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMeeting(Command):
    """The post that records the meeting writes its summary."""

    held_on: date
    summary: str
    actions: tuple[AgreedAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote(Command):
    """Anyone party to the case adds to its record."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectResponse(Command):
    """The owner is not satisfied with the response; says why and goes on, or escalates."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve(Command):
    """The owner, or the stage's judges, are satisfied: outcome and impact for the child."""

    outcome: str
    impact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Command):
    """Move to the next or any later stage, with a reason."""

    to_stage: str
    reason: str
    post: str = ""  # which of several responders, where the policy leaves the choice
    conditions: tuple[str, ...] | None = None  # None = as they were
    report: str = ""
    report_later: bool = False
    agreed_by: date | None = None
    advice: str = ""  # what whoever was consulted advised
    unconsulted_why: str = ""  # why the raiser goes on without (recorded, never a permission)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Ask the post that raises the next stage to raise it (Brighton & Hove §3.2)."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(Command):
    """The owner gives more time for one clock: reason and benefit for the child (Durham §5.4)."""

    new_due_on: date
    reason: str
    benefit: str
    enquiries: str = ""
    clock_id: str = ""  # empty = the clock of the current stage that falls due first


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForExtension(Command):
    """An assignee asks the owner for more time."""

    wanted_on: date
    reason: str
    benefit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassign(Command):
    """Give one post's duty on this case to another person; post `owner` moves the case itself."""

    post: str
    person_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Command):
    """The owner no longer pursues the challenge."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferToCafcass(Command):
    """Record a referral (s25B(3) Children Act 1989): at any point, looked-after only."""

    reasons: str
    documents: str
    referred_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRoute(Command):
    """Begin one of the policy's routes on this case."""

    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStep(Command):
    """Record one step of a route, with what it asks for; opens the route when it is closed."""

    route: str
    step: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Command):
    """Take up a resolved case again at the level that it left (Durham §5.5)."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteAction(Command):
    """The owner of an agreed action says that it is done; `number` counts from 1."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAction(Command):
    """The case's owner checked that an agreed action is done, or that it is not."""

    number: int
    achieved: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickFiled(Command):
    """Somebody put a stage's text on the child's file."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassTime(Command):
    """Time alone: remind, lapse and warn whatever fell due up to now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculate(Command):
    """The working-day calendar changed: move open due dates, never a past lapse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MigratePolicy(Command):
    """An administrator moves an open case to another version of its policy."""

    policy_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportUndelivered(Command):
    """A notice could not reach its person; somebody else must be told."""

    person_id: str
    notice_key: str
    why: str
