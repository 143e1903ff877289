"""A case: one challenge on its way through one policy, as its events made it."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct, field

from resolution import events as e
from resolution.commands import AgreedAction, Challenge
from resolution.people import Actor
from resolution.policy import CaseKind, Must


class Status(StrEnum):
    """Where a case stands; an unraised one is a reference that nobody has used yet."""

    UNRAISED = "unraised"
    OPEN = "open"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class Response(Struct, frozen=True):
    """One assignee's answer."""

    post: str
    by: Actor
    at: datetime
    text: str
    late: bool
    values: Mapping[str, str] = field(default_factory=dict)


class TrackedAction(Struct, frozen=True):
    """An agreed action and what became of it."""

    action: AgreedAction
    stage_key: str
    completed_at: datetime | None = None
    checked: bool | None = None
    completed_by: str = ""  # the name of whoever marked it done


class RunningClock(Struct, frozen=True):
    """A clock of this case; `due_at` None means that the policy gives no figure."""

    id: str
    key: str
    must: Must
    stage_key: str
    posts: tuple[str, ...]
    counted_from: datetime
    due_at: datetime | None
    target: bool = False
    route: str = ""
    remind_at: Mapping[str, datetime] = field(default_factory=dict)
    first_due_at: datetime | None = None
    met_at: datetime | None = None
    stopped_at: datetime | None = None
    lapsed_at: datetime | None = None
    reminded: tuple[str, ...] = ()
    fixed: bool = False  # due on the very day that was fixed for a meeting, and moves with it

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its act."""
        return self.met_at is None and self.stopped_at is None


class MeetingHeld(Struct, frozen=True):
    """A meeting that is on record: when it was, who was there and what came of it."""

    held_on: date
    summary: str
    by: Actor
    present: str = ""


class Visit(Struct, frozen=True):
    """One stage as this case went through it."""

    number: int
    stage_key: str
    opened_at: datetime
    opened_version: int
    opened_by: Actor
    assignees: tuple[e.Assignment, ...]
    all_of: bool
    notified: tuple[e.Assignment, ...] = ()
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    agreed_by: date | None = None
    acknowledged: Mapping[str, datetime] = field(default_factory=dict)  # by post
    report_at: datetime | None = None
    report: str = ""
    report_values: Mapping[str, str] = field(default_factory=dict)
    draft: str = ""
    draft_values: Mapping[str, str] = field(default_factory=dict)
    responses: tuple[Response, ...] = ()
    completed_at: datetime | None = None
    rejected_at: datetime | None = None
    rejected_why: str = ""
    meeting_at: datetime | None = None
    meeting_place: str = ""
    meeting_confirmed: bool = False
    meeting_token: str = ""  # the secret part of the address of its calendar file
    meeting_further: tuple[e.Assignment, ...] = ()  # who comes beside those whom the policy names
    meeting_others: str = ""  # and who comes whom the directory does not know
    meeting_off: bool = False
    meetings: tuple[MeetingHeld, ...] = ()  # those on record; the fields above are of the next one
    extensions: tuple[e.DueDateMoved, ...] = ()
    handed_to: tuple[e.Assignment, ...] = ()
    accepted_by: tuple[str, ...] = ()  # judges who are satisfied, where all of them must be
    judged: int = 0  # how many of the responses were found not to be enough
    left: Mapping[str, str] = field(default_factory=dict)  # what came of it, when it was left
    grown: Mapping[str, int] = field(default_factory=dict)  # part for the file → at which version
    meetings_judged: int = 0  # and how many of the meetings

    @property
    def answers(self) -> tuple[Response, ...]:
        """The responses that were not found wanting: after a rejection, each answers anew."""
        return self.responses[self.judged :]

    @property
    def is_answered(self) -> bool:
        """Whether everyone who must respond has done so (any one, unless all must)."""
        return bool(self.answers) and not (self.all_of and self.unanswered)

    @property
    def new_meetings(self) -> tuple[MeetingHeld, ...]:
        """The meetings on record of which nobody said that they were not enough."""
        return self.meetings[self.meetings_judged :]

    @property
    def meeting_held_on(self) -> date | None:
        """The day of the meeting that was recorded last."""
        return self.meetings[-1].held_on if self.meetings else None

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The posts that were asked and have not answered."""
        answered = {answer.post for answer in self.answers}
        return tuple(dict.fromkeys(a.post for a in self.assignees if a.post not in answered))


class RunningTotal(Struct, frozen=True):
    """A limit over several stages, as it runs on this case."""

    key: str
    due_at: datetime
    warn_at: datetime
    warned: bool = False
    passed: bool = False


class RouteRun(Struct, frozen=True):
    """A route that this case has taken, and the steps recorded so far."""

    key: str
    opened_at: datetime
    opened_by: Actor
    steps: tuple["StepDone", ...] = ()
    closed_at: datetime | None = None


