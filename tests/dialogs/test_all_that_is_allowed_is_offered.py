"""The other way round: whatever the procedure allows somebody, a button of theirs offers."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any

import pytest

from cards.actions import Verb
from dialogs.offers import may, open_steps
from resolution import commands as c
from resolution.case import Case
from resolution.decisions import DECISIONS, decide
from resolution.errors import Refused
from resolution.people import Actor
from resolution.policy import CaseKind, Must
from resolution.standing import standing
from tests.builders import a_rulebook, holder, london
from tests.dialogs.every_act import Try, everything, filled
from tests.world import World

POLICIES = ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")
KINDS = [(policy, kind) for policy in POLICIES for kind in a_rulebook(policy).policy.kinds]
#: Done elsewhere than on a case's card: raising and recording begin one, time and the command line
#: act without a person before a card.
ELSEWHERE = {
    c.RaiseChallenge,
    c.OpenRecord,
    c.PassTime,
    c.Recalculate,
    c.MigratePolicy,
    c.ReportUndelivered,
}


def not_offered(world: World, moment: str) -> Iterator[str]:
    """What somebody could do now and no button of theirs offers."""
    case, book = world.case(), world.rulebook
    for person in book.directory.people:
        by = Actor(person.id, person.name)
        who = standing(case, book, by, world.moment)
        offered = may(case, book, who)
        steps = {f"{route.key}/{step.key}" for route, step in open_steps(case, book, who)}
        for attempt in everything(case, book, by, world.moment):
            if not _is_accepted(world, case, attempt):
                continue
            if not _is_offered(case, attempt, offered, {*steps, *who.passes_on}):
                did = f"{type(attempt.command).__name__} {attempt.detail}"
                yield f"{moment}: {person.name} {did}"


def _is_offered(case: Case, attempt: Try, offered: frozenset[Verb], details: set[str]) -> bool:
    # A confirmed meeting is moved by proposing another day.
    moves = attempt.verb is Verb.CONFIRM_MEETING and case.visit.meeting_confirmed
    verb = Verb.PROPOSE_MEETING if moves else attempt.verb
    return verb in offered and any(each.startswith(attempt.detail) for each in {"", *details})


def _is_accepted(world: World, case: Case, attempt: Try) -> bool:
    try:
        return bool(decide(case, attempt.command, world.rulebook, world.moment))
    except Refused:
        return False


def moments(world: World) -> Iterator[str]:
    """A stage as it goes: opened, seen, answered, found wanting, met, handed over."""
    book, case = world.rulebook, world.case()
    asked, owner = case.visit.assignees, case.owner
    assert owner is not None
    iro: dict[str, Any] = {"case_ref": case.ref, "by": Actor(owner.person_id, owner.name)}
    yield "opened"
    if any(clock.must is Must.SEND_REPORT for clock in case.stage_clocks):
        world.do(c.SendReport(**iro, text="The report."))
        yield "reported"
    in_writing = Must.RESPOND in book.policy.stage(case.stage_key).met_by
    day = world.moment.date()
    action = c.AgreedAction("Visit", "The social worker", date(2030, 1, 7))
    for number, assignment in enumerate(asked):
        duty = world.by(assignment.post)
        if number and not case.visit.all_of:
            break
        world.do(c.Acknowledge(**duty))
        yield "acknowledged"
        if in_writing:
            world.do(c.SubmitResponse(**duty, text="We will.", actions=(action,)))
        else:
            met = c.RecordMeeting(**duty, held_on=day, summary="Agreed.", actions=(action,))
            world.do(met)
    yield "answered"
    world.do(c.RejectResponse(**iro, reason="No day is given."))
    yield "found wanting"
    if book.policy.stage(case.stage_key).meeting:
        meets = world.moment + timedelta(days=3)
        world.do(c.ProposeMeeting(**iro, at=meets))
        yield "meeting proposed"
        world.do(c.ConfirmMeeting(**iro, at=meets, token="t"))
        yield "meeting confirmed"
        world.do(c.RecordMeeting(**iro, held_on=day, summary="Met."))
        yield "meeting recorded"
    number = len(world.case().actions)
    world.do(c.CompleteAction(**iro, number=number))
    yield "action done"
    world.do(c.CheckAction(**iro, number=number, achieved=False, note="Not yet."))
    yield "action not done after all"


def endings(world: World) -> Iterator[str]:
    """How a case ends, and what is still to do on it then."""
    case = world.case()
    assert case.owner is not None
    iro: dict[str, Any] = {"case_ref": case.ref, "by": Actor(case.owner.person_id, case.owner.name)}
    if case.kind is CaseKind.LOOKED_AFTER:
        referral = c.ReferToCafcass(
            **iro, reasons="It is right.", documents="none", referred_on=date(2026, 11, 20)
        )
        world.do(referral)
        yield "referred to Cafcass"
    world.do(c.Resolve(**iro, outcome="A plan.", impact="Settled."))
    yield "resolved"


@pytest.mark.parametrize(("policy", "kind"), KINDS)
def test_whatever_a_stage_allows_somebody_is_offered_to_them(policy: str, kind: CaseKind) -> None:
    book = a_rulebook(policy)
    missing: list[str] = []
    for stage in book.policy.stages:
        world = World(book)
        world.raise_one(
            kind=kind,
            stage_key=stage.key,
            agreed_by=date(2026, 12, 7),
            facts={"review_date": "2026-12-14"},
        )
        for moment in chain(moments(world), endings(world)):
            missing += not_offered(world, f"{stage.key} {moment}")
    assert missing == []


@pytest.mark.parametrize("policy", POLICIES)
def test_whatever_a_withdrawn_or_handed_over_case_allows_is_offered(policy: str) -> None:
    world = World(a_rulebook(policy))
    world.raise_one()
    owner = world.case().owner
    assert owner is not None
    raiser = world.by(owner.post)
    if _is_accepted(world, world.case(), Try(c.HandOver(**raiser, note="Yours."), Verb.HAND_OVER)):
        world.do(c.HandOver(**raiser, note="Yours."))
        assert list(not_offered(world, "handed over")) == []
    world.do(c.Withdraw(**raiser, reason="No longer needed."))
    assert list(not_offered(world, "withdrawn")) == []


RECORDS = [
    (policy, route.key)
    for policy in POLICIES
    for route in a_rulebook(policy).policy.routes
    if route.is_record
]


@pytest.mark.parametrize(("policy", "key"), RECORDS)
def test_whatever_a_record_of_its_own_allows_somebody_is_offered(policy: str, key: str) -> None:
    world = World(a_rulebook(policy))
    book = world.rulebook
    route = book.policy.route(key)
    first = route.steps[0]
    world.do(
        c.OpenRecord(
            case_ref="TST-23456",
            by=holder(route.open_to[0]),
            policy_id=book.policy.id,
            route=key,
            values=filled(first, date(2026, 11, 23), book),
            team="north",
            kind=route.kinds[0],
            file_number="1234567",
            initials="AB",
        )
    )
    missing = list(not_offered(world, first.key))
    for step in route.steps[1:]:
        by = holder(step.by[0])
        values = filled(step, date(2026, 11, 23), book)
        step_taken = c.RecordStep(
            case_ref="TST-23456", by=by, route=key, step=step.key, values=values
        )
        if world.case().is_open and _is_accepted(world, world.case(), Try(step_taken, Verb.NOTE)):
            world.do(step_taken)
            missing += not_offered(world, step.key)
    assert missing == []


def test_every_command_is_tried_or_is_given_elsewhere() -> None:
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-3")
    action = c.AgreedAction("Visit", "The social worker", date(2030, 1, 7))
    world.do(c.SubmitResponse(**world.by("operations_manager"), text="Yes.", actions=(action,)))

    at = london("2026-11-24T10:00")
    tried = {
        type(attempt.command)
        for attempt in everything(world.case(), world.rulebook, holder("iro"), at)
    }

    assert tried | ELSEWHERE == set(DECISIONS)
