"""Days on forms of a stage: a meeting is judged by when it was, what is to come is to come."""

from resolution.events import ClockMet, MeetingRecorded
from resolution.policy import Must
from tests.builders import a_rulebook, london
from tests.dialogs.office import Chat, Office, raise_one


async def _record(chat: Chat, ref: str, **typed: str) -> None:
    await chat.says(f"case {ref}")
    while "Record the meeting" not in chat.buttons:
        await chat.presses("More")
    await chat.presses("Record the meeting")
    await chat.presses(chat.sending, **{"summary": "Agreed.", **typed})


async def test_a_meeting_that_was_in_time_is_not_late_because_it_is_recorded_later() -> None:
    """Knowsley, Timescales 4: the meeting within 5 days."""
    office = Office(a_rulebook("knowsley"))
    iro, ref = await raise_one(office, "stage-4", bypass_reason="It cannot wait.")
    due = next(c for c in office.stored(ref).open_clocks if c.must is Must.HOLD_MEETING)
    assert due.due_at == london("2026-11-30T17:00")
    office.until(london("2026-12-03T10:00"))

    await _record(iro, ref, held_on="2026-11-30")

    met = [e for e in office.trails[ref] if isinstance(e, ClockMet) and e.clock_id == due.id]
    assert [event.late for event in met] == [False]
    assert office.stored(ref).clock(due.id).lapsed_at is None


async def test_a_meeting_from_before_the_case_is_asked_about_once_more() -> None:
    office = Office(a_rulebook("knowsley"))
    iro, ref = await raise_one(office, "stage-4", bypass_reason="It cannot wait.")

    await _record(iro, ref, held_on="2026-11-02")
    assert "before the case was raised, on Monday 23 November 2026" in iro.sees
    assert not [e for e in office.trails[ref] if isinstance(e, MeetingRecorded)]

    await iro.presses(iro.sending, held_on="2026-11-02", summary="Agreed.", all_the_same="true")
    assert office.stored(ref).visit.meeting_held_on is not None


async def test_the_day_on_which_outcomes_are_reviewed_is_to_come() -> None:
    """Durham §8 Team Manager: with identified outcomes and when these will be reviewed."""
    office = Office(a_rulebook("durham"))
    _, ref = await raise_one(office, "stage-2")
    manager = office.chat("team_manager")
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    typed = {"text": "We will.", "fact_talked": "Not yet", "fact_outcomes": "A plan."}
    await manager.presses(manager.sending, **typed, fact_outcomes_reviewed_on="2026-11-02")
    assert "This day has passed." in manager.sees
    await manager.presses(manager.sending, **typed, fact_outcomes_reviewed_on="2026-12-02")
    assert office.stored(ref).visit.is_answered
