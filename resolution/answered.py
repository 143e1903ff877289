"""Whether a stage is answered: all is done that its policy says must be (`met_by`)."""

from collections.abc import Callable, Mapping

from resolution.case import RunningClock, Visit
from resolution.policy import Must, Stage

_DONE: Mapping[Must, Callable[[Visit], bool]] = {
    Must.ACKNOWLEDGE: lambda visit: bool(visit.acknowledged),
    Must.SEND_REPORT: lambda visit: visit.report_at is not None,
    Must.RESPOND: lambda visit: visit.is_answered,
    Must.CONFIRM_COMPLETION: lambda visit: visit.completed_at is not None,
    Must.CONFIRM_MEETING_DATE: lambda visit: visit.meeting_confirmed or bool(visit.new_meetings),
    Must.HOLD_MEETING: lambda visit: bool(visit.new_meetings),
    Must.SUMMARISE_MEETING: lambda visit: bool(visit.new_meetings),
}


def is_answered(visit: Visit, stage: Stage) -> bool:
    """Whether everything that makes a stage answered is done, and was not found wanting."""
    return all(_DONE[must](visit) for must in stage.met_by)


def still_wanted(clock: RunningClock, visit: Visit, stage: Stage) -> Must:
    """What a clock waits for now: one limit may ask for a response and then for more (Bradford 1).

    Until the response is in it waits for that, and afterwards for what is still missing.
    """
    if clock.must is not Must.RESPOND or clock.route or not visit.is_answered:
        return clock.must
    return next((must for must in stage.met_by if not _DONE[must](visit)), clock.must)


def asks_response(stage: Stage) -> bool:
    """Whether a stage is answered in writing, and not by a meeting alone (Bradford stage 2)."""
    return Must.RESPOND in stage.met_by


def asks_completion(stage: Stage) -> bool:
    """Whether a stage is met only once what was agreed has been done (Bradford stage 1)."""
    return Must.CONFIRM_COMPLETION in {*stage.met_by, *(clock.must for clock in stage.clocks)}


def is_one_limit(stage: Stage) -> bool:
    """Whether the time to respond is also that in which what was agreed is to be completed."""
    timed = {clock.must for clock in stage.clocks}
    return Must.CONFIRM_COMPLETION in stage.met_by and Must.CONFIRM_COMPLETION not in timed


def is_to_judge(visit: Visit, stage: Stage) -> bool:
    """Whether there is something that somebody may find not to be enough."""
    return bool(visit.answers or (visit.new_meetings and not asks_response(stage)))
