"""Supervision on a case: owed after the decision, and read by senior managers alone."""

from tests.journeys.authority import ADMINISTRATORS
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import begins, leaves, opens, records, takes, told
from tests.journeys.test_posts_and_people import changes_directory

NOTES = "The concern is strong; its first form was too sharp."


@ON_SQLITE
async def test_legal_advice_is_discussed_in_supervision_though_the_iro_has_decided(
    a_council_of: Open,
) -> None:
    """Northamptonshire §8: to discuss this advice in supervision."""
    async with a_council_of("northamptonshire") as council:
        iro, ref = await raise_one(council)
        manager = council.holder("iro_manager")
        for step in ("ask", "received", "decide"):
            await records(iro, ref, f"legal-advice/{step}")
        event = await records(manager, ref, "legal-advice/supervision", implications="Go on.")
        assert told(event) == {"iro"}
        assert iro.received("the record of your supervision")


@ON_SQLITE
async def test_the_challenged_do_not_read_the_strengths_and_weaknesses_of_the_concern(
    a_council_of: Open,
) -> None:
    """Northamptonshire §8: clear and transparent evidence for senior managers."""
    async with a_council_of("northamptonshire") as council:
        iro, ref = await raise_one(council)
        await records(council.holder("iro_manager"), ref, "supervision/feedback", strengths=NOTES)
        await takes(iro, ref, "Escalate", to_stage="level-2", reason="No answer.")
        for post, reads in (("team_manager", False), ("service_manager", True), ("iro", True)):
            who = council.holder(post)
            await opens(who, ref)
            await who.presses_more("See the history")
            assert (NOTES in who.sees) is reads, post
            leaves(who)


async def test_a_concern_that_reaches_no_team_manager_is_told_to_those_who_can_mend_it(
    a_council_of: Open,
) -> None:
    """Bradford, Introduction: this should be discussed with their team manager."""
    async with a_council_of("bradford") as council:
        post = 'posts = [{ post = "team_manager", team = "rivermead" }]'
        changes_directory(council, post, "posts = []")
        await council.settle()
        worker = council.holder("social_worker")
        said = "They spoke over the child."
        await begins(worker, "concern-about-iro", concern=said)
        assert "Not told by me: Team Manager (nobody holds the post)" in worker.told + worker.sees
        (card,) = council.onlooker(ADMINISTRATORS).received("Somebody could not be told")
        assert "Nobody holds the post of Team Manager for this team" in words(card)
        assert said not in words(card)
        assert "IRO" not in words(card), "not even what kind of record it is"
