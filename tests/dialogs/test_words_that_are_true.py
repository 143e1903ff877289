"""What people read is so: of the last stage, of meetings, of days, of whoever is told."""

from cards.asks import ask_for
from cards.viewer import Viewer
from dialogs.talk import case_facts
from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, holder, london
from tests.dialogs.office import Chat, Office, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_words_of_a_lapse import read


async def responds(chat: Chat, ref: str) -> None:
    """Somebody who is asked answers."""
    await chat.says(f"case {ref}")
    await chat.presses("Respond")
    await chat.presses("Send response", text="We will.")


async def test_after_the_last_stage_nobody_is_told_to_escalate() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    _, ref = await raise_one(office, "level-5")
    await responds(office.chat("chief_executive"), ref)
    said = read(office, NoticeKind.RESPONSE_RECEIVED, "head_of_safeguarding")
    assert "say that **it is not enough**" in said
    assert "escalate" not in said.split("Nothing closes")[0]


async def test_an_old_action_of_the_last_stage_prompts_for_no_legal_advice_or_next_stage() -> None:
    """Northamptonshire §5, level 4: only an answer that fails leads to legal advice."""
    office = Office(a_rulebook("northamptonshire"))
    _, ref = await raise_one(office, "level-4")
    answers = office.chat(office.stored(ref).visit.assignees[0].post)
    action = c.AgreedAction("Visit", "The deputy", london("2026-11-25T10:00").date())
    await office.submit(
        c.SubmitResponse(case_ref=ref, by=answers.actor, text="We will.", actions=(action,))
    )
    office.until(london("2026-11-27T10:00"))
    said = read(office, NoticeKind.LAPSED_OWNER, "iro", "action.1")
    assert "Independent legal advice" not in said
    assert "go on to the next stage" not in said


async def test_a_meeting_that_others_arrange_was_not_held_by_nobody_in_particular() -> None:
    """Knowsley, Timescales 4: the IRO arranges it with the Assistant Executive Director."""
    office = Office(a_rulebook("knowsley"))
    _, ref = await raise_one(office, "stage-4")
    office.until(london("2026-12-01T10:00"))
    shown = case_facts(office.stored(ref), office.book, office.moment)
    about = {"clock": "1.hold_meeting", "stage": "stage-4"}
    ask = ask_for(NoticeKind.LAPSED_NEXT_MANAGER, shown, about, Viewer("iro_team_manager"))
    assert "The meeting with the Assistant Executive Director was not held in time." in ask.lines[0]


async def test_on_the_agreed_day_the_officer_is_asked_to_ask_and_not_to_respond() -> None:
    """Brighton & Hove §6: on the agreed day the IRO asks how it went."""
    office = Office(a_rulebook("brighton-and-hove"))
    await raise_one(office, "informal", agreed_by="2026-11-26")
    office.until(london("2026-11-26T09:30"))
    officer = read(office, NoticeKind.REMINDER, "iro")
    assert "Today is the day that you agreed" in officer
    assert "Ask how it went" in officer
    manager = read(office, NoticeKind.REMINDER, "pod_team_manager")
    assert "Today is the last day: respond" in manager


async def test_only_whoever_was_asked_reads_that_no_answer_is_asked_any_more() -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Withdraw")
    await iro.presses("Withdraw")
    await iro.presses(iro.sending, reason="It is settled.")
    asked = read(office, NoticeKind.WITHDRAWN, "team_manager")
    told = read(office, NoticeKind.WITHDRAWN, "social_worker")
    assert "No answer is asked of you any more" in asked
    assert "No answer is asked of you any more" not in told
    assert "Actions that were agreed go on" not in asked + told, "there is none"


async def test_the_history_says_that_the_outcome_of_a_meeting_was_not_enough() -> None:
    """Bradford stage 2 is answered by its meeting."""
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office, "stage-2")
    office.until(london("2026-11-24T10:00"))
    by, on = holder("iro_team_manager"), office.moment.date()
    await office.submit(c.RecordMeeting(case_ref=ref, by=by, held_on=on, summary="We met."))
    await office.submit(c.RejectResponse(case_ref=ref, by=iro.actor, reason="No plan."))
    await find(iro, ref, "See the history")
    history = await iro.presses("See the history")
    while "Show later" in iro.buttons:
        history = await iro.presses("Show later")
    assert "found that the outcome of the meeting is not enough" in history


async def test_an_administrator_reads_what_to_correct_and_not_to_tell_somebody() -> None:
    office = Office(a_rulebook("durham"))
    _, ref = await raise_one(office)
    shown = case_facts(office.stored(ref), office.book, office.moment)
    ask = ask_for(NoticeKind.NOT_TOLD, shown, {"untold": "head_of_legal_services"}, Viewer(""))
    assert "Nobody holds the post of Head of Legal Services" in ask.lines[0]
    assert "Tell them yourself" not in ask.lines[0]


async def test_a_target_and_a_derived_figure_are_said_to_be_so() -> None:
    """Knowsley, Timescales 2 to 5: 5 working days are aimed at; stage 1's are what is left."""
    office = Office(a_rulebook("knowsley"))
    iro, ref = await raise_one(office, "stage-1")
    due = "due Monday 30 November 2026, 17:00, an implied target"
    assert due in await iro.says(f"case {ref}")
    office.until(london("2026-11-30T19:00"))
    late = await iro.says("overdue")
    assert "was due Monday 30 November 2026, 17:00, an implied target" in late
    assert "due today" not in late


async def test_what_a_report_repeats_of_the_challenge_stands_once_on_the_card() -> None:
    """Durham §5.3: the report begins as the worry was raised."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office, "stage-1")
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    await iro.presses(iro.sending, to_stage="stage-2", reason="Not resolved.")
    await find(iro, ref, "Send the report")
    await iro.presses("Send the report")
    typed = {key: str(asked.get("value", "")) for key, asked in iro.inputs.items()}
    await iro.presses("Send report", **typed)
    shown = await iro.says(f"case {ref}")
    assert shown.count("The plan has not moved since the last review.") == 1
