"""Routes that one or another procedure has, as an officer would walk them."""

from datetime import date

import pytest

from resolution import commands as c
from resolution.case import Case, Status
from resolution.errors import NotYours
from resolution.notices import NoticeKind
from resolution.policy import CaseKind, Must
from tests.builders import REF, a_rulebook, holder, london, person_id
from tests.world import World

TODAY = "2026-11-23"


def a_world(policy: str, **changes: object) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(**changes)
    world.owed.clear()
    return world


def step(world: World, post: str, named: str, **values: str) -> Case:
    """Somebody records ROUTE/STEP."""
    route, _, key = named.partition("/")
    return world.do(c.RecordStep(**world.by(post), route=route, step=key, values=values))


def reached(world: World) -> set[str]:
    """Whom a step has told since the last look."""
    found = world.told(NoticeKind.STEP_RECORDED)
    world.owed.clear()
    return found


def people(*posts: str) -> set[str]:
    return {person_id(post) for post in posts}


def test_durhams_informal_stage_keeps_two_times() -> None:
    """Durham, table, stage 1: answered within 1 working day; a time agreed for the issues."""
    world = World(a_rulebook("durham"))
    case = world.raise_one(stage_key="stage-1", bypass_reason="", agreed_by=date(2026, 12, 4))

    dates = {clock.must: clock.due_at for clock in case.open_clocks}
    assert dates == {
        Must.RESPOND: london("2026-11-24T17:00"),
        Must.RESOLVE: london("2026-12-04T17:00"),
    }
    world.do(c.SubmitResponse(**world.by("social_worker"), text="Agreed."))
    world.until("2026-12-07T10:00")
    assert person_id("iro") in world.told(NoticeKind.LAPSED_OWNER)


def test_a_senior_manager_knows_of_an_informal_stage_only_when_the_iro_says_so() -> None:
    """Durham §5.1."""
    for ticked in ((), ("senior_information",)):
        world = World(a_rulebook("durham"))
        world.raise_one(
            stage_key="stage-1", agreed_by=date(2026, 12, 4), conditions=ticked, bypass_reason=""
        )
        told = world.told(NoticeKind.FOR_INFORMATION)
        assert (person_id("operations_manager") in told) is bool(ticked)


def test_a_formal_process_is_made_known_to_the_team_at_every_level() -> None:
    """Durham §5.3 and §8."""
    for stage in ("stage-2", "stage-3", "stage-4", "stage-5", "stage-6", "stage-7"):
        world = World(a_rulebook("durham"))
        world.raise_one(stage_key=stage)
        asked = world.told(NoticeKind.ASKED_TO_RESPOND) | world.told(NoticeKind.FOR_INFORMATION)
        assert person_id("team_manager") in asked, stage


def test_the_written_response_of_the_last_stages_reaches_the_iro_operations_manager() -> None:
    """Durham §8, Corporate Director and Chief Executive; and it is the IRO who judges it."""
    for stage, post in (("stage-6", "corporate_director"), ("stage-7", "chief_executive")):
        world = a_world("durham", stage_key=stage)
        world.do(c.SubmitResponse(**world.by(post), text="Agreed."))
        told = world.told(NoticeKind.RESPONSE_RECEIVED)
        assert told == people("iro", "iro_operations_manager")
        with pytest.raises(NotYours):
            world.do(
                c.Resolve(**world.by("iro_operations_manager"), outcome="Done.", impact="Some.")
            )


def test_before_a_hearing_three_posts_are_told_at_once_and_then_the_head_of_service() -> None:
    """Brighton & Hove §9."""
    world = a_world("brighton-and-hove")

    step(world, "iro", "care-proceedings/raise-together", difference="The plan.", reached="Nobody.")
    three = people("social_worker", "pod_team_manager", "service_manager")
    assert reached(world) == three
    step(world, "iro", "care-proceedings/head-of-service", reached="None of the three.")
    assert reached(world) == people("head_of_childrens_delivery")
    view = {"contact_on": TODAY, "guardian_view": "The Guardian shares the worry."}
    step(world, "iro", "care-proceedings/guardian", **view)
    told = {"told_court_on": TODAY, "difference": "The plan."}
    means = "The Guardian makes the court aware"
    case = step(world, "iro", "care-proceedings/court-told", **told, court_means=means)

    assert case.routes[-1].closed_at is not None
    assert case.is_open


def test_the_social_worker_is_kept_informed_of_a_plan_for_the_court_at_every_level() -> None:
    """Brighton & Hove §9."""
    for level in ("level-1", "level-2", "level-3", "level-4", "level-5"):
        world = World(a_rulebook("brighton-and-hove"))
        world.raise_one(stage_key=level, conditions=("court_proceedings",))
        assert person_id("social_worker") in world.told(NoticeKind.FOR_INFORMATION), level


def test_legal_advice_is_asked_received_and_decided_on() -> None:
    """Northamptonshire §7 and §8: the line manager discusses the advice in supervision."""
    world = a_world("northamptonshire")

    asked = {"asked_on": TODAY, "asked_of": "A solicitor", "question": "Human rights?"}
    step(world, "iro", "legal-advice/ask", **asked)
    world.owed.clear()
    step(world, "iro", "legal-advice/received", received_on=TODAY, advice_outcome="A breach.")
    assert reached(world) == people("iro_manager")
    case = step(world, "iro", "legal-advice/decide", decision="Refer.")

    assert case.routes[-1].closed_at is not None


