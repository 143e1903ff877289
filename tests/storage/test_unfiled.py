"""Which cases have something that is not on the child's file yet."""

from msgspec.structs import replace

from resolution.commands import Resolve, TickFiled
from resolution.on_file import to_file, unfiled
from storage.engine import Store
from tests.builders import REF
from tests.storage.authority import raise_challenge, the_policy

OTHER = "TST-23457"


async def ticked(store: Store, ref: str) -> None:
    by = raise_challenge().by
    for what in to_file(store.cases.case(ref), the_policy()):
        await store.writer.submit(TickFiled(case_ref=ref, by=by, what=what))


async def test_a_case_is_named_until_all_of_it_is_on_the_child_s_file(store: Store) -> None:
    await store.writer.submit(raise_challenge())
    await store.writer.submit(raise_challenge(OTHER))
    owner = raise_challenge().by.person_id

    assert store.cases.unfiled(()) == [REF, OTHER]
    assert store.cases.unfiled(("north",)) == [REF, OTHER]
    assert store.cases.unfiled(("south",)) == []
    assert store.cases.unfiled_of({owner}) == [REF, OTHER]
    assert store.cases.unfiled_of({"somebody else"}) == []

    await ticked(store, REF)

    assert store.cases.unfiled(()) == [OTHER]


async def test_a_case_that_has_ended_is_still_named(store: Store) -> None:
    await store.writer.submit(raise_challenge())
    by = raise_challenge().by
    await store.writer.submit(Resolve(case_ref=REF, by=by, outcome="Agreed.", impact="Settled."))

    assert store.cases.unfiled(()) == [REF]
    assert store.cases.cases_of(by.person_id) == []


async def test_a_stage_that_a_later_policy_no_longer_has_is_no_hindrance(store: Store) -> None:
    await store.writer.submit(raise_challenge())
    case = store.cases.case(REF)
    policy = the_policy()
    without = replace(policy, stages=tuple(s for s in policy.stages if s.key != case.stage_key))

    assert unfiled(case, policy) == ("1.level-1",)
    assert unfiled(case, without) == ()
