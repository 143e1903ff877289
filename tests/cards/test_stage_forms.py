"""The forms that open, answer and leave a stage ask what this stage's procedure wants."""

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from cards.answers import help_card
from cards.facts import CaseFacts
from cards.judging_forms import escalate_form, reopen_form
from cards.open_record_form import records_card
from cards.parts import Card
from cards.raise_form import raise_details, raise_form
from cards.response_form import report_form, response_form
from cards.standing import begins
from cards.time_forms import ask_extension_form, extend_form
from resolution.consulting import before_raising
from resolution.policy_file import load_policy
from tests.builders import a_rulebook
from tests.cards.lint import elements, problems
from tests.cards.samples import raised, sample
from tests.world import World

REF = "TST-23456"


def inputs(card: Card) -> dict[str, dict[str, Any]]:
    return {e["id"]: dict(e) for e in elements(card) if str(e["type"]).startswith("Input.")}


def seen(card: Card) -> str:
    return str(card)


def at(policy: str, stage: str, **more: Any) -> CaseFacts:
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage, **more)
    return sample(world).facts


def details(policy: str, stage: str, values: Mapping[str, str] = {}) -> Card:
    found = load_policy(policy)
    kind = found.kinds[0]
    return raise_details(
        found,
        REF,
        values={"kind": kind, "team": "north", "stage": stage, **values},
        consult=before_raising(found, found.stage(stage), kind, ("iro",)),
    )


def test_raising_at_a_formal_level_asks_whom_it_was_talked_over_with_and_names_the_source() -> None:
    card = details("northamptonshire", "level-2")
    assert {"advice", "unconsulted_why", "consulted_on"} <= set(inputs(card))
    assert "IRO Manager" in inputs(card)["advice"]["label"]
    assert "§6: following discussion and agreement" in seen(card)
    assert not inputs(card)["advice"].get("isRequired")
    assert "advice" not in inputs(details("northamptonshire", "informal"))
    assert problems(card) == []


def test_themes_are_listed_under_the_groups_of_the_procedure() -> None:
    """Northamptonshire, Appendix A, 1 to 4."""
    asked = inputs(details("northamptonshire", "level-1"))
    labels = [asked[f"themes_{number}"]["label"] for number in range(1, 6)]
    assert labels[:2] == ["General issue", "Failure to meet statutory requirements for the child"]
    assert labels[-1] == "Something else"
    assert "themes" not in asked
    assert len(asked["themes_3"]["choices"]) == 3
    assert "themes" in inputs(details("durham", "stage-2"))


def test_a_missing_theme_is_said_above_the_first_list() -> None:
    found = load_policy("northamptonshire")
    values = {"kind": "looked_after", "team": "north", "stage": "level-1"}
    errors = {"themes": "Choose at least one theme."}
    card = raise_details(found, REF, values=values, errors=errors)
    assert seen(card).count("Choose at least one theme.") == 1
    assert "put right 1 answer below" in seen(card)


@pytest.mark.parametrize(
    ("policy", "stage", "raising", "answering"),
    [
        ("brighton-and-hove", "level-5", "A written adjudication", "Decide the matter in writing"),
        ("northamptonshire", "informal", "Negotiate face to face", "rather than by email"),
        ("knowsley", "stage-1", "Set a day for each action", "are no barrier"),
    ],
)
def test_what_the_council_expects_is_read_by_each_in_their_own_words(
    policy: str, stage: str, raising: str, answering: str
) -> None:
    assert raising in seen(details(policy, stage))
    more = {"agreed_by": raised().facts.at.date()} if stage == "informal" else {}
    assert answering in seen(response_form(at(policy, stage, **more)))
    assert raising not in seen(response_form(at(policy, stage, **more)))


def test_who_answers_is_asked_for_the_stage_that_is_chosen_alone() -> None:
    """Northamptonshire §5, Level 4; Durham's table, stage 1."""
    shown = at("northamptonshire", "level-1")
    assert "post" not in inputs(escalate_form(shown))
    chosen = inputs(escalate_form(shown, values={"to_stage": "level-4"}))
    titles = [choice["title"] for choice in chosen["post"]["choices"]]
    assert titles == ["Assistant Director Children's Services", "Director of Children's Services"]
    assert chosen["post"]["isRequired"]
    assert "post" in inputs(details("durham", "stage-1"))
    assert "post" not in inputs(details("durham", "stage-2"))


