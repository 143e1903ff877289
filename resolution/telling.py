"""Which notices an event owes, and to whom: one rule an event, everyone told once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from resolution import clocks
from resolution import events as e
from resolution.case import Case
from resolution.notices import Notice, NoticeKind, Recipient
from resolution.policy import Must, Stage
from resolution.ports import Rulebook
from resolution.standing import answers_for, meeting_people
from resolution.working_days import local_day

ADMINISTRATORS = Recipient(channel="administrators")


def notices_for(event: e.Event, case: Case, rulebook: Rulebook) -> tuple[Notice, ...]:
    """The notices owed for one event, given the case as it stood right after it."""
    rule = _RULES.get(type(event))
    if rule is None:
        return ()
    owed = rule(_Telling(event, case, rulebook), event)
    # Whoever acted knows it; whoever holds two posts is told once.
    return tuple({n.key: n for n in owed if n.to.person_id != event.by.person_id}.values())


class _Telling:
    """Builds notices about one event with keys made of its facts."""

    def __init__(self, event: e.Event, case: Case, rulebook: Rulebook) -> None:
        self.event, self.case, self.rulebook = event, case, rulebook

    @property
    def stage(self) -> Stage:
        return self.rulebook.policy.stage(self.case.stage_key)

    def to(
        self,
        kind: NoticeKind,
        people: Iterable[e.Assignment],
        facts: Mapping[str, str] | None = None,
        not_before: datetime | None = None,
    ) -> Iterator[Notice]:
        """A notice to each person, and to whoever stands in for them that day."""
        on = local_day(not_before or self.event.at)
        for assignment in people:
            if not assignment.person_id:
                continue
            yield self._notice(kind, Recipient(assignment.person_id), facts, not_before)
            # Leave may begin after a duty was given: nobody waits for a person who is away.
            stand_in = self.rulebook.directory.stand_in(assignment.person_id, on)
            if stand_in is not None:
                yield self._notice(kind, Recipient(stand_in.id), facts, not_before)

    def office_hours(self, route: str = "") -> datetime | None:
        """When time's own notices may go out; at once on a route for immediate concerns."""
        if route and self.rulebook.policy.route(route).urgent:
            return None
        return self.rulebook.calendar.office_moment(self.event.at)

    def administrators(self, kind: NoticeKind, facts: Mapping[str, str]) -> Notice:
        return self._notice(kind, ADMINISTRATORS, facts, None)

    def _notice(
        self,
        kind: NoticeKind,
        to: Recipient,
        facts: Mapping[str, str] | None,
        not_before: datetime | None,
    ) -> Notice:
        told = to.person_id or to.channel
        # The version is the event's place on the trail: the same fact never makes two keys.
        key = f"{kind}:{self.case.ref}:{self.case.version}:{told}"
        return Notice(kind, to, key, self.case.ref, not_before, facts=facts or {})

    def owner(self) -> tuple[e.Assignment, ...]:
        return (self.case.owner,) if self.case.owner else ()

    def holders(self, posts: Iterable[str]) -> tuple[e.Assignment, ...]:
        return tuple(answers_for(p, self.case, self.rulebook, self.event.at) for p in posts)

    def asked(self) -> tuple[e.Assignment, ...]:
        """Those whom the stage asks to answer; on a record of its own, those told of it."""
        return self.case.visit.assignees if self.case.visits else self.case.told

    def judges(self) -> tuple[e.Assignment, ...]:
        """The owner, and whoever else judges at this stage (a policy may name a set)."""
        owners = set(self.rulebook.policy.owners.values())
        posts = [post for post in (*self.stage.raised_by, *self.stage.judge) if post not in owners]
        return (*self.owner(), *self.holders(posts))

    def meeting(self) -> tuple[e.Assignment, ...]:
        """The owner, those who must answer, and everybody whom the stage's meeting needs."""
        people = meeting_people(self.case, self.rulebook, self.event.at)
        others = (held for part in people.values() for held in part)
        return (*self.owner(), *self.case.visit.assignees, *others)

    def of_clock(self, clock_id: str) -> tuple[e.Assignment, ...]:
        """Those who must do what a clock asks for."""
        case, clock = self.case, self.case.clock(clock_id)
        visit = case.visit if case.visits else None
        assigned = {a.post: a for a in visit.assignees} if visit else {}
        owners = set(self.rulebook.policy.owners.values())
        found: list[e.Assignment] = []
        responses = visit.responses if visit and clock.must is Must.RESPOND else ()
        answered = {response.post for response in responses}
        for post in clock.posts:
            if post in owners:
                found += self.owner()
            elif post in assigned and not clock.route:
                found += [assigned[post]] if post not in answered else []
            elif not (assigned.keys() & set(clock.posts)) or clock.route:
                found.append(answers_for(post, case, self.rulebook, self.event.at))
        return tuple(found)


