"""How what people do changes a case."""

from datetime import datetime
from typing import Any

from msgspec.structs import replace

from resolution import events as e
from resolution.case import (
    Case,
    MeetingHeld,
    Response,
    RouteRun,
    Status,
    StepDone,
    TrackedAction,
    Visit,
)
from resolution.commands import AgreedAction
from resolution.next_meeting import leaves_next


def raised(case: Case, event: e.ChallengeRaised) -> Case:
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


def record_opened(case: Case, event: e.RecordOpened) -> Case:
    return replace(
        case,
        status=Status.OPEN,
        matter=event.route,
        policy_id=event.policy_id,
        kind=event.kind,
        file_number=event.file_number,
        initials=event.initials,
        team=event.team,
        owner=e.Assignment(event.owner_post, event.by.person_id, event.by.name),
        raised_at=event.at,
        people=event.people,
    )


def report_drafted(case: Case, event: e.ReportDrafted) -> Case:
    return on_visit(case, draft=event.text, draft_values=event.values)


def stage_opened(case: Case, event: e.StageOpened) -> Case:
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
        actions=tracked(case, event.actions, event.stage_key),
        conditions=event.conditions,
        extension_asked=None,
    )


def escalated(case: Case, event: e.StageEscalated) -> Case:
    left = on_visit(case, left=event.left) if event.left else case
    return replace(left, people={**case.people, **event.people}) if event.people else left


def on_visit(case: Case, **changes: object) -> Case:
    changed: Any = changes
    return replace(case, visits=(*case.visits[:-1], replace(case.visit, **changed)))


def acknowledged(case: Case, event: e.ChallengeAcknowledged) -> Case:
    return on_visit(case, acknowledged={**case.visit.acknowledged, event.post: event.at})


def report_sent(case: Case, event: e.ReportSent) -> Case:
    return on_visit(
        case,
        report_at=event.at,
        report=event.text,
        report_values=event.values,
        draft="",
        draft_values={},
    )


def tracked(
    case: Case, actions: tuple[AgreedAction, ...], stage_key: str
) -> tuple[TrackedAction, ...]:
    return (*case.actions, *(TrackedAction(action, stage_key) for action in actions))


def responded(case: Case, event: e.ResponseSubmitted) -> Case:
    response = Response(event.post, event.by, event.at, event.text, event.late, event.values)
    answered = on_visit(
        case, responses=(*case.visit.responses, response), rejected_at=None, rejected_why=""
    )
    return replace(answered, actions=tracked(case, event.actions, case.stage_key))


def completion_confirmed(case: Case, event: e.CompletionConfirmed) -> Case:
    """What was agreed at the stage is done, each action of it included."""
    here = case.stage_key
    done = tuple(
        replace(kept, completed_at=event.at, completed_by=event.by.name)
        if kept.stage_key == here and kept.completed_at is None
        else kept
        for kept in case.actions
    )
    return replace(on_visit(case, completed_at=event.at), actions=done)


def response_rejected(case: Case, event: e.ResponseRejected) -> Case:
    return on_visit(
        case,
        rejected_at=event.at,
        rejected_why=event.reason,
        judged=len(case.visit.responses),
        meetings_judged=len(case.visit.meetings),
        completed_at=None,  # what was confirmed as done is part of what was not enough
        accepted_by=(),
    )


def accepted(case: Case, event: e.ResponseAccepted) -> Case:
    return on_visit(case, accepted_by=(*case.visit.accepted_by, event.post))


def note_added(case: Case, event: e.NoteAdded) -> Case:
    return replace(case, noted=event)


def _meeting(event: e.MeetingProposed | e.MeetingConfirmed) -> dict[str, Any]:
    return {
        "meeting_at": event.meeting_at,
        "meeting_place": event.place,
        "meeting_further": event.further,
        "meeting_others": event.others,
        "meeting_off": False,
    }


def meeting_proposed(case: Case, event: e.MeetingProposed) -> Case:
    return on_visit(case, meeting_confirmed=False, **_meeting(event))


def meeting_confirmed(case: Case, event: e.MeetingConfirmed) -> Case:
    return on_visit(
        case,
        **_meeting(event),
        meeting_confirmed=True,
        # A link that somebody kept goes on leading to the meeting, at whatever time it is now.
        meeting_token=case.visit.meeting_token or event.token,
    )


