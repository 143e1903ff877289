"""Sentences that somebody on a phone read wrongly, or could do nothing with."""

from cards.asks import ask_for
from cards.viewer import Viewer
from dialogs.talk import case_facts
from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london
from tests.dialogs.office import Office, raise_one
from tests.dialogs.test_words_of_a_lapse import read
from tests.dialogs.test_words_that_are_true import responds

KINDS = NoticeKind


async def test_whoever_is_late_reads_of_their_own_line_manager() -> None:
    """Knowsley, Timescales 1: above the Team Manager the first stage names nobody."""
    office = Office(a_rulebook("knowsley"))
    _, ref = await raise_one(office)
    office.until(london("2026-12-01T10:00"))
    shown = case_facts(office.stored(ref), office.book, office.moment)
    about = {"clock": "1.respond", "told": "iro,line_manager"}
    (said,) = ask_for(KINDS.LAPSED_ASSIGNEE, shown, about, Viewer("x")).lines
    assert "The IRO and your line manager have been told." in said
    assert "You can still answer now." in said


async def test_whoever_is_late_with_a_date_is_not_told_to_answer() -> None:
    """Bradford, request for meeting: the date is to be confirmed within five working days."""
    office = Office(a_rulebook("bradford"))
    await raise_one(office, "stage-2")
    told = read(office, KINDS.FOR_INFORMATION, "team_manager")
    assert "The Children's Service Manager must confirm the date of the meeting;" in told
    office.until(london("2026-12-01T10:00"))
    said = read(office, KINDS.LAPSED_ASSIGNEE, "childrens_service_manager")
    assert "The time to confirm the date of the meeting has passed." in said
    assert "**You can still do it now.**" in said


async def test_a_target_inside_a_sentence_stands_in_brackets() -> None:
    """Knowsley, Timescales 4: the meeting aims at five working days."""
    office = Office(a_rulebook("knowsley"))
    await raise_one(office, "stage-4")
    office.until(london("2026-12-01T10:00"))
    said = read(office, KINDS.LAPSED_OWNER, "iro")
    assert "17:00 (a target) and is not on record" in said
    assert "The meeting with the Assistant Executive Director" in said


async def test_a_message_that_did_not_arrive_is_told_in_words_and_says_what_to_do() -> None:
    office = Office()
    _, ref = await raise_one(office)
    shown = case_facts(office.stored(ref), office.book, office.moment)
    gone = {"name": "Somebody", "why": "the directory no longer names them"}
    ask = ask_for(KINDS.UNDELIVERED, shown, gone, Viewer("x"))
    reads = "Somebody could not be reached (the directory no longer names them), so you are told"
    assert ask.lines[0].startswith(reads)
    code = {"name": "Robin Hale", "why": "403 MessageWritesBlocked"}
    ask = ask_for(KINDS.UNDELIVERED, shown, code, Viewer("x"))
    assert "(Teams did not deliver the message)" in ask.lines[0]
    assert "403" not in ask.lines[0]
    assert "please see that they hear of it" in ask.lines[0]
    assert ask.preview == "you are told instead of somebody who could not be reached"


async def test_the_owner_reads_who_asks_for_more_time_and_who_acknowledged() -> None:
    office = Office()
    _, ref = await raise_one(office)
    manager = office.chat("pod_team_manager").actor
    await office.submit(c.Acknowledge(case_ref=ref, by=manager))
    said = read(office, KINDS.ACKNOWLEDGED, "iro")
    assert "The Pod Team Manager has seen it." in said
    await office.submit(
        c.AskForExtension(
            case_ref=ref,
            by=manager,
            wanted_on=london("2026-12-09T10:00").date(),
            reason="A report is late.",
            benefit="A better plan.",
        )
    )
    said = read(office, KINDS.EXTENSION_ASKED, "iro")
    assert "The Pod Team Manager asks for more time until Wednesday 9 December 2026." in said


async def test_whoever_hears_of_a_stage_that_is_answered_reads_that_it_is() -> None:
    office = Office(a_rulebook("northamptonshire"))
    _, ref = await raise_one(office)
    await responds(office.chat("team_manager"), ref)
    shown = case_facts(office.stored(ref), office.book, office.moment)
    ask = ask_for(KINDS.FOR_INFORMATION, shown, {"stage": "level-1"}, Viewer("x"))
    assert any("The Team Manager answered already" in line for line in ask.lines)


async def test_the_owner_reads_which_post_was_asked_to_raise_the_next_stage() -> None:
    """Brighton & Hove §3.2 Level 2: the Head of Safeguarding raises level 3."""
    office = Office()
    _, ref = await raise_one(office)
    shown = case_facts(office.stored(ref), office.book, office.moment)
    ask = ask_for(KINDS.FOR_INFORMATION, shown, {"stage": "level-3"}, Viewer("x"))
    assert ask.lines == ("The Head of Safeguarding was asked to raise Level 3.",)


async def test_a_step_is_asked_for_by_name_where_it_is_no_private_record() -> None:
    office = Office(a_rulebook("durham"))
    _, ref = await raise_one(office)
    shown = case_facts(office.stored(ref), office.book, office.moment)
    about = {"route": "monitoring", "step": "hold"}
    ask = ask_for(KINDS.STEP_DUE, shown, about, Viewer("x"))
    assert ask.title == "Please record: the monitoring meeting"
    assert ask.preview.endswith(": the monitoring meeting")


async def test_a_withdrawn_case_says_why_and_has_no_heading_without_a_text() -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office)
    await office.submit(c.Withdraw(case_ref=ref, by=iro.actor, reason="The plan has moved."))
    said = await iro.says(f"case {ref}")
    assert said.index("Why it was withdrawn") < said.index("The plan has moved.")
    assert said.index("The plan has moved.") < said.index("The worry")
    assert "Impact for the child" not in said
    assert "Outcome" not in said


async def test_whoever_says_that_it_is_not_enough_reads_the_response_beside_it() -> None:
    office = Office(a_rulebook("northamptonshire"))
    iro, ref = await raise_one(office)
    await responds(office.chat("team_manager"), ref)
    await iro.says(f"case {ref}")
    form = await iro.presses("Say it is not enough")
    assert "We will." in form
    assert "What is missing?" in form


async def test_what_a_meeting_decided_stands_above_what_was_raised() -> None:
    """Bradford, request for meeting: the summary is what the IRO judges."""
    office = Office(a_rulebook("bradford"))
    _, ref = await raise_one(office, "stage-2")
    await office.submit(
        c.RecordMeeting(
            case_ref=ref,
            by=office.chat("iro_team_manager").actor,
            held_on=london("2026-11-23T10:00").date(),
            summary="A move in January.",
        )
    )
    said = await office.chat("iro").says(f"case {ref}")
    assert said.index("A move in January.") < said.index("The worry")
