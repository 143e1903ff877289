"""What a manager writes of an IRO's supervision is for senior managers, not for the challenged."""

from typing import Any

import pytest

from resolution import commands as c
from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, raise_one
from tests.dialogs.test_offers import find

NOTES = "The concern is strong, its first form was too sharp."
BRIEFED = "The service stands behind the concern."
SENIOR = {
    "level-2": "service_manager",
    "level-3": "strategic_manager",
    "level-4": "assistant_director",
}


async def supervised(stage: str) -> tuple[Office, str]:
    """An escalated case on which the manager gave supervision and briefed senior managers."""
    office = Office(a_rulebook("northamptonshire"))
    iro, ref = await raise_one(office, "level-1")
    manager = office.chat("iro_manager").actor
    if stage != "level-1":
        await office.submit(
            c.Escalate(case_ref=ref, by=iro.actor, to_stage=stage, reason="Not resolved.")
        )
    for step, values in (
        ("feedback", {"supervision_on": "2026-11-23", "strengths": NOTES}),
        ("briefing", {"briefing": BRIEFED}),
    ):
        facts: dict[str, Any] = {"route": "supervision", "step": step, "values": values}
        await office.submit(c.RecordStep(case_ref=ref, by=manager, **facts))
    return office, ref


async def reads(who: Chat, ref: str) -> str:
    """The case and its whole history, as one text."""
    await find(who, ref, "See the history")
    seen = who.sees + await who.presses("See the history")
    while "Show later" in who.buttons:
        seen += await who.presses("Show later")
    return seen


@pytest.mark.parametrize("stage", ["level-1", *SENIOR])
async def test_the_team_manager_sees_that_it_was_held_and_none_of_its_words(stage: str) -> None:
    """Northamptonshire §8: clear and transparent evidence for senior managers."""
    office, ref = await supervised(stage)
    seen = await reads(office.chat("team_manager"), ref)
    assert "Gave supervision" in seen
    assert NOTES not in seen
    assert BRIEFED not in seen


@pytest.mark.parametrize("stage", list(SENIOR))
async def test_the_owner_their_managers_and_the_senior_manager_who_answers_read_it(
    stage: str,
) -> None:
    office, ref = await supervised(stage)
    for post in ("iro", "iro_manager", "strategic_manager_sqa", SENIOR[stage]):
        seen = await reads(office.chat(post), ref)
        assert NOTES in seen, post
        assert BRIEFED in seen, post
