"""What a script can do in every procedure, whatever its forms ask for."""

import pytest

from resolution.policy_file import load_policy
from resolution.simulation import Simulation
from resolution.simulation_script import moment, parse_script
from resolution.working_days import WorkingCalendar

RAISED = moment("2026-12-21T10:00")


def played(policy_key: str, stage: str, script: str) -> list[str]:
    """What happens, in the words of the trail."""
    policy = load_policy(policy_key)
    simulation = Simulation(policy, WorkingCalendar())
    simulation.raise_challenge(RAISED, stage, policy.kinds[0])
    simulation.run(parse_script(script, "play.txt", policy, RAISED))
    return [entry.event for entry in simulation.entries]


def test_more_time_is_asked_and_given_where_the_officer_must_be_satisfied() -> None:
    """Durham §5.4 asks for enquiries, and that the IRO is satisfied."""
    script = (
        "2026-12-22T10:00 team_manager ask_extension 2027-02-08\n"
        "2026-12-22T11:00 iro extend 2027-02-08\n"
    )
    happened = played("durham", "stage-2", script)
    assert "extension_asked" in happened
    assert "due_date_moved" in happened


@pytest.mark.parametrize("policy_key", ["northamptonshire", "brighton-and-hove"])
def test_a_case_is_reopened_where_its_time_was_agreed(policy_key: str) -> None:
    script = "2026-12-22T10:00 iro resolve\n2026-12-23T10:00 iro reopen\n"
    assert "challenge_reopened" in played(policy_key, "informal", script)
