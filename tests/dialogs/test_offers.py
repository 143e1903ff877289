import copy

import pytest

from tests.builders import a_rulebook
from tests.dialogs.office import Chat, Office, answers_to, raise_one

POLICIES = ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")
READING = frozenset(
    {
        *("See the history", "See it in plain words", "Go back to the case"),
        *("More", "Fewer choices", "Record these now", "Record this now"),
    }
)


async def offered(chat: Chat, ref: str) -> list[str]:
    """Every act that a person's card offers, its further pages included."""
    await chat.says(f"case {ref}")
    titles = chat.buttons
    while "More" in chat.buttons:
        await chat.presses("More")
        titles += chat.buttons
    return [title for title in dict.fromkeys(titles) if title not in READING]


async def find(chat: Chat, ref: str, title: str) -> None:
    """Go to the page of buttons that has this one."""
    await chat.says(f"case {ref}")
    while title not in chat.buttons:
        await chat.presses("More")


async def take(chat: Chat, ref: str, title: str) -> None:
    """Press a button and fill in whatever it asks for, sensibly."""
    await find(chat, ref, title)
    await chat.presses(title)
    while chat.inputs:
        typed = answers_to(chat)
        if "held_on" in typed:
            typed["held_on"] = chat.office.moment.date().isoformat()
        if "summary" in typed:  # the same words would be the same meeting
            typed["summary"] += f" {chat.office.stored(ref).version}"
        if "referred_on" in typed:
            typed["referred_on"] = chat.office.moment.date().isoformat()
        if "clock_id" in chat.inputs:
            typed["clock_id"] = chat.inputs["clock_id"]["value"]
        if "person_id" in typed:
            holds = chat.office.stored(ref).visit.assignees[0].person_id
            people = [choice["value"] for choice in chat.inputs["person_id"]["choices"]]
            typed["person_id"] = next(person for person in people if person != holds)
        if "agreed_by" in chat.inputs:
            typed["agreed_by"] = "2027-12-01"
        await chat.presses(chat.sending, **typed)
    if "Go back, send nothing" in chat.buttons:  # a form that only asks to be sure
        await chat.presses(chat.sending)


async def answers(chat: Chat, ref: str) -> None:
    """Whoever must answer does, in writing or by a meeting."""
    for title in ("Respond", "Confirm the meeting", "Record the meeting"):
        if title in await offered(chat, ref):
            await take(chat, ref, title)
            if title == "Respond":
                return


async def everything_works(office: Office, ref: str, people: list[str]) -> int:
    """Each offered act, tried by each person on a copy of the office; how many there were."""
    tried = 0
    for post in people:
        for title in await offered(office.chat(post), ref):
            there = copy.copy(office)
            there.trails = {key: list(events) for key, events in office.trails.items()}
            there.timers = {key: set(timers) for key, timers in office.timers.items()}
            chat = there.chat(post)
            await take(chat, ref, title)
            assert there.stored(ref).version > office.stored(ref).version, (post, title, chat.sees)
            tried += 1
    return tried


@pytest.mark.parametrize("policy", POLICIES)
async def test_what_is_offered_at_any_stage_is_what_the_procedure_allows(policy: str) -> None:
    office = Office(a_rulebook(policy))
    posts = [post.key for post in office.policy().posts]
    iro, ref = await raise_one(office)
    tried = 0
    while True:
        tried += await everything_works(office, ref, posts)
        asked = [office.chat(a.post) for a in office.stored(ref).visit.assignees]
        for chat in asked if office.stored(ref).visit.all_of else asked[:1]:
            await answers(chat, ref)
        tried += await everything_works(office, ref, posts)
        if "Escalate" not in await offered(iro, ref):
            break
        await take(iro, ref, "Escalate")
    await take(iro, ref, "Resolve")
    tried += await everything_works(office, ref, posts)
    assert tried > 50


async def test_somebody_outside_is_offered_nothing() -> None:
    office = Office()
    _, ref = await raise_one(office)
    assert not (await offered(office.chat("chief_executive"), ref))