def test_durham_advises_everybody_of_the_earlier_stages_of_a_referral() -> None:
    """Durham, table, row 8: by the IRO Operations Manager, who hears of the referral first."""
    world = a_world("durham", conditions=("court_proceedings",))

    step(world, "iro", "cafcass/ask-meeting", reasons="No progress at any stage.")
    assert people("strategic_manager", "iro_operations_manager") <= reached(world)
    values = {"referred_on": TODAY, "reasons": "Drift.", "documents": "none"}
    step(world, "iro", "cafcass/refer", **values)
    assert person_id("iro_operations_manager") in reached(world)
    step(world, "iro_operations_manager", "cafcass/tell-all", news_to_all="Referred.")

    above = "social_worker team_manager operations_manager strategic_manager"
    above += " head_of_childrens_social_care corporate_director head_of_legal_services"
    above += " chief_executive legal_advisor iro"
    assert reached(world) == people(*above.split())


def a_change(world: World, **values: str) -> Case:
    policy = world.rulebook.policy
    return world.do(
        c.OpenRecord(
            case_ref=REF,
            by=holder("social_worker"),
            policy_id=policy.id,
            route="significant-change",
            values={"change_on": TODAY, "change_what": "A new school.", **values},
            team="north",
            file_number="1234567",
            initials="AB",
        )
    )


def test_a_change_without_a_review_ends_when_the_child_and_adults_were_told() -> None:
    """Northamptonshire, Appendix B."""
    world = World(a_rulebook("northamptonshire"))
    a_change(world, change="Serious accidents", review_first="None of these")
    assert reached(world) == people("iro")

    why = {"review_why": "The plan meets the need.", "child_consulted": "Content."}
    step(world, "iro", "significant-change/decide", review_needed="no", **why)
    step(world, "iro", "significant-change/no-review", agreed="No review; the reasons are above.")
    assert person_id("social_worker") in reached(world)
    case = step(world, "social_worker", "significant-change/advised", who_advised="Child, carers.")

    assert case.status is Status.RESOLVED


def test_a_change_that_needs_a_review_first_ends_with_its_day() -> None:
    """Northamptonshire, Appendix B: prior to any of the following changes being implemented."""
    world = World(a_rulebook("northamptonshire"))
    five = world.rulebook.policy.field("review_first").choices[1:]
    a_change(world, change="Serious accidents", review_first=five[0])

    why = {"review_why": "One of the five.", "child_consulted": "Not yet."}
    step(world, "iro", "significant-change/decide", review_needed="yes", **why)
    case = step(world, "iro", "significant-change/review", review_on="2026-12-01")

    assert case.status is Status.RESOLVED


def test_what_the_child_wants_is_recorded_with_why_the_iro_acts_otherwise() -> None:
    """Brighton & Hove §4 and IRO Handbook 6.4: recorded, and never a condition."""
    world = a_world("brighton-and-hove")

    wishes = {"child_view": "To stay.", "view_differs": "yes", "view_differs_why": "Not safe."}
    case = step(world, "iro", "child/wishes", **wishes)

    assert case.routes[-1].steps[-1].values == wishes
    assert case.is_open


@pytest.mark.parametrize(
    ("policy", "values"),
    [
        ("durham", {"obstacle": "A court's delay.", "tried": "Two letters.", "creative": "None."}),
        ("northamptonshire", {"obstacle": "A court.", "tried": "Letters.", "creative": "None."}),
        ("knowsley", {"resources": "No staff.", "tried": "An agency.", "go_on": "Stage 2."}),
    ],
)
def test_an_obstacle_beyond_control_keeps_nothing_from_escalating(
    policy: str, values: dict[str, str]
) -> None:
    """Durham §2; Northamptonshire §7; Knowsley, Formal 4."""
    world = a_world(policy)
    following = world.rulebook.policy.following(world.case().stage_key)
    assert following is not None

    step(world, "iro", "obstacles/record", **values)
    case = world.do(c.Escalate(**world.by("iro"), to_stage=following.key, reason="It hurts."))

    assert case.stage_key == following.key


def test_supervision_is_recorded_by_the_managers() -> None:
    """Durham §8; Northamptonshire §8."""
    durham = a_world("durham")
    notes = {"supervision_on": TODAY, "learning": "Ask for the panel's day at once."}
    step(durham, "team_manager", "supervision/next-supervision", **notes)
    wider = {"learning": "Late panels.", "learning_to": "Quality Improvement Board (QIB)"}
    step(durham, "operations_manager", "supervision/wider-learning", **wider)
    assert person_id("iro_operations_manager") in reached(durham)
    with pytest.raises(NotYours):
        step(durham, "chief_executive", "supervision/next-supervision", **notes)

    northants = a_world("northamptonshire")
    step(northants, "iro_manager", "supervision/briefing", briefing="Two ways to resolve it.")
    assert person_id("service_manager") in reached(northants)


@pytest.mark.parametrize("policy", ["northamptonshire", "knowsley"])
def test_a_child_protection_chair_goes_the_same_way_with_their_own_manager(policy: str) -> None:
    """Northamptonshire §3 to §8; Knowsley §1."""
    world = a_world(policy, kind=CaseKind.CHILD_PROTECTION)
    ladder = world.rulebook.policy.stages
    for stage in ladder[world.rulebook.policy.position(world.case().stage_key) + 1 :]:
        world.do(c.Escalate(**world.by("cp_chair"), to_stage=stage.key, reason="Unresolved."))
    world.until("2027-01-20T10:00")

    manager = world.rulebook.policy.owner_managers["cp_chair"]
    assert world.case().stage_key == ladder[-1].key
    assert person_id(manager) in world.told(NoticeKind.LAPSED_NEXT_MANAGER)
    assert not world.has(holder("iro"))
