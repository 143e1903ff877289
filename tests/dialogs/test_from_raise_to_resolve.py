import pytest

from resolution.case import Status
from tests.builders import a_rulebook
from tests.dialogs.office import Office, answers_to, raise_one

POLICIES = ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")


@pytest.mark.parametrize("policy", POLICIES)
async def test_a_challenge_is_raised_acknowledged_answered_and_resolved(policy: str) -> None:
    office = Office(a_rulebook(policy))
    iro, ref = await raise_one(office)
    case = office.stored(ref)
    assert case.status is Status.OPEN
    assert ref in iro.sees
    assert "Raised." in iro.sees

    asked = [office.chat(assignee.post) for assignee in case.visit.assignees]
    if not case.visit.all_of:
        asked = asked[:1]
    for manager in asked:
        await manager.says(f"case {ref}")
        assert "The plan has not moved" in manager.sees
        await manager.presses("Acknowledge")
        assert "Acknowledged" in manager.sees
        assert "Acknowledge" not in manager.buttons
        await manager.presses("Respond")
        form = {"text": "A decision is made at the panel on Friday.", "completed": "true"}
        await manager.presses("Send response", **{**answers_to(manager), **form})
        assert "A decision is made" in manager.sees
    assert office.stored(ref).visit.is_answered

    await iro.says(ref.lower())
    await iro.presses("Resolve")
    await iro.presses("Resolve the case", outcome="Placement agreed.", impact="They can settle.")
    assert office.stored(ref).status is Status.RESOLVED
    assert "Resolved" in iro.sees
    assert "Reopen" in iro.buttons


@pytest.mark.parametrize("policy", POLICIES)
async def test_an_iro_can_start_at_the_last_stage_and_say_why(policy: str) -> None:
    rulebook = a_rulebook(policy)
    last = rulebook.policy.stages[-1]
    iro, ref = await raise_one(Office(rulebook), last.key, bypass_reason="There is no time.")
    assert last.title in iro.sees
    assert ref


@pytest.mark.parametrize("policy", POLICIES)
async def test_an_unanswered_case_goes_up_the_whole_ladder(policy: str) -> None:
    office = Office(a_rulebook(policy))
    iro, ref = await raise_one(office)
    for stage in office.policy().stages[
        office.policy().position(office.stored(ref).stage_key) + 1 :
    ]:
        await office.forward(7)
        await iro.says(f"case {ref}")
        await iro.presses("Escalate")
        typed = {**answers_to(iro), "reason": "Nobody answered.", "agreed_by": "2027-12-01"}
        await iro.presses("Escalate now", **typed)
        assert "Escalated" in iro.sees
        assert office.stored(ref).stage_key == stage.key
    await iro.says(f"case {ref}")
    assert "Escalate" not in iro.buttons


async def test_a_response_that_is_not_enough_is_given_again() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    manager = office.chat(office.stored(ref).visit.assignees[0].post)
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    await manager.presses("Send response", text="We will see.")
    assert "Respond" not in manager.buttons
    await iro.says(f"case {ref}")
    await iro.presses("Say it is not enough")
    await iro.presses("Tell them it is not enough", reason="No day is given.")
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    await manager.presses("Send response", text="On 4 January.")
    assert len(office.stored(ref).visit.responses) == 2


async def test_more_time_is_asked_for_and_given() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    manager = office.chat(office.stored(ref).visit.assignees[0].post)
    await manager.says(f"case {ref}")
    await manager.presses("Ask for more time")
    typed = {"wanted_on": "2026-12-04", "reason": "Leave.", "benefit": "A better plan."}
    await manager.presses("Ask the owner", **typed)
    await iro.says(f"case {ref}")
    if "Give more time" not in iro.buttons:
        await iro.presses("More")
    await iro.presses("Give more time")
    assert iro.inputs["new_due_on"]["value"] == "2026-12-04"
    clock = iro.inputs.get("clock_id", {}).get("value", "")
    given = {"new_due_on": "2026-12-04", "reason": "Leave.", "benefit": "A better plan."}
    await iro.presses("Set the new date", clock_id=clock, **given)
    assert office.stored(ref).extensions == 1
