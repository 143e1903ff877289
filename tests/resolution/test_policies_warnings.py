"""Contradictions in the procedures are shown with the policy, citing both places."""

import re

import pytest

from resolution.concerned import concerned
from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from resolution.policy_text import bundled


def warning(key: str, part: str) -> str:
    (found,) = [text for text in load_policy(key).warnings if part in text]
    return found


@pytest.mark.parametrize("key", bundled())
def test_every_warning_cites_two_places(key: str) -> None:
    for text in load_policy(key).warnings:
        assert re.search(r"\[.+ \| .+\]$", text), text


def test_durhams_rows_sum_to_more_than_its_17_working_days() -> None:
    text = warning("durham", "sum to 21 working days, or 33")
    assert "17 working days" in text
    assert "§4: There are 7 stages" in text
    assert "Stage 3 4 (Table, stage 3: 4 Working Days)" in text


def test_durhams_reports_bring_the_formal_stages_over_the_guidance_ceiling() -> None:
    text = warning("durham", "sum to 20 working days (32")
    assert "IRO Handbook 6.2" in text


def test_durhams_empty_cell_shows_the_other_readings_and_asks_to_confirm() -> None:
    text = warning("durham", "gives stage 2 no time")
    assert "or to 22" in text
    assert text.count("Confirm with the authority.") == 1
    assert load_policy("durham").confirm_with_authority


def test_knowsleys_first_stage_is_shown_as_derived_with_the_arithmetic() -> None:
    text = warning("knowsley", "is derived, not stated")
    assert "20 working days less 5 for each of stages 2, 3 and 4 leaves 5" in text


@pytest.mark.parametrize("key", ["brighton-and-hove", "northamptonshire", "knowsley"])
def test_limits_that_leave_no_slack_under_the_ceiling_are_noted(key: str) -> None:
    assert any("exactly 20 working days" in note for note in load_policy(key).notes)
    assert not any("statutory guidance has a ceiling" in text for text in load_policy(key).warnings)


def test_bradfords_untimed_meetings_are_warned_of() -> None:
    assert "leave out the time until the meetings" in warning("bradford", "No total is stated")


def test_consultation_is_never_a_condition() -> None:
    assert "never a condition" in warning("bradford", "Independent legal advice")
    assert "never a condition" in warning("northamptonshire", "line manager")


def test_a_case_concerns_its_own_owner_and_manager_only() -> None:
    policy = load_policy("northamptonshire")
    posts = ("iro", "cp_chair", "iro_manager", "cp_chair_manager", "service_manager")
    of_looked_after = concerned(policy, posts, CaseKind.LOOKED_AFTER)
    of_protection = concerned(policy, posts, CaseKind.CHILD_PROTECTION)
    assert of_looked_after == ("iro", "iro_manager", "service_manager")
    assert of_protection == ("cp_chair", "cp_chair_manager", "service_manager")


def test_a_manager_of_both_kinds_is_concerned_by_both() -> None:
    policy = load_policy("knowsley")
    for kind in CaseKind:
        assert "iro_team_manager" in concerned(policy, ("iro_team_manager",), kind)
