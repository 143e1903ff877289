"""A step beside the ladder: which route, which step, its form; and what is wrong with it."""

from tests.builders import a_rulebook
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find


async def at_the_form(step: str) -> tuple[Office, Chat, str]:
    """The IRO of a Durham case before the form of ROUTE/STEP."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Take another route")
    await iro.presses("Take another route")
    assert problems(iro.card) == []
    await iro.presses("Next", route=step.partition("/")[0])
    assert problems(iro.card) == []
    await iro.presses("Next", step=step)
    assert problems(iro.card) == []
    return office, iro, ref


async def test_a_route_and_a_step_have_to_be_chosen() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Take another route")
    await iro.presses("Take another route")
    await iro.presses("Next", route="")
    assert "Choose what it is about" in iro.sees
    await iro.presses("Next", route="invented")
    assert "No other route is open to you" in iro.sees


async def test_the_form_of_a_step_says_where_it_comes_from_and_records_it() -> None:
    office, iro, ref = await at_the_form("obstacles/record")
    assert "Source: §2" in iro.sees
    await iro.presses(iro.sending, **answers_to(iro))
    assert office.stored(ref).routes[-1].closed_at == office.moment
    assert "Obstacles beyond the council's control: An obstacle was recorded" in iro.sees


async def test_a_wrong_step_form_keeps_what_was_typed_with_a_sentence_by_each_field() -> None:
    office, iro, ref = await at_the_form("care-proceedings/court-told")
    typed = {
        "fact_told_court_on": "2026-13-40",
        "fact_court_means": "By pigeon",
        "fact_difference": "# Heading\n<at>everybody</at> {{DATE(1)}} " + "x" * 10_000,
    }
    await iro.presses(iro.sending, **typed)
    for sentence in (
        "put right 3 answers below",
        "Give the day as year-month-day",
        "Choose one of the answers offered",
        "Shorten this to 3,000 characters; it has 10,",
    ):
        assert sentence in iro.sees
    assert {key: iro.inputs[key]["value"] for key in typed} == typed
    assert not office.stored(ref).routes
    await iro.presses(iro.sending, fact_told_court_on="", fact_court_means="", fact_difference=" ")
    assert "put right 3 answers below" in iro.sees
    right = {"fact_told_court_on": "2026-11-20", "fact_difference": "<at>everybody</at> **no**"}
    means = "A statement to the court"
    await iro.presses(iro.sending, **right, fact_court_means=means)
    assert office.stored(ref).routes[-1].steps[0].values["court_means"] == means
    assert problems(iro.card) == []
    await find(iro, ref, "See the history")
    await iro.presses("See the history")
    assert "Friday 20 November 2026" in iro.sees
    assert problems(iro.card) == []


async def test_a_step_that_must_come_first_is_named() -> None:
    _, iro, ref = await at_the_form("legal-advice/ask")
    forged = iro.button(iro.sending)
    forged["data"]["keep"]["step"] = "legal-advice/decide"
    await iro.sends(forged, fact_decision="Go on.")
    assert "Record this first" in iro.sees
    assert ref in iro.sees
