"""The day that people agreed for a stage: what is unusual about it is said, and nothing blocked."""

from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find

SUNDAY = "The agreed day, Sunday 29 November 2026, is no working day: it is due on Monday 30"


async def raised(policy: str, agreed_by: str) -> tuple[Chat, str]:
    """Somebody raises the informal stage, to be resolved by this day."""
    return await raise_one(Office(a_rulebook(policy)), "informal", agreed_by=agreed_by)


async def test_a_sunday_is_pointed_out_with_the_day_on_which_it_is_due() -> None:
    """Brighton & Hove §3.2: early resolution within an agreed timescale."""
    iro, _ = await raised("brighton-and-hove", "2026-11-29")
    assert SUNDAY in iro.sees


async def test_a_day_later_than_the_procedure_s_own_is_pointed_out_with_its_source() -> None:
    """Knowsley, Informal 3: 5 days; it can vary as appropriate but must not drift."""
    iro, _ = await raised("knowsley", "2026-12-14")
    assert "5 working days would end on Monday 30 November 2026" in iro.sees
    assert "must not drift" in iro.sees


async def test_a_day_after_the_one_by_which_it_needs_to_happen_is_pointed_out() -> None:
    iro, _ = await raised("northamptonshire", "2027-02-01")
    assert "is after Monday 11 January 2027, by which it needs to happen" in iro.sees


async def test_an_ordinary_day_is_not_remarked_on() -> None:
    iro, _ = await raised("knowsley", "2026-11-27")
    assert "The agreed day" not in iro.sees


async def test_a_day_that_is_agreed_anew_is_looked_at_too() -> None:
    """Reopened, an informal stage needs another day."""
    iro, ref = await raised("brighton-and-hove", "2026-11-27")
    await find(iro, ref, "Resolve")
    await iro.presses("Resolve")
    await iro.presses(iro.sending, **answers_to(iro))
    await find(iro, ref, "Reopen")
    await iro.presses("Reopen")
    await iro.presses(iro.sending, reason="It has not moved.", agreed_by="2026-11-29")
    assert SUNDAY in iro.sees
