"""Stages with a meeting, on cards: who is asked for what, who else comes, what is on record."""

import json
from typing import Any

from dialogs.notices import draw
from resolution.notices import Notice, NoticeKind
from tests.builders import a_rulebook, london, person_id
from tests.dialogs.office import Chat, Office, answers_to, parts, raise_one

THURSDAY = {"meeting_on": "2026-11-26", "meeting_time": "10:30", "place": "Room 2"}


async def at(policy: str, stage: str) -> tuple[Office, Chat, str]:
    office = Office(a_rulebook(policy), public_url="https://bot.example.org")
    iro, ref = await raise_one(office, stage, bypass_reason="It cannot wait.")
    return office, iro, ref


async def presses(chat: Chat, ref: str, title: str, **typed: str) -> str:
    """Go to the page of buttons that has this one, press it and send its form."""
    await chat.says(f"case {ref}")
    while title not in chat.buttons:
        await chat.presses("More")
    await chat.presses(title)
    return await chat.presses(chat.sending, **{**answers_to(chat), **typed})


async def offered(chat: Chat, ref: str) -> list[str]:
    await chat.says(f"case {ref}")
    found = list(chat.buttons)
    while "More" in chat.buttons:
        await chat.presses("More")
        found += chat.buttons
    return found


def received(office: Office, post: str, kind: NoticeKind) -> tuple[dict[str, Any], str]:
    """The card that a post got of this kind, and its preview."""
    found = [n for n in office.owed if n.kind is kind and n.to.person_id == person_id(post)]
    return drawn(office, found[-1])


def drawn(office: Office, notice: Notice) -> tuple[dict[str, Any], str]:
    case = office.stored(notice.case_ref)
    found = draw(notice.kind, notice.facts, case, office.book, notice.to.person_id, office.moment)
    assert found is not None
    return found


def words(card: dict[str, Any]) -> str:
    return json.dumps(card, ensure_ascii=False)


def first(card: dict[str, Any]) -> str:
    return str(card["actions"][0]["title"])


async def test_a_manager_who_confirms_a_date_is_asked_for_that_and_for_no_response() -> None:
    """Bradford, Request for meeting: the CSM will confirm the date of the meeting."""
    office, _, ref = await at("bradford", "stage-2")
    card, preview = received(office, "childrens_service_manager", NoticeKind.ASKED_TO_RESPOND)
    assert card["body"][0]["text"] == "Please confirm the date of the meeting"
    assert "please confirm the date of the meeting by Monday 30 November" in preview
    assert first(card) == "Confirm the meeting"

    manager = office.chat("childrens_service_manager")
    assert "Respond" not in await offered(manager, ref)
    await manager.says(f"case {ref}")
    assert manager.buttons[0] == "Confirm the meeting"


async def test_once_the_meeting_is_on_record_its_outcome_is_judged() -> None:
    office, iro, ref = await at("bradford", "stage-2")
    recorder = office.chat("iro_team_manager")
    await presses(recorder, ref, "Record the meeting", held_on="2026-11-23", summary="Agreed.")

    await iro.says(f"case {ref}")
    assert "Answered. The IRO decides whether this settles it" in iro.sees
    assert iro.buttons[:2] == ["Resolve", "Say it is not enough"]
    told, _ = received(office, "iro", NoticeKind.MEETING_RECORDED)
    assert first(told) == "Resolve"
    manager = office.chat("childrens_service_manager")
    assert not {"Respond", "Acknowledge", "Confirm the meeting"} & {*await offered(manager, ref)}


async def test_whoever_arranges_is_asked_to_and_is_not_told_that_nothing_is_asked() -> None:
    """Durham, Table, stage 5: IRO Operations Manager to arrange a RP Stage 5 meeting."""
    office, _, ref = await at("durham", "stage-5")
    card, preview = received(office, "iro_operations_manager", NoticeKind.ASKED_TO_ARRANGE)
    assert card["body"][0]["text"] == "Please arrange: RP Stage 5 meeting"
    assert "It is to be held by Monday 30 November 2026, 17:00." in words(card)
    assert first(card) == "Propose a meeting"
    assert "please arrange the meeting by Monday 30 November" in preview

    arranger = office.chat("iro_operations_manager")
    await arranger.says(f"case {ref}")
    assert arranger.buttons[0] == "Propose a meeting"
    assert "Confirm the meeting" not in await offered(arranger, ref)
    await presses(arranger, ref, "Propose a meeting", **THURSDAY)
    await arranger.says(f"case {ref}")
    assert arranger.buttons[0] == "Confirm the meeting"


async def test_whoever_comes_to_a_meeting_hears_so_when_the_stage_begins() -> None:
    office, _, _ = await at("bradford", "stage-2")
    chair, preview = received(office, "iro_team_manager", NoticeKind.FOR_INFORMATION)
    said = words(chair)
    assert "You chair and record the Stage 2 meeting, and will be told its date." in said
    assert "nothing is asked of you" not in said + preview

    copied, _ = received(office, "social_worker", NoticeKind.FOR_INFORMATION)
    assert "no answer is asked of you" in words(copied)