def _stage_opened(tell: _Telling, event: e.StageOpened) -> Iterator[Notice]:
    facts = {"stage": event.stage_key}
    yield from tell.to(NoticeKind.ASKED_TO_RESPOND, event.assignees, facts)
    asked = {a.person_id for a in event.assignees}
    informed = [a for a in event.notified if a.person_id not in asked]
    yield from tell.to(NoticeKind.FOR_INFORMATION, informed, facts)
    if event.by.person_id != getattr(tell.case.owner, "person_id", ""):
        yield from tell.to(NoticeKind.FOR_INFORMATION, tell.owner(), facts)
    for assignment in event.assignees:
        if not assignment.person_id:
            vacant = {"stage": event.stage_key, "post": assignment.post}
            yield tell.administrators(NoticeKind.POST_VACANT, vacant)
            yield from tell.to(NoticeKind.POST_VACANT, tell.owner(), vacant)


def _reminded(tell: _Telling, event: e.AssigneeReminded) -> Iterator[Notice]:
    if not event.sent:
        return
    clock = tell.case.clock(event.clock_id)
    kind = NoticeKind.STEP_DUE if clock.route else NoticeKind.REMINDER
    facts = {"clock": event.clock_id, "point": event.point}
    # Whoever comes to a meeting is reminded of it, not only those who must hold it.
    meets = clock.must is Must.HOLD_MEETING and not clock.route
    people = tell.meeting() if meets else tell.of_clock(event.clock_id)
    yield from tell.to(kind, people, facts, tell.office_hours(clock.route))


def _lapsed(tell: _Telling, event: e.StageLapsed) -> Iterator[Notice]:
    case = tell.case
    clock = case.clock(event.clock_id)
    if clocks.waits_for_response(case, clock):
        return
    facts = {"clock": event.clock_id, "stage": event.stage_key}
    when = tell.office_hours(clock.route)
    owner_ids = {a.person_id for a in tell.owner()}
    late = [a for a in tell.of_clock(clock.id) if a.person_id not in owner_ids]
    yield from tell.to(NoticeKind.LAPSED_ASSIGNEE, late, facts, when)
    yield from tell.to(NoticeKind.LAPSED_OWNER, tell.owner(), facts, when)
    told = {a.person_id for a in late} | owner_ids
    above = [a for a in event.told if a.person_id not in told]
    yield from tell.to(NoticeKind.LAPSED_NEXT_MANAGER, above, facts, when)


def _total_warned(tell: _Telling, event: e.TotalWarned) -> Iterator[Notice]:
    when = tell.office_hours()
    facts = {"total": event.total_key, "passed": "yes" if event.passed else "no"}
    yield from tell.to(NoticeKind.TOTAL_WARNING, tell.owner(), facts, when)


def _moved(tell: _Telling, event: e.DueDateMoved) -> Iterator[Notice]:
    kind = NoticeKind.EXTENDED if event.why == "extension" else NoticeKind.DUE_DATE_MOVED
    facts = {"clock": event.clock_id, "why": event.why}
    people = tell.of_clock(event.clock_id)
    when = None
    if event.why == "meeting":
        return  # the confirmed meeting is told already
    if event.why != "extension":
        people = (*people, *tell.owner())
        when = tell.office_hours()
    yield from tell.to(kind, people, facts, when)


def _handed_over(tell: _Telling, event: e.HandedOver) -> Iterator[Notice]:
    yield from tell.to(NoticeKind.HANDED_OVER, event.to, {"stage": event.to_stage})
    yield from tell.to(NoticeKind.FOR_INFORMATION, tell.owner(), {"stage": event.to_stage})


def _reassigned(tell: _Telling, event: e.Reassigned) -> Iterator[Notice]:
    facts = {"post": event.post}
    yield from tell.to(NoticeKind.REASSIGNED, (event.new,), facts)
    others = (*tell.owner(), *((event.old,) if event.old else ()))
    yield from tell.to(NoticeKind.FOR_INFORMATION, others, facts)


def _rejected(tell: _Telling, event: e.ResponseRejected) -> Iterator[Notice]:
    yield from tell.to(NoticeKind.RESPONSE_REJECTED, tell.case.visit.assignees)


