"""Routes beside the ladder, and records of their own."""

from datetime import date
from typing import Any

import pytest

from resolution import commands as c
from resolution.case import Case, Status
from resolution.errors import AlreadyDone, Incomplete, NotNow, NotYours
from resolution.events import ConsultationRecorded
from resolution.notices import NoticeKind
from resolution.policy import CaseKind, Must
from tests.builders import REF, a_rulebook, holder, london, person_id
from tests.world import World

TODAY = "2026-11-23"
CONCERN = {
    "concern_iro": "The officer of this review",
    "concern_about": "The organisation and conduct of a review",
    "concern": "The review.",
}


def a_world(policy: str, **changes: Any) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(**changes)
    return world


def step(world: World, post: str, route: str, key: str, **values: str) -> Case:
    return world.do(c.RecordStep(**world.by(post), route=route, step=key, values=values))


def test_a_monitoring_meeting_is_due_ten_working_days_after_the_resolution() -> None:
    """Durham §6: a monitoring meeting within 10 working days."""
    world = a_world("durham")

    case = world.do(c.Resolve(**world.by("iro"), outcome="Agreed.", impact="A settled plan."))

    clock = next(clock for clock in case.open_clocks if clock.must is Must.MONITOR)
    assert clock.due_at == london("2026-12-07T17:00")
    world.until("2026-12-08T10:00")
    assert world.told(NoticeKind.LAPSED_OWNER) == {person_id("iro")}


def test_what_was_not_achieved_brings_the_case_back_at_the_level_that_it_left() -> None:
    """Durham §5.5: not from the informal stage."""
    world = a_world("durham", stage_key="stage-3")
    world.do(c.Resolve(**world.by("iro"), outcome="Agreed.", impact="A settled plan."))

    case = world.do(c.Reopen(**world.by("iro"), reason="Nothing was done."))

    assert case.is_open
    assert case.stage_key == "stage-3"
    assert case.clock_of(Must.RESPOND) is not None


def test_a_referral_is_one_act_whichever_form_recorded_it() -> None:
    by_button, by_step = a_world("durham"), a_world("durham")

    by_button.do(
        c.ReferToCafcass(
            **by_button.by("iro"),
            reasons="Drift.",
            documents="The plan.",
            referred_on=date(2026, 11, 23),
        )
    )
    step(by_step, "iro", "cafcass", "refer", referred_on=TODAY, reasons="Drift.", documents="Plan.")

    assert by_button.kinds()[-3:] == by_step.kinds()[-3:]
    assert by_step.case().cafcass_on == date(2026, 11, 23)
    assert by_button.case().routes[-1].steps[-1].key == "refer"


def test_a_step_waits_for_the_one_before_it() -> None:
    world = a_world("durham")

    with pytest.raises(NotNow, match="Record this first"):
        step(world, "iro", "legal-advice", "received", received_on=TODAY, advice_outcome="x")


def test_a_step_is_recorded_by_whoever_the_policy_names() -> None:
    world = a_world("durham")

    with pytest.raises(NotYours):
        step(world, "chief_executive", "legal-advice", "ask", asked_on=TODAY, asked_of="x")


def test_a_steps_form_is_answered_field_by_field() -> None:
    world = a_world("durham")

    with pytest.raises(Incomplete) as refusal:
        step(world, "iro", "legal-advice", "ask", asked_on="soon", asked_of="", question="x" * 9999)

    assert set(refusal.value.fields) == {"asked_on", "asked_of", "question"}


def test_a_step_recorded_twice_is_recorded_once() -> None:
    world = a_world("durham")
    asked = {"asked_on": TODAY, "asked_of": "A solicitor", "question": "Human rights?"}
    step(world, "iro", "legal-advice", "ask", **asked)

    with pytest.raises(AlreadyDone):
        step(world, "iro", "legal-advice", "ask", **asked)


def test_an_immediate_concern_is_told_at_any_hour() -> None:
    """Durham §7: discussions within one day; office hours do not hold them back."""
    world = World(a_rulebook("durham"), moment=london("2026-11-28T22:00"))
    world.raise_one()

    step(
        world,
        "iro",
        "immediate-concern",
        "team-manager",
        called_at="22:05",
        called_who="The team manager",
        call_outcome="The duty team visits tonight.",
    )

    notice = next(n for n in world.owed if n.kind is NoticeKind.STEP_RECORDED)
    assert notice.not_before is None
    clock = next(clock for clock in world.case().open_clocks if clock.route == "immediate-concern")
    assert clock.due_at == london("2026-11-29T17:00")
    world.until("2026-11-29T17:00")
    lapse = next(n for n in world.owed if n.kind is NoticeKind.LAPSED_OWNER)
    assert lapse.not_before is None


def a_record(world: World, post: str, route: str, **values: str) -> c.OpenRecord:
    return c.OpenRecord(
        case_ref=REF,
        by=holder(post),
        policy_id=world.rulebook.policy.id,
        route=route,
        values=values,
        team="north",
        file_number="LCS-1234567",
        initials="AB",
    )


