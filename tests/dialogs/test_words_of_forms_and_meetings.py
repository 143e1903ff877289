"""What forms and notices of meetings say is so: of open actions, of days, of whoever comes."""

from cards.asks import ask_for
from cards.viewer import Viewer
from dialogs.talk import case_facts
from resolution import commands as c
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london
from tests.dialogs.office import Chat, Office, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_words_of_a_lapse import read

ACTION = {"action_1_what": "Visit the school", "action_1_owner": "TM", "action_1_by": "2026-11-27"}
FORM = "Confirm actions are done"


async def answered(**action: str) -> tuple[Chat, Chat, str]:
    """Bradford's stage 1 is answered; the Team Manager, the officer and the reference."""
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office)
    manager = office.chat("team_manager")
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    await manager.presses("Send response", text="We will.", **action)
    return manager, iro, ref


async def test_where_no_action_was_written_down_the_confirmation_says_so() -> None:
    """Bradford, Concerns: confirm that actions agreed have been completed."""
    manager, _, ref = await answered()
    await find(manager, ref, FORM)
    form = await manager.presses(FORM)
    assert "No action was written down at this stage: you confirm that what you agreed" in form


async def test_the_confirmation_lists_only_what_is_still_open() -> None:
    manager, _, ref = await answered(**ACTION)
    await find(manager, ref, FORM)
    assert "Visit the school" in await manager.presses(FORM)
    await manager.office.submit(c.CompleteAction(case_ref=ref, by=manager.actor, number=1))
    await find(manager, ref, FORM)
    form = await manager.presses(FORM)
    assert "No action is open here" in form
    assert "Visit the school" not in form


async def test_more_time_after_the_response_is_time_for_the_confirmation() -> None:
    _, iro, ref = await answered()
    await find(iro, ref, "Give more time")
    await iro.presses("Give more time")
    told = {"reason": "Leave.", "benefit": "A better plan.", "enquiries": "None."}
    await iro.presses(iro.sending, new_due_on="2026-12-02", **told)
    assert "Confirmation that the actions are done: was Monday 30 November" in iro.sees
    assert "Response: was" not in iro.sees


async def test_knowsley_s_form_for_more_time_cites_what_its_formal_stages_aim_at() -> None:
    iro, ref = await raise_one(Office(a_rulebook("knowsley")), "stage-2")
    await find(iro, ref, "Give more time")
    assert "Source: Timescales 2 to 4: aiming for 5 working days" in await iro.presses(
        "Give more time"
    )


async def test_a_day_that_is_proposed_is_not_called_no_day() -> None:
    """Knowsley, Timescales 4: the meeting is to be held within 5 working days."""
    office = Office(a_rulebook("knowsley"))
    iro, ref = await raise_one(office, "stage-4")
    about = {"clock": "1.hold_meeting", "stage": "stage-4"}

    def reminder() -> str:
        shown = case_facts(office.stored(ref), office.book, office.moment)
        return ask_for(NoticeKind.REMINDER, shown, about, Viewer("", is_owner=True)).lines[0]

    assert reminder().startswith("No day is fixed for it yet.")
    at = london("2026-11-27T10:00")
    await office.submit(c.ProposeMeeting(case_ref=ref, by=iro.actor, at=at))
    assert reminder().startswith("Proposed for Friday 27 November 2026, 10:00, not confirmed yet.")


async def test_whoever_decides_who_comes_reads_to_which_meeting() -> None:
    """Durham §8: any other person as determined by the Strategic Manager, who does not come."""
    office = Office(a_rulebook("durham"))
    await raise_one(office, "stage-3")
    told = read(office, NoticeKind.FOR_INFORMATION, "strategic_manager")
    assert "You may say who else comes to the Stage 3 RP meeting." in told
