"""The five examples of good practice of Brighton & Hove §6, played in Teams with their dates."""

from resolution.case import Status
from resolution.events import FiledOnRecord
from resolution.on_file import to_file
from resolution.policy import Must
from tests.builders import london
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import Open
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import raise_one, responds
from tests.journeys.screen import elements
from tests.journeys.steps import records, takes

BRIGHTON = "brighton-and-hove"
SPOKEN = {
    "fact_spoken_to": "The social worker",
    "fact_spoken_how": "Telephone or call",
    "fact_from_review": "no",
}
AT_A_REVIEW = {"fact_spoken_how": "Face to face", "fact_from_review": "yes"}
CASENOTE = "Casenote: IRO Record (LAC)"


async def informally(council: Council, agreed_by: str, **typed: str) -> tuple[Colleague, str]:
    """The IRO records an informal issue, to be settled by an agreed day."""
    typed = {"agreed_by": agreed_by, **SPOKEN, **typed}
    return await raise_one(council, "informal", **typed)


async def ends_well(iro: Colleague, ref: str, *communications: str, outcome: str = "") -> None:
    """The IRO resolves the case and summarises the communications on a casenote."""
    said = outcome or f"Settled for {PLANTED}."
    await takes(iro, ref, "Resolve", outcome=said, impact="All is well.")
    await summarises(iro, ref, *communications, said)
    assert iro.council.case(ref).status is Status.RESOLVED


async def summarises(iro: Colleague, ref: str, *communications: str) -> None:
    """The text for the casenote says all of this; the IRO ticks that it is there."""
    await iro.says(f"case {ref}")
    await iro.presses_more("Tick as filed")
    text = next(elements(iro.card, "Input.Text"))["value"]
    assert text.startswith(CASENOTE)
    for said in communications:
        assert said in text, said
    await iro.presses("Tick as filed")
    assert any(isinstance(event, FiledOnRecord) for event in iro.council.trail(ref))


def lapses(council: Council, ref: str) -> int:
    return council.kinds(ref).count("StageLapsed")


async def test_a_young_person_moves_on_to_other_services_within_a_month(
    a_council_of: Open,
) -> None:
    """§6, 1: report back within one month; a month after, it is resolved."""
    async with a_council_of(BRIGHTON) as council:
        iro, ref = await informally(council, "2026-12-23", **AT_A_REVIEW)
        assert council.due_at(ref, Must.RESPOND) == london("2026-12-23T17:00")
        worker = council.holder("social_worker")
        assert worker.received("For your information")

        await council.until("2026-12-23T11:00")
        assert lapses(council, ref) == 0
        assert iro.received("Today is the day that you agreed"), (
            "the IRO contacts the social worker now"
        )
        called = "By telephone: the leaving care team has begun."
        await takes(iro, ref, "Add a note", text=called)
        await ends_well(iro, ref, f"Wednesday 23 December 2026, 11:00: {called}")
        titles = to_file(council.case(ref), council.authority.policy).values()
        assert any("Module 4" in title for title in titles), "it was noted at the review"


async def test_a_placement_meets_cultural_needs_while_a_complaint_runs(a_council_of: Open) -> None:
    """§6, 2: the complaints officer settles it on the arrangements that the IRO suggested."""
    async with a_council_of(BRIGHTON) as council:
        identity = {"themes": "identity-needs", **AT_A_REVIEW}
        iro, ref = await informally(council, "2027-01-11", **identity)
        await records(iro, ref, "complaint-alongside/decide", decision="Await the complaint.")
        view = {"child_view": "Happy where they are.", "view_differs": "no"}
        await records(iro, ref, "child/wishes", **view)
        suggested = "To the carer: cultural events, support at home, particular food."
        await takes(iro, ref, "Add a note", text=suggested)

        await council.until("2026-12-09T11:00")
        settled = "Resolved by the Complaints Officer on the basis of these arrangements."
        await ends_well(iro, ref, suggested, outcome=settled)
        assert not council.case(ref).visit.responses, "nobody of the team had to answer for it"
        kept = [step.key for run in council.case(ref).routes for step in run.steps]
        assert kept == ["decide", "wishes"]


async def test_a_child_sees_her_sister_with_the_help_of_an_advocate(a_council_of: Open) -> None:
    """§6, 3: the IRO asks a month before the next review, on 24 May; that day is a Saturday."""
    async with a_council_of(BRIGHTON) as council:
        review = {"fact_next_review_on": "2027-05-24"}
        iro, ref = await informally(council, "2027-04-24", **review)
        assert council.due_at(ref, Must.RESPOND) == london("2027-04-26T17:00")
        offered = {"advocate_offered": "yes", "advocate_answer": "She asks for one."}
        await records(iro, ref, "child/advocate", **offered)

        await council.until("2027-04-26T09:30")
        assert iro.received("Today is the day that you agreed"), "the IRO contacts both of them now"
        assert lapses(council, ref) == 0
        asked = "Child and social worker: it is arranged."
        await takes(iro, ref, "Add a note", text=asked)
        await ends_well(iro, ref, f"Monday 26 April 2027, 09:30: {asked}", "24 May 2027")


