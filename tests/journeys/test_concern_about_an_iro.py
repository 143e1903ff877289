"""A concern about an IRO: apart from every child's record, and known only to those entitled."""

from collections.abc import Iterable

from resolution.events import StepRecorded
from tests.builders import london
from tests.journeys.authority import SAFEGUARDING
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import Open
from tests.journeys.harness import PLANTED, Council
from tests.journeys.screen import titles, words
from tests.journeys.steps import asks_to_begin, begins, leaves, offered, opens, records, told

CONCERN = {"concern": f"They spoke over {PLANTED} at the review."}


async def unknown_to(council: Council, ref: str, others: Iterable[Colleague]) -> None:
    """Whoever is not entitled learns nothing: no message, no list, no difference in the answer."""
    for person in others:
        told_of = [t for t in person.inbox if ref in t and f"You have no case {ref}" not in t]
        assert not told_of, person.name
        never = (await opens(person, "BH-22222")).replace("BH-22222", ref)
        assert f"You have no case {ref}" in await opens(person, ref)
        assert f"You have no case {ref}" in never, "as if it did not exist"
        for list_of in ("mine", "overdue"):
            assert ref not in await person.says(list_of)
    seen = "\n".join(words(sent.body) for sent in council.channel.delivered(SAFEGUARDING))
    assert ref not in seen


async def presses_kept(person: Colleague, owner: Colleague, ref: str) -> None:
    """Somebody sends a button that they saw over somebody's shoulder."""
    await opens(owner, ref)
    kept = owner.button("See the history")
    await person.sends(kept)
    assert f"You have no case {ref}" in person.told


async def test_bradford_goes_from_manager_to_manager_and_then_to_a_service_manager(
    a_council_of: Open,
) -> None:
    """Bradford, Introduction: the team manager, the IRO Team Manager, then a service manager; it
    is not recorded on the child's file."""
    async with a_council_of("bradford") as council:
        worker, manager = council.holder("social_worker"), council.holder("team_manager")
        await asks_to_begin(worker, "concern-about-iro")
        assert "Kept apart from the child's record" in worker.sees
        assert "initials" not in worker.form, "no child is named"
        leaves(worker)
        ref = await begins(worker, "concern-about-iro", **CONCERN)
        (card,) = manager.received("a concern to discuss with you")
        assert CONCERN["concern"] in words(card)
        iro_manager = council.holder("iro_team_manager")
        await unknown_to(council, ref, [iro_manager])
        event = await records(manager, ref, "concern-about-iro/share", **CONCERN)
        assert told(event) == {"iro_team_manager"}
        await records(iro_manager, ref, "concern-about-iro/agree", agreed="They will meet.")
        service = council.holder("childrens_service_manager")
        await unknown_to(council, ref, [service, council.holder("safeguarding_service_manager")])
        event = await records(manager, ref, "concern-about-iro/service", outstanding="All.")
        assert told(event) == {"childrens_service_manager"}
        event = await records(service, ref, "concern-about-iro/outstanding", outstanding="All.")
        assert told(event) == {"safeguarding_service_manager"}
        await unknown_to(council, ref, [council.iro, council.holder("head_of_service")])
        await presses_kept(council.iro, manager, ref)
        await records(service, ref, "concern-about-iro/end", outcome="They apologised.")
        assert not council.case(ref).is_open
        assert "Tick as filed" not in await offered(manager, ref), "nothing goes on a child's file"
        await council.until("2026-11-27T09:30")
        await unknown_to(council, ref, [council.iro, council.stranger()])


async def test_brighton_investigates_feeds_back_in_ten_working_days_and_may_escalate(
    a_council_of: Open,
) -> None:
    """Brighton & Hove §7: in writing to the IRO Manager; feedback within 10 working days; then the
    Head of Service (Safeguarding and Quality Assurance)."""
    async with a_council_of("brighton-and-hove") as council:
        worker, manager = council.holder("social_worker"), council.holder("iro_manager")
        head = council.holder("head_of_safeguarding")
        ref = await begins(worker, "concern-about-iro", **CONCERN)
        (card,) = manager.received("to arrange an investigation and feedback")
        assert "Record “Investigated and fed back”" in titles(card)
        (clock,) = council.case(ref).open_clocks
        assert clock.due_at == london("2026-12-07T17:00")

        await council.until("2026-12-07T09:30")
        assert manager.received("Please record: Investigated and fed back")
        await council.until("2026-12-08T09:00")
        assert manager.received("Overdue: a step that is yours")
        await unknown_to(council, ref, [council.iro, council.holder("service_manager")])

        findings = "Both were heard; the chairing will be observed."
        await records(manager, ref, "concern-about-iro/feedback", findings=findings)
        assert findings in words(worker.received("A concern about an IRO")[-1])
        event = await records(worker, ref, "concern-about-iro/escalate", outstanding="It goes on.")
        assert told(event) == {"head_of_safeguarding"}
        assert head.received("a concern that was not resolved satisfactorily")
        await records(head, ref, "concern-about-iro/head-feedback", findings="It is well founded.")
        event = await records(head, ref, "concern-about-iro/settled", outcome="A change of IRO.")
        assert told(event) == {"iro_manager"}
        assert "A change of IRO." in words(worker.received("A concern about an IRO")[-1])
        steps = [e.step for e in council.trail(ref) if isinstance(e, StepRecorded)]
        assert steps == ["raise", "feedback", "escalate", "head-feedback", "settled"]
        await unknown_to(council, ref, [council.iro, council.holder("pod_team_manager")])


async def test_in_a_channel_it_is_unknown_even_to_those_who_may_read_it(a_council_of: Open) -> None:
    async with a_council_of("brighton-and-hove") as council:
        ref = await begins(council.holder("social_worker"), "concern-about-iro", **CONCERN)
        there = council.holder("iro_manager", SAFEGUARDING)
        await there.says(f"case {ref}")
        assert f"You have no case {ref}" in there.sees
        await council.until("2026-12-09T09:30")
        assert ref not in "\n".join(there.inbox).replace(f"You have no case {ref}", "")
