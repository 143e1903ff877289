"""Joint cases, obstacles, supervision, the child's file, and the child: prompted and recorded."""

import pytest

from resolution.events import FiledOnRecord, StepRecorded
from resolution.on_file import to_file
from resolution.policy_file import load_policy
from tests.journeys.authority import OTHER_TEAM, SAFEGUARDING
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED, POLICIES
from tests.journeys.raising import raise_one, responds
from tests.journeys.screen import elements, titles, words
from tests.journeys.steps import files, leaves, offered, opens, records, sending, takes, told

ENDED = {"outcome": f"Settled for {PLANTED}.", "impact": "All is well."}


def that_have(kind: str) -> list[str]:
    """The procedures that have a route of this kind."""
    return [key for key in POLICIES if any(r.kind == kind for r in load_policy(key).routes)]


@ON_SQLITE
async def test_a_joint_case_has_one_team_in_the_lead_and_one_collated_response(
    a_council_of: Open,
) -> None:
    """Durham §4: all managers are contacted; a meeting says who leads; one response comes back."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council)
        (asks,) = iro.received("The procedure also asks")
        assert "More than one team or service" in words(asks)
        manager, worker = council.holder("team_manager"), council.holder("social_worker")
        other = council.person(council.authority.holder("team_manager", OTHER_TEAM.key).id)
        assert "You have no case" in await opens(other, ref)
        await records(iro, ref, "joint/contact", teams=OTHER_TEAM.title)
        for who in (manager, other):
            assert who.received("Contacted all the managers")
        said = "We can offer a short break."
        await takes(other, ref, "Add a note", text=said)
        assert iro.received("A note was added")
        event = await records(other, ref, "joint/heard", teams=OTHER_TEAM.title, input=said)
        assert event.by.person_id == other.id, "for their own team"
        for who in (manager, worker, other):
            assert "Another team was heard" in await opens(who, ref), "the others see it"
        await responds(manager)
        await records(iro, ref, "joint/meeting", meeting_with="Both.", lead_team=OTHER_TEAM.title)
        assert council.case(ref).team == OTHER_TEAM.key
        await takes(iro, ref, "Escalate", reason="The other team leads now.")
        (asked,) = council.case(ref).visit.assignees
        theirs = council.authority.holder("operations_manager", OTHER_TEAM.key)
        assert asked.person_id == theirs.id


@pytest.mark.parametrize("policy", that_have("obstacle"))
@ON_SQLITE
async def test_an_obstacle_is_recorded_and_keeps_nothing_from_escalating(
    policy: str, a_council_of: Open
) -> None:
    """Durham §2; Northamptonshire §7; Knowsley, Formal 4: no barrier to resolution."""
    async with a_council_of(policy) as council:
        iro, ref = await raise_one(council)
        written = {"tried": "Two letters.", "creative": "A link worker."}
        event = await records(iro, ref, "obstacles/record", **written)
        assert event.values["creative"] == "A link worker."
        for post in told(event):
            assert council.holder(post).received("An obstacle was recorded"), post
        before = council.case(ref).stage_key
        await takes(iro, ref, "Escalate", reason="It concerns what the council can do.")
        assert council.case(ref).stage_key != before


@ON_SQLITE
async def test_durham_s_managers_are_prompted_to_raise_it_in_supervision(
    a_council_of: Open,
) -> None:
    """Durham §6 and §8: in the social worker's next supervision; themes for wider learning."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council)
        manager, operations = council.holder("team_manager"), council.holder("operations_manager")
        await responds(manager)
        await takes(iro, ref, "Resolve", **ENDED)
        (card,) = manager.received("The case was resolved")
        assert "Supervision and learning" in words(card)
        assert "Raise it in the next supervision" in words(card)
        await takes(iro, ref, "Add a note", text="It was a good meeting.")
        assert "Supervision and learning" in words(manager.card), "though the card was redrawn"
        await records(manager, ref, "supervision/next-supervision", learning="Plan earlier.")
        event = await records(operations, ref, "supervision/wider-learning", learning="Drift.")
        assert told(event) == {"iro_operations_manager"}
        assert "Raise it in the next supervision" not in words(manager.card), "it is on record"
        await opens(manager, ref)
        await manager.presses_more("See the history")
        assert "Plan earlier." in manager.sees


