"""What the procedure also asks: named when its moment comes, recorded from one button."""

from dialogs.notices import draw
from resolution.commands import DraftReport
from resolution.events import ConsultationRecorded
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, person_id
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to, matter, raise_one
from tests.dialogs.test_offers import find


async def press(chat: Chat, ref: str, title: str) -> None:
    await find(chat, ref, title)
    await chat.presses(title)


async def test_after_raising_the_card_names_what_to_record_and_leads_there() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    assert "The procedure also asks" in iro.sees
    assert "**The child** (§2)" in iro.sees
    assert problems(iro.card) == []
    await iro.presses("Record these now")
    offered = [choice["value"] for choice in iro.inputs["step"]["choices"]]
    assert {step.partition("/")[0] for step in offered} == {"child", "joint"}
    await iro.presses("Next", step="child/told")
    await iro.presses(iro.sending, fact_told="no", fact_told_why="They are told on Friday.")
    assert office.stored(ref).routes[0].steps[0].values["told"] == "no"
    await press(iro, ref, "Escalate")
    await iro.presses(iro.sending, **answers_to(iro))
    assert "**The child** (§2)" in iro.sees, "the child is told at each escalation"
    assert "Not yet recorded" not in iro.sees


async def test_a_wrong_choice_of_a_prompted_step_is_asked_again_among_the_same() -> None:
    iro, _ = await raise_one(Office(a_rulebook("durham")))
    await iro.presses("Record these now")
    before = iro.inputs["step"]["choices"]
    await iro.presses("Next", step="")
    assert "Choose a step" in iro.sees
    assert iro.inputs["step"]["choices"] == before


async def test_everybody_is_prompted_for_what_is_theirs_alone() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    manager = office.chat("team_manager")
    await press(manager, ref, "Respond")
    await manager.presses("Send response", **answers_to(manager))
    await press(iro, ref, "Resolve")
    await iro.presses("Resolve the case", outcome="Agreed.", impact="Settled.")
    assert "**RP monitoring meeting**" in iro.sees
    assert "Supervision" not in iro.sees
    to = person_id("team_manager")
    owed = next(n for n in office.owed if n.kind is NoticeKind.RESOLVED and n.to.person_id == to)
    drawn = draw(owed.kind, owed.facts, office.stored(ref), office.book, to, office.moment)
    assert drawn is not None
    assert "**Supervision and learning**" in str(drawn[0])
    assert "monitoring meeting**" not in str(drawn[0])
    assert problems(drawn[0]) == []


async def test_the_stage_is_told_in_plain_words_when_it_begins_and_whenever_asked() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    plain = office.policy().first_formal.plain
    assert plain in iro.sees
    assert plain not in await iro.says(f"case {ref}")
    await press(iro, ref, "See it in plain words")
    assert plain in iro.sees
    assert problems(iro.card) == []
    await iro.presses("Go back to the case")
    assert "The worry" in iro.sees


async def test_the_card_says_whether_the_child_knows() -> None:
    iro, _ = await raise_one(Office(), child_knows="no", child_knows_why="They are ill.")
    facts = [fact for block in iro.card["body"] for fact in block.get("facts", ())]
    assert {"title": "Child knows", "value": "No: They are ill."} in facts


async def test_advice_taken_is_recorded_and_not_asked_for_again() -> None:
    office = Office(a_rulebook("northamptonshire"))
    iro, ref = await raise_one(office, "informal", agreed_by="2026-12-01")
    await press(iro, ref, "Escalate")
    assert "If you consulted the IRO Manager" in iro.sees
    assert "Recorded only" in iro.sees
    await iro.presses(iro.sending, **{**answers_to(iro), "advice": "Go on."})
    assert [e.advice for e in office.trails[ref] if isinstance(e, ConsultationRecorded)] == [
        "Go on."
    ]
    assert "Talk with your line manager" not in iro.sees
    assert "Who did you speak to?" in iro.sees
    assert "Earlier stages" in iro.sees


async def test_going_on_without_advice_is_never_blocked() -> None:
    office = Office(a_rulebook("northamptonshire"))
    iro, ref = await raise_one(office, "informal", agreed_by="2026-12-01")
    await press(iro, ref, "Escalate")
    await iro.presses(iro.sending, **answers_to(iro))
    assert office.stored(ref).stage_key == "level-1"
    assert "Talk with your line manager" in iro.sees


async def test_a_report_is_kept_as_a_draft_and_sent_later() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office, "stage-1")
    await press(iro, ref, "Escalate")
    assert iro.inputs["report_report_worry"]["value"] == matter()["worry"], "as it was raised"
    typed = {**answers_to(iro), "report_later": "true"}
    await iro.presses("Keep as a draft", report_report_worry="Begun on paper.", to_stage="stage-2")
    assert isinstance(office.submitted[-1], DraftReport)
    await press(iro, ref, "Escalate")
    assert iro.inputs["report_report_worry"]["value"] == "Begun on paper."
    await iro.presses("Escalate now", **typed)
    await press(iro, ref, "Send the report")
    await iro.presses("Keep as a draft")
    assert "Write something" in iro.sees
    await iro.presses("Keep as a draft", report_report_worry="Half of it.")
    assert "The draft is kept" in iro.sees
    manager = office.chat("team_manager")
    assert "Half of it." not in await manager.says(f"case {ref}")
    await press(iro, ref, "Send the report")
    assert iro.inputs["report_report_worry"]["value"] == "Half of it."
    whole = {key: asked.get("value", "") for key, asked in iro.inputs.items()}
    await iro.presses("Send report", **{**whole, "report_report_worry": "All of it."})
    assert office.stored(ref).visit.report_at == office.moment
    assert "All of it." in await manager.says(f"case {ref}")


async def test_a_draft_that_is_empty_is_asked_again_on_the_form_it_was_written_on() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office, "stage-1")
    await press(iro, ref, "Escalate")
    await iro.presses("Keep as a draft", reason="It cannot wait.", to_stage="stage-2")
    assert "Write something" in iro.sees
    assert iro.inputs["reason"]["value"] == "It cannot wait."
