"""A step may have its turn only until another one is on record."""

import pytest

from resolution.case import RouteRun
from resolution.errors import NotNow, PolicyInvalid
from resolution.policy_file import parse_policy
from resolution.route_steps import next_steps
from tests.resolution.test_concern_ends import SHARE, take
from tests.resolution.test_policy_refusals_of_routes import WHOLE
from tests.resolution.test_private_records import a_concern
from tests.world import World


def offered(world: World) -> set[str]:
    """The steps whose turn it is on the concern."""
    case = world.case()
    run: RouteRun = case.routes[0]
    return {step.key for step in next_steps(world.rulebook.policy.route(run.key), run)}


def test_what_was_shared_is_not_ended_as_discussed_with_nothing_to_share() -> None:
    """Bradford, Introduction: concerns identified need to be shared with the IRO team manager."""
    world = a_concern("bradford")
    assert {"discussed", "share"} <= offered(world)
    take(world, "team_manager", "share", **SHARE)
    assert "discussed" not in offered(world)
    with pytest.raises(NotNow, match="Shared with the IRO Team Manager is on record"):
        take(world, "team_manager", "discussed", outcome="Nothing to share.")
    take(world, "team_manager", "service", outstanding="All of it.")
    assert world.case().is_open


def test_the_first_step_is_told_as_raised_and_not_as_discussed() -> None:
    route = a_concern("bradford").rulebook.policy.route("concern-about-iro")
    assert route.steps[0].news == "Raised with the team manager"


@pytest.mark.parametrize("wrong", ["agian", "arrange"])
def test_a_turn_that_ends_with_no_other_step_is_refused_at_its_place(wrong: str) -> None:
    line = 'key = "arrange"\n'
    assert WHOLE.count(line) == 1
    parse_policy(WHOLE.replace(line, f'{line}until = "again"\n'), "council.toml")
    with pytest.raises(PolicyInvalid) as refused:
        parse_policy(WHOLE.replace(line, f'{line}until = "{wrong}"\n'), "council.toml")
    said = str(refused.value)
    assert "council.toml" in said
    assert "steps[0] “arrange” → until" in said
    assert f"no other step is called “{wrong}”" in said


def test_a_step_that_is_due_keeps_its_turn() -> None:
    line = 'after = "arrange"\nfields'
    assert WHOLE.count(line) == 1
    with pytest.raises(PolicyInvalid, match="a step with a clock keeps its turn"):
        parse_policy(WHOLE.replace(line, f'until = "again"\n{line}'), "council.toml")
