"""Agreed actions on forms: written down with a stage, whose they are, confirmed together."""

import json

from dialogs.notices import draw
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london, person_id
from tests.dialogs.office import Office, raise_one

VISIT = {
    "action_1_what": "Visit the school",
    "action_1_post": "social_worker",
    "action_1_by": "2026-11-26",
}
CARER = {
    "action_2_what": "Write the letter",
    "action_2_post": "other",
    "action_2_owner": "The foster carer",
    "action_2_by": "2026-11-26",
}


async def test_raising_a_stage_writes_down_its_actions_and_whose_they_are() -> None:
    """Knowsley, Timescales 1: with timescales for actions to be completed by."""
    office = Office(a_rulebook("knowsley"))
    iro, ref = await raise_one(office, "stage-1", bypass_reason="It cannot wait.", **VISIT, **CARER)

    actions = [kept.action for kept in office.stored(ref).actions]
    assert [(a.what, a.post) for a in actions] == [
        ("Visit the school", "social_worker"),
        ("Write the letter", ""),
    ]
    await iro.says(f"case {ref}")
    assert "Holder of social\\\\_worker, Social Worker, by Thursday 26 November 2026" in iro.sees


async def test_a_stage_without_actions_asks_for_none_when_it_is_raised() -> None:
    office = Office(a_rulebook("durham"))
    iro = office.chat("iro")
    await iro.says("raise")
    await iro.presses("Next", kind="looked_after", team="north", stage="stage-2")
    assert "action_1_what" not in iro.inputs


async def test_escalating_to_a_stage_with_actions_offers_the_rows() -> None:
    office = Office(a_rulebook("knowsley"))
    iro, ref = await raise_one(office, "stage-1", bypass_reason="It cannot wait.")
    await iro.says(f"case {ref}")
    while "Escalate" not in iro.buttons:
        await iro.presses("More")
    await iro.presses("Escalate")
    await iro.presses(iro.sending, to_stage="stage-2", reason="No answer.", **VISIT)
    assert office.stored(ref).actions[0].stage_key == "stage-2"


async def test_an_action_without_a_name_is_asked_again_by_its_field() -> None:
    office = Office(a_rulebook("knowsley"))
    nobody = {**CARER, "action_2_owner": ""}
    iro, ref = await raise_one(office, "stage-1", bypass_reason="It cannot wait.", **nobody)
    assert ref == ""
    assert "Say who will do it." in iro.sees
    assert iro.inputs["action_2_what"]["value"] == "Write the letter"


async def test_the_reminder_says_who_is_to_do_what_the_writer_only_wrote_down() -> None:
    office = Office(a_rulebook("knowsley"))
    await raise_one(office, "stage-1", bypass_reason="It cannot wait.", **VISIT, **CARER)
    office.until(london("2026-11-26T09:30"))

    due = [n for n in office.owed if n.kind is NoticeKind.REMINDER]
    said = {}
    for notice in due:
        case = office.stored(notice.case_ref)
        shown = draw(
            notice.kind, notice.facts, case, office.book, notice.to.person_id, office.now()
        )
        if notice.facts.get("point") == "due_morning" and "action" in notice.facts["clock"]:
            said[notice.to.person_id] = json.dumps(shown, ensure_ascii=False)
    assert "Visit the school" in said[person_id("social_worker")]
    assert "hears nothing of this" not in said[person_id("social_worker")]
    wrote = said[person_id("iro")]
    assert "The foster carer is to do it and hears nothing of this: please ask them." in wrote


async def test_confirming_completion_lists_the_actions_and_marks_them_done() -> None:
    """Bradford, Concerns: confirm that actions agreed have been completed."""
    office = Office(a_rulebook("bradford"))
    _, ref = await raise_one(office, "stage-1", **VISIT)
    manager = office.chat("team_manager")
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    await manager.presses(manager.sending, text="We will.")
    await manager.presses("Confirm actions are done")
    assert (
        "Visit the school (Holder of social\\\\_worker, Social Worker, by Thursday" in manager.sees
    )

    await manager.presses(manager.sending)

    assert office.stored(ref).actions[0].completed_at is not None
    assert "marked done by Holder of team\\\\_manager, Monday 23 November 2026" in manager.sees