def _report_sent(tell: _Telling, event: e.ReportSent) -> Iterator[Notice]:
    # A report that went with the opening of its stage is in the card that asks to respond.
    if event.at != tell.case.visit.opened_at:
        yield from tell.to(NoticeKind.REPORT_SENT, tell.asked())


def _responded(tell: _Telling, event: e.ResponseSubmitted) -> Iterator[Notice]:
    yield from tell.to(NoticeKind.RESPONSE_RECEIVED, tell.judges(), {"post": event.post})
    judging = {judge.person_id for judge in tell.judges()}
    copies = [a for a in tell.holders(tell.stage.copy_response) if a.person_id not in judging]
    facts = {"post": event.post, "copy": "yes"}
    yield from tell.to(NoticeKind.RESPONSE_RECEIVED, copies, facts)


def _meeting(kind: NoticeKind) -> "Rule":
    def told(tell: _Telling, event: e.Event) -> Iterator[Notice]:
        yield from tell.to(kind, tell.meeting())

    return told


def _step_recorded(tell: _Telling, event: e.StepRecorded) -> Iterator[Notice]:
    facts = {"route": event.route, "step": event.step}
    yield from tell.to(NoticeKind.STEP_RECORDED, (*event.told, *tell.owner()), facts)


def _action_checked(tell: _Telling, event: e.ActionChecked) -> Iterator[Notice]:
    if not event.achieved:
        facts = {"number": str(event.number)}
        yield from tell.to(NoticeKind.ACTION_DUE, tell.case.visit.assignees, facts)


def _undelivered(tell: _Telling, event: e.NoticeUndelivered) -> Iterator[Notice]:
    facts = {"name": event.name, "why": event.why}
    for assignment in event.told:
        # The chain of people tried is in the key, so that it ends and no one is asked twice.
        key = f"{event.notice_key}>{assignment.person_id}"
        to = Recipient(assignment.person_id)
        yield Notice(NoticeKind.UNDELIVERED, to, key, tell.case.ref, facts=facts)
    yield tell.administrators(NoticeKind.UNDELIVERED, facts)


def _to_owner(kind: NoticeKind) -> "Rule":
    def told(tell: _Telling, event: e.Event) -> Iterator[Notice]:
        yield from tell.to(kind, tell.owner())

    return told


def _to_everyone_here(kind: NoticeKind) -> "Rule":
    """The stage's people, its notified posts and the owner."""

    def told(tell: _Telling, event: e.Event) -> Iterator[Notice]:
        visit = tell.case.visit
        yield from tell.to(kind, (*visit.assignees, *visit.notified, *tell.owner()))

    return told


def _to_assignees_and_owner(kind: NoticeKind) -> "Rule":
    def told(tell: _Telling, event: e.Event) -> Iterator[Notice]:
        yield from tell.to(kind, (*tell.asked(), *tell.owner()))

    return told


Rule = Callable[[_Telling, Any], Iterator[Notice]]

_RULES: dict[type[e.Event], Rule] = {
    e.StageOpened: _stage_opened,
    e.ChallengeAcknowledged: _to_owner(NoticeKind.ACKNOWLEDGED),
    e.ReportSent: _report_sent,
    e.ResponseSubmitted: _responded,
    e.CompletionConfirmed: _to_owner(NoticeKind.COMPLETION_CONFIRMED),
    e.ResponseRejected: _rejected,
    e.MeetingProposed: _meeting(NoticeKind.MEETING_PROPOSED),
    e.MeetingConfirmed: _meeting(NoticeKind.MEETING_CONFIRMED),
    e.MeetingRecorded: _meeting(NoticeKind.MEETING_RECORDED),
    e.NoteAdded: _to_assignees_and_owner(NoticeKind.NOTE_ADDED),
    e.ExtensionAsked: _to_owner(NoticeKind.EXTENSION_ASKED),
    e.DueDateMoved: _moved,
    e.HandedOver: _handed_over,
    e.Reassigned: _reassigned,
    e.ReferredToCafcass: _to_everyone_here(NoticeKind.REFERRED_TO_CAFCASS),
    e.ChallengeResolved: _to_everyone_here(NoticeKind.RESOLVED),
    e.ChallengeWithdrawn: _to_everyone_here(NoticeKind.WITHDRAWN),
    e.ChallengeReopened: _to_everyone_here(NoticeKind.REOPENED),
    e.ActionChecked: _action_checked,
    e.ActionCompleted: _to_owner(NoticeKind.ACTION_COMPLETED),
    e.StepRecorded: _step_recorded,
    e.AssigneeReminded: _reminded,
    e.StageLapsed: _lapsed,
    e.TotalWarned: _total_warned,
    e.NoticeUndelivered: _undelivered,
}
