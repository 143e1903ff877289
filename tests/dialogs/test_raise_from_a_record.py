"""From a record to a challenge about the same child, whose number need not be typed again."""

from tests.builders import a_rulebook
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to, matter
from tests.dialogs.test_records import begin


async def an_escalation_of_risk() -> tuple[Office, Chat, str]:
    """Bradford, Concerns: the social worker alerts the IRO to an escalation of risk."""
    office = Office(a_rulebook("bradford"))
    worker, iro = office.chat("social_worker"), office.chat("iro")
    ref = await begin(worker, "Tell the IRO", fact_risk_what="They stay out at night.")
    assert "Raise from this record" not in worker.buttons
    await iro.says(f"case {ref}")
    return office, iro, ref


async def test_what_was_agreed_by_phone_is_recorded_and_stage_1_raised_from_it() -> None:
    """Concerns: a phone conversation, some agreement, and then IRO Dispute Resolution Stage 1."""
    office, iro, ref = await an_escalation_of_risk()
    await iro.presses("Record the conversation")
    assert "They stay out at night." in iro.sees
    await iro.presses(iro.sending, fact_contact_on="2026-11-23", fact_agreed="A safety plan.")
    await iro.presses("Raise from this record")
    assert problems(iro.card) == []
    await iro.presses("Next", kind="looked_after", team="north", stage="stage-1")
    for key, value in {"file_number": "1234567", "initials": "IO"}.items():
        assert iro.inputs[key]["value"] == value
    rest = {**answers_to(iro), **matter()}
    del rest["file_number"], rest["initials"]
    typed = {key: iro.inputs[key]["value"] for key in ("file_number", "initials")}
    await iro.presses(iro.buttons[-2], **rest, **typed)

    case = office.stored(iro.reply.case_ref)
    assert case.ref != ref
    assert (case.file_number, case.stage_key) == ("1234567", "stage-1")


async def test_the_button_carries_the_record_and_nothing_of_the_child() -> None:
    _, iro, ref = await an_escalation_of_risk()
    assert iro.button("Raise from this record")["data"]["keep"] == {"from": ref}


async def test_a_record_that_somebody_may_not_read_fills_nothing_in() -> None:
    office, iro, ref = await an_escalation_of_risk()
    button = iro.button("Raise from this record")
    stranger = office.chat("assistant_director")
    await stranger.sends(button)
    assert "1234567" not in stranger.sees
    assert f"You have no case {ref}" in stranger.sees


async def test_an_immediate_concern_leads_to_a_challenge_too() -> None:
    """Durham §7: the written record of the formal process follows."""
    office = Office(a_rulebook("durham"))
    iro = office.chat("iro")
    ref = await begin(iro, "Immediate concern")
    await iro.says(f"case {ref}")
    assert "Raise from this record" in iro.buttons


async def test_praise_leads_to_no_challenge() -> None:
    office = Office(a_rulebook("knowsley"))
    iro = office.chat("iro")
    ref = await begin(iro, "Praise")
    await iro.says(f"case {ref}")
    assert "Raise from this record" not in iro.buttons
