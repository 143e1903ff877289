"""How a case changes: `apply` one event, `fold` them all; nothing else makes a case."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import Any

from resolution import events as e
from resolution.case import (
    Case,
    Response,
    RouteRun,
    RunningClock,
    RunningTotal,
    Status,
    StepDone,
    TrackedAction,
    Visit,
)
from resolution.commands import AgreedAction


def fold(ref: str, events: Iterable[e.Event]) -> Case:
    """The case that these events make."""
    return reduce(apply, events, Case.unraised(ref))


def apply(case: Case, event: e.Event) -> Case:
    """The case after one more event; its version counts its events."""
    return replace(_RULES[type(event)](case, event), version=case.version + 1)


def _raised(case: Case, event: e.ChallengeRaised) -> Case:
    return replace(
        case,
        status=Status.OPEN,
        policy_id=event.policy_id,
        kind=event.kind,
        file_number=event.file_number,
        initials=event.initials,
        team=event.team,
        themes=event.themes,
        challenge=event.challenge,
        owner=e.Assignment(event.owner_post, event.by.person_id, event.by.name),
        raised_at=event.at,
        conditions=event.conditions,
        people=event.people,
    )


def _stage_opened(case: Case, event: e.StageOpened) -> Case:
    visit = Visit(
        number=len(case.visits) + 1,
        stage_key=event.stage_key,
        opened_at=event.at,
        opened_version=case.version + 1,
        opened_by=event.by,
        assignees=event.assignees,
        all_of=event.all_of,
        notified=event.notified,
        reason=event.reason,
        facts=event.facts,
        agreed_by=event.agreed_by,
    )
    return replace(
        case,
        visits=(*case.visits, visit),
        conditions=event.conditions,
        extension_asked=None,
    )


def _clock_started(case: Case, event: e.ClockStarted) -> Case:
    clock = RunningClock(
        id=event.clock_id,
        key=event.key,
        must=event.must,
        stage_key=event.stage_key,
        posts=event.posts,
        counted_from=event.counted_from,
        due_at=event.due_at,
        target=event.target,
        route=event.route,
        remind_at=event.remind_at,
        first_due_at=event.due_at,
    )
    return replace(case, clocks=(*case.clocks, clock))


def _on_clock(case: Case, clock_id: str, change: Callable[[RunningClock], RunningClock]) -> Case:
    return replace(
        case, clocks=tuple(change(clock) if clock.id == clock_id else clock for clock in case.clocks)
    )


def _clock_met(case: Case, event: e.ClockMet) -> Case:
    return _on_clock(case, event.clock_id, lambda clock: replace(clock, met_at=event.at))


def _clock_stopped(case: Case, event: e.ClockStopped) -> Case:
    return _on_clock(case, event.clock_id, lambda clock: replace(clock, stopped_at=event.at))


def _due_date_moved(case: Case, event: e.DueDateMoved) -> Case:
    moved = _on_clock(
        case,
        event.clock_id,
        lambda clock: replace(
            clock,
            due_at=event.new_due_at,
            remind_at=event.remind_at,
            # A date that was extended past a lapse can lapse once more; the lapse stays on the trail.
            lapsed_at=clock.lapsed_at if event.why == "calendar" else None,
            reminded=tuple(p for p in clock.reminded if p not in event.remind_at),
        ),
    )
    if event.why != "extension":
        return moved
    return replace(moved, extension_asked=None, extensions=case.extensions + 1)


def _on_visit(case: Case, **changes: object) -> Case:
    changed: Any = changes
    return replace(case, visits=(*case.visits[:-1], replace(case.visit, **changed)))


def _acknowledged(case: Case, event: e.ChallengeAcknowledged) -> Case:
    return _on_visit(case, acknowledged={**case.visit.acknowledged, event.post: event.at})


def _report_sent(case: Case, event: e.ReportSent) -> Case:
    return _on_visit(case, report_at=event.at)


def _tracked(
    case: Case, actions: tuple[AgreedAction, ...]
) -> tuple[TrackedAction, ...]:
    return (*case.actions, *(TrackedAction(action, case.stage_key) for action in actions))


def _responded(case: Case, event: e.ResponseSubmitted) -> Case:
    response = Response(event.post, event.by, event.at, event.text, event.late)
    answered = _on_visit(
        case, responses=(*case.visit.responses, response), rejected_at=None, rejected_why=""
    )
    return replace(answered, actions=_tracked(case, event.actions))


def _completion_confirmed(case: Case, event: e.CompletionConfirmed) -> Case:
    return _on_visit(case, completed_at=event.at)


def _response_rejected(case: Case, event: e.ResponseRejected) -> Case:
    return _on_visit(case, rejected_at=event.at, rejected_why=event.reason)


def _meeting_proposed(case: Case, event: e.MeetingProposed) -> Case:
    return _on_visit(
        case, meeting_at=event.meeting_at, meeting_place=event.place, meeting_confirmed=False
    )


def _meeting_confirmed(case: Case, event: e.MeetingConfirmed) -> Case:
    return _on_visit(
        case, meeting_at=event.meeting_at, meeting_place=event.place, meeting_confirmed=True
    )


def _meeting_recorded(case: Case, event: e.MeetingRecorded) -> Case:
    held = _on_visit(case, meeting_held_on=event.held_on)
    return replace(held, actions=_tracked(case, event.actions))


def _handed_over(case: Case, event: e.HandedOver) -> Case:
    return _on_visit(case, handed_to=event.to)


def _extension_asked(case: Case, event: e.ExtensionAsked) -> Case:
    return replace(case, extension_asked=event)


def _reassigned(case: Case, event: e.Reassigned) -> Case:
    if event.post == "owner":
        return replace(case, owner=event.new)
    assignees = tuple(
        event.new if event.old is not None and a == event.old else a for a in case.visit.assignees
    )
    moved = _on_visit(case, assignees=assignees)
    return replace(moved, people={**case.people, event.post: event.new.person_id})


def _referred(case: Case, event: e.ReferredToCafcass) -> Case:
    return replace(case, cafcass_on=event.referred_on)


def _ended(case: Case, status: Status, at: datetime, outcome: str, impact: str) -> Case:
    return replace(case, status=status, ended_at=at, outcome=outcome, impact=impact)


def _resolved(case: Case, event: e.ChallengeResolved) -> Case:
    return _ended(case, Status.RESOLVED, event.at, event.outcome, event.impact)


def _withdrawn(case: Case, event: e.ChallengeWithdrawn) -> Case:
    return _ended(case, Status.WITHDRAWN, event.at, event.reason, "")


def _reopened(case: Case, event: e.ChallengeReopened) -> Case:
    return replace(case, status=Status.OPEN, ended_at=None, outcome="", impact="")


def _on_action(case: Case, number: int, **changes: object) -> Case:
    changed: Any = changes
    return replace(
        case,
        actions=tuple(
            replace(action, **changed) if place == number else action
            for place, action in enumerate(case.actions, start=1)
        ),
    )


def _action_completed(case: Case, event: e.ActionCompleted) -> Case:
    return _on_action(case, event.number, completed_at=event.at)


def _action_checked(case: Case, event: e.ActionChecked) -> Case:
    if event.achieved:
        return _on_action(case, event.number, checked=True)
    return _on_action(case, event.number, checked=False, completed_at=None)


def _filed(case: Case, event: e.FiledOnRecord) -> Case:
    return replace(case, filed=(*case.filed, event.what))


def _route_opened(case: Case, event: e.RouteOpened) -> Case:
    return replace(case, routes=(*case.routes, RouteRun(event.route, event.at, event.by)))


def _step_recorded(case: Case, event: e.StepRecorded) -> Case:
    step = StepDone(event.step, event.at, event.by, event.values)
    place = max(i for i, run in enumerate(case.routes) if run.key == event.route)
    run = case.routes[place]
    done = replace(
        run, steps=(*run.steps, step), closed_at=event.at if event.closed else run.closed_at
    )
    return replace(case, routes=(*case.routes[:place], done, *case.routes[place + 1 :]))


def _reminded(case: Case, event: e.AssigneeReminded) -> Case:
    return _on_clock(
        case, event.clock_id, lambda c: replace(c, reminded=(*c.reminded, event.point))
    )


def _lapsed(case: Case, event: e.StageLapsed) -> Case:
    return _on_clock(case, event.clock_id, lambda c: replace(c, lapsed_at=event.due_at))


def _total_started(case: Case, event: e.TotalStarted) -> Case:
    total = RunningTotal(event.total_key, event.due_at, event.warn_at)
    return replace(case, totals=(*case.totals, total))


def _on_total(case: Case, key: str, **changes: object) -> Case:
    changed: Any = changes
    return replace(
        case, totals=tuple(replace(t, **changed) if t.key == key else t for t in case.totals)
    )


def _total_warned(case: Case, event: e.TotalWarned) -> Case:
    return _on_total(case, event.total_key, warned=True, passed=event.passed)


def _total_moved(case: Case, event: e.TotalMoved) -> Case:
    return _on_total(case, event.total_key, due_at=event.new_due_at, warn_at=event.warn_at)


def _migrated(case: Case, event: e.PolicyMigrated) -> Case:
    return replace(case, policy_id=event.new_policy_id)


def _kept(case: Case, event: e.Event) -> Case:
    """For what the trail must show and the case need not remember."""
    return case


_RULES: dict[type[e.Event], Callable[[Case, Any], Case]] = {
    e.ChallengeRaised: _raised,
    e.StageOpened: _stage_opened,
    e.ClockStarted: _clock_started,
    e.ClockMet: _clock_met,
    e.ClockStopped: _clock_stopped,
    e.DueDateMoved: _due_date_moved,
    e.StageEscalated: _kept,
    e.HandedOver: _handed_over,
    e.ChallengeAcknowledged: _acknowledged,
    e.ReportSent: _report_sent,
    e.ResponseSubmitted: _responded,
    e.CompletionConfirmed: _completion_confirmed,
    e.ResponseRejected: _response_rejected,
    e.MeetingProposed: _meeting_proposed,
    e.MeetingConfirmed: _meeting_confirmed,
    e.MeetingRecorded: _meeting_recorded,
    e.NoteAdded: _kept,
    e.ExtensionAsked: _extension_asked,
    e.Reassigned: _reassigned,
    e.ReferredToCafcass: _referred,
    e.ChallengeResolved: _resolved,
    e.ChallengeWithdrawn: _withdrawn,
    e.ChallengeReopened: _reopened,
    e.ActionCompleted: _action_completed,
    e.ActionChecked: _action_checked,
    e.FiledOnRecord: _filed,
    e.RouteOpened: _route_opened,
    e.StepRecorded: _step_recorded,
    e.AssigneeReminded: _reminded,
    e.StageLapsed: _lapsed,
    e.TotalStarted: _total_started,
    e.TotalWarned: _total_warned,
    e.TotalMoved: _total_moved,
    e.PolicyMigrated: _migrated,
    e.NoticeUndelivered: _kept,
}
