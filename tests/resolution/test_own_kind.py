"""A chair raises child protection cases and refers none; an IRO's powers are an IRO's."""

from datetime import date
from typing import Any

import pytest

from resolution import commands as c
from resolution.errors import NotYours
from resolution.policy import CaseKind
from tests.builders import a_raise, a_rulebook, holder
from tests.world import World

TWO_KINDS = ("knowsley", "northamptonshire")
REFERRAL: dict[str, Any] = {
    "reasons": "Nothing else is left.",
    "documents": "none",
    "referred_on": date(2026, 11, 23),
}


@pytest.mark.parametrize("policy", TWO_KINDS)
def test_a_chair_raises_no_looked_after_case_and_an_iro_no_child_protection_case(
    policy: str,
) -> None:
    """Knowsley §1, Northamptonshire §2 and §3: the two offices have duties of their own."""
    rulebook = a_rulebook(policy)
    for post, kind in (("cp_chair", CaseKind.LOOKED_AFTER), ("iro", CaseKind.CHILD_PROTECTION)):
        with pytest.raises(NotYours, match="the directory does not give you that post"):
            World(rulebook).do(a_raise(rulebook, kind=kind, by=holder(post)))


@pytest.mark.parametrize("policy", TWO_KINDS)
def test_each_raises_their_own(policy: str) -> None:
    rulebook = a_rulebook(policy)
    for post, kind in (("iro", CaseKind.LOOKED_AFTER), ("cp_chair", CaseKind.CHILD_PROTECTION)):
        case = World(rulebook).do(a_raise(rulebook, kind=kind, by=holder(post)))
        assert case.owner is not None
        assert case.owner.post == post


def test_a_referral_is_made_by_the_owner_and_by_whom_the_procedure_names() -> None:
    """Brighton & Hove §3.2 Level 5: the Head of Safeguarding; Children Act 1989 s25B(3)."""
    world = World()
    world.raise_one(stage_key="level-2")
    with pytest.raises(NotYours, match="whom the procedure names"):
        world.do(c.ReferToCafcass(**world.by("iro_manager"), **REFERRAL))
    world.do(c.ReferToCafcass(**world.by("iro"), **REFERRAL))
    later = World()
    later.raise_one(stage_key="level-5")
    later.do(c.ReferToCafcass(**later.by("head_of_safeguarding"), **REFERRAL))
    assert later.case().cafcass_on == date(2026, 11, 23)
