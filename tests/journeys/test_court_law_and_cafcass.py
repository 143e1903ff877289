"""Beside the stages: care plans before the court, independent legal advice, and Cafcass."""

import pytest

from resolution.case import Case
from resolution.events import ReferredToCafcass
from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED, POLICIES, Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import asks_for, chooses, leaves, offered, opens, records, takes, told

PROTECTS = [key for key in POLICIES if CaseKind.CHILD_PROTECTION in load_policy(key).kinds]
MADE = {"reasons": f"No plan for {PLANTED}.", "documents": "The care plan."}


def of_cafcass(case: Case) -> list[str]:
    """The steps of the referral that are on record."""
    return [step.key for run in case.routes if run.key == "cafcass" for step in run.steps]


async def test_before_a_hearing_three_are_told_at_once_and_then_the_head_of_service(
    a_council_of: Open,
) -> None:
    """Brighton & Hove §9: raised simultaneously; the Guardian throughout; the court is told."""
    async with a_council_of("brighton-and-hove") as council:
        iro, ref = await raise_one(council, conditions="court_proceedings")
        for post in ("social_worker", "iro_manager", "service_manager"):
            assert council.holder(post).received("For your information"), post
        await chooses(iro, ref, "care-proceedings/raise-together")
        leaves(iro)
        event = await records(iro, ref, "care-proceedings/raise-together", reached="Nobody.")
        three = {"social_worker", "pod_team_manager", "service_manager"}
        assert told(event) == three
        for post in three:
            card = council.holder(post).received("Raised with all three at once")[-1]
            assert "a concern about the care plan for the court" in words(card)
            assert PLANTED in words(card)
        event = await records(iro, ref, "care-proceedings/head-of-service", reached="Nobody.")
        assert told(event) == {"head_of_childrens_delivery"}
        await records(iro, ref, "care-proceedings/guardian", guardian_view="They agree with us.")
        await takes(iro, ref, "Escalate", to_stage="level-4", reason="The hearing is on Friday.")
        assert council.case(ref).stage_key == "level-4", "the levels may be compressed"
        await records(iro, ref, "care-proceedings/court-told")
        run = next(run for run in council.case(ref).routes if run.key == "care-proceedings")
        assert run.closed_at is not None
        assert "The court is told" in await opens(iro, ref)


