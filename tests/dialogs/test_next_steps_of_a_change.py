"""What follows on a decision about a review is asked for next; no limit is invented for it."""

from typing import Any

from dialogs.prompts import REJECT
from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import REF, a_rulebook, holder, person_id
from tests.dialogs.test_prompts_come_again import asked, at_stage
from tests.world import World

CHANGE = {
    "change": "Serious accidents",
    "review_first": "None of these",
    "change_on": "2026-11-23",
    "change_what": "A fall.",
}


def decided(review_needed: str) -> World:
    """A change was reported, and the IRO decided whether a review is needed."""
    world = World(a_rulebook("northamptonshire"))
    facts: dict[str, Any] = {"policy_id": world.rulebook.policy.id, "team": "north"}
    facts |= {"route": "significant-change", "file_number": "1234567", "initials": "AB"}
    by = holder("social_worker")
    world.do(c.OpenRecord(case_ref=REF, by=by, values=CHANGE, **facts))
    why = {"review_why": "A fall at home.", "child_consulted": "They want to stay."}
    take(world, "iro", "decide", review_needed=review_needed, **why)
    return world


def take(world: World, post: str, step: str, **values: str) -> None:
    world.do(c.RecordStep(**world.by(post), route="significant-change", step=step, values=values))


def reminded(world: World) -> list[tuple[str, str]]:
    """Who was reminded, and of which step."""
    names = {person_id(post): post for post in ("iro", "social_worker")}
    due = [n for n in world.owed if n.kind is NoticeKind.STEP_DUE]
    clocks = world.case().clocks
    return [
        (names[n.to.person_id], next(k.key for k in clocks if k.id == n.facts["clock"]))
        for n in due
    ]


def test_a_review_that_is_needed_is_to_be_convened() -> None:
    """Northamptonshire, Appendix B: a review must be convened."""
    world = decided("yes")
    (clock,) = world.case().open_clocks
    assert (clock.key, clock.due_at) == ("review", None)
    world.until("2026-12-10T10:00")
    assert reminded(world) == [("iro", "review")]


def test_without_a_review_the_agreement_and_then_the_advising_are_asked_for() -> None:
    """Northamptonshire, Appendix B: advised of this decision where appropriate by the worker."""
    world = decided("no")
    (clock,) = world.case().open_clocks
    assert clock.key == "no-review"
    take(world, "iro", "no-review", agreed="The plan meets the needs.")
    (clock,) = world.case().open_clocks
    assert (clock.key, clock.due_at) == ("advised", None)
    world.until("2026-11-25T10:00")
    assert reminded(world) == [("social_worker", "advised")]
    take(world, "social_worker", "advised", who_advised="The child and the carers.")
    assert not world.case().is_open


def test_managers_hear_that_legal_advice_is_asked_for() -> None:
    """Northamptonshire §8: has been sought by the IRO at the appropriate time."""
    world = World(a_rulebook("northamptonshire"))
    world.raise_one()
    question = {"asked_on": "2026-11-23", "asked_of": "Counsel", "question": "Is it a breach?"}
    world.do(c.RecordStep(**world.by("iro"), route="legal-advice", step="ask", values=question))
    told = world.told(NoticeKind.STEP_RECORDED)
    assert told == {person_id("iro_manager"), person_id("strategic_manager_sqa")}


def test_after_the_last_stage_the_prompt_says_that_advice_will_be_sought() -> None:
    """Bradford, Independent Legal Advice: the IRO will seek Independent Legal Advice."""
    world = at_stage("bradford", "stage-3")
    assert "legal-advice" in asked(world, "iro", REJECT)
    route = world.rulebook.policy.route("legal-advice")
    assert "the IRO will seek independent legal advice" in route.help
