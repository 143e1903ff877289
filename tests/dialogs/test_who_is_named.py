"""Brighton & Hove §3.2: who raises and who judges rises with the level; each is named rightly."""

from resolution.notices import NoticeKind
from resolution.terms import LINE_MANAGER
from tests.builders import a_rulebook, london
from tests.dialogs.office import Office, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_words_of_a_lapse import read

MANAGER = "IRO Manager (Children Looked-after)"


async def at_level_2() -> tuple[Office, str]:
    """Level 2, raised by the IRO Manager and answered by the Service Manager."""
    office = Office(a_rulebook("brighton-and-hove"))
    _, ref = await raise_one(office, "level-2")
    service = office.chat("service_manager")
    await service.says(f"case {ref}")
    await service.presses("Respond")
    await service.presses("Send response", text="We will.")
    return office, ref


async def test_the_post_that_raises_the_next_level_is_the_one_that_may_escalate() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    await raise_one(office, "level-2")
    asked = read(office, NoticeKind.ASKED_TO_RESPOND, "service_manager")
    assert "the Head of Safeguarding may escalate to Level 3" in asked
    assert "the IRO may escalate" not in asked


async def test_the_post_that_judges_the_level_is_the_one_that_decides() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    iro, ref = await raise_one(office, "level-4")
    director = office.chat("director_childrens_services")
    await director.says(f"case {ref}")
    await director.presses("Respond")
    await director.presses("Send response", text="We will.")
    shown = await iro.says(f"case {ref}")
    assert "Answered. The Head of Safeguarding decides whether this settles it" in shown


async def test_whoever_found_it_not_enough_is_named_and_so_is_whoever_handed_over() -> None:
    office, ref = await at_level_2()
    manager = office.chat("iro_manager")
    await find(manager, ref, "Say it is not enough")
    await manager.presses("Say it is not enough")
    await manager.presses(manager.sending, reason="No day is given.")
    told = read(office, NoticeKind.RESPONSE_REJECTED, "service_manager")
    assert f"The {MANAGER} is not satisfied" in told
    assert "The IRO is not satisfied" not in told
    await find(manager, ref, "Hand over")
    await manager.presses("Hand over")
    await manager.presses(manager.sending, note="Please raise it.")
    handed = read(office, NoticeKind.HANDED_OVER, "head_of_safeguarding")
    assert f"The {MANAGER} asks you to raise" in handed


async def test_the_iro_is_named_where_the_iro_judges() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    iro, ref = await raise_one(office, "level-1")
    answers = office.chat("pod_team_manager")
    await answers.says(f"case {ref}")
    await answers.presses("Respond")
    await answers.presses("Send response", text="We will.")
    await find(iro, ref, "Say it is not enough")
    await iro.presses("Say it is not enough")
    await iro.presses(iro.sending, reason="No day is given.")
    told = read(office, NoticeKind.RESPONSE_REJECTED, "pod_team_manager")
    assert "The IRO is not satisfied" in told


async def test_whoever_is_late_reads_who_was_told_and_never_of_a_next_manager_above_the_top() -> (
    None
):
    """Level 5 is answered by the Chief Executive; the IRO's own manager hears of it."""
    office = Office(a_rulebook("brighton-and-hove"))
    await raise_one(office, "level-5")
    office.until(london("2026-12-01T10:00"))
    late = read(office, NoticeKind.LAPSED_ASSIGNEE, "chief_executive")
    assert "next manager" not in late
    assert f"The IRO, Head of Safeguarding and {MANAGER} have been told" in late
    assert LINE_MANAGER not in late


async def test_at_the_last_level_the_post_that_judges_is_named_and_nobody_escalates() -> None:
    """§3.2 Level 5: the Head of Safeguarding seeks written adjudication."""
    office = Office(a_rulebook("brighton-and-hove"))
    _, ref = await raise_one(office, "level-5")
    asked = read(office, NoticeKind.ASKED_TO_RESPOND, "chief_executive")
    assert "the Head of Safeguarding decides what happens next" in asked
    chief = office.chat("chief_executive")
    await chief.says(f"case {ref}")
    await chief.presses("Respond")
    await chief.presses("Send response", text="We will.")
    judge = office.chat("head_of_safeguarding")
    await find(judge, ref, "Say it is not enough")
    form = await judge.presses("Say it is not enough")
    assert "Those who were asked to answer are told why." in form
    assert "can escalate afterwards" not in form


async def test_the_form_that_says_it_is_not_enough_names_who_raises_the_next_level() -> None:
    office, ref = await at_level_2()
    manager = office.chat("iro_manager")
    await find(manager, ref, "Say it is not enough")
    form = await manager.presses("Say it is not enough")
    assert "The Head of Safeguarding can escalate afterwards." in form
