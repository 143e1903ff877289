"""What each clock waits for, in words."""

from cards.words import safe
from resolution.policy import Must, Policy

#: What each clock waits for, as a noun.
WAITS_FOR = {
    Must.ACKNOWLEDGE: "acknowledgement",
    Must.RESPOND: "response",
    Must.CONFIRM_COMPLETION: "confirmation that the actions are done",
    Must.CONFIRM_MEETING_DATE: "meeting date",
    Must.HOLD_MEETING: "meeting",
    Must.SUMMARISE_MEETING: "meeting summary",
    Must.SEND_REPORT: "written report",
    Must.RESOLVE: "resolution",
    Must.MONITOR: "monitoring meeting",
    Must.RECORD: "record",
    Must.COMPLETE_ACTION: "agreed action",
}
#: The same as an act that somebody is asked for.
ASKED_TO = {
    Must.ACKNOWLEDGE: "acknowledge",
    Must.RESPOND: "respond",
    Must.CONFIRM_COMPLETION: "confirm that the agreed actions are done",
    Must.CONFIRM_MEETING_DATE: "confirm the date of the meeting",
    Must.HOLD_MEETING: "hold the meeting",
    Must.SUMMARISE_MEETING: "write the summary of the meeting",
    Must.SEND_REPORT: "send the written report",
    Must.RESOLVE: "resolve the matter",
    Must.MONITOR: "hold the monitoring meeting",
    Must.RECORD: "record it",
    Must.COMPLETE_ACTION: "do what was agreed",
}


def awaited(policy: Policy, must: Must, route: str, step: str) -> str:
    """What a clock waits for: in the procedure's word for a route's step, where it has one."""
    clock = policy.step_clock(route, step) if route else None
    named = clock is not None and clock.must is must
    if route and must is Must.HOLD_MEETING:  # not to be taken for the meeting of the stage
        return f"meeting ({safe(policy.route_title(route))})"
    return safe(clock.words) if clock and named and clock.words else WAITS_FOR[must]
