"""Several meetings at one stage, people beside those named, one recorded late, one called off."""

from datetime import date, timedelta
from typing import Any

import pytest

from resolution import commands as c
from resolution.assigning import meeting_people
from resolution.errors import AlreadyDone, Incomplete, NotNow, NotYours
from resolution.notices import NoticeKind
from resolution.standing import standing
from tests.builders import a_rulebook, holder, london, person_id
from tests.world import World

TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)
AT_TEN = london("2026-11-26T10:00")


def at(policy: str, stage: str) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage)
    world.moment = london("2026-11-24T12:00")
    return world


def arranged(world: World, post: str) -> None:
    world.do(c.ProposeMeeting(**world.by(post), at=AT_TEN))
    world.do(c.ConfirmMeeting(**world.by(post), at=AT_TEN))


def record(world: World, post: str, on: date, summary: str, **more: Any) -> None:
    world.do(c.RecordMeeting(**world.by(post), held_on=on, summary=summary, **more))


def may_read(world: World, post: str) -> bool:
    return standing(world.case(), world.rulebook, holder(post), world.moment).may_read


def test_people_meet_again_at_one_stage_and_both_meetings_stay_on_record() -> None:
    world = at("durham", "stage-4")
    record(world, "iro", TUESDAY, "A first talk.", present="The IRO and the manager")
    arranged(world, "iro")
    second = world.case().clock("1.agreed-meeting-2")
    assert second.is_open

    world.moment = london("2026-11-26T12:00")
    record(world, "strategic_manager", THURSDAY, "The outcome.")

    held = world.case().visit.meetings
    assert [(m.held_on, m.summary, m.by) for m in held] == [
        (TUESDAY, "A first talk.", holder("iro")),
        (THURSDAY, "The outcome.", holder("strategic_manager")),
    ]
    assert held[0].present == "The IRO and the manager"
    assert not world.case().clock(second.id).is_open


def test_what_is_written_of_an_earlier_meeting_leaves_the_next_one_as_it_is_arranged() -> None:
    world = at("durham", "stage-4")
    record(world, "iro", TUESDAY, "A first talk.")
    arranged(world, "iro")

    record(world, "strategic_manager", TUESDAY, "What I make of it.")

    assert world.case().visit.meeting_at == AT_TEN
    assert world.case().visit.meeting_confirmed
    assert world.case().clock("1.agreed-meeting-2").is_open


def test_the_post_that_records_is_not_refused_because_the_iro_wrote_first() -> None:
    """Durham, Table, stage 4: outcome to be recorded on RP Form by Strategic Manager."""
    world = at("durham", "stage-4")
    record(world, "iro", TUESDAY, "My note of it.")
    record(world, "strategic_manager", TUESDAY, "The outcome on the form.")

    assert len(world.case().visit.meetings) == 2
    with pytest.raises(AlreadyDone, match="on record already"):
        record(world, "strategic_manager", TUESDAY, "The outcome on the form.")


def test_the_strategic_manager_decides_who_else_comes() -> None:
    """Durham §8: and any other person as determined by the Strategic Manager's."""
    world = at("durham", "stage-3")
    assert not may_read(world, "legal_advisor")
    more: dict[str, Any] = {
        "further": (person_id("legal_advisor"),),
        "others": "The head of the school",
    }

    world.do(c.ProposeMeeting(**world.by("strategic_manager"), at=AT_TEN, **more))
    world.do(c.ConfirmMeeting(**world.by("iro"), at=AT_TEN, **more))

    assert may_read(world, "legal_advisor")
    assert person_id("legal_advisor") in world.told(NoticeKind.MEETING_PROPOSED)
    assert person_id("legal_advisor") in world.told(NoticeKind.MEETING_CONFIRMED)
    people = meeting_people(world.case(), world.rulebook, world.moment)
    assert [held.post for held in people["further"]] == ["legal_advisor"]
    assert world.case().visit.meeting_others == "The head of the school"


def test_somebody_is_added_to_a_fixed_meeting_without_fixing_it_anew() -> None:
    world = at("durham", "stage-5")
    world.do(c.ProposeMeeting(**world.by("iro_operations_manager"), at=AT_TEN))
    world.do(c.ConfirmMeeting(**world.by("iro_operations_manager"), at=AT_TEN, token="t" * 16))
    adds = world.by("head_of_childrens_social_care")

    world.do(c.ProposeMeeting(**adds, at=AT_TEN, further=(person_id("legal_advisor"),)))

    visit = world.case().visit
    assert visit.meeting_confirmed
    assert visit.meeting_token == "t" * 16
    assert [held.post for held in visit.meeting_further] == ["legal_advisor"]
    with pytest.raises(AlreadyDone):
        world.do(c.ProposeMeeting(**adds, at=AT_TEN, further=(person_id("legal_advisor"),)))


