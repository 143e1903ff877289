"""Who raises, who responds, who is told and who meets at each stage, as each procedure says."""

import pytest

from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from resolution.policy_text import bundled

CHAIRS = ("iro", "cp_chair")
SUPERVISE = ("iro_manager", "cp_chair_manager")

# policy, stage, formal, raised by, must respond, always told, told on a condition
STAGES = [
    ("bradford", "stage-1", True, ("iro",), ("team_manager",), ("social_worker",), ()),
    (
        "bradford",
        "stage-2",
        True,
        ("iro",),
        ("childrens_service_manager",),
        ("social_worker", "team_manager", "iro_team_manager"),
        (),
    ),
    (
        "bradford",
        "stage-3",
        True,
        ("iro",),
        ("head_of_service",),
        (
            "childrens_service_manager",
            "social_worker",
            "team_manager",
            "safeguarding_service_manager",
        ),
        (),
    ),
    (
        "brighton-and-hove",
        "informal",
        False,
        ("iro",),
        ("pod_team_manager",),
        ("social_worker", "iro_manager"),
        (),
    ),
    (
        "brighton-and-hove",
        "level-1",
        True,
        ("iro",),
        ("pod_team_manager",),
        ("service_manager",),
        (("social_worker", "court_proceedings"), ("iro_manager", "court_proceedings")),
    ),
    (
        "brighton-and-hove",
        "level-2",
        True,
        ("iro_manager",),
        ("service_manager",),
        ("head_of_childrens_delivery", "pod_team_manager", "iro"),
        (("social_worker", "court_proceedings"),),
    ),
    (
        "brighton-and-hove",
        "level-3",
        True,
        ("head_of_safeguarding",),
        ("head_of_childrens_delivery",),
        ("director_childrens_services",),
        (("social_worker", "court_proceedings"),),
    ),
    (
        "brighton-and-hove",
        "level-4",
        True,
        ("head_of_safeguarding",),
        ("director_childrens_services",),
        ("head_of_childrens_delivery",),
        (("social_worker", "court_proceedings"),),
    ),
    (
        "brighton-and-hove",
        "level-5",
        True,
        ("head_of_safeguarding",),
        ("chief_executive",),
        ("director_childrens_services",),
        (("social_worker", "court_proceedings"),),
    ),
    (
        "durham",
        "stage-1",
        False,
        ("iro",),
        ("social_worker", "team_manager"),
        ("team_manager",),  # where the social worker is asked
        (("operations_manager", "senior_information"),),
    ),
    (
        "durham",
        "stage-2",
        True,
        ("iro",),
        ("team_manager",),
        ("social_worker", "operations_manager"),
        (),
    ),
    (
        "durham",
        "stage-3",
        True,
        ("iro",),
        ("operations_manager",),
        ("team_manager", "strategic_manager"),
        (),
    ),
    (
        "durham",
        "stage-4",
        True,
        ("iro",),
        ("strategic_manager",),
        ("team_manager", "operations_manager", "iro_operations_manager"),
        (("legal_advisor", "court_proceedings"),),
    ),
    (
        "durham",
        "stage-5",
        True,
        ("iro",),
        ("head_of_childrens_social_care",),
        ("team_manager", "strategic_manager", "operations_manager", "iro_operations_manager"),
        (("legal_advisor", "legal_appropriate"),),
    ),
    (
        "durham",
        "stage-6",
        True,
        ("iro",),
        ("corporate_director",),
        (
            "team_manager",
            "head_of_legal_services",
            "head_of_childrens_social_care",
            "strategic_manager",
            "operations_manager",
            "iro_operations_manager",
        ),
        (("legal_advisor", "legal_appropriate"),),
    ),
    (
        "durham",
        "stage-7",
        True,
        ("iro",),
        ("chief_executive",),
        (
            "team_manager",
            "head_of_legal_services",
            "corporate_director",
            "head_of_childrens_social_care",
            "iro_operations_manager",
        ),
        (),
    ),
    ("knowsley", "informal", False, CHAIRS, ("social_worker", "team_manager"), (), ()),
    ("knowsley", "stage-1", True, CHAIRS, ("team_manager",), ("social_worker",), ()),
    (
        "knowsley",
        "stage-2",
        True,
        CHAIRS,
        ("team_manager",),
        ("service_manager", "iro_team_manager"),
        (),
    ),
    ("knowsley", "stage-3", True, CHAIRS, ("head_of_service",), (), ()),
    (
        "knowsley",
        "stage-4",
        True,
        CHAIRS,
        ("assistant_executive_director",),
        ("social_worker", "service_manager", "head_of_service"),
        (),
    ),
    (
        "northamptonshire",
        "informal",
        False,
        CHAIRS,
        ("social_worker", "practice_manager"),
        ("team_manager",),
        (),
    ),
    ("northamptonshire", "level-1", True, CHAIRS, ("team_manager",), SUPERVISE, ()),
    ("northamptonshire", "level-2", True, CHAIRS, ("service_manager",), SUPERVISE, ()),
    ("northamptonshire", "level-3", True, CHAIRS, ("strategic_manager",), SUPERVISE, ()),
    (
        "northamptonshire",
        "level-4",
        True,
        CHAIRS,
        ("assistant_director", "director_childrens_services"),
        SUPERVISE,
        (),
    ),
]


