"""Somebody who raises both kinds of case says which: a wrong guess would ask the wrong managers."""

import pytest

from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office


async def before_step_one(policy: str) -> tuple[Office, Chat]:
    office = Office(a_rulebook(policy))
    iro = office.chat("iro")
    await iro.says("raise")
    return office, iro


async def test_of_two_kinds_none_is_chosen_beforehand_and_one_must_be() -> None:
    _, iro = await before_step_one("durham")
    asked = iro.inputs["kind"]
    assert len(asked["choices"]) == 2
    assert "value" not in asked
    assert asked["isRequired"]

    await iro.presses("Next", team="north", stage="stage-2", kind="")

    assert "Choose the kind of case." in iro.sees
    assert "value" not in iro.inputs["kind"] or iro.inputs["kind"]["value"] == ""
    assert iro.inputs["team"]["value"] == "north"


async def test_what_was_chosen_stands_when_the_first_step_is_changed() -> None:
    _, iro = await before_step_one("durham")
    await iro.presses("Next", team="north", stage="stage-2", kind="child_protection")
    await iro.presses("Change step 1")
    assert iro.inputs["kind"]["value"] == "child_protection"


@pytest.mark.parametrize("policy", ["bradford", "brighton-and-hove", "knowsley"])
async def test_the_only_kind_that_somebody_raises_needs_no_choosing(policy: str) -> None:
    _, iro = await before_step_one(policy)
    assert iro.inputs["kind"]["value"] == "looked_after"
