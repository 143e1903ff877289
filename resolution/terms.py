"""The words in which a policy counts and names: kinds of case, acts, anchors, spans, limits."""

from datetime import time
from enum import StrEnum

from msgspec import Struct


class CaseKind(StrEnum):
    """Whose plan is challenged; Cafcass is open to looked-after children's cases alone."""

    LOOKED_AFTER = "looked_after"
    CHILD_PROTECTION = "child_protection"


LINE_MANAGER, STAND_IN = "line_manager", "stand_in"
#: Who is told or named beside the posts of a policy, as people read it.
BESIDE_POSTS = {LINE_MANAGER: "Line manager", STAND_IN: "Told instead", "owner": "Case owner"}


class Must(StrEnum):
    """What a clock asks for; each is a different act (domain: four things the councils time)."""

    ACKNOWLEDGE = "acknowledge"
    RESPOND = "respond"
    CONFIRM_COMPLETION = "confirm_completion"
    CONFIRM_MEETING_DATE = "confirm_meeting_date"
    HOLD_MEETING = "hold_meeting"
    SUMMARISE_MEETING = "summarise_meeting"
    SEND_REPORT = "send_report"
    RESOLVE = "resolve"
    MONITOR = "monitor"
    RECORD = "record"
    COMPLETE_ACTION = "complete_action"


MEETS = (Must.CONFIRM_MEETING_DATE, Must.HOLD_MEETING, Must.SUMMARISE_MEETING)
"""The acts that are done by meeting."""
ANSWERS = (
    *(Must.ACKNOWLEDGE, Must.SEND_REPORT, Must.RESPOND, Must.CONFIRM_COMPLETION),
    *MEETS,
)
"""The acts that can make a stage answered."""


class Anchor(StrEnum):
    """The event from which a clock counts."""

    STAGE_OPENED = "stage_opened"
    DAY_AFTER_RECEIPT = "day_after_receipt"
    REPORT_SENT = "report_sent"
    MEETING_CONFIRMED = "meeting_confirmed"
    MEETING_HELD = "meeting_held"
    RESPONSE_RECEIVED = "response_received"
    RESOLVED = "resolved"
    CASE_RAISED = "case_raised"
    REVIEW_DATE = "review_date"
    ROUTE_OPENED = "route_opened"
    STEP_RECORDED = "step_recorded"


class Span(StrEnum):
    """How a limit is counted, or why there is no figure."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    NEGOTIATED = "negotiated"
    NONE = "none"
    UNKNOWN = "unknown"


class Limit(Struct, frozen=True):
    """How long somebody has; `amount` is None exactly when the span is not a figure."""

    span: Span
    amount: int | None = None

    @property
    def is_timed(self) -> bool:
        """Whether the policy states a figure."""
        return self.amount is not None

    def __str__(self) -> str:
        words = {
            Span.NEGOTIATED: "agreed between the parties",
            Span.NONE: "no limit",
            Span.UNKNOWN: "not stated",
        }
        if self.amount is None:
            return words[self.span]
        unit = self.span.value.replace("_", " ")
        return f"{self.amount} {unit[:-1] if self.amount == 1 else unit}"


class Clock(Struct, frozen=True):
    """One thing that must be done in time; `by` empty means those who must respond."""

    key: str
    must: Must
    within: Limit
    start: Anchor
    cite: str
    at_most: Limit | None = None
    by: tuple[str, ...] = ()
    target: bool = False
    note: str = ""
    remind: tuple[str, ...] | None = None
    derived: bool = False  # a figure that the procedure implies and does not state
    may_vary: bool = False  # the raiser may agree another day, also an earlier one
    after: str = ""  # the step whose recording begins it, where its own step waits for none
    words: str = ""  # what it waits for, where the procedure has a word of its own


class Hours(Struct, frozen=True):
    """Office hours in Europe/London; a due day ends at `closes`."""

    opens: time = time(9)
    closes: time = time(17)


#: What a council may have its own word for, and the word that is used without one.
WORDS = {
    "challenge": "challenge",  # what is raised
    "raise": "raise",  # the act, on the form that raises it
    "stage": "stage",  # one rung of the ladder
    "report": "report",  # what goes with a formal stage
    "record": "child's file",  # where every step is put
}