@ON_SQLITE
async def test_durham_tells_the_manager_the_legal_adviser_and_the_guardian(
    a_council_of: Open,
) -> None:
    """Durham §4: the manager and the Guardian are told why; a statement to the court may follow."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council, conditions="court_proceedings")
        event = await records(iro, ref, "care-proceedings/manager", difference="Too early.")
        assert told(event) == {"team_manager", "legal_advisor"}
        assert council.holder("legal_advisor").received("Told the manager why")
        assert council.holder("team_manager").received("why the IRO does not agree")
        await records(iro, ref, "care-proceedings/guardian")
        await records(iro, ref, "care-proceedings/court-told")
        _, plain = await raise_one(council)
        event = await records(iro, plain, "care-proceedings/manager", difference="Too early.")
        assert told(event) == {"team_manager"}, "no proceedings, no legal adviser"


@pytest.mark.parametrize("policy", POLICIES)
@ON_SQLITE
async def test_legal_advice_is_asked_received_and_decided_on_in_this_order(
    policy: str, a_council_of: Open
) -> None:
    """Bradford, Independent Legal Advice; Northamptonshire §7; Durham §4; Brighton & Hove §3.2,
    Levels 3 to 5; Knowsley, Formal 6."""
    async with a_council_of(policy) as council:
        iro, ref = await raise_one(council)
        await chooses(iro, ref, "legal-advice/ask")
        leaves(iro)
        for step in ("ask", "received", "decide"):
            before = len(council.channel.sent)
            event = await records(iro, ref, f"legal-advice/{step}")
            heard = {s.conversation for s in council.channel.sent[before:] if s.method == "POST"}
            for post in told(event):
                assert council.holder(post).screen.conversation in heard
        assert council.case(ref).routes[-1].closed_at is not None
        await iro.says(f"case {ref}")
        assert "Decided what follows" in iro.sees
        assert council.case(ref).is_open, "the stages go on"


async def refers(council: Council) -> tuple[Colleague, str]:
    """A case that the IRO refers to Cafcass by its button."""
    iro, ref = await raise_one(council)
    today = council.clock.moment.date().isoformat()
    await takes(iro, ref, "Record a Cafcass referral", referred_on=today, **MADE)
    return iro, ref


@pytest.mark.parametrize("policy", POLICIES)
@ON_SQLITE
async def test_a_referral_is_followed_to_its_end_while_the_stages_go_on(
    policy: str, a_council_of: Open
) -> None:
    """Children Act 1989 s25B(3); Bradford, Referral to CAFCASS; Northamptonshire §2; Durham's
    table, row 8; Brighton & Hove §3.2, Level 5; Knowsley, Formal 2."""
    async with a_council_of(policy) as council:
        iro, ref = await refers(council)
        (made,) = [e for e in council.trail(ref) if isinstance(e, ReferredToCafcass)]
        assert made.reasons == MADE["reasons"]
        assert of_cafcass(council.case(ref)) == ["refer"], "one act, whichever form recorded it"
        named = council.authority.policy.route("cafcass")
        refer = next(step for step in named.steps if step.key == "refer")
        for post in {notified.post for notified in refer.notify}:
            assert council.holder(post).received("Referred to Cafcass"), post
        for manager in council.assignees(ref):
            assert manager.received("The case was referred to Cafcass")

        await records(iro, ref, "cafcass/answer", cafcass_answer="They look into it.")
        for said in ("They called.", "They met."):
            await records(iro, ref, "cafcass/final-resolution", what_was_done=said)
        await takes(iro, ref, "Escalate", reason="Not resolved meanwhile.")
        await records(iro, ref, "cafcass/end", outcome="Agreed with the council.")
        run = next(run for run in council.case(ref).routes if run.key == "cafcass")
        assert run.closed_at is not None
        assert [s.key for s in run.steps].count("final-resolution") == 2


@ON_SQLITE
async def test_durham_advises_everybody_of_the_earlier_stages(a_council_of: Open) -> None:
    """Durham's table, row 8: all above to be advised by the IRO Operations Manager."""
    async with a_council_of("durham") as council:
        iro, ref = await refers(council)
        manager = council.holder("iro_operations_manager")
        (asked,) = manager.received("to advise everybody of the earlier stages")
        assert "Advise everybody" in words(asked) or "Take another route" in words(asked)
        event = await records(manager, ref, "cafcass/tell-all", news_to_all="It was referred.")
        assert event.by.person_id == manager.id
        for post in told(event):
            assert council.holder(post).received("Everybody of the earlier stages was advised"), (
                post
            )
        assert {"social_worker", "head_of_legal_services", "chief_executive"} <= told(event)
        assert iro.received("Everybody of the earlier stages was advised")


@pytest.mark.parametrize("policy", PROTECTS)
@ON_SQLITE
async def test_a_child_protection_case_has_no_button_and_no_way_to_cafcass(
    policy: str, a_council_of: Open
) -> None:
    """Children Act 1989 s25B(3): an IRO's power, for looked-after children."""
    async with a_council_of(policy) as council:
        iro, looked_after = await raise_one(council)
        press = await asks_for(iro, looked_after, "Record a Cafcass referral")
        leaves(iro)
        chair, ref = await raise_one(council, kind="child_protection")
        titles = await offered(chair, ref)
        assert "Record a Cafcass referral" not in titles
        await opens(chair, ref)
        await chair.presses_more("Take another route")
        assert "Cafcass" not in words(chair.dialog)
        in_court = "Care plan in care proceedings" in words(chair.dialog)
        assert in_court == (policy == "durham"), "Durham §4 speaks of every child in proceedings"
        leaves(chair)
        press.button["data"]["ref"] = ref
        press.button["data"]["v"] = council.case(ref).version
        await chair.sends(press, referred_on="2026-11-23", **MADE)
        assert "Only a looked-after child's case can be referred" in chair.told
        assert council.case(ref).cafcass_on is None
