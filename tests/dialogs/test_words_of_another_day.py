"""What people read when another day is proposed for a meeting that was fixed."""

import json

from bot.meeting_file import meeting_of
from cards.story import Story
from dialogs.notices import draw
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london, person_id
from tests.dialogs.office import Chat, Office, answers_to, raise_one

FIXED = {"meeting_on": "2026-11-26", "meeting_time": "10:00"}
OTHER = {"meeting_on": "2026-12-02", "meeting_time": "10:30"}


async def presses(chat: Chat, ref: str, title: str, **typed: str) -> str:
    """Go to the page of buttons that has this one, press it and send its form."""
    await chat.says(f"case {ref}")
    while title not in chat.buttons:
        await chat.presses("More")
    await chat.presses(title)
    return await chat.presses(chat.sending, **{**answers_to(chat), **typed})


async def proposed_again() -> tuple[Office, Chat, str]:
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office, "stage-2", bypass_reason="It cannot wait.")
    await presses(iro, ref, "Confirm the meeting", **FIXED)
    office.until(london("2026-11-24T10:00"))
    office.owed.clear()
    await presses(iro, ref, "Propose a meeting", **OTHER)
    return office, iro, ref


def received(office: Office, post: str, kind: NoticeKind) -> str:
    found = [n for n in office.owed if n.kind is kind and n.to.person_id == person_id(post)]
    case, notice = office.stored(found[-1].case_ref), found[-1]
    drawn = draw(notice.kind, notice.facts, case, office.book, notice.to.person_id, office.moment)
    assert drawn is not None
    return json.dumps([drawn[1], drawn[0]["body"]], ensure_ascii=False)


async def test_no_card_calls_a_proposed_day_the_day_of_the_meeting() -> None:
    _office, iro, ref = await proposed_again()

    assert "Thursday 26 November 2026, 10:00 is open again until a date is confirmed." in iro.sees
    await iro.says(f"case {ref}")

    line = "Meeting: Wednesday 2 December 2026, 10:30 (proposed, not confirmed yet)"
    assert line in iro.sees


async def test_whoever_comes_reads_that_the_fixed_day_is_open_again() -> None:
    office, _iro, _ref = await proposed_again()

    said = received(office, "team_manager", NoticeKind.MEETING_PROPOSED)

    assert "The day that was fixed, **Thursday 26 November 2026, 10:00**, is open again." in said
    assert "10:30 instead of Thursday 26 November 2026, 10:00" in said


async def test_a_calendar_is_given_no_day_that_is_only_proposed() -> None:
    office, _iro, ref = await proposed_again()
    case = office.stored(ref)

    assert case.visit.meeting_token
    assert meeting_of(case, case.visit.meeting_token) is None


async def test_the_owner_reads_that_nobody_confirmed_the_day_once_it_has_passed() -> None:
    office, iro, ref = await proposed_again()
    office.until(london("2026-12-02T18:00"))

    said = received(office, "iro", NoticeKind.LAPSED_OWNER)

    assert "Wednesday 2 December 2026, 10:30 was proposed and is not confirmed." in said
    await iro.says(f"case {ref}")
    assert "Not confirmed: the meeting of Wednesday 2 December 2026, 10:30" in iro.sees


async def test_the_history_tells_what_was_fixed_and_what_became_of_it() -> None:
    office, iro, ref = await proposed_again()
    await presses(iro, ref, "Confirm the meeting", **OTHER)
    trail = office.trails[ref]
    story = Story(office.book.policy, trail)

    told = "\n".join(story.tell(event)[0] for event in trail)

    day, other = "Thursday 26 November 2026", "Wednesday 2 December 2026"
    assert f"proposed a meeting on {other}, 10:30 instead of {day}, 10:00" in told
    assert (
        f"{day}, 17:00 became {other}, 17:00, because another day was proposed for the meeting"
    ) in told
    assert f"Meeting due {other}, 17:00" in told
