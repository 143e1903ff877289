"""One road in: whatever waits is committed together, and each caller hears of their own."""

import asyncio
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from resolution.case import Case
from resolution.commands import AddNote, Command, SubmitResponse, Withdraw
from resolution.errors import NoSuchCase, Refused
from resolution.people import Actor
from resolution.ports import Clock, Unit
from storage import tables
from storage.engine import Store, open_store
from storage.unit_of_work import UnitOfWork
from storage.writer import WriterClosed
from tests.builders import REF
from tests.conftest import StoppedClock
from tests.storage.authority import acknowledge, raise_challenge


def note(ref: str = REF, text: str = "A note.", seen_version: int | None = None) -> AddNote:
    return AddNote(case_ref=ref, by=raise_challenge().by, text=text, seen_version=seen_version)


async def test_a_command_writes_case_trail_timers_and_what_is_owed(store: Store) -> None:
    case = await store.writer.submit(raise_challenge())

    assert store.cases.case(REF) == case
    assert len(store.trail.events(REF)) == case.version
    assert store.timers.next_due() is not None
    assert store.outbox.counts()["queued"] > 0
    assert store.cases.people_of(REF)[raise_challenge().by.person_id] == {"owner"}


async def test_a_refused_command_writes_nothing_and_harms_nobody(store: Store) -> None:
    await store.writer.submit(raise_challenge())

    one, refused, other = await store.writer.submit_many(
        [note(text="One."), note("TST-NONE2"), note(text="Other.")]
    )

    assert isinstance(refused, NoSuchCase)
    assert isinstance(one, Case)
    assert isinstance(other, Case)
    # Several writers share the work on PostgreSQL: either note may come first.
    earlier, later = sorted((one, other), key=lambda case: case.version)
    assert later.version == earlier.version + 1
    assert store.cases.case(REF) == later


async def test_two_hands_on_one_case_one_acts_and_one_is_shown_the_case(store: Store) -> None:
    raised = await store.writer.submit(raise_challenge())
    withdraw = Withdraw(
        case_ref=REF, by=raise_challenge().by, seen_version=raised.version, reason="Settled."
    )
    answer = SubmitResponse(
        case_ref=REF, by=acknowledge().by, seen_version=raised.version, text="Here it is."
    )

    answers = await store.writer.submit_many([withdraw, answer])

    assert sorted(isinstance(each, Refused) for each in answers) == [False, True]
    (done,) = (each for each in answers if isinstance(each, Case))
    assert store.cases.case(REF) == done


async def test_a_form_submitted_twice_at_once_raises_one_case(store: Store) -> None:
    answers = await store.writer.submit_many([raise_challenge() for _ in range(8)])

    cases = [answer for answer in answers if isinstance(answer, Case)]
    assert len(cases) == 1
    assert all(isinstance(answer, Refused) for answer in answers if answer not in cases)
    assert store.trail.verify(REF).is_whole


async def test_many_hands_on_many_cases_lose_nothing(store: Store) -> None:
    refs = [f"TST-{number:05d}" for number in range(20)]
    await store.writer.submit_many([raise_challenge(ref) for ref in refs])
    before = {ref: store.cases.case(ref).version for ref in refs}

    await asyncio.gather(
        *(store.writer.submit(note(ref, f"Note {n}.")) for n in range(10) for ref in refs)
    )

    assert {ref: store.cases.case(ref).version for ref in refs} == {
        ref: version + 10 for ref, version in before.items()
    }
    assert all(store.trail.verify(ref).is_whole for ref in refs)


async def test_an_act_of_another_program_is_seen_before_the_next(
    store: Store, database_url: str, clock: StoppedClock
) -> None:
    await store.writer.submit(raise_challenge())
    other = open_store(database_url, clock)
    theirs = await other.writer.submit(note(text="Theirs."))
    other.close()

    ours = await store.writer.submit(note(text="Ours.", seen_version=theirs.version))

    assert ours.version == theirs.version + 1
    assert store.trail.verify(REF).is_whole


async def test_two_programs_on_one_case_lose_nothing(
    store: Store, database_url: str, clock: StoppedClock
) -> None:
    raised = await store.writer.submit(raise_challenge())
    other = open_store(database_url, clock)

    await asyncio.gather(
        *(store.writer.submit(note(text=f"Ours {n}.")) for n in range(15)),
        *(other.writer.submit(note(text=f"Theirs {n}.")) for n in range(15)),
    )
    other.close()

    assert store.cases.case(REF).version == raised.version + 30
    assert store.trail.verify(REF).is_whole


