"""A concern about an IRO stays with those whom the procedure names for it, whatever time does."""

from typing import Any

from resolution import commands as c
from resolution.events import NoticeUndelivered, StageLapsed
from resolution.notices import NoticeKind
from resolution.people import Directory, Holding, Person
from resolution.policy_file import load_policy
from resolution.standing import standing
from tests.builders import REF, a_directory, a_rulebook, holder, person_id
from tests.world import World

LINE_MANAGER = "00000000-0000-4000-8000-00000000abcd"


def under_one_manager(policy_key: str) -> Directory:
    """Everybody has one and the same line manager, who holds no post of any procedure."""
    policy = load_policy(policy_key)
    people = [
        Person(p.id, p.name, p.holdings, manager_id=LINE_MANAGER)
        for p in a_directory(policy).people
    ]
    manager = Person(LINE_MANAGER, "A line manager", (Holding("no_post"),))
    return a_directory(policy, people=(*people, manager))


ABOUT = {
    "bradford": {"which_iro": "The officer of this review"},
    "brighton-and-hove": {
        "concern_iro": "The officer of this review",
        "concern_about": "The organisation and conduct of a review",
    },
}


def a_concern(policy_key: str = "brighton-and-hove", **changes: Any) -> World:
    """A social worker has recorded a concern about an IRO."""
    world = World(a_rulebook(policy_key, directory=under_one_manager(policy_key)))
    facts: dict[str, Any] = {
        "policy_id": world.rulebook.policy.id,
        "route": "concern-about-iro",
        "values": {"concern": "They spoke over the child.", **ABOUT.get(policy_key, {})},
        "team": "north",
        **changes,
    }
    world.do(c.OpenRecord(case_ref=REF, by=holder("social_worker"), **facts))
    return world


def may_read(world: World, post: str) -> bool:
    return standing(world.case(), world.rulebook, holder(post), world.moment).may_read


def test_late_feedback_is_told_to_the_head_of_service_and_to_no_line_manager() -> None:
    """Brighton & Hove §7: the IRO Manager, then the Head of Service."""
    world = a_concern()
    world.until("2026-12-08T10:00")
    (lapse,) = [event for event in world.trail if isinstance(event, StageLapsed)]
    assert [held.post for held in lapse.told] == ["head_of_safeguarding"]
    assert world.told(NoticeKind.LAPSED_NEXT_MANAGER) == {person_id("head_of_safeguarding")}
    assert LINE_MANAGER not in {held.person_id for held in world.case().told}
    assert not may_read(world, "pod_team_manager")
    assert not may_read(world, "iro")


def test_somebody_who_cannot_be_reached_brings_in_nobody_from_outside() -> None:
    world = a_concern()
    for post, key in (("social_worker", "step_recorded:x"), ("iro_manager", "step_recorded:y")):
        world.do(
            c.ReportUndelivered(
                case_ref=REF, person_id=person_id(post), notice_key=key, why="not installed"
            )
        )
    told = [e.told[0].person_id for e in world.trail if isinstance(e, NoticeUndelivered)]
    assert told[0] == person_id("iro_manager")
    assert LINE_MANAGER not in told
    assert world.told(NoticeKind.UNDELIVERED) - {"administrators"} == set(told)


def test_in_bradford_each_manager_reads_a_concern_once_it_is_brought_to_them() -> None:
    """Bradford, Introduction: the team manager, the IRO team manager, then a service manager."""
    world = a_concern("bradford")
    later = ["iro_team_manager", "childrens_service_manager", "safeguarding_service_manager"]
    assert may_read(world, "team_manager")
    assert not any(may_read(world, post) for post in later)
    steps = (
        ("team_manager", "share", {"consulted_on": "2026-11-23", "concern": "As above."}),
        ("iro_team_manager", "service", {"outstanding": "All of it."}),
        ("childrens_service_manager", "outstanding", {"outstanding": "All of it."}),
    )
    for post, step, values in steps:
        world.do(
            c.RecordStep(**world.by(post), route="concern-about-iro", step=step, values=values)
        )
        assert may_read(world, later.pop(0))
        assert not any(may_read(world, left) for left in later)
