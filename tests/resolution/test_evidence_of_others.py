"""What is evidence of those who gave it is recorded by them, and by nobody for them."""

import pytest

from resolution import commands as c
from resolution.errors import NotYours
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london, person_id
from tests.resolution.test_monitoring_again import a_world, resolve, step
from tests.world import World


@pytest.mark.parametrize(
    ("policy", "key", "by", "values"),
    [
        ("northamptonshire", "feedback", "iro_manager", {"strengths": "Clear."}),
        ("durham", "next-supervision", "team_manager", {"learning": "Talk earlier."}),
    ],
)
def test_supervision_is_not_the_owners_to_record_on_their_own_case(
    policy: str, key: str, by: str, values: dict[str, str]
) -> None:
    """Northamptonshire §8: clear and transparent evidence … of management and supervision."""
    world = World(a_rulebook(policy))
    world.raise_one()
    said = {"supervision_on": "2026-11-23", **values}
    with pytest.raises(NotYours, match="is recorded by"):
        world.do(c.RecordStep(**world.by("iro"), route="supervision", step=key, values=said))
    world.do(c.RecordStep(**world.by(by), route="supervision", step=key, values=said))
    assert world.case().routes[0].steps[0].by.person_id == person_id(by)


def test_the_morning_after_the_fixed_day_of_monitoring_is_one_message() -> None:
    """Durham §6: an RP monitoring meeting within 10 working days."""
    world = a_world()
    resolve(world)
    step(world, "arrange", meeting_on="2026-12-03")
    before = len(world.owed)

    world.until("2026-12-04T10:00")  # the working day before the limit of 7 December

    mine = [n for n in world.owed[before:] if n.to.person_id == person_id("iro")]
    assert [n.kind for n in mine].count(NoticeKind.LAPSED_OWNER) == 1
    moments = {n.not_before for n in mine if n.kind is NoticeKind.STEP_DUE}
    assert london("2026-12-04T09:00") not in moments
    world.until("2026-12-07T10:00")
    last = [n for n in world.owed if n.kind is NoticeKind.STEP_DUE][-1]
    assert last.facts["point"] == "due_morning"


def test_a_day_that_is_the_limit_itself_is_told_once() -> None:
    world = a_world()
    resolve(world)
    step(world, "arrange", meeting_on="2026-12-07")
    world.until("2026-12-08T10:00")
    late = [n for n in world.owed if n.kind is NoticeKind.LAPSED_OWNER]
    assert len([n for n in late if n.to.person_id == person_id("iro")]) == 1
