"""The themes, exactly as each procedure lists them."""

import pytest

from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from resolution.policy_text import bundled

COUNTS = {
    "bradford": 7,
    "brighton-and-hove": 13,
    "durham": 6,
    "knowsley": 5,
    "northamptonshire": 30,
}

LOOKED_AFTER_ONLY = {
    "care-plan-not-agreed": "IRO not in agreement with the Care Plan",
    "passport-delay": "Delays in applications for passports etc.",
    "life-story-delay": "Delay in life story work",
    "final-care-plan": "IRO not being consulted about final care plan (court)",
    "no-pathway-plan": "No up to date/poor quality pathway plan",
    "no-pep": "No up to date/poor quality PEP",
    "no-health-assessment": "No up to date/poor quality health assessment",
    "no-placement-plan": "No up to date/poor quality Placement Plan",
}


@pytest.mark.parametrize("key", bundled())
def test_each_procedure_has_as_many_themes_as_it_lists(key: str) -> None:
    assert len([theme for theme in load_policy(key).themes if not theme.local]) == COUNTS[key]


@pytest.mark.parametrize("key", ["brighton-and-hove", "durham", "northamptonshire"])
def test_a_list_of_examples_leaves_room_for_another_issue(key: str) -> None:
    """Durham §2: not exhaustive; Brighton & Hove §3.2: could include; Northants: examples."""
    assert [theme.key for theme in load_policy(key).themes if theme.local] == ["another-issue"]


def test_northamptonshires_themes_stand_in_the_four_groups_of_appendix_a() -> None:
    groups: dict[str, int] = {}
    for theme in load_policy("northamptonshire").themes:
        if theme.local:
            continue
        groups[theme.group] = groups.get(theme.group, 0) + 1
        assert theme.cite.startswith("Appendix A, ")
    assert groups == {
        "General issue": 13,
        "Failure to meet statutory requirements for the child": 10,
        "Care plan implementation": 3,
        "Dispute around the provision of services": 4,
    }


def test_northamptonshire_marks_eight_themes_as_looked_after_only() -> None:
    policy = load_policy("northamptonshire")
    only = {theme.key: theme.title for theme in policy.themes if len(theme.kinds) == 1}
    assert only == LOOKED_AFTER_ONLY
    assert all(
        theme.kinds == (CaseKind.LOOKED_AFTER,) for theme in policy.themes if theme.key in only
    )


def test_brightons_themes_keep_the_words_of_the_chapter() -> None:
    titles = [t.title for t in load_policy("brighton-and-hove").themes if not t.local]
    assert titles[0] == "Care Plan drift and delay"
    assert titles[8] == "IRO not consulted about major changes to contact"
    assert (
        titles[-1] == "IRO not informed of proposed changes within child's placement or education"
    )


@pytest.mark.parametrize("key", bundled())
def test_every_theme_is_cited(key: str) -> None:
    assert all(theme.cite for theme in load_policy(key).themes)
