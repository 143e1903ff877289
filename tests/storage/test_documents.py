"""Policies, the directory and the calendar: shared by replicas, and the newest counts."""

from datetime import UTC, datetime, timedelta

import pytest

from resolution.commands import AddNote
from resolution.errors import Refused
from resolution.policy_text import read_text
from storage.documents import CALENDAR, DIRECTORY
from storage.engine import Store, open_store
from tests.builders import REF
from tests.conftest import StoppedClock
from tests.storage.authority import directory_text, raise_challenge, the_policy

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
CLOSURE = '[[closure]]\ndate = 2026-12-24\nname = "Offices closed"\n'


def test_the_text_stored_last_is_current_even_when_it_returns(store: Store) -> None:
    for hours, text in enumerate(["one", "two", "one"]):
        assert store.documents.put("calendar", "", text, NOW + timedelta(hours=hours))

    found = store.documents.current(CALENDAR)
    assert found is not None
    assert found.body == "one"
    assert not store.documents.put("calendar", "", "one", NOW + timedelta(hours=9))


def test_a_rulebook_is_the_pinned_policy_with_its_own_hours(store: Store) -> None:
    policy = the_policy()

    rulebook = store.rulebooks.get(policy.id)

    assert rulebook.policy == policy
    assert rulebook.calendar.hours == policy.hours
    assert rulebook.directory.person(raise_challenge().by.person_id) is not None
    assert store.rulebooks.get(policy.id) is rulebook


def test_a_new_calendar_or_directory_is_in_force_at_once(store: Store) -> None:
    policy = the_policy()
    closed = datetime(2026, 12, 24, tzinfo=UTC).date()
    assert store.rulebooks.get(policy.id).calendar.is_working_day(closed)

    store.documents.put(CALENDAR, "", CLOSURE, NOW)
    south = '[[teams]]\nkey = "south"\ntitle = "South team"\n'
    store.documents.put(DIRECTORY, "", directory_text(policy, south), NOW + timedelta(days=1))

    rulebook = store.rulebooks.get(policy.id)
    assert not rulebook.calendar.is_working_day(closed)
    assert rulebook.directory.team("south") is not None


async def test_what_another_program_stored_is_in_force_for_the_next_command(
    store: Store, database_url: str, clock: StoppedClock
) -> None:
    policy = the_policy()
    await store.writer.submit(raise_challenge())
    before = store.rulebooks.get(policy.id)
    other = open_store(database_url, clock)
    other.documents.put(CALENDAR, "", CLOSURE, NOW)
    other.close()

    await store.writer.submit(AddNote(case_ref=REF, by=raise_challenge().by, text="A note."))

    assert store.rulebooks.get(policy.id) is not before


async def test_readers_can_look_for_what_another_program_stored(
    store: Store, database_url: str, clock: StoppedClock
) -> None:
    store.rulebooks.refresh()
    other = open_store(database_url, clock)
    other.documents.put(CALENDAR, "", CLOSURE, NOW)
    other.close()

    assert store.rulebooks.refresh()
    assert not store.rulebooks.refresh()


def test_a_policy_that_is_not_stored_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="elsewhere@1"):
        store.rulebooks.get("elsewhere@1+0123456789ab")


def test_without_a_directory_the_refusal_says_what_to_do(
    database_url: str, clock: StoppedClock
) -> None:
    empty = open_store(database_url, clock)
    policy = the_policy()
    try:
        empty.documents.put("policy", policy.id, read_text(policy.key), NOW)
        with pytest.raises(Refused, match="directory import"):
            empty.rulebooks.get(policy.id)
    finally:
        empty.close()
