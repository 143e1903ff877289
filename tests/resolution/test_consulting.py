"""Whom a procedure has consulted before a level: asked, recorded, told, and never a permission."""

from datetime import date

import pytest
from msgspec.structs import replace

from resolution.commands import Escalate
from resolution.consulting import before_leaving, before_raising
from resolution.events import ConsultationRecorded
from resolution.notices import NoticeKind
from resolution.people import Holding, Person
from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from resolution.standing import standing
from tests.builders import a_directory, a_rulebook, holder, london, person_id
from tests.world import World

LOOKED_AFTER, CHILD_PROTECTION = CaseKind.LOOKED_AFTER, CaseKind.CHILD_PROTECTION


def consulted(world: World) -> ConsultationRecorded:
    (event,) = [e for e in world.trail if isinstance(e, ConsultationRecorded)]
    return event


@pytest.mark.parametrize("policy", ["northamptonshire", "brighton-and-hove"])
def test_who_raises_at_a_formal_level_at_once_consults_their_manager_too(policy: str) -> None:
    """Northamptonshire §6; Brighton & Hove §3.2, Informal."""
    world = World(a_rulebook(policy))

    world.raise_one(stage_key="level-1", advice="Go on.", consulted_on=date(2026, 11, 20))

    assert consulted(world).posts == ("iro_manager",)
    assert consulted(world).consulted_on == date(2026, 11, 20)
    says_so = [n for n in world.owed if n.kind is NoticeKind.CONSULTED or "consulted" in n.facts]
    assert [n.to.person_id for n in says_so] == [person_id("iro_manager")], "in one message"


@pytest.mark.parametrize("to", ["level-2", "level-3", "level-4"])
def test_whichever_level_is_chosen_it_is_the_same_manager_who_was_asked(to: str) -> None:
    """Brighton & Hove §3.2, Level 1: the IRO consults the IRO Manager."""
    world = World()
    world.raise_one()

    world.do(Escalate(**world.by("iro"), to_stage=to, reason="Nothing.", advice="Go on."))

    assert consulted(world).posts == ("iro_manager",)


def test_nobody_consults_themselves() -> None:
    """Brighton & Hove §3.2, Level 2: the IRO Manager consults the Head of Safeguarding."""
    policy = load_policy("brighton-and-hove")

    def asked(left: str, *held: str) -> list[str]:
        return [row.post for row in before_leaving(policy, left, LOOKED_AFTER, held)]

    assert asked("level-1", "iro") == ["iro_manager"]
    assert asked("level-1", "iro_manager") == []
    assert asked("level-2", "iro_manager") == ["head_of_safeguarding"]
    assert asked("level-2", "head_of_safeguarding") == []
    assert asked("level-3", "head_of_safeguarding") == []
    world = World()
    world.raise_one()
    raised = Escalate(**world.by("iro_manager"), to_stage="level-2", reason="Nothing.", advice="X")
    world.do(raised)
    assert "ConsultationRecorded" not in world.kinds()


def test_a_kind_of_case_has_its_own_manager_and_the_informal_stage_needs_none() -> None:
    policy = load_policy("northamptonshire")

    def asked(stage: str, kind: CaseKind) -> list[str]:
        return [row.post for row in before_raising(policy, policy.stage(stage), kind, ())]

    assert asked("level-3", LOOKED_AFTER) == ["iro_manager"]
    assert asked("level-3", CHILD_PROTECTION) == ["cp_chair_manager"]
    assert asked("informal", LOOKED_AFTER) == []


def test_the_source_is_that_of_the_consultation_and_not_of_the_level() -> None:
    policy = load_policy("brighton-and-hove")

    (row,) = before_leaving(policy, "level-1", LOOKED_AFTER, ("iro",))

    assert row.cite.startswith("§3.2 Level 1: Where the issue has not been resolved")


def test_of_two_managers_the_raiser_s_own_is_asked_and_may_read_the_case_from_then_on() -> None:
    book = a_rulebook()
    second = Person(person_id("second"), "Second manager", (Holding("iro_manager"),))
    people = [*book.directory.people, second]
    own = [replace(p, manager_id=second.id) if p.id == person_id("iro") else p for p in people]
    book = replace(book, directory=a_directory(book.policy, people=tuple(own)))
    world = World(book)

    case = world.raise_one(unconsulted_why="They are on leave.")

    (told,) = consulted(world).told
    assert (told.post, told.name) == ("iro_manager", "Second manager")
    (notice,) = [n for n in world.owed if n.kind is NoticeKind.CONSULTED]
    assert notice.to.person_id == second.id
    assert notice.facts == {"without": "yes"}
    now = london("2026-11-23T11:00")
    assert standing(case, book, holder("second"), now).may_read


def test_nothing_written_is_nothing_recorded_and_blocks_nothing() -> None:
    world = World(a_rulebook("northamptonshire"))

    case = world.raise_one(stage_key="level-2")

    assert case.stage_key == "level-2"
    assert "ConsultationRecorded" not in world.kinds()
