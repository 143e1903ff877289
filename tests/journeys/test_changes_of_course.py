"""More time, a referral, a withdrawal, another holder: what the owner may do on the way."""

from resolution.case import Status
from resolution.events import DueDateMoved, StageLapsed
from resolution.policy import Must
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import words

LATER = "2026-12-09"


async def test_more_time_is_asked_for_and_given_and_every_reminder_moves(council: Council) -> None:
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    before = council.due_at(ref, Must.RESPOND)
    await manager.presses_more("Ask for more time")
    why = {"reason": f"A report on {PLANTED} is late.", "benefit": f"{PLANTED} gets a better plan."}
    await manager.presses("Ask the owner", wanted_on=LATER, **why)
    await council.settle()
    assert council.due_at(ref, Must.RESPOND) == before, "the date stays until the owner agrees"
    assert iro.received("More time is asked for")

    await iro.presses("Give more time")
    await iro.presses("Set the new date", new_due_on=LATER, **why)
    await council.settle()
    after = council.due_at(ref, Must.RESPOND)
    assert after.date().isoformat() == LATER
    assert manager.received("More time was given")
    moved = [e for e in council.trail(ref) if isinstance(e, DueDateMoved) and e.why == "extension"]
    assert (moved[0].old_due_at, moved[0].new_due_at) == (before, after), "both dates are kept"

    await council.to(council.next_morning(before))
    assert "1.respond" not in lapsed(council, ref)
    assert not manager.received("Overdue")
    await council.to(council.next_morning(after))
    assert "1.respond" in lapsed(council, ref)
    assert manager.received("Overdue")


def lapsed(council: Council, ref: str) -> set[str]:
    """The clocks that ran out; Brighton & Hove's owner has one of their own beside the response."""
    return {event.clock_id for event in council.trail(ref) if isinstance(event, StageLapsed)}


async def test_only_the_owner_gives_more_time(council: Council) -> None:
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    await iro.presses_more("Give more time")
    kept = iro.button("Set the new date")
    before = council.due_at(ref, Must.RESPOND)
    await manager.sends(kept, new_due_on=LATER, reason="Leave.", benefit="None.")
    assert council.due_at(ref, Must.RESPOND) == before
    assert "DueDateMoved" not in council.kinds(ref)


async def test_a_referral_to_cafcass_is_recorded_and_blocks_nothing(council: Council) -> None:
    iro, ref = await raise_one(council)
    await iro.presses_more("Record a Cafcass referral")
    typed = {"referred_on": "2026-11-23", "reasons": f"{PLANTED} waits.", "documents": "none"}
    await iro.presses("Record referral", **typed)
    await council.settle()
    assert "ReferredToCafcass" in council.kinds(ref)
    (manager, *_) = council.assignees(ref)
    assert manager.received("The case was referred to Cafcass")
    assert council.case(ref).is_open
    await manager.presses("Acknowledge")
    assert "ChallengeAcknowledged" in council.kinds(ref), "the stages go on beside it"
    await council.to(council.next_morning(council.due_at(ref, Must.RESPOND)))
    assert "StageLapsed" in council.kinds(ref)


async def test_a_withdrawn_challenge_stops_every_clock_and_everyone_is_told(
    council: Council,
) -> None:
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    due_at = council.due_at(ref, Must.RESPOND)
    await iro.presses_more("Withdraw")
    await iro.presses("Withdraw the case", reason=f"{PLANTED} has moved.")
    await council.settle()
    assert council.case(ref).status is Status.WITHDRAWN
    assert manager.received("The case was withdrawn")
    assert "Respond" not in manager.titles
    told = len(council.channel.delivered())
    await council.to(council.next_morning(due_at))
    assert "StageLapsed" not in council.kinds(ref)
    assert "AssigneeReminded" not in council.kinds(ref)
    assert len(council.channel.delivered()) == told, "nothing more is sent, and no digest"


async def test_a_duty_passes_to_somebody_else_who_answers_in_time(council: Council) -> None:
    iro, ref = await raise_one(council)
    (old, *_) = council.assignees(ref)
    new = council.stranger()
    await iro.presses_more("Reassign")
    typed = {**iro.form, "person_id": new.id, "reason": "A change of team."}
    typed["post"] = next(a.post for a in council.case(ref).visit.assignees if a.person_id == old.id)
    await iro.presses("Reassign now", **typed)
    await council.settle()
    (told,) = new.received("This is now yours to answer")
    assert PLANTED in words(told)
    assert "Reassigned" in council.kinds(ref)
    await new.presses("Acknowledge")
    acknowledged = council.trail(ref)[-1]
    assert acknowledged.by.person_id == new.id
    await old.says(f"case {ref}")
    assert "Acknowledge" not in old.titles, "the duty is no longer theirs"
