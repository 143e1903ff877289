"""Which notices an event owes, and to whom: one rule an event, everyone told once."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from resolution import clocks
from resolution import events as e
from resolution.addressing import Telling
from resolution.case import Case, RunningClock
from resolution.events.timing import EXTENDING, LATE_RESPONSE, PROPOSED
from resolution.notices import Notice, NoticeKind, Recipient
from resolution.policy import Must
from resolution.ports import Rulebook
from resolution.stage_news import stage_opened, untold, vacant


def notices_for(event: e.Event, case: Case, rulebook: Rulebook) -> tuple[Notice, ...]:
    """The notices owed for one event, given the case as it stood right after it."""
    rule = _RULES.get(type(event))
    if rule is None:
        return ()
    owed = rule(Telling(event, case, rulebook), event)
    # Whoever acted knows it; whoever holds two posts is told once.
    return tuple({n.key: n for n in owed if n.to.person_id != event.by.person_id}.values())


def _consulted(tell: Telling, event: e.ConsultationRecorded) -> Iterator[Notice]:
    facts = {} if event.advice else {"without": "yes"}
    yield from tell.to(NoticeKind.CONSULTED, event.told, facts)


def _reminded(tell: Telling, event: e.AssigneeReminded) -> Iterator[Notice]:
    if not event.sent:
        return
    clock = tell.case.clock(event.clock_id)
    kind = NoticeKind.STEP_DUE if clock.route else NoticeKind.REMINDER
    facts = {"clock": event.clock_id, "point": event.point}
    # Whoever comes to a meeting is reminded of it, not only those who must hold it.
    people = tell.meeting() if clock.fixed else tell.of_clock(event.clock_id)
    if event.point == "due_morning" and clocks.is_agreed(tell.case, clock, tell.rulebook.policy):
        people = (*people, *tell.owner())  # on the agreed day the officer asks, too (B&H §6)
    yield from tell.to(kind, people, facts, tell.office_hours(clock.route))


def _owing(tell: Telling, clock: RunningClock) -> Iterable[e.Assignment]:
    """Who is late with what a clock asks for."""
    if clocks.is_meeting_of_route(clock):
        return ()  # whoever came owes nothing; putting it on record is asked of the owner
    if clock.must is not Must.HOLD_MEETING or clock.route:
        return tell.of_clock(clock.id)
    # It may have been held: it waits for whoever puts it on record, and with no day for more.
    return tell.recorders() if clock.fixed else (*tell.of_clock(clock.id), *tell.recorders())


def _lapsed(tell: Telling, event: e.StageLapsed) -> Iterator[Notice]:
    case = tell.case
    clock = case.clock(event.clock_id)
    if clocks.is_told_by_its_day(case, clock):
        return
    facts = {"clock": event.clock_id, "stage": event.stage_key}
    when = tell.office_hours(clock.route)
    deciding = tell.owner() if clock.route else tell.judges()
    decide = {a.person_id for a in deciding}
    late = [a for a in _owing(tell, clock) if a.person_id not in decide]
    reached = [a.post for a in (*deciding, *event.told) if a.person_id and a not in late]
    known = {**facts, "told": ",".join(dict.fromkeys(reached))}
    yield from tell.to(NoticeKind.LAPSED_ASSIGNEE, late, known, when)
    yield from tell.to(NoticeKind.LAPSED_OWNER, deciding, facts, when)
    told = {a.person_id for a in late} | decide
    above = [a for a in event.told if a.person_id not in told]
    yield from tell.to(NoticeKind.LAPSED_NEXT_MANAGER, above, facts, when)


def _total_warned(tell: Telling, event: e.TotalWarned) -> Iterator[Notice]:
    when = tell.office_hours()
    facts = {"total": event.total_key, "passed": "yes" if event.passed else "no"}
    yield from tell.to(NoticeKind.TOTAL_WARNING, tell.owner(), facts, when)


def _moved(tell: Telling, event: e.DueDateMoved) -> Iterator[Notice]:
    extended = event.why in EXTENDING
    kind = NoticeKind.EXTENDED if extended else NoticeKind.DUE_DATE_MOVED
    facts = {"clock": event.clock_id, "why": event.why}
    people = tell.of_clock(event.clock_id)
    when = None
    if event.why in ("meeting", PROPOSED, LATE_RESPONSE):
        return  # the meeting, and the response, are told already
    if not extended:
        people = (*people, *tell.owner())
        when = tell.office_hours()
    yield from tell.to(kind, people, facts, when)


def _handed_over(tell: Telling, event: e.HandedOver) -> Iterator[Notice]:
    facts = {"stage": event.to_stage, **tell.acting_post()}
    yield from tell.to(NoticeKind.HANDED_OVER, event.to, facts)
    yield from tell.to(NoticeKind.FOR_INFORMATION, tell.owner(), {"stage": event.to_stage})


def _reassigned(tell: Telling, event: e.Reassigned) -> Iterator[Notice]:
    facts = {"post": event.post}
    yield from tell.to(NoticeKind.REASSIGNED, (event.new,), facts)
    others = (*tell.owner(), *((event.old,) if event.old else ()))
    yield from tell.to(NoticeKind.FOR_INFORMATION, others, facts)
    if not event.new.person_id:
        yield from vacant(tell, event.new.post)


def _team_changed(tell: Telling, event: e.TeamChanged) -> Iterator[Notice]:
    stage = {"stage": tell.case.stage_key}
    yield from tell.to(NoticeKind.FOR_INFORMATION, event.notified, stage)
    yield from untold(tell, event.notified, stage)


def _rejected(tell: Telling, event: e.ResponseRejected) -> Iterator[Notice]:
    acting = tell.acting_post()
    others = tell.owner() if acting else ()  # whoever stands in for the owner is no news to them
    if tell.stage.judge_all:
        others = tell.judges()  # what one of them said before counts no more
    people = (*tell.case.visit.assignees, *others)
    yield from tell.to(NoticeKind.RESPONSE_REJECTED, people, acting)


def _report_sent(tell: Telling, event: e.ReportSent) -> Iterator[Notice]:
    # A report that went with the opening of its stage is in the card that asks to respond.
    if event.at != tell.case.visit.opened_at:
        informed = tell.case.visit.notified
        yield from tell.to(NoticeKind.REPORT_SENT, (*tell.asked(), *informed))


def _responded(tell: Telling, event: e.ResponseSubmitted) -> Iterator[Notice]:
    yield from tell.to(NoticeKind.RESPONSE_RECEIVED, tell.judges(), {"post": event.post})
    judging = {judge.person_id for judge in tell.judges()}
    copies = [a for a in tell.holders(tell.stage.copy_response) if a.person_id not in judging]
    facts = {"post": event.post, "copy": "yes"}
    yield from tell.to(NoticeKind.RESPONSE_RECEIVED, copies, facts)


def _meeting_proposed(tell: Telling, event: e.MeetingProposed) -> Iterator[Notice]:
    facts = {"instead_of": event.instead_of.isoformat()} if event.instead_of else {}
    yield from tell.to(NoticeKind.MEETING_PROPOSED, tell.meeting(), facts)


def _meeting_confirmed(tell: Telling, event: e.MeetingConfirmed) -> Iterator[Notice]:
    """Everybody hears of a date; of one that stays, only those who are new to it."""
    people = tell.meeting() if event.added is None else event.added
    yield from tell.to(NoticeKind.MEETING_CONFIRMED, people)


def _meeting_recorded(tell: Telling, event: e.MeetingRecorded) -> Iterator[Notice]:
    facts = {"visit": str(event.visit or len(tell.case.visits))}
    yield from tell.to(NoticeKind.MEETING_RECORDED, tell.meeting(event.visit), facts)


def _meeting_called_off(tell: Telling, event: e.MeetingCalledOff) -> Iterator[Notice]:
    facts = {"stage": event.stage_key, "at": event.meeting_at.isoformat()}
    facts |= {} if event.confirmed else {"proposed": "yes"}
    facts |= {} if event.told is None else {"lead": "yes"}
    people = tell.meeting() if event.told is None else event.told
    yield from tell.to(NoticeKind.MEETING_CALLED_OFF, people, facts)


def _step_recorded(tell: Telling, event: e.StepRecorded) -> Iterator[Notice]:
    facts = {"route": event.route, "step": event.step, "at": event.at.isoformat()}
    yield from tell.to(NoticeKind.STEP_RECORDED, (*event.told, *tell.owner()), facts)
    yield from untold(tell, event.told, {})


def _clock_started(tell: Telling, event: e.ClockStarted) -> Iterator[Notice]:
    """Whoever is to do what was agreed learns of it as it is agreed."""
    if event.must is Must.COMPLETE_ACTION:
        facts = {"given": event.clock_id.rpartition(".")[2], "clock": event.clock_id}
        yield from tell.to(NoticeKind.ACTION_DUE, tell.of_clock(event.clock_id), facts)


def _action_completed(tell: Telling, event: e.ActionCompleted) -> Iterator[Notice]:
    yield from tell.to(NoticeKind.ACTION_COMPLETED, tell.judges(), {"number": str(event.number)})


def _action_checked(tell: Telling, event: e.ActionChecked) -> Iterator[Notice]:
    if not event.achieved:
        facts = {"number": str(event.number), "clock": f"action.{event.number}"}
        people = tell.of_clock(f"action.{event.number}")
        yield from tell.to(NoticeKind.ACTION_DUE, people, facts)


def _undelivered(tell: Telling, event: e.NoticeUndelivered) -> Iterator[Notice]:
    facts = {"name": event.name, "why": event.why}
    for assignment in event.told:
        # The chain of people tried is in the key, so that it ends and no one is asked twice.
        key = f"{event.notice_key}>{assignment.person_id}"
        to = Recipient(assignment.person_id)
        yield Notice(NoticeKind.UNDELIVERED, to, key, tell.case.ref, facts=facts)
    yield tell.administrators(NoticeKind.UNDELIVERED, facts)


def _to_judges(kind: NoticeKind) -> "Rule":
    def told(tell: Telling, event: e.Event) -> Iterator[Notice]:
        yield from tell.to(kind, tell.judges())

    return told


def _to_everyone_here(kind: NoticeKind) -> "Rule":
    """The stage's people, its notified posts and the owner."""

    def told(tell: Telling, event: e.Event) -> Iterator[Notice]:
        visit = tell.case.visit
        yield from tell.to(kind, (*visit.assignees, *visit.notified, *tell.owner()))

    return told


