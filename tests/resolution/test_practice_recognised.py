"""Whose practice is praised decides who hears of it (Brighton & Hove §3.1; Knowsley; Northants)."""

from msgspec.structs import replace

from resolution import commands as c
from resolution.notices import NoticeKind
from resolution.people import Directory, Holding, Person
from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from resolution.ports import Rulebook
from resolution.practice import people_of
from tests.builders import REF, a_directory, a_rulebook, holder, person_id
from tests.world import World

WORKER = Person("worker", "Wren Ash", (Holding("social_worker", "north"),), manager_id="deputy")
DEPUTY = Person("deputy", "Dee Ash", (Holding("team_manager", "north"),))


def a_team(policy: str) -> Rulebook:
    """A team whose social worker has a manager of their own beside the team's."""
    found = load_policy(policy)
    directory: Directory = a_directory(found)
    people = (*directory.people, WORKER, replace(DEPUTY, holdings=()))
    return a_rulebook(found, directory=replace(directory, people=people))


def praised(world: World, post: str = "iro", **values: str) -> set[str]:
    """Who hears of a recognition."""
    kind = CaseKind.CHILD_PROTECTION if post == "cp_chair" else CaseKind.LOOKED_AFTER
    world.do(
        c.OpenRecord(
            case_ref=REF,
            by=holder(post),
            policy_id=world.rulebook.policy.id,
            route="recognition",
            values={"practice": "Kept every visit.", **values},
            team="north",
            kind=kind,
            file_number="1234567",
            initials="AB",
        )
    )
    return world.told(NoticeKind.STEP_RECORDED)


def test_the_line_manager_of_whoever_is_praised_is_told() -> None:
    """Brighton & Hove §3.1: the staff member's respective line manager; no criterion is needed."""
    book = a_team("brighton-and-hove")
    assert "Wren Ash (Social Worker)" in people_of("north", book)

    told = praised(World(book), practice_who="Wren Ash (Social Worker)")

    assert told == {"deputy", person_id("iro_manager")}


def test_the_teams_manager_is_told_of_somebody_whom_the_directory_does_not_know() -> None:
    told = praised(World(a_team("brighton-and-hove")), practice_who="A foster carer")

    assert told == {person_id("pod_team_manager"), person_id("iro_manager")}


def test_good_practice_reaches_the_manager_of_the_officer_or_of_the_chair() -> None:
    """Northamptonshire §4 and §8; it is put on file as the procedure's forms are."""
    who = {"practice_who": "Wren Ash (Social Worker)"}
    assert praised(World(a_team("northamptonshire")), **who) == {
        "deputy",
        person_id("iro_manager"),
    }
    assert praised(World(a_team("northamptonshire")), "cp_chair", **who) == {
        "deputy",
        person_id("cp_chair_manager"),
    }
    assert load_policy("northamptonshire").route("recognition").steps[0].on_file
