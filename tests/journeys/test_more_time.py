"""More time: asked for by the manager, given by the IRO alone, and what it means for the totals."""

import pytest

from resolution.events import DueDateMoved, TotalWarned
from resolution.policy import Must
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED, POLICIES
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import asks_for, leaves, opens, takes

LONGER = "2027-01-12"
WHY = {
    "reason": f"A report on {PLANTED} is awaited.",
    "benefit": f"{PLANTED} gets the right placement.",
}


@pytest.mark.parametrize("policy", POLICIES)
@ON_SQLITE
async def test_time_beyond_the_whole_process_is_warned_of_and_given_all_the_same(
    policy: str, a_council_of: Open
) -> None:
    """Durham §4 and §5.4: 17 working days in all, adjusted by the IRO for the child's benefit;
    Knowsley, Timescales 5: no more than 20; IRO Handbook 6.2 for the others."""
    async with a_council_of(policy) as council:
        iro, ref = await raise_one(council)
        manager = council.assignees(ref)[0]
        before = council.due_at(ref, Must.RESPOND)
        await takes(manager, ref, "Ask for more time", wanted_on=LONGER, **WHY)
        assert council.due_at(ref, Must.RESPOND) == before
        (asked,) = iro.received("More time is asked for")
        assert WHY["benefit"] in words(asked)

        press = await asks_for(iro, ref, "Give more time")
        total = next(t for t in council.authority.policy.totals if t.warn_before)
        assert "The day asked for takes the case past this limit." in iro.sees
        enquiries = "What the school can offer."
        await iro.sends(press, new_due_on=LONGER, enquiries=enquiries, **WHY)
        assert "was" in iro.told, "both dates are said"
        assert total.title in iro.told
        await council.settle()
        moved = next(e for e in council.trail(ref) if isinstance(e, DueDateMoved))
        assert (moved.old_due_at, moved.benefit) == (before, WHY["benefit"])
        assert moved.enquiries == enquiries
        (told,) = manager.received("More time was given")
        assert "12 January 2027" in words(told)
        assert "At first it was" in words(told)

        await council.until("2027-01-08T12:00")
        assert iro.received("A total limit is near")
        assert iro.received("A total limit was passed")
        warned = [e for e in council.trail(ref) if isinstance(e, TotalWarned)]
        assert {e.passed for e in warned} == {False, True}
        assert council.case(ref).is_open, "nothing is blocked or closed by it"


@ON_SQLITE
async def test_time_is_the_iro_s_to_give_with_reason_and_benefit(a_council_of: Open) -> None:
    """Durham §5.4: any adjustment is considered by the IRO, when it benefits the child."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council)
        manager = council.holder("team_manager")
        press = await asks_for(iro, ref, "Give more time")
        for day, sentence in (
            ("2026-11-20", "This day is in the past"),
            ("2026-11-26", "give a later day"),
            ("2026-12-26", "That is not a working day"),
        ):
            await iro.sends(press, new_due_on=day, **WHY)
            assert sentence in iro.sees, day
            assert WHY["reason"] in iro.sees, "what was typed is kept"
        await iro.sends(press, new_due_on=LONGER, reason=WHY["reason"], benefit="  ")
        assert "Say how it helps the child." in iro.sees
        leaves(iro)
        await manager.sends(press, new_due_on=LONGER, **WHY)
        assert "DueDateMoved" not in council.kinds(ref), "a manager only asks"
        assert "can give more time" in manager.told
        press = await asks_for(iro, ref, "Give more time")
        await iro.sends(press, new_due_on=LONGER, **WHY)
        assert "was Friday 27 November 2026, 17:00" in iro.told
        await opens(iro, ref)
        assert "12 January 2027" in iro.sees
