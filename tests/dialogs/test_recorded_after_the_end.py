"""The social worker records that the family was told how it ended (Brighton & Hove §9)."""

import pytest

from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_records import begin
from tests.dialogs.test_told_steps import drawn, owed, records

TOLD = "Record that the family was told"
COURT = {
    "told_court_on": "2026-11-20",
    "court_means": "A statement to the court",
    "difference": "How the sisters meet.",
}


async def record(chat: Chat, ref: str, step: str, **facts: str) -> None:
    """Record a step of a record of its own."""
    await chat.says(f"case {ref}")
    await chat.presses("Record another step")
    await chat.presses("Next", step=f"care-proceedings/{step}")
    typed = {f"fact_{key}": value for key, value in facts.items()}
    await chat.presses(chat.sending, **{**answers_to(chat), **typed})


async def tells_the_family(office: Office, ref: str) -> str:
    """The social worker presses the button of the message; what they see afterwards."""
    worker = office.chat("social_worker")
    card, _ = drawn(office, ref, owed(office, "social_worker"), "social_worker")
    assert TOLD in card
    await find(worker, ref, TOLD)
    await worker.presses(TOLD)
    return await worker.presses(worker.sending, **{**answers_to(worker), "fact_news": "The end."})


@pytest.mark.parametrize("end", ["agreed", "court-told"])
async def test_a_record_that_has_ended_says_what_is_left_and_takes_it(end: str) -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    iro = office.chat("iro")
    ref = await begin(iro, "Care plan for the court")
    await record(iro, ref, "raise-together")
    await record(iro, ref, "iro-manager")
    await record(iro, ref, end, **(COURT if end == "court-told" else {}))
    assert "still to be recorded: “Told the child and parents”" in await iro.says(f"case {ref}")
    assert TOLD not in iro.buttons

    seen = await tells_the_family(office, ref)

    assert "nothing more is asked" in seen
    assert "The end." in seen


async def test_on_a_challenge_the_message_of_the_end_leads_to_it() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    iro, ref = await raise_one(office, conditions="court_proceedings")
    concern = {"difference": "The plan.", "reached": "All three."}
    await records(iro, ref, "care-proceedings/raise-together", **concern)
    talked = {"consulted_on": "2026-11-23", "advice": "Tell the court."}
    await records(iro, ref, "care-proceedings/iro-manager", **talked)
    await records(iro, ref, "care-proceedings/court-told", **COURT)
    card, _ = drawn(office, ref, owed(office, "social_worker"), "social_worker")
    assert TOLD in card
    assert TOLD not in drawn(office, ref, owed(office, "service_manager"), "service_manager")[0]

    worker = office.chat("social_worker")
    await records(worker, ref, "care-proceedings/family", told_on="2026-11-23", news="The end.")

    (run,) = (run for run in office.stored(ref).routes if run.key == "care-proceedings")
    assert (run.steps[-1].key, run.closed_at is None) == ("family", False)
