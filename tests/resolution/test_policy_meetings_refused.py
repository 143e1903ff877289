"""What a policy file may not say of meetings, and of what makes a stage answered."""

import pytest

from resolution.errors import PolicyInvalid
from resolution.policy_file import parse_policy
from tests.resolution.test_policy_refusals import TEXT


@pytest.mark.parametrize(
    ("more", "place", "says"),
    [
        ("met_by = []", "met_by", "something must be done"),
        ('met_by = ["resolve"]', "met_by", "“resolve” makes no stage answered"),
        ('met_by = ["hold_meeting"]', "met_by", "needs a [stages.meeting]"),
        ('actions = "yes"', "actions", "true or false is expected"),
    ],
)
def test_a_stage_that_nothing_can_answer_is_refused(more: str, place: str, says: str) -> None:
    (line,) = [line for line in TEXT.splitlines() if line.startswith("met_by")]
    with pytest.raises(PolicyInvalid) as refused:
        parse_policy(TEXT.replace(line, more, 1), "sixth.toml")
    (problem,) = refused.value.problems
    assert f"stages[0] “step-1” → {place}" in problem
    assert says in problem


def test_a_meeting_whose_further_people_nobody_known_decides_is_refused() -> None:
    meeting = '[stages.meeting]\ntitle = "Talk"\narrange = ["iro"]\nattend = ["iro"]\n'
    wrong = f'{meeting}further = ["irro"]\ncite = "1: they meet"\n'
    text = TEXT.replace("[[stages.clocks]]", f"{wrong}[[stages.clocks]]", 1)
    with pytest.raises(PolicyInvalid) as refused:
        parse_policy(text, "sixth.toml")
    assert any("further: the post “irro” is not among [posts]" in p for p in refused.value.problems)
