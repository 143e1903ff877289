"""What people read when a date passed: who did not do what, and what is left to whom."""

from typing import Any

from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, holder, london, person_id
from tests.cards.lint import problems
from tests.dialogs.office import Office, raise_one
from tests.dialogs.test_notices import drawn
from tests.dialogs.test_offers import find


async def late(policy: str, stage: str, until: str, **typed: str) -> Office:
    """An office in which nobody answered a case that began at this stage."""
    office = Office(a_rulebook(policy))
    await raise_one(office, stage, **typed)
    office.until(london(until))
    return office


def read(office: Office, kind: NoticeKind, post: str, clock: str = "") -> str:
    """The notice of this kind to the holder of a post, as one text."""
    who = person_id(post)
    (notice, *_) = [
        owed
        for owed in reversed(office.owed)
        if owed.kind is kind and owed.to.person_id == who and clock in ("", owed.facts.get("clock"))
    ]
    found = drawn(office, notice)
    assert found is not None, "it is stale"
    assert problems(found[0]) == []
    return f"{found[1]} {found[0]}"


async def test_after_the_last_stage_the_owner_reads_what_remains() -> None:
    """Brighton & Hove §3.2 Level 5: nobody is above the Chief Executive."""
    office = await late("brighton-and-hove", "level-5", "2026-12-01T10:00")
    owner = read(office, NoticeKind.LAPSED_OWNER, "iro")
    assert "No stage follows this one" in owner
    assert "more time, Legal advice or Referral to Cafcass" in owner
    assert "whether to escalate" not in owner
    manager = read(office, NoticeKind.LAPSED_NEXT_MANAGER, "iro_manager")
    assert "The Chief Executive did not respond in time" in manager
    assert "may escalate it to you" not in manager


async def test_at_an_informal_stage_nothing_is_said_of_a_stage_of_the_managers() -> None:
    office = await late("brighton-and-hove", "informal", "2026-11-25T10:00", agreed_by="2026-11-24")
    manager = read(office, NoticeKind.LAPSED_NEXT_MANAGER, "iro_manager")
    assert "The Pod Team Manager did not respond in time" in manager
    assert "The IRO decides what happens next" in manager
    assert "may escalate it to you" not in manager


async def test_a_late_close_out_is_said_to_be_late_of_whoever_owed_it() -> None:
    office = await late("brighton-and-hove", "level-2", "2026-11-30T10:00")
    answers = office.chat("service_manager")
    await answers.says(f"case {next(iter(office.trails))}")
    await answers.presses("Respond")
    await answers.presses("Send response", text="We will.")
    office.until(london("2026-12-01T10:00"))
    above = read(office, NoticeKind.LAPSED_NEXT_MANAGER, "head_of_safeguarding", "1.resolve")
    assert "The IRO Manager (Children Looked-after) did not resolve the matter in time" in above
    assert "Service Manager did not" not in above
    own = read(office, NoticeKind.LAPSED_OWNER, "iro_manager", "1.resolve")
    assert "Your resolution was due" in own
    owner = read(office, NoticeKind.LAPSED_OWNER, "iro", "1.resolve")
    assert "Your resolution" not in owner


async def test_the_next_stages_manager_reads_that_it_may_come_to_them() -> None:
    office = await late("brighton-and-hove", "level-1", "2026-12-01T10:00")
    above = read(office, NoticeKind.LAPSED_NEXT_MANAGER, "service_manager")
    assert "The IRO Manager (Children Looked-after) may escalate it to you" in above


async def test_a_late_response_says_when_the_close_out_is_due_now_and_that_nobody_stated_it() -> (
    None
):
    office = await late("brighton-and-hove", "level-1", "2026-12-03T11:00")
    answers = office.chat("pod_team_manager")
    ref = next(iter(office.trails))
    await answers.says(f"case {ref}")
    await answers.presses("Respond")
    await answers.presses("Send response", text="Sorry, here it is.")
    said = read(office, NoticeKind.RESPONSE_RECEIVED, "iro")
    assert "the resolution is now due Friday 4 December 2026, 17:00" in said
    assert "the procedure itself gives no time for this" in said


async def test_who_begins_a_level_for_another_leaves_them_a_word() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    await raise_one(office, "level-3")
    said = read(office, NoticeKind.FOR_INFORMATION, "head_of_safeguarding")
    assert "Level 3 began, you judge it" in said
    assert "You arrange the Level 3 meeting" in said
    assert "**Resolve the matter** by Friday 27 November 2026, 17:00" in said


async def test_while_the_report_is_to_come_the_manager_is_asked_for_nothing_of_the_iros() -> None:
    """Durham §5.3: the report within 2 days; the manager's time runs from the day it is sent."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office, "stage-2")
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    later = {"to_stage": "stage-3", "reason": "Not resolved.", "report_later": "true"}
    await iro.presses(iro.sending, **later)
    said = read(office, NoticeKind.ASKED_TO_RESPOND, "operations_manager")
    assert said.startswith(f"{ref}: please respond ")
    assert "The IRO sends the RP report by Wednesday 25 November 2026, 17:00" in said
    assert "your 4 working days run from then" in said
    assert "**Send the written report**" not in said


async def test_the_morning_after_a_routes_meeting_asks_for_its_record_and_names_the_limit() -> None:
    """Durham §6: the RP monitoring meeting, on the day that was set and within 10 working days."""
    office = Office(a_rulebook("durham"))
    _, ref = await raise_one(office, "stage-3", bypass_reason="It cannot wait.")
    by: dict[str, Any] = {"case_ref": ref, "by": holder("iro")}
    await office.submit(c.Resolve(**by, outcome="Agreed.", impact="A plan."))
    day = {"meeting_on": "2026-12-03"}
    await office.submit(c.RecordStep(**by, route="monitoring", step="arrange", values=day))
    office.until(london("2026-12-04T10:00"))
    said = read(office, NoticeKind.LAPSED_OWNER, "iro")
    assert "A meeting is not on record yet" in said
    assert "It is due by Monday 7 December 2026, 17:00." in said
    assert "Overdue" not in said
