"""Talking it over before a formal level: recorded with the advice, and never a permission."""

import pytest

from resolution.events import ConsultationRecorded
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import raise_one
from tests.journeys.screen import words
from tests.journeys.steps import asks_for, filled, records, sending, takes, told

ADVICE = f"Ask for a date for {PLANTED}."


@pytest.mark.parametrize(
    ("policy", "to", "asked"),
    [
        ("northamptonshire", "level-2", "IRO Manager"),
        ("brighton-and-hove", "level-2", "IRO Manager"),
    ],
)
@ON_SQLITE
async def test_what_was_advised_goes_with_the_escalation_and_is_not_asked_for_again(
    policy: str, to: str, asked: str, a_council_of: Open
) -> None:
    """Northamptonshire §6 (the line manager); Brighton & Hove §3.2, Levels 1 and 2."""
    async with a_council_of(policy) as council:
        iro, ref = await raise_one(council)
        press = await asks_for(iro, ref, "Escalate")
        assert asked in iro.sees
        await iro.sends(press, **filled(iro, to_stage=to, reason="No answer.", advice=ADVICE))
        await council.settle()
        (consulted,) = [e for e in council.trail(ref) if isinstance(e, ConsultationRecorded)]
        assert consulted.advice == ADVICE
        assert not consulted.without_why
        assert council.case(ref).stage_key == to
        route = council.authority.policy.route("consultation")
        prompt = iro.received("The procedure also asks")[-1]
        assert route.title not in words(prompt), "it was recorded with the escalation"
        for manager in council.assignees(ref):
            assert manager.received("Your response is asked for")


@pytest.mark.parametrize("policy", ["northamptonshire", "brighton-and-hove"])
@ON_SQLITE
async def test_the_iro_goes_on_without_it_says_why_or_is_prompted_for_it(
    policy: str, a_council_of: Open
) -> None:
    """IRO Handbook 6.4: the decision is the IRO's own; Northamptonshire §8: not to hinder."""
    async with a_council_of(policy) as council:
        first, second = council.authority.policy.stages[2:4]
        iro, ref = await raise_one(council)
        why = "My manager is on leave, and the hearing is tomorrow."
        await takes(iro, ref, "Escalate", to_stage=first.key, reason="Urgent.", unconsulted_why=why)
        (alone,) = [e for e in council.trail(ref) if isinstance(e, ConsultationRecorded)]
        assert (alone.without_why, alone.advice) == (why, "")
        await iro.presses_more("See the history")
        assert why in iro.sees

        press = await asks_for(iro, ref, "Escalate")
        await iro.sends(press, **filled(iro, to_stage=second.key, reason="No answer."))
        await council.settle()
        assert council.case(ref).stage_key == second.key, "nothing is asked for as a condition"
        route = council.authority.policy.route("consultation")
        prompt = iro.received("The procedure also asks")[-1]
        assert route.title in words(prompt), "but it is prompted for afterwards"
        await iro.presses("Record these now")
        await iro.presses("Next", step="consultation/consult")
        typed = {"fact_consulted_on": "2026-11-23", "fact_consulted_with": "The manager"}
        if policy == "brighton-and-hove":
            typed["fact_strengths"] = "A clear plan; few dates."
        await iro.sends(sending(iro), fact_advice=ADVICE, **typed)
        assert council.case(ref).routes[-1].closed_at is not None


@ON_SQLITE
async def test_bradford_prompts_for_a_second_opinion_and_records_what_was_advised(
    a_council_of: Open,
) -> None:
    """Bradford, Introduction: the IRO may discuss the issue with the IRO Team Manager."""
    async with a_council_of("bradford") as council:
        iro, ref = await raise_one(council)
        (prompt,) = iro.received("The procedure also asks")
        assert "A second opinion" in words(prompt)
        said = {"consulted_with": "The IRO Team Manager", "advice": ADVICE}
        event = await records(iro, ref, "consultation/consult", **said)
        assert told(event) == {"iro_team_manager"}
        (card,) = council.holder("iro_team_manager").received("Talked it over")
        assert "the record of your conversation" in words(card)
        await takes(iro, ref, "Escalate", to_stage="stage-2", reason="Nothing was done.")
        prompt = iro.received("The procedure also asks")[-1]
        assert "A second opinion" not in words(prompt).split("Also recorded")[0], "it is on record"


@ON_SQLITE
async def test_discussion_before_legal_advice_and_cafcass_is_recorded_or_gone_without(
    a_council_of: Open,
) -> None:
    """Bradford, Independent Legal Advice and Referral to CAFCASS: discussed with senior posts."""
    async with a_council_of("bradford") as council:
        iro, ref = await raise_one(council)
        event = await records(
            iro, ref, "legal-advice/consult", advice="None given.", going_on="The matter is urgent."
        )
        assert told(event) == {"head_of_safeguarding"}
        event = await records(iro, ref, "cafcass/discuss", advice=ADVICE)
        assert told(event) == {"head_of_safeguarding", "assistant_director"}
        event = await records(iro, ref, "legal-advice/ask")
        assert not told(event), "nobody's consent is waited for"
        assert "ReferredToCafcass" not in council.kinds(ref), "discussing refers nothing"
