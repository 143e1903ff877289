"""Every posted copy of a case's card follows the case: each person's own, and a channel's."""

from tests.journeys.authority import SAFEGUARDING
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import words


async def test_every_copy_is_drawn_again_in_place_and_no_second_card_is_posted(
    council: Council,
) -> None:
    iro, ref = await raise_one(council)
    managers = council.assignees(ref)
    channel = council.person(iro.id, SAFEGUARDING)
    await channel.says(f"case {ref}")
    assert PLANTED not in words(channel.card), "nobody's child is shown in a channel"
    await iro.says(f"case {ref}")
    posted = {s.activity for s in council.channel.delivered() if s.method == "POST"}
    before = len(council.channel.sent)

    await managers[0].presses("Acknowledge")
    await council.settle()
    after = council.channel.sent[before:]
    updated = [s for s in after if s.method == "PUT" and s.status < 300]
    assert {s.activity for s in updated} <= posted
    places = {s.conversation.partition(";messageid=")[0] for s in updated}
    assert {f"a:{iro.id}", f"a:{managers[0].id}", SAFEGUARDING} <= places
    assert len([s for s in updated if s.conversation == f"a:{iro.id}"]) >= 2, "both of the owner's"
    for sent in updated:
        assert ref in words(sent.body)
        if sent.conversation.startswith(SAFEGUARDING):
            assert PLANTED not in words(sent.body)


async def test_buttons_of_an_old_copy_work_on_the_case_as_it_is(council: Council) -> None:
    iro, ref = await raise_one(council)
    (manager, *_) = council.assignees(ref)
    await manager.says(f"case {ref}")
    await manager.presses("Acknowledge")
    await council.settle()
    manager.screen.look()
    for message_id, card in manager.screen.cards:
        assert "Acknowledge" not in [b["title"] for b in card.get("actions", ())], message_id
    assert iro.received("was acknowledged")


async def test_a_copy_that_somebody_deleted_is_left_alone(one_council: Council) -> None:
    iro, ref = await raise_one(one_council)
    (manager, *_) = one_council.assignees(ref)
    (message_id, _) = iro.screen.cards[0]
    one_council.channel.gone.add(message_id)
    await manager.presses("Acknowledge")
    await one_council.settle()
    refused = [s for s in one_council.channel.sent if s.status == 404]
    assert len(refused) == 1
    await manager.presses_more("Add a note")
    await manager.presses("Add the note", text="A note.")
    await one_council.settle()
    again = [s for s in one_council.channel.sent if s.status == 404]
    assert len(again) == 1, "it is not tried for ever"
    assert "NoticeUndelivered" not in one_council.kinds(ref), "a copy is no message"
