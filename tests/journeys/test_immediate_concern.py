"""An immediate concern for a child's safety: outside the stages, at any hour, and told at once."""

from resolution.events import StepRecorded
from tests.builders import LONDON, london
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import asks_to_begin, begins, leaves, offered, opens, records, told

NIGHT = "2026-11-28T22:30"  # a Saturday
FIRST = "Safeguarding procedures come first and are not this service's"
DANGER = {"danger": f"{PLANTED} did not come home.", "safeguarding_done": "The police know."}
CALLED = {"called_at": "Saturday, 22:40", "called_who": "On call", "call_outcome": "They look."}


async def test_durham_tells_at_night_and_asks_for_calls_and_a_record_afterwards(
    a_council_of: Open,
) -> None:
    """Durham §4 and §7: alert at once; calls up the chain in a day; the record within 2 days."""
    async with a_council_of("durham") as council:
        await council.until(NIGHT)
        iro = council.iro
        await asks_to_begin(iro, "immediate-concern")
        assert FIRST in iro.sees
        leaves(iro)
        ref = await begins(iro, "immediate-concern", **DANGER)
        for post in ("team_manager", "emergency_duty_team"):
            (card,) = council.holder(post).received("an immediate safeguarding concern")
            assert "Safeguarding procedures come first" in words(card)
            assert council.holder(post).previews[-1].endswith("an immediate concern was recorded")
        (clock,) = council.case(ref).open_clocks
        assert clock.due_at is not None
        assert clock.due_at.astimezone(LONDON).date().isoformat() == "2026-11-29", "a Sunday"

        for step, post in (
            ("team-manager", "team_manager"),
            ("senior-manager", "operations_manager"),
            ("strategic-manager", "strategic_manager"),
            ("head-of-service", "head_of_childrens_social_care"),
        ):
            event = await records(iro, ref, f"immediate-concern/{step}", **CALLED)
            assert told(event) == {post}
            assert event.at == london(NIGHT), "nobody waits for office hours"
            assert council.holder(post).received("the record of your conversation"), post
        await council.until("2026-11-30T09:00")
        late = iro.received("Overdue: a step that is yours")
        assert late, "the discussions are to be completed in a day"
        assert "The discussions are completed" in words(late[-1])

        await records(iro, ref, "immediate-concern/discussions-done", outcome="Found, and safe.")
        (clock,) = council.case(ref).open_clocks
        assert clock.due_at == london("2026-12-02T17:00")
        await council.until("2026-12-02T09:30")
        assert iro.received("Please record: Send the written record afterwards")
        event = await records(iro, ref, "immediate-concern/written-record", record_text="All.")
        assert told(event) == {
            *("team_manager", "operations_manager", "strategic_manager"),
            "head_of_childrens_social_care",
        }, "whoever of the chain was spoken to"
        await records(iro, ref, "immediate-concern/end", outcome="They are safe.")
        assert not council.case(ref).is_open, "the record is complete"
        assert "You have no case" in await opens(council.holder("corporate_director"), ref)


async def test_bradford_records_what_was_done_and_whom_was_spoken_to_and_any_stage_is_open(
    a_council_of: Open,
) -> None:
    """Bradford Child in Care Resolution Process: at immediate risk of significant harm the
    appropriate action is taken, and each stage need not be followed in sequence."""
    async with a_council_of("bradford") as council:
        await council.until(NIGHT)
        iro, ref = await raise_one(council)
        await opens(iro, ref)
        assert "Record an immediate concern" in await offered(iro, ref)
        await opens(iro, ref)
        await iro.presses_more("Record an immediate concern")
        assert FIRST in iro.sees
        leaves(iro)
        event = await records(iro, ref, "immediate-concern/safeguarding", **DANGER)
        assert told(event) == {"team_manager"}
        assert council.holder("team_manager").received("an immediate risk was recorded")
        for at in ("Saturday, 22:40", "Saturday, 22:55"):
            await records(iro, ref, "immediate-concern/call", **{**CALLED, "called_at": at})
        calls = [e for e in council.trail(ref) if isinstance(e, StepRecorded) and e.step == "call"]
        assert len(calls) == 2, "each call has its time and outcome"
        assert "On call" in await opens(iro, ref)
        await records(iro, ref, "immediate-concern/end", outcome="They are safe.")
        _, third = await raise_one(council, "stage-3", bypass_reason="A risk of harm.")
        assert council.case(third).stage_key == "stage-3"


@ON_SQLITE
async def test_the_form_that_raises_says_what_comes_first_and_leads_to_it(
    a_council_of: Open,
) -> None:
    """Durham §4: such matters are addressed via the safeguarding procedure, not within this one."""
    async with a_council_of("durham") as council:
        iro = council.iro
        await iro.says("raise")
        assert FIRST in iro.sees
        await iro.presses("Record an immediate concern")
        assert "Record what was done to keep the child safe" in iro.sees
        assert not council.service.store.trail.refs()
