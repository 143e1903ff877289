"""Brighton & Hove §3.2: who raises changes by level; the IRO stays owner and sees everything."""

import pytest

from dialogs.notices import draw
from resolution.notices import NoticeKind
from tests.builders import person_id
from tests.dialogs.office import Chat, Office, answers_to, raise_one

#: Each level, who raises it and who answers it (§3.2).
LEVELS = (
    ("level-1", "iro", "pod_team_manager"),
    ("level-2", "iro_manager", "service_manager"),
    ("level-3", "head_of_safeguarding", "head_of_childrens_delivery"),
    ("level-4", "head_of_safeguarding", "director_childrens_services"),
    ("level-5", "head_of_safeguarding", "chief_executive"),
)
RAISERS = ("iro", "iro_manager", "head_of_safeguarding")


async def offered(office: Office, post: str, ref: str) -> set[str]:
    chat = office.chat(post)
    await chat.says(f"case {ref}")
    titles = set(chat.buttons)
    while "More" in chat.buttons:
        await chat.presses("More")
        titles |= set(chat.buttons)
    return titles


async def presses(chat: Chat, ref: str, title: str) -> None:
    await chat.says(f"case {ref}")
    while title not in chat.buttons:
        await chat.presses("More")
    await chat.presses(title)
    await chat.presses(chat.sending, **answers_to(chat))


def notice_card(office: Office, kind: NoticeKind, post: str, ref: str) -> Chat:
    """The latest notice of a kind in a person's own chat, as they see it."""
    found = [n for n in office.owed if n.kind is kind and n.to.person_id == person_id(post)]
    case, person = office.stored(ref), person_id(post)
    drawn = draw(
        kind, found[-1].facts, case, office.book, person, office.now(), tuple(office.trails[ref])
    )
    assert drawn is not None
    return Chat(office, office.chat(post).actor, card=drawn[0])


async def hands_over(office: Office, ref: str, by: str, to: str) -> None:
    """One raiser asks the next, who opens the level from the card that reaches them."""
    await presses(office.chat(by), ref, "Hand over")
    raiser = notice_card(office, NoticeKind.HANDED_OVER, to, ref)
    assert "What happened so far" in str(raiser.card)
    assert raiser.buttons[0] == "Escalate"
    await raiser.presses("Escalate")
    await raiser.presses("Escalate now", **answers_to(raiser))


async def test_a_case_goes_up_all_five_levels_from_raiser_to_raiser() -> None:
    office = Office()
    _, ref = await raise_one(office)
    for (level, by, asked), above in zip(LEVELS, [*LEVELS[1:], None], strict=True):
        case = office.stored(ref)
        assert case.stage_key == level
        assert case.visit.opened_by.person_id == person_id(by)
        assert case.owner is not None
        assert case.owner.person_id == person_id("iro")
        assert [a.post for a in case.visit.assignees] == [asked]
        await judges_are(office, ref, {"iro", by})
        await presses(office.chat(asked), ref, "Respond")
        assert "Say it is not enough" not in await offered(office, asked, ref)
        await judges_are(office, ref, {"iro", by}, answered=True)
        if above is None:
            break
        if above[1] == by:
            await presses(office.chat(by), ref, "Escalate")
        else:
            await hands_over(office, ref, by, above[1])
    assert "Escalate" not in await offered(office, "head_of_safeguarding", ref)
    await presses(office.chat("head_of_safeguarding"), ref, "Resolve")
    assert not office.stored(ref).is_open


async def judges_are(office: Office, ref: str, who: set[str], *, answered: bool = False) -> None:
    acts = {"Resolve", "Say it is not enough"} if answered else {"Resolve"}
    for post in RAISERS:
        seen = await offered(office, post, ref)
        assert (acts <= seen) is (post in who), (post, office.stored(ref).stage_key)
    assert "The worry" in await office.chat("iro").says(f"case {ref}")
    assert "See the history" in await offered(office, "iro", ref)


async def test_whoever_raises_the_next_level_too_is_not_asked_to_hand_it_to_themselves() -> None:
    office = Office()
    _, ref = await raise_one(office, "level-3", bypass_reason="It cannot wait.")

    seen = await offered(office, "head_of_safeguarding", ref)

    assert "Escalate" in seen
    assert "Hand over" not in seen
    assert "Hand over" in await offered(office, "iro", ref)


async def test_the_iro_may_go_on_alone_and_the_raiser_of_that_level_is_no_obstacle() -> None:
    """IRO Handbook 6.2 and 6.4: the officer is personally responsible."""
    office = Office()
    iro, ref = await raise_one(office)

    await presses(iro, ref, "Escalate")

    assert office.stored(ref).stage_key == "level-2"
    await judges_are(office, ref, {"iro", "iro_manager"})


async def test_the_owner_is_told_when_another_opens_the_next_level() -> None:
    office = Office()
    _, ref = await raise_one(office)
    await hands_over(office, ref, "iro", "iro_manager")

    told = notice_card(office, NoticeKind.FOR_INFORMATION, "iro", ref)

    assert "Level 2 began" in str(told.card)
    assert told.buttons[0] == "Add a note", "nothing is asked, and nothing is answered yet"
    assert "Escalate" in told.buttons


@pytest.mark.parametrize("post", ["iro_manager", "head_of_safeguarding"])
async def test_who_raised_an_earlier_level_still_reads_the_case_and_judges_no_more(
    post: str,
) -> None:
    office = Office()
    _, ref = await raise_one(office)
    await hands_over(office, ref, "iro", "iro_manager")
    await hands_over(office, ref, "iro_manager", "head_of_safeguarding")

    seen = await offered(office, post, ref)

    assert "See the history" in seen
    assert ("Resolve" in seen) is (post == "head_of_safeguarding")
