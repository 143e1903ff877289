"""Every posted copy of a case's card follows its case, until Teams says that it is gone."""

from pathlib import Path

import pytest

from resolution.commands import AddNote
from tests.bot.mailroom import Mailroom
from tests.builders import REF, a_rulebook, holder
from tests.fakes.channel import Fault
from tests.storage.authority import a_store, acknowledge, raise_challenge


@pytest.fixture(name="mailroom")
async def mailroom_with_two_copies(mailroom: Mailroom, tmp_path: Path) -> Mailroom:
    """A case whose card was posted twice: to a person and to a channel."""
    a_store(f"sqlite:///{tmp_path / 'resolution.db'}", mailroom.clock).close()
    case = await mailroom.store.writer.submit(raise_challenge())
    await mailroom.relay.drain()
    mailroom.channel.sent.clear()
    for conversation, person in (("a:p-dana", "p-dana"), ("19:c@thread.tacv2", "")):
        await mailroom.store.posts.remember(
            REF,
            conversation,
            f"m-{person}",
            "case",
            case.version,
            mailroom.clock.now(),
            person_id=person,
        )
    return mailroom


async def _move_on(mailroom: Mailroom) -> int:
    """The case changes; its new version is what the copies should show."""
    case = await mailroom.store.writer.submit(acknowledge())
    mailroom.drawings.version = case.version
    return case.version


async def test_each_copy_is_replaced_in_place(mailroom: Mailroom) -> None:
    version = await _move_on(mailroom)
    await mailroom.relay.drain()
    updates = [sent for sent in mailroom.channel.delivered() if sent.method == "PUT"]
    assert {sent.activity for sent in updates} >= {"m-p-dana", "m-"}
    shown = {post.activity_id: post.drawn_version for post in mailroom.store.posts.posts_of(REF)}
    assert shown["m-p-dana"] == shown["m-"] == version


async def test_several_changes_while_teams_is_away_become_one_update(mailroom: Mailroom) -> None:
    mailroom.channel.faults.append(Fault(503, times=99, method="PUT"))
    await _move_on(mailroom)
    await mailroom.relay.drain()
    owner = holder(a_rulebook().policy.first_formal.raised_by[0])
    for said in ("one", "two", "three"):
        case = await mailroom.store.writer.submit(AddNote(case_ref=REF, by=owner, text=said))
        mailroom.drawings.version = case.version
    mailroom.channel.faults.clear()
    mailroom.channel.sent.clear()
    for _ in range(3):
        await mailroom.later(60)
    updates = [s for s in mailroom.channel.delivered("a:p-dana") if s.method == "PUT"]
    assert len([s for s in updates if s.activity == "m-p-dana"]) == 1


@pytest.mark.parametrize(("status", "code"), [(404, "ActivityNotFoundInConversation"), (403, "")])
async def test_a_copy_that_somebody_deleted_is_followed_no_longer(
    status: int, code: str, mailroom: Mailroom
) -> None:
    mailroom.channel.faults.append(Fault(status, code, times=1, match="m-p-dana"))
    await _move_on(mailroom)
    await mailroom.relay.drain()
    left = [post.activity_id for post in mailroom.store.posts.posts_of(REF)]
    assert "m-p-dana" not in left
    assert "m-" in left
    assert mailroom.undelivered == [], "nobody needs to be told of a missing copy"
