"""What happened beside the ladder: routes, agreed actions, the child's file."""

from collections.abc import Mapping
from datetime import date

from msgspec import field

from resolution.events.fact import Assignment, Event
from resolution.policy import CaseKind


class RecordOpened(Event, frozen=True, kw_only=True):
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


class RouteOpened(Event, frozen=True, kw_only=True):
    """A route of the policy began on this case."""

    route: str


class StepRecorded(Event, frozen=True, kw_only=True):
    """A step of a route was recorded."""

    route: str
    step: str
    values: Mapping[str, str]
    told: tuple[Assignment, ...] = ()
    closed: bool = False


class TeamChanged(Event, frozen=True, kw_only=True):
    """Another team leads the case from now on (Durham §4)."""

    team: str
    notified: tuple[Assignment, ...] = ()  # whom the open stage tells in that team


class ReferredToCafcass(Event, frozen=True, kw_only=True):
    """The IRO referred the child's case to Cafcass."""

    reasons: str
    documents: str
    referred_on: date


class ActionCompleted(Event, frozen=True, kw_only=True):
    """An agreed action was done, says its owner."""

    number: int


class ActionChecked(Event, frozen=True, kw_only=True):
    """The case's owner checked an agreed action."""

    number: int
    achieved: bool
    note: str = ""


class FiledOnRecord(Event, frozen=True, kw_only=True):
    """A text is on the child's file, as far as it went at this version of the case."""

    what: str
    version: int = 0  # 0 = as far as it went when it was ticked
