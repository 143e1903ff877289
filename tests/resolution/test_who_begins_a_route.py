"""Whoever a first step names may begin with it, whoever else the route is for."""

import pytest

from resolution import commands as c
from resolution.case import Case, Status
from resolution.errors import NotYours
from resolution.notices import NoticeKind
from tests.builders import REF, a_rulebook, holder, person_id
from tests.world import World

TODAY = "2026-11-23"


def a_world() -> World:
    world = World(a_rulebook("brighton-and-hove"))
    world.raise_one(conditions=("court_proceedings",))
    world.owed.clear()
    return world


def step(world: World, post: str, named: str, **values: str) -> Case:
    route, _, key = named.partition("/")
    return world.do(c.RecordStep(**world.by(post), route=route, step=key, values=values))


def told(world: World) -> set[str]:
    found = world.told(NoticeKind.STEP_RECORDED)
    world.owed.clear()
    return found


def test_the_social_worker_tells_the_family_without_waiting_for_the_officer() -> None:
    """Brighton & Hove §9: the social worker has responsibility for informing the parents."""
    world = a_world()

    case = step(world, "social_worker", "care-proceedings/family", told_on=TODAY, news="The plan.")

    assert case.routes[-1].steps[-1].by == holder("social_worker")
    with pytest.raises(NotYours):
        step(world, "social_worker", "legal-advice/ask", asked_on=TODAY, asked_of="x", question="y")


def test_each_of_the_three_is_asked_and_each_reply_reaches_the_officer() -> None:
    """Brighton & Hove §9: raised simultaneously; and it ends when agreement is reached."""
    world = a_world()
    step(world, "iro", "care-proceedings/raise-together", difference="The plan.", reached="All.")
    three = ("social_worker", "pod_team_manager", "service_manager")
    assert told(world) == {person_id(post) for post in three}

    for post in three:
        case = step(world, post, "care-proceedings/reply", reply="We change it.")
        assert person_id("iro") in told(world)
        assert case.routes[-1].steps[-1].by == holder(post)
    case = step(world, "iro", "care-proceedings/agreed", outcome="The plan is changed.")

    assert case.routes[-1].closed_at is not None
    assert case.is_open


def test_a_decision_not_to_implement_has_a_record_without_a_challenge() -> None:
    """Brighton & Hove §4: the child and parents are informed in a timely way."""
    world = World(a_rulebook("brighton-and-hove"))

    case = world.do(
        c.OpenRecord(
            case_ref=REF,
            by=holder("social_worker"),
            policy_id=world.rulebook.policy.id,
            route="not-implemented",
            values={"told_on": TODAY, "who_advised": "Both.", "reasons": "No place."},
            team="north",
            file_number="1234567",
            initials="AB",
        )
    )

    assert case.status is Status.RESOLVED
    assert told(world) == {person_id("iro")}


def test_the_director_hears_of_the_intention_before_the_chief_executive_is_asked() -> None:
    """Brighton & Hove §3.2, Level 4: in writing, of the intention to refer the matter."""
    world = World(a_rulebook("brighton-and-hove"))
    world.raise_one(stage_key="level-4")
    world.owed.clear()

    step(world, "iro", "chief-executive/intention", contact_on=TODAY, reasons="Unresolved.")

    assert told(world) == {person_id("director_childrens_services")}


def test_knowsley_asks_nobody_to_be_told_of_a_referral() -> None:
    """Timescales 4 and Formal 2: the referral can be made; the procedure names nobody to tell."""
    world = World(a_rulebook("knowsley"))
    world.raise_one()
    world.owed.clear()

    referred = {"referred_on": TODAY, "reasons": "Drift.", "documents": "none"}
    step(world, "iro", "cafcass/refer", **referred)

    assert not world.has(holder("assistant_executive_director"))


def test_the_strategic_manager_arranges_the_meeting_that_prepares_a_referral() -> None:
    """Durham, table, row 8; everybody of the earlier stages is advised after the referral only."""
    world = World(a_rulebook("durham"))
    world.raise_one(stage_key="stage-7")
    step(world, "iro", "cafcass/ask-meeting", reasons="No progress.")
    world.owed.clear()

    step(world, "strategic_manager", "cafcass/arrange", meeting_on="2026-11-26")

    invited = ("iro", "iro_operations_manager", "independent_legal_advisor")
    assert told(world) == {person_id(post) for post in invited}
    with pytest.raises(Exception, match="Record this first"):
        step(world, "iro_operations_manager", "cafcass/tell-all", news_to_all="Referred.")
    world.until("2026-11-26T09:30")
    assert {person_id("iro"), person_id("strategic_manager")} <= world.told(NoticeKind.STEP_DUE)


def test_the_line_manager_puts_on_record_that_the_advice_was_discussed() -> None:
    """Northamptonshire §8: to discuss this advice in supervision."""
    world = World(a_rulebook("northamptonshire"))
    world.raise_one()
    asked = {"asked_on": TODAY, "asked_of": "A solicitor", "question": "Human rights?"}
    step(world, "iro", "legal-advice/ask", **asked)
    step(world, "iro", "legal-advice/received", received_on=TODAY, advice_outcome="A breach.")

    notes = {"supervision_on": TODAY, "implications": "Go on to level 2."}
    case = step(world, "iro_manager", "legal-advice/supervision", **notes)

    assert case.routes[-1].steps[-1].key == "supervision"


def test_those_who_decide_are_briefed_at_their_own_level() -> None:
    """Northamptonshire §8: to provide senior management briefing."""
    for level, posts in (
        ("level-2", {"service_manager"}),
        ("level-3", {"strategic_manager", "assistant_director"}),
        ("level-4", {"assistant_director", "director_childrens_services"}),
    ):
        world = World(a_rulebook("northamptonshire"))
        world.raise_one(stage_key=level)
        world.owed.clear()
        step(world, "iro_manager", "supervision/briefing", briefing="Two routes.")
        assert told(world) == {person_id(post) for post in posts} | {person_id("iro")}, level
