import pytest

from cards.actions import CardAction, Verb
from cards.raise_form import raise_details, raise_form
from cards.response_form import response_form
from resolution.policy import CaseKind
from tests.builders import REF
from tests.cards.anyshire import ANYSHIRE
from tests.cards.lint import elements, problems, texts
from tests.cards.samples import forms, raised

TEAMS = [("North team", "north")]
CHOSEN = {"kind": "looked_after", "team": "north", "stage": "level-1"}


def inputs(card: object) -> dict[str, dict[str, object]]:
    return {e["id"]: dict(e) for e in elements(card) if e["type"].startswith("Input.")}


@pytest.mark.parametrize("name", forms())
def test_in_a_dialog_a_form_has_only_submits_and_in_the_chat_only_executes(name: str) -> None:
    for action in forms(dialog=True)[name]["actions"]:
        assert action["type"] == "Action.Submit"
    for action in forms()[name]["actions"]:
        assert action["type"] == "Action.Execute"


@pytest.mark.parametrize("name", forms())
def test_a_form_asks_the_same_in_a_dialog_and_in_the_chat(name: str) -> None:
    assert inputs(forms(dialog=True)[name]) == inputs(forms()[name])


def test_what_was_typed_is_kept_and_the_mistake_is_said_by_its_field() -> None:
    seen = raised("anyshire")
    card = response_form(
        seen.facts,
        values={"text": "Draft", "action_2_what": "Call the school"},
        errors={"action_2_by": "Give the day by which it is done."},
    )
    assert inputs(card)["text"]["value"] == "Draft"
    said = texts(card)
    at = said.index("**Put this right:** Give the day by which it is done.")
    assert said[at + 1] == "Action 2: by when"
    assert "Nothing was sent yet: put right 1 answer below." in said
    assert problems(card) == []


def test_the_rows_of_further_actions_are_folded_until_they_hold_something() -> None:
    seen = raised("anyshire").facts
    shown = {e["id"]: e["isVisible"] for e in elements(response_form(seen)) if "isVisible" in e}
    assert shown == {"action_1": True, **{f"action_{number}": False for number in range(2, 7)}}
    filled = response_form(seen, values={"action_3_owner": "Kim"})
    assert {e["id"] for e in elements(filled) if e.get("isVisible") is False} == {
        *("action_2", "action_4", "action_5", "action_6")
    }


def test_completion_and_a_meeting_are_asked_only_where_the_stage_asks_for_them() -> None:
    first = inputs(response_form(raised("anyshire").facts))
    assert "completed" in first
    assert "meeting_on" not in first
    durham = inputs(response_form(raised("durham").facts))
    assert "completed" not in durham
    assert "meeting_on" in durham


def test_raising_asks_first_for_kind_team_level_and_conditions() -> None:
    card = raise_form(ANYSHIRE, REF, teams=TEAMS)
    assert list(inputs(card)) == ["kind", "team", "stage", "conditions"]
    action = card["actions"][0]
    read = CardAction.from_invoke(action["verb"], action["data"])
    assert read == CardAction(Verb.RAISE_NEXT, REF, 0)


def test_step_two_keeps_step_one_on_its_button_and_leads_back_to_it() -> None:
    card = raise_details(ANYSHIRE, REF, values={**CHOSEN, "worry": "It drifts."})
    sends, back = (CardAction.from_invoke(a["verb"], a["data"]) for a in card["actions"])
    assert sends == CardAction(Verb.RAISE, REF, 0, CHOSEN)
    assert back == CardAction(Verb.RAISE_FORM, REF, 0, CHOSEN)


def test_themes_are_those_of_the_kind_of_case() -> None:
    themes = {
        kind: [
            choice["value"]
            for e in elements(raise_details(ANYSHIRE, REF, values={**CHOSEN, "kind": kind}))
            if e.get("id") == "themes"
            for choice in e["choices"]
        ]
        for kind in CaseKind
    }
    assert themes[CaseKind.LOOKED_AFTER] == ["drift", "contact"]
    assert themes[CaseKind.CHILD_PROTECTION] == ["drift"]


def test_a_reason_is_asked_above_the_first_level_and_a_day_where_the_time_is_negotiated() -> None:
    formal = inputs(raise_details(ANYSHIRE, REF, values=CHOSEN))
    assert "bypass_reason" in formal
    assert "agreed_by" not in formal
    informal = inputs(raise_details(ANYSHIRE, REF, values={**CHOSEN, "stage": "informal"}))
    assert "bypass_reason" not in informal
    assert informal["agreed_by"]["isRequired"] is True


def test_a_post_with_several_holders_is_chosen_by_name() -> None:
    people = {"team_manager": [("Robin Hale", "id-1"), ("Kim Ode", "id-2")]}
    asked = inputs(raise_details(ANYSHIRE, REF, values=CHOSEN, holders=people))
    assert asked["person_team_manager"]["label"] == "Which Team Manager?"


def test_the_form_never_asks_for_a_name() -> None:
    labels = " ".join(texts(raise_details(ANYSHIRE, REF, values=CHOSEN))).lower()
    assert "initials, never a name" in labels
    assert "child's name" not in labels
