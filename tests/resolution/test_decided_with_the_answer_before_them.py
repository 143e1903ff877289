"""Nobody decides on an answer that came after the card from which they decide was drawn."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resolution import commands as c
from resolution.errors import CaseMovedOn
from resolution.policy_file import load_policy
from tests.builders import REF, a_rulebook, holder
from tests.dialogs.office import Office, answers_to, raise_one
from tests.dialogs.test_offers import find
from tests.world import World

SIXTH = Path(__file__).with_name("sixth_council.toml")
IRO: dict[str, Any] = {"case_ref": REF, "by": holder("iro")}
DECISIONS: dict[str, tuple[type[c.Command], dict[str, Any]]] = {
    "escalates": (c.Escalate, {"to_stage": "stage-3", "reason": "Nobody answered."}),
    "is not satisfied": (c.RejectResponse, {"reason": "No day is given."}),
    "resolves": (c.Resolve, {"outcome": "A plan.", "impact": "Settled."}),
    "withdraws": (c.Withdraw, {"reason": "No longer needed."}),
}


@pytest.mark.parametrize("decides", DECISIONS)
def test_an_answer_that_came_since_is_read_first(decides: str) -> None:
    world = World(a_rulebook("durham"))
    act, said = DECISIONS[decides]
    seen = world.raise_one().version
    before = world.do(c.SubmitResponse(**world.by("team_manager"), text="We will."))
    with pytest.raises(CaseMovedOn, match="nothing was changed"):
        world.do(act(**IRO, seen_version=seen, **said))
    assert world.case() == before
    world.do(act(**IRO, seen_version=before.version, **said))


def test_the_answer_of_one_of_several_is_not_judged_with_that_of_another_unread() -> None:
    world = World(a_rulebook(load_policy(str(SIXTH))))
    world.raise_one(stage_key="step-2", agreed_by=date(2026, 12, 7))
    first, second = world.case().visit.assignees
    seen = world.do(c.SubmitResponse(**world.by(first.post), text="We will.")).version
    world.do(c.SubmitResponse(**world.by(second.post), text="So will we."))
    with pytest.raises(CaseMovedOn):
        world.do(c.RejectResponse(**IRO, seen_version=seen, reason="No day is given."))
    assert len(world.case().visit.answers) == 2


def test_a_note_since_then_is_no_reason_to_ask_again() -> None:
    world = World(a_rulebook("durham"))
    seen = world.raise_one().version
    world.do(c.AddNote(**world.by("team_manager"), text="We are looking into it."))
    act, said = DECISIONS["escalates"]
    world.do(act(**IRO, seen_version=seen, **said))
    assert world.case().stage_key == "stage-3"


async def test_who_escalates_is_shown_the_answer_and_keeps_what_they_wrote() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    typed = {**answers_to(iro), "reason": "Nobody has answered us in time."}
    kept = iro.button(iro.sending)
    manager = office.chat("team_manager").actor
    await office.submit(c.SubmitResponse(case_ref=ref, by=manager, text="The visit is booked."))

    seen = await iro.sends(kept, **typed)

    assert "nothing was changed" in seen
    assert "The visit is booked." in seen
    assert "Nobody has answered us in time." in seen
    assert office.stored(ref).stage_key == "stage-2"
