"""The whole good road: raised, acknowledged, answered in a dialog, judged, resolved."""

from resolution.case import Status
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import raise_one, responds
from tests.journeys.screen import words


async def test_a_challenge_is_raised_acknowledged_answered_and_resolved(council: Council) -> None:
    iro, ref = await raise_one(council)
    assert council.case(ref).status is Status.OPEN
    assert council.kinds(ref)[:2] == ["ChallengeRaised", "StageOpened"]

    managers = council.assignees(ref)
    for manager in managers:
        (asked,) = manager.received("Your response is asked for")
        assert PLANTED in words(asked)
        await manager.presses("Acknowledge")
        assert "Acknowledged" in manager.sees
        assert "Acknowledge" not in manager.titles
        await council.settle()
        assert iro.received("was acknowledged")
        await responds(manager)
        await council.settle()
    assert council.case(ref).visit.is_answered
    assert iro.received("A response waits for your decision")

    await iro.presses("Resolve")
    outcome = {"outcome": f"A placement for {PLANTED}.", "impact": f"{PLANTED} can settle."}
    await iro.presses("Resolve the case", **outcome)
    assert council.case(ref).status is Status.RESOLVED
    await council.settle()
    for manager in managers:
        assert manager.received("The case was resolved")
    assert "ChallengeResolved" in council.kinds(ref)


async def test_an_answer_that_is_not_enough_is_given_again(council: Council) -> None:
    iro, ref = await raise_one(council)
    managers = council.assignees(ref)
    for manager in managers:
        await responds(manager)
    await council.settle()
    await iro.presses("Say it is not enough")
    await iro.presses("Tell them it is not enough", reason=f"No day is given for {PLANTED}.")
    await council.settle()
    assert council.case(ref).status is Status.OPEN
    for manager in managers:
        assert manager.received("Your response is not enough yet")
        await responds(manager, "On 4 January.")
    await council.settle()
    assert "ResponseRejected" in council.kinds(ref)
    assert len(council.case(ref).visit.responses) == 2 * len(managers)
