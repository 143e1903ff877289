"""What a private route holds is shown to those entitled to it, wherever it could be read."""

from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, raise_one
from tests.dialogs.test_offers import find

ADVICE = "Counsel thinks that the council is in breach."
FIRST = {"fact_asked_on": "2026-11-23", "fact_asked_of": "Counsel", "fact_question": "May they?"}
THEN = {"fact_received_on": "2026-11-23", "fact_advice_outcome": ADVICE}
LAST = {"fact_decision": f"We go on. {ADVICE}"}


async def records(who: Chat, ref: str, step: str, **typed: str) -> None:
    await find(who, ref, "Take another route")
    await who.presses("Take another route")
    await who.presses("Next", route="legal-advice")
    await who.presses("Next", step=f"legal-advice/{step}")
    await who.presses(who.sending, **typed)


async def advised() -> tuple[Office, Chat, str]:
    """A Durham case whose IRO took legal advice to its end."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    for step, typed in (("ask", FIRST), ("received", THEN), ("decide", LAST)):
        await records(iro, ref, step, **typed)
    return office, iro, ref


async def sees_everything(who: Chat, ref: str) -> str:
    """The case, its history and the texts for the child's file, as one text."""
    await find(who, ref, "See the history")
    seen = who.sees + await who.presses("See the history")
    await find(who, ref, "Tick as filed")
    seen += await who.presses("Tick as filed")
    for title in [title for title in who.buttons if title.startswith("Show “")]:
        seen += await who.presses(title)
    return seen


async def test_legal_advice_is_read_by_the_iro_and_not_by_the_manager_who_is_challenged() -> None:
    office, iro, ref = await advised()
    assert ADVICE in await sees_everything(iro, ref)
    manager = office.chat("team_manager")
    seen = await sees_everything(manager, ref)
    assert ADVICE not in seen
    assert "Counsel" not in seen
    assert "recorded Independent legal advice: Received the advice" in seen, "that it was, is known"


async def test_the_challenged_manager_is_not_offered_the_iros_steps() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await records(iro, ref, "ask", **FIRST)
    manager = office.chat("team_manager")
    offered = list(manager.buttons)
    await manager.says(f"case {ref}")
    while "More" in manager.buttons:
        await manager.presses("More")
        offered += manager.buttons
    if "Take another route" in offered:
        await find(manager, ref, "Take another route")
        await manager.presses("Take another route")
        assert "Independent legal advice" not in manager.sees