def test_those_who_have_no_say_in_it_add_nobody_and_leave_out_nobody() -> None:
    world = at("durham", "stage-5")
    legal = (person_id("legal_advisor"),)
    world.do(c.ProposeMeeting(**world.by("iro_operations_manager"), at=AT_TEN, further=legal))
    chief = (person_id("chief_executive"),)

    at_eleven = AT_TEN + timedelta(hours=1)
    world.do(c.ProposeMeeting(**world.by("operations_manager"), at=at_eleven, further=chief))

    assert [held.post for held in world.case().visit.meeting_further] == ["legal_advisor"]
    somebody: dict[str, Any] = {"further": ("no such person",)}
    with pytest.raises(Incomplete) as refusal:
        world.do(c.ProposeMeeting(**world.by("iro_operations_manager"), at=AT_TEN, **somebody))
    assert "further" in refusal.value.fields


def test_a_meeting_is_put_on_record_after_its_stage_was_left() -> None:
    world = at("bradford", "stage-2")
    world.do(c.Escalate(**world.by("iro"), to_stage="stage-3", reason="It did not help."))

    record(world, "iro_team_manager", TUESDAY, "Nothing was agreed.", visit=1)

    left, here = world.case().visits
    assert [held.summary for held in left.meetings] == ["Nothing was agreed."]
    assert here.meetings == ()
    assert world.case().clock("2.confirm_meeting_date").is_open
    assert person_id("childrens_service_manager") in world.told(NoticeKind.MEETING_RECORDED)
    with pytest.raises(NotNow, match="Add a note instead"):
        record(world, "iro_team_manager", TUESDAY, "More of it.", visit=1)
    with pytest.raises(NotYours):
        record(world, "team_manager", TUESDAY, "Not mine.", visit=1)


def test_a_form_that_names_its_stage_is_not_lost_when_the_case_moves_on_meanwhile() -> None:
    world = at("bradford", "stage-2")
    seen = world.case().version
    world.do(c.Escalate(**world.by("iro"), to_stage="stage-3", reason="It did not help."))

    record(world, "iro_team_manager", TUESDAY, "A long summary.", visit=1, seen_version=seen)

    assert world.case().visits[0].meetings


def test_a_meeting_is_put_on_record_after_the_case_was_resolved() -> None:
    world = at("bradford", "stage-2")
    ends: dict[str, Any] = {"outcome": "Agreed at the meeting.", "impact": "They can stay."}
    world.do(c.Resolve(**world.by("iro"), **ends))

    record(world, "iro_team_manager", TUESDAY, "What was agreed.")

    assert world.case().visit.meetings
    assert not world.case().is_open


@pytest.mark.parametrize("ending", ["escalate", "resolve", "withdraw"])
def test_a_fixed_meeting_ahead_is_called_off_when_the_case_goes_on_without_it(ending: str) -> None:
    world = at("bradford", "stage-2")
    arranged(world, "childrens_service_manager")
    iro = world.by("iro")
    acts: dict[str, c.Command] = {
        "escalate": c.Escalate(**iro, to_stage="stage-3", reason="It cannot wait."),
        "resolve": c.Resolve(**iro, outcome="Settled.", impact="They can stay."),
        "withdraw": c.Withdraw(**iro, reason="Raised in error."),
    }

    world.do(acts[ending])

    people = {"childrens_service_manager", "team_manager", "iro_team_manager"}
    assert {person_id(p) for p in people} <= world.told(NoticeKind.MEETING_CALLED_OFF)
    assert world.case().visits[0].meeting_off
    assert world.kinds().count("MeetingCalledOff") == 1


def test_a_meeting_that_was_held_is_not_called_off() -> None:
    world = at("bradford", "stage-2")
    arranged(world, "childrens_service_manager")
    world.moment = london("2026-11-26T12:00")
    world.do(c.Escalate(**world.by("iro"), to_stage="stage-3", reason="It did not help."))
    assert "MeetingCalledOff" not in world.kinds()


def test_the_officer_who_was_not_chosen_has_no_part_in_the_meeting() -> None:
    """Northamptonshire §5: Assistant Director / Director, chosen at escalation."""
    world = at("northamptonshire", "level-3")
    chosen: dict[str, Any] = {
        "to_stage": "level-4",
        "reason": "No answer.",
        "post": "assistant_director",
    }
    world.do(c.Escalate(**world.by("iro"), **chosen))

    people = meeting_people(world.case(), world.rulebook, world.moment)
    invited = {held.post for part in people.values() for held in part}
    assert "assistant_director" in invited
    assert "director_childrens_services" not in invited
    assert not may_read(world, "director_childrens_services")