async def test_the_arranger_is_reminded_that_no_day_is_fixed_and_the_owner_hears_at_the_end() -> (
    None
):
    office, _, _ = await at("durham", "stage-5")
    office.until(london("2026-11-30T09:30"))
    reminder, _ = received(office, "iro_operations_manager", NoticeKind.REMINDER)
    assert "No day is fixed for it yet." in words(reminder)
    assert "Today is the last day: RP Stage 5 meeting" in words(reminder)

    office.until(london("2026-12-01T09:30"))
    late, _ = received(office, "iro_operations_manager", NoticeKind.LAPSED_ASSIGNEE)
    assert "A meeting was not held in time" in words(late)
    owner, _ = received(office, "iro", NoticeKind.LAPSED_OWNER)
    assert "if not, propose a day" in words(owner)


async def test_people_of_the_directory_are_added_by_whoever_decides_and_others_told_by_hand() -> (
    None
):
    """Durham §8 Strategic Manager: and any other person as determined by them."""
    office, iro, ref = await at("durham", "stage-4")
    manager, legal = office.chat("strategic_manager"), person_id("legal_advisor")
    added = {"further": legal, "others": "The head of the school"}
    await presses(manager, ref, "Propose a meeting", **THURSDAY, **added)

    await iro.says(f"case {ref}")
    shown = {f["title"]: f["value"] for s in parts(iro.card, "FactSet") for f in s["facts"]}
    assert shown["Also comes"].endswith("Legal Advisor")
    assert shown["Tell them yourself"] == "The head of the school"
    await presses(iro, ref, "Confirm the meeting", **THURSDAY, **added)
    guest = office.chat("legal_advisor")
    await guest.says(f"case {ref}")
    assert [b["title"] for b in parts(guest.card, "Action.OpenUrl")] == ["Add to calendar"]
    told, _ = received(office, "legal_advisor", NoticeKind.MEETING_CONFIRMED)
    assert "Thursday 26 November 2026, 10:30" in words(told)

    other = office.chat("operations_manager")
    await other.says(f"case {ref}")
    while "Propose a meeting" not in other.buttons:
        await other.presses("More")
    await other.presses("Propose a meeting")
    assert "further" not in other.inputs


async def test_a_record_says_who_was_there_and_may_be_of_a_stage_that_was_left() -> None:
    office, iro, ref = await at("bradford", "stage-2")
    await presses(iro, ref, "Escalate", to_stage="stage-3", reason="It did not help.")
    recorder = office.chat("iro_team_manager")
    await recorder.says(f"case {ref}")
    while "Record the meeting" not in recorder.buttons:
        await recorder.presses("More")
    await recorder.presses("Record the meeting")
    (choice,) = recorder.inputs["visit"]["choices"]
    assert choice["title"].startswith("Stage 2 meeting (IRO Dispute Resolution Stage 2, begun ")
    people = {option["title"] for option in recorder.inputs["present"]["choices"]}
    assert "Holder of team_manager, Team Manager" in people

    there = ",".join(person_id(post) for post in ("iro", "team_manager"))
    said = {"present": there, "present_others": "The nurse", "summary": "Nothing was agreed."}
    await recorder.presses(recorder.sending, held_on="2026-11-23", visit="1", **said)

    (held,) = office.stored(ref).visits[0].meetings
    assert held.present == "Holder of iro, Holder of team_manager, The nurse"
    await iro.says(f"case {ref}")
    assert "met on Monday 23 November 2026" in iro.sees


async def test_a_meeting_that_is_off_is_said_to_whoever_had_it_in_their_diary() -> None:
    office, iro, ref = await at("bradford", "stage-2")
    manager = office.chat("childrens_service_manager")
    await presses(manager, ref, "Confirm the meeting", **THURSDAY)
    await presses(iro, ref, "Escalate", to_stage="stage-3", reason="It cannot wait.")

    card, preview = received(office, "team_manager", NoticeKind.MEETING_CALLED_OFF)
    said = words(card)
    assert "**Stage 2 meeting, Thursday 26 November 2026, 10:30** is off" in said
    assert "the meeting of Thursday 26 November 2026, 10:30 is off" in preview


async def test_closing_without_the_meeting_asks_why_and_goes_on_without_an_answer() -> None:
    office, iro, ref = await at("durham", "stage-5")
    await iro.says(f"case {ref}")
    while "Resolve" not in iro.buttons:
        await iro.presses("More")
    await iro.presses("Resolve")
    asked = iro.inputs["without_meeting"]
    assert asked["label"] == "The RP Stage 5 meeting is not on record: why? (optional)"
    assert "isRequired" not in asked
    await iro.presses(iro.sending, outcome="Settled.", impact="They can stay.")
    assert not office.stored(ref).is_open
