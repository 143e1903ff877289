"""What is not on the child's file is said in the lists, by reference alone."""

from datetime import timedelta

import pytest

from dialogs.digest import NOTHING
from resolution.commands import TickFiled
from resolution.on_file import to_file
from tests.builders import a_rulebook, holder
from tests.dialogs.office import Chat, Office, raise_one

POLICIES = ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")
LINE = "Not yet recorded on the child's file: 1.** {ref}."


async def ticks(office: Office, chat: Chat, ref: str) -> None:
    for what in to_file(office.stored(ref), office.policy()):
        await office.submit(TickFiled(case_ref=ref, by=chat.actor, what=what))


@pytest.mark.parametrize("policy", POLICIES)
async def test_the_owner_s_list_names_what_is_not_on_file_and_then_no_more(policy: str) -> None:
    office = Office(a_rulebook(policy))
    iro, ref = await raise_one(office)

    assert LINE.format(ref=ref) in await iro.says("mine")
    manager = Chat(office, holder(office.stored(ref).visit.assignees[0].post))
    assert "Not yet recorded" not in await manager.says("mine")
    await ticks(office, iro, ref)
    assert "Not yet recorded" not in await iro.says("mine")


async def test_a_channel_s_list_says_it_with_what_is_due_and_never_by_itself() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    office.until(office.moment + timedelta(days=9))
    channel = office.chat("iro", personal=False)

    seen = await channel.says("overdue")
    assert LINE.format(ref=ref) in seen
    assert "1234567" not in seen
    await ticks(office, iro, ref)
    assert "Not yet recorded" not in await channel.says("overdue")


async def test_a_case_that_was_resolved_stays_on_its_owner_s_list_until_it_is_filed() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    await iro.says(f"case {ref}")
    await iro.presses("Resolve")
    await iro.presses("Resolve the case", outcome="Agreed.", impact="Settled.")

    seen = await iro.says("mine")

    assert "You are in no open case" in seen
    assert LINE.format(ref=ref) in seen
    channel = office.chat("iro", personal=False)
    await channel.says("overdue")
    assert (channel.reply.text, channel.card) == (NOTHING, {})
