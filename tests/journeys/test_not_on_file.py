"""What is not on the child's file: said in the channel's list, and to the owner, until it is."""

from resolution.commands import TickFiled
from resolution.on_file import to_file
from resolution.people import Actor
from resolution.policy import Must
from tests.journeys.authority import SAFEGUARDING
from tests.journeys.harness import Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import words

LINE = "Not yet recorded on the child's file: 1."


async def test_it_is_named_by_reference_until_somebody_ticks_it(council: Council) -> None:
    iro, ref = await raise_one(council)
    await council.to(council.next_morning(council.due_at(ref, Must.RESPOND)))
    channel = council.person(iro.id, SAFEGUARDING)
    assert LINE in words(channel.card)
    assert ref in words(channel.card)
    assert LINE in await iro.says("mine")

    case, policy = council.case(ref), council.authority.policy
    for what in to_file(case, policy):
        ticked = TickFiled(case_ref=ref, by=Actor(iro.id, iro.name), what=what)
        await council.service.desk.submit(ticked)

    assert LINE not in await iro.says("mine")
    await council.to(council.next_morning(council.clock.moment))
    assert LINE not in words(council.person(iro.id, SAFEGUARDING).card)