def test_escalating_asks_for_the_report_as_it_was_and_for_what_came_of_the_level() -> None:
    """Durham §5.3 and §8; Brighton & Hove §3.2, Level 1."""
    durham = inputs(escalate_form(raised("durham").facts))
    keys = ["worry", "tried", "impact", "needed", "needed_by"]
    assert [key for key in durham if key.startswith("report_report_")] == [
        f"report_report_{key}" for key in keys
    ]
    assert durham["report_report_worry"]["value"].startswith("The plan for permanence")
    assert "report_later" in durham
    brighton = inputs(escalate_form(at("brighton-and-hove", "level-1"), held=("iro",)))
    assert brighton["left_level_outcome"]["isRequired"]
    assert "IRO Manager" in brighton["advice"]["label"]
    manager = inputs(escalate_form(at("brighton-and-hove", "level-1"), held=("iro_manager",)))
    assert "advice" not in manager, "nobody consults themselves"


def test_the_report_s_own_form_needs_all_of_it() -> None:
    shown = raised("durham").facts
    visit = replace(shown.case.visit, report_at=None)
    waiting = replace(shown, case=replace(shown.case, visits=(visit,)))
    asked = inputs(report_form(waiting))
    assert all(asked[key]["isRequired"] for key in asked)
    assert "text" not in asked


def test_the_answer_says_what_the_procedure_wants_of_it() -> None:
    """Durham §5.4, and §8, Team Manager."""
    asked = inputs(response_form(raised("durham").facts))
    assert asked["fact_talked"]["isRequired"]
    assert {"fact_talked_on", "fact_outcomes", "fact_outcomes_reviewed_on"} <= set(asked)
    later = inputs(response_form(at("durham", "stage-5")))
    assert "fact_talked" in later
    assert "fact_outcomes" not in later


def test_more_time_asks_what_this_procedure_wants_and_no_more() -> None:
    """Durham §5.4; Knowsley, Informal 3."""
    durham, knowsley = raised("durham").facts, at("knowsley", "informal")
    asked = inputs(extend_form(durham))
    assert all(asked[key]["isRequired"] for key in ("benefit", "enquiries", "satisfied"))
    assert "§5.4" in seen(extend_form(durham))
    assert inputs(ask_extension_form(durham))["enquiries"]["isRequired"]
    assert "satisfied" not in inputs(ask_extension_form(durham))
    free = inputs(extend_form(knowsley))
    assert not free["benefit"].get("isRequired")
    assert "satisfied" not in free


def test_another_day_than_the_usual_may_be_agreed_where_the_procedure_lets_it_vary() -> None:
    asked = inputs(details("knowsley", "informal"))
    assert (
        asked["agreed_by"]["label"] == "Resolved by when, if not within 5 working days? (optional)"
    )
    assert not asked["agreed_by"].get("isRequired")
    informal = at("northamptonshire", "informal", agreed_by=raised().facts.at.date())
    assert inputs(reopen_form(informal))["agreed_by"]["isRequired"]


def test_bradford_asks_to_be_considerate_wherever_somebody_writes_at_length() -> None:
    """Bradford, Introduction: considerate of language that is used."""
    said = "be considerate of the language"
    assert said in seen(details("bradford", "stage-1"))
    assert said in seen(response_form(at("bradford", "stage-1")))
    assert said not in seen(response_form(raised("durham").facts))


def test_a_council_s_own_words_are_on_its_cards() -> None:
    brighton, durham = load_policy("brighton-and-hove"), load_policy("durham")
    knowsley = load_policy("knowsley")
    assert begins(brighton) == "Raise concerns"
    assert begins(durham) == "Raise a worry or issue of concern"
    assert begins(load_policy("northamptonshire")) == "Raise an escalation"
    assert "You may start at any level" in seen(raise_form(brighton, REF, teams=()))
    assert "Child protection or child in need" in seen(raise_form(knowsley, REF, teams=()))
    said = seen(help_card(durham))
    assert "case DUR-7K3MQ" in said
    assert "Immediate concern for a child's safety" in said
    assert "BH-7K3MQ" in seen(help_card(brighton))
    assert "Practice Recognition" in seen(help_card(brighton))
    assert "raise” for a new" not in said


def test_what_is_not_for_this_process_is_offered_beside_the_records() -> None:
    """Brighton & Hove §3.1 and §8."""
    policy = load_policy("brighton-and-hove")
    routes = [route for route in policy.routes if route.standalone]
    titles = [button["title"] for button in records_card(policy, routes)["actions"]]
    assert "See what is not for this process" in titles
