"""A form for escalating that is sent again, or by somebody who may not: never half a form."""

import pytest

from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, raise_one


async def _form(office: Office, stage: str) -> tuple[Chat, str]:
    iro, ref = await raise_one(office, stage, bypass_reason="It cannot wait.")
    await iro.says(f"case {ref}")
    while "Escalate" not in iro.buttons:
        await iro.presses("More")
    await iro.presses("Escalate")
    return iro, ref


@pytest.mark.parametrize(("stage", "to"), [("stage-2", "stage-3"), ("stage-1", "stage-2")])
async def test_escalate_now_pressed_twice_shows_the_case_and_asks_for_nothing(
    stage: str, to: str
) -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await _form(office, stage)
    button = iro.button("Escalate now")
    typed = {"to_stage": to, "reason": "No answer."}
    await iro.sends(button, **typed)
    version = office.stored(ref).version
    assert office.stored(ref).stage_key == to

    await iro.sends(button, **typed)

    assert "was escalated already" in iro.sees
    assert "Nothing was sent yet" not in iro.sees
    assert not iro.inputs
    assert office.stored(ref).version == version


async def test_a_kept_form_that_is_not_complete_is_no_form_for_those_who_may_not_escalate() -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await _form(office, "stage-1")
    worker = office.chat("social_worker")
    await worker.sends(iro.button("Escalate now"), to_stage="stage-2", reason="")

    assert "is not open to you" in worker.sees
    assert not worker.inputs
    assert office.stored(ref).stage_key == "stage-1"
