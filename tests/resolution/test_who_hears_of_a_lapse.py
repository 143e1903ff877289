"""Who hears that a date passed: who was late, who judges, and whoever stands above."""

from datetime import date

from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, person_id
from tests.world import World


def people(*posts: str) -> set[str]:
    return {person_id(post) for post in posts}


def test_whoever_judges_a_level_hears_of_its_lapse_beside_the_owner() -> None:
    """Brighton & Hove §3.2 Level 2: the IRO Manager judges, and raises the next."""
    world = World()
    world.raise_one(stage_key="level-2")
    world.do(c.Acknowledge(**world.by("service_manager")))
    assert world.told(NoticeKind.ACKNOWLEDGED) == people("iro", "iro_manager")
    world.until("2026-12-01T10:00")
    assert world.told(NoticeKind.LAPSED_OWNER) == people("iro", "iro_manager")
    assert world.told(NoticeKind.LAPSED_ASSIGNEE) == people("service_manager")
    assert world.told(NoticeKind.LAPSED_NEXT_MANAGER) == people("head_of_childrens_delivery")


def test_at_an_informal_stage_the_owners_manager_hears_and_no_manager_above_the_team() -> None:
    """Brighton & Hove §3.2 Informal: Social Worker, Pod Team Manager and IRO Manager."""
    world = World()
    world.raise_one(stage_key="informal", agreed_by=world.moment.date())
    world.until("2026-11-24T10:00")
    assert world.told(NoticeKind.LAPSED_NEXT_MANAGER) == people("iro_manager")


def test_whoever_raises_a_level_is_told_when_somebody_else_begins_it() -> None:
    """Brighton & Hove §3.2 Levels 2 and 3: the close-out and the meeting are theirs."""
    world = World()
    world.raise_one(stage_key="level-3")
    told = [n for n in world.owed if n.facts.get("judges")]
    assert {n.to.person_id for n in told} == people("head_of_safeguarding")


def test_whoever_raises_a_level_is_not_told_of_what_they_did_themselves() -> None:
    world = World()
    world.raise_one()
    world.do(c.Escalate(**world.by("iro_manager"), to_stage="level-2", reason="Not resolved."))
    assert not [n for n in world.owed if n.facts.get("judges")]


def test_more_time_that_is_asked_for_is_told_to_whoever_judges() -> None:
    world = World()
    world.raise_one(stage_key="level-2")
    world.do(
        c.AskForExtension(
            **world.by("service_manager"),
            wanted_on=date(2026, 12, 2),
            reason="A form is missing.",
            benefit="A full answer.",
        )
    )
    assert world.told(NoticeKind.EXTENSION_ASKED) == people("iro", "iro_manager")


def test_where_the_owner_alone_judges_nobody_else_is_told() -> None:
    world = World(a_rulebook("northamptonshire"))
    world.raise_one()
    world.do(c.Acknowledge(**world.by("team_manager")))
    assert world.told(NoticeKind.ACKNOWLEDGED) == people("iro")
