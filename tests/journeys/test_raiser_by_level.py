"""Brighton & Hove §3.2: who raises the concern changes from level to level; the IRO stays owner."""

from resolution.case import Status
from resolution.events import HandedOver, StageOpened
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED
from tests.journeys.raising import raise_one, responds
from tests.journeys.screen import words
from tests.journeys.steps import asks_for, leaves, offered, opens, takes

BRIGHTON = "brighton-and-hove"
HEAD, DIRECTOR = "head_of_safeguarding", "director_childrens_services"
DELIVERY = "head_of_childrens_delivery"
#: Level by level: who raises it, who answers, and who is told beside them.
LEVELS = (
    ("level-2", "iro_manager", "service_manager", DELIVERY),
    ("level-3", HEAD, DELIVERY, DIRECTOR),
    ("level-4", HEAD, DIRECTOR, DELIVERY),
    ("level-5", HEAD, "chief_executive", DIRECTOR),
)


async def test_each_level_is_handed_to_whoever_raises_it_and_the_iro_sees_everything(
    a_council_of: Open,
) -> None:
    """§3.2: Levels 1 to 5, by the IRO, the IRO Manager and the Head of Safeguarding."""
    async with a_council_of(BRIGHTON) as council:
        iro, ref = await raise_one(council)
        judge = iro
        for level, raises, answers, informed in LEVELS:
            raiser = council.holder(raises)
            if raiser.id != judge.id:
                await takes(judge, ref, "Hand over", note=f"{PLANTED} waits.")
                assert council.case(ref).stage_key != level, "it only asks"
                card = raiser.received("Nothing goes up until you do")[-1]
                assert "What happened so far" in words(card)
                assert PLANTED in words(card)
            await takes(raiser, ref, "Escalate", to_stage=level, reason="Not resolved.")
            assert council.case(ref).stage_key == level
            assert council.holder(answers).received("Your response is asked for")
            assert council.holder(informed).received("For your information")
            assert PLANTED in await opens(iro, ref), "the IRO sees every level"
            assert "Resolve" in await offered(iro, ref), "and can end it at every level"
            await responds(council.holder(answers))
            assert raiser.received("A response waits for your decision"), level
            judge = raiser
        handed = [e for e in council.trail(ref) if isinstance(e, HandedOver)]
        assert [e.to_stage for e in handed] == ["level-2", "level-3"]
        owner = council.case(ref).owner
        assert owner is not None
        assert owner.person_id == iro.id


@ON_SQLITE
async def test_who_may_judge_follows_the_level(a_council_of: Open) -> None:
    """§3.2: the raiser of a level summarises its impact and outcome."""
    async with a_council_of(BRIGHTON) as council:
        iro, ref = await raise_one(council)
        manager, head = council.holder("iro_manager"), council.holder("head_of_safeguarding")
        press = await asks_for(iro, ref, "Resolve")
        ended = {"outcome": f"{PLANTED} has a plan.", "impact": "They are at ease."}
        leaves(iro)
        assert "Resolve" not in await offered(manager, ref)
        await manager.sends(press, **ended)
        assert council.case(ref).is_open, "level 1 is the IRO's to judge"
        assert "Only" in manager.told

        await takes(iro, ref, "Hand over", note="No answer.")
        await takes(manager, ref, "Escalate", to_stage="level-2", reason="Not resolved.")
        assert "You have no case" in await opens(head, ref), "not their level yet"
        worker = council.holder("pod_team_manager")
        assert worker.received("to make all relevant information available")
        await responds(council.holder("service_manager"))
        await takes(manager, ref, "Resolve", **ended)
        assert council.case(ref).status is Status.RESOLVED
        assert iro.received("The case was resolved")


@ON_SQLITE
async def test_the_iro_may_always_raise_a_level_and_its_raiser_is_told(a_council_of: Open) -> None:
    """IRO Handbook 6.4: the individual IRO is personally responsible for activating the process."""
    async with a_council_of(BRIGHTON) as council:
        iro, ref = await raise_one(council)
        await takes(iro, ref, "Escalate", to_stage="level-4", reason="There is a risk of harm.")
        opened = [e for e in council.trail(ref) if isinstance(e, StageOpened)]
        assert opened[-1].bypassed == ("level-2", "level-3")
        director = council.holder("director_childrens_services")
        assert director.received("Your response is asked for")
        await responds(director)
        judge = council.holder("head_of_safeguarding")
        assert judge.received("A response waits for your decision")
        assert iro.received("A response waits for your decision")
