"""What is unusual on a step's form is pointed out there, and recorded when a tick says so."""

from tests.builders import a_rulebook
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_records import begin
from tests.dialogs.test_told_steps import records


async def a_reported_change() -> tuple[Office, Chat, str]:
    """The IRO before the decision on one of the five changes of Appendix B."""
    office = Office(a_rulebook("northamptonshire"))
    five = office.policy().field("review_first").choices[1]
    worker, iro = office.chat("social_worker"), office.chat("iro")
    ref = await begin(worker, "Tell the IRO", fact_review_first=five.replace(",", ""))
    await iro.says(f"case {ref}")
    await iro.presses(next(b for b in iro.buttons if "Decide" in b))
    return office, iro, ref


async def test_the_decision_is_made_before_what_was_reported_and_the_five_changes() -> None:
    _, iro, _ = await a_reported_change()

    assert "A proposal for the child to leave care before the age of 18" in iro.sees
    assert "A review must be convened before any of five changes is made" in iro.sees
    assert problems(iro.card) == []


async def test_no_review_before_such_a_change_is_recorded_only_when_it_is_meant() -> None:
    office, iro, ref = await a_reported_change()
    typed = {**answers_to(iro), "fact_review_needed": "no"}

    await iro.presses(iro.sending, **typed)
    assert "one of the five changes before which Appendix B requires a review" in iro.sees
    assert problems(iro.card) == []
    assert len(office.stored(ref).routes[0].steps) == 1
    await iro.presses(iro.sending, **typed, all_the_same="true")

    assert office.stored(ref).routes[0].steps[-1].values["review_needed"] == "no"


async def test_a_meeting_on_a_saturday_is_pointed_out_first() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await records(iro, ref, "monitoring/arrange", meeting_on="2026-11-28")

    assert "Saturday 28 November 2026 is not a working day" in iro.sees
    assert not office.stored(ref).routes
    await iro.presses(iro.sending, fact_meeting_on="2026-11-28", all_the_same="true")
    assert office.stored(ref).routes


async def test_a_wrong_day_gets_its_sentence_and_no_tick() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    talk = {"consulted_with": "The manager", "advice": "Go on."}
    await records(iro, ref, "legal-advice/consult", consulted_on="2031-01-06", **talk)

    assert "This day is still to come" in iro.sees
    assert "all_the_same" not in iro.inputs
    assert iro.inputs["fact_consulted_on"]["max"] == "2026-11-23"
