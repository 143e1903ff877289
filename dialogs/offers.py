"""Which buttons a person is offered on a case; what is allowed is for resolution to say."""

from collections.abc import Iterator

from cards.actions import Verb
from resolution import meetings
from resolution.answered import asks_completion, asks_response, is_answered, is_to_judge
from resolution.case import Case, Status
from resolution.extending import extendable
from resolution.on_file import texts, waiting
from resolution.policy import CaseKind, Route, Stage, Step
from resolution.ports import Rulebook
from resolution.privacy import readable
from resolution.route_steps import has_part, is_referral, may_record, steps_now
from resolution.satisfaction import still_to_be_satisfied
from resolution.stage_reports import asks_for_report
from resolution.standing import Standing, may_refer, stages_to_raise
from resolution.whose_action import may_mark


def may(case: Case, rulebook: Rulebook, who: Standing) -> frozenset[Verb]:
    """The acts that make sense for this person now."""
    if case.status is Status.UNRAISED or not who.is_party:
        # Whoever answers for people may pass their duties on, and needs to read nothing for it.
        return frozenset({Verb.REASSIGN} if who.passes_on and not case.matter else ())
    if case.matter:
        return frozenset(_of_record(case, rulebook, who))
    return frozenset(_of_anyone(case, rulebook, who)) | (
        frozenset(_while_open(case, rulebook, who)) if case.is_open else frozenset()
    )


def _of_anyone(case: Case, rulebook: Rulebook, who: Standing) -> Iterator[Verb]:
    """What remains possible after a case's end."""
    yield Verb.NOTE
    if case.actions and may_mark(case, rulebook, who):
        yield Verb.COMPLETE_ACTION
    if who.is_judge and case.actions:  # a check can be mended, too
        yield Verb.CHECK_ACTION
    if _to_tick(case, rulebook, who):
        yield Verb.TICK_FILED
    if meetings.recordable(case, rulebook, who):  # people also meet without proposing it here
        yield Verb.RECORD_MEETING
    if next(open_steps(case, rulebook, who), None):
        yield Verb.ROUTE_FORM
    if who.is_judge and case.status is Status.RESOLVED:
        yield Verb.REOPEN
    if case.kind is CaseKind.LOOKED_AFTER and may_refer(case, who, rulebook):
        yield Verb.CAFCASS


def _of_record(case: Case, rulebook: Rulebook, who: Standing) -> Iterator[Verb]:
    """What a record of its own takes: its steps, notes, the file; it has no stages."""
    yield Verb.NOTE
    if _to_tick(case, rulebook, who):
        yield Verb.TICK_FILED
    if next(open_steps(case, rulebook, who), None):
        yield Verb.ROUTE_FORM
    raisers = rulebook.policy.owner_post(case.kind)
    if rulebook.policy.route(case.matter).leads_to_challenge and raisers in who.posts:
        yield Verb.RAISE_FORM


def _while_open(case: Case, rulebook: Rulebook, who: Standing) -> Iterator[Verb]:
    stage = rulebook.policy.stage(case.stage_key)
    if stage.plain:
        yield Verb.PLAIN
    if any(
        _is_urgent(route, case, rulebook, who) for route in rulebook.policy.routes if route.urgent
    ):
        yield Verb.IMMEDIATE
    if who.duties:
        yield from _of_assignee(case, stage, who)
    yield from _of_meeting(case, stage, rulebook, who)
    if who.is_owner:
        yield from _of_owner(case, stage)
    if who.is_judge:
        yield from _of_judge(case, rulebook, who)
    if who.passes_on:
        yield Verb.REASSIGN
    if stages_to_raise(case, who, rulebook):
        yield Verb.ESCALATE


def _of_assignee(case: Case, stage: Stage, who: Standing) -> Iterator[Verb]:
    visit = case.visit
    waiting = [duty for duty in who.duties if duty.post in visit.unanswered]
    if waiting and not is_answered(visit, stage):
        if asks_response(stage) and not visit.is_answered:
            yield Verb.RESPOND
        if any(duty.post not in visit.acknowledged for duty in waiting):
            yield Verb.ACKNOWLEDGE
    if asks_completion(stage) and visit.responses and visit.completed_at is None:
        yield Verb.CONFIRM_COMPLETION
    if extendable(case):
        yield Verb.ASK_EXTENSION


def _of_meeting(case: Case, stage: Stage, rulebook: Rulebook, who: Standing) -> Iterator[Verb]:
    meeting, visit = stage.meeting, case.visit
    if meeting is None:
        return
    if meetings.has_part(case, rulebook, who, meetings.proposers(meeting)):
        yield Verb.PROPOSE_MEETING
    confirms = meetings.has_part(case, rulebook, who, meetings.confirmers(stage, meeting))
    if confirms and not visit.meeting_confirmed and meetings.may_be_confirmed(visit, stage):
        yield Verb.CONFIRM_MEETING


def _of_owner(case: Case, stage: Stage) -> Iterator[Verb]:
    yield Verb.WITHDRAW
    if extendable(case):
        yield Verb.EXTEND
    if asks_for_report(stage) and case.visit.report_at is None:
        yield Verb.SEND_REPORT


def _of_judge(case: Case, rulebook: Rulebook, who: Standing) -> Iterator[Verb]:
    waiting = still_to_be_satisfied(case, rulebook)
    if not waiting or not who.posts.isdisjoint(waiting):
        yield Verb.RESOLVE
    if is_to_judge(case.visit, rulebook.policy.stage(case.stage_key)):
        yield Verb.REJECT
    to = rulebook.policy.following(case.stage_key)
    if to and rulebook.policy.raisers[to.key] - who.posts and not case.visit.handed_to:
        yield Verb.HAND_OVER


def to_file(case: Case, rulebook: Rulebook, who: Standing) -> dict[str, str]:
    """What belongs on the child's file so far, as far as they may read it: key and title."""
    found = readable(texts(case, rulebook.policy), case, rulebook.policy, who)
    return {text.key: text.title for text in found}


def _to_tick(case: Case, rulebook: Rulebook, who: Standing) -> bool:
    """Whether something that they may read is not on file yet, or grew since it was."""
    return bool(readable(waiting(case, rulebook.policy), case, rulebook.policy, who))


def _is_urgent(route: Route, case: Case, rulebook: Rulebook, who: Standing) -> bool:
    """Whether this person may record something of a route for immediate concerns."""
    steps = _steps_of(route, case, rulebook, who) if case.kind in route.kinds else iter(())
    return next(steps, None) is not None


def open_steps(case: Case, rulebook: Rulebook, who: Standing) -> Iterator[tuple[Route, Step]]:
    """The steps of the policy's routes that this person may record now."""
    for route in _routes_of(case, rulebook):
        yield from _steps_of(route, case, rulebook, who)


def _steps_of(
    route: Route, case: Case, rulebook: Rulebook, who: Standing
) -> Iterator[tuple[Route, Step]]:
    if not has_part(route, who):
        return
    here = case.stage_key in (route.stages or (case.stage_key,))
    for step, run in steps_now(case, route):
        if not (run or here) or not may_record(case, who, route, step, run):
            continue
        if not is_referral(route, step) or may_refer(case, who, rulebook):
            yield route, step


def _routes_of(case: Case, rulebook: Rulebook) -> Iterator[Route]:
    """The routes that can be taken on a case: on a record of its own, only its own."""
    if case.matter:
        yield rulebook.policy.route(case.matter)
        return
    yield from rulebook.policy.beside.get(case.kind, ())
