"""A stage's meeting in conversation: arranged, in everybody's calendar, near, and recorded."""

import json
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from dialogs.notices import draw
from resolution.notices import Notice, NoticeKind
from resolution.policy import Meeting, Policy
from resolution.policy_file import load_policy
from tests.builders import a_rulebook, london, person_id
from tests.dialogs.office import Chat, Office, answers_to, parts, raise_one

PUBLIC = "https://bot.example.org"
THURSDAY = {"meeting_on": "2026-12-03", "meeting_time": "10:30", "place": "Room 2"}


async def at_stage_2(**office: Any) -> tuple[Office, Chat, str]:
    """Bradford's stage 2, which is a meeting that the Children's Service Manager arranges."""
    there = Office(a_rulebook("bradford"), public_url=PUBLIC, **office)
    iro, ref = await raise_one(there, "stage-2", bypass_reason="Nobody answered at stage 1.")
    return there, iro, ref


async def presses(chat: Chat, ref: str, title: str, **typed: str) -> str:
    """Go to the page of buttons that has this one, press it and send its form."""
    await chat.says(f"case {ref}")
    while title not in chat.buttons:
        await chat.presses("More")
    await chat.presses(title)
    return await chat.presses(chat.sending, **{**answers_to(chat), **typed})


def links(card: dict[str, Any]) -> list[str]:
    return [button["url"] for button in parts(card, "Action.OpenUrl")]


async def test_a_confirmed_meeting_is_one_press_away_from_the_calendar_of_whoever_comes() -> None:
    office, _iro, ref = await at_stage_2()
    manager = office.chat("childrens_service_manager")

    await presses(manager, ref, "Confirm the meeting", **THURSDAY)

    token = office.stored(ref).visit.meeting_token
    assert len(token) >= 22
    link = [f"{PUBLIC}/calendar/{ref}/{token}.ics"]
    assert links(manager.card) == link
    for post in ("iro", "iro_team_manager", "team_manager"):
        chat = office.chat(post)
        await chat.says(f"case {ref}")
        assert links(chat.card) == link
    in_channel = office.chat("iro", personal=False)
    await in_channel.says(f"case {ref}")
    assert ref in in_channel.sees
    assert token not in in_channel.sees


async def test_no_link_is_drawn_before_a_date_is_fixed_nor_without_a_public_address() -> None:
    office, iro, ref = await at_stage_2()
    await presses(iro, ref, "Propose a meeting", **THURSDAY)
    assert links(iro.card) == []

    office.public_url = ""
    await presses(iro, ref, "Confirm the meeting", **THURSDAY)
    assert office.stored(ref).visit.meeting_confirmed
    assert links(iro.card) == []


async def test_the_card_says_who_arranges_chairs_attends_and_records_by_name() -> None:
    _office, iro, ref = await at_stage_2()
    await iro.says(f"case {ref}")

    facts = {
        fact["title"]: fact["value"] for f in parts(iro.card, "FactSet") for fact in f["facts"]
    }
    assert "Stage 2 meeting (no date yet)" in iro.sees
    assert (
        facts["Arranges"] == "Holder of childrens\\_service\\_manager, Children's Service Manager"
    )
    assert facts["Chairs"].startswith("Holder of iro\\_team\\_manager, ")
    assert facts["Records"] == facts["Chairs"]
    assert len(facts["Attends"].split("; ")) == 4


async def test_a_moment_in_the_past_is_refused_by_its_field_and_keeps_what_was_typed() -> None:
    office, _iro, ref = await at_stage_2()
    manager = office.chat("childrens_service_manager")

    for title in ("Confirm the meeting", "Propose a meeting"):
        await presses(manager, ref, title, **{**THURSDAY, "meeting_on": "2026-11-20"})
        assert "Give a day and time to come." in manager.sees
        assert manager.inputs["place"]["value"] == "Room 2"
    assert office.stored(ref).visit.meeting_at is None


@pytest.mark.parametrize(
    ("on", "why"), [("2026-12-05", "Saturday"), ("2026-12-25", "Christmas Day")]
)
async def test_a_day_off_is_accepted_and_said(on: str, why: str) -> None:
    office, _iro, ref = await at_stage_2()
    manager = office.chat("childrens_service_manager")

    await presses(manager, ref, "Confirm the meeting", **{**THURSDAY, "meeting_on": on})

    assert office.stored(ref).visit.meeting_confirmed
    assert f"is not a working day ({why})" in manager.sees


async def test_a_meeting_after_the_response_is_due_is_accepted_and_said() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    iro, ref = await raise_one(office, "level-3", bypass_reason="It cannot wait.")

    await presses(iro, ref, "Propose a meeting", **{**THURSDAY, "meeting_on": "2026-12-01"})

    assert "It comes after the response is due, Friday 27 November 2026, 17:00." in iro.sees


