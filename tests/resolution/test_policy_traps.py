"""What can be read and would never work: a limit that nobody can meet, a list that never goes."""

from pathlib import Path

import pytest

from resolution.errors import PolicyInvalid
from resolution.policy_file import parse_policy

TEXT = Path(__file__).with_name("seventh_council.toml").read_text("utf-8")
CLOCK = 'must = "confirm_completion"\nwithin = { working_days = 3 }\nfrom = "response_received"'


def refusals(old: str, new: str) -> tuple[str, ...]:
    assert old in TEXT
    with pytest.raises(PolicyInvalid) as refused:
        parse_policy(TEXT.replace(old, new, 1), "seventh.toml")
    return refused.value.problems


@pytest.mark.parametrize(
    ("must", "begins", "place", "says"),
    [
        ("record", "stage_opened", "must", "“record” is done by a step of a route"),
        ("monitor", "stage_opened", "must", "“monitor” is done by a step of a route"),
        ("hold_meeting", "stage_opened", "must", "needs a [stages.meeting]"),
        ("confirm_completion", "meeting_held", "from", "needs a [stages.meeting]"),
        ("confirm_completion", "route_opened", "from", "is for the steps of routes"),
        ("confirm_completion", "step_recorded", "from", "is for the steps of routes"),
        ("confirm_completion", "review_date", "from", "must ask for the “review_date”"),
    ],
)
def test_a_stages_clock_that_nobody_can_meet_or_that_never_begins_is_refused(
    must: str, begins: str, place: str, says: str
) -> None:
    clock = f'must = "{must}"\nwithin = {{ working_days = 3 }}\nfrom = "{begins}"'
    (problem,) = refusals(CLOCK, clock)
    assert f"stages[0] “rung-1” → clocks[2] “{must}” → {place}: " in problem
    assert says in problem


def test_a_time_from_a_meeting_to_its_summary_is_warned_of() -> None:
    clock = 'must = "summarise_meeting"\nwithin = { working_days = 1 }\nfrom = "meeting_held"'
    old = 'must = "respond"\nwithin = "negotiated"\nfrom = "stage_opened"'
    assert old in TEXT
    warnings = parse_policy(TEXT.replace(old, clock, 1), "seventh.toml").warnings
    assert any("Rung Three: a meeting is put on record by its summary" in w for w in warnings)


def test_a_stage_that_its_meeting_answers_needs_no_time_to_respond() -> None:
    text = TEXT.replace('met_by = ["hold_meeting", "respond"]', 'met_by = ["hold_meeting"]', 1)
    text = text.replace(
        'must = "respond"\nwithin = "negotiated"', 'must = "hold_meeting"\nkey = "x"'
    )
    text = text.replace('key = "x"', 'by = ["qa_manager"]\nkey = "x"\nwithin = "none"', 1)
    warnings = parse_policy(text, "seventh.toml").warnings
    assert not any("Rung Three" in warning for warning in warnings), warnings


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'must = "respond"\nwithin = { working_days = 2 }\nfrom = "review_date"',
            'must = "respond"\nwithin = { working_days = 2 }\nfrom = "response_received"',
            "cannot begin with the response",
        ),
        (
            'kind = "date", when = "future"',
            'kind = "text"',
            "of the kind “date”",
        ),
        ('digest_at = "08:45"', 'digest_at = "16:30"', "before the office closes"),
        (', cp_chair = "qa_manager" }', " }", "no post manages “cp_chair”, who owns cases"),
        ("{ practice_lead = [", "{ director = [", "“director” is not asked to respond here"),
        ('kind = "cafcass"', 'kind = "cafcas"', "did you mean “cafcass”"),
        ('challenge = "alert"', 'challenge = " "', "write the word, or leave the line out"),
        (CLOCK, CLOCK.replace("confirm_completion", "respond"), "give each a key of its own"),
        (
            'title = "Drift" }',
            'title = "Drift", looked_after_only = true }',
            "no theme is left for cases of kind “child_protection”",
        ),
    ],
)
def test_what_would_never_work_is_refused(old: str, new: str, says: str) -> None:
    assert any(says in problem for problem in refusals(old, new))
