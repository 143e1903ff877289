"""What happened beside the ladder: routes, agreed actions, the child's file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from resolution.events.fact import Assignment, Event
from resolution.policy import CaseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpened(Event):
    """A record of its own began: praise, a significant change, a concern about an IRO."""

    case_ref: str
    policy_id: str
    route: str
    kind: CaseKind
    file_number: str
    initials: str
    team: str
    owner_post: str
    people: Mapping[str, str] = field(default_factory=dict)


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
class ReferredToCafcass(Event):
    """The IRO referred the child's case to Cafcass."""

    reasons: str
    documents: str
    referred_on: date


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
