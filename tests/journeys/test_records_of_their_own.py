"""What is no challenge: good practice, a change for the IRO to know of, and what goes elsewhere."""

import pytest
import sqlalchemy as sa

from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED, POLICIES, Council
from tests.journeys.screen import elements, words
from tests.journeys.steps import asks_to_begin, begins, files, leaves, opens, records, sending, told


def title_of(council: Council, route: str) -> str:
    """A record arrives under the title of its own route."""
    return council.authority.policy.route(route).title


@pytest.mark.parametrize(
    ("policy", "hear", "filed"),
    [
        (
            "brighton-and-hove",
            {"pod_team_manager", "iro_manager"},
            "Module 8: Practice Recognition",
        ),
        ("knowsley", {"team_manager", "iro_team_manager"}, "Formal positive praise"),
        ("northamptonshire", {"team_manager", "iro_manager"}, "Escalation form: good practice"),
    ],
)
@ON_SQLITE
async def test_good_practice_reaches_the_line_manager_and_the_iro_manager(
    policy: str, hear: set[str], filed: str, a_council_of: Open
) -> None:
    """Brighton & Hove §3.1; Knowsley, Informal 4 (Praise); Northamptonshire §4."""
    async with a_council_of(policy) as council:
        iro = council.iro
        practice = f"They found {PLANTED}'s aunt."
        who = {"practice_who": "other", "practice_who_typed": "Social Worker"}
        ref = await begins(iro, "recognition", **who, practice=practice)
        for post in hear:
            (card,) = council.holder(post).received(title_of(council, "recognition"))
            assert practice in words(card), post
        assert not council.case(ref).is_open, "it is complete with this"
        assert ref in await opens(iro, ref)
        if filed:
            (title,) = [s.title for s in council.authority.policy.route("recognition").steps]
            await files(iro, ref, f"{title}: {filed}"[:50])
            assert council.case(ref).filed
        for criterion in council.authority.policy.criteria:
            await asks_to_begin(iro, "recognition")
            assert criterion in words(iro.dialog), criterion
            leaves(iro)
        assert "You have no case" in await opens(council.stranger(), ref)


@pytest.mark.parametrize("policy", ["brighton-and-hove", "northamptonshire"])
@ON_SQLITE
async def test_a_social_worker_reports_a_change_and_the_iro_decides_on_a_review(
    policy: str, a_council_of: Open
) -> None:
    """Brighton & Hove §3.2; Northamptonshire App. B."""
    async with a_council_of(policy) as council:
        worker, iro = council.holder("social_worker"), council.iro
        ref = await begins(worker, "significant-change", change_what=f"{PLANTED} moves on Friday.")
        (card,) = iro.received(title_of(council, "significant-change"))
        assert f"{PLANTED} moves on Friday." in words(card)
        event = await records(iro, ref, "significant-change/decide", review_needed="no")
        assert told(event) == {"social_worker"}
        decided = worker.received("the IRO's decision")
        assert "Why?" in words(decided[-1])
        open_still = council.case(ref).is_open
        assert open_still == (policy == "northamptonshire")


@ON_SQLITE
async def test_northamptonshire_records_the_agreement_or_convenes_the_review(
    a_council_of: Open,
) -> None:
    """Appendix B: five changes need a review first; no review is an agreement put on file."""
    async with a_council_of("northamptonshire") as council:
        worker, iro = council.holder("social_worker"), council.iro
        route = council.authority.policy.route("significant-change")
        await asks_to_begin(worker, route.key)
        asked = {field.key: field for field in route.steps[0].fields}
        assert len(asked["review_first"].choices) == 6, "none, or one of the five"
        for choice in (*asked["change"].choices, *asked["review_first"].choices):
            assert choice in words(worker.dialog)
        leaves(worker)

        first = asked["review_first"].choices[1]
        ref = await begins(worker, route.key, review_first=first, change_on="2026-12-04")
        assert first in words(iro.received("a significant change for the child")[-1])
        await records(iro, ref, f"{route.key}/decide", review_needed="yes")
        event = await records(iro, ref, f"{route.key}/review")
        assert told(event) == {"social_worker"}
        assert worker.received("the day of the review")

        ref = await begins(worker, route.key)
        await records(iro, ref, f"{route.key}/decide", review_needed="no")
        await records(iro, ref, f"{route.key}/no-review", agreed="No review is needed.")
        assert worker.received("to advise the child and the adults concerned")
        await files(iro, ref, "Record the agreement that no review is needed")
        await records(worker, ref, f"{route.key}/advised", who_advised="The child and the carers.")
        assert not council.case(ref).is_open


@pytest.mark.parametrize("policy", POLICIES)
@ON_SQLITE
async def test_what_is_not_for_this_process_is_pointed_elsewhere_and_nothing_is_stored(
    policy: str, a_council_of: Open
) -> None:
    """Durham §1 and §3; Brighton & Hove §3.1 and §8; the other procedures name no such matter."""
    async with a_council_of(policy) as council:
        signposts = [r for r in council.authority.policy.routes if r.kind == "signpost"]
        before, iro = stored(council), council.iro
        seen = await iro.says("signpost")
        for route in signposts:
            assert route.title in seen
            assert route.help in seen
        links = [a["url"] for a in elements(iro.card, "Action.OpenUrl")]
        assert set(links) == {route.link for route in signposts if route.link}
        if signposts:
            await iro.says("raise")
            await iro.presses("See what is not for this process")
            assert signposts[0].title in iro.sees
            await iro.presses("Go back to the form")
            assert sending(iro).button
        assert stored(council) == before
        assert not council.service.store.trail.refs()


def stored(council: Council) -> dict[str, int]:
    """How many rows there are of cases, of their trail, of timers and of what is owed."""
    tables = ("cases", "trail", "timers", "outbox")
    with council.service.store.engines[0].connect() as connection:
        counts = {t: sa.text(f"SELECT count(*) FROM {t}") for t in tables}
        return {table: connection.execute(asked).scalar_one() for table, asked in counts.items()}


@ON_SQLITE
async def test_somebody_whose_posts_record_nothing_is_told_what_they_can_do(
    a_council_of: Open,
) -> None:
    async with a_council_of("bradford") as council:
        seen = await council.holder("assistant_director").says("record")
        assert "Your posts record nothing else under this procedure" in seen