async def test_a_pep_comes_after_three_weeks_one_more_and_the_manager_s_help(
    a_council_of: Open,
) -> None:
    """§6, 4: three weeks, another week, then within the next; Christmas falls into the last."""
    async with a_council_of(BRIGHTON) as council:
        needs = {"themes": "health-education-needs", "fact_next_review_on": "2027-01-15"}
        iro, ref = await informally(council, "2026-12-14", **needs)
        pod = council.holder("pod_team_manager")
        assert pod.received("Your response is asked for"), "the manager is informed from the start"

        await council.until("2026-12-15T09:00")
        assert lapses(council, ref) == 1, "after three weeks there is no sign of it"
        assert iro.received("No response in time")
        assert pod.received("Overdue")
        calls = ["Called the social worker: not begun. Told the Pod Team Manager."]
        await takes(iro, ref, "Add a note", text=calls[0])
        more = {"reason": "It is to be arranged.", "benefit": "A plan for school."}
        await takes(iro, ref, "Give more time", new_due_on="2026-12-21", **more)
        assert council.due_at(ref, Must.RESPOND) == london("2026-12-21T17:00")

        await council.until("2026-12-22T09:00")
        assert lapses(council, ref) == 2, "another week has passed"
        calls.append("Could not reach the social worker; the Pod Team Manager pursues it.")
        await takes(iro, ref, "Add a note", text=calls[1])
        action = {
            "action_1_what": f"Send the PEP of {PLANTED}",
            "action_1_owner": "Pod Team Manager",
            "action_1_by": "2026-12-29",
        }
        await takes(pod, ref, "Respond", text="I take it up.", **action)

        await council.until("2026-12-24T12:00")
        await takes(pod, ref, "Mark an action done", number="1")
        await takes(iro, ref, "Check an action", number="1", achieved="yes")
        assert council.case(ref).actions[0].checked
        await ends_well(iro, ref, *calls, "15 January 2027")
        await council.until("2027-01-15T09:00")
        assert lapses(council, ref) == 2, "the action was done before its day"
        await takes(iro, ref, "Add a note", text="At the review: the new plan works.")
        await summarises(iro, ref, *calls, "At the review: the new plan works.")


async def test_when_the_chief_executive_does_not_settle_it_cafcass_does(
    a_council_of: Open,
) -> None:
    """§6, 5: the reach of all senior management is used up; the IRO refers the case."""
    async with a_council_of(BRIGHTON) as council:
        iro, ref = await raise_one(council)
        raisers = {
            "level-2": council.holder("iro_manager"),
            "level-3": council.holder("head_of_safeguarding"),
            "level-4": council.holder("head_of_safeguarding"),
            "level-5": council.holder("head_of_safeguarding"),
        }
        judge = iro
        for level, raiser in raisers.items():
            (asked,) = council.assignees(ref)
            await responds(asked, "The funding is not agreed.")
            await takes(judge, ref, "Say it is not enough", reason="The child still waits.")
            if raiser.id != judge.id:
                await takes(judge, ref, "Hand over", note="Please raise it.")
                assert raiser.received("Nothing goes up until you do"), level
            await takes(raiser, ref, "Escalate", reason="Unresolved.", to_stage=level)
            assert council.case(ref).stage_key == level
            judge = raiser
        (chief,) = council.assignees(ref)
        assert chief.id == council.holder("chief_executive").id
        await responds(chief, "No further funding.")

        head = council.holder("head_of_safeguarding")
        await takes(head, ref, "Say it is not enough", reason="Human rights are at stake.")
        today = {"contact_on": "2026-11-23", "reasons": "Consistent failure."}
        await records(head, ref, "cafcass/intention", **today)
        assert chief.received("Wrote of the intention to refer")
        made = {"referred_on": "2026-11-23", "reasons": "No placement.", "documents": "The plan."}
        await takes(iro, ref, "Record a Cafcass referral", **made)

        case = council.case(ref)
        assert case.cafcass_on == london("2026-11-23T10:00").date()
        assert case.is_open, "what Cafcass makes of it is followed to its end"
        assert council.kinds(ref).count("StageEscalated") == 4
        assert chief.received("Cafcass")
