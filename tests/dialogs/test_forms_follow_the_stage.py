"""A form asks what the chosen stage needs and keeps what was typed; what is filed grows with it."""

from resolution.commands import AddNote
from resolution.events import ConsultationRecorded
from tests.builders import a_rulebook, holder
from tests.cards.lint import problems
from tests.dialogs.office import Office, answers_to, raise_one
from tests.dialogs.test_offers import find


async def test_a_later_level_that_needs_a_choice_asks_for_it_and_loses_nothing() -> None:
    """Northamptonshire §5, Level 4: the Assistant Director or the Director."""
    office = Office(a_rulebook("northamptonshire"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    assert "post" not in iro.inputs, "the next level has one officer"
    typed = {"reason": "It is urgent.", "advice": "Go on."}
    await iro.presses("Escalate now", to_stage="level-4", **typed)
    assert "Choose who is asked to answer Level 4." in iro.sees
    assert office.stored(ref).stage_key == "level-1", "nothing was sent yet"
    assert iro.inputs["reason"]["value"] == "It is urgent."
    assert iro.inputs["to_stage"]["value"] == "level-4"
    assert problems(iro.card) == []

    director = "director_childrens_services"
    await iro.presses("Escalate now", to_stage="level-4", post=director, **typed)

    assert [held.post for held in office.stored(ref).visit.assignees] == [director]
    (told,) = [e for e in office.trails[ref] if isinstance(e, ConsultationRecorded)]
    assert told.posts == ("iro_manager",)


async def test_advice_on_the_form_that_raises_is_not_asked_for_again() -> None:
    iro, ref = await raise_one(Office(), advice="Talk to them once more.")
    assert "Talk it over before the next level" not in iro.sees
    await find(iro, ref, "See the history")
    await iro.presses("See the history")
    assert "Talk to them once more." in iro.sees


async def test_the_manager_who_raises_the_next_level_is_not_asked_to_consult_themselves() -> None:
    """Brighton & Hove §3.2, Level 2 is the IRO Manager's own to raise."""
    office = Office()
    _, ref = await raise_one(office)
    manager = office.chat("iro_manager")
    await find(manager, ref, "Escalate")
    await manager.presses("Escalate")
    assert "advice" not in manager.inputs
    await manager.presses("Escalate now", **answers_to(manager))
    assert office.stored(ref).stage_key == "level-2"
    assert "Talk it over before the next level" not in manager.sees


async def test_a_note_is_in_the_text_of_the_stage_at_which_it_was_written() -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office)
    for said in ("The first call.", "The second call."):
        await office.submit(AddNote(case_ref=ref, by=holder("iro"), text=said))
        if said == "The first call.":
            await find(iro, ref, "Escalate")
            await iro.presses("Escalate")
            await iro.presses("Escalate now", **answers_to(iro))
    await find(iro, ref, "Tick as filed")
    await iro.presses("Tick as filed")
    first = iro.inputs["copy"]["value"]
    assert "The first call." in first
    assert "The second call." not in first
    await iro.presses("Tick as filed")
    await find(iro, ref, "Tick as filed")
    await iro.presses("Tick as filed")
    assert "The second call." in iro.inputs["copy"]["value"]


async def test_a_text_that_grew_says_so_until_it_is_ticked_again() -> None:
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Tick as filed")
    await iro.presses("Tick as filed")
    assert "Changed since" not in iro.sees
    await iro.presses("Tick as filed")
    assert "Not yet recorded" not in await iro.says("mine")
    await office.submit(AddNote(case_ref=ref, by=holder("iro"), text="They called."))
    assert "Not yet recorded" in await iro.says("mine")
    await find(iro, ref, "Tick as filed")
    await iro.presses("Tick as filed")
    assert "Changed since it was ticked" in iro.sees
    assert "They called." in iro.inputs["copy"]["value"]
    await iro.presses("Tick as filed")
    assert "Not yet recorded" not in await iro.says("mine")
