"""A case that goes to another team: its stage's duties go with it (Durham §4)."""

from datetime import date

from resolution import commands as c
from resolution import events as e
from resolution.case import Case
from resolution.notices import NoticeKind
from resolution.people import Actor, Holding, Person, Team
from resolution.policy_file import load_policy
from tests.builders import REF, a_directory, a_rulebook, holder, person_id
from tests.world import World

NEAR = ("social_worker", "team_manager", "operations_manager")
NORTH = [(post, f"north {post}") for post in NEAR]
SOUTH = [(post, f"south {post}") for post in NEAR]


def two_teams(*south: tuple[str, str], stage: str = "stage-2") -> World:
    """A case of the north team; `south` holds the posts of another team and service."""
    policy = load_policy("durham")
    everybody = a_directory(policy).people
    people = [p for p in everybody if not any(h.post in NEAR for h in p.holdings)]
    for team, service, held in (("north", "care", NORTH), ("south", "disability", south)):
        for post, name in held:
            of = Holding(post, service=service) if post == NEAR[2] else Holding(post, team)
            people.append(Person(person_id(name), name, (of,)))
    teams = (Team("north", "North team", "care"), Team("south", "South team", "disability"))
    directory = a_directory(policy, people=tuple(people), teams=teams)
    world = World(a_rulebook(policy, directory=directory))
    agreed = date(2026, 12, 4) if stage == "stage-1" else None
    world.raise_one(stage_key=stage, agreed_by=agreed)
    return world


def leads(world: World, team: str = "South team") -> Case:
    """The joint meeting settles which team leads."""
    met = {"met_on": "2026-11-23", "meeting_with": "Both managers", "lead_team": team}
    step = c.RecordStep(**world.by("iro"), route="joint", step="meeting", values=met)
    return world.do(step)


def respond(world: World, name: str) -> Case:
    by = Actor(person_id(name), name)
    return world.do(c.SubmitResponse(case_ref=REF, by=by, text="Our collated response."))


def test_the_manager_of_the_team_that_leads_is_asked_by_the_same_day() -> None:
    """Durham §4: the collated response will come from the child's Social Worker/Team Manager."""
    world = two_teams(*SOUTH)
    due_at = world.case().open_clocks[0].due_at

    case = leads(world)

    assert [held.name for held in case.visit.assignees] == ["south team_manager"]
    assert case.open_clocks[0].due_at == due_at
    assert world.told(NoticeKind.REASSIGNED) == {person_id("south team_manager")}
    passed = [x for x in world.trail if isinstance(x, e.Reassigned)]
    assert [(x.old.name, x.by) for x in passed if x.old] == [("north team_manager", holder("iro"))]
    world.owed.clear()
    world.until("2026-12-02T10:00")
    late = world.told(NoticeKind.LAPSED_ASSIGNEE) | world.told(NoticeKind.REMINDER)
    assert person_id("south team_manager") in late
    assert person_id("north team_manager") not in late


def test_the_new_team_is_told_of_the_stage_that_is_open() -> None:
    """Durham, table, stage 2: to be notified for information: Operations Manager."""
    world = two_teams(*SOUTH)
    world.owed.clear()

    case = leads(world)

    south = {person_id("south social_worker"), person_id("south operations_manager")}
    assert south <= world.told(NoticeKind.FOR_INFORMATION)
    assert person_id("north social_worker") not in world.told(NoticeKind.FOR_INFORMATION)
    assert south < {held.person_id for held in case.visit.notified}


def test_whoever_has_answered_keeps_their_answer() -> None:
    world = two_teams(*SOUTH)
    respond(world, "north team_manager")

    case = leads(world)

    assert case.team == "south"
    assert [held.name for held in case.visit.assignees] == ["north team_manager"]
    assert not world.told(NoticeKind.REASSIGNED)


def test_a_post_that_is_the_councils_own_stays_with_whoever_has_it() -> None:
    """Durham, table, stage 5: the Head of Children's Social Care answers for every team."""
    world = two_teams(*SOUTH, stage="stage-5")
    world.do(
        c.Reassign(
            **world.by("iro"),
            post="head_of_childrens_social_care",
            person_id=person_id("corporate_director"),
            reason="They are away.",
        )
    )

    case = leads(world)

    assert [held.person_id for held in case.visit.assignees] == [person_id("corporate_director")]


def test_a_post_that_nobody_holds_there_is_told_to_the_administrators() -> None:
    world = two_teams(("social_worker", "south social_worker"))

    case = leads(world)

    assert [held.person_id for held in case.visit.assignees] == [""]
    assert "administrators" in world.told(NoticeKind.POST_VACANT)
    assert "administrators" in world.told(NoticeKind.NOT_TOLD)


def test_a_case_that_has_ended_changes_its_team_and_asks_nobody() -> None:
    world = two_teams(*SOUTH)
    respond(world, "north team_manager")
    world.do(c.Resolve(**world.by("iro"), outcome="Agreed.", impact="A plan."))
    world.owed.clear()

    case = leads(world)

    assert case.team == "south"
    assert not world.told(NoticeKind.REASSIGNED) | world.told(NoticeKind.FOR_INFORMATION)
