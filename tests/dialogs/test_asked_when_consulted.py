"""Whoever was consulted is asked for what the procedure has them ensure: once, as no permission."""

from typing import Any

import pytest

from dialogs.notices import draw
from resolution import commands as c
from resolution.notices import Notice
from resolution.policy import CaseKind
from tests.builders import a_rulebook, holder, person_id
from tests.cards.lint import problems
from tests.world import World

BUTTON = "Say whether all was tried"


def consulted(said: str = "advice") -> World:
    world = World(a_rulebook("northamptonshire"))
    world.raise_one(**{said: "Go on."})
    return world


def told_of_it(world: World) -> tuple[Notice, dict[str, Any]]:
    """The last message that tells the line manager that they were consulted, or were not."""
    mine = [n for n in world.owed if n.to.person_id == person_id("iro_manager")]
    notice = [n for n in mine if "consulted" in n.facts][-1]
    to, at = notice.to.person_id, world.moment
    drawn = draw(notice.kind, notice.facts, world.case(), world.rulebook, to, at)
    assert drawn is not None
    assert problems(drawn[0]) == []
    return notice, drawn[0]


def test_the_line_manager_is_asked_whether_all_informal_attempts_were_made() -> None:
    """Northamptonshire §6: who will ensure that all attempts have been made."""
    for said in ("advice", "unconsulted_why"):
        card = told_of_it(consulted(said))[1]
        assert card["actions"][0]["title"] == BUTTON
        assert "Please record: **Whether all informal attempts were made**" in str(card)


def test_what_they_answered_is_told_to_the_owner_and_not_asked_for_again() -> None:
    world = consulted()
    answer = {"attempts_made": "no", "attempts_more": "A call to the practice manager."}
    manager = world.by("iro_manager")
    world.do(c.RecordStep(**manager, route="consultation", step="attempts", values=answer))
    assert world.owed[-1].to.person_id == person_id("iro")

    to_2 = c.Escalate(**world.by("iro"), to_stage="level-2", reason="No.", advice="Go on.")
    case = world.do(to_2)

    assert case.stage_key == "level-2"
    assert BUTTON not in str(told_of_it(world)[1])


def test_where_a_procedure_asks_nothing_of_them_there_is_no_such_button() -> None:
    """Brighton & Hove §3.2: the IRO Manager is consulted about possible routes."""
    world = World(a_rulebook("brighton-and-hove"))
    world.raise_one()
    world.do(c.Escalate(**world.by("iro"), to_stage="level-2", reason="No.", advice="Go on."))
    assert "Please record" not in str(told_of_it(world)[1])


@pytest.mark.parametrize(
    ("officer", "manager"), [("iro", "iro_manager"), ("cp_chair", "cp_chair_manager")]
)
def test_a_talk_put_on_record_afterwards_asks_the_line_manager_too(
    officer: str, manager: str
) -> None:
    """Northamptonshire §6: their immediate line manager who will ensure …"""
    world = World(a_rulebook("northamptonshire"))
    kind = CaseKind.LOOKED_AFTER if officer == "iro" else CaseKind.CHILD_PROTECTION
    world.raise_one(by=holder(officer), kind=kind)
    said = {"consulted_on": "2026-11-23", "consulted_with": "My manager", "advice": "Go on."}
    world.do(c.RecordStep(**world.by(officer), route="consultation", step="consult", values=said))
    notice = world.owed[-1]
    assert notice.to.person_id == person_id(manager)
    drawn = draw(
        notice.kind, notice.facts, world.case(), world.rulebook, person_id(manager), world.moment
    )
    assert drawn is not None
    assert drawn[0]["actions"][0]["title"] == BUTTON
