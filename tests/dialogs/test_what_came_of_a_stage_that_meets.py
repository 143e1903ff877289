"""What the next manager reads of an earlier stage that a meeting answers, and no response."""

import pytest

from tests.builders import a_rulebook, london
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find

FRIDAY = {"meeting_on": "2026-11-27", "meeting_time": "10:00"}
CSM, STAGE = (
    "childrens_service_manager",
    "**IRO Dispute Resolution Stage 2**, Monday 23 November 2026",
)


async def does(chat: Chat, ref: str, title: str, **typed: str) -> None:
    """Go to the page of buttons that has this one, press it and send its form."""
    await chat.says(f"case {ref}")
    while title not in chat.buttons:
        await chat.presses("More")
    await chat.presses(title)
    await chat.presses(chat.sending, **{**answers_to(chat), **typed})


async def at_stage_2() -> tuple[Office, Chat, str]:
    """Bradford, Request for meeting: the CSM will confirm the date of the meeting."""
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office, "stage-2", bypass_reason="It cannot wait.")
    return office, iro, ref


async def read_above(office: Office, iro: Chat, ref: str) -> str:
    await does(iro, ref, "Escalate", to_stage="stage-3")
    above = office.chat("head_of_service")
    return await above.says(f"case {ref}")


@pytest.mark.parametrize(
    ("acts", "came"),
    [
        ((), "no date fixed for its meeting"),
        (
            (("iro", "Propose a meeting"),),
            "meeting proposed for Friday 27 November 2026, not confirmed",
        ),
        (
            ((CSM, "Confirm the meeting"),),
            "meeting fixed for Friday 27 November 2026, called off",
        ),
    ],
)
async def test_a_manager_who_fixed_a_date_is_not_said_to_have_given_no_answer(
    acts: tuple[tuple[str, str], ...], came: str
) -> None:
    office, iro, ref = await at_stage_2()
    for post, title in acts:
        await does(office.chat(post), ref, title, **FRIDAY)

    said = await read_above(office, iro, ref)

    assert f"{STAGE}: {came}" in said
    assert "not answered" not in said


async def test_a_meeting_whose_day_has_passed_is_said_to_be_not_on_record() -> None:
    office, iro, ref = await at_stage_2()
    await does(office.chat(CSM), ref, "Confirm the meeting", **FRIDAY)
    office.until(london("2026-11-30T10:00"))

    said = await read_above(office, iro, ref)

    assert f"{STAGE}: meeting fixed for Friday 27 November 2026, not on record" in said


async def test_a_stage_that_asks_for_a_response_is_still_said_not_to_be_answered() -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office)

    await does(iro, ref, "Escalate", to_stage="stage-2")

    assert "Monday 23 November 2026: not answered" in await iro.says(f"case {ref}")


async def test_the_text_for_the_file_calls_no_proposed_day_the_meeting() -> None:
    _office, iro, ref = await at_stage_2()
    await does(iro, ref, "Propose a meeting", **FRIDAY)
    await does(iro, ref, "Escalate", to_stage="stage-3")
    await find(iro, ref, "Tick as filed")
    await iro.presses("Tick as filed")

    text = iro.inputs["copy"]["value"]
    assert "Meeting Friday 27 November 2026, 10:00, proposed and not confirmed" in text