def _to_everyone(kind: NoticeKind) -> "Rule":
    """All whom the case asked or told, at whatever stage, and the owner."""

    def told(tell: Telling, event: e.Event) -> Iterator[Notice]:
        yield from tell.to(kind, tell.everyone())

    return told


def _resolved(tell: Telling, event: e.ChallengeResolved) -> Iterator[Notice]:
    yield from tell.to(NoticeKind.RESOLVED, (*tell.everyone(), *tell.of_outcome()))


def _to_assignees_and_owner(kind: NoticeKind) -> "Rule":
    def told(tell: Telling, event: e.Event) -> Iterator[Notice]:
        yield from tell.to(kind, (*tell.asked(), *tell.owner()))

    return told


Rule = Callable[[Telling, Any], Iterator[Notice]]

_RULES: dict[type[e.Event], Rule] = {
    e.StageOpened: stage_opened,
    e.ConsultationRecorded: _consulted,
    e.ChallengeAcknowledged: _to_judges(NoticeKind.ACKNOWLEDGED),
    e.ReportSent: _report_sent,
    e.ResponseSubmitted: _responded,
    e.CompletionConfirmed: _to_judges(NoticeKind.COMPLETION_CONFIRMED),
    e.ResponseRejected: _rejected,
    e.MeetingProposed: _meeting_proposed,
    e.MeetingConfirmed: _meeting_confirmed,
    e.MeetingRecorded: _meeting_recorded,
    e.MeetingCalledOff: _meeting_called_off,
    e.NoteAdded: _to_assignees_and_owner(NoticeKind.NOTE_ADDED),
    e.ExtensionAsked: _to_judges(NoticeKind.EXTENSION_ASKED),
    e.DueDateMoved: _moved,
    e.HandedOver: _handed_over,
    e.Reassigned: _reassigned,
    e.TeamChanged: _team_changed,
    e.ReferredToCafcass: _to_everyone_here(NoticeKind.REFERRED_TO_CAFCASS),
    e.ChallengeResolved: _resolved,
    e.ChallengeWithdrawn: _to_everyone(NoticeKind.WITHDRAWN),
    e.ActionChecked: _action_checked,
    e.ActionCompleted: _action_completed,
    e.ClockStarted: _clock_started,
    e.StepRecorded: _step_recorded,
    e.AssigneeReminded: _reminded,
    e.StageLapsed: _lapsed,
    e.TotalWarned: _total_warned,
    e.NoticeUndelivered: _undelivered,
}
