"""Teams refused a message for a while; whoever presses a button after it is reached again."""

from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.raising import raise_one, responds


@ON_SQLITE
async def test_an_officer_who_presses_a_button_is_written_to_again(a_council_of: Open) -> None:
    async with a_council_of("durham") as council:
        iro, _ = await raise_one(council)
        manager = council.first_responder
        council.channel.blocked.add(f"a:{iro.id}")
        await manager.presses("Acknowledge")
        await council.settle()
        assert not iro.received("was acknowledged")
        council.channel.blocked.clear()

        await iro.presses("See the history")
        await responds(manager)
        assert iro.received("A response waits for your decision")
