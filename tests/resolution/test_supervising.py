"""Those who manage the reviewing service: what they are told, and what they may read."""

import pytest

from resolution import commands as c
from resolution.notices import NoticeKind
from resolution.people import Holding, Person
from resolution.policy import CaseKind
from resolution.standing import standing
from tests.builders import a_directory, a_raise, a_rulebook, holder, person_id
from tests.world import World


def reads(world: World, post: str) -> bool:
    return standing(world.case(), world.rulebook, holder(post), world.moment).may_read


@pytest.mark.parametrize(
    ("kind", "manager", "other"),
    [
        (CaseKind.LOOKED_AFTER, "iro_manager", "cp_chair_manager"),
        (CaseKind.CHILD_PROTECTION, "cp_chair_manager", "iro_manager"),
    ],
)
def test_the_manager_of_the_owner_hears_of_each_level_and_of_the_end(
    kind: CaseKind, manager: str, other: str
) -> None:
    """Northamptonshire §8: to provide clear supervision … throughout the process."""
    world = World(a_rulebook("northamptonshire"))
    world.do(a_raise(world.rulebook, kind=kind))
    assert world.told(NoticeKind.FOR_INFORMATION) == {person_id(manager)}
    owner = world.rulebook.policy.owner_post(kind)
    world.do(c.Escalate(**world.by(owner), to_stage="level-2", reason="Not resolved."))
    mine = [n for n in world.owed if n.to.person_id == person_id(manager)]
    assert [n.facts["stage"] for n in mine] == ["level-1", "level-2"]
    world.do(c.Resolve(**world.by(owner), outcome="Agreed.", impact="They settle."))
    assert person_id(manager) in world.told(NoticeKind.RESOLVED)
    assert not world.has(holder(other))


def test_who_is_responsible_for_both_services_reads_their_cases() -> None:
    """Northamptonshire §8: the Strategic Manager is responsible for both services."""
    world = World(a_rulebook("northamptonshire"))
    world.raise_one()
    assert reads(world, "strategic_manager_sqa")
    assert not reads(world, "strategic_manager"), "who answers at level 3 is another"


@pytest.mark.parametrize(
    ("policy", "post"),
    [("durham", "strategic_manager"), ("brighton-and-hove", "head_of_safeguarding")],
)
def test_whoever_has_a_stage_of_their_own_reads_it_when_it_comes_to_them(
    policy: str, post: str
) -> None:
    world = World(a_rulebook(policy))
    world.raise_one()
    assert not reads(world, post)


def test_in_durham_each_iro_operations_manager_hears_of_a_resolution() -> None:
    """Durham §6: IRO Managers will review any reoccurring themes; two are named as contacts."""
    policy = a_rulebook("durham").policy
    second = Person(person_id("second"), "The second", (Holding("iro_operations_manager"),))
    people = (*a_directory(policy).people, second)
    world = World(a_rulebook("durham", directory=a_directory(policy, people=people)))
    world.raise_one()
    world.do(c.Resolve(**world.by("iro"), outcome="Agreed.", impact="They settle."))
    both = {person_id("iro_operations_manager"), second.id}
    assert both <= world.told(NoticeKind.RESOLVED)
    later = World(world.rulebook)
    later.raise_one(stage_key="stage-5")
    informed = later.told(NoticeKind.FOR_INFORMATION) | later.told(NoticeKind.ASKED_TO_ARRANGE)
    assert both <= informed, "Table, stage 5: Operations Managers; one of them arranges the meeting"


def test_who_was_told_at_a_stage_hears_that_it_went_further_and_how_it_ended() -> None:
    """Durham §5.3: the Social Worker is informed that the formal process was begun."""
    world = World(a_rulebook("durham"))
    world.raise_one()
    worker = holder("social_worker")
    world.do(c.Escalate(**world.by("iro"), to_stage="stage-3", reason="Not resolved."))
    told = [n for n in world.owed if n.to.person_id == worker.person_id]
    assert told[-1].facts == {"left": "stage-2", "stage": "stage-3"}
    world.do(c.Resolve(**world.by("iro"), outcome="Agreed.", impact="They settle."))
    assert worker.person_id in world.told(NoticeKind.RESOLVED)


def test_a_report_that_is_sent_later_reaches_those_who_are_informed() -> None:
    """Durham Table, stage 3: to be notified for information: Strategic Manager."""
    world = World(a_rulebook("durham"))
    world.raise_one()
    world.do(
        c.Escalate(**world.by("iro"), to_stage="stage-3", reason="Not resolved.", report_later=True)
    )
    world.moment = world.moment.replace(hour=15)
    world.do(c.SendReport(**world.by("iro"), text="What the worries are."))
    told = {person_id(post) for post in ("operations_manager", "strategic_manager", "team_manager")}
    assert world.told(NoticeKind.REPORT_SENT) == told
