"""Meetings that a procedure must have: arranged in time, joined by others, chased, called off."""

from resolution.events import MeetingCalledOff, MeetingRecorded
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import raise_one
from tests.journeys.screen import elements, words
from tests.journeys.steps import offered, opens, takes

DAY = "2026-11-26"
WHEN = {"meeting_on": DAY, "meeting_time": "10:30", "place": "Room 4"}


@ON_SQLITE
async def test_durhams_fifth_meeting_is_arranged_joined_recorded_and_held_again(
    a_council_of: Open,
) -> None:
    """Durham, Table, stage 5, and §8: anyone else necessary as determined by them."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council, "stage-5", bypass_reason="It cannot wait.")
        arranger = council.holder("iro_operations_manager")
        head, legal = (
            council.holder(post) for post in ("head_of_childrens_social_care", "legal_advisor")
        )
        (asked,) = arranger.received("Please arrange: RP Stage 5 meeting")
        assert "Monday 30 November 2026" in words(asked)
        assert f"You have no case {ref}" in await opens(legal, ref)

        await takes(arranger, ref, "Propose a meeting", **WHEN)
        await takes(head, ref, "Propose a meeting", **WHEN, further=legal.id, others="The school")
        await takes(arranger, ref, "Confirm the meeting", **WHEN)
        (told,) = legal.received("Meeting confirmed")
        assert "Room 4" in words(told)
        assert "The school" in await opens(arranger, ref)

        await council.until(f"{DAY}T12:00")
        there = {"held_on": DAY, "present": f"{head.id},{legal.id}"}
        await takes(iro, ref, "Record the meeting", **there, summary=f"My note for {PLANTED}.")
        await takes(head, ref, "Record the meeting", held_on=DAY, summary="The outcome.")
        held = [e for e in council.trail(ref) if isinstance(e, MeetingRecorded)]
        assert [e.by.person_id for e in held] == [iro.id, head.id]
        assert held[0].present.count(",") == 1
        await takes(arranger, ref, "Propose a meeting", **{**WHEN, "meeting_on": "2026-12-03"})
        assert len(legal.received("Meeting proposed")) >= 1


@ON_SQLITE
async def test_a_meeting_of_durham_that_nobody_arranges_is_noticed(a_council_of: Open) -> None:
    """Durham, Table, stage 3: IRO to arrange; §8: within 5 working days at Stage 3."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council, "stage-3", bypass_reason="It cannot wait.")
        await council.until("2026-12-01T09:30")
        assert iro.received("Today is the last day: Stage 3 RP meeting")
        assert iro.received("A meeting was not held in time")
        why = {"outcome": "Settled.", "impact": f"{PLANTED} stays.", "without_meeting": "By phone."}
        await takes(iro, ref, "Resolve", **why)
        await takes(iro, ref, "See the history")
        assert "By phone." in iro.sees


@ON_SQLITE
async def test_bradfords_summary_is_asked_of_the_post_that_records_it(a_council_of: Open) -> None:
    """Bradford, Request for meeting: a summary will be recorded by the IRO Team Manager."""
    async with a_council_of("bradford") as council:
        iro, ref = await raise_one(council, "stage-2", bypass_reason="It cannot wait.")
        manager, recorder = (
            council.holder(post) for post in ("childrens_service_manager", "iro_team_manager")
        )
        await takes(manager, ref, "Confirm the meeting", **WHEN)
        await council.until("2026-11-27T09:30")
        title = "A meeting is not on record yet"
        assert recorder.received(title)
        assert iro.received(title)
        assert not manager.received(title)
        assert not council.holder("head_of_service").received(title)

        await takes(iro, ref, "Escalate", to_stage="stage-3", reason="It did not help.")
        assert "Record the meeting" in await offered(recorder, ref)
        await takes(recorder, ref, "Record the meeting", held_on=DAY, summary="No plan.")
        assert [held.summary for held in council.case(ref).visits[0].meetings] == ["No plan."]


@ON_SQLITE
async def test_a_fixed_meeting_is_off_when_the_case_goes_further_and_calendars_say_so(
    a_council_of: Open,
) -> None:
    """Bradford, Notify Head of Service: the next meeting takes its place."""
    async with a_council_of("bradford") as council:
        iro, ref = await raise_one(council, "stage-2", bypass_reason="It cannot wait.")
        manager = council.holder("childrens_service_manager")
        await takes(manager, ref, "Confirm the meeting", **WHEN)
        await opens(manager, ref)
        (link,) = [
            a for a in elements(manager.card, "Action.OpenUrl") if a["title"] == "Add to calendar"
        ]

        await takes(iro, ref, "Escalate", to_stage="stage-3", reason="It cannot wait.")

        assert [e.stage_key for e in council.trail(ref) if isinstance(e, MeetingCalledOff)]
        for post in ("childrens_service_manager", "team_manager", "iro_team_manager"):
            assert council.holder(post).received("A meeting is off"), post
        status, text = await council.fetch(link["url"])
        assert status == 200
        assert "STATUS:CANCELLED" in text
