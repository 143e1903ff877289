"""What is still to be done stays in the lists: unjudged answers, and routes after a case's end."""

from datetime import timedelta

from resolution.commands import Resolve, SubmitResponse
from resolution.deadlines import of
from storage.engine import Store
from tests.builders import REF, holder
from tests.conftest import StoppedClock
from tests.storage.authority import raise_challenge

IRO = raise_challenge().by


async def test_an_ended_case_is_in_no_list_unless_a_route_goes_on(
    store: Store, clock: StoppedClock
) -> None:
    await store.writer.submit(raise_challenge())
    await store.writer.submit(
        Resolve(case_ref=REF, by=IRO, outcome="Agreed.", impact="They settle.")
    )
    later = clock.now() + timedelta(days=60)
    assert store.cases.cases_of(IRO.person_id) == []
    assert store.cases.digest_rows((), later, later) == []


async def test_an_answer_that_waits_for_a_date_of_its_own_is_listed_by_that_date(
    store: Store, clock: StoppedClock
) -> None:
    await store.writer.submit(raise_challenge())
    answer = SubmitResponse(case_ref=REF, by=holder("pod_team_manager"), text="Done.")
    case = await store.writer.submit(answer)
    assert not case.is_unjudged, "the close-out has a date"
    assert any(timer.key == "lapse:1.resolve" for timer in of(case)), "which can pass now"
    now = clock.now()
    assert store.cases.digest_rows((), now, now) == []
    assert len(store.cases.digest_rows((), now, now + timedelta(days=14))) == 1


async def test_an_answered_case_without_a_date_is_listed_until_it_is_judged(
    store: Store, clock: StoppedClock
) -> None:
    await store.writer.submit(raise_challenge(stage_key="level-5", bypass_reason="It is urgent."))
    answer = SubmitResponse(case_ref=REF, by=holder("chief_executive"), text="Decided.")
    case = await store.writer.submit(answer)
    assert case.is_unjudged
    now = clock.now()
    assert [found.ref for found in store.cases.digest_rows((), now, now)] == [REF]
