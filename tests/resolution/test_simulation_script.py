import re
from datetime import datetime
from pathlib import Path

import pytest

from resolution.errors import Refused
from resolution.policy import CaseKind, Policy
from resolution.policy_file import load_policy
from resolution.simulation import Simulation
from resolution.simulation_script import VERBS, ScriptInvalid, parse_script
from resolution.timeline import Entry
from resolution.working_days import LONDON, WorkingCalendar

RAISED = datetime(2026, 12, 21, 10, tzinfo=LONDON)


@pytest.fixture(scope="module")
def northants() -> Policy:
    return load_policy("northamptonshire")


def played(policy: Policy, script: str, kind: CaseKind = CaseKind.LOOKED_AFTER) -> list[Entry]:
    acts = parse_script(script, "play.txt", policy, RAISED)
    simulation = Simulation(policy, WorkingCalendar())
    simulation.raise_challenge(RAISED, policy.first_formal.key, kind)
    simulation.run(acts)
    return simulation.entries


def problems(policy: Policy, script: str) -> tuple[str, ...]:
    with pytest.raises(ScriptInvalid) as refusal:
        parse_script(script, "play.txt", policy, RAISED)
    return refusal.value.problems


def test_people_do_what_the_lines_say_and_nothing_else(northants: Policy) -> None:
    entries = played(
        northants,
        """
        # The team manager answers in time, and the IRO is satisfied.
        2026-12-22T11:00 team_manager acknowledge
        2026-12-23T15:00 team_manager respond "The plan is agreed."
        2026-12-24T10:00 iro resolve "Agreed"  # on Christmas Eve
        """,
    )
    assert [(x.at.day, x.event, x.by) for x in entries if x.by != "system"][-5:] == [
        (21, "clock_started", "iro"),
        (22, "challenge_acknowledged", "team_manager"),
        (23, "response_submitted", "team_manager"),
        (23, "clock_met", "team_manager"),
        (24, "challenge_resolved", "iro"),
    ]
    assert "stage_lapsed" not in {x.event for x in entries}


def test_without_an_escalation_in_the_script_a_lapse_stands_alone(northants: Policy) -> None:
    events = [x.event for x in played(northants, "")]
    assert events.count("stage_lapsed") == 1
    assert "stage_escalated" not in events


def test_an_extension_moves_the_lapse(northants: Policy) -> None:
    entries = played(northants, "2026-12-22T11:00 iro extend 2027-01-08")
    lapse = next(x for x in entries if x.event == "stage_lapsed")
    assert lapse.at == datetime(2027, 1, 8, 17, tzinfo=LONDON)


def test_a_stage_may_be_passed_over_and_cafcass_told_at_any_point(northants: Policy) -> None:
    entries = played(
        northants,
        "2026-12-22T11:00 iro escalate level-3\n2026-12-22T12:00 iro cafcass 2026-12-22\n",
    )
    told = [(x.event, x.stage) for x in entries]
    assert ("stage_escalated", "level-3") in told
    assert ("referred_to_cafcass", "level-3") in told
    assert not any(stage == "level-2" for _, stage in told)


def test_acts_are_done_in_the_order_of_their_times(northants: Policy) -> None:
    entries = played(
        northants,
        "2026-12-23T10:00 iro withdraw\n2026-12-22T10:00 Team-Manager note 'Seen'\n",
    )
    assert [x.event for x in entries].index("note_added") < [x.event for x in entries].index(
        "challenge_withdrawn"
    )


def test_an_act_that_the_procedure_refuses_is_told_with_its_line(northants: Policy) -> None:
    with pytest.raises(Refused, match=r"^play\.txt: line 2: Only .* who owns"):
        played(northants, "\n2026-12-22T11:00 service_manager withdraw")
    with pytest.raises(Refused, match=r"line 1: .*not a working day \(.*4 January"):
        played(northants, "2026-12-22T11:00 iro extend 2027-01-02")


def test_unknown_lines_are_refused_all_at_once_each_with_its_number(northants: Policy) -> None:
    told = problems(
        northants,
        "2026-12-22T11:00 iro dance\n"
        "2026-12-22T11:00 iro resolve\n"
        "tomorrow iro resolve\n"
        "2026-12-20T11:00 iro resolve\n"
        "2026-12-22T11:00 plumber resolve\n"
        "2026-12-22T11:00 iro escalate level-9\n"
        "2026-12-22T11:00 iro extend soon\n"
        "2026-12-22T11:00 iro extend\n"
        "2026-12-22T11:00 iro\n"
        '2026-12-22T11:00 iro resolve "well\n'
        "2026-12-22T11:00 team_manager respond fine quickly\n",
    )
    assert [problem.split(": ")[1] for problem in told] == [
        f"line {number}" for number in (1, *range(3, 12))
    ]
    assert told[0].startswith('play.txt: line 1: "dance" is not an act; write one of: acknowledge,')
    assert told[1].endswith('"tomorrow" is not a moment; write it as in 2026-12-22T11:00.')
    assert told[2].endswith("is before the challenge is raised; give a later moment.")
    assert '"plumber"; choose one of: ' in told[3]
    assert '"level-9"; choose one of: informal, level-1,' in told[4]
    assert told[5].endswith('"soon" is not a day; write it as in 2027-01-10.')
    assert told[6].endswith("Write extend 2027-01-08; put several words in quotation marks.")
    assert told[8].endswith("A quotation mark is open; close it at the end of the text.")


@pytest.mark.parametrize("name", VERBS)
def test_every_act_of_the_guide_can_be_written_as_its_usage_says(
    name: str, northants: Policy
) -> None:
    usage = VERBS[name].usage.replace("[", "").replace("]", "").replace("STAGE", "level-2")
    acts = parse_script(f"2026-12-22T11:00 iro {usage}", "play.txt", northants, RAISED)
    assert [act.post for act in acts] == ["iro"]


def test_a_meeting_runs_through_bradfords_second_stage() -> None:
    entries = played(
        load_policy("bradford"),
        """
        2026-12-22T10:00 iro escalate stage-2
        2026-12-23T10:00 childrens_service_manager meeting 2027-01-05T10:00
        2027-01-05T15:00 childrens_service_manager held
        2027-01-06T10:00 iro resolve
        """,
    )
    events = [x.event for x in entries]
    assert "meeting_confirmed" in events
    assert "meeting_recorded" in events
    assert "stage_lapsed" not in events


def test_brighton_and_hove_hands_a_level_over_to_its_next_raiser() -> None:
    entries = played(
        load_policy("brighton-and-hove"),
        """
        2026-12-31T10:00 iro hand_over
        2026-12-31T11:00 iro_manager escalate level-2
        """,
    )
    handed = next(x for x in entries if x.event == "handed_over")
    opened = [x for x in entries if x.event == "stage_opened"]
    assert "iro_manager" in handed.to
    assert (opened[1].stage, opened[1].by) == ("level-2", "iro_manager")


def test_the_guide_lists_every_act_as_it_is_written() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "simulation.md").read_text(encoding="utf-8")
    rows = guide.split("| Act |")[1]
    assert re.findall(r"^\| `([^`]+)` \|", rows, re.MULTILINE) == [v.usage for v in VERBS.values()]
