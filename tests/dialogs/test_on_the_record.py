from tests.builders import a_rulebook, holder, person_id
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find


async def durham() -> tuple[Office, Chat, Chat, str]:
    """An office, its IRO, the manager who must respond, and a case at the first formal stage."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    return office, iro, office.chat(office.stored(ref).visit.assignees[0].post), ref


async def press(chat: Chat, ref: str, title: str) -> None:
    """Press a button of the case's card, on whichever page it is."""
    await find(chat, ref, title)
    await chat.presses(title)


async def test_an_agreed_action_is_done_and_then_checked() -> None:
    office, iro, manager, ref = await durham()
    await press(manager, ref, "Respond")
    action = {"action_1_what": "Call", "action_1_owner": "TM", "action_1_by": "2026-12-01"}
    await manager.presses("Send response", **{**answers_to(manager), **action})
    await press(manager, ref, "Mark an action done")
    await manager.presses("Mark it done", number="1")
    assert office.stored(ref).actions[0].completed_at == office.moment
    await press(iro, ref, "Check an action")
    await iro.presses("Save the check", number="1", achieved="no")
    assert "Say what is still missing" in iro.sees
    await iro.presses("Save the check", number="1", achieved="yes")
    assert office.stored(ref).actions[0].checked is True


async def test_a_meeting_is_proposed_confirmed_and_recorded() -> None:
    office, iro, manager, ref = await durham()
    await press(iro, ref, "Propose a meeting")
    await iro.presses("Propose it", meeting_on="2026-11-24", meeting_time="14:00", place="Hall")
    await press(manager, ref, "Confirm the meeting")
    assert manager.inputs["meeting_time"]["value"] == "14:00"
    proposed = {key: asked["value"] for key, asked in manager.inputs.items()}
    await manager.presses("Confirm it", **proposed)
    assert office.stored(ref).visit.meeting_confirmed
    await office.forward(2)
    await press(iro, ref, "Record the meeting")
    held = {"held_on": iro.inputs["held_on"]["value"], "summary": "Agreed to write."}
    await iro.presses("Save the record", **held)
    assert office.stored(ref).visit.meeting_held_on is not None


async def test_a_meeting_in_the_past_is_refused_by_its_day() -> None:
    _, iro, _, ref = await durham()
    await press(iro, ref, "Propose a meeting")
    await iro.presses("Propose it", meeting_on="2020-01-01", meeting_time="14:00")
    assert "Put this right" in iro.sees
    assert iro.inputs["meeting_on"]["value"] == "2020-01-01"


async def test_a_duty_passes_to_somebody_else_who_can_then_respond() -> None:
    office, iro, _, ref = await durham()
    await press(iro, ref, "Reassign")
    to = person_id("strategic_manager")
    typed = {"post": "team_manager", "person_id": to, "reason": "On leave."}
    await iro.presses("Reassign now", **typed)
    assert office.stored(ref).visit.assignees[0].person_id == to
    colleague = Chat(office, holder("strategic_manager"))
    await colleague.says(f"case {ref}")
    assert "Respond" in colleague.buttons


async def test_a_referral_to_cafcass_is_recorded_at_any_stage() -> None:
    office, iro, _, ref = await durham()
    await press(iro, ref, "Record a Cafcass referral")
    made = {"referred_on": "2026-11-30", "reasons": "No progress.", "documents": "none"}
    await iro.presses("Record referral", **made)
    assert "today or earlier" in iro.sees
    await iro.presses("Record referral", **{**made, "referred_on": "2026-11-23"})
    assert office.stored(ref).cafcass_on is not None
    assert office.stored(ref).is_open


async def test_what_is_on_the_childs_file_is_ticked_once() -> None:
    office, iro, _, ref = await durham()
    await press(iro, ref, "Tick as filed")
    assert "Formal Resolution - Stage 2" in iro.inputs["copy"]["value"]
    await iro.presses("Tick as filed")
    assert len(office.stored(ref).filed) == 1
    await iro.says(f"case {ref}")
    while "More" in iro.buttons:
        assert "Tick as filed" not in iro.buttons
        await iro.presses("More")


async def test_the_history_is_read_by_those_entitled() -> None:
    _, iro, _, ref = await durham()
    await press(iro, ref, "See the history")
    assert f"worry or issue of concern {ref}" in iro.sees
    await iro.presses("Go back to the case")
    assert "The worry" in iro.sees


async def test_leaving_a_form_sends_nothing() -> None:
    office, iro, _, ref = await durham()
    before = office.stored(ref)
    await press(iro, ref, "Withdraw")
    await iro.presses("Go back, send nothing")
    assert office.stored(ref) == before
    assert "The worry" in iro.sees
