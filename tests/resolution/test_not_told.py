"""A post that no message reaches is named to the owner, and a gap to the administrators."""

from resolution import commands as c
from resolution.notices import NoticeKind
from resolution.people import Directory
from resolution.policy_file import load_policy
from tests.builders import a_directory, a_rulebook, person_id
from tests.world import World


def without(policy_key: str, *posts: str) -> Directory:
    """A directory in which nobody holds these posts."""
    policy = load_policy(policy_key)
    gone = {person_id(post) for post in posts}
    people = tuple(p for p in a_directory(policy).people if p.id not in gone)
    return a_directory(policy, people=people)


def not_told(world: World) -> dict[str, str]:
    """Who is owed word of it, and of which posts."""
    return {
        n.to.person_id or n.to.channel: n.facts["untold"]
        for n in world.owed
        if n.kind is NoticeKind.NOT_TOLD
    }


def test_a_vacant_notified_post_is_named_to_the_administrators() -> None:
    """Durham Table, stage 6: Head of Legal Services - to be notified."""
    world = World(a_rulebook("durham", directory=without("durham", "head_of_legal_services")))
    world.raise_one(stage_key="stage-6")
    assert not_told(world) == {"administrators": "head_of_legal_services"}


def test_posts_outside_the_council_are_named_to_the_owner_alone() -> None:
    """Durham Table, row 8: meeting between Independent Legal Advisor, IRO, …"""
    gone = without("durham", "independent_legal_advisor")
    world = World(a_rulebook("durham", directory=gone))
    world.raise_one()
    ask = {"reasons": "Nothing else is left."}
    world.do(c.RecordStep(**world.by("iro"), route="cafcass", step="ask-meeting", values=ask))
    assert not_told(world) == {}, "who recorded it reads it in the reply"
    manager = world.by("iro_operations_manager")
    world.do(c.RecordStep(**manager, route="cafcass", step="ask-meeting", values=ask))
    assert not_told(world) == {person_id("iro"): "independent_legal_advisor"}
