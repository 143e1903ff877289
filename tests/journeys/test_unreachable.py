"""Somebody cannot be reached: cover, manager and the administrators' channel; never silence."""

import pytest

from resolution.events import ChallengeAcknowledged, NoticeUndelivered
from resolution.policy_file import load_policy
from tests.fakes import activities
from tests.journeys.authority import ADMINISTRATORS, Authority
from tests.journeys.conftest import Open
from tests.journeys.harness import POLICIES, Council
from tests.journeys.raising import raise_one, responds
from tests.journeys.screen import words

TOLD = "Somebody could not be reached"


def responder(policy: str) -> str:
    """The post that answers first."""
    found = load_policy(policy)
    return found.first_formal.responders(found.kinds[0]).posts[0]


@pytest.mark.parametrize("policy", POLICIES)
async def test_whoever_covers_is_asked_from_the_start_and_the_trail_says_for_whom(
    policy: str, a_council_of: Open
) -> None:
    async with a_council_of(policy, away=(responder(policy),)) as council:
        _, ref = await raise_one(council)
        cover = council.stranger()
        assert cover.received("Your response is asked for")
        await cover.presses("Acknowledge")
        acts = [event for event in council.trail(ref) if isinstance(event, ChallengeAcknowledged)]
        assert acts[0].by.person_id == cover.id
        assert (
            council.case(ref).visit.assignees[0].covering == council.holder(responder(policy)).name
        )


@pytest.mark.parametrize("policy", POLICIES)
async def test_without_the_app_a_person_s_manager_and_the_administrators_are_told(
    policy: str, a_council_of: Open
) -> None:
    async with a_council_of(policy) as council:
        absent = council.first_responder
        council.channel.not_installed.add(absent.id)
        _, ref = await raise_one(council)
        assert not absent.previews
        manager = council.manager_of(absent)
        (told,) = manager.received(TOLD)
        assert absent.name in words(told)
        assert ref in words(told)
        assert len(council.onlooker(ADMINISTRATORS).received(TOLD)) == 1
        (row,) = [event for event in council.trail(ref) if isinstance(event, NoticeUndelivered)]
        assert row.told[0].person_id == manager.id
        assert "403" in row.why


async def test_the_cover_of_somebody_unreachable_is_told_first_and_may_answer(
    a_council_of: Open,
) -> None:
    post = responder("durham")
    async with a_council_of("durham", away=(post,), away_from="2026-11-25") as council:
        iro, _ = await raise_one(council)
        absent, cover = council.first_responder, council.stranger()
        assert absent.received("Your response is asked for")
        council.channel.blocked.add(f"a:{absent.id}")
        await council.until("2026-11-25T09:05")
        assert cover.received(TOLD)
        assert not council.manager_of(absent).received(TOLD)
        await responds(cover)
        assert iro.received("A response waits for your decision")


async def test_when_the_cover_is_not_there_either_the_chain_goes_on_and_ends(
    a_council_of: Open,
) -> None:
    post = responder("durham")
    async with a_council_of("durham", away=(post,), away_from="2026-11-25") as council:
        _, ref = await raise_one(council)
        absent, cover = council.first_responder, council.stranger()
        council.channel.blocked.add(f"a:{absent.id}")
        council.channel.not_installed.add(cover.id)
        await council.until("2026-11-25T09:05")
        assert council.manager_of(cover).received(TOLD)
        channel = council.onlooker(ADMINISTRATORS)
        # The cover is written to twice: as whoever stands in, and for the absent who was blocked.
        assert len(channel.received(TOLD)) == 3, "the administrators hear of each message"
        undelivered = [e for e in council.trail(ref) if isinstance(e, NoticeUndelivered)]
        assert sorted(e.person_id for e in undelivered) == sorted([absent.id, cover.id, cover.id])


async def test_somebody_who_removed_the_bot_is_reached_again_when_they_come_back(
    one_council: Council,
) -> None:
    iro, ref = await raise_one(one_council)
    where = {"person": iro.id, "called": iro.name}
    await one_council.post(activities.installed(action="remove", **where))
    (manager, *_) = one_council.assignees(ref)
    await manager.presses("Acknowledge")
    await one_council.settle()
    assert not iro.received("was acknowledged")
    assert "NoticeUndelivered" in one_council.kinds(ref)

    await one_council.post(activities.installed(**where))
    await responds(manager)
    assert iro.received("A response waits for your decision")


def test_the_stranger_is_in_none_of_the_posts_that_answer() -> None:
    for key in POLICIES:
        authority = Authority(load_policy(key))
        assert authority.stranger.id != authority.holder(responder(key)).id
