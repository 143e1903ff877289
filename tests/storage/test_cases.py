"""Questions about cases, in stated orders."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from resolution.case import Case, Status
from resolution.commands import Withdraw
from storage.case_rows import ASSIGNEE, OWNER
from storage.engine import Store
from tests.conftest import StoppedClock
from tests.storage.authority import acknowledge, raise_challenge

OWNER_ID = raise_challenge().by.person_id
ASSIGNEE_ID = acknowledge().by.person_id
FAR = datetime(2028, 1, 1, tzinfo=UTC)


async def three(store: Store, clock: StoppedClock) -> list[str]:
    """Three cases, each raised a week after the one before."""
    refs = ["TST-44444", "TST-22222", "DUR-33333"]
    for ref in refs:
        await store.writer.submit(raise_challenge(ref))
        clock.moment += timedelta(days=7)
    return refs


def refs_of(cases: Iterable[Case]) -> list[str]:
    return [case.ref for case in cases]


async def test_a_reference_that_nobody_used_is_unraised(store: Store) -> None:
    assert store.cases.case("TST-22222").status is Status.UNRAISED


async def test_my_cases_come_first_due_first(store: Store, clock: StoppedClock) -> None:
    refs = await three(store, clock)

    assert refs_of(store.cases.cases_of(OWNER_ID)) == refs
    assert refs_of(store.cases.cases_of({ASSIGNEE_ID, "nobody"})) == refs
    assert refs_of(store.cases.cases_of(ASSIGNEE_ID, roles=[OWNER])) == []
    assert store.cases.cases_of("nobody") == []


async def test_an_ended_case_is_asked_for_by_its_status(store: Store, clock: StoppedClock) -> None:
    refs = await three(store, clock)
    await store.writer.submit(
        Withdraw(case_ref=refs[0], by=raise_challenge().by, reason="Raised by mistake.")
    )

    assert refs_of(store.cases.cases_of(OWNER_ID)) == refs[1:]
    assert refs_of(store.cases.cases_of(OWNER_ID, Status.WITHDRAWN)) == refs[:1]
    assert len(store.cases.cases_of(OWNER_ID, None)) == 3
    assert store.cases.counts() == {Status.OPEN: 2, Status.WITHDRAWN: 1}
    assert store.cases.open_refs() == tuple(sorted(refs[1:]))


async def test_overdue_cases_come_longest_overdue_first(store: Store, clock: StoppedClock) -> None:
    began = clock.now()
    refs = await three(store, clock)
    due = [case.open_clocks[0].due_at for case in map(store.cases.case, refs)]
    assert due[0] is not None

    assert store.cases.cases_overdue(began) == []
    assert refs_of(store.cases.cases_overdue(due[0])) == refs[:1]
    assert refs_of(store.cases.cases_overdue(FAR)) == refs


async def test_a_digest_asks_for_its_teams_alone(store: Store, clock: StoppedClock) -> None:
    refs = await three(store, clock)
    now = clock.now()

    assert refs_of(store.cases.digest_rows(["north"], now, FAR)) == refs
    assert refs_of(store.cases.digest_rows([], now, FAR)) == refs
    assert store.cases.digest_rows(["south"], now, FAR) == []


async def test_search_takes_the_beginning_of_a_reference_in_any_case(
    store: Store, clock: StoppedClock
) -> None:
    await three(store, clock)

    assert refs_of(store.cases.search(" tst-")) == ["TST-22222", "TST-44444"]
    assert refs_of(store.cases.search("tst-2")) == ["TST-22222"]
    assert store.cases.search("%") == []


async def test_everybody_with_a_part_in_a_case_is_known(store: Store) -> None:
    await store.writer.submit(raise_challenge("TST-22222"))

    people = store.cases.people_of("TST-22222")

    assert OWNER in people[OWNER_ID]
    assert ASSIGNEE in people[ASSIGNEE_ID]
    assert store.cases.people_of("TST-99999") == {}
