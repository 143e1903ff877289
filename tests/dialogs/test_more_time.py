"""More time: asked for by a manager, given by the owner, old and new shown, totals only warned."""

import pytest

from dialogs.notices import draw
from resolution.notices import NoticeKind
from resolution.policy import Must
from tests.builders import a_rulebook, london, person_id
from tests.dialogs.office import Chat, Office, raise_one

WHY = {"reason": "The panel meets later.", "benefit": "A plan that the panel stands behind."}


async def opens(chat: Chat, ref: str, title: str) -> None:
    await chat.says(f"case {ref}")
    while title not in chat.buttons:
        await chat.presses("More")
    await chat.presses(title)


async def test_what_a_manager_asks_for_stands_filled_in_on_the_owner_s_form() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    manager = office.chat("pod_team_manager")

    await opens(manager, ref, "Ask for more time")
    assert "Now due: Response: Monday 30 November 2026, 17:00" in manager.sees
    await manager.presses("Ask the owner", wanted_on="2026-12-04", **WHY)
    assert "stays as it is until they agree" in manager.sees
    (asked,) = [n for n in office.owed if n.kind is NoticeKind.EXTENSION_ASKED]
    drawn = draw(
        asked.kind, asked.facts, office.stored(ref), office.book, person_id("iro"), office.now()
    )
    assert drawn is not None
    iro.card = drawn[0]

    await iro.presses(next(b for b in iro.buttons if b == "Give more time"))

    assert iro.inputs["new_due_on"]["value"] == "2026-12-04"
    assert WHY["reason"] in iro.sees
    await iro.presses("Set the new date", clock_id="1.respond", new_due_on="2026-12-04", **WHY)
    said = "Response: was Monday 30 November 2026, 17:00, now Friday 4 December 2026, 17:00."
    assert said in iro.sees
    assert office.stored(ref).extension_asked is None
    told = [n.to.person_id for n in office.owed if n.kind is NoticeKind.EXTENDED]
    assert told == [person_id("pod_team_manager")]


async def test_a_day_past_the_total_is_warned_of_before_and_after_and_never_blocked() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    manager = office.chat("pod_team_manager")
    await opens(manager, ref, "Ask for more time")
    await manager.presses("Ask the owner", wanted_on="2027-01-15", **WHY)

    await opens(iro, ref, "Give more time")
    assert "The day asked for takes the case past this limit." in iro.sees
    await iro.presses("Set the new date", clock_id="1.respond", new_due_on="2027-01-15", **WHY)

    assert "This takes the case past 20 working days on Monday 21 December 2026" in iro.sees
    assert "36 working days by then. Nothing is blocked by it." in iro.sees
    respond = office.stored(ref).clock_of(Must.RESPOND)
    assert respond is not None
    assert respond.due_at == london("2027-01-15T17:00")
    assert respond.first_due_at == london("2026-11-30T17:00")


async def test_a_day_within_the_total_is_not_warned_of() -> None:
    office = Office()
    iro, ref = await raise_one(office)

    await opens(iro, ref, "Give more time")
    assert "ends Monday 21 December 2026. A later day takes the case past it." in iro.sees
    await iro.presses("Set the new date", clock_id="1.respond", new_due_on="2026-12-04", **WHY)

    assert "takes the case past 20" not in iro.sees


async def test_the_close_out_that_is_due_with_the_response_is_given_the_same_time() -> None:
    """Brighton & Hove §3.2: one limit for both, and the responder is chased first."""
    office = Office()
    iro, ref = await raise_one(office)
    await opens(iro, ref, "Give more time")
    await iro.presses("Set the new date", clock_id="1.respond", new_due_on="2026-12-04", **WHY)

    case = office.stored(ref)
    respond, resolve = case.clock_of(Must.RESPOND), case.clock_of(Must.RESOLVE)
    assert respond is not None
    assert resolve is not None
    assert respond.due_at == resolve.due_at == london("2026-12-04T17:00")
    assert case.extensions == 1
    office.owed.clear()
    office.until(london("2026-12-02T10:00"))
    assert not [n for n in office.owed if n.kind is NoticeKind.LAPSED_OWNER]
    await iro.says(f"case {ref}")
    await iro.presses("See the history")
    assert "more time was given for the response that it is due with" in iro.sees


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-20", "This day is in the past"),
        ("2026-11-30", "It is due on 30 November 2026 now; give a later day."),
        ("2026-12-05", "That is not a working day (Saturday); the next one is 7 December 2026."),
        ("next week", "Give the day as year-month-day"),
    ],
)
async def test_a_day_that_cannot_be_is_refused_by_its_field(day: str, sentence: str) -> None:
    office = Office()
    iro, ref = await raise_one(office)
    await opens(iro, ref, "Give more time")

    await iro.presses("Set the new date", clock_id="1.respond", new_due_on=day, **WHY)

    assert sentence in iro.sees
    assert iro.inputs["reason"]["value"] == WHY["reason"]
    assert office.stored(ref).extensions == 0


async def test_a_meeting_is_moved_by_its_date_and_not_by_giving_more_time() -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office, "stage-2", bypass_reason="Nobody answered.")
    arranger = office.chat("childrens_service_manager")
    await opens(arranger, ref, "Confirm the meeting")
    await arranger.presses("Confirm it", meeting_on="2026-12-03", meeting_time="10:00", place="")

    await iro.says(f"case {ref}")
    titles = list(iro.buttons)
    while "More" in iro.buttons:
        await iro.presses("More")
        titles += iro.buttons
    assert "Give more time" not in titles
