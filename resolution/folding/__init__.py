"""How a case changes: `apply` one event, `fold` them all; nothing else makes a case."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from msgspec.structs import replace

from resolution import events as e
from resolution.case import Case
from resolution.folding import filing, life, timing


def fold(ref: str, events: Iterable[e.Event]) -> Case:
    """The case that these events make."""
    return reduce(apply, events, Case.unraised(ref))


def apply(case: Case, event: e.Event) -> Case:
    """The case after one more event; its version counts its events."""
    after = filing.grown(_RULES[type(event)](case, event), event)
    return replace(after, version=case.version + 1)


_RULES: dict[type[e.Event], Callable[[Case, Any], Case]] = {
    e.ChallengeRaised: life.raised,
    e.RecordOpened: life.record_opened,
    e.ReportDrafted: life.report_drafted,
    e.ConsultationRecorded: life.consulted,
    e.StageOpened: life.stage_opened,
    e.ClockStarted: timing.clock_started,
    e.ClockMet: timing.clock_met,
    e.ClockResumed: timing.clock_resumed,
    e.ClockStopped: timing.clock_stopped,
    e.DueDateMoved: timing.due_date_moved,
    e.StageEscalated: life.escalated,
    e.HandedOver: life.handed_over,
    e.ChallengeAcknowledged: life.acknowledged,
    e.ReportSent: life.report_sent,
    e.ResponseSubmitted: life.responded,
    e.CompletionConfirmed: life.completion_confirmed,
    e.ResponseRejected: life.response_rejected,
    e.ResponseAccepted: life.accepted,
    e.MeetingProposed: life.meeting_proposed,
    e.MeetingConfirmed: life.meeting_confirmed,
    e.MeetingRecorded: life.meeting_recorded,
    e.MeetingCalledOff: life.meeting_called_off,
    e.NoteAdded: life.note_added,
    e.ExtensionAsked: life.extension_asked,
    e.Reassigned: life.reassigned,
    e.ReferredToCafcass: life.referred,
    e.ChallengeResolved: life.resolved,
    e.ChallengeWithdrawn: life.withdrawn,
    e.ChallengeReopened: life.reopened,
    e.ActionCompleted: life.action_completed,
    e.ActionChecked: life.action_checked,
    e.FiledOnRecord: filing.filed,
    e.RouteOpened: life.route_opened,
    e.StepRecorded: life.step_recorded,
    e.TeamChanged: life.team_changed,
    e.AssigneeReminded: timing.reminded,
    e.StageLapsed: timing.lapsed,
    e.TotalStarted: timing.total_started,
    e.TotalWarned: timing.total_warned,
    e.TotalMoved: timing.total_moved,
    e.PolicyMigrated: timing.migrated,
    e.NoticeUndelivered: timing.undelivered,
}
