"""One message where one will do: what a single act owes the same person is put together."""

from datetime import date
from typing import Any

import pytest

from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london, person_id
from tests.world import World


def of_last(world: World, command: Any) -> dict[str, list[NoticeKind]]:
    """By person: the kinds of the notices that one command owes."""
    before = len(world.owed)
    world.do(command)
    found: dict[str, list[NoticeKind]] = {}
    for notice in world.owed[before:]:
        found.setdefault(notice.to.person_id, []).append(notice.kind)
    return found


def at(policy: str, stage: str = "", **changes: Any) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(**({"stage_key": stage} if stage else {}), **changes)
    return world


def test_a_response_without_an_acknowledgement_before_it_is_one_message() -> None:
    world = at("northamptonshire")
    told = of_last(world, c.SubmitResponse(**world.by("team_manager"), text="We will."))
    assert told[person_id("iro")] == [NoticeKind.RESPONSE_RECEIVED]


def test_a_case_that_is_taken_up_again_is_one_message_to_each() -> None:
    world = at("northamptonshire")
    world.do(c.Resolve(**world.by("iro"), outcome="Done.", impact="A home."))
    told = of_last(world, c.Reopen(**world.by("iro"), reason="It stopped."))
    assert told[person_id("team_manager")] == [NoticeKind.ASKED_TO_RESPOND]
    assert told[person_id("iro_manager")] == [NoticeKind.REOPENED]
    asked = [n for n in world.owed if n.kind is NoticeKind.ASKED_TO_RESPOND][-1]
    assert asked.facts["reopened"] == "yes"


def test_the_owner_told_at_one_level_hears_once_that_the_next_began() -> None:
    """Brighton & Hove §3.2: the IRO is told at level 2, and level 3 is another post's to raise."""
    world = at("brighton-and-hove")
    world.do(c.Escalate(**world.by("iro_manager"), to_stage="level-2", reason="Unresolved."))
    world.do(c.HandOver(**world.by("iro_manager"), note="Please."))
    to_3 = c.Escalate(**world.by("head_of_safeguarding"), to_stage="level-3", reason="Unresolved.")
    told = of_last(world, to_3)
    assert told[person_id("iro")] == [NoticeKind.FOR_INFORMATION]
    assert all(len(kinds) == 1 for kinds in told.values())


@pytest.mark.parametrize(
    ("policy", "from_stage", "to_stage", "left"),
    [
        ("brighton-and-hove", "informal", "level-1", {"social_worker", "iro_manager"}),
        ("durham", "stage-4", "stage-5", {"legal_advisor"}),
    ],
)
def test_whom_the_next_stage_tells_only_on_a_condition_hears_that_this_one_was_left(
    policy: str, from_stage: str, to_stage: str, left: set[str]
) -> None:
    """Brighton & Hove §3.2 Level 1 and §9; Durham's table, stages 4 and 5."""
    conditions = ("court_proceedings",) if policy == "durham" else ()
    day = date(2026, 12, 1) if from_stage == "informal" else None
    world = at(policy, from_stage, agreed_by=day, conditions=conditions)
    to_next = c.Escalate(**world.by("iro"), to_stage=to_stage, reason="Unresolved.")
    told = of_last(world, to_next)
    for post in left:
        assert told[person_id(post)] == [NoticeKind.FOR_INFORMATION], post


def test_a_person_added_to_a_date_that_stays_is_the_only_one_who_is_told() -> None:
    """Durham's table, stage 4: others to be determined by the Strategic Managers."""
    world = at("durham", "stage-4")
    when = london("2026-12-01T10:00")
    world.do(c.ProposeMeeting(**world.by("iro"), at=when))
    world.do(c.ConfirmMeeting(**world.by("iro"), at=when))
    new = person_id("head_of_childrens_social_care")
    told = of_last(world, c.ProposeMeeting(**world.by("iro"), at=when, further=(new,)))
    assert told == {new: [NoticeKind.MEETING_CONFIRMED]}


def test_two_dates_that_pass_at_once_ask_for_the_routes_once() -> None:
    """Durham's table, stage 7: the response and the meeting have the same working day."""
    world = at("durham", "stage-7")
    world.until("2026-11-25T10:00")
    lapses = [
        n
        for n in world.owed
        if n.kind is NoticeKind.LAPSED_OWNER and n.to.person_id == person_id("iro")
    ]
    assert len(lapses) == 2
    assert len([n for n in lapses if not n.facts.get("prompted")]) == 1


def test_who_advises_everybody_of_a_referral_hears_of_it_once() -> None:
    """Durham's table, row 8: all above to be advised by the IRO Operations Manager."""
    world = at("durham", "stage-4")
    referral = c.ReferToCafcass(
        **world.by("iro"), reasons="Unresolved.", documents="none", referred_on=date(2026, 11, 23)
    )
    told = of_last(world, referral)
    assert told[person_id("iro_operations_manager")] == [NoticeKind.STEP_RECORDED]
