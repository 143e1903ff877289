"""Where somebody beside the officer judges a stage, they are named as those who decide."""

from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london, person_id
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_words_of_a_lapse import read


async def sends(chat: Chat, ref: str, title: str, **typed: str) -> str:
    """Press a button, fill in its form and send it; what is seen afterwards."""
    await find(chat, ref, title)
    await chat.presses(title)
    return await chat.presses(chat.sending, **{**answers_to(chat), **typed})


async def refused(stage: str, judge: str, moment: str = "2026-12-03T10:00") -> tuple[Office, str]:
    """An office in which an answer of this moment was not enough, and what the judge then saw."""
    office = Office(a_rulebook("brighton-and-hove"))
    _, ref = await raise_one(office, stage)
    office.until(london(moment))
    answers = office.chat(office.stored(ref).visit.assignees[0].post)
    await sends(answers, ref, "Respond", text="No.")
    return office, await sends(office.chat(judge), ref, "Say it is not enough", reason="No date.")


async def test_after_a_late_answer_the_head_of_safeguarding_decides_and_not_the_iro() -> None:
    """Brighton & Hove §3.2 Level 4: the Head of Safeguarding raises it, and goes further."""
    office, seen = await refused("level-4", "head_of_safeguarding")
    assert "Answered, not enough: the Head of Safeguarding decides what follows" in seen
    told = read(office, NoticeKind.RESPONSE_REJECTED, "director_childrens_services")
    assert "You can still answer again; the Head of Safeguarding decides what happens next" in told
    assert "the IRO decides" not in told


async def test_the_officer_hears_that_another_judged_the_answer_not_enough() -> None:
    """IRO Handbook 6.4: the officer stays responsible, whoever raises the level."""
    office, _ = await refused("level-4", "head_of_safeguarding")
    told = read(office, NoticeKind.RESPONSE_REJECTED, "iro")
    assert "The response is not enough" in told
    assert "The Head of Safeguarding is not satisfied with the response" in told
    assert "The Head of Safeguarding decides what happens next; as its owner, you may too." in told
    assert "You can still answer again" not in told
    assert "Your response" not in told


async def test_while_there_is_time_the_officer_reads_until_when() -> None:
    office, _ = await refused("level-4", "head_of_safeguarding", "2026-11-24T10:00")
    told = read(office, NoticeKind.RESPONSE_REJECTED, "iro")
    again = "The Director Children's Services can answer again by Thursday 26 November 2026, 17:00"
    assert again in told


async def test_an_officer_who_judged_it_is_told_nothing_of_it() -> None:
    office, seen = await refused("level-1", "iro", "2026-11-24T10:00")
    assert "It is recorded" in seen
    told = {n.to.person_id for n in office.owed if n.kind is NoticeKind.RESPONSE_REJECTED}
    assert told == {person_id("pod_team_manager")}