async def test_the_chair_who_answers_nothing_records_the_meeting() -> None:
    office, _iro, ref = await at_stage_2()
    chair = office.chat("iro_team_manager")
    await presses(office.chat("childrens_service_manager"), ref, "Confirm the meeting", **THURSDAY)
    office.until(london("2026-12-03T14:00"))

    await presses(chair, ref, "Record the meeting", held_on="2026-12-03", summary="Agreed.")

    assert "held on Thursday 3 December 2026" in chair.sees
    assert office.stored(ref).visit.meeting_held_on is not None


async def test_whoever_must_arrange_or_chair_may_open_the_case_though_nobody_notifies_them() -> (
    None
):
    office = Office(a_rulebook(with_a_chair()), public_url=PUBLIC)
    _iro, ref = await raise_one(office, "level-3", bypass_reason="It cannot wait.")
    arranger, stranger = office.chat("independent_advocate"), office.chat("service_manager")

    await presses(arranger, ref, "Propose a meeting", **THURSDAY)
    await presses(arranger, ref, "Confirm the meeting", **THURSDAY)

    assert links(arranger.card)
    assert "Room 2" in await office.chat("cafcass").says(f"case {ref}")
    assert "You have no case" in await stranger.says(f"case {ref}")


def with_a_chair() -> Policy:
    """A procedure whose meeting is arranged and chaired by posts that it tells nothing else."""
    policy = load_policy("brighton-and-hove")
    meeting = Meeting(
        "Level 3 meeting",
        arrange=("independent_advocate",),
        attend=("head_of_childrens_delivery",),
        chair=("cafcass",),
        cite="Invented",
    )
    stages = (replace(s, meeting=meeting) if s.key == "level-3" else s for s in policy.stages)
    return replace(policy, stages=tuple(stages))


def shown(office: Office, notice: Notice) -> str:
    """What its receiver sees of a notice, the preview first."""
    case = office.stored(notice.case_ref)
    drawn = draw(notice.kind, notice.facts, case, office.book, notice.to.person_id, office.moment)
    return json.dumps([drawn[1], drawn[0]], ensure_ascii=False) if drawn else ""


async def test_on_the_day_whoever_comes_is_reminded_of_the_hour_and_the_place() -> None:
    office, _iro, ref = await at_stage_2()
    await presses(office.chat("childrens_service_manager"), ref, "Confirm the meeting", **THURSDAY)
    office.owed.clear()

    office.until(london("2026-12-03T09:30"))

    today = [n for n in office.owed if n.facts.get("point") == "due_morning"]
    people = {"iro", "childrens_service_manager", "team_manager", "iro_team_manager"}
    assert {n.to.person_id for n in today} == {person_id(post) for post in people}
    said = shown(office, today[0])
    assert "Today at 10:30: Stage 2 meeting" in said
    assert "Where: Room 2. The IRO Team Manager records what is agreed." in said
    assert "last day" not in said


async def test_a_meeting_that_the_procedure_does_not_time_is_reminded_of_all_the_same() -> None:
    office = Office(a_rulebook("knowsley"))
    iro, ref = await raise_one(office, "stage-4", bypass_reason="It cannot wait.")
    typed = {**THURSDAY, "meeting_on": "2026-11-26"}
    await presses(iro, ref, "Propose a meeting", **typed)
    await presses(iro, ref, "Confirm the meeting", **typed)
    office.owed.clear()

    office.until(london("2026-11-26T09:30"))
    today = [n for n in office.owed if n.facts.get("point") == "due_morning"]
    assert person_id("assistant_executive_director") in {n.to.person_id for n in today}

    office.owed.clear()
    office.until(london("2026-11-27T10:00"))
    late = [n for n in office.owed if n.kind is NoticeKind.LAPSED_OWNER]
    assert "is not on record yet" in shown(office, late[0])
    nobody_above = [n for n in office.owed if n.kind is NoticeKind.LAPSED_NEXT_MANAGER]
    assert nobody_above == []


async def test_a_meeting_that_was_recorded_reminds_nobody() -> None:
    office, iro, ref = await at_stage_2()
    await presses(office.chat("childrens_service_manager"), ref, "Confirm the meeting", **THURSDAY)
    await presses(iro, ref, "Record the meeting", held_on="2026-11-23", summary="Met early.")
    office.owed.clear()

    office.until(london("2026-12-03T10:00") + timedelta(days=1))

    assert not [n for n in office.owed if n.facts.get("clock", "").endswith("hold_meeting")]
