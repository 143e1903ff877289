"""What still waits when a route is ended: asked about, and never called done."""

import pytest

from resolution import events as e
from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find

CONCERN = "immediate-concern"


async def opens(chat: Chat, ref: str, step: str) -> None:
    """The form of ROUTE/STEP, from a case's other routes."""
    await find(chat, ref, "Take another route")
    await chat.presses("Take another route")
    if "route" in chat.inputs:
        await chat.presses("Next", route=step.partition("/")[0])
    await chat.presses("Next", step=step)


async def test_ending_an_immediate_concern_before_its_written_record_asks_once_more() -> None:
    """Durham §7: the written record … within 2 days."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    for step in ("safeguarding", "discussions-done", "end"):
        await opens(iro, ref, f"{CONCERN}/{step}")
        seen = await iro.presses(iro.sending, **answers_to(iro))
    assert "Not on record yet, and this ends it: “Send the written record afterwards”" in seen
    assert any(clock.key == "written-record" for clock in office.stored(ref).open_clocks)

    await iro.presses(iro.sending, **{**answers_to(iro), "all_the_same": "true"})

    ended = [run for run in office.stored(ref).routes if run.key == CONCERN]
    assert ended[-1].closed_at is not None
    written = next(c for c in office.stored(ref).clocks if c.key == "written-record")
    told = [x for x in office.trails[ref] if getattr(x, "clock_id", "") == written.id]
    assert [type(x) for x in told] == [e.ClockStarted, e.ClockStopped]


async def test_with_everything_on_record_a_route_ends_without_a_question() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    for step in ("safeguarding", "discussions-done", "written-record", "end"):
        await opens(iro, ref, f"{CONCERN}/{step}")
        seen = await iro.presses(iro.sending, **answers_to(iro))
    assert "Not on record yet" not in seen
    assert office.stored(ref).routes[0].closed_at is not None


@pytest.mark.parametrize("step", ["monitoring/arrange", "joint/contact", "child/told"])
async def test_a_step_that_may_repeat_is_recorded_once_when_it_is_pressed_twice(step: str) -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await opens(iro, ref, step)
    kept, typed = iro.button(iro.sending), {**answers_to(iro), "fact_meeting_on": "2026-12-03"}
    await iro.sends(kept, **typed)
    events, owed = len(office.trails[ref]), len(office.owed)

    seen = await iro.sends(kept, **typed)

    assert "was recorded already" in seen
    assert (len(office.trails[ref]), len(office.owed)) == (events, owed)
