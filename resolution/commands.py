"""What a person, or time, asks of a case: imperative values, taken on one road by casework."""

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct, field

from resolution.people import SYSTEM, Actor
from resolution.policy import CaseKind


class Command(Struct, frozen=True, kw_only=True):
    """An act on one case; `seen_version` is the version that the person was looking at."""

    case_ref: str
    by: Actor = SYSTEM
    seen_version: int | None = None


class AgreedAction(Struct, frozen=True):
    """Something that somebody will do by a day; a `post` of the case, or somebody else by name."""

    what: str
    owner: str
    by_on: date
    post: str = ""


class Challenge(Struct, frozen=True):
    """What an IRO raises: the worry, what was tried, the impact and what needs to happen."""

    worry: str
    tried: str
    impact: str
    needed: str
    needed_by: date
    child_knows: bool
    child_knows_why: str = ""


class RaiseChallenge(Command, frozen=True, kw_only=True):
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
    post: str = ""  # which of several responders, where the policy leaves the choice
    advice: str = ""  # what whoever was consulted advised
    unconsulted_why: str = ""  # why the raiser goes on without (recorded, never a permission)
    consulted_on: date | None = None
    actions: tuple[AgreedAction, ...] = ()


class OpenRecord(Command, frozen=True, kw_only=True):
    """Begin a record of its own that is no challenge: praise, a change, a concern about an IRO."""

    policy_id: str
    route: str
    values: Mapping[str, str]
    team: str
    kind: CaseKind = CaseKind.LOOKED_AFTER
    file_number: str = ""
    initials: str = ""
    people: Mapping[str, str] = field(default_factory=dict)  # post → chosen person id


class Acknowledge(Command, frozen=True, kw_only=True):
    """The assignee has seen the challenge; stops no clock but its own."""


class DraftReport(Command, frozen=True, kw_only=True):
    """The owner keeps a report that is not finished; nobody else sees it."""

    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)  # the stage's report_fields


class SendReport(Command, frozen=True, kw_only=True):
    """The owner sends the written report of a stage (Durham §5.3)."""

    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)  # the stage's report_fields


class SubmitResponse(Command, frozen=True, kw_only=True):
    """The assignee's answer at a stage."""

    text: str
    actions: tuple[AgreedAction, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)  # the stage's respond_fields
    completed: bool = False  # confirms that the agreed actions are done (Bradford stage 1)
    meeting_at: datetime | None = None


class ConfirmCompletion(Command, frozen=True, kw_only=True):
    """The assignee confirms that the agreed actions have been completed."""


class ProposeMeeting(Command, frozen=True, kw_only=True):
    """Somebody who arranges the stage's meeting proposes when, where and who else comes."""

    at: datetime
    place: str = ""
    further: tuple[str, ...] = ()  # ids of people of the directory
    others: str = ""  # people whom it does not know


class ConfirmMeeting(Command, frozen=True, kw_only=True):
    """Fix the date of the stage's meeting; `token` opens its calendar file without a login."""

    at: datetime
    place: str = ""
    token: str = ""
    further: tuple[str, ...] = ()
    others: str = ""


class RecordMeeting(Command, frozen=True, kw_only=True):
    """The post that records a meeting writes its summary; `visit` 0 is the present stage."""

    held_on: date
    summary: str
    actions: tuple[AgreedAction, ...] = ()
    present: str = ""
    visit: int = 0


class AddNote(Command, frozen=True, kw_only=True):
    """Anyone party to the case adds to its record."""

    text: str


class RejectResponse(Command, frozen=True, kw_only=True):
    """The owner is not satisfied with the response; says why and goes on, or escalates."""

    reason: str


class Resolve(Command, frozen=True, kw_only=True):
    """The owner, or the stage's judges, are satisfied: outcome and impact for the child."""

    outcome: str
    impact: str
    without_meeting: str = ""  # why the meeting that the stage must have is not on record


class Escalate(Command, frozen=True, kw_only=True):
    """Move to the next or any later stage, with a reason."""

    to_stage: str
    reason: str
    post: str = ""  # which of several responders, where the policy leaves the choice
    conditions: tuple[str, ...] | None = None  # None = as they were
    report: str = ""
    report_values: Mapping[str, str] = field(default_factory=dict)  # the stage's report_fields
    report_later: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)  # the stage's extra fields
    left: Mapping[str, str] = field(default_factory=dict)  # leave_fields of the stage that is left
    agreed_by: date | None = None
    advice: str = ""
    unconsulted_why: str = ""
    consulted_on: date | None = None
    people: Mapping[str, str] = field(default_factory=dict)  # post → who of its several holders
    actions: tuple[AgreedAction, ...] = ()
    without_meeting: str = ""  # as for Resolve


class HandOver(Command, frozen=True, kw_only=True):
    """Ask the post that raises the next stage to raise it (Brighton & Hove §3.2)."""

    note: str
    advice: str = ""
    unconsulted_why: str = ""
    consulted_on: date | None = None


class Extend(Command, frozen=True, kw_only=True):
    """The owner gives more time for one clock: reason and benefit for the child (Durham §5.4)."""

    new_due_on: date
    reason: str
    benefit: str = ""
    enquiries: str = ""
    satisfied: bool = False  # the IRO is satisfied with the new day (Durham §5.4)
    clock_id: str = ""  # empty = the clock of the current stage that falls due first


class AskForExtension(Command, frozen=True, kw_only=True):
    """An assignee asks the owner for more time."""

    wanted_on: date
    reason: str
    benefit: str = ""
    enquiries: str = ""


class Reassign(Command, frozen=True, kw_only=True):
    """Give one post's duty on this case to another person; post `owner` moves the case itself."""

    post: str
    person_id: str
    reason: str


class Withdraw(Command, frozen=True, kw_only=True):
    """The owner no longer pursues the challenge."""

    reason: str


class ReferToCafcass(Command, frozen=True, kw_only=True):
    """Record a referral (s25B(3) Children Act 1989): at any point, looked-after only."""

    reasons: str
    documents: str
    referred_on: date


class OpenRoute(Command, frozen=True, kw_only=True):
    """Begin one of the policy's routes on this case."""

    route: str


class RecordStep(Command, frozen=True, kw_only=True):
    """Record one step of a route, with what it asks for; opens the route when it is closed."""

    route: str
    step: str
    values: Mapping[str, str]


class Reopen(Command, frozen=True, kw_only=True):
    """Take up a resolved case again at the level that it left (Durham §5.5)."""

    reason: str
    agreed_by: date | None = None  # anew, where the stage's time is agreed


class CompleteAction(Command, frozen=True, kw_only=True):
    """The owner of an agreed action says that it is done; `number` counts from 1."""

    number: int


class CheckAction(Command, frozen=True, kw_only=True):
    """The case's owner checked that an agreed action is done, or that it is not."""

    number: int
    achieved: bool
    note: str = ""


class TickFiled(Command, frozen=True, kw_only=True):
    """Somebody put a stage's text on the child's file."""

    what: str


class PassTime(Command, frozen=True, kw_only=True):
    """Time alone: remind, lapse and warn whatever fell due up to now."""


class Recalculate(Command, frozen=True, kw_only=True):
    """The working-day calendar changed: move open due dates, never a past lapse."""


class MigratePolicy(Command, frozen=True, kw_only=True):
    """An administrator moves an open case to another version of its policy."""

    policy_id: str


class ReportUndelivered(Command, frozen=True, kw_only=True):
    """A notice could not reach its person; somebody else must be told."""

    person_id: str
    notice_key: str
    why: str
