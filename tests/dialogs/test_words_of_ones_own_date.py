"""A reminder of one's own report or resolution names who hears of it, and nobody else."""

from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london
from tests.dialogs.office import Office, answers_to, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_words_of_a_lapse import read


async def test_a_report_that_is_not_sent_is_told_to_the_officers_own_manager() -> None:
    """Durham §5.3: the IRO owes the report; nobody below was asked for an answer yet."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office, "stage-1", post="team_manager")
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    later = {"to_stage": "stage-2", "reason": "Not resolved.", "report_later": "true"}
    await iro.presses(iro.sending, **{**answers_to(iro), **later})
    office.until(london("2026-11-24T10:00"))
    said = read(office, NoticeKind.REMINDER, "iro", "2.send_report")
    assert "If it is not done in time, the IRO Operations Manager is told." in said
    assert "Operations Manager is told, and the IRO may escalate" not in said
    office.until(london("2026-11-26T10:00"))
    read(office, NoticeKind.LAPSED_NEXT_MANAGER, "iro_operations_manager", "2.send_report")


async def answered(level: str) -> Office:
    """A Brighton & Hove case whose response came, so that only the resolution is owed."""
    office = Office(a_rulebook("brighton-and-hove"))
    _, ref = await raise_one(office, level)
    chat = office.chat(office.stored(ref).visit.assignees[0].post)
    await find(chat, ref, "Respond")
    await chat.presses("Respond")
    await chat.presses(chat.sending, **{**answers_to(chat), "text": "We will."})
    return office


async def test_a_resolution_that_is_not_reached_is_told_to_the_manager_of_who_owes_it() -> None:
    """Brighton & Hove §3.2 Level 2: the resolution is the IRO Manager's to achieve."""
    office = await answered("level-2")
    office.until(london("2026-11-25T10:00"))
    said = read(office, NoticeKind.REMINDER, "iro_manager", "1.resolve")
    assert "If it is not done in time, the IRO and Head of Safeguarding are told." in said
    office.until(london("2026-12-01T10:00"))
    read(office, NoticeKind.LAPSED_NEXT_MANAGER, "head_of_safeguarding", "1.resolve")


async def test_the_next_levels_raiser_is_not_told_of_themselves_as_of_another() -> None:
    """Brighton & Hove §3.2 Level 1: the IRO owes the resolution, and judges it."""
    office = await answered("level-1")
    office.until(london("2026-12-01T10:00"))
    said = read(office, NoticeKind.LAPSED_NEXT_MANAGER, "iro_manager", "1.resolve")
    assert "**Nothing is asked of you yet.** The IRO decides what happens next." in said
    assert "The IRO Manager (Children Looked-after) decides" not in said


async def test_those_who_must_answer_still_read_who_is_told_of_them() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    await raise_one(office, "level-1")
    office.until(london("2026-11-25T10:00"))
    said = read(office, NoticeKind.REMINDER, "pod_team_manager", "1.respond")
    assert "If there is no answer in time, the Service Manager is told" in said