@ON_SQLITE
async def test_northamptonshire_s_line_manager_records_the_supervision_and_briefs(
    a_council_of: Open,
) -> None:
    """Northamptonshire §8: strengths and weaknesses; senior management is briefed."""
    async with a_council_of("northamptonshire") as council:
        iro, ref = await raise_one(council)
        await takes(iro, ref, "Escalate", to_stage="level-2", reason="No answer.")
        manager = council.holder("iro_manager")
        await records(manager, ref, "supervision/feedback", strengths="Clear; no dates.")
        event = await records(manager, ref, "supervision/briefing", briefing="We support it.")
        assert told(event) == {"service_manager"}
        assert council.holder("service_manager").received("the service's view on the issue")


@pytest.mark.parametrize("policy", POLICIES)
@ON_SQLITE
async def test_each_step_has_its_text_for_the_child_s_file_until_somebody_ticks_it(
    policy: str, a_council_of: Open
) -> None:
    """The record systems' own terms: Bradford's LCS, Northamptonshire's and Brighton & Hove's
    CareFirst, Durham's Liquidlogic, Knowsley's ICS."""
    async with a_council_of(policy) as council:
        named = council.authority.policy
        iro, ref = await raise_one(council)
        waiting = to_file(council.case(ref), named)
        assert len(waiting) == 1
        await opens(iro, ref)
        await iro.presses_more("Tick as filed")
        assert named.record_system in iro.sees
        (text,) = [i["value"] for i in elements(iro.card, "Input.") if i["id"] == "copy"]
        assert named.first_formal.on_file[0].title in text
        assert PLANTED in text, "it is ready to be copied"
        leaves(iro)

        await council.until("2026-11-27T09:30")
        channel = council.person(iro.id, SAFEGUARDING)
        assert f"Not yet recorded on the child's file: 1.** {ref}" in "\n".join(channel.inbox)
        assert "Not yet recorded" in await iro.says("mine")
        await files(iro, ref, next(iter(waiting.values())))
        (ticked,) = [e for e in council.trail(ref) if isinstance(e, FiledOnRecord)]
        assert ticked.by.person_id == iro.id
        assert "Tick as filed" not in await offered(iro, ref)
        assert "Not yet recorded" not in await iro.says("mine")


@pytest.mark.parametrize("policy", POLICIES)
@ON_SQLITE
async def test_the_child_is_asked_about_at_raising_escalating_and_closing(
    policy: str, a_council_of: Open
) -> None:
    """Bradford, Introduction; Brighton & Hove §4 and §8; Durham §2, §3 and §5.1; Northamptonshire
    §2; Knowsley, Formal 3; Children Act 1989 Guidance Volume 2, 4.39."""
    async with a_council_of(policy) as council:
        iro, ref = await raise_one(
            council, child_knows="no", child_knows_why="They are told on Monday."
        )
        assert "No: They are told on Monday." in iro.sees
        (asks,) = iro.received("The procedure also asks")
        assert "**The child**" in words(asks)
        stage = council.authority.policy.first_formal
        assert stage.plain in words(asks), "in words that a young person would understand"
        await iro.presses(titles(asks)[0])
        await iro.presses("Next", step="child/told")
        typed = {"fact_told": "no", "fact_told_why": "It would frighten them now."}
        await iro.sends(sending(iro), **typed)
        (event,) = [e for e in council.trail(ref) if isinstance(e, StepRecorded)]
        assert event.values["told"] == "no"
        views = {"child_view": "To stay.", "view_differs": "yes", "view_differs_why": "For safety."}
        await records(iro, ref, "child/wishes", **views)
        await records(iro, ref, "child/advocate", advocate_offered="yes", advocate_answer="Yes.")
        await records(iro, ref, "child/complaint", complaint_explained="no", complaint_how="Soon.")

        await takes(iro, ref, "Escalate", reason="No answer.")
        await opens(iro, ref)
        assert "Also recorded" in iro.sees
        assert "The child's wishes and feelings" in iro.sees
        await iro.presses_more("See it in plain words")
        stage = council.authority.policy.stage(council.case(ref).stage_key)
        assert stage.plain in iro.sees
        _, silent = await raise_one(council)
        await takes(iro, silent, "Resolve", **ENDED)
        assert "**The child**" in words(iro.received("The procedure also asks")[-1])
