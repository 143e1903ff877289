"""What a stage's own forms ask: its report, its answer, what came of it, by when, and of whom."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from resolution import commands as c
from resolution.errors import Incomplete
from resolution.notices import NoticeKind
from resolution.policy import Must
from resolution.policy_file import load_policy
from resolution.stage_reports import last_version
from tests.builders import REF, a_challenge, a_rulebook, holder, london, person_id
from tests.world import World

IRO = holder("iro")
WHOLE = {
    "report_worry": "No plan.",
    "report_tried": "Calls in May.",
    "report_impact": "No school.",
    "report_needed": "A plan.",
    "report_needed_by": "2026-12-18",
}


def durham(stage: str = "stage-2") -> World:
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key=stage)
    return world


def escalated(world: World, to: str = "stage-3", **more: Any) -> None:
    world.do(c.Escalate(case_ref=REF, by=IRO, to_stage=to, reason="No answer.", **more))


def test_an_empty_report_follows_later_and_is_never_the_reason() -> None:
    """Durham §5.3: the report is sent within 2 days, and its answer counts from then."""
    world = durham()

    escalated(world)

    case = world.case()
    assert case.visit.report_at is None
    assert case.clock_of(Must.SEND_REPORT) is not None
    assert case.clock_of(Must.RESPOND) is None


def test_a_report_says_all_that_the_procedure_wants_in_it() -> None:
    world = durham()
    with pytest.raises(Incomplete) as refused:
        escalated(world, report_values={**WHOLE, "report_impact": " "})
    assert set(refused.value.fields) == {"report_report_impact"}

    escalated(world, report_values=WHOLE)

    assert world.case().visit.report_values == WHOLE
    assert "By when is the outcome required for the child: 18 December 2026" in (
        world.case().visit.report
    )
    assert world.case().clock_of(Must.RESPOND) is not None


def test_half_a_report_left_for_later_is_kept_as_a_draft() -> None:
    world = durham()

    escalated(world, report_values={"report_worry": "No plan."}, report_later=True)

    assert world.case().visit.report_at is None
    assert world.case().visit.draft_values == {"report_worry": "No plan."}
    with pytest.raises(Incomplete, match="not whole"):
        world.do(c.SendReport(case_ref=REF, by=IRO, values={"report_worry": "No plan."}))
    world.do(c.SendReport(case_ref=REF, by=IRO, values=WHOLE))
    assert world.case().visit.report_values == WHOLE
    assert not world.case().visit.draft_values


def test_a_case_that_is_taken_up_again_goes_on_with_the_report_that_it_had() -> None:
    world = durham()
    escalated(world, report_values=WHOLE)
    world.do(c.Resolve(case_ref=REF, by=IRO, outcome="Agreed.", impact="Settled."))

    world.do(c.Reopen(case_ref=REF, by=IRO, reason="It was not done."))

    assert world.case().visit.report_values == WHOLE
    assert "It was not done." not in world.case().visit.report


def test_what_the_answer_must_say_is_kept_with_it() -> None:
    """Durham §5.4 and §8, Team Manager: identified outcomes and when these will be reviewed."""
    world = durham()
    said = {"talked": "By telephone", "outcomes": "A plan.", "outcomes_reviewed_on": "2026-12-18"}
    wrong = {**said, "talked": "By letter", "outcomes_reviewed_on": "soon"}
    with pytest.raises(Incomplete) as refused:
        world.do(c.SubmitResponse(**world.by("team_manager"), text="We will.", values=wrong))
    assert set(refused.value.fields) == {"fact_talked", "fact_outcomes_reviewed_on"}

    world.do(c.SubmitResponse(**world.by("team_manager"), text="We will.", values=said))

    assert world.case().visit.responses[0].values == said


@pytest.mark.parametrize(
    ("policy", "stage", "chosen", "other"),
    [
        ("durham", "stage-1", "social_worker", "team_manager"),
        ("northamptonshire", "level-4", "director_childrens_services", "assistant_director"),
    ],
)
def test_where_a_stage_is_assigned_to_one_of_two_only_that_one_is_asked_and_late(
    policy: str, stage: str, chosen: str, other: str
) -> None:
    """Durham's table, stage 1: Social Worker or Team Manager; Northamptonshire §5, Level 4."""
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage, post=chosen, agreed_by=date(2026, 12, 1))

    world.until("2026-12-04T10:00")

    assert world.told(NoticeKind.ASKED_TO_RESPOND) == {person_id(chosen)}
    assert person_id(chosen) in world.told(NoticeKind.LAPSED_ASSIGNEE)
    assert person_id(other) not in world.told(NoticeKind.LAPSED_ASSIGNEE)


def test_what_came_of_a_level_stays_with_the_level_that_was_left() -> None:
    """Brighton & Hove §3.2, Level 1: the IRO summarises the impact and outcome of the process."""
    world = World()
    world.raise_one()
    left = {"level_outcome": "No decision.", "level_impact": "Still no place."}

    world.do(c.Escalate(case_ref=REF, by=IRO, to_stage="level-2", reason="None.", left=left))

    assert world.case().visits[0].left == left
    assert not world.case().visits[1].left


