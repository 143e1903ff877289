"""Who stands in for whom on a case: nobody judges, as somebody's cover, what they answered."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from resolution import commands as c
from resolution.directory_check import check_directory
from resolution.errors import NotYours
from resolution.people import Cover
from resolution.privacy import sealed
from resolution.standing import Standing, standing
from tests.builders import a_directory, a_rulebook, holder, london, person_id
from tests.world import World

AWAY = date(2026, 11, 24), date(2026, 11, 27)


def covered(policy: str, covers: dict[str, str]) -> World:
    """A case raised on the Monday; each post's holder is away from Tuesday, another stands in."""
    book = a_rulebook(policy)
    stands_in = {person_id(post): Cover(person_id(by), *AWAY) for post, by in covers.items()}
    people = tuple(
        replace(person, cover=(stands_in[person.id],)) if person.id in stands_in else person
        for person in a_directory(book.policy).people
    )
    world = World(a_rulebook(policy, directory=a_directory(book.policy, people=people)))
    world.raise_one()
    return world


def place(world: World, post: str) -> Standing:
    return standing(world.case(), world.rulebook, holder(post), world.moment)


def test_who_was_asked_to_answer_does_not_act_for_the_absent_officer() -> None:
    world = covered("durham", {"iro": "team_manager"})
    world.moment = london("2026-11-24T10:00")
    manager: dict[str, Any] = world.by("team_manager")
    world.do(c.SubmitResponse(**manager, text="We will."))
    for act in (
        c.Resolve(**manager, outcome="Settled.", impact="None."),
        c.Withdraw(**manager, reason="Not needed."),
        c.Extend(**manager, new_due_on=date(2026, 12, 10), reason="Busy.", benefit="A plan."),
    ):
        with pytest.raises(NotYours):
            world.do(act)


def test_nor_do_they_read_the_advice_that_is_kept_from_the_challenged() -> None:
    world = covered("bradford", {"iro": "team_manager"})
    asked = {"asked_on": "2026-11-23", "asked_of": "Counsel", "question": "May they?"}
    step = c.RecordStep(**world.by("iro"), route="legal-advice", step="ask", values=asked)
    world.do(step)
    world.moment = london("2026-11-24T10:00")
    who = place(world, "team_manager")
    assert sealed(world.case(), world.rulebook.policy, who) == {"legal-advice"}


def test_nor_does_who_answered_as_the_cover_of_another() -> None:
    covers = {"iro": "service_manager", "pod_team_manager": "service_manager"}
    world = covered("brighton-and-hove", covers)
    world.moment = london("2026-11-24T10:00")
    assert place(world, "service_manager").is_owner
    world.do(c.SubmitResponse(**world.by("service_manager"), text="We will."))
    assert not place(world, "service_manager").is_owner
    with pytest.raises(NotYours):
        world.do(c.Resolve(**world.by("service_manager"), outcome="Settled.", impact="None."))


def test_nor_whoever_was_asked_for_who_judges_the_level() -> None:
    """Brighton & Hove §3.2: the IRO manager raises, and judges, the second level."""
    world = covered("brighton-and-hove", {"iro_manager": "service_manager"})
    world.do(c.Escalate(**world.by("iro"), to_stage="level-2", reason="Not resolved."))
    world.moment = london("2026-11-24T10:00")
    assert not place(world, "service_manager").is_judge


def test_a_manager_of_the_reviewing_service_acts_in_full_and_the_trail_says_for_whom() -> None:
    world = covered("brighton-and-hove", {"iro": "iro_manager"})
    world.moment = london("2026-11-24T10:00")
    after = world.do(c.Resolve(**world.by("iro_manager"), outcome="Settled.", impact="None."))
    assert not after.is_open
    assert "Holder of iro" in {getattr(event, "acting_for", "") for event in world.trail}


def test_who_holds_both_posts_of_a_small_council_still_acts_in_both() -> None:
    book = a_rulebook("brighton-and-hove")
    everything = tuple(held for one in a_directory(book.policy).people for held in one.holdings)
    alone = replace(a_directory(book.policy).people[0], id=person_id("iro"), holdings=everything)
    directory = a_directory(book.policy, people=(alone,))
    world = World(a_rulebook("brighton-and-hove", directory=directory))
    world.raise_one()
    world.do(c.SubmitResponse(**world.by("iro"), text="We will."))
    assert not world.do(c.Resolve(**world.by("iro"), outcome="Done.", impact="None.")).is_open


@pytest.mark.parametrize(
    ("moment", "acts"),
    [
        ("2026-11-23T23:59", False),
        ("2026-11-24T00:00", True),
        ("2026-11-27T23:59", True),
        ("2026-11-28T00:00", False),
    ],
)
def test_an_absence_begins_and_ends_at_midnight_in_london(moment: str, acts: bool) -> None:
    world = covered("brighton-and-hove", {"iro": "iro_manager"})
    world.moment = london(moment)
    assert place(world, "iro_manager").is_owner is acts


def test_a_directory_in_which_who_answers_covers_for_an_officer_is_doubted() -> None:
    doubts = []
    for covers in ({"iro": "team_manager"}, {"iro": "iro_team_manager"}):
        book = covered("knowsley", covers).rulebook
        warnings = check_directory(book.directory, book.policy)[1]
        doubts.append([said for said in warnings if "on a case that asks" in said])
    assert [len(said) for said in doubts] == [1, 0]
    assert "Holder of team_manager covers for Holder of iro" in doubts[0][0]
