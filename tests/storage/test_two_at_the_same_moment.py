"""Two people act on one case at once, each from a service of its own: what becomes of either."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from resolution import commands as c
from resolution.case import Case
from resolution.errors import Refused
from resolution.events import ChallengeAcknowledged, Reassigned, StageLapsed
from resolution.folding import fold
from storage.engine import Store, open_store
from tests.builders import person_id
from tests.conftest import StoppedClock
from tests.storage.authority import acknowledge, raise_challenge

REFS = [f"TST-{number:05d}" for number in range(12)]
IRO, ASKED = raise_challenge().by, acknowledge().by
RESOLVE: dict[str, Any] = {"outcome": "A plan.", "impact": "Settled."}


@pytest.fixture
def other(store: Store, database_url: str, clock: StoppedClock) -> Iterator[Store]:
    opened = open_store(database_url, clock)
    yield opened
    opened.close()


async def at_once(
    store: Store, other: Store, one: type[c.Command], two: type[c.Command], *facts: dict[str, Any]
) -> list[tuple[str, Case | BaseException, Case | BaseException]]:
    """Both acts on every case, at the same moment, of people who saw it as it was raised."""
    raised = await store.writer.submit_many([raise_challenge(ref) for ref in REFS])
    seen = {case.ref: case.version for case in raised if isinstance(case, Case)}
    first, second = (
        [act(**{"case_ref": ref, "seen_version": seen[ref], **said}) for ref in REFS]
        for act, said in zip((one, two), facts, strict=True)
    )
    ours, theirs = await asyncio.gather(
        store.writer.submit_many(first), other.writer.submit_many(second)
    )
    for ref in REFS:
        assert store.trail.verify(ref).is_whole
        assert fold(ref, store.trail.events(ref)) == store.cases.case(ref)
    return list(zip(REFS, ours, theirs, strict=True))


@pytest.mark.parametrize(
    ("one", "two", "facts"),
    [
        (
            c.Escalate,
            c.SubmitResponse,
            ({"by": IRO, "to_stage": "level-2", "reason": "Late."}, {"by": ASKED, "text": "Here."}),
        ),
        (
            c.Resolve,
            c.Escalate,
            ({"by": IRO, **RESOLVE}, {"by": IRO, "to_stage": "level-3", "reason": "Late."}),
        ),
        (
            c.Withdraw,
            c.SubmitResponse,
            ({"by": IRO, "reason": "Not needed."}, {"by": ASKED, "text": "Here."}),
        ),
    ],
)
async def test_one_wins_and_the_other_is_told_so(
    store: Store,
    other: Store,
    one: type[c.Command],
    two: type[c.Command],
    facts: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    for ref, *answers in await at_once(store, other, one, two, *facts):
        (won,) = (each for each in answers if isinstance(each, Case))
        (lost,) = (each for each in answers if isinstance(each, Refused))
        assert str(lost).endswith(".")
        assert store.cases.case(ref) == won


async def test_a_duty_that_passes_on_is_seen_first_or_not_seen_by_who_had_it(
    store: Store, other: Store
) -> None:
    passes = {
        "by": IRO,
        "post": "pod_team_manager",
        "person_id": person_id("service_manager"),
        "reason": "On leave.",
    }
    for ref, passed, seen in await at_once(
        store, other, c.Reassign, c.Acknowledge, passes, {"by": ASKED}
    ):
        assert isinstance(passed, Case)
        acts = (Reassigned, ChallengeAcknowledged)
        order = [type(event) for event in store.trail.events(ref) if isinstance(event, acts)]
        seen_first = [ChallengeAcknowledged, Reassigned]
        assert order == (seen_first if isinstance(seen, Case) else [Reassigned])
        assert isinstance(seen, Case) or "with Holder of service_manager" in str(seen)


async def test_more_time_that_is_given_as_it_runs_out_counts_whichever_comes_first(
    store: Store, other: Store, clock: StoppedClock
) -> None:
    gives: dict[str, Any] = {
        "by": IRO,
        "new_due_on": date(2026, 12, 9),
        "reason": "Ill.",
        "benefit": "A plan.",
    }
    await store.writer.submit_many([raise_challenge(ref) for ref in REFS])
    clock.moment = datetime(2026, 12, 1, 9, tzinfo=UTC)
    times = [c.PassTime(case_ref=ref) for ref in REFS]
    extends = [c.Extend(case_ref=ref, **gives) for ref in REFS]
    await asyncio.gather(store.writer.submit_many(times), other.writer.submit_many(extends))
    clock.moment = datetime(2026, 12, 2, 9, tzinfo=UTC)
    await store.writer.submit_many(times)
    for ref in REFS:
        assert store.trail.verify(ref).is_whole
        assert fold(ref, store.trail.events(ref)) == store.cases.case(ref)
        late = [e.due_at.date() for e in store.trail.events(ref) if isinstance(e, StageLapsed)]
        assert all(day < date(2026, 12, 2) for day in late), "the later day has not come"
