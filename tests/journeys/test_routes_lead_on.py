"""From one route to what follows it: replies before a hearing, a call, a notice, a challenge."""

from resolution.on_file import texts
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import MATTER, raise_one, raise_title, responds
from tests.journeys.screen import elements, words
from tests.journeys.steps import begins, offered, opens, records, takes, told


@ON_SQLITE
async def test_before_a_hearing_each_of_three_reads_the_concern_and_replies(
    a_council_of: Open,
) -> None:
    """Brighton & Hove §9: raised simultaneously; the social worker informs the family; agreement
    ends it, and it is put on the casenote."""
    async with a_council_of("brighton-and-hove") as council:
        iro, ref = await raise_one(council, conditions="court_proceedings")
        assert "Care plan for the court" in words(iro.received("The procedure also asks")[-1])
        difference = f"{PLANTED} should stay with the aunt."
        concern = {"difference": difference, "reached": "All three."}
        await records(iro, ref, "care-proceedings/raise-together", **concern)
        worker = council.holder("social_worker")
        (asked,) = worker.received("please reply, and inform the child and parents")
        assert difference in words(asked)
        assert PLANTED not in worker.previews[-1]
        for number, post in enumerate(("social_worker", "pod_team_manager", "service_manager")):
            who = council.holder(post)
            assert who.received("Reply to the IRO"), post
            event = await records(who, ref, "care-proceedings/reply", reply=f"Reply {number}.")
            assert told(event) == {"iro"}
            assert iro.received(f"Reply {number}.")
        await records(worker, ref, "care-proceedings/family", news="What we disagree about.")
        await records(iro, ref, "care-proceedings/agreed", outcome="The plan is changed.")
        assert worker.received("The plan is changed.")
        on_file = texts(council.case(ref), council.authority.policy)
        assert "Agreement was reached" in "".join(text.title for text in on_file)
        assert council.case(ref).is_open, "the levels are another matter"


@ON_SQLITE
async def test_the_final_plan_is_seen_without_a_challenge_and_leads_to_one(
    a_council_of: Open,
) -> None:
    """Brighton & Hove §9: a copy of the final care plan before it is submitted to the court."""
    async with a_council_of("brighton-and-hove") as council:
        ref = await begins(council.iro, "care-proceedings", plan_comment="The aunt was not asked.")
        assert "Raise from this record" in await opens(council.iro, ref)
        assert council.case(ref).matter == "care-proceedings"


@ON_SQLITE
async def test_an_escalation_of_risk_is_talked_over_and_raised(a_council_of: Open) -> None:
    """Bradford, Concerns: the SW alerts the IRO; a phone conversation; then Stage 1 on LCS."""
    async with a_council_of("bradford") as council:
        worker, iro = council.holder("social_worker"), council.iro
        ref = await begins(worker, "significant-change", risk_what=f"{PLANTED} stays out at night.")
        (card,) = iro.received("an escalation of risk")
        assert f"{PLANTED} stays out at night." in words(card)
        await council.until("2026-11-24T09:30")
        assert iro.received("Please record: Talk by phone and agree what to do")
        event = await records(
            iro, ref, "significant-change/talk", agreed="A safety plan by Friday."
        )
        assert told(event) == {"social_worker"}
        assert "A safety plan by Friday." in words(worker.received("what you agreed")[-1])
        await opens(iro, ref)
        await iro.presses("Raise from this record")
        await iro.presses("Next", stage="stage-1", kind="looked_after")
        inputs = {asked["id"]: asked.get("value") for asked in elements(iro.card, "Input.")}
        assert inputs["file_number"] == MATTER["file_number"]
        await iro.presses(raise_title(iro), **{**iro.form, **MATTER, "file_number": "7654321"})
        await council.settle()
        (raised,) = set(council.service.store.trail.refs()) - {ref}
        assert council.case(raised).stage_key == "stage-1"


@ON_SQLITE
async def test_the_director_has_the_notice_before_the_chief_executive_is_asked(
    a_council_of: Open,
) -> None:
    """Brighton & Hove §3.2 Level 4: legal and Cafcass advice, and notice of the intention."""
    async with a_council_of("brighton-and-hove") as council:
        iro, ref = await raise_one(council, "level-4", bypass_reason="It cannot wait.")
        await responds(council.holder("director_childrens_services"), "No.")
        await takes(iro, ref, "Say it is not enough", reason="Nothing changes.")
        prompt = words(iro.received("The procedure also asks")[-1])
        for route in ("Legal advice", "Referral to Cafcass", "The intention to go to the Chief"):
            assert route in prompt, route
        await records(iro, ref, "chief-executive/intention", reasons="It is not resolved.")
        director = council.holder("director_childrens_services")
        assert director.received("notice in writing of the intention to refer the matter")
        await takes(iro, ref, "Escalate", reason="It is not resolved.")
        assert council.case(ref).stage_key == "level-5"


@ON_SQLITE
async def test_whoever_heads_the_service_records_learning_for_the_improvement_board(
    a_council_of: Open,
) -> None:
    """Durham §8, Head of Children's Social Care: learning may feed into QIB."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council, "stage-5", bypass_reason="It cannot wait.")
        head = council.holder("head_of_childrens_social_care")
        await responds(head)
        await takes(iro, ref, "Resolve", outcome="Settled.", impact="They stay.")
        assert "Take another route" in await offered(head, ref)
        event = await records(head, ref, "supervision/wider-learning", learning="Ask sooner.")
        assert "iro_operations_manager" in told(event)


@ON_SQLITE
async def test_a_child_protection_plan_in_proceedings_is_told_to_the_manager_too(
    a_council_of: Open,
) -> None:
    """Durham §4: the proposed care plan for the child during care proceedings; §1: both kinds."""
    async with a_council_of("durham") as council:
        changes = {"kind": "child_protection", "conditions": "court_proceedings"}
        iro, ref = await raise_one(council, **changes)
        why = f"{PLANTED} and her sister are parted."
        await records(iro, ref, "care-proceedings/manager", difference=why)
        (card,) = council.holder("team_manager").received("why the IRO does not agree")
        assert why in words(card)
