"""What journeys are made of: a challenge is raised through both steps, and answered."""

from resolution.policy import CaseKind
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


async def raise_one(council: Council, stage: str = "", /, **changes: str) -> tuple[Colleague, str]:
    """Whoever owns such a case raises a challenge in their chat; they, and the reference."""
    return await _raise(council, stage, changes)


async def raise_pressing_twice(council: Council) -> tuple[Colleague, str]:
    """The same by somebody who presses the last button twice."""
    return await _raise(council, "", {}, presses=2)


async def _raise(
    council: Council, stage: str, changes: dict[str, str], presses: int = 1
) -> tuple[Colleague, str]:
    policy = council.authority.policy
    first = {"kind": policy.kinds[0].value, "team": TEAM, "stage": policy.first_formal.key}
    first |= {key: changes.pop(key) for key in ("kind", "conditions") if key in changes}
    if stage:
        first["stage"] = stage
    owner = council.holder(policy.owners[CaseKind(first["kind"])])
    before = set(council.service.store.trail.refs())
    await owner.says("raise")
    await owner.presses("Next", **first)
    form = owner.form
    typed = {**form, **MATTER, **changes}
    raises = owner.button(raise_title(owner))
    for _ in range(presses):
        await owner.sends(raises, **typed)
    (ref,) = set(council.service.store.trail.refs()) - before
    assert ref in words(owner.card)
    await council.settle()
    return owner, ref


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
