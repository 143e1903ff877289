"""Who is said to hear when nobody answers in time is who does hear of it (every procedure)."""

import json

import pytest
from msgspec.structs import replace

from dialogs.notices import draw
from resolution import events as e
from resolution.notices import NoticeKind
from resolution.people import Holding, Person
from resolution.policy_file import load_policy
from tests.builders import REF, a_rulebook, person_id
from tests.world import World

STAGES = [
    (policy, stage.key)
    for policy in ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")
    for stage in load_policy(policy).stages
    if stage.formal
]


def asked(world: World) -> str:
    """What those who must answer read when their stage begins."""
    found = next(n for n in world.owed if n.kind is NoticeKind.ASKED_TO_RESPOND)
    case, to = world.case(REF), found.to.person_id
    drawn = draw(found.kind, found.facts, case, world.rulebook, to, world.moment)
    assert drawn is not None
    return json.dumps(drawn[0]["body"], ensure_ascii=False)


def lapse(world: World) -> e.StageLapsed:
    """The first date of those who must answer that passes without an answer."""
    posts = {held.post for held in world.case().visit.assignees}
    found = (event for event in world.trail if isinstance(event, e.StageLapsed))
    return next(x for x in found if posts & set(world.case().clock(x.clock_id).posts))


@pytest.mark.parametrize(("policy", "stage"), STAGES)
def test_whoever_hears_of_a_lapse_was_named_to_those_who_were_asked(
    policy: str, stage: str
) -> None:
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage)
    said = asked(world)

    world.until("2027-01-29T10:00")

    (sentence,) = [part for part in said.split('"') if "If there is no answer in time" in part]
    told = [world.rulebook.policy.post_title(held.post) for held in lapse(world).told]
    assert told
    assert [title for title in told if title not in sentence] == []


def test_before_the_head_of_service_the_manager_hears_whom_stage_2_copies_in() -> None:
    """Knowsley, Timescales 2: copies in the Team Manager/Service Manager."""
    world = World(a_rulebook("knowsley"))
    world.raise_one(stage_key="stage-1")
    assert "the Service Manager is told, and the IRO may escalate to Stage 2" in asked(world)

    world.until("2026-12-02T10:00")

    assert world.told(NoticeKind.LAPSED_NEXT_MANAGER) == {person_id("service_manager")}


def test_a_line_manager_whom_the_directory_gives_hears_first() -> None:
    book = a_rulebook("knowsley")
    people = [
        replace(p, manager_id="their-manager") if p.id == person_id("team_manager") else p
        for p in book.directory.people
    ]
    above = Person("their-manager", "Wren Ash", (Holding("no_post"),))
    directory = replace(book.directory, people=(*people, above))
    world = World(a_rulebook("knowsley", directory=directory))
    world.raise_one(stage_key="stage-1")
    assert "the line manager of the Team Manager is told, and the IRO may escalate" in asked(world)

    world.until("2026-12-02T10:00")

    assert world.told(NoticeKind.LAPSED_NEXT_MANAGER) == {"their-manager"}


def test_after_stage_2_the_head_of_service_hears() -> None:
    """Knowsley, Timescales 3: escalates concerns to the Head of Service level."""
    world = World(a_rulebook("knowsley"))
    world.raise_one(stage_key="stage-2")

    world.until("2026-12-02T10:00")

    assert world.told(NoticeKind.LAPSED_NEXT_MANAGER) == {person_id("head_of_service")}
