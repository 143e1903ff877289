"""Every posted copy of a case's card follows the case."""

from datetime import timedelta

import pytest

from resolution.commands import AddNote
from storage.engine import Store
from storage.outbox import OutboxItem
from tests.builders import REF
from tests.conftest import StoppedClock
from tests.storage.authority import acknowledge, raise_challenge


@pytest.fixture
async def drawn(store: Store, clock: StoppedClock) -> int:
    """A raised case whose notices are out of the way; the version that its cards show."""
    case = await store.writer.submit(raise_challenge())
    settle_notices(store, clock)
    return case.version


def settle_notices(store: Store, clock: StoppedClock) -> None:
    far = clock.now() + timedelta(days=30)
    while items := [i for i in store.outbox.claim(far, "n", 50, 60) if not i.is_refresh]:
        for item in items:
            store.outbox.drop(item, "not looked at here")


def refreshes(store: Store, clock: StoppedClock) -> list[OutboxItem]:
    later = clock.now() + timedelta(minutes=10)
    return [item for item in store.outbox.claim(later, "r", 50, 60) if item.is_refresh]


async def post(store: Store, clock: StoppedClock, activity: str, person: str, version: int) -> None:
    await store.posts.remember(
        REF, f"conversation of {person}", activity, "case", version, clock.now(), person_id=person
    )


async def note(store: Store, text: str) -> int:
    by = raise_challenge().by
    return (await store.writer.submit(AddNote(case_ref=REF, by=by, text=text))).version


async def test_every_copy_is_drawn_again_when_the_case_moves_on(
    store: Store, clock: StoppedClock, drawn: int
) -> None:
    await post(store, clock, "1", "ann", drawn)
    await post(store, clock, "2", "bob", drawn)

    await store.writer.submit(acknowledge())

    found = [item.post for item in refreshes(store, clock)]
    assert [(p.activity_id, p.drawn_version) for p in found if p] == [("1", drawn), ("2", drawn)]


async def test_a_waiting_refresh_covers_every_later_change(
    store: Store, clock: StoppedClock, drawn: int
) -> None:
    await post(store, clock, "1", "ann", drawn)
    first = await note(store, "One.")
    await note(store, "Two.")

    (only,) = refreshes(store, clock)

    assert only.post is not None
    assert only.key == f"refresh:{only.post.id}:{first}"


async def test_a_change_while_a_copy_is_being_drawn_is_owed_again(
    store: Store, clock: StoppedClock, drawn: int
) -> None:
    await post(store, clock, "1", "ann", drawn)
    version = await note(store, "One.")
    (being_drawn,) = refreshes(store, clock)
    await note(store, "Two.")

    store.outbox.mark_sent(being_drawn, "conversation of ann", "1", version)

    (again,) = refreshes(store, clock)
    assert again.post is not None
    assert again.post.drawn_version == version


async def test_a_refresh_that_failed_gives_way_to_a_newer_one(
    store: Store, clock: StoppedClock, drawn: int
) -> None:
    await post(store, clock, "1", "ann", drawn)
    await note(store, "One.")
    (failed,) = refreshes(store, clock)
    await note(store, "Two.")

    assert store.outbox.retry_later(failed, clock.now(), "503")

    assert [item.key for item in refreshes(store, clock)] != [failed.key]
    assert store.outbox.counts()["dropped"] >= 1


async def test_a_copy_sent_after_the_case_moved_on_is_drawn_again(
    store: Store, clock: StoppedClock, drawn: int
) -> None:
    await note(store, "While the card was on its way.")

    await post(store, clock, "1", "ann", drawn)

    (found,) = refreshes(store, clock)
    assert found.post is not None
    assert found.post.activity_id == "1"


async def test_a_copy_that_cannot_be_drawn_again_is_followed_no_longer(
    store: Store, clock: StoppedClock, drawn: int
) -> None:
    await post(store, clock, "1", "ann", drawn)
    await note(store, "One.")
    (gone,) = refreshes(store, clock)

    store.outbox.give_up(gone, "404")
    await note(store, "Two.")

    assert store.posts.posts_of(REF) == []
    assert refreshes(store, clock) == []


async def test_a_sent_case_card_is_kept_to_follow_its_case(
    store: Store, clock: StoppedClock
) -> None:
    case = await store.writer.submit(raise_challenge())
    item = store.outbox.claim(clock.now() + timedelta(days=3), "a", 1, 60)[0]

    store.outbox.mark_sent(item, "conversation", "activity", case.version)

    (kept,) = store.posts.posts_of(REF)
    assert (kept.kind, kept.lane, kept.drawn_version) == (item.kind, item.lane, case.version)


async def test_an_answer_to_a_button_counts_as_drawn(
    store: Store, clock: StoppedClock, drawn: int
) -> None:
    await post(store, clock, "1", "ann", drawn)
    version = await note(store, "One.")

    await store.posts.drawn("conversation of ann", "1", version)

    assert [p.drawn_version for p in store.posts.posts_of(REF)] == [version]
