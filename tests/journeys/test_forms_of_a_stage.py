"""What the forms of a stage ask reaches whom it is for, and the child's file to its end."""

from resolution.events import ConsultationRecorded, FiledOnRecord
from resolution.on_file import unfiled
from resolution.policy import Must
from tests.builders import london
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import raise_one
from tests.journeys.screen import elements, titles, words
from tests.journeys.steps import opens, takes

ADVICE = f"Give {PLANTED}'s team until Friday."


@ON_SQLITE
async def test_who_starts_at_a_formal_level_talked_with_their_manager_who_is_told(
    a_council_of: Open,
) -> None:
    """Northamptonshire §6: following discussion and agreement with their line manager."""
    async with a_council_of("northamptonshire") as council:
        iro, ref = await raise_one(council, "level-2", advice=ADVICE, consulted_on="2026-11-20")
        (event,) = [e for e in council.trail(ref) if isinstance(e, ConsultationRecorded)]
        assert (event.posts, event.advice) == (("iro_manager",), ADVICE)
        manager = council.person(event.told[0].person_id)
        (card,) = manager.received("What you advised is written down")
        assert PLANTED not in manager.previews[-1]
        assert ref in await opens(manager, ref)
        await manager.presses_more("See the history")
        assert ADVICE in manager.sees
        assert "Talk with your line manager" not in words(card)
        assert "Say whether all was tried" in titles(card)

        await takes(iro, ref, "Escalate", to_stage="level-3", unconsulted_why="On leave.")
        assert manager.received("It went on without your advice, and why is recorded")
        await iro.says(f"case {ref}")
        await iro.presses_more("Tick as filed")
        text = next(elements(iro.card, "Input.Text"))["value"]
        assert f"Advice: {ADVICE}" in text
        assert "Friday 20 November 2026" in text


async def test_durham_s_stage_is_answered_extended_and_on_file_as_its_table_says(
    a_council_of: Open,
) -> None:
    """Durham §5.4, §8 (Team Manager) and the table, stage 2: outcome recorded by the IRO."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council)
        manager = council.holder("team_manager")
        await takes(
            manager, ref, "Ask for more time", wanted_on="2026-12-04", enquiries="Ask the school."
        )
        (asked,) = iro.received("More time is asked for")
        assert "Ask the school." in words(asked)
        await takes(iro, ref, "Give more time", new_due_on="2026-12-04", satisfied="yes")
        assert council.due_at(ref, Must.RESPOND) == london("2026-12-04T17:00")

        reviewed = {"fact_outcomes": "A school place.", "fact_outcomes_reviewed_on": "2026-12-18"}
        talked = {"fact_talked": "In a call on Teams"}
        await takes(manager, ref, "Respond", text="It is agreed.", **talked, **reviewed)
        (card,) = iro.received("A response waits for your decision")
        assert "Friday 18 December 2026" in words(card)
        assert "In a call on Teams" in words(card)

        policy = council.authority.policy
        while unfiled(council.case(ref), policy):
            await takes(iro, ref, "Tick as filed")
        filed = [e.what for e in council.trail(ref) if isinstance(e, FiledOnRecord)]
        assert filed == ["1.stage-2", "1.stage-2/2", "1.stage-2/3"]
        assert "Not yet recorded" not in await iro.says("mine")

        await takes(iro, ref, "Resolve", outcome="A place from January.")
        assert "Not yet recorded" in await iro.says("mine"), "the outcome is to be filed, too"
        await iro.says(f"case {ref}")
        await iro.presses_more("Tick as filed")
        assert "Changed since it was ticked" in iro.sees
        assert "A place from January." in iro.sees


@ON_SQLITE
async def test_one_of_two_is_chosen_and_only_that_one_is_asked(a_council_of: Open) -> None:
    """Durham's table, stage 1: IRO to assign to Social Worker or Team Manager."""
    async with a_council_of("durham") as council:
        _, ref = await raise_one(council, "stage-1", post="team_manager", agreed_by="2026-12-02")
        assert [held.post for held in council.case(ref).visit.assignees] == ["team_manager"]
        assert council.holder("team_manager").received("Your response is asked for")
        assert not council.holder("social_worker").received("Your response is asked for")


@ON_SQLITE
async def test_what_came_of_a_level_is_written_down_when_it_is_left(a_council_of: Open) -> None:
    """Brighton & Hove §3.2, Level 1: summarise the impact and outcome of the process."""
    async with a_council_of("brighton-and-hove") as council:
        iro, ref = await raise_one(council)
        left = {"left_level_outcome": "No decision yet.", "left_level_impact": "Still no school."}
        await takes(iro, ref, "Escalate", to_stage="level-2", **left)
        (asked,) = council.holder("service_manager").received("Your response is asked for")
        assert "No decision yet." in words(asked)
        await iro.says(f"case {ref}")
        await iro.presses_more("Tick as filed")
        text = next(elements(iro.card, "Input.Text"))["value"]
        assert text.startswith("Looked-after Manager Alert (Level 1)")
        assert "What was its impact: Still no school." in text


@ON_SQLITE
async def test_knowsley_agrees_another_day_when_it_records_the_talk(a_council_of: Open) -> None:
    """Knowsley, Informal 3: five days, but it can vary as appropriate and must not drift."""
    async with a_council_of("knowsley") as council:
        iro, ref = await raise_one(council, "informal", agreed_by="2026-12-09")
        assert council.due_at(ref, Must.RESPOND) == london("2026-12-09T17:00")
        await takes(iro, ref, "Give more time", new_due_on="2026-12-02", reason="A hearing.")
        assert council.due_at(ref, Must.RESPOND) == london("2026-12-02T17:00")
        await council.until("2026-12-02T09:30")
        assert iro.received("Today is the day that you agreed"), "it must not drift"
