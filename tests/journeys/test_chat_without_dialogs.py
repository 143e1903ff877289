"""Where there are no dialogs, as in the Agents Playground, every form is a card in the chat."""

import pytest

from resolution.case import Status
from tests.journeys.conftest import Open
from tests.journeys.harness import PLANTED, POLICIES
from tests.journeys.raising import raise_one


@pytest.mark.parametrize("policy", POLICIES)
async def test_one_person_plays_everybody_from_raise_to_resolve(
    policy: str, a_council_of: Open
) -> None:
    async with a_council_of(policy, local=True) as council:
        iro, ref = await raise_one(council)
        for manager in council.assignees(ref):
            await manager.says(f"case {ref}")
            await manager.presses("Acknowledge")
            await manager.presses("Respond")
            assert not manager.dialog, "the form is in the chat"
            await manager.presses("Send response", text=f"{PLANTED} moves on Friday.")
            assert PLANTED in manager.sees
            await council.settle()
        await iro.says(f"case {ref}")
        await iro.presses("Resolve")
        await iro.presses("Resolve the case", outcome="Agreed.", impact="They can settle.")
        assert council.case(ref).status is Status.RESOLVED
