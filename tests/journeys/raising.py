"""What journeys are made of: a challenge is raised through both steps, and answered."""

from tests.journeys.authority import TEAM
from tests.journeys.colleague import Colleague
from tests.journeys.harness import FILE_NUMBER, INITIALS, PLANTED, Council
from tests.journeys.screen import words

MATTER = {
    "file_number": FILE_NUMBER,
    "initials": INITIALS,
    "worry": f"{PLANTED} has no plan since the last review.",
    "tried": f"Two telephone calls about {PLANTED}.",
    "impact": f"{PLANTED} does not know where to live.",
    "needed": f"A decision about {PLANTED}'s placement.",
    "needed_by": "2027-01-11",
    "child_knows": "yes",
}


async def raise_one(
    council: Council, stage: str = "", *, press_twice: bool = False, **changes: str
) -> tuple[Colleague, str]:
    """The owner raises a challenge in their chat; they, and the reference."""
    policy = council.authority.policy
    iro = council.iro
    await iro.says("raise")
    first = {"kind": policy.kinds[0].value, "team": TEAM}
    await iro.presses("Next", **first, stage=stage or policy.first_formal.key)
    form = iro.form
    typed = {**form, **MATTER, **changes}
    raises = iro.button(raise_title(iro))
    await iro.sends(raises, **typed)
    if press_twice:
        await iro.sends(raises, **typed)
    (ref,) = council.service.store.trail.refs()
    assert ref in words(iro.card)
    await council.settle()
    return iro, ref


def raise_title(iro: Colleague) -> str:
    """What the council calls raising, as the button of step two says it."""
    titles = [button for button in iro.titles if button != "Change step 1"]
    return titles[-1]


async def responds(manager: Colleague, text: str = "A panel decides on Friday.") -> None:
    """Somebody answers in the dialog that their button opens."""
    await manager.presses("Respond")
    assert manager.dialog, "the form opens as a dialog"
    await manager.presses("Send response", text=f"{PLANTED}: {text}")
    assert not manager.dialog, "the dialog closes"
    await manager.council.settle()


async def escalates(iro: Colleague) -> None:
    """The owner moves the case to the next stage, from whatever card has the button."""
    await iro.presses("Escalate")
    typed = {**iro.form, "reason": f"Nobody answered for {PLANTED}."}
    await iro.presses("Escalate now", **typed)
    await iro.council.settle()