class StepDone(Struct, frozen=True):
    """A recorded step."""

    key: str
    at: datetime
    by: Actor
    values: Mapping[str, str]


class Case(Struct, frozen=True):
    """One challenge on its way through one policy."""

    ref: str
    version: int = 0
    status: Status = Status.UNRAISED
    policy_id: str = ""
    matter: str = ""  # the route of a record of its own; empty for a challenge
    kind: CaseKind = CaseKind.LOOKED_AFTER
    file_number: str = ""
    initials: str = ""
    team: str = ""
    themes: tuple[str, ...] = ()
    challenge: Challenge | None = None
    owner: e.Assignment | None = None
    raised_at: datetime | None = None
    conditions: tuple[str, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    visits: tuple[Visit, ...] = ()
    clocks: tuple[RunningClock, ...] = ()
    totals: tuple[RunningTotal, ...] = ()
    actions: tuple[TrackedAction, ...] = ()
    routes: tuple[RouteRun, ...] = ()
    filed: tuple[str, ...] = ()
    filed_at: Mapping[str, int] = field(default_factory=dict)  # filed text → up to which version
    cafcass_on: date | None = None
    extension_asked: e.ExtensionAsked | None = None
    extensions: int = 0
    noted: e.NoteAdded | None = None  # the last note, so that a form sent twice is noted once
    told: tuple[e.Assignment, ...] = ()  # managers and others brought in on the way
    outcome: str = ""
    impact: str = ""
    ended_at: datetime | None = None

    @classmethod
    def unraised(cls, ref: str) -> "Case":
        """A reference that no challenge has used yet."""
        return cls(ref)

    @property
    def visit(self) -> Visit:
        """The stage that the case is at now."""
        return self.visits[-1]

    @property
    def stage_key(self) -> str:
        """The key of the stage that the case is at, empty before it is raised."""
        return self.visits[-1].stage_key if self.visits else ""

    @property
    def is_open(self) -> bool:
        """Whether the challenge is still pursued."""
        return self.status is Status.OPEN

    @property
    def open_clocks(self) -> tuple[RunningClock, ...]:
        """The clocks that still wait, the first due first; those without a figure last."""
        waiting = [clock for clock in self.clocks if clock.is_open]
        return tuple(sorted(waiting, key=lambda c: (c.due_at is None, c.due_at or c.counted_from)))

    def clock(self, clock_id: str) -> RunningClock:
        """The clock with this id; KeyError when the case has none."""
        for clock in self.clocks:
            if clock.id == clock_id:
                return clock
        raise KeyError(clock_id)

    def clock_of(self, must: Must) -> RunningClock | None:
        """The open clock of the current stage that asks for this act."""
        wanted = f"{len(self.visits)}."
        return next(
            (c for c in self.open_clocks if c.must is must and c.id.startswith(wanted)), None
        )

    @property
    def stage_clocks(self) -> tuple[RunningClock, ...]:
        """The open clocks of the current stage, the first due first."""
        return tuple(c for c in self.open_clocks if c.id.startswith(f"{len(self.visits)}."))

    @property
    def awaited(self) -> tuple[RunningClock, ...]:
        """The open clocks that still ask for something: of an ended case, those of its routes."""
        return tuple(clock for clock in self.open_clocks if self.is_open or clock.route)

    @property
    def goes_on(self) -> bool:
        """Whether something is still to be done: it is open, or a route outlives its end."""
        return self.is_open or bool(self.awaited)

    @property
    def is_unjudged(self) -> bool:
        """Whether it was answered, the owner has to say what follows, and no date waits for it."""
        if not (self.is_open and self.visits):
            return False
        visit = self.visit
        waits = any(clock.due_at is not None for clock in self.stage_clocks)
        return (visit.is_answered or visit.rejected_at is not None) and not waits

    def waits_for_response(self, clock: RunningClock) -> bool:
        """Whether a close-out is due together with a response that has not come (BH1).

        The responder is chased first: nobody can close out what nobody has answered.
        """
        return clock.must is Must.RESOLVE and any(
            other.must is Must.RESPOND and other.due_at == clock.due_at
            for other in self.stage_clocks
        )

    @property
    def recordings(self) -> Mapping[str, StepDone]:
        """Every recorded step by a key of its own: ROUTE.STEP, from the second ROUTE.STEP.2 on."""
        found: dict[str, StepDone] = {}
        counts: dict[str, int] = {}
        for run in self.routes:
            for done in run.steps:
                name = f"{run.key}.{done.key}"
                counts[name] = number = counts.get(name, 0) + 1
                found[name if number == 1 else f"{name}.{number}"] = done
        return found

    def overdue(self, at: datetime) -> tuple[RunningClock, ...]:
        """The open clocks whose due moment has passed, the longest overdue first."""
        return tuple(c for c in self.awaited if c.due_at is not None and c.due_at <= at)
