"""Every figure of the five procedures, as a literal with its citation: a changed digit fails."""

import pytest

from resolution.policy_file import load_policy
from resolution.policy_text import bundled

BRADFORD = "bradford"
BRIGHTON = "brighton-and-hove"
DURHAM = "durham"
KNOWSLEY = "knowsley"
NORTHANTS = "northamptonshire"

REPORT = "§5.3: The RP report … sent to the relevant management level within 2 days"

# policy, stage, must, within, from, where the procedure says so
CONFIRMED = "meeting_confirmed"
FIGURES = [
    (
        BRADFORD,
        "stage-1",
        "respond",
        "5 working days",
        "stage_opened",
        "Concerns: the TM will respond",
    ),
    (
        BRADFORD,
        "stage-2",
        "confirm_meeting_date",
        "5 working days",
        "stage_opened",
        "Request for meeting: the CSM will confirm the date",
    ),
    (BRADFORD, "stage-2", "hold_meeting", "no limit", CONFIRMED, "Request for meeting"),
    (BRADFORD, "stage-2", "summarise_meeting", "no limit", CONFIRMED, "Request for meeting"),
    (
        BRADFORD,
        "stage-3",
        "confirm_meeting_date",
        "5 working days",
        "stage_opened",
        "Notify Head of Service: the HoS will confirm the date",
    ),
    (BRADFORD, "stage-3", "hold_meeting", "no limit", CONFIRMED, "Notify Head of Service"),
    (BRADFORD, "stage-3", "summarise_meeting", "no limit", CONFIRMED, "Notify Head of Service"),
    (
        BRIGHTON,
        "informal",
        "respond",
        "agreed between the parties",
        "stage_opened",
        "§3.2 Informal: Timescales negotiated",
    ),
    (
        BRIGHTON,
        "level-1",
        "respond",
        "5 working days",
        "stage_opened",
        "§3.2 Level 1: 5 working days from the point of issue",
    ),
    (
        BRIGHTON,
        "level-1",
        "resolve",
        "5 working days",
        "stage_opened",
        "§3.2 Level 1: with the resolution achieved",
    ),
    (BRIGHTON, "level-2", "respond", "5 working days", "stage_opened", "§3.2 Level 2"),
    (
        BRIGHTON,
        "level-2",
        "resolve",
        "5 working days",
        "stage_opened",
        "§3.2 Level 2: with the resolution achieved",
    ),
    (
        BRIGHTON,
        "level-3",
        "respond",
        "4 working days",
        "stage_opened",
        "§3.2 Level 3: written response",
    ),
    (
        BRIGHTON,
        "level-3",
        "resolve",
        "4 working days",
        "stage_opened",
        "§3.2 Level 3: with the resolution achieved",
    ),
    (
        BRIGHTON,
        "level-3",
        "hold_meeting",
        "4 working days",
        "stage_opened",
        "§3.2 Level 3: a meeting",
    ),
    (BRIGHTON, "level-4", "respond", "3 working days", "stage_opened", "§3.2 Level 4"),
    (BRIGHTON, "level-5", "respond", "3 working days", "stage_opened", "§3.2 Level 5"),
    (
        DURHAM,
        "stage-1",
        "respond",
        "1 working day",
        "stage_opened",
        "Table, stage 1: 1 Working Day",
    ),
    (
        DURHAM,
        "stage-1",
        "resolve",
        "agreed between the parties",
        "stage_opened",
        "Table, stage 1: Agree a time frame",
    ),
    (DURHAM, "stage-2", "send_report", "2 working days", "stage_opened", REPORT),
    (
        DURHAM,
        "stage-2",
        "respond",
        "4 working days",
        "report_sent",
        "§8 Team Manager: Respond to the RP 2 report within 4 working days",
    ),
    (
        DURHAM,
        "stage-2",
        "hold_meeting",
        "4 working days",
        "report_sent",
        "Table, stage 2: IRO to arrange",
    ),
    (DURHAM, "stage-3", "send_report", "2 working days", "stage_opened", REPORT),
    (
        DURHAM,
        "stage-3",
        "respond",
        "4 working days",
        "report_sent",
        "Table, stage 3: 4 Working Days",
    ),
    (
        DURHAM,
        "stage-3",
        "hold_meeting",
        "5 working days",
        "report_sent",
        "§8 Operations Manager: Meeting to be",
    ),
    (DURHAM, "stage-4", "send_report", "2 working days", "stage_opened", REPORT),
    (
        DURHAM,
        "stage-4",
        "respond",
        "5 working days",
        "report_sent",
        "Table, stage 4: 5 Working Days",
    ),
    (
        DURHAM,
        "stage-4",
        "hold_meeting",
        "5 working days",
        "report_sent",
        "§8 Strategic Manager: Meeting to be",
    ),
    (DURHAM, "stage-5", "send_report", "2 working days", "stage_opened", REPORT),
    (
        DURHAM,
        "stage-5",
        "respond",
        "5 working days",
        "report_sent",
        "Table, stage 5: 5 Working Days",
    ),
    (
        DURHAM,
        "stage-5",
        "hold_meeting",
        "5 working days",
        "report_sent",
        "§8 Head of Children's Social Care: Meet",
    ),
    (DURHAM, "stage-6", "send_report", "2 working days", "stage_opened", REPORT),
    (DURHAM, "stage-6", "respond", "1 working day", "report_sent", "Table, stage 6: 1 Working Day"),
    (
        DURHAM,
        "stage-6",
        "hold_meeting",
        "1 working day",
        "report_sent",
        "§8 Corporate Director: Meet",
    ),
    (DURHAM, "stage-7", "send_report", "2 working days", "stage_opened", REPORT),
    (DURHAM, "stage-7", "respond", "1 working day", "report_sent", "Table, stage 7: 1 Working Day"),
    (DURHAM, "stage-7", "hold_meeting", "1 working day", "report_sent", "§8 Chief Executive: Meet"),
    (
        KNOWSLEY,
        "informal",
        "respond",
        "5 working days",
        "stage_opened",
        "Informal 3: the timescale should be 5 days",
    ),
    (
        KNOWSLEY,
        "stage-1",
        "respond",
        "5 working days",
        "stage_opened",
        "Timescales 5: STAGE 1 \u2013 4 cannot take longer than 20",
    ),
    (
        KNOWSLEY,
        "stage-2",
        "respond",
        "5 working days",
        "stage_opened",
        "Timescales 2: aiming for 5 working days",
    ),
    (
        KNOWSLEY,
        "stage-3",
        "respond",
        "5 working days",
        "stage_opened",
        "Timescales 3: aiming for 5 working days",
    ),
    (
        KNOWSLEY,
        "stage-4",
        "hold_meeting",
        "5 working days",
        "stage_opened",
        "Timescales 4: aiming for 5 working days",
    ),
    (
        NORTHANTS,
        "informal",
        "respond",
        "agreed between the parties",
        "stage_opened",
        "§5 table, Informal: Timescale agreed",
    ),
    (NORTHANTS, "level-1", "respond", "5 working days", "stage_opened", "§5 table, Level 1"),
    (NORTHANTS, "level-2", "respond", "5 working days", "stage_opened", "§5 table, Level 2"),
    (NORTHANTS, "level-3", "respond", "5 working days", "stage_opened", "§5 table, Level 3"),
    (NORTHANTS, "level-4", "respond", "5 working days", "stage_opened", "§5 table, Level 4"),
]