def test_praise_reaches_the_line_manager_and_the_iro_manager() -> None:
    """Brighton & Hove §3.1."""
    world = World(a_rulebook("brighton-and-hove"))
    choices = world.rulebook.policy.field("criteria_met").choices

    case = world.do(
        a_record(
            world,
            "iro",
            "recognition",
            practice_who="A social worker",
            criteria_met=choices[0],
            practice="Kept every visit.",
        )
    )

    assert case.status is Status.RESOLVED
    told = world.told(NoticeKind.STEP_RECORDED)
    assert {person_id("iro_manager"), person_id("pod_team_manager")} <= told


def test_a_concern_about_an_iro_is_fed_back_within_ten_working_days() -> None:
    """Brighton & Hove §7; and nobody whom it does not concern may add to it."""
    world = World(a_rulebook("brighton-and-hove"))
    case = world.do(a_record(world, "social_worker", "concern-about-iro", **CONCERN))

    clock = case.open_clocks[0]
    assert clock.due_at == london("2026-12-07T17:00")
    assert person_id("iro") not in world.told(NoticeKind.STEP_RECORDED)
    with pytest.raises(NotYours):
        world.do(c.AddNote(**world.by("iro"), text="My view."))
    world.do(c.AddNote(**world.by("iro_manager"), text="I look into it."))


def test_a_record_takes_nothing_that_belongs_to_a_challenge() -> None:
    world = World(a_rulebook("brighton-and-hove"))
    world.do(a_record(world, "social_worker", "concern-about-iro", **CONCERN))

    with pytest.raises(NotNow, match="no challenge"):
        world.do(c.Resolve(**world.by("social_worker"), outcome="x", impact="y"))


def test_a_record_about_a_child_needs_their_number_and_initials() -> None:
    world = World(a_rulebook("knowsley"))
    record = a_record(world, "cp_chair", "recognition", practice_who="x", practice="y")

    with pytest.raises(Incomplete) as refusal:
        world.do(
            c.OpenRecord(
                **{
                    name: getattr(record, name)
                    for name in ("case_ref", "by", "policy_id", "route", "values", "team")
                },
                kind=CaseKind.CHILD_PROTECTION,
                initials="Alice Brown",
            )
        )

    assert set(refusal.value.fields) == {"file_number", "initials"}


def test_a_meeting_that_moves_takes_its_reminder_along() -> None:
    """Bradford stage 2: the date is confirmed in 5 working days; no limit to hold the meeting."""
    world = a_world("bradford", stage_key="stage-2")

    world.do(
        c.ConfirmMeeting(**world.by("childrens_service_manager"), at=london("2026-12-03T10:00"))
    )
    case = world.do(
        c.ConfirmMeeting(**world.by("childrens_service_manager"), at=london("2026-12-04T10:00"))
    )

    held = case.clock_of(Must.HOLD_MEETING)
    assert held is not None
    assert held.due_at == london("2026-12-04T17:00")
    assert case.clock_of(Must.CONFIRM_MEETING_DATE) is None
    assert sorted(held.remind_at) == ["due_morning", "working_day_before"]


def test_an_agreed_action_is_due_on_its_day_until_its_owner_has_done_it() -> None:
    world = a_world("bradford")
    action = c.AgreedAction("Visit", "The social worker", date(2026, 11, 26))
    world.do(c.SubmitResponse(**world.by("team_manager"), text="Agreed.", actions=(action,)))
    assert world.case().clock("action.1").is_open

    case = world.do(c.CompleteAction(**world.by("team_manager"), number=1))
    assert not case.clock("action.1").is_open
    world.do(c.CheckAction(**world.by("iro"), number=1, achieved=False, note="Not visited."))

    assert world.case().actions[0].completed_at is None
    assert world.told(NoticeKind.ACTION_DUE) == {person_id("team_manager")}


def test_a_consultation_is_recorded_and_never_a_permission() -> None:
    """Brighton & Hove §3.2 asks for one; Handbook 6.4 leaves the act with the IRO."""
    world = a_world("brighton-and-hove")

    world.do(
        c.Escalate(
            **world.by("iro"),
            to_stage="level-2",
            reason="Unresolved.",
            unconsulted_why="She is on leave until January.",
        )
    )

    consulted = next(e for e in world.trail if isinstance(e, ConsultationRecorded))
    assert consulted.without_why == "She is on leave until January."


def test_a_draft_is_kept_and_stops_no_clock() -> None:
    """Durham §5.3."""
    world = a_world("durham")
    world.do(
        c.Escalate(**world.by("iro"), to_stage="stage-3", reason="Unresolved.", report_later=True)
    )

    case = world.do(c.DraftReport(**world.by("iro"), text="So far."))

    assert case.visit.draft == "So far."
    assert case.clock_of(Must.SEND_REPORT) is not None
