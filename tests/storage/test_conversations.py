"""Where to reach everybody, as learnt last."""

from datetime import UTC, datetime

import sqlalchemy as sa

from storage.conversations import Conversation
from storage.engine import Store

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ANN = Conversation("a:1", "https://channel.invalid/", person_id="ann", tenant_id="t", bot_id="28:b")
NORTH = Conversation("19:north", "https://channel.invalid/", channel="north", tenant_id="t")


async def test_a_conversation_is_found_by_person_or_channel(store: Store) -> None:
    await store.conversations.remember(ANN, NOW)
    await store.conversations.remember(NORTH, NOW)

    assert store.conversations.for_person("ann") == ANN
    assert store.conversations.for_channel("north") == NORTH
    assert store.conversations.for_person("north") is None
    assert store.conversations.channels() == [NORTH]


async def test_what_was_told_before_is_known_without_a_write(
    store: Store, direct: sa.Connection
) -> None:
    assert not store.conversations.knows(ANN)
    await store.conversations.remember(ANN, NOW)
    assert store.conversations.knows(ANN)

    direct.execute(sa.text("DELETE FROM conversations"))
    direct.commit()
    await store.conversations.remember(ANN, NOW)

    assert store.conversations.for_person("ann") is None


async def test_a_newer_conversation_takes_the_place_of_the_older(store: Store) -> None:
    moved = Conversation("a:2", "https://other.invalid/", person_id="ann", bot_name="Resolution")
    await store.conversations.remember(ANN, NOW)
    await store.conversations.remember(moved, NOW)

    assert store.conversations.for_person("ann") == moved
    assert not store.conversations.knows(ANN)


async def test_a_blocked_conversation_is_open_again_once_something_is_heard(store: Store) -> None:
    await store.conversations.remember(ANN, NOW)
    store.conversations.block(ANN, NOW)
    found = store.conversations.for_person("ann")
    assert found is not None
    assert found.blocked

    await store.conversations.remember(ANN, NOW)

    assert store.conversations.for_person("ann") == ANN
