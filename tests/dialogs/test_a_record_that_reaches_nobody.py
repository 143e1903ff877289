"""A record of its own says whom it told; a vacant post is named to those who can mend it."""

import json

import pytest

from dialogs.notices import draw
from resolution.notices import NoticeKind
from tests.builders import a_rulebook
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to
from tests.dialogs.test_records import CHILD, begin
from tests.resolution.test_not_told import without

UNTOLD = (
    ("bradford", "social_worker", "A concern about an IRO", "team_manager", "Team Manager"),
    ("bradford", "iro", "immediate concern", "team_manager", "Team Manager"),
    ("northamptonshire", "social_worker", "Tell the IRO", "iro", "Independent Reviewing Officer"),
)


async def recorded(chat: Chat, title: str) -> str:
    """Begin a record, an immediate concern from where it is offered; its reference."""
    if title != "immediate concern":
        return await begin(chat, title)
    await chat.says("raise")
    await chat.presses("Record an immediate concern")
    await chat.presses(chat.sending, **{**answers_to(chat), **CHILD})
    return chat.reply.case_ref


@pytest.mark.parametrize(("policy", "opener", "title", "post", "named"), UNTOLD)
async def test_the_opener_reads_that_nobody_was_told(
    policy: str, opener: str, title: str, post: str, named: str
) -> None:
    """Bradford, Introduction: this should be discussed with their team manager."""
    office = Office(a_rulebook(policy, directory=without(policy, post)))
    chat = office.chat(opener)
    await recorded(chat, title)
    assert f"Not told by me: {named} (nobody holds the post). Tell them yourself." in chat.sees
    assert "are told." not in chat.sees


@pytest.mark.parametrize(("policy", "opener", "title", "post", "named"), UNTOLD)
async def test_the_administrators_read_the_post_and_the_team_and_nothing_of_the_record(
    policy: str, opener: str, title: str, post: str, named: str
) -> None:
    office = Office(a_rulebook(policy, directory=without(policy, post)))
    ref = await recorded(office.chat(opener), title)
    case = office.stored(ref)
    (owed,) = [n for n in office.owed if n.to.channel and n.kind is NoticeKind.NOT_TOLD]
    drawn = draw(owed.kind, owed.facts, case, office.book, owed.to.person_id, office.moment)
    assert drawn is not None, "they mend the directory, so they must hear of it"
    card, preview = drawn
    said = json.dumps(card, ensure_ascii=False) + preview
    assert f"Nobody holds the post of {named} for this team. Correct the directory." in said
    assert "North team" in said
    assert problems(card) == []
    route = office.policy().route(case.matter)
    written = [text for done in case.routes[0].steps for text in done.values.values()]
    for kept in (route.title, *written, CHILD["file_number"]):
        assert kept not in said


async def test_the_opener_reads_who_was_told_where_somebody_was() -> None:
    chat = Office(a_rulebook("bradford")).chat("social_worker")
    await begin(chat, "A concern about an IRO")
    assert "On record. Told: Team Manager." in chat.sees


async def test_a_gap_is_named_though_the_record_is_complete_at_once() -> None:
    """Northamptonshire §4: praise ends with its first step, and its reader must still be found."""
    gone = without("northamptonshire", "iro_manager")
    office = Office(a_rulebook("northamptonshire", directory=gone))
    ref = await begin(office.chat("iro"), "Good practice")
    case = office.stored(ref)
    assert not case.is_open
    (owed,) = [n for n in office.owed if n.to.channel and n.kind is NoticeKind.NOT_TOLD]
    assert draw(owed.kind, owed.facts, case, office.book, "", office.moment) is not None