def test_a_stage_s_own_questions_are_asked_when_it_is_escalated_to_as_well() -> None:
    policy = load_policy("durham")
    stages = [replace(s, fields=("talked_on",)) if s.key == "stage-3" else s for s in policy.stages]
    world = World(a_rulebook(replace(policy, stages=tuple(stages))))
    world.raise_one()
    with pytest.raises(Incomplete) as refused:
        escalated(world, facts={"talked_on": "soon"})
    assert set(refused.value.fields) == {"fact_talked_on"}

    escalated(world, facts={"talked_on": "2026-11-20"})

    assert world.case().visit.facts == {"talked_on": "2026-11-20"}


MORE: dict[str, Any] = {"reason": "A panel.", "benefit": "A place at school."}
NEW = date(2026, 12, 9)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (MORE, {"enquiries", "satisfied"}),
        ({**MORE, "enquiries": "Its view."}, {"satisfied"}),
        ({"reason": "A panel.", "enquiries": "Its view.", "satisfied": True}, {"benefit"}),
    ],
)
def test_durham_wants_the_enquiries_and_that_the_iro_is_satisfied(
    given: dict[str, Any], missing: set[str]
) -> None:
    """Durham §5.4: further enquiries required, and that the IRO is satisfied."""
    with pytest.raises(Incomplete) as refused:
        durham().do(c.Extend(case_ref=REF, by=IRO, new_due_on=NEW, **given))
    assert set(refused.value.fields) == missing


def test_durham_s_manager_names_the_enquiries_and_the_owner_s_word_is_on_the_trail() -> None:
    world = durham()
    ask = {**world.by("team_manager"), "wanted_on": NEW, **MORE}
    with pytest.raises(Incomplete, match="attention"):
        world.do(c.AskForExtension(**ask))
    world.do(c.AskForExtension(**ask, enquiries="Its view."))
    assert world.case().extension_asked is not None
    world.do(
        c.Extend(
            case_ref=REF, by=IRO, new_due_on=NEW, **MORE, enquiries="Its view.", satisfied=True
        )
    )
    (moved,) = world.case().visit.extensions
    assert (moved.enquiries, moved.satisfied) == ("Its view.", True)


def knowsley(**more: Any) -> World:
    world = World(a_rulebook("knowsley"))
    world.raise_one(stage_key="informal", bypass_reason="", **more)
    return world


def test_knowsley_s_five_days_vary_as_agreed_from_the_start_or_later_either_way() -> None:
    """Knowsley, Informal 3: it can vary as appropriate but must not drift."""
    assert knowsley().case().stage_clocks[0].due_at == london("2026-11-30T17:00")
    world = knowsley(agreed_by=date(2026, 12, 9))
    assert world.case().stage_clocks[0].due_at == london("2026-12-09T17:00")

    world.do(c.Extend(case_ref=REF, by=IRO, new_due_on=date(2026, 11, 27), reason="The court."))

    assert world.case().stage_clocks[0].due_at == london("2026-11-27T17:00")


def test_a_day_that_may_not_vary_is_never_brought_forward() -> None:
    world = World(a_rulebook("knowsley"))
    world.raise_one(stage_key="stage-1")
    with pytest.raises(Incomplete, match="new date"):
        world.do(c.Extend(case_ref=REF, by=IRO, new_due_on=date(2026, 11, 26), reason="Sooner."))


def test_a_stage_with_an_agreed_time_is_agreed_anew_when_it_is_taken_up_again() -> None:
    world = World(a_rulebook("northamptonshire"))
    world.raise_one(stage_key="informal", bypass_reason="", agreed_by=date(2026, 12, 1))
    world.do(c.Resolve(case_ref=REF, by=IRO, outcome="Agreed.", impact="Settled."))
    with pytest.raises(Incomplete) as refused:
        world.do(c.Reopen(case_ref=REF, by=IRO, reason="It was not done."))
    assert set(refused.value.fields) == {"agreed_by"}

    again = date(2026, 12, 15)
    world.do(c.Reopen(case_ref=REF, by=IRO, reason="It was not done.", agreed_by=again))

    clock = world.case().clock_of(Must.RESPOND)
    assert clock is not None
    assert clock.due_at == london("2026-12-15T17:00")


def test_on_the_agreed_day_the_owner_is_reminded_to_ask() -> None:
    """Brighton & Hove §6, 1: the IRO contacts the social worker on the day."""
    world = World()
    world.raise_one(stage_key="informal", bypass_reason="", agreed_by=date(2026, 12, 1))

    world.until("2026-11-30T10:00")
    assert person_id("iro") not in world.told(NoticeKind.REMINDER)
    world.until("2026-12-01T10:00")

    assert person_id("iro") in world.told(NoticeKind.REMINDER)


def test_what_was_raised_is_what_the_report_begins_with() -> None:
    world = durham()
    case, stage = world.case(), world.rulebook.policy.stage("stage-3")
    assert last_version(case, stage)["report_worry"] == a_challenge().worry
    escalated(world, report_values=WHOLE)
    assert last_version(world.case(), stage) == WHOLE