@pytest.mark.parametrize(
    ("key", "stage", "formal", "raised_by", "respond", "always", "sometimes"), STAGES
)
def test_a_stage_asks_and_tells_whom_the_procedure_names(
    key: str,
    stage: str,
    formal: bool,
    raised_by: tuple[str, ...],
    respond: tuple[str, ...],
    always: tuple[str, ...],
    sometimes: tuple[tuple[str, str], ...],
) -> None:
    found = load_policy(key).stage(stage)
    assert (found.formal, found.raised_by, found.respond.posts) == (formal, raised_by, respond)
    assert not found.respond.all_of
    assert tuple(row.post for row in found.notify if not row.when) == always
    assert tuple((row.post, row.when) for row in found.notify if row.when) == sometimes


@pytest.mark.parametrize("key", bundled())
def test_no_policy_has_a_stage_that_is_not_in_the_table(key: str) -> None:
    written = [stage.key for stage in load_policy(key).stages]
    assert written == [row[1] for row in STAGES if row[0] == key]


@pytest.mark.parametrize(
    ("key", "owners"),
    [
        ("bradford", {"looked_after": "iro"}),
        ("brighton-and-hove", {"looked_after": "iro"}),
        ("durham", {"looked_after": "iro", "child_protection": "iro"}),
        ("knowsley", {"looked_after": "iro", "child_protection": "cp_chair"}),
        ("northamptonshire", {"looked_after": "iro", "child_protection": "cp_chair"}),
    ],
)
def test_each_kind_of_case_has_its_owner(key: str, owners: dict[str, str]) -> None:
    assert load_policy(key).owners == owners


@pytest.mark.parametrize("key", bundled())
def test_every_post_that_is_named_is_used_or_known_to_be_outside(key: str) -> None:
    policy = load_policy(key)
    text = repr((policy.stages, policy.routes, policy.owners, policy.owner_managers))
    unused = [p.key for p in policy.posts if f"'{p.key}'" not in text and not p.optional]
    assert unused == []


@pytest.mark.parametrize("key", bundled())
def test_nobody_who_must_answer_is_also_told_for_information(key: str) -> None:
    for stage in load_policy(key).stages:
        told = {row.post for row in stage.notify}
        for kind in CaseKind:
            asked = stage.responders(kind)
            assert asked.choose or not told & set(asked.posts), stage.key


@pytest.mark.parametrize("key", bundled())
def test_every_stage_says_where_it_goes_on_file_and_what_it_means(key: str) -> None:
    for stage in load_policy(key).stages:
        assert stage.on_file, stage.key
        assert stage.help, stage.key
        assert stage.plain, stage.key
