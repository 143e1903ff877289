"""What the assignee does."""

from datetime import date
from typing import Any

import pytest

from resolution import commands as c
from resolution.errors import AlreadyDone, CaseMovedOn, Incomplete, NotNow, NotYours
from resolution.events import ResponseSubmitted
from resolution.notices import NoticeKind
from resolution.policy import Must
from tests.builders import a_rulebook, london, person_id
from tests.world import World

ACTION = c.AgreedAction("Visit the placement", "The social worker", date(2026, 11, 30))


def a_world(policy: str = "brighton-and-hove", **changes: Any) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(**changes)
    return world


def test_acknowledging_stops_no_clock_that_asks_for_more() -> None:
    world = a_world()

    case = world.do(c.Acknowledge(**world.by("pod_team_manager")))

    assert case.clock_of(Must.RESPOND) is not None
    assert world.told(NoticeKind.ACKNOWLEDGED) == {person_id("iro")}


def test_acknowledging_twice_is_recorded_once() -> None:
    world = a_world()
    world.do(c.Acknowledge(**world.by("pod_team_manager")))

    with pytest.raises(AlreadyDone, match="response is still needed"):
        world.do(c.Acknowledge(**world.by("pod_team_manager")))

    assert world.kinds().count("ChallengeAcknowledged") == 1


def test_a_response_meets_its_clock_and_reaches_the_iro() -> None:
    world = a_world()

    case = world.do(
        c.SubmitResponse(**world.by("pod_team_manager"), text="It will be done.", actions=(ACTION,))
    )

    assert case.clock_of(Must.RESPOND) is None
    assert case.actions[0].action is ACTION
    assert world.told(NoticeKind.RESPONSE_RECEIVED) == {person_id("iro")}


def test_a_response_after_its_due_moment_is_marked_late() -> None:
    world = a_world()
    world.until("2026-12-02T10:00")

    world.do(c.SubmitResponse(**world.by("pod_team_manager"), text="Sorry."))

    assert next(e for e in world.trail if isinstance(e, ResponseSubmitted)).late


@pytest.mark.parametrize("post", ["iro", "service_manager", "chief_executive"])
def test_only_the_assignee_responds(post: str) -> None:
    world = a_world()

    with pytest.raises(NotYours, match="is with Holder of pod_team_manager"):
        world.do(c.SubmitResponse(**world.by(post), text="I would do it."))


def test_an_empty_or_endless_response_is_refused_by_its_field() -> None:
    world = a_world()

    for text in ("", " \n ", "x" * 10_000):
        with pytest.raises(Incomplete) as refusal:
            world.do(c.SubmitResponse(**world.by("pod_team_manager"), text=text))
        assert set(refusal.value.fields) == {"text"}


def test_an_agreed_action_in_the_past_is_refused() -> None:
    world = a_world()
    late = c.AgreedAction("Visit", "The social worker", date(2026, 11, 1))

    with pytest.raises(Incomplete) as refusal:
        world.do(c.SubmitResponse(**world.by("pod_team_manager"), text="Yes.", actions=(late,)))

    assert "action_1_by" in refusal.value.fields


def test_a_second_answer_waits_until_the_first_was_judged() -> None:
    world = a_world()
    world.do(c.SubmitResponse(**world.by("pod_team_manager"), text="One."))
    with pytest.raises(AlreadyDone):
        world.do(c.SubmitResponse(**world.by("pod_team_manager"), text="Two."))

    world.do(c.RejectResponse(**world.by("iro"), reason="Not enough."))
    world.do(c.SubmitResponse(**world.by("pod_team_manager"), text="Two."))

    assert world.kinds().count("ResponseSubmitted") == 2


def test_a_card_of_an_earlier_stage_changes_nothing() -> None:
    world = a_world()
    seen = world.case().version
    world.do(c.Escalate(**world.by("iro"), to_stage="level-2", reason="No answer is expected."))

    with pytest.raises(CaseMovedOn, match="nothing was changed"):
        world.do(c.Acknowledge(**world.by("service_manager"), seen_version=seen))


def test_a_note_in_between_does_not_make_a_typed_response_stale() -> None:
    world = a_world()
    seen = world.case().version
    world.do(c.AddNote(**world.by("iro"), text="I rang the team."))

    world.do(c.SubmitResponse(**world.by("pod_team_manager"), text="Done.", seen_version=seen))

    assert "ResponseSubmitted" in world.kinds()


def test_bradford_stage_1_is_met_only_when_completion_is_confirmed() -> None:
    """Bradford: one limit to acknowledge and to confirm that agreed actions are completed."""
    world = a_world("bradford")
    case = world.do(c.SubmitResponse(**world.by("team_manager"), text="We agree."))
    assert case.clock_of(Must.RESPOND) is not None

    case = world.do(c.ConfirmCompletion(**world.by("team_manager")))

    assert case.clock_of(Must.RESPOND) is None


def test_durham_counts_the_response_from_the_report() -> None:
    """Durham §5.3: the report is sent within 2 days; the answer is due from then."""
    world = a_world("durham")
    world.do(
        c.Escalate(
            **world.by("iro"), to_stage="stage-3", reason="No resolution.", report_later=True
        )
    )
    assert world.case().clock_of(Must.RESPOND) is None
    world.moment = london("2026-11-25T10:00")

    case = world.do(c.SendReport(**world.by("iro"), text="What the worries are."))

    clock = case.clock_of(Must.RESPOND)
    assert clock is not None
    assert clock.due_at == london("2026-12-01T17:00")
    assert case.clock_of(Must.SEND_REPORT) is None


def test_nothing_more_is_asked_of_a_resolved_case() -> None:
    world = a_world()
    world.do(c.Resolve(**world.by("iro"), outcome="Agreed.", impact="A settled plan."))

    with pytest.raises(NotNow, match="was resolved"):
        world.do(c.Acknowledge(**world.by("pod_team_manager")))
    assert world.timers == set()


def test_a_report_that_goes_with_the_challenge_is_told_once() -> None:
    world = a_world("durham")

    told = [n.kind for n in world.owed if n.to.person_id == person_id("team_manager")]

    assert told == [NoticeKind.ASKED_TO_RESPOND]
