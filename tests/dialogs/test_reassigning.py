"""Who may pass a duty on, whether or not the case is theirs to read."""

import pytest
from msgspec.structs import replace

from resolution.people import Cover, Directory, Holding, Person
from tests.builders import a_directory, a_rulebook, holder, london, person_id
from tests.dialogs.office import Chat, Office, raise_one

NARRATIVE = ("The plan has not moved", "1234567", "Two telephone calls", "See the history")
WEEK = (london("2026-11-23T00:00").date(), london("2026-11-27T00:00").date())


def authority() -> Directory:
    """Everybody with a line manager who holds no post of the case, and one who has gone."""
    book = a_rulebook("brighton-and-hove")
    boss, lead, away, gone = (
        Person(person_id(name), f"Holder of {name}") for name in ("boss", "lead", "away", "gone")
    )
    managed = {"pod_team_manager": boss.id, "iro": lead.id}
    people = [
        replace(p, manager_id=managed.get(p.holdings[0].post, "") if p.holdings else "")
        for p in a_directory(book.policy).people
    ]
    away = replace(away, cover=(Cover(boss.id, *WEEK),))
    retired = replace(gone, left=True, administrator=True)
    second = Person(person_id("second"), "Second manager", (Holding("pod_team_manager"),))
    return a_directory(book.policy, people=(*people, boss, lead, away, retired, second))


async def raised() -> tuple[Office, str]:
    office = Office(a_rulebook("brighton-and-hove", directory=authority()))
    _, ref = await raise_one(office, person_pod_team_manager=person_id("pod_team_manager"))
    return office, ref


async def opens_reassign(chat: Chat, ref: str) -> None:
    await chat.says(f"case {ref}")
    while "Reassign" not in chat.buttons:
        await chat.presses("More")
    await chat.presses("Reassign")


def duties(chat: Chat) -> set[str]:
    return {choice["value"] for choice in chat.inputs["post"]["choices"]}


@pytest.mark.parametrize(
    ("who", "may_pass_on"),
    [
        ("iro", {"pod_team_manager"}),
        ("iro_manager", {"pod_team_manager", "owner"}),
        ("administrator", {"pod_team_manager", "owner"}),
        ("boss", {"pod_team_manager"}),
        ("lead", {"owner"}),
    ],
)
async def test_each_whom_the_rule_names_passes_on_just_what_is_theirs_to_pass_on(
    who: str, may_pass_on: set[str]
) -> None:
    office, ref = await raised()
    chat = office.chat(who)

    await opens_reassign(chat, ref)
    assert duties(chat) == may_pass_on
    post = max(may_pass_on)
    typed = {"post": post, "person_id": person_id("second"), "reason": "Away until spring."}
    await chat.presses("Reassign now", **typed)

    case = office.stored(ref)
    held = case.owner if post == "owner" else case.visit.assignees[0]
    assert held is not None
    assert held.person_id == person_id("second")
    assert "The duty has passed on" in chat.sees


@pytest.mark.parametrize("who", ["administrator", "boss", "lead"])
async def test_those_who_only_pass_duties_on_read_nothing_of_the_child(who: str) -> None:
    office, ref = await raised()
    chat = office.chat(who)
    seen = [await chat.says(f"case {ref}")]
    assert chat.buttons == ["Reassign"]
    seen.append(await chat.presses("Reassign"))
    seen.append(await chat.presses("Go back, send nothing"))
    iro = office.chat("iro")
    await iro.says(f"case {ref}")
    history = iro.button("See the history")
    seen.append(await chat.sends(history))

    assert not [word for word in NARRATIVE for text in seen if word in text]
    assert "You have no case" in seen[-1]


@pytest.mark.parametrize("who", ["administrator", "boss"])
async def test_nothing_but_reassigning_is_theirs(who: str) -> None:
    office, ref = await raised()
    owner, chat = office.chat("iro"), office.chat(who)
    await owner.says(f"case {ref}")
    before = office.stored(ref).version
    for title in ("Escalate", "Add a note"):
        while title not in owner.buttons:
            await owner.presses("More")
        await chat.sends(owner.button(title))
        assert "You have no case" in chat.sees
        assert not chat.inputs
    assert office.stored(ref).version == before


@pytest.mark.parametrize("who", ["gone", "chief_executive", "away"])
async def test_nobody_else_learns_that_there_is_such_a_case(who: str) -> None:
    office, ref = await raised()

    assert f"You have no case {ref}" in await office.chat(who).says(f"case {ref}")


async def test_whoever_covers_for_a_line_manager_passes_on_in_their_place() -> None:
    office, ref = await raised()
    directory = office.book.directory
    people = tuple(
        replace(p, manager_id=person_id("away")) if p.id == person_id("pod_team_manager") else p
        for p in directory.people
    )
    office.book = replace(office.book, directory=replace(directory, people=people))
    chat = office.chat("boss")

    await opens_reassign(chat, ref)

    assert duties(chat) == {"pod_team_manager"}


async def test_when_a_duty_has_passed_its_former_line_manager_has_no_more_say() -> None:
    office, ref = await raised()
    chat = office.chat("boss")
    await opens_reassign(chat, ref)
    typed = {"post": "pod_team_manager", "person_id": person_id("second"), "reason": "Away."}
    await chat.presses("Reassign now", **typed)

    assert "You have no case" in await chat.says(f"case {ref}")


async def test_in_the_administrators_channel_open_gives_the_button_and_no_narrative() -> None:
    office, ref = await raised()
    iro = office.chat("iro", personal=False)
    await iro.says(f"case {ref}")
    admin = office.chat("administrator", personal=False)

    seen = await admin.sends(iro.button("Open"))

    assert admin.buttons == ["Reassign"]
    assert not [word for word in NARRATIVE if word in seen]
    assert holder("administrator").name not in seen
    await admin.presses("Reassign")
    typed = {"post": "pod_team_manager", "person_id": person_id("second"), "reason": "Vacant."}
    await admin.presses("Reassign now", **typed)
    assert office.stored(ref).visit.assignees[0].person_id == person_id("second")
    assert admin.buttons == ["Open"], "what everybody there sees is the card for everybody"
