"""An answer that is not enough: the time to answer runs on, or somebody must say what follows."""

from datetime import date

from resolution import commands as c
from resolution.notices import NoticeKind
from resolution.policy import Must
from tests.builders import a_rulebook, holder, london
from tests.world import World


def _rejected(policy: str = "knowsley", answered: str = "2026-11-24T10:00") -> World:
    world = World(a_rulebook(policy))
    world.raise_one(stage_key="level-1" if policy == "northamptonshire" else "stage-2")
    world.until(answered)
    world.do(c.SubmitResponse(**world.by("team_manager"), text="We will see."))
    world.do(c.RejectResponse(**world.by("iro"), reason="No date is given."))
    return world


def test_the_time_to_respond_runs_on_to_the_date_that_it_had() -> None:
    world = _rejected("northamptonshire")
    clock = world.case().clock_of(Must.RESPOND)
    assert clock is not None
    assert clock.due_at == london("2026-11-30T17:00")
    assert not world.case().is_unjudged


def test_those_who_answered_are_reminded_of_it_and_told_when_it_passes() -> None:
    """Northamptonshire §5 table, Level 1: a response within 5 working days."""
    world = _rejected("northamptonshire")
    before = len(world.owed)

    world.until("2026-12-01T09:30")

    told = [
        n.kind for n in world.owed[before:] if n.to.person_id == holder("team_manager").person_id
    ]
    assert NoticeKind.REMINDER in told
    assert NoticeKind.LAPSED_ASSIGNEE in told
    assert holder("iro").person_id in world.told(NoticeKind.LAPSED_OWNER)


def test_an_answer_after_that_meets_the_date() -> None:
    world = _rejected("northamptonshire")
    world.do(c.SubmitResponse(**world.by("team_manager"), text="By Friday."))
    assert world.case().clock_of(Must.RESPOND) is None


def test_after_its_date_nothing_waits_and_the_case_is_listed_for_a_decision() -> None:
    world = _rejected("northamptonshire", answered="2026-12-01T10:00")
    assert world.case().clock_of(Must.RESPOND) is None
    assert world.case().is_unjudged


def test_the_close_out_waits_again_for_the_response() -> None:
    """Brighton & Hove §3.2 Level 1: one limit for the response and the resolution."""
    world = World(a_rulebook("brighton-and-hove"))
    world.raise_one()
    world.do(c.SubmitResponse(**world.by("pod_team_manager"), text="We will see."))
    world.do(c.RejectResponse(**world.by("iro"), reason="No date is given."))
    close = world.case().clock_of(Must.RESOLVE)
    assert close is not None
    assert world.case().waits_for_response(close)


def test_confirming_completion_is_chased_after_the_response() -> None:
    """Bradford, Concerns: one limit to acknowledge and to confirm that actions are completed."""
    world = World(a_rulebook("bradford"))
    action = c.AgreedAction("Visit the school", "", date(2026, 12, 18), post="social_worker")
    world.raise_one(actions=(action,))
    world.do(c.SubmitResponse(**world.by("team_manager"), text="We will."))

    world.until("2026-12-01T09:30")

    manager = holder("team_manager").person_id
    assert manager in world.told(NoticeKind.REMINDER)
    assert manager in world.told(NoticeKind.LAPSED_ASSIGNEE)


def test_what_was_confirmed_as_done_is_confirmed_anew_after_it_was_not_enough() -> None:
    """Bradford, Concerns: … and confirm that actions agreed have been completed."""
    world = World(a_rulebook("bradford"))
    world.raise_one()
    world.do(c.SubmitResponse(**world.by("team_manager"), text="It is done.", completed=True))
    assert world.case().clock_of(Must.RESPOND) is None
    world.do(c.RejectResponse(**world.by("iro"), reason="Nothing was done."))

    world.do(c.SubmitResponse(**world.by("team_manager"), text="We will do it in January."))

    assert world.case().clock_of(Must.RESPOND) is not None
    world.do(c.ConfirmCompletion(**world.by("team_manager")))
    assert world.case().clock_of(Must.RESPOND) is None
