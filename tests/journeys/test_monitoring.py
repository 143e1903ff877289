"""Durham §6: the monitoring meeting after a resolution, and what follows when it was not kept."""

from resolution.case import Status
from resolution.events import StageOpened
from tests.builders import london
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import raise_one, responds
from tests.journeys.screen import words
from tests.journeys.steps import files, offered, opens, records, takes, told

ENDED = {"outcome": f"{PLANTED} moves.", "impact": f"{PLANTED} can settle."}
FAILED = {"achieved": "no", "outcome": "Nothing has happened.", "impact": "They wait."}


async def resolved(council: Council) -> tuple[Colleague, str]:
    """A case that stage 3 resolved."""
    iro, ref = await raise_one(council, "stage-3", bypass_reason="It is urgent.")
    await responds(council.holder("operations_manager"))
    await takes(iro, ref, "Resolve", **ENDED)
    assert council.case(ref).status is Status.RESOLVED
    return iro, ref


async def test_outcomes_are_looked_at_within_ten_working_days_and_the_case_comes_back(
    a_council_of: Open,
) -> None:
    """§5.5, §6 and §8: within 10 working days; if not achieved, the next manager, or the stage
    that it left."""
    async with a_council_of("durham") as council:
        iro, ref = await resolved(council)
        (clock,) = [c for c in council.case(ref).open_clocks if c.route == "monitoring"]
        assert clock.due_at == london("2026-12-07T17:00")
        prompt = iro.received("The procedure also asks")[-1]
        assert "RP monitoring meeting" in words(prompt)

        assert "Monitoring meeting due Monday 7 December 2026" in await opens(iro, ref)
        event = await records(iro, ref, "monitoring/arrange", meeting_on="2026-12-02")
        assert told(event) == {"team_manager"}
        (invited,) = council.holder("team_manager").received("The monitoring meeting is set")
        assert "to take part in the monitoring meeting" in words(invited)
        assert "Wednesday 2 December 2026" in words(invited), "the day is in the invitation"
        await council.until("2026-12-02T09:30")
        assert council.holder("team_manager").received("A meeting that you come to")
        await council.until("2026-12-07T09:30")
        assert iro.received("Please record: the monitoring meeting")
        await council.until("2026-12-08T09:00")
        assert iro.received("Overdue: a step that is yours")
        assert council.holder("iro_operations_manager").received("For your attention")

        await records(iro, ref, "monitoring/hold", **FAILED)
        assert not [c for c in council.case(ref).open_clocks if c.route == "monitoring"]
        asked = iro.received("The procedure also asks")[-1]
        assert "You can also reopen the case at the stage that it left" in words(asked)
        event = await records(iro, ref, "monitoring/follow-up", follow_up="Look into it.")
        assert told(event) == {"operations_manager"}
        follows = council.holder("operations_manager").received("The next manager was asked")[-1]
        assert "to follow up outcomes that were not achieved" in words(follows)

        await takes(iro, ref, "Reopen", reason=f"{PLANTED} has not moved.")
        assert council.case(ref).is_open
        opened = [e.stage_key for e in council.trail(ref) if isinstance(e, StageOpened)]
        assert opened == ["stage-3", "stage-3"], "never from the start"
        again = council.holder("operations_manager").received("Your response is asked for")
        assert len(again) == 2
        assert f"{PLANTED} has not moved." in words(again[-1])


@ON_SQLITE
async def test_what_was_achieved_is_recorded_with_its_impact_and_ends_the_matter(
    a_council_of: Open,
) -> None:
    """§6: the IRO records the outcome as a case note, IRO RP Monitoring Meeting."""
    async with a_council_of("durham") as council:
        iro, ref = await resolved(council)
        seen = {"achieved": "yes", "outcome": "They moved.", "impact": f"{PLANTED} is content."}
        await records(iro, ref, "monitoring/hold", **seen)
        await files(iro, ref, "Record the monitoring meeting: IRO RP Monitoring Meeting")
        assert "monitoring.hold" in council.case(ref).filed
        await records(iro, ref, "monitoring/finish", outcome="Kept.")
        assert council.case(ref).status is Status.RESOLVED
        await council.until("2026-12-10T09:00")
        assert "Overdue: a step that is yours" not in "".join(iro.inbox)
        assert "monitoring" not in "".join(await offered(iro, ref))
