"""The routes beside each ladder: which there are, in which order their steps come, who is told."""

import pytest

from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from resolution.policy_text import bundled

ROUTES = {
    "bradford": "consultation immediate-concern significant-change legal-advice cafcass child"
    " concern-about-iro",
    "brighton-and-hove": "consultation urgent-review care-proceedings legal-advice cafcass"
    " chief-executive advice-outcome recognition significant-change child not-implemented"
    " complaint-alongside concern-about-iro complaint compliment",
    "durham": "immediate-concern care-proceedings legal-advice cafcass child joint obstacles"
    " monitoring supervision complaint staff-matter other-agencies conference-outcome",
    "knowsley": "legal-advice legal-planning-meeting cafcass recognition obstacles child",
    "northamptonshire": "consultation legal-advice cafcass recognition significant-change obstacles"
    " supervision child",
}

# policy, route, step, who is told
TOLD = [
    ("bradford", "cafcass", "discuss", {"head_of_safeguarding", "assistant_director"}),
    ("bradford", "concern-about-iro", "share", {"iro_team_manager"}),
    (
        "brighton-and-hove",
        "cafcass",
        "intention",
        {"director_childrens_services", "chief_executive"},
    ),
    (
        "brighton-and-hove",
        "care-proceedings",
        "raise-together",
        {"social_worker", "pod_team_manager", "service_manager"},
    ),
    ("brighton-and-hove", "care-proceedings", "head-of-service", {"head_of_childrens_delivery"}),
    ("brighton-and-hove", "concern-about-iro", "escalate", {"head_of_safeguarding"}),
    ("brighton-and-hove", "recognition", "recognise", {"pod_team_manager", "iro_manager"}),
    (
        "durham",
        "cafcass",
        "tell-all",
        {
            "social_worker",
            "team_manager",
            "operations_manager",
            "strategic_manager",
            "head_of_childrens_social_care",
            "corporate_director",
            "head_of_legal_services",
            "legal_advisor",
            "chief_executive",
        },
    ),
    ("durham", "cafcass", "refer", {"iro_operations_manager"}),
    (
        "durham",
        "cafcass",
        "ask-meeting",
        {"strategic_manager", "iro_operations_manager", "independent_legal_advisor"},
    ),
    ("durham", "immediate-concern", "safeguarding", {"team_manager", "emergency_duty_team"}),
    ("durham", "monitoring", "follow-up", {"operations_manager", "iro_operations_manager"}),
    ("northamptonshire", "significant-change", "report", {"iro"}),
]


@pytest.mark.parametrize("key", bundled())
def test_each_procedure_has_its_routes(key: str) -> None:
    assert [route.key for route in load_policy(key).routes] == ROUTES[key].split()


@pytest.mark.parametrize("key", bundled())
def test_cafcass_is_for_looked_after_children_at_any_point(key: str) -> None:
    route = load_policy(key).route("cafcass")
    assert route.kinds == (CaseKind.LOOKED_AFTER,)
    assert route.stages == ()
    assert "iro" in route.open_to
    refer = next(step for step in route.steps if step.key == "refer")
    assert refer.after == ""  # nothing comes before it: the decision is the IRO's
    assert [field.key for field in refer.fields] == ["referred_on", "reasons", "documents"]


@pytest.mark.parametrize(("key", "route", "step", "told"), TOLD)
def test_a_step_tells_whom_the_procedure_names(
    key: str, route: str, step: str, told: set[str]
) -> None:
    (found,) = [s for s in load_policy(key).route(route).steps if s.key == step]
    assert {row.post for row in found.notify} == told


@pytest.mark.parametrize("key", bundled())
def test_every_route_and_every_step_is_cited_and_can_end(key: str) -> None:
    for route in load_policy(key).routes:
        assert route.cite, route.key
        assert route.help, route.key
        assert all(step.cite for step in route.steps), route.key
        ends = any(step.closes for step in route.steps)
        goes_on = all(step.repeats for step in route.steps)
        assert ends or goes_on, route.key


@pytest.mark.parametrize("key", bundled())
def test_a_signpost_keeps_nothing(key: str) -> None:
    for route in load_policy(key).routes:
        if route.kind == "signpost":
            assert route.steps == ()
            assert "Nothing is stored" in route.help


@pytest.mark.parametrize("key", ["bradford", "brighton-and-hove"])
def test_a_concern_about_an_iro_is_kept_apart(key: str) -> None:
    route = load_policy(key).route("concern-about-iro")
    assert route.standalone
    assert route.private_to
    assert "iro" not in (*route.private_to, *route.open_to)
    assert all(not step.on_file for step in route.steps)


def test_an_immediate_concern_passes_office_hours() -> None:
    for key in ("bradford", "durham"):
        route = load_policy(key).route("immediate-concern")
        assert route.urgent
        assert "Safeguarding procedures come first" in route.help


def test_appendix_b_lists_sixteen_changes_and_five_that_need_a_review_first() -> None:
    policy = load_policy("northamptonshire")
    assert policy.field("change").kind == "many"
    assert len(policy.field("change").choices) == 16 + 1
    assert policy.field("change").choices[-1] == "Another significant change"
    assert len(policy.field("review_first").choices) == 5 + 1
    assert policy.field("review_first").choices[0] == "None of these"


def test_brightons_six_elements_of_good_practice_are_the_choices_of_its_form() -> None:
    policy = load_policy("brighton-and-hove")
    assert len(policy.criteria) == 6
    assert policy.field("criteria_met").choices == policy.criteria


@pytest.mark.parametrize("key", bundled())
def test_the_child_is_asked_about_at_raising_escalation_and_closing(key: str) -> None:
    child = load_policy(key).route("child")
    assert {row.at for row in child.prompt_at} == {"raise", "escalate", "resolve"}
    assert {"told", "wishes", "advocate", "complaint"} <= {step.key for step in child.steps}