@pytest.mark.parametrize(("key", "stage", "must", "within", "start", "cite"), FIGURES)
def test_a_stage_has_the_procedures_figure(
    key: str, stage: str, must: str, within: str, start: str, cite: str
) -> None:
    (clock,) = [c for c in load_policy(key).stage(stage).clocks if c.must == must]
    assert (str(clock.within), clock.start) == (within, start)
    assert clock.cite.startswith(cite)


@pytest.mark.parametrize("key", bundled())
def test_no_stage_has_a_clock_that_is_not_in_the_table(key: str) -> None:
    written = [(stage.key, c.must.value) for stage in load_policy(key).stages for c in stage.clocks]
    assert written == [(row[1], row[2]) for row in FIGURES if row[0] == key]


def test_brighton_gives_5_5_4_3_3() -> None:
    levels = load_policy(BRIGHTON).stages[1:]
    assert [stage.clocks[0].within.amount for stage in levels] == [5, 5, 4, 3, 3]


def test_knowsleys_fives_are_targets_and_the_first_is_derived() -> None:
    clocks = [stage.clocks[0] for stage in load_policy(KNOWSLEY).stages]
    assert [clock.target for clock in clocks] == [True] * 5
    assert [clock.derived for clock in clocks] == [False, True, False, False, False]


def test_bradfords_first_limit_is_met_by_an_answer_and_by_completion() -> None:
    assert load_policy(BRADFORD).stage("stage-1").met_by == ("respond", "confirm_completion")
