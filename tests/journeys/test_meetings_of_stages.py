"""The meeting of each stage: proposed, confirmed, remembered, and recorded by the named post."""

import re

import pytest

from resolution.concerned import concerned
from resolution.events import MeetingConfirmed, MeetingRecorded
from resolution.policy import Must, Stage
from resolution.policy_file import load_policy
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import FILE_NUMBER, PLANTED, POLICIES, Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import elements, words
from tests.journeys.steps import asks_for, leaves, offered, opens, takes

DAY = "2026-11-26"
WHEN = {"meeting_on": DAY, "meeting_time": "10:30", "place": "Room 4"}
SUMMARY = f"{PLANTED} moves in January."


def stages_that_meet(policy: str) -> list[str]:
    """The stages of a procedure at which people meet."""
    return [stage.key for stage in load_policy(policy).stages if stage.meeting]


@pytest.mark.parametrize(
    ("policy", "stage"),
    [(policy, stage) for policy in POLICIES for stage in stages_that_meet(policy)],
)
@ON_SQLITE
async def test_a_meeting_is_arranged_remembered_and_recorded_by_the_posts_named(
    policy: str, stage: str, a_council_of: Open
) -> None:
    """Bradford, Request for meeting and Notify Head of Service; Durham's table, stages 2 to 7;
    Brighton & Hove §3.2, Levels 3 and 4; Knowsley, Timescales 3 and 4; Northamptonshire §8."""
    async with a_council_of(policy) as council:
        _, ref = await raise_one(council, stage, bypass_reason="It cannot wait.")
        at = council.authority.policy.stage(stage)
        arranges = council.holder(post_of(council, at, "arrange"))
        records = council.holder(post_of(council, at, "record"))
        await takes(arranges, ref, "Propose a meeting", **WHEN)
        invited = everybody(council, ref)
        assert arranges.id in invited
        for person_id in invited - {arranges.id}:
            assert council.person(person_id).received("Meeting proposed"), person_id

        await takes(arranges, ref, "Confirm the meeting", **WHEN)
        confirmed = next(e for e in council.trail(ref) if isinstance(e, MeetingConfirmed))
        for person_id in invited - {arranges.id}:
            assert council.person(person_id).received("Meeting confirmed"), person_id
        await its_file(council, arranges, ref, confirmed.token)

        await council.until(f"{DAY}T09:00")
        for person_id in invited:
            assert council.person(person_id).received("Today at 10:30"), person_id
        await council.until(f"{DAY}T12:00")
        await wrong_hands_are_refused(council, ref, at, records)
        await takes(records, ref, "Record the meeting", held_on=DAY, summary=SUMMARY)
        (held,) = [e for e in council.trail(ref) if isinstance(e, MeetingRecorded)]
        assert held.by.person_id == records.id
        for person_id in invited - {records.id}:
            (card,) = council.person(person_id).received("Meeting recorded")
            assert SUMMARY in words(card)
        assert Must.SUMMARISE_MEETING not in {c.must for c in council.case(ref).open_clocks}


def post_of(council: Council, stage: Stage, part: str) -> str:
    """The first post of the meeting that does this, as the procedure names it."""
    meeting = stage.meeting
    assert meeting is not None
    posts: tuple[str, ...] = getattr(meeting, part) or meeting.chair or meeting.arrange
    return posts[0]


def everybody(council: Council, ref: str) -> set[str]:
    """Whoever the meeting concerns: the owner, who must answer, who arranges, attends, records."""
    case = council.case(ref)
    stage = council.authority.policy.stage(case.stage_key)
    assert stage.meeting is not None
    assert case.owner is not None
    meeting = stage.meeting
    named = (*meeting.arrange, *meeting.chair, *meeting.attend, *meeting.record)
    posts = concerned(council.authority.policy, named, case.kind)
    # Of two who may answer, the one who was not chosen has no part (Northamptonshire §5).
    unasked = {*stage.responders(case.kind).posts} - {a.post for a in case.visit.assignees}
    held = {council.holder(post).id for post in posts if post not in unasked}
    return held | {case.owner.person_id} | {a.person_id for a in case.visit.assignees}


async def its_file(council: Council, who: Colleague, ref: str, token: str) -> None:
    """The calendar file opens without a login, says when and where, and nothing of the child."""
    await opens(who, ref)
    (link,) = [a for a in elements(who.card, "Action.OpenUrl") if a["title"] == "Add to calendar"]
    status, text = await council.fetch(link["url"])
    assert status == 200
    assert "BEGIN:VEVENT" in text
    assert "DTSTART:20261126T103000Z" in text
    assert re.search(rf"SUMMARY:.*{ref}", text.replace("\r\n ", ""))
    assert "Room 4" in text
    assert PLANTED not in text
    assert FILE_NUMBER not in text
    assert token in link["url"]
    status, _ = await council.fetch(link["url"].replace(token, token[::-1]))
    assert status == 404


async def wrong_hands_are_refused(
    council: Council, ref: str, stage: Stage, records: Colleague
) -> None:
    """Somebody who attends and does not record cannot record it, whatever they press."""
    assert stage.meeting is not None
    case = council.case(ref)
    may = {a.person_id for a in case.visit.assignees} | {records.id}
    may |= {case.owner.person_id} if case.owner else set()
    may |= {council.holder(p).id for p in (*stage.meeting.record, *stage.meeting.chair)}
    for person_id in sorted(everybody(council, ref) - may)[:1]:
        wrong = council.person(person_id)
        assert "Record the meeting" not in await offered(wrong, ref)
        kept = await asks_for(records, ref, "Record the meeting")
        leaves(records)
        await wrong.sends(kept, held_on=DAY, summary="Not mine.")
        assert "can record the meeting" in wrong.told
        assert "MeetingRecorded" not in council.kinds(ref)
