"""The informal stage: with whom, how and by when it was agreed, and what follows when it is not."""

import pytest

from resolution.events import StageOpened
from resolution.policy import Must
from tests.builders import london
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import elements, titles, words
from tests.journeys.steps import filled, opens, sending, takes

AGREED = "2026-12-02"
SOMEONE = "Sam of the team"


async def spoken(council: Council, agreed_by: str = AGREED, **more: str) -> tuple[Colleague, str]:
    """The IRO has talked with somebody, and records it at the informal stage."""
    policy = council.authority.policy
    how = policy.field("spoken_how").choices[0]
    typed = {"fact_spoken_to": SOMEONE, "fact_spoken_how": how}
    if agreed_by:
        typed["agreed_by"] = agreed_by
    return await raise_one(council, policy.stages[0].key, **more, **typed)


async def goes_formal(council: Council, iro: Colleague, ref: str) -> None:
    """The IRO starts the formal stage; whoever answers there sees what came before."""
    policy = council.authority.policy
    await takes(iro, ref, "Escalate", to_stage=policy.first_formal.key)
    assert council.case(ref).stage_key == policy.first_formal.key
    asked = council.first_responder.received("Your response is asked for")[-1]
    assert "Earlier stages" in words(asked)
    assert policy.stages[0].title in words(asked)
    assert SOMEONE in words(asked)


@pytest.mark.parametrize(
    ("policy", "asked", "informed"),
    [
        ("northamptonshire", "social_worker", ["team_manager"]),
        ("brighton-and-hove", "pod_team_manager", ["social_worker", "iro_manager"]),
    ],
)
async def test_an_agreed_time_is_reminded_of_told_when_it_passes_and_carried_over(
    policy: str, asked: str, informed: list[str], a_council_of: Open
) -> None:
    """Northamptonshire §5 and §6; Brighton & Hove §3.2, Informal: a negotiated timescale."""
    async with a_council_of(policy) as council:
        iro, ref = await spoken(council)
        responder = council.holder(asked)
        (card,) = responder.received("Your response is asked for")
        assert SOMEONE in words(card)
        for post in informed:
            assert council.holder(post).received("For your information"), post
        assert council.due_at(ref, Must.RESPOND) == london(f"{AGREED}T17:00")

        await council.until(f"{AGREED}T09:30")
        assert responder.received("Today is the last day")
        assert "StageLapsed" not in council.kinds(ref)
        await council.until("2026-12-03T09:00")
        (owner,) = iro.received("No response in time")
        assert titles(owner)[0] == "Escalate"
        assert responder.received("Overdue")

        await goes_formal(council, iro, ref)
        opened = next(e for e in council.trail(ref) if isinstance(e, StageOpened))
        assert str(opened.agreed_by) == AGREED
        assert opened.facts["spoken_to"] == SOMEONE
        assert "2 December 2026" in words(council.first_responder.card), "the agreed day"


@ON_SQLITE
async def test_durham_keeps_a_day_for_the_answer_and_an_agreed_day_for_the_issue(
    a_council_of: Open,
) -> None:
    """Durham §5.1, §5.2 and stage 1 of its table; a senior manager may know, for information."""
    async with a_council_of("durham") as council:
        iro, ref = await spoken(council, conditions="senior_information")
        social_worker = council.holder("social_worker")
        assert social_worker.received("Your response is asked for")
        assert council.holder("operations_manager").received("For your information")
        assert council.due_at(ref, Must.RESPOND) == london("2026-11-24T17:00")
        assert council.due_at(ref, Must.RESOLVE) == london(f"{AGREED}T17:00")

        await takes(social_worker, ref, "Respond", text="It will be done by then.")
        await council.until(f"{AGREED}T09:30")
        assert iro.received("Today is the last day: resolve the matter")
        await council.until("2026-12-03T09:00")
        assert iro.received("Overdue: your resolution")
        assert not social_worker.received("Overdue"), "they answered in time"
        await goes_formal(council, iro, ref)


@ON_SQLITE
async def test_knowsley_aims_for_five_days_which_the_iro_may_change(a_council_of: Open) -> None:
    """Knowsley, Informal 3: five days that may vary and must not drift."""
    async with a_council_of("knowsley") as council:
        iro, ref = await spoken(council, agreed_by="")
        assert council.due_at(ref, Must.RESPOND) == london("2026-11-30T17:00")
        reason = {"reason": "A school holiday.", "benefit": "They can stay at school."}
        await takes(iro, ref, "Give more time", new_due_on=AGREED, **reason)
        assert council.due_at(ref, Must.RESPOND) == london(f"{AGREED}T17:00")
        await council.until("2026-12-03T09:00")
        assert iro.received("No response in time")
        await goes_formal(council, iro, ref)


@ON_SQLITE
async def test_bradford_records_the_conversation_before_stage_1_or_that_there_was_none(
    a_council_of: Open,
) -> None:
    """Bradford, Concerns: the IRO and the social worker talk first; stage 1 records it."""
    async with a_council_of("bradford") as council:
        talked = {"fact_spoken_on": "19 November", "fact_agreed_then": "A visit each week."}
        await raise_one(council, **talked)
        manager, worker = council.holder("team_manager"), council.holder("social_worker")
        (asked,) = manager.received("Your response is asked for")
        assert "A visit each week." in words(asked)
        (copy,) = worker.received("For your information")
        assert "the dispute resolution is sent to you" in words(copy)
        _, another = await raise_one(council)
        opened = [e for e in council.trail(another) if isinstance(e, StageOpened)]
        assert not any(opened[0].facts.values()), "it may be left out"


async def test_an_agreed_day_in_the_past_is_asked_for_again_and_nothing_typed_is_lost(
    one_council: Council,
) -> None:
    iro = one_council.iro
    await iro.says("raise")
    policy = one_council.authority.policy
    team = next(a for a in elements(iro.card, "Input.") if a["id"] == "team")["choices"][0]["value"]
    await iro.presses("Next", team=team, stage=policy.stages[0].key)
    typed = filled(iro, worry="Nobody came.", agreed_by="2026-11-20", file_number="7", initials="A")
    await iro.sends(sending(iro), **typed)
    assert "The agreed day is in the past" in iro.sees
    assert "Nobody came." in iro.sees
    assert not one_council.service.store.trail.refs()
    await iro.sends(sending(iro), agreed_by=AGREED)
    assert len(one_council.service.store.trail.refs()) == 1
    await opens(iro, one_council.service.store.trail.refs()[0])
    assert "Nobody came." in iro.sees