async def test_what_cannot_be_written_fails_alone(store: Store) -> None:
    unwritable = Actor(raise_challenge().by.person_id, "\ud800")  # half of a character

    answers = await store.writer.submit_many(
        [
            raise_challenge("TST-GOOD2"),
            raise_challenge("TST-EVIL2", by=unwritable),
            raise_challenge("TST-GOOD3"),
        ]
    )

    assert [isinstance(answer, Case) for answer in answers] == [True, False, True]
    assert store.cases.case("TST-EVIL2").version == 0
    assert store.trail.verify("TST-GOOD3").is_whole


async def test_what_the_database_refuses_is_found_and_fails_alone(store: Store) -> None:
    await store.writer.run(_lay_a_trail_row_in_the_way)

    answers = await store.writer.submit_many(
        [raise_challenge("TST-GOOD2"), raise_challenge("TST-EVIL2"), raise_challenge("TST-GOOD3")]
    )

    assert [isinstance(answer, Case) for answer in answers] == [True, False, True]
    assert store.cases.case("TST-EVIL2").version == 0
    assert store.trail.verify("TST-GOOD2").is_whole


def _lay_a_trail_row_in_the_way(unit: UnitOfWork) -> None:
    row = {column.name: "" for column in tables.trail.c}
    at = datetime(2026, 11, 23, tzinfo=UTC)
    unit.connection.execute(
        sa.insert(tables.trail), row | {"case_ref": "TST-EVIL2", "seq": 1, "at": at}
    )


async def test_a_commit_that_fails_fails_for_everyone_and_the_writer_goes_on(
    store: Store,
) -> None:
    def fail(connection: sa.Connection) -> None:
        raise OSError("no space left on device")

    sa.event.listen(store.engines[1], "commit", fail)
    answers = await store.writer.submit_many([raise_challenge("TST-22222"), raise_challenge()])
    sa.event.remove(store.engines[1], "commit", fail)

    assert all(isinstance(answer, OSError) for answer in answers)
    assert store.trail.refs() == ()
    assert store.outbox.counts() == {}
    assert (await store.writer.submit(raise_challenge())) == store.cases.case(REF)


async def test_other_work_is_undone_alone_when_it_fails(store: Store) -> None:
    def spoil(unit: UnitOfWork) -> None:
        unit.connection.execute(sa.delete(tables.documents))
        raise RuntimeError("after half of the work")

    spoilt, raised = await asyncio.gather(
        store.writer.run(spoil), store.writer.submit(raise_challenge()), return_exceptions=True
    )

    assert isinstance(spoilt, RuntimeError)
    assert isinstance(raised, Case)
    assert store.documents.policy_ids() != ()


async def test_a_fault_of_the_rules_reaches_its_caller_alone(
    database_url: str, clock: StoppedClock
) -> None:
    def handle(command: Command, unit: Unit, clock: Clock) -> Case:
        if command.case_ref == "BAD":
            raise ZeroDivisionError
        return unit.case(command.case_ref)

    store = open_store(database_url, clock, handle)
    bad, good = await store.writer.submit_many([note("BAD"), note("GOOD")])
    store.close()

    assert isinstance(bad, ZeroDivisionError)
    assert good == Case.unraised("GOOD")


async def test_closing_writes_what_waits_and_takes_no_more(store: Store) -> None:
    waiting = [
        asyncio.ensure_future(store.writer.submit(raise_challenge(f"TST-{n:05d}")))
        for n in range(30)
    ]
    await asyncio.sleep(0)

    await store.writer.close()

    assert len(await asyncio.gather(*waiting)) == 30
    with pytest.raises(WriterClosed):
        await store.writer.submit(note())


async def test_who_watches_hears_of_what_is_owed_and_of_nothing_else(store: Store) -> None:
    heard: list[int] = []
    store.writer.watch(lambda: heard.append(1))

    await store.writer.run(lambda unit: unit.case(REF))
    await asyncio.sleep(0.01)
    assert heard == []

    await store.writer.submit(raise_challenge())
    await asyncio.sleep(0.01)
    assert heard == [1]


async def test_a_caller_that_has_gone_away_stops_nobody(store: Store) -> None:
    gone = asyncio.ensure_future(store.writer.submit(raise_challenge()))
    await asyncio.sleep(0)
    gone.cancel()

    case = await store.writer.submit(raise_challenge("TST-NEXT2"))

    assert store.cases.case("TST-NEXT2") == case


def test_times_come_back_as_the_same_instant_in_utc(store: Store) -> None:
    at = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)
    store.documents.put("calendar", "", "# a text", at)

    found = store.documents.current("calendar")
    assert found is not None
    assert found.at == at
    assert found.at.tzinfo is UTC
