"""The days on the forms of the routes: one that cannot be is refused by a sentence at its field."""

import pytest

from resolution import commands as c
from resolution.case import Case
from resolution.decisions.step_answers import cautions
from resolution.errors import Incomplete
from resolution.route_steps import running
from tests.builders import REF, a_rulebook, holder
from tests.world import World

TODAY = "2026-11-23"
ASKED = {"asked_on": TODAY, "asked_of": "A solicitor", "question": "Human rights?"}
REFERRED = {"referred_on": "2026-11-20", "reasons": "Drift.", "documents": "none"}


def a_world(policy: str = "durham") -> World:
    world = World(a_rulebook(policy))
    world.raise_one()
    return world


def step(world: World, named: str, **values: str) -> Case:
    route, _, key = named.partition("/")
    return world.do(c.RecordStep(**world.by("iro"), route=route, step=key, values=values))


def refused(world: World, named: str, **values: str) -> dict[str, str]:
    with pytest.raises(Incomplete) as refusal:
        step(world, named, **values)
    return dict(refusal.value.fields)


def test_nobody_was_consulted_on_a_day_to_come() -> None:
    talk = {"consulted_with": "The manager", "advice": "Go on."}

    said = refused(a_world(), "legal-advice/consult", consulted_on="2031-01-06", **talk)

    assert said == {
        "consulted_on": "This day is still to come. Give the day on which it was; today or earlier."
    }


def test_advice_is_not_received_before_it_was_asked_for() -> None:
    world = a_world()
    step(world, "legal-advice/ask", **ASKED)

    said = refused(
        world, "legal-advice/received", received_on="2026-11-20", advice_outcome="A breach."
    )

    assert said["received_on"].startswith("This is before 23 November 2026")


def test_cafcass_does_not_answer_before_the_referral() -> None:
    world = a_world()
    step(world, "cafcass/refer", **REFERRED)

    said = refused(world, "cafcass/answer", answered_on="2019-05-01", cafcass_answer="Yes.")

    assert "before 20 November 2026" in said["answered_on"]
    step(world, "cafcass/answer", answered_on=TODAY, cafcass_answer="Yes.")


def test_a_meeting_is_arranged_for_a_day_to_come() -> None:
    said = refused(a_world(), "monitoring/arrange", meeting_on="2026-11-20")

    assert "has passed" in said["meeting_on"]


def pointed_out(world: World, named: str, **values: str) -> dict[str, str]:
    book = world.rulebook
    route = book.policy.route(named.partition("/")[0])
    found = route.step(named.partition("/")[2])
    assert found is not None
    run = running(world.case(), route.key)
    return cautions(found, values, run, book.policy, book.calendar)


def test_a_day_on_which_nobody_works_is_pointed_out_and_can_be_meant() -> None:
    world = a_world()

    said = pointed_out(world, "monitoring/arrange", meeting_on="2026-11-28")

    assert said == {"meeting_on": "Saturday 28 November 2026 is not a working day (Saturday)."}
    step(world, "monitoring/arrange", meeting_on="2026-11-28")
    assert pointed_out(world, "monitoring/arrange", meeting_on="2026-11-27") == {}


def a_change(review_first: str) -> World:
    """A change that a social worker told the IRO of (Northamptonshire, Appendix B)."""
    world = World(a_rulebook("northamptonshire"))
    policy = world.rulebook.policy
    changes = policy.field("change").choices
    values = {
        "change": f"{changes[3]}\n{changes[-1]}",
        "review_first": review_first,
        "change_on": "2026-12-01",
        "change_what": "A new home.",
    }
    world.do(
        c.OpenRecord(
            case_ref=REF,
            by=holder("social_worker"),
            policy_id=policy.id,
            route="significant-change",
            values=values,
            team="north",
            file_number="1234567",
            initials="AB",
        )
    )
    return world


def test_a_review_is_not_left_out_unawares_before_one_of_the_five_changes() -> None:
    """Northamptonshire, Appendix B: a review must be convened prior to these changes."""
    policy = a_rulebook("northamptonshire").policy
    none, first, *_ = policy.field("review_first").choices
    decided = {"review_needed": "no", "review_why": "It fits.", "child_consulted": "Content."}

    said = pointed_out(a_change(first), "significant-change/decide", **decided)

    assert "one of the five changes" in said["review_needed"]
    assert pointed_out(a_change(none), "significant-change/decide", **decided) == {}
    needed = {**decided, "review_needed": "yes"}
    assert pointed_out(a_change(first), "significant-change/decide", **needed) == {}
    world = a_change(first)
    step(world, "significant-change/decide", **decided)  # the decision stays the officer's own


def test_a_review_that_comes_after_the_change_is_pointed_out() -> None:
    policy = a_rulebook("northamptonshire").policy
    world = a_change(policy.field("review_first").choices[1])
    decided = {"review_needed": "yes", "review_why": "It must be.", "child_consulted": "Content."}
    step(world, "significant-change/decide", **decided)

    said = pointed_out(world, "significant-change/review", review_on="2026-12-02")

    assert said["review_on"].startswith("This is not before 1 December 2026")
    assert pointed_out(world, "significant-change/review", review_on="2026-11-30") == {}


def test_several_changes_are_told_at_once() -> None:
    """Appendix B: several of the changes can be true of one day."""
    world = a_change("None of these")

    told = world.case().routes[0].steps[0].values["change"].splitlines()

    assert told == [
        "Proposed change of placements, and where unavoidable, actual change of placements",
        "Another significant change",
    ]
