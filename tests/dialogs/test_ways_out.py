"""An immediate concern, and what is not for this process: both reached from the raise form."""

import pytest

from cards.standing import begins
from tests.builders import a_rulebook
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find

FIRST = "Safeguarding procedures come first and are not this service's"


@pytest.mark.parametrize("typed", ["signpost", "Not here", "complaint", "grievance", "HR"])
async def test_what_is_not_for_this_process_is_told_with_its_source(typed: str) -> None:
    office = Office(a_rulebook("durham"))
    manager = office.chat("team_manager")
    await manager.says(typed)
    assert "Complaints go to the council's complaints procedure, not here" in manager.sees
    assert "Durham County Council, §3" in manager.sees
    assert problems(manager.card) == []
    assert not office.submitted


async def test_the_councils_own_link_is_a_button() -> None:
    iro = Office().chat("iro")
    await iro.says("signpost")
    assert [b["url"] for b in iro.card["actions"]] == ["mailto:complaints@brighton-hove.gov.uk"]


@pytest.mark.parametrize("local", [True, False])
async def test_the_raise_form_leads_there_and_back_with_what_was_chosen(local: bool) -> None:
    office = Office(a_rulebook("durham"))
    iro = await at_the_form(office, local=local)
    button = iro.button("See what is not for this process")
    await iro.sends(button)
    assert "Not for this process" in iro.sees
    await iro.presses("Go back to the form")
    assert "step 1 of 2" in iro.sees
    assert problems(iro.card) == []


async def at_the_form(office: Office, *, local: bool) -> Chat:
    """The IRO before step one of the raise form, in the chat or in a dialog."""
    iro = office.chat("iro", local=local)
    await iro.says("help")
    await iro.presses(begins(office.policy()))
    return iro


@pytest.mark.parametrize("local", [True, False])
async def test_an_immediate_concern_is_recorded_without_a_challenge(local: bool) -> None:
    office = Office(a_rulebook("durham"))
    iro = await at_the_form(office, local=local)
    assert FIRST in iro.sees
    await iro.presses("Record an immediate concern")
    assert FIRST in iro.sees
    assert "§7 Immediate Concerns" in iro.sees
    typed = {**answers_to(iro), "file_number": "1234567", "initials": "IO"}
    await iro.presses(iro.sending, **typed)
    (ref,) = office.trails
    assert office.stored(ref).matter == "immediate-concern"
    await iro.says(f"case {ref}")
    assert "Completion of the discussions: due Tuesday 24 November 2026" in iro.sees
    await iro.presses("Record another step")
    await iro.presses("Next", step="immediate-concern/team-manager")
    call = {"fact_called_at": "Monday 10:20", "fact_called_who": "The deputy"}
    await iro.presses(iro.sending, **call, fact_call_outcome="They visit at noon.")
    for said in ("Monday 10:20", "The deputy", "They visit at noon."):
        assert said in await iro.says(f"case {ref}")


async def test_on_a_case_the_calls_are_on_its_card_with_time_and_outcome() -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Record an immediate concern")
    await iro.presses("Record an immediate concern")
    assert FIRST in iro.sees
    await iro.presses("Next", step="")
    assert "Choose a step" in iro.sees
    await iro.presses("Next", step="immediate-concern/call")
    call = {"fact_called_at": "10:20", "fact_called_who": "The deputy"}
    await iro.presses(iro.sending, **call, fact_call_outcome="They visit at noon.")
    await iro.says(f"case {ref}")
    for said in ("10:20", "The deputy", "They visit at noon.", "Holder of iro, Monday 23"):
        assert said in iro.sees
    assert problems(iro.card) == []


async def test_a_procedure_without_that_route_only_says_what_comes_first() -> None:
    iro = await at_the_form(Office(a_rulebook("knowsley")), local=True)
    assert "follow the safeguarding procedures first" in iro.sees
    assert iro.buttons == ["Next"]
