"""Judging, escalating, extending, reassigning, ending."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from resolution import commands as c
from resolution.case import Status
from resolution.errors import AlreadyDone, CaseMovedOn, Incomplete, NotNow, NotYours
from resolution.events import ResponseSubmitted
from resolution.folding import fold
from resolution.notices import NoticeKind
from resolution.people import Cover
from resolution.policy import CaseKind, Must
from tests.builders import REF, a_directory, a_rulebook, london, person_id
from tests.world import World


def a_world(policy: str = "brighton-and-hove", **changes: Any) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(**changes)
    return world


def test_resolving_needs_outcome_and_impact_for_the_child() -> None:
    world = a_world()

    with pytest.raises(Incomplete) as refusal:
        world.do(c.Resolve(**world.by("iro"), outcome="", impact=""))

    assert set(refusal.value.fields) == {"outcome", "impact"}


def test_the_iro_resolves_and_everyone_at_the_stage_is_told() -> None:
    world = a_world()

    case = world.do(c.Resolve(**world.by("iro"), outcome="Agreed.", impact="A settled plan."))

    assert case.status is Status.RESOLVED
    assert world.told(NoticeKind.RESOLVED) == {
        person_id("pod_team_manager"),
        person_id("service_manager"),
    }


def test_escalation_keeps_the_iro_as_owner_and_asks_the_next_responder() -> None:
    world = a_world()

    case = world.do(c.Escalate(**world.by("iro"), to_stage="level-2", reason="Unresolved."))

    assert case.owner is not None
    assert case.owner.person_id == person_id("iro")
    assert [a.post for a in case.visit.assignees] == ["service_manager"]
    assert all(clock.stage_key == "level-2" for clock in case.open_clocks)


def test_who_raises_the_next_level_may_escalate_to_it() -> None:
    """Brighton & Hove §3.2: the IRO Manager raises level 2, the Head of Safeguarding level 3."""
    world = a_world()

    world.do(c.Escalate(**world.by("iro_manager"), to_stage="level-2", reason="Unresolved."))
    with pytest.raises(NotYours):
        world.do(c.Escalate(**world.by("service_manager"), to_stage="level-3", reason="No."))
    to_level_3 = c.Escalate(
        **world.by("head_of_safeguarding"), to_stage="level-3", reason="Unresolved."
    )
    with pytest.raises(NotYours, match="does not involve you"):
        world.do(to_level_3)  # nobody has asked them yet, and the case is not theirs to read
    world.do(c.HandOver(**world.by("iro_manager"), note="Please raise it."))
    world.do(to_level_3)

    assert world.case().stage_key == "level-3"


def test_pressing_escalate_twice_moves_one_stage() -> None:
    world = a_world()
    seen = world.case().version
    press = c.Escalate(
        **world.by("iro"), to_stage="level-2", reason="Unresolved.", seen_version=seen
    )
    world.do(press)

    with pytest.raises(CaseMovedOn):
        world.do(press)

    assert world.kinds().count("StageEscalated") == 1


def test_there_is_nothing_after_the_last_stage() -> None:
    world = a_world(stage_key="level-5")

    with pytest.raises(NotNow, match="last stage"):
        world.do(c.Escalate(**world.by("iro"), to_stage="level-5", reason="More."))


def test_a_stage_is_never_left_downwards() -> None:
    world = a_world(stage_key="level-3")

    with pytest.raises(Incomplete, match="later stage"):
        world.do(c.Escalate(**world.by("iro"), to_stage="level-1", reason="Back."))


def test_only_the_iro_extends_and_says_what_the_child_gains() -> None:
    """Durham §5.4."""
    world = a_world()
    later: dict[str, Any] = {
        "new_due_on": date(2026, 12, 2),
        "reason": "Panel sits then.",
        "benefit": "A decision.",
    }

    with pytest.raises(NotYours):
        world.do(c.Extend(**world.by("pod_team_manager"), **later))
    with pytest.raises(Incomplete) as refusal:
        world.do(c.Extend(**world.by("iro"), **{**later, "benefit": ""}))
    assert set(refusal.value.fields) == {"benefit"}
    case = world.do(c.Extend(**world.by("iro"), **later))

    clock = case.clock_of(Must.RESPOND)
    assert clock is not None
    assert clock.due_at == london("2026-12-02T17:00")
    assert clock.first_due_at == london("2026-11-30T17:00")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 11, 20), "in the past"),
        (date(2026, 11, 30), "later day"),
        (date(2026, 12, 5), "Saturday"),
        (date(2026, 12, 25), "Christmas Day"),
    ],
)
def test_an_extension_is_to_a_later_working_day(day: date, sentence: str) -> None:
    world = a_world()

    with pytest.raises(Incomplete) as refusal:
        world.do(c.Extend(**world.by("iro"), new_due_on=day, reason="r", benefit="b"))

    assert sentence in refusal.value.fields["new_due_on"]


def test_a_manager_asks_for_more_time_and_the_iro_is_told() -> None:
    world = a_world()

    world.do(
        c.AskForExtension(
            **world.by("pod_team_manager"), wanted_on=date(2026, 12, 4), reason="r", benefit="b"
        )
    )

    assert world.told(NoticeKind.EXTENSION_ASKED) == {person_id("iro")}
    assert world.case().open_clocks[0].due_at == london("2026-11-30T17:00")


def test_withdrawing_is_the_owners_act_with_a_reason() -> None:
    world = a_world()
    with pytest.raises(NotYours):
        world.do(c.Withdraw(**world.by("iro_manager"), reason="r"))
    with pytest.raises(Incomplete):
        world.do(c.Withdraw(**world.by("iro"), reason=""))

    case = world.do(c.Withdraw(**world.by("iro"), reason="The plan was changed."))

    assert case.status is Status.WITHDRAWN
    assert world.timers == set()


def test_a_duty_passes_to_another_person() -> None:
    world = a_world()

    case = world.do(
        c.Reassign(
            **world.by("iro"),
            post="pod_team_manager",
            person_id=person_id("service_manager"),
            reason="She left.",
        )
    )

    assert case.visit.assignees[0].person_id == person_id("service_manager")
    world.do(c.SubmitResponse(**world.by("service_manager"), text="I answer."))


@pytest.mark.parametrize("days_after", ["2026-11-23T10:00", "2026-12-20T10:00"])
def test_cafcass_is_open_at_any_point(days_after: str) -> None:
    """s25B(3) Children Act 1989: no stage, no consent, no exhaustion of levels."""
    world = a_world()
    world.until(days_after)

    case = world.do(
        c.ReferToCafcass(
            **world.by("iro"), reasons="Drift.", documents="", referred_on=date(2026, 11, 23)
        )
    )

    assert case.cafcass_on == date(2026, 11, 23)
    assert case.is_open


def test_a_child_protection_case_has_no_way_to_cafcass() -> None:
    world = a_world("knowsley", kind=CaseKind.CHILD_PROTECTION)

    with pytest.raises(NotNow, match="child protection case"):
        world.do(
            c.ReferToCafcass(
                **world.by("cp_chair"), reasons="x", documents="", referred_on=date(2026, 11, 23)
            )
        )


def test_a_note_sent_twice_is_recorded_once() -> None:
    world = a_world()
    world.do(c.AddNote(**world.by("iro"), text="I rang."))

    with pytest.raises(AlreadyDone):
        world.do(c.AddNote(**world.by("iro"), text="I rang."))


def test_the_trail_folds_to_the_case() -> None:
    world = a_world()
    world.do(c.Acknowledge(**world.by("pod_team_manager")))
    after = world.do(c.SubmitResponse(**world.by("pod_team_manager"), text="Done."))

    assert fold(REF, world.trail) == after
    assert after.version == len(world.trail)


def test_cover_acts_and_the_trail_says_for_whom() -> None:
    rulebook = a_rulebook()
    people = tuple(
        replace(
            p,
            cover=(Cover(person_id("service_manager"), date(2026, 11, 24), date(2026, 12, 31)),),
        )
        if p.id == person_id("pod_team_manager")
        else p
        for p in a_directory(rulebook.policy).people
    )
    world = World(a_rulebook(directory=a_directory(rulebook.policy, people=people)))
    world.raise_one()
    world.moment = london("2026-11-25T10:00")

    world.do(c.SubmitResponse(**world.by("service_manager"), text="For her."))

    response = next(e for e in world.trail if isinstance(e, ResponseSubmitted))
    assert response.acting_for == "Holder of pod_team_manager"


def test_whoever_covers_is_reminded_too_when_leave_began_after_the_duty_was_given() -> None:
    rulebook = a_rulebook()
    away = Cover(person_id("service_manager"), date(2026, 11, 24), date(2026, 12, 31))
    people = tuple(
        replace(p, cover=(away,)) if p.id == person_id("pod_team_manager") else p
        for p in a_directory(rulebook.policy).people
    )
    world = World(a_rulebook(directory=a_directory(rulebook.policy, people=people)))
    world.raise_one()

    world.until("2026-12-01T10:00")

    both = {person_id("pod_team_manager"), person_id("service_manager")}
    assert world.told(NoticeKind.ASKED_TO_RESPOND) == {person_id("pod_team_manager")}
    assert world.told(NoticeKind.REMINDER) >= both
    assert world.told(NoticeKind.LAPSED_ASSIGNEE) == both
