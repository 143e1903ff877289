"""Who arranges, chairs and records each stage's meeting, as each procedure says."""

import pytest

from resolution.policy_file import load_policy

CHAIRS = ("iro", "cp_chair")

# policy, stage, arranges, chairs, records, whether it must be held
MEETINGS = [
    (
        "bradford",
        "stage-2",
        ("childrens_service_manager",),
        ("iro_team_manager",),
        ("iro_team_manager",),
        True,
    ),
    (
        "bradford",
        "stage-3",
        ("head_of_service",),
        ("safeguarding_service_manager",),
        ("safeguarding_service_manager",),
        True,
    ),
    (
        "brighton-and-hove",
        "level-3",
        ("head_of_safeguarding",),
        (),
        ("head_of_safeguarding",),
        True,
    ),
    (
        "brighton-and-hove",
        "level-4",
        ("head_of_safeguarding",),
        (),
        ("head_of_safeguarding",),
        False,
    ),
    ("durham", "stage-2", ("iro",), (), ("iro",), True),
    ("durham", "stage-3", ("iro",), (), ("iro",), True),
    ("durham", "stage-4", ("iro",), (), ("strategic_manager",), True),
    (
        "durham",
        "stage-5",
        ("iro_operations_manager",),
        (),
        ("head_of_childrens_social_care",),
        True,
    ),
    ("durham", "stage-6", ("iro_operations_manager",), (), ("corporate_director",), True),
    ("durham", "stage-7", ("iro_operations_manager",), (), ("iro_operations_manager",), True),
    ("knowsley", "stage-2", CHAIRS, (), CHAIRS, False),
    ("knowsley", "stage-4", CHAIRS, (), CHAIRS, True),
]


@pytest.mark.parametrize(("key", "stage", "arrange", "chair", "record", "required"), MEETINGS)
def test_a_meeting_is_arranged_chaired_and_recorded_by_the_named_posts(
    key: str,
    stage: str,
    arrange: tuple[str, ...],
    chair: tuple[str, ...],
    record: tuple[str, ...],
    required: bool,
) -> None:
    meeting = load_policy(key).stage(stage).meeting
    assert meeting is not None
    assert (meeting.arrange, meeting.chair, meeting.record) == (arrange, chair, record)
    assert meeting.required is required


def test_the_chief_executive_attends_durhams_last_meeting() -> None:
    meeting = load_policy("durham").stage("stage-7").meeting
    assert meeting is not None
    assert "chief_executive" in meeting.attend
