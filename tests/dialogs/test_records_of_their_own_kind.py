"""A record is begun for the kinds of case that are the opener's own; none is chosen for them."""

import pytest
from msgspec.structs import replace

from resolution import commands as c
from resolution.errors import NotYours
from resolution.notices import NoticeKind
from resolution.people import Holding
from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from tests.builders import REF, a_directory, a_rulebook, holder, person_id
from tests.dialogs.office import Office, answers_to
from tests.dialogs.test_records import CHILD, begin
from tests.world import World

SIDES = (
    ("iro", "looked_after", "iro_manager"),
    ("cp_chair", "child_protection", "cp_chair_manager"),
)


@pytest.mark.parametrize(("post", "kind", "manager"), SIDES)
async def test_praise_goes_to_the_openers_own_manager(post: str, kind: str, manager: str) -> None:
    """Northamptonshire §8: the Child Protection Chair Manager manages the chairs."""
    office = Office(a_rulebook("northamptonshire"))
    chat = office.chat(post)
    ref = await begin(chat, "Good practice")
    assert office.stored(ref).kind == kind
    told = {n.to.person_id for n in office.owed if n.kind is NoticeKind.STEP_RECORDED}
    others = {person_id(one) for _, _, one in SIDES} - {person_id(manager)}
    assert person_id(manager) in told
    assert told.isdisjoint(others)


async def test_a_chair_is_not_asked_what_kind_of_case_it_is() -> None:
    chat = Office(a_rulebook("northamptonshire")).chat("cp_chair")
    await chat.says("record")
    await chat.presses("Open “Good practice”")
    assert "kind" not in chat.inputs


async def test_who_owns_both_kinds_chooses_and_nothing_is_chosen_before() -> None:
    policy = load_policy("northamptonshire")
    people = tuple(
        replace(p, holdings=(*p.holdings, Holding("cp_chair"))) if p.id == person_id("iro") else p
        for p in a_directory(policy).people
    )
    office = Office(a_rulebook(policy, directory=a_directory(policy, people=people)))
    chat = office.chat("iro")
    await chat.says("record")
    await chat.presses("Open “Good practice”")
    asked = chat.inputs["kind"]
    assert [choice["value"] for choice in asked["choices"]] == ["looked_after", "child_protection"]
    assert "value" not in asked
    typed = {**answers_to(chat), **CHILD, "kind": ""}
    assert "Choose the kind" in await chat.presses(chat.sending, **typed)


@pytest.mark.parametrize(("post", "kind", "manager"), SIDES)
def test_the_other_office_is_refused_whatever_form_it_sends(
    post: str, kind: str, manager: str
) -> None:
    """Northamptonshire §3 and §4: the two offices have duties of their own."""
    rulebook = a_rulebook("northamptonshire")
    other = next(theirs for theirs, _, _ in SIDES if theirs != post)
    command = c.OpenRecord(
        case_ref=REF,
        by=holder(other),
        policy_id=rulebook.policy.id,
        route="recognition",
        values={"practice_who": "The team", "practice": "They kept their word."},
        team="north",
        kind=CaseKind(kind),
        file_number="1234567",
        initials="IO",
    )
    with pytest.raises(NotYours, match="is recorded by"):
        World(rulebook).do(command)
    case = World(rulebook).do(replace(command, by=holder(post)))
    assert case.owner is not None
    assert case.owner.post == post
