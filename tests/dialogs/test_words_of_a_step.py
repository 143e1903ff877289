"""What people read of a route's steps: as news, as an invitation, as a day without an hour."""

from resolution.notices import NoticeKind
from resolution.policy import Must
from tests.builders import a_rulebook, london
from tests.dialogs.office import Office, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_told_steps import drawn, owed, records
from tests.dialogs.test_words_of_a_lapse import read


async def test_a_manager_reads_what_was_done_and_not_what_somebody_is_to_do() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    said = {"obstacle": "No school place.", "tried": "Two schools.", "creative": "A tutor."}
    await records(iro, ref, "obstacles/record", **said)
    card, preview = drawn(office, ref, owed(office, "team_manager"), "team_manager")
    assert "'An obstacle was recorded'" in card
    assert "It belongs to: Obstacles beyond the council's control." in card
    assert "Record the obstacle" not in card
    assert preview == f"{ref}: recorded, Obstacles beyond the council's control"


async def test_whoever_comes_to_a_meeting_is_invited_and_told_its_hour_and_place() -> None:
    """Durham §6 and table: the monitoring meeting between the IRO and the lead manager."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    place = {"meeting_time": "10:30", "meeting_place": "County Hall"}
    await records(iro, ref, "monitoring/arrange", meeting_on="2026-12-03", **place)
    card, preview = drawn(office, ref, owed(office, "team_manager"), "team_manager")
    assert "'The monitoring meeting is set'" in card
    assert "Set the monitoring meeting" not in card
    assert preview == f"{ref}: a meeting on Thursday 3 December 2026"
    office.until(london("2026-12-02T09:30"))
    reminded = read(office, NoticeKind.STEP_DUE, "team_manager")
    assert "At what time? 10:30" in reminded
    assert "County Hall" in reminded


async def test_the_meeting_of_a_route_has_a_day_and_no_hour_and_is_not_the_stages() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await records(iro, ref, "monitoring/arrange", meeting_on="2026-12-03")
    shown = await iro.says(f"case {ref}")
    assert "Meeting (RP monitoring meeting): Thursday 3 December 2026" in shown
    assert "Thursday 3 December 2026, 17:00" not in shown
    office.until(london("2026-12-04T10:00"))
    late = await iro.says("overdue")
    assert "Meeting due" not in late
    asked = read(office, NoticeKind.LAPSED_OWNER, "iro", meeting_clock(office, ref))
    assert "of Thursday 3 December 2026 is not on record yet" in asked
    await find(iro, ref, "See the history")
    history = await iro.presses("See the history")
    while "Show later" in iro.buttons:
        history += await iro.presses("Show later")
    assert "Meeting (RP monitoring meeting) due Thursday 3 December 2026" in history
    assert "did not come by Thursday 3 December 2026, 17:00" not in history


def meeting_clock(office: Office, ref: str) -> str:
    """The clock of the monitoring meeting."""
    return next(c.id for c in office.stored(ref).clocks if c.must is Must.HOLD_MEETING and c.route)
