"""How a concern about an IRO ends: known to all who were brought in, and to nobody else."""

import pytest

from resolution import commands as c
from resolution.errors import NotYours
from resolution.notices import NoticeKind
from tests.builders import person_id
from tests.resolution.test_private_records import a_concern
from tests.world import World

SHARE = {"consulted_on": "2026-11-23", "concern": "As above."}


def take(world: World, post: str, step: str, **values: str) -> set[str]:
    """Somebody records a step; who hears of it."""
    before = len(world.owed)
    world.do(c.RecordStep(**world.by(post), route="concern-about-iro", step=step, values=values))
    owed = [n for n in world.owed[before:] if n.kind is NoticeKind.STEP_RECORDED]
    return {notice.to.person_id for notice in owed}


def test_everybody_who_was_brought_in_hears_how_it_ended() -> None:
    """Bradford, Introduction: the team manager, the IRO team manager, a service manager."""
    world = a_concern("bradford")
    take(world, "team_manager", "share", **SHARE)
    take(world, "iro_team_manager", "service", outstanding="All of it.")

    told = take(world, "iro_team_manager", "end", outcome="They will meet.")

    brought_in = ("social_worker", "team_manager", "childrens_service_manager")
    assert told == {person_id(post) for post in brought_in}


def test_the_team_manager_ends_it_when_the_discussion_settled_it() -> None:
    """Bradford, Introduction: this should be discussed with their team manager."""
    world = a_concern("bradford")
    with pytest.raises(NotYours):
        take(world, "social_worker", "discussed", outcome="We talked.")

    told = take(world, "team_manager", "discussed", outcome="It was a misunderstanding.")

    assert told == {person_id("social_worker")}
    assert not world.case().is_open


def test_it_says_which_iro_it_concerns() -> None:
    world = a_concern("bradford")
    assert world.case().routes[0].steps[0].values["which_iro"] == "The officer of this review"
