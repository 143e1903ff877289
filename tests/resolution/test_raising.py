"""Beginning a case."""

from datetime import date
from typing import Any

import pytest

from resolution.case import Status
from resolution.errors import AlreadyDone, Incomplete, NotYours
from resolution.events import StageOpened
from resolution.notices import NoticeKind
from tests.builders import a_challenge, a_rulebook, holder, person_id
from tests.world import World

POLICIES = ["bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley"]


@pytest.mark.parametrize("policy", POLICIES)
def test_a_challenge_opens_the_stage_that_its_raiser_chose_and_asks_its_responders(
    policy: str,
) -> None:
    world = World(a_rulebook(policy))
    stage = world.rulebook.policy.first_formal

    case = world.raise_one()

    assert case.status is Status.OPEN
    assert case.stage_key == stage.key
    assert world.told(NoticeKind.ASKED_TO_RESPOND) == {
        person_id(post) for post in stage.responders(case.kind).posts
    }


def test_the_same_form_sent_twice_raises_once() -> None:
    world = World()
    world.raise_one()

    with pytest.raises(AlreadyDone, match="raised already"):
        world.raise_one()


def test_the_notified_posts_are_told_for_information() -> None:
    world = World(a_rulebook("durham"))

    world.raise_one()

    assert person_id("operations_manager") in world.told(NoticeKind.FOR_INFORMATION)


def test_somebody_without_the_post_cannot_raise() -> None:
    world = World()

    with pytest.raises(NotYours, match="directory does not give you"):
        world.raise_one(by=holder("pod_team_manager"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"initials": "Alice Brown"}, "initials"),
        ({"initials": ""}, "initials"),
        ({"file_number": "Alice"}, "file_number"),
        ({"file_number": ""}, "file_number"),
        ({"team": "nowhere"}, "team"),
        ({"themes": ()}, "themes"),
        ({"themes": ("made-up",)}, "themes"),
        ({"stage_key": "level-9"}, "stage"),
        ({"bypass_reason": " "}, "bypass_reason"),
        ({"challenge": a_challenge(worry=" ")}, "worry"),
        ({"challenge": a_challenge(impact="x" * 4001)}, "impact"),
        ({"challenge": a_challenge(needed_by=date(2026, 11, 22))}, "needed_by"),
        ({"challenge": a_challenge(child_knows=False)}, "child_knows_why"),
    ],
)
def test_each_wrong_field_is_answered_by_a_sentence_of_its_own(
    changes: dict[str, Any], field: str
) -> None:
    world = World()

    with pytest.raises(Incomplete) as refusal:
        world.raise_one(**changes)

    assert field in refusal.value.fields
    assert refusal.value.fields[field].endswith(".")
    assert world.trail == []


def test_an_informal_stage_needs_the_day_that_was_agreed() -> None:
    world = World()

    with pytest.raises(Incomplete) as refusal:
        world.raise_one(stage_key="informal", bypass_reason="")

    assert set(refusal.value.fields) == {"agreed_by"}


def test_a_negotiated_timescale_is_due_on_the_agreed_day() -> None:
    world = World()

    case = world.raise_one(stage_key="informal", bypass_reason="", agreed_by=date(2026, 12, 14))

    assert case.open_clocks[0].due_at == world.rulebook.calendar.due_on_day(date(2026, 12, 14))


def test_starting_later_names_the_stages_that_were_bypassed() -> None:
    world = World()

    world.raise_one(stage_key="level-3")

    opened = next(e for e in world.trail if isinstance(e, StageOpened))
    assert opened.bypassed == ("informal", "level-1", "level-2")