def meeting_recorded(case: Case, event: e.MeetingRecorded) -> Case:
    number = event.visit or len(case.visits)
    visit = case.visits[number - 1]
    kept = MeetingHeld(event.held_on, event.summary, event.by, event.present)
    held = replace(visit, meetings=(*visit.meetings, kept))
    if not leaves_next(visit, event.held_on):  # the next one is arranged anew
        held = replace(
            held,
            meeting_at=None,
            meeting_place="",
            meeting_confirmed=False,
            meeting_token="",
            meeting_others="",
        )
    visits = (*case.visits[: number - 1], held, *case.visits[number:])
    actions = tracked(case, event.actions, visit.stage_key)
    return replace(case, visits=visits, actions=actions)


def meeting_called_off(case: Case, event: e.MeetingCalledOff) -> Case:
    return on_visit(case, meeting_off=True)


def consulted(case: Case, event: e.ConsultationRecorded) -> Case:
    return replace(case, told=(*case.told, *event.told))


def handed_over(case: Case, event: e.HandedOver) -> Case:
    return on_visit(case, handed_to=event.to)


def extension_asked(case: Case, event: e.ExtensionAsked) -> Case:
    return replace(case, extension_asked=event)


def reassigned(case: Case, event: e.Reassigned) -> Case:
    if event.post == "owner":
        return replace(case, owner=event.new)
    assignees = tuple(
        event.new if event.old is not None and a == event.old else a for a in case.visit.assignees
    )
    moved = on_visit(case, assignees=assignees)
    return replace(moved, people={**case.people, event.post: event.new.person_id})


def referred(case: Case, event: e.ReferredToCafcass) -> Case:
    return replace(case, cafcass_on=event.referred_on)


def ended(case: Case, status: Status, at: datetime, outcome: str, impact: str) -> Case:
    return replace(case, status=status, ended_at=at, outcome=outcome, impact=impact)


def resolved(case: Case, event: e.ChallengeResolved) -> Case:
    return ended(case, Status.RESOLVED, event.at, event.outcome, event.impact)


def withdrawn(case: Case, event: e.ChallengeWithdrawn) -> Case:
    return ended(case, Status.WITHDRAWN, event.at, event.reason, "")


def reopened(case: Case, event: e.ChallengeReopened) -> Case:
    return replace(case, status=Status.OPEN, ended_at=None, outcome="", impact="")


def on_action(case: Case, number: int, **changes: object) -> Case:
    changed: Any = changes
    return replace(
        case,
        actions=tuple(
            replace(action, **changed) if place == number else action
            for place, action in enumerate(case.actions, start=1)
        ),
    )


def action_completed(case: Case, event: e.ActionCompleted) -> Case:
    done_by = event.by.name
    return on_action(case, event.number, completed_at=event.at, completed_by=done_by, checked=None)


def action_checked(case: Case, event: e.ActionChecked) -> Case:
    if event.achieved:
        return on_action(case, event.number, checked=True)
    return on_action(case, event.number, checked=False, completed_at=None, completed_by="")


def route_opened(case: Case, event: e.RouteOpened) -> Case:
    return replace(case, routes=(*case.routes, RouteRun(event.route, event.at, event.by)))


def step_recorded(case: Case, event: e.StepRecorded) -> Case:
    step = StepDone(event.step, event.at, event.by, event.values)
    place = max(i for i, run in enumerate(case.routes) if run.key == event.route)
    run = case.routes[place]
    done = replace(
        run, steps=(*run.steps, step), closed_at=event.at if event.closed else run.closed_at
    )
    routes = (*case.routes[:place], done, *case.routes[place + 1 :])
    changed = replace(case, routes=routes, told=(*case.told, *event.told))
    if event.closed and case.matter == event.route:
        return replace(changed, status=Status.RESOLVED, ended_at=event.at)
    return changed


def team_changed(case: Case, event: e.TeamChanged) -> Case:
    moved = replace(case, team=event.team)
    if not event.notified:
        return moved
    return on_visit(moved, notified=(*moved.visit.notified, *event.notified))


def kept(case: Case, event: e.Event) -> Case:
    """For what the trail must show and the case need not remember."""
    return case
