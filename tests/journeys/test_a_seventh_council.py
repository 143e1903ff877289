"""A council that the product has never heard of: its file alone, through the whole service."""

from pathlib import Path

from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.raising import escalates, raise_one, responds
from tests.journeys.steps import takes

SEVENTH = str(Path(__file__).parents[1] / "resolution" / "seventh_council.toml")


@ON_SQLITE
async def test_its_file_alone_takes_a_challenge_up_its_whole_ladder(a_council_of: Open) -> None:
    async with a_council_of(SEVENTH) as council:
        iro, ref = await raise_one(council, conditions="court")
        lead, legal = council.holder("practice_lead"), council.holder("legal_lead")
        assert lead.received("Your response is asked for")
        assert legal.received("Rung One began"), "told where the child is in proceedings"

        await council.until("2026-12-01T09:00")
        assert lead.received("Overdue: your acknowledgement")
        assert lead.received("Overdue: your response")
        for above in ("cluster_head", "assistant_director"):
            assert council.holder(above).received("For your attention")

        for stage in ("rung-2", "rung-3", "rung-4", "rung-5"):
            await iro.says(f"case {ref}")
            await escalates(iro)
            assert council.case(ref).stage_key == stage
        assert len(council.holder("cluster_head").received("Each of these must answer")) == 1

        panel = council.holder("lead_member_panel")
        (asked,) = panel.received("Your response is asked for")
        assert "No date is set for the answer" in str(asked)
        await panel.says(f"case {ref}")
        await responds(panel)
        await takes(iro, ref, "Resolve")
        assert not council.case(ref).is_open
        assert council.holder("participation").received("The case was resolved")


@ON_SQLITE
async def test_all_its_judges_must_be_satisfied(a_council_of: Open) -> None:
    async with a_council_of(SEVENTH) as council:
        iro, ref = await raise_one(council)
        manager = council.holder("qa_manager")
        await takes(council.holder("practice_lead"), ref, "Respond")
        await takes(manager, ref, "Resolve")
        assert council.case(ref).is_open, "the officer has not said so yet"
        await takes(iro, ref, "Say it is not enough")
        assert manager.received("The response is not enough")
        await takes(council.holder("practice_lead"), ref, "Respond")
        for judge in (manager, iro):
            await takes(judge, ref, "Resolve")
        assert not council.case(ref).is_open
