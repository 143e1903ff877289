"""What was agreed at a stage: remembered on its day, done by whose it is, checked by the IRO."""

import pytest

from resolution.events import ActionChecked, StageLapsed
from resolution.policy import Must
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED, POLICIES, Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import offered, opens, takes

DAY = "2026-11-26"
AGREED = {
    "text": "We agreed what to do.",
    "action_1_what": f"Write to {PLANTED}'s school",
    "action_1_owner": "The team's own worker",
    "action_1_by": DAY,
}


async def agreed(council: Council) -> tuple[Colleague, Colleague, str]:
    """A case whose first answer agrees on one action."""
    iro, ref = await raise_one(council)
    manager = council.assignees(ref)[0]
    await takes(manager, ref, "Respond", **AGREED)
    return iro, manager, ref


@pytest.mark.parametrize("policy", POLICIES)
@ON_SQLITE
async def test_an_agreed_action_is_remembered_done_by_whose_it_is_and_checked(
    policy: str, a_council_of: Open
) -> None:
    """Bradford, Concerns; Durham §8: tasks with a person and a day; Knowsley, Timescales 1 and 2:
    timescales for actions to be completed by; IRO Handbook 6.2 for the others."""
    async with a_council_of(policy) as council:
        iro, manager, ref = await agreed(council)
        assert AGREED["action_1_what"] in words(iro.received("A response waits")[-1])

        await council.until(f"{DAY}T09:30")
        (today,) = manager.received("Today is the last day of an agreed action")
        assert AGREED["action_1_what"] in words(today)
        await council.until("2026-11-27T09:00")
        assert manager.received("Overdue: an agreed action")
        assert iro.received("An agreed action is overdue")

        await takes(manager, ref, "Mark an action done", number="1")
        assert iro.received("An action was marked done")
        note = f"{PLANTED}'s school has heard nothing."
        await takes(iro, ref, "Check an action", number="1", achieved="no", note=note)
        (again,) = manager.received("An agreed action is still to do")
        assert AGREED["action_1_what"] in words(again)
        await takes(iro, ref, "Check an action", number="1", achieved="yes")
        checked = [e.achieved for e in council.trail(ref) if isinstance(e, ActionChecked)]
        assert checked == [False, True]
        assert "checked: done" in await opens(manager, ref)


async def test_bradford_stage_1_is_met_only_when_completion_is_confirmed(
    a_council_of: Open,
) -> None:
    """Concerns: within 5 working days … confirm that actions agreed have been completed."""
    async with a_council_of("bradford") as council:
        iro, manager, ref = await agreed(council)
        clock = council.case(ref).clock_of(Must.RESPOND)
        assert clock is not None
        assert clock.is_open, "an answer alone does not meet it"
        await council.to(council.next_morning(council.due_at(ref, Must.RESPOND)))
        late = [e.clock_id for e in council.trail(ref) if isinstance(e, StageLapsed)]
        assert "1.respond" in late
        assert council.holder("childrens_service_manager").received("For your attention")

        await takes(manager, ref, "Confirm actions are done")
        assert iro.received("The actions are confirmed as done")
        assert not [c for c in council.case(ref).stage_clocks if c.must is Must.RESPOND]
        assert "Confirm actions are done" not in await offered(manager, ref)


@ON_SQLITE
async def test_an_action_outlives_its_case_and_is_still_asked_for(a_council_of: Open) -> None:
    """Bradford, Concerns: what was agreed is to be completed, whatever became of the dispute."""
    async with a_council_of("knowsley") as council:
        iro, manager, ref = await agreed(council)
        ended = {"outcome": "Agreed.", "impact": f"{PLANTED} stays at school."}
        await takes(iro, ref, "Resolve", **ended)
        await council.until(f"{DAY}T09:30")
        assert manager.received("Today is the last day of an agreed action")
        await takes(manager, ref, "Mark an action done", number="1")
        await takes(iro, ref, "Check an action", number="1", achieved="yes")
        assert council.case(ref).actions[0].checked
